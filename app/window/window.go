// Package window is what a page knows of the window it stands in. It knows no page.
//
//	window.go pages.go keys.go     texts, settings, who is signed in; going from page to page
//	task.go fetch.go progress.go   work beside the window: Start, Fetch for what a page shows, Job with a card
//	editing.go form.go             changes, one at a time; dialogs that ask for values
//	ask.go dialog.go               questions and errors; one dialog at a time
//	files.go file_dialog.go save.go   files: the system's dialogs or our own; written as a whole
//
// A page is a struct with the state it shows and a Build method that draws it. When language, theme or size of text changes,
// everything is built again from that state.
//
// Tasks are the only goroutines. In tests Spawn runs them at once, so tests of pages need no waiting; package windowtest makes such windows.
package window

import (
	"context"
	"log/slog"
	"net/url"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kartoteka/app/native"
	"kartoteka/app/settings"
	"kartoteka/app/ui"
	"kartoteka/app/watch"
	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer"
)

// A Window is what the pages know of the window they stand in.
type Window struct {
	FyneApp    fyne.App
	FyneWindow fyne.Window
	Store      *data.Store
	Importer   *importer.Importer
	Settings   *settings.Settings
	Lang       assets.Lang
	User       data.User // who is signed in; the zero value before that
	Log        *slog.Logger
	LogFile    string
	Native     func(native.Request) (string, error)                         // the system's file dialogs
	Watch      func(ctx context.Context, file string, changed func()) error // calls changed when a file changes; in tests never
	Verbs

	Context context.Context // ends with the window
	cancel  context.CancelFunc
	tasks   sync.WaitGroup
	Spawn   func(func()) // starts a goroutine

	Entries []Entry
	pages   map[string]Page // made so far, by key
	Current string          // key of the page that is shown
	room    *fyne.Container // where the page stands, nil while there is none
	Dialog  *Dialog         // the one that is open, or nil
}

// Verbs are the functions that the program around the pages has for them.
type Verbs struct {
	Rebuild    func()                                                        // draws everything again, in the language and look of the settings
	OpenFile   func(path string)                                             // brings a workbook to the import page
	OpenHelp   func()                                                        // opens the help about the page that is shown
	CountAgain func()                                                        // writes into the sidebar how many records there are now
	Frame      func(key string, content fyne.CanvasObject) fyne.CanvasObject // what stands around a page that comes to the front
}

// New makes a window in a fyne.App, on an open store, with a table of pages. It is empty and not shown yet.
func New(f fyne.App, store *data.Store, s *settings.Settings, entries []Entry) *Window {
	w := &Window{FyneApp: f, FyneWindow: f.NewWindow("Kartotéka"), Store: store, Importer: &importer.Importer{Store: store}, Settings: s, Lang: s.Language,
		Log: slog.New(slog.DiscardHandler), Native: native.Show, Watch: watch.File, Spawn: func(work func()) { go work() }, Entries: entries, pages: map[string]Page{}}
	w.Context, w.cancel = context.WithCancel(context.Background())
	w.Canvas().SetOnTypedKey(w.typed)
	w.takeShortcuts()
	return w
}

// Enter opens the program for the only person without a password, or asks who is there.
func (w *Window) Enter() {
	if u, err := w.Store.DefaultUser(w.Context); err == nil {
		w.User = u
	}
	w.Rebuild()
}

// SignIn lets a person in. The zero value asks who is there; work that still runs for the person before goes on.
func (w *Window) SignIn(u data.User) {
	w.Forget(u)
	w.Current = ""
	w.Rebuild()
}

// Forget lets no page keep what it knew, for a person or an account that is another now.
func (w *Window) Forget(u data.User) { w.User, w.pages = u, map[string]Page{} }

// SignOut asks who is there, after the page had its say.
func (w *Window) SignOut() { w.Leave(func() { w.SignIn(data.User{}) }) }

// Text is a text in the language of the window.
func (w *Window) Text(key string, values ...assets.Values) string { return w.Lang.Text(key, values...) }

// Plural is a text that depends on a number.
func (w *Window) Plural(key string, n int, values ...assets.Values) string {
	return w.Lang.Plural(key, n, values...)
}

// Counted says how many records of which types: in the nominative "4 980 klientů a 29 900 kontaktních osob", or with form ".accusative"
// as what something is done to. Types without records are left out; "" is none at all.
func (w *Window) Counted(c data.Counts, form string) string {
	var parts []string
	for _, t := range data.RecordTypes() {
		if c[t] > 0 {
			parts = append(parts, w.Plural("record."+string(t)+form, c[t]))
		}
	}
	return w.Lang.And(parts)
}

// OpenURL opens an address with the program the system has for it.
func (w *Window) OpenURL(u *url.URL) error { return w.FyneApp.OpenURL(u) }

// Canvas is the canvas of the window.
func (w *Window) Canvas() fyne.Canvas { return w.FyneWindow.Canvas() }

// NewGrid makes a grid in the language of the window. The key names it in the settings, where what the person arranges is kept.
func NewGrid[T comparable](w *Window, key string, columns []ui.Column[T]) *ui.Grid[T] {
	return ui.NewGrid(w.Lang, w.Settings.Grid(key), w.SaveSettings, columns)
}

// SaveSettings keeps the settings. What goes wrong is no reason to disturb the person, it goes into the log.
func (w *Window) SaveSettings() {
	if err := w.Settings.Save(); err != nil {
		w.Log.Warn("settings", "error", err)
	}
}

// SetLanguage speaks another language from now on.
func (w *Window) SetLanguage(l assets.Lang) {
	w.Settings.Language, w.Lang = l, l
	w.SaveSettings()
	w.Rebuild()
}

// HelpButton is the question mark of a page that opens the help about it.
func (w *Window) HelpButton() *ui.Button { return ui.Sign("help", w.Text("menu.help"), w.OpenHelp) }

// End cancels what is running and waits until that has ended.
func (w *Window) End() {
	w.cancel()
	w.tasks.Wait()
}

// NewRoom makes the place where the pages stand.
func (w *Window) NewRoom() *fyne.Container {
	w.room = container.NewStack()
	return w.room
}
