// Package app is the window: one sidebar, one page at a time.
//
//	Run ──> newApp ──> pages.go    the table of pages: sidebar, menu and shortcuts are made from it
//	          │          └─ one file per page
//	          ├─ sidebar.go menu.go drop.go signin.go
//	          ├─ task.go       work beside the window; its only goroutines
//	          ├─ dialogs.go    errors, questions; one dialog at a time
//	          ├─ files.go      the system's file dialogs
//	          └─ ui/           what the pages are built from: the grid, buttons, cards, the theme
//
// A page is a struct with the state it shows and a build method that draws it. When language, theme or size
// of text changes, everything is built again from that state.
//
// All of it draws into a fyne.App it is given, so tests run it with Fyne's test driver and without a display. Only
// driver_cgo.go knows the desktop driver.
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

// An App is what the pages share.
type App struct {
	fyne     fyne.App
	window   fyne.Window
	store    *data.Store
	importer *importer.Importer
	settings *settings.Settings
	lang     assets.Lang
	user     data.User // who is signed in; the zero value before that
	log      *slog.Logger
	logFile  string

	ctx    context.Context // ends with the window
	cancel context.CancelFunc
	tasks  sync.WaitGroup
	spawn  func(func())                                                 // starts a goroutine
	native func(native.Request) (string, error)                         // the system's file dialogs
	watch  func(ctx context.Context, file string, changed func()) error // tells when a file changes; in tests nobody does

	pages   map[string]page // made so far, by key
	current string          // key of the page that is shown
	side    *sidebar
	room    *fyne.Container // where the page stands
	dialog  *dialog         // the one that is open, or nil
	notices []notice        // what has to be said above the page
	pending string          // a file that waits for somebody to sign in
}

// options are what newApp needs besides a place to draw. The zero value is a window without settings and log.
type options struct {
	settings *settings.Settings
	lang     assets.Lang // "" is the language of the settings, or else of the system
	log      *slog.Logger
	logFile  string
	file     string // workbook to check at the start
	crashed  string // report of a crash before this start, "" for none
	unread   bool   // there were settings, but they can't be read
	notices  []notice
	spawn    func(func()) // starts a goroutine, nil: go; tests run the function at once
}

// newApp builds the window in a fyne.App, on an open store. It is not shown yet.
func newApp(f fyne.App, store *data.Store, o options) *App {
	a := &App{fyne: f, store: store, importer: &importer.Importer{Store: store}, settings: o.settings, lang: o.lang, log: o.log,
		logFile: o.logFile, pages: map[string]page{}, spawn: o.spawn, native: native.Show, watch: watchFile, pending: o.file}
	if a.spawn == nil {
		a.spawn = func(work func()) { go work() }
	}
	if a.log == nil {
		a.log = slog.New(slog.DiscardHandler)
	}
	if a.settings == nil {
		a.settings, _ = settings.Load("") // there is no such file: the defaults
	}
	if a.lang == "" {
		a.lang = a.settings.Language
	}
	if a.lang == "" {
		a.lang = assets.SystemLang()
	}
	a.notices = o.notices
	if o.crashed != "" {
		a.notices = append(a.notices, a.crashNotice(o.crashed))
	}
	if o.unread {
		a.notices = append(a.notices, notice{tone: ui.WarningTone, key: "preferences.unread"})
	}
	a.ctx, a.cancel = context.WithCancel(context.Background())
	a.window = f.NewWindow("Kartotéka")
	a.window.SetPadded(false)
	a.window.SetMaster()
	a.window.SetCloseIntercept(func() { a.leave(a.quit) })
	a.window.SetOnDropped(a.dropped)
	a.window.Canvas().SetOnTypedKey(a.typed)
	a.window.Resize(fyne.NewSize(a.settings.Window.Width, a.settings.Window.Height))
	a.enter()
	return a
}

// enter opens the program for the only administrator without a password, or asks who is there.
func (a *App) enter() {
	user, err := a.store.DefaultUser(a.ctx)
	if err == nil {
		a.user = user
	}
	a.rebuild()
}

// signedIn lets a person in.
func (a *App) signedIn(u data.User) {
	a.user = u
	a.pages = map[string]page{}
	a.current = ""
	a.rebuild()
}

// signOut asks anew who is there. Work that still runs for the person goes on.
func (a *App) signOut() { a.leave(func() { a.signedIn(data.User{}) }) }

// rebuild draws everything anew, in the language and look of the settings and with the state the pages have.
func (a *App) rebuild() {
	a.fyne.Settings().SetTheme(ui.NewTheme(a.settings))
	setFyneLanguage(a.lang)
	a.closeDialog()
	a.window.SetMainMenu(a.mainMenu())
	if a.user.ID == 0 {
		a.side, a.room = nil, nil
		s := newSignIn(a)
		a.window.SetContent(a.background(s.build()))
		a.window.Canvas().Focus(s.name)
		return
	}
	a.side = newSidebar(a)
	a.room = container.NewStack()
	a.window.SetContent(a.background(container.New(sideLayout{}, a.side.build(), a.room)))
	a.show(a.firstPage())
	if file := a.pending; file != "" {
		a.pending = ""
		a.openFile(file)
	}
}

func (a *App) background(content fyne.CanvasObject) fyne.CanvasObject {
	return ui.WithHints(container.NewStack(ui.NewSurface("background", "", 0), content))
}

// firstPage is the page shown before, else the last one of the session before, else the welcome.
func (a *App) firstPage() string {
	for _, key := range []string{a.current, a.settings.Page} {
		if e := entryOf(key); e != nil && a.mayOpen(e) {
			return key
		}
	}
	return a.visiblePages()[0].key
}

// show brings a page to the front. A page the person may not see leaves everything as it is.
func (a *App) show(key string) {
	e := entryOf(key)
	switch {
	case e == nil || !a.mayOpen(e) || a.room == nil:
	case key == a.current:
		a.bring(key)
	default:
		a.leave(func() { a.bring(key) })
	}
}

// leave does something that takes the person away from the page, after the page had its say.
func (a *App) leave(do func()) {
	if p, ok := a.pages[a.current].(leavePage); ok {
		p.leave(do)
		return
	}
	do()
}

// bring draws a page in front.
func (a *App) bring(key string) {
	p := a.page(key)
	a.current = key
	content := a.withNotices(p.build())
	a.room.Objects = []fyne.CanvasObject{content}
	a.room.Refresh()
	a.side.choose(key)
	a.window.SetTitle(a.text("page."+key) + " – Kartotéka")
	if a.settings.Page != key {
		a.settings.Page = key
		a.saveSettings()
	}
}

// page returns the page of that key, made when it is wanted first.
func (a *App) page(key string) page {
	p := a.pages[key]
	if p == nil {
		p = entryOf(key).make(a)
		a.pages[key] = p
	}
	return p
}

// text is a text in the language of the window.
func (a *App) text(key string, values ...assets.Values) string { return a.lang.Text(key, values...) }

// plural is a text that depends on a number.
func (a *App) plural(key string, n int, values ...assets.Values) string {
	return a.lang.Plural(key, n, values...)
}

// newGrid makes a grid in the language of the window. The key names it in the settings, where what the person arranges is kept.
func newGrid[T comparable](a *App, key string, columns []ui.Column[T]) *ui.Grid[T] {
	return ui.NewGrid(a.lang, a.settings.Grid(key), a.saveSettings, columns)
}

// saveSettings keeps the settings. What goes wrong is no reason to disturb anybody, it goes into the log.
func (a *App) saveSettings() {
	if err := a.settings.Save(); err != nil {
		a.log.Warn("settings", "error", err)
	}
}

// setLanguage speaks another language from now on.
func (a *App) setLanguage(l assets.Lang) {
	a.settings.Language, a.lang = l, l
	a.saveSettings()
	a.rebuild()
}

// quit ends the program: it cancels what is running and waits until that has ended, so that the database is left in peace.
func (a *App) quit() {
	if a.ctx.Err() != nil {
		return
	}
	size := a.window.Canvas().Size()
	if size.Width > 0 {
		a.settings.Window = settings.Size{Width: size.Width, Height: size.Height}
		a.saveSettings()
	}
	a.cancel()
	a.tasks.Wait()
	a.window.Close()
}

// activate brings the window to the front, for a second start that brought a file or "".
func (a *App) activate(file string) {
	a.window.Show()
	a.window.RequestFocus()
	if file != "" {
		a.openFile(file)
	}
}
