package app

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	fynedialog "fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/driver"
	"fyne.io/fyne/v2/storage"

	"kartoteka/app/native"
)

// workbooks are the files a check takes.
var workbooks = []string{"xlsx", "xlsm"}

// A fileRequest says what a file is wanted for.
type fileRequest struct {
	save  bool
	title string
	name  string   // suggested, of a file to be saved
	kind  string   // what such files are called: "Sešit Excelu"
	exts  []string // without the dot, the first one is the one to save with
	do    func(path string)
}

// chooseFile asks for a file with the system's own dialog, or Fyne's where there is none, and does something with it. Nothing
// happens when the person cancels.
func (a *App) chooseFile(r fileRequest) {
	a.closeDialog()
	request := native.Request{Save: r.save, Title: r.title, Folder: a.settings.Folder, Name: r.name,
		Filters: []native.Filter{{Name: r.kind, Exts: r.exts}}}
	request.Owner, request.Parent = a.handle()
	answer := func(path string, err error) {
		switch {
		case errors.Is(err, native.ErrUnavailable):
			a.chooseWithFyne(r)
		case err != nil:
			a.fail(err)
		default:
			a.chosen(r, path)
		}
	}
	if native.OnMain {
		answer(a.native(request))
		return
	}
	a.spawn(func() {
		path, err := a.native(request)
		fyne.Do(func() { answer(path, err) })
	})
}

// handle names the window for dialogs of the system.
func (a *App) handle() (owner uintptr, parent string) {
	w, ok := a.window.(driver.NativeWindow)
	if !ok {
		return 0, ""
	}
	w.RunNative(func(context any) {
		switch c := context.(type) {
		case driver.WindowsWindowContext:
			owner = c.HWND
		case driver.X11WindowContext:
			parent = fmt.Sprintf("x11:%x", c.WindowHandle)
		}
	})
	return owner, parent
}

func (a *App) chosen(r fileRequest, path string) {
	if path == "" {
		return
	}
	if r.save && filepath.Ext(path) == "" {
		path += "." + r.exts[0]
	}
	a.settings.Folder = filepath.Dir(path)
	a.saveSettings()
	r.do(path)
}

func (a *App) chooseWithFyne(r fileRequest) {
	var d *fynedialog.FileDialog
	if r.save {
		d = fynedialog.NewFileSave(func(w fyne.URIWriteCloser, err error) {
			if w != nil {
				defer w.Close()
				a.chosen(r, w.URI().Path())
			} else if err != nil {
				a.fail(err)
			}
		}, a.window)
		d.SetFileName(r.name)
	} else {
		d = fynedialog.NewFileOpen(func(f fyne.URIReadCloser, err error) {
			if f != nil {
				defer f.Close()
				a.chosen(r, f.URI().Path())
			} else if err != nil {
				a.fail(err)
			}
		}, a.window)
	}
	d.SetTitleText(r.title)
	d.SetConfirmText(a.text(map[bool]string{true: "file.save", false: "file.open"}[r.save]))
	d.SetDismissText(a.text("dialog.cancel"))
	var exts []string
	for _, e := range r.exts {
		exts = append(exts, "."+e, "."+strings.ToUpper(e))
	}
	d.SetFilter(storage.NewExtensionFileFilter(exts))
	if folder, err := storage.ListerForURI(storage.NewFileURI(a.folder())); err == nil {
		d.SetLocation(folder)
	}
	size := a.window.Canvas().Size()
	d.Resize(fyne.NewSize(min(900, size.Width-48), min(640, size.Height-48)))
	d.Show()
}

// folder is where a file dialog begins: where the last one ended, else at home.
func (a *App) folder() string {
	if a.settings.Folder != "" {
		if _, err := os.Stat(a.settings.Folder); err == nil {
			return a.settings.Folder
		}
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "."
	}
	return home
}

// chooseWorkbook asks for a workbook to check.
func (a *App) chooseWorkbook() {
	a.chooseFile(fileRequest{title: a.text("file.choose_workbook"), kind: a.text("file.workbook"), exts: workbooks, do: a.openFile})
}

// openFile brings a workbook to the import page.
func (a *App) openFile(path string) {
	if a.user.ID == 0 {
		a.pending = path
		return
	}
	if absolute, err := filepath.Abs(path); err == nil {
		path = absolute
	}
	if !a.mayImport() {
		return
	}
	a.show("import")
	if p, ok := a.pages["import"].(filePage); ok && a.current == "import" {
		p.open(path)
	}
}

// launch opens a file or folder with the program it belongs to.
func (a *App) launch(path string) { a.system(native.Open, path) }

// reveal shows a file in its folder.
func (a *App) reveal(path string) { a.system(native.Reveal, path) }

func (a *App) system(do func(string) error, path string) {
	if err := do(path); err != nil {
		a.record(err)
		a.tell(a.text("file.not_opened"), path)
	}
}
