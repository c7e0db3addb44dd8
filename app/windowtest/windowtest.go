// Package windowtest makes windows for tests, and looks at and presses what they show.
package windowtest

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"kartoteka/app/settings"
	"kartoteka/app/ui"
	"kartoteka/app/window"
	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer"
)

// A Window is a window that a test looks at and presses.
type Window struct{ *window.Window }

// AtOnce runs work in the goroutine of the test.
func AtOnce(work func()) { work() }

// New is a window of some pages on a fresh database, in Czech, with the work of its tasks done at once. Its administrator is
// signed in, and it shows no page before one is asked for.
func New(t *testing.T, entries []window.Entry) Window {
	t.Helper()
	store, kept := Fresh(t)
	w := window.New(test.NewTempApp(t), store, kept, entries)
	w.Lang, w.Spawn = assets.Czech, AtOnce
	w.Watch = func(context.Context, string, func()) error { return nil }
	w.Verbs = window.Verbs{
		OpenHelp:   func() {},
		CountAgain: func() {},
		OpenFile: func(path string) {
			w.Show("import")
			w.Page("import").(window.FilePage).Open(path)
		},
		Rebuild: func() {
			w.FyneApp.Settings().SetTheme(ui.NewTheme(kept))
			w.CloseDialog()
			w.FyneWindow.SetContent(w.NewRoom())
			if w.Current != "" {
				w.Bring(w.Current)
			}
		},
	}
	w.Enter()
	t.Cleanup(w.End)
	return Window{w}
}

// Fresh is an empty database with settings beside it.
func Fresh(t *testing.T) (*data.Store, *settings.Settings) {
	t.Helper()
	t.Setenv("LANG", "C.UTF-8")
	folder := t.TempDir()
	store, err := data.Open(filepath.Join(folder, "try.db"), data.Options{Fresh: data.Fresh(assets.Czech.Fresh())})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	kept, err := settings.Load(filepath.Join(folder, "settings.json"))
	if err != nil {
		t.Fatal(err)
	}
	return store, kept
}

// Objects are all objects the window shows, those of an open dialog or of the page.
func (w Window) Objects() []fyne.CanvasObject {
	if top := w.FyneWindow.Canvas().Overlays().Top(); top != nil {
		return test.LaidOutObjects(top)
	}
	return test.LaidOutObjects(w.FyneWindow.Content())
}

// Words are all texts one can read, without those of grids.
func (w Window) Words() string {
	var texts []string
	for _, o := range w.Objects() {
		switch o := o.(type) {
		case *ui.Words:
			texts = append(texts, o.Text())
		case *ui.Plain:
			texts = append(texts, o.Text.Text)
		case *ui.Button:
			texts = append(texts, o.Text)
		case *ui.NavItem:
			texts = append(texts, o.Title, o.Count)
		case *widget.Entry:
			texts = append(texts, o.Text, o.PlaceHolder)
		case *widget.Select:
			texts = append(texts, o.Selected, o.PlaceHolder)
		}
	}
	return strings.Join(texts, "\n")
}

// Press presses the button of that text.
func (w Window) Press(t *testing.T, text string) {
	t.Helper()
	for _, o := range w.Objects() {
		if b, ok := o.(*ui.Button); ok && b.Text == text && b.Visible() {
			if b.Disabled() {
				t.Fatalf("button %q is disabled", text)
			}
			test.Tap(b)
			return
		}
	}
	t.Fatalf("no button %q among:\n%s", text, w.Words())
}

// Says fails unless the window shows the words.
func (w Window) Says(t *testing.T, want ...string) {
	t.Helper()
	text := w.Words()
	for _, s := range want {
		if !strings.Contains(text, s) {
			t.Errorf("the window does not say %q but:\n%s", s, text)
		}
	}
}

// Insert adds a record by hand; the values are keys and what they hold.
func (w Window) Insert(t *testing.T, kind data.RecordType, values ...any) *data.Record {
	t.Helper()
	r := &data.Record{Type: kind}
	for i := 0; i < len(values); i += 2 {
		r.Set(values[i].(string), values[i+1])
	}
	if err := w.Store.Insert(context.Background(), w.User, r); err != nil {
		t.Fatal(err)
	}
	return r
}

// Count is how many records of a type there are.
func (w Window) Count(t *testing.T, kind data.RecordType) int {
	t.Helper()
	n, err := w.Store.Count(context.Background(), kind, data.Query{})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// ImportClients imports clients with a contact person each, and returns the import and the ids of the clients.
func (w Window) ImportClients(t *testing.T, file string, n int) (data.Import, []int64) {
	t.Helper()
	var ids []int64
	in := data.Import{File: file, Template: "clients-wide", Language: "cs",
		Found:    data.Counts{data.Client: n + 2, data.Contact: n},
		Rejected: data.Counts{data.Client: 1}, Duplicates: data.Counts{data.Client: 1}}
	im, err := w.Store.Import(context.Background(), w.User, in, func(insert func(*data.Record) error) error {
		for i := range n {
			client := &data.Record{Type: data.Client}
			client.Set("name", fmt.Sprintf("%s %d", file, i+1))
			if err := insert(client); err != nil {
				return err
			}
			ids = append(ids, client.ID)
			person := &data.Record{Type: data.Contact}
			person.Set("client", client.ID)
			person.Set("last_name", fmt.Sprintf("Nová %d", i+1))
			if err := insert(person); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return im, ids
}

// TypeInto types texts into the fields of the open dialog, from the top, hidden ones included; "" leaves one alone.
func (w Window) TypeInto(t *testing.T, texts ...string) {
	t.Helper()
	i := 0
	for _, o := range w.Objects() {
		e, ok := o.(*ui.Entry)
		if !ok {
			continue
		}
		if i < len(texts) && texts[i] != "" {
			e.SetText(texts[i])
		}
		i++
	}
	if i < len(texts) {
		t.Fatalf("%d texts for %d fields", len(texts), i)
	}
}

// ImportFile checks and imports a template or, as proposed, any table with the importer alone, and fails when that has errors.
func (w Window) ImportFile(t *testing.T, path string) {
	t.Helper()
	ctx := context.Background()
	m, err := w.Importer.Map(ctx, path, importer.MapOptions{Lang: w.Lang})
	if err != nil {
		t.Fatal(err)
	}
	if m.Template != "" {
		m = nil
	}
	report, err := w.Importer.Check(ctx, path, importer.CheckOptions{Lang: w.Lang, By: w.User, AddListItems: true, Map: m}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Importer.Import(ctx, report, w.User, nil); err != nil {
		t.Fatal(err)
	}
}

// Buttons are the texts of all buttons.
func (w Window) Buttons() []string {
	var texts []string
	for _, o := range w.Objects() {
		if b, ok := o.(*ui.Button); ok {
			texts = append(texts, b.Text)
		}
	}
	return texts
}

// Must ends the test where there is an error.
func Must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
