package window

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"

	"kartoteka/app/native"
)

// Tables are the endings of the files a check takes: templates and tables of other programs.
var Tables = []string{"xlsx", "xlsm", "csv", "tsv", "txt", "vcf", "xls", "ods", "html", "htm"}

// A FileRequest says what a file is wanted for.
type FileRequest struct {
	Save  bool
	Title string
	Name  string   // suggested, of a file to be saved
	Kind  string   // what such files are called: "Sešit Excelu"
	Exts  []string // without the dot, the first one is the one to save with
	From  string   // a file in whose folder to begin; "" begins where the last dialog ended
	Do    func(path string)
}

// withExt is a path to save to: one without an extension gets that of the kind.
func (r *FileRequest) withExt(path string) string {
	if filepath.Ext(path) == "" {
		path += "." + r.Exts[0]
	}
	return path
}

// ChooseFile asks for a file with the system's own dialog, or one in the window where there is none, and does something with it.
// Nothing happens when the person cancels.
func (w *Window) ChooseFile(r FileRequest) {
	w.CloseDialog()
	request := native.Request{Save: r.Save, Title: r.Title, Folder: w.folderOf(r), Name: r.Name,
		Filters: []native.Filter{{Name: r.Kind, Exts: r.Exts}}}
	request.Owner, request.Parent = w.handle()
	answer := func(path string, err error) {
		switch {
		case errors.Is(err, native.ErrUnavailable):
			w.openFileDialog(r)
		case err != nil:
			w.Fail(err)
		default:
			w.chosen(r, path)
		}
	}
	if native.OnMain {
		answer(w.Native(request))
		return
	}
	w.Spawn(func() {
		path, err := w.Native(request)
		fyne.Do(func() { answer(path, err) })
	})
}

// handle names the window for dialogs of the system.
func (w *Window) handle() (owner uintptr, parent string) {
	n, ok := w.FyneWindow.(driver.NativeWindow)
	if !ok {
		return 0, ""
	}
	n.RunNative(func(context any) {
		switch c := context.(type) {
		case driver.WindowsWindowContext:
			owner = c.HWND
		case driver.X11WindowContext:
			parent = fmt.Sprintf("x11:%x", c.WindowHandle)
		}
	})
	return owner, parent
}

func (w *Window) chosen(r FileRequest, path string) {
	if path == "" {
		return
	}
	if r.Save {
		path = r.withExt(path)
	}
	w.Settings.Folder = filepath.Dir(path)
	w.SaveSettings()
	r.Do(path)
}

// folderOf is where a file dialog begins: with the file it is about, where the last one ended, else at home.
func (w *Window) folderOf(r FileRequest) string {
	folder := w.Settings.Folder
	if r.From != "" {
		folder = filepath.Dir(r.From)
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

// ChooseTable asks for a file to check.
func (w *Window) ChooseTable() {
	w.ChooseFile(FileRequest{Title: w.Text("file.choose_table"), Kind: w.Text("file.table"), Exts: Tables, Do: w.OpenFile})
}

// Launch opens a file or folder with the program it belongs to.
func (w *Window) Launch(path string) { w.system(native.Open, path) }

// Reveal shows a file in its folder.
func (w *Window) Reveal(path string) { w.system(native.Reveal, path) }

func (w *Window) system(do func(string) error, path string) {
	if err := do(path); err != nil {
		w.LogError(err)
		w.Tell(w.Text("file.not_opened"), path)
	}
}
