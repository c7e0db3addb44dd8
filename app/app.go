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
	"cmp"
	"log/slog"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kartoteka/app/message"
	"kartoteka/app/settings"
	"kartoteka/app/ui"
	"kartoteka/assets"
	"kartoteka/data"
)

// An App is the window with what stands around its pages.
type App struct {
	*Window
	side    *sidebar
	notices []notice // what has to be said above the page
	pending string   // a file that waits for a person to sign in
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
	if o.settings == nil {
		o.settings, _ = settings.Load("") // there is no such file: the defaults
	}
	a := &App{Window: newWindow(f, store, o.settings, pageTable()), pending: o.file}
	a.lang = cmp.Or(o.lang, o.settings.Language, assets.SystemLang())
	a.logFile = o.logFile
	if o.log != nil {
		a.log = o.log
	}
	if o.spawn != nil {
		a.spawn = o.spawn
	}
	a.verbs = verbs{rebuild: a.rebuild, signedIn: a.signedIn, enter: a.enter, openFile: a.openFile, openHelp: func() { openHelp(a.Window) }, countAgain: a.countAgain, frame: a.frame}
	a.notices = o.notices
	if o.crashed != "" {
		a.notices = append(a.notices, a.crashNotice(o.crashed))
	}
	if removed := store.Removed(); len(removed.Foreign) > 0 {
		a.notices = append(a.notices, notice{tone: ui.WarningTone, key: "foreign.removed", values: message.Removed(removed, a.lang)})
	}
	if o.unread {
		a.notices = append(a.notices, notice{tone: ui.WarningTone, key: "preferences.unread"})
	}
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

// signedIn lets a person in, or asks who is there.
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
	a.window.SetContent(a.background(container.New(sideLayout{}, a.side.build(), a.newRoom())))
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
		if a.mayOpen(key) {
			return key
		}
	}
	return a.visible()[0].key
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
	a.end()
	a.window.Close()
}

// frame puts what has to be said above a page that comes to the front, and marks its line in the sidebar.
func (a *App) frame(key string, content fyne.CanvasObject) fyne.CanvasObject {
	a.side.choose(key)
	return a.withNotices(content)
}

// countAgain writes into the sidebar how many records there are now.
func (a *App) countAgain() {
	if a.side != nil {
		a.side.count()
	}
}

// activate brings the window to the front, for a second start that brought a file or "".
func (a *App) activate(file string) {
	a.window.Show()
	a.window.RequestFocus()
	if file != "" {
		a.openFile(file)
	}
}
