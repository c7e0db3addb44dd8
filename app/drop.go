package app

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"kartoteka/assets"
)

// dropped takes what was dropped anywhere on the window. A workbook goes to the check; everything else gets a word there.
func (a *App) dropped(_ fyne.Position, what []fyne.URI) {
	var paths []string
	for _, u := range what {
		paths = append(paths, filepath.FromSlash(u.Path()))
	}
	if a.user.ID == 0 || len(paths) == 0 {
		if len(paths) == 1 {
			a.pending = paths[0]
		}
		return
	}
	if !a.mayImport() {
		return
	}
	a.closeDialog()
	if refusal := a.dropRefusal(paths); refusal != "" {
		a.show("import")
		if p, ok := a.pages["import"].(tellPage); ok {
			p.tell(refusal)
		}
		return
	}
	a.openFile(paths[0])
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

// mayImport reports whether the person may import, and tells a person who may not.
func (a *App) mayImport() bool {
	if a.mayOpen("import") {
		return true
	}
	a.tell(a.text("drop.title"), a.text("drop.not_allowed"))
	return false
}

// dropRefusal says why what was dropped can't be checked, or nothing. What is inside a file, the check finds out.
func (a *App) dropRefusal(paths []string) string {
	if len(paths) > 1 {
		return a.plural("drop.several", len(paths))
	}
	name := assets.Values{"File": filepath.Base(paths[0])}
	if info, err := os.Stat(paths[0]); err == nil && info.IsDir() {
		return a.text("drop.folder", name)
	}
	ext := strings.TrimPrefix(strings.ToLower(filepath.Ext(paths[0])), ".")
	if !slices.Contains(append([]string{"xls", "xlsb", "ods", "csv"}, workbooks...), ext) {
		return a.text("drop.no_workbook", name)
	}
	return "" // the check has a sentence of its own for each of the others
}
