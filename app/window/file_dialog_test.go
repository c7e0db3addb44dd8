package window_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"kartoteka/app/native"
	"kartoteka/app/ui"
	"kartoteka/app/window"
	"kartoteka/app/windowtest"
)

// withoutDialogs is a window on a system without file dialogs, with the folder where they begin.
func withoutDialogs(t *testing.T) (windowtest.Window, string) {
	w := windowtest.New(t, []window.Entry{blank})
	w.FyneWindow.Resize(fyne.NewSize(1280, 720))
	w.Native = func(native.Request) (string, error) { return "", native.ErrUnavailable }
	w.Settings.Folder = t.TempDir()
	return w, w.Settings.Folder
}

// files are the names in the file dialog that is open.
func files(w windowtest.Window, t *testing.T) *ui.Grid[*window.FileEntry] {
	t.Helper()
	for _, o := range w.Objects() {
		if g, ok := o.(*ui.Grid[*window.FileEntry]); ok {
			return g
		}
	}
	t.Fatal("no file dialog is open")
	return nil
}

func fileNames(w windowtest.Window, t *testing.T) []string {
	t.Helper()
	var names []string
	for _, e := range files(w, t).Rows {
		names = append(names, e.Name())
	}
	return names
}

func TestOpenDialogOfTheWindow(t *testing.T) {
	w, folder := withoutDialogs(t)
	inner := filepath.Join(folder, "únor")
	windowtest.Must(t, os.Mkdir(inner, 0o700))
	for _, name := range []string{"čaj.xlsx", "auto.XLSX", ".skrytý.xlsx", "text.pdf", filepath.Join("únor", "b.xlsm")} {
		windowtest.Must(t, os.WriteFile(filepath.Join(folder, name), []byte("1"), 0o600))
	}
	got := ""
	w.ChooseFile(window.FileRequest{Title: "T", Exts: window.Tables, Do: func(p string) { got = p }})
	if names := fileNames(w, t); !slices.Equal(names, []string{"únor", "auto.XLSX", "čaj.xlsx"}) {
		t.Errorf("lists %q", names)
	}
	w.TypeInto(t, "", "není.xlsx")
	w.Press(t, "Otevřít")
	w.Says(t, w.Text("file.not_there", map[string]any{"File": "není.xlsx"}))
	g := files(w, t)
	g.OnOpen(g.Rows[0])
	if names := fileNames(w, t); !slices.Equal(names, []string{"b.xlsm"}) {
		t.Errorf("lists %q", names)
	}
	w.Press(t, w.Text("file.up"))
	w.TypeInto(t, "", "únor")
	w.Press(t, "Otevřít")
	g = files(w, t)
	g.OnOpen(g.Rows[0])
	if got != filepath.Join(inner, "b.xlsm") || w.DialogOpen() || w.Settings.Folder != inner {
		t.Errorf("chose %q, remembered %q", got, w.Settings.Folder)
	}
	got = ""
	w.ChooseFile(window.FileRequest{Title: "T", Exts: window.Tables, Do: func(p string) { got = p }})
	w.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if got != "" || w.DialogOpen() {
		t.Error("Escape does not close the dialog")
	}
}

// TestSaveDialogLeavesFilesAlone: a file that is there already is not touched before the person agrees, nor by choosing it.
func TestSaveDialogLeavesFilesAlone(t *testing.T) {
	w, folder := withoutDialogs(t)
	old := filepath.Join(folder, "kopie.xlsx")
	windowtest.Must(t, os.WriteFile(old, []byte("mine"), 0o600))
	whole := func() {
		t.Helper()
		if b, err := os.ReadFile(old); err != nil || string(b) != "mine" {
			t.Errorf("the file was touched: %q, %v", b, err)
		}
	}
	got := ""
	w.ChooseFile(window.FileRequest{Save: true, Title: "T", Name: "kopie.xlsx", Exts: []string{"xlsx"}, Do: func(p string) { got = p }})
	w.Press(t, "Uložit")
	w.Says(t, w.Text("file.exists", map[string]any{"File": "kopie.xlsx"}), "Nahradit")
	whole()
	w.TypeInto(t, "", "nová")
	w.Says(t, "Uložit")
	w.TypeInto(t, "", filepath.Join("nikde", "x"))
	w.Press(t, "Uložit")
	w.Says(t, w.Text("file.no_folder", map[string]any{"Folder": filepath.Join(folder, "nikde")}))
	w.TypeInto(t, "", "kopie") // the extension is added before it is looked for
	w.Press(t, "Uložit")
	if got != "" {
		t.Fatal("a file is replaced without asking")
	}
	w.Press(t, "Nahradit")
	if got != old || w.DialogOpen() {
		t.Errorf("chose %q", got)
	}
	whole()
}
