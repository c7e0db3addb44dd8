package window_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"kartoteka/app/native"
	"kartoteka/app/ui"
	"kartoteka/app/window"
	"kartoteka/app/windowtest"
	"kartoteka/data"
)

// blank is a page with nothing on it but a field.
var blank = window.Entry{Key: "other", Make: func(*window.Window) window.Page { return &checked{field: ui.NewEntry()} }}

// TestTroubleIsSaid: a page whose data can't be read says so with the next step, and reads them when asked again.
func TestTroubleIsSaid(t *testing.T) {
	w := windowtest.New(t, []window.Entry{blank})
	var trouble = fmt.Errorf("read: %w", data.ErrLocked)
	tried := 0
	w.FyneWindow.SetContent(w.LoadFailed(trouble, func() { tried++ }))
	w.Says(t, w.Text("error.locked"))
	w.Press(t, w.Text("start.again"))
	if tried != 1 {
		t.Error("the button to try again does nothing")
	}
}

func TestOneDialogAtATime(t *testing.T) {
	w := windowtest.New(t, []window.Entry{blank})
	asked := 0
	w.Ask(window.Question{Title: "A", Text: "a", Verb: "Smazat vše", Risky: true, Do: func() { asked++ }})
	w.Fail(errors.New("first"))
	w.Fail(fmt.Errorf("import: %w", data.ErrDiskFull))
	if n := len(w.Canvas().Overlays().List()); n != 1 {
		t.Errorf("%d dialogs are open", n)
	}
	if !strings.Contains(w.Words(), w.Text("error.disk_full")) {
		t.Errorf("the dialog says:\n%s", w.Words())
	}
	w.Press(t, "Podrobnosti")
	if !strings.Contains(w.Words(), "import: the disk is full") {
		t.Errorf("the details say:\n%s", w.Words())
	}
	w.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if w.DialogOpen() || len(w.Canvas().Overlays().List()) != 0 {
		t.Error("Escape did not close the dialog")
	}
	w.Fail(fmt.Errorf("check: %w", context.Canceled))
	if w.DialogOpen() {
		t.Error("what the person cancelled himself is told as an error")
	}
	w.Ask(window.Question{Title: "A", Text: "a", Verb: "Smazat vše", Risky: true, Do: func() { asked++ }})
	w.Press(t, "Smazat vše")
	if asked != 1 || w.DialogOpen() {
		t.Errorf("the verb was carried out %d times", asked)
	}
}

func TestChooseFile(t *testing.T) {
	w := windowtest.New(t, []window.Entry{blank})
	var asked native.Request
	folder := t.TempDir()
	answer := filepath.Join(folder, "nový")
	w.Native = func(r native.Request) (string, error) { asked = r; return answer, nil }
	got := ""
	w.ChooseFile(window.FileRequest{Save: true, Title: "T", Name: "šablona.xlsx", Kind: "K", Exts: []string{"xlsx"}, Do: func(p string) { got = p }})
	if got != answer+".xlsx" || w.Settings.Folder != folder || !asked.Save || asked.Name != "šablona.xlsx" {
		t.Errorf("chose %q after %+v, remembered %q", got, asked, w.Settings.Folder)
	}
	answer, got = "", "nothing"
	w.ChooseFile(window.FileRequest{Exts: []string{"xlsx"}, Do: func(p string) { got = p }})
	if got != "nothing" || w.DialogOpen() {
		t.Error("cancelling the file dialog did something")
	}
	w.Native = func(native.Request) (string, error) { return "", native.ErrUnavailable }
	w.ChooseTable()
	if w.Canvas().Overlays().Top() == nil {
		t.Error("without a dialog of the system there is none at all")
	}
}

// checked is a page that counts how often it was told to check again.
type checked struct {
	field *ui.Entry
	times int
}

func (c *checked) Build() fyne.CanvasObject { return c.field }
func (c *checked) CheckAgain()              { c.times++ }

// TestF5: the key works while the keyboard is in a field, but not behind a dialog.
func TestF5(t *testing.T) {
	w := windowtest.New(t, []window.Entry{blank})
	w.Show("other")
	p := w.Page("other").(*checked)
	f5 := &fyne.KeyEvent{Name: fyne.KeyF5}
	p.field.TypedKey(f5)
	w.Tell("A", "a")
	w.Canvas().OnTypedKey()(f5)
	if p.times != 1 {
		t.Errorf("checked %d times, want once", p.times)
	}
}
