package app

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kartoteka/app/native"
	"kartoteka/app/ui"
)

// withoutDialogs is a window on a system without file dialogs, with the folder where they begin.
func withoutDialogs(t *testing.T) (*App, string) {
	a := newTestApp(t)
	a.window.Resize(fyne.NewSize(1280, 720))
	a.native = func(native.Request) (string, error) { return "", native.ErrUnavailable }
	a.settings.Folder = t.TempDir()
	return a, a.settings.Folder
}

// files are the names in the file dialog that is open.
func (a *App) files(t *testing.T) *ui.Grid[*fileEntry] {
	t.Helper()
	for _, o := range a.objects() {
		if g, ok := o.(*ui.Grid[*fileEntry]); ok {
			return g
		}
	}
	t.Fatal("no file dialog is open")
	return nil
}

func (a *App) fileNames(t *testing.T) []string {
	t.Helper()
	var names []string
	for _, e := range a.files(t).Rows {
		names = append(names, e.name)
	}
	return names
}

func TestOpenDialogOfTheWindow(t *testing.T) {
	a, folder := withoutDialogs(t)
	inner := filepath.Join(folder, "únor")
	must(t, os.Mkdir(inner, 0o700))
	for _, name := range []string{"čaj.xlsx", "auto.XLSX", ".skrytý.xlsx", "text.txt", filepath.Join("únor", "b.xlsm")} {
		must(t, os.WriteFile(filepath.Join(folder, name), []byte("1"), 0o600))
	}
	got := ""
	a.chooseFile(fileRequest{title: "T", exts: workbooks, do: func(p string) { got = p }})
	if names := a.fileNames(t); !slices.Equal(names, []string{"únor", "auto.XLSX", "čaj.xlsx"}) {
		t.Errorf("lists %q", names)
	}
	a.typeInto(t, "", "není.xlsx")
	a.press(t, "Otevřít")
	a.says(t, a.text("file.not_there", map[string]any{"File": "není.xlsx"}))
	g := a.files(t)
	g.OnOpen(g.Rows[0])
	if names := a.fileNames(t); !slices.Equal(names, []string{"b.xlsm"}) {
		t.Errorf("lists %q", names)
	}
	a.press(t, a.text("file.up"))
	a.typeInto(t, "", "únor")
	a.press(t, "Otevřít")
	g = a.files(t)
	g.OnOpen(g.Rows[0])
	if got != filepath.Join(inner, "b.xlsm") || a.dialog != nil || a.settings.Folder != inner {
		t.Errorf("chose %q, remembered %q", got, a.settings.Folder)
	}
	got = ""
	a.chooseFile(fileRequest{title: "T", exts: workbooks, do: func(p string) { got = p }})
	a.typed(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if got != "" || a.dialog != nil {
		t.Error("Escape does not close the dialog")
	}
}

// TestSaveDialogLeavesFilesAlone: a file that is there already is not touched before the person agrees, nor by choosing it.
func TestSaveDialogLeavesFilesAlone(t *testing.T) {
	a, folder := withoutDialogs(t)
	old := filepath.Join(folder, "kopie.xlsx")
	must(t, os.WriteFile(old, []byte("mine"), 0o600))
	whole := func() {
		t.Helper()
		if b, err := os.ReadFile(old); err != nil || string(b) != "mine" {
			t.Errorf("the file was touched: %q, %v", b, err)
		}
	}
	got := ""
	a.chooseFile(fileRequest{save: true, title: "T", name: "kopie.xlsx", exts: []string{"xlsx"}, do: func(p string) { got = p }})
	a.press(t, "Uložit")
	a.says(t, a.text("file.exists", map[string]any{"File": "kopie.xlsx"}), "Nahradit")
	whole()
	a.typeInto(t, "", "nová")
	a.says(t, "Uložit")
	a.typeInto(t, "", filepath.Join("nikde", "x"))
	a.press(t, "Uložit")
	a.says(t, a.text("file.no_folder", map[string]any{"Folder": filepath.Join(folder, "nikde")}))
	a.typeInto(t, "", "kopie") // the extension is added before it is looked for
	a.press(t, "Uložit")
	if got != "" {
		t.Fatal("a file is replaced without asking")
	}
	a.press(t, "Nahradit")
	if got != old || a.dialog != nil {
		t.Errorf("chose %q", got)
	}
	whole()
}

// TestCheckedWorkbookIsNeverSavedOver: the workbook that was checked stays as it is, even when it is chosen to be replaced.
func TestCheckedWorkbookIsNeverSavedOver(t *testing.T) {
	i := newImporting(t)
	i.native = func(native.Request) (string, error) { return "", native.ErrUnavailable }
	file := i.workbook(t, "leady.xlsx", leadsWithErrors)
	before, err := os.ReadFile(file)
	must(t, err)
	i.page.open(file)
	i.page.check.saveAnnotated()
	if g := i.files(t); len(g.Rows) != 1 || g.Rows[0].name != "leady.xlsx" {
		t.Error("the dialog does not begin beside the workbook")
	}
	i.typeInto(t, "", "leady.xlsx")
	i.press(t, "Uložit")
	i.press(t, "Nahradit")
	i.says(t, i.text("import.save.same"))
	if after, err := os.ReadFile(file); err != nil || string(after) != string(before) {
		t.Error("the workbook was written to")
	}
	test.Tap(i.dialog.buttons[0])
}
