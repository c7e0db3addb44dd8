package app

import (
	"context"
	"log/slog"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kartoteka/app/native"
	"kartoteka/app/settings"
	"kartoteka/app/ui"
	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer"
)

// A Window is what the pages know of the window they stand in.
type Window struct {
	fyne     fyne.App
	window   fyne.Window
	store    *data.Store
	importer *importer.Importer
	settings *settings.Settings
	lang     assets.Lang
	user     data.User // who is signed in; the zero value before that
	log      *slog.Logger
	logFile  string
	native   func(native.Request) (string, error)                         // the system's file dialogs
	watch    func(ctx context.Context, file string, changed func()) error // calls changed when a file changes; in tests never
	verbs

	ctx    context.Context // ends with the window
	cancel context.CancelFunc
	tasks  sync.WaitGroup
	spawn  func(func()) // starts a goroutine

	entries []pageEntry
	pages   map[string]page // made so far, by key
	current string          // key of the page that is shown
	room    *fyne.Container // where the page stands, nil while there is none
	dialog  *dialog         // the one that is open, or nil
}

// verbs are what only the program around the pages can do for them.
type verbs struct {
	rebuild    func()                                                        // draws everything again, in the language and look of the settings
	signedIn   func(data.User)                                               // lets a person in; the zero value asks who is there
	enter      func()                                                        // lets the only person in who needs no password, or asks who is there
	openFile   func(path string)                                             // brings a workbook to the import page
	openHelp   func()                                                        // opens the help about the page that is shown
	countAgain func()                                                        // writes into the sidebar how many records there are now
	frame      func(key string, content fyne.CanvasObject) fyne.CanvasObject // what stands around a page that comes to the front
}

// newWindow makes a window in a fyne.App, on an open store, with a table of pages. It is empty and not shown yet.
func newWindow(f fyne.App, store *data.Store, s *settings.Settings, entries []pageEntry) *Window {
	w := &Window{fyne: f, window: f.NewWindow("Kartotéka"), store: store, importer: &importer.Importer{Store: store}, settings: s, lang: s.Language,
		log: slog.New(slog.DiscardHandler), native: native.Show, watch: watchFile, spawn: func(work func()) { go work() }, entries: entries, pages: map[string]page{}}
	w.ctx, w.cancel = context.WithCancel(context.Background())
	return w
}

// text is a text in the language of the window.
func (w *Window) text(key string, values ...assets.Values) string { return w.lang.Text(key, values...) }

// plural is a text that depends on a number.
func (w *Window) plural(key string, n int, values ...assets.Values) string {
	return w.lang.Plural(key, n, values...)
}

// counted says how many records of which types: in the nominative "4 980 klientů a 29 900 kontaktních osob", or with form ".accusative"
// as what something is done to. Types without records are left out; "" is none at all.
func (w *Window) counted(c data.Counts, form string) string {
	var parts []string
	for _, t := range data.RecordTypes() {
		if c[t] > 0 {
			parts = append(parts, w.plural("record."+string(t)+form, c[t]))
		}
	}
	return w.lang.And(parts)
}

// canvas is what the window draws on.
func (w *Window) canvas() fyne.Canvas { return w.window.Canvas() }

// newGrid makes a grid in the language of the window. The key names it in the settings, where what the person arranges is kept.
func newGrid[T comparable](w *Window, key string, columns []ui.Column[T]) *ui.Grid[T] {
	return ui.NewGrid(w.lang, w.settings.Grid(key), w.saveSettings, columns)
}

// saveSettings keeps the settings. What goes wrong is no reason to disturb the person, it goes into the log.
func (w *Window) saveSettings() {
	if err := w.settings.Save(); err != nil {
		w.log.Warn("settings", "error", err)
	}
}

// setLanguage speaks another language from now on.
func (w *Window) setLanguage(l assets.Lang) {
	w.settings.Language, w.lang = l, l
	w.saveSettings()
	w.rebuild()
}

// helpButton is the question mark of a page that opens the help about it.
func (w *Window) helpButton() *ui.Button { return ui.Sign("help", w.text("menu.help"), w.openHelp) }

// end cancels what is running and waits until that has ended.
func (w *Window) end() {
	w.cancel()
	w.tasks.Wait()
}

// newRoom makes the place where the pages stand.
func (w *Window) newRoom() *fyne.Container {
	w.room = container.NewStack()
	return w.room
}
