package app

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"

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
	from  string   // a file in whose folder to begin; "" begins where the last dialog ended
	do    func(path string)
}

// withExt is a path to save to: one without an extension gets that of the kind.
func (r *fileRequest) withExt(path string) string {
	if filepath.Ext(path) == "" {
		path += "." + r.exts[0]
	}
	return path
}

// chooseFile asks for a file with the system's own dialog, or one in the window where there is none, and does something with it.
// Nothing happens when the person cancels.
func (a *Window) chooseFile(r fileRequest) {
	a.closeDialog()
	request := native.Request{Save: r.save, Title: r.title, Folder: a.folderOf(r), Name: r.name,
		Filters: []native.Filter{{Name: r.kind, Exts: r.exts}}}
	request.Owner, request.Parent = a.handle()
	answer := func(path string, err error) {
		switch {
		case errors.Is(err, native.ErrUnavailable):
			a.openFileDialog(r)
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
func (a *Window) handle() (owner uintptr, parent string) {
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

func (a *Window) chosen(r fileRequest, path string) {
	if path == "" {
		return
	}
	if r.save {
		path = r.withExt(path)
	}
	a.settings.Folder = filepath.Dir(path)
	a.saveSettings()
	r.do(path)
}

// folderOf is where a file dialog begins: with the file it is about, where the last one ended, else at home.
func (a *Window) folderOf(r fileRequest) string {
	folder := a.settings.Folder
	if r.from != "" {
		folder = filepath.Dir(r.from)
	}
	if info, err := os.Stat(folder); err == nil && info.IsDir() {
		return folder
	}
	return home()
}

// home is the folder of the person.
func home() string {
	folder, err := os.UserHomeDir()
	if err != nil {
		return string(filepath.Separator)
	}
	return folder
}

// chooseWorkbook asks for a workbook to check.
func (a *Window) chooseWorkbook() {
	a.chooseFile(fileRequest{title: a.text("file.choose_workbook"), kind: a.text("file.workbook"), exts: workbooks, do: a.openFile})
}

// launch opens a file or folder with the program it belongs to.
func (a *Window) launch(path string) { a.system(native.Open, path) }

// reveal shows a file in its folder.
func (a *Window) reveal(path string) { a.system(native.Reveal, path) }

func (a *Window) system(do func(string) error, path string) {
	if err := do(path); err != nil {
		a.record(err)
		a.tell(a.text("file.not_opened"), path)
	}
}
