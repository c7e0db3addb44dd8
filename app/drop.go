package app

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"kartoteka/app/window"
	"kartoteka/assets"
)

// dropped takes what was dropped anywhere on the window. A table goes to the check; everything else gets a word there.
func (a *App) dropped(_ fyne.Position, what []fyne.URI) {
	var paths []string
	for _, u := range what {
		paths = append(paths, filepath.FromSlash(u.Path()))
	}
	if a.User.ID == 0 || len(paths) == 0 {
		if len(paths) == 1 {
			a.pending = paths[0]
		}
		return
	}
	if !a.mayImport() {
		return
	}
	a.CloseDialog()
	var good []string
	said := ""
	for _, path := range paths {
		if refusal := a.dropRefusal(path); refusal == "" {
			good = append(good, path)
		} else if said == "" {
			said = refusal
		}
	}
	a.Show("import")
	page := a.Made("import")
	switch {
	case a.Current != "import":
	case len(good) == 0:
		window.Call(page, func(p window.TellPage) { p.Tell(said) })
	default:
		window.Call(page, func(p window.FilesPage) { p.OpenAll(good) })
	}
}

// openFile brings a workbook to the import page.
func (a *App) openFile(path string) {
	if a.User.ID == 0 {
		a.pending = path
		return
	}
	if absolute, err := filepath.Abs(path); err == nil {
		path = absolute
	}
	if !a.mayImport() {
		return
	}
	a.Show("import")
	if p, ok := a.Made("import").(window.FilePage); ok && a.Current == "import" {
		p.Open(path)
	}
}

// mayImport reports whether the person may import, and says so to a person who may not.
func (a *App) mayImport() bool {
	if a.MayOpen("import") {
		return true
	}
	a.Tell(a.Text("drop.title"), a.Text("drop.not_allowed"))
	return false
}

// dropRefusal says why what was dropped can't be checked, or nothing. What is inside a file, the check finds out.
func (a *App) dropRefusal(path string) string {
	name := assets.Values{"File": filepath.Base(path)}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return a.Text("drop.folder", name)
	}
	ext := strings.TrimPrefix(strings.ToLower(filepath.Ext(path)), ".")
	if !slices.Contains(append([]string{"xlsb"}, window.Tables...), ext) {
		return a.Text("drop.no_table", name)
	}
	return "" // the check has a sentence of its own for each of the others
}
