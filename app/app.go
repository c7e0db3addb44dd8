// Package app is the program with its window: one sidebar, one page at a time.
//
//	Run ──> start.go       the database, or recovery.go when it can't be opened
//	  └──> newApp ──> pages.go         the table of pages: sidebar, menu and shortcuts are made from it
//	          ├─ sidebar.go menu.go drop.go signin.go notices.go    what stands around the pages
//	          ├─ records/ imports/ history/ setup/ help/            the pages; none knows another one
//	          └─ window/                                            what a page knows of all this
//
// Imports run one way: app ──> the packages of pages ──> undo ──> window ──> ui, settings, message, native. A page reaches another one
// by its key alone, and asks it for something by one of the small interfaces of package window.
//
// All of it draws into a fyne.App it is given, so tests run it with Fyne's test driver and without a display. Only
// driver_cgo.go knows the desktop driver.
package app

import (
	"cmp"
	"log/slog"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kartoteka/app/help"
	"kartoteka/app/message"
	"kartoteka/app/settings"
	"kartoteka/app/ui"
	"kartoteka/app/window"
	"kartoteka/assets"
	"kartoteka/data"
)

// An App is the window with what stands around its pages.
type App struct {
	*window.Window
	side    *sidebar
	room    *fyne.Container // where the pages stand, nil before a person is signed in
	hall    *fyne.Container // the sidebar and the room
	notices []notice        // what has to be said above the page
	pending string          // a file that waits for a person to sign in
}

// options are for newApp, besides a place to draw. The zero value is a window without settings and log.
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
	a := &App{Window: window.New(f, store, o.settings, pageTable()), pending: o.file}
	a.Lang = cmp.Or(o.lang, o.settings.Language, assets.SystemLang())
	a.LogFile = o.logFile
	if o.log != nil {
		a.Log = o.log
	}
	if o.spawn != nil {
		a.Spawn = o.spawn
	}
	a.Verbs = window.Verbs{Rebuild: a.rebuild, OpenFile: a.openFile, OpenHelp: func() { help.Open(a.Window) }, CountAgain: a.countAgain, Frame: a.frame}
	a.notices = o.notices
	if store.ReadOnly() {
		a.notices = append(a.notices, notice{tone: ui.WarningTone, key: "start.read_only", values: assets.Values{"File": store.Path()}})
	}
	if o.crashed != "" {
		a.notices = append(a.notices, a.crashNotice(o.crashed))
	}
	if removed := store.Removed(); len(removed.Foreign) > 0 {
		a.notices = append(a.notices, notice{tone: ui.WarningTone, key: "foreign.removed", values: message.Removed(removed, a.Lang)})
	}
	if left := store.LeftAlone(); len(left) > 0 {
		a.notices = append(a.notices, notice{tone: ui.WarningTone, key: "foreign.left", values: message.LeftAlone(left, a.Lang)})
	}
	if before := store.Reindexed(); before.Path != "" {
		a.notices = append(a.notices, notice{tone: ui.WarningTone, key: "start.reindexed", values: assets.Values{"File": filepath.Base(before.Path)}})
	}
	if o.unread {
		a.notices = append(a.notices, notice{tone: ui.WarningTone, key: "preferences.unread"})
	}
	a.FyneWindow.SetPadded(false)
	a.FyneWindow.SetMaster()
	a.FyneWindow.SetCloseIntercept(func() { a.Leave(a.quit) })
	a.FyneWindow.SetOnDropped(a.dropped)
	a.FyneWindow.Resize(fyne.NewSize(a.Settings.Window.Width, a.Settings.Window.Height))
	a.Enter()
	return a
}

// rebuild draws everything again, in the language and look of the settings and with the state the pages have.
func (a *App) rebuild() {
	a.FyneApp.Settings().SetTheme(ui.NewTheme(a.Settings))
	setFyneLanguage(a.Lang)
	a.CloseDialog()
	a.FyneWindow.SetMainMenu(a.mainMenu())
	if a.User.ID == 0 {
		a.side, a.room = nil, nil
		s := newSignIn(a)
		a.FyneWindow.SetContent(a.background(s.build()))
		a.FyneWindow.Canvas().Focus(s.name)
		return
	}
	a.side, a.room = newSidebar(a), a.NewRoom()
	a.hall = container.New(sideLayout{a.side}, a.side.box, a.room)
	a.FyneWindow.SetContent(a.background(a.hall))
	a.Show(a.firstPage())
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
	for _, key := range []string{a.Current, a.Settings.Page} {
		if a.MayOpen(key) {
			return key
		}
	}
	return a.Visible()[0].Key
}

// quit ends the program: it cancels what is running and waits until that has ended, so that the database is left in peace.
func (a *App) quit() {
	if a.Context.Err() != nil {
		return
	}
	size := a.FyneWindow.Canvas().Size()
	if size.Width > 0 {
		a.Settings.Window = settings.Size{Width: size.Width, Height: size.Height}
		a.SaveSettings()
	}
	a.End()
	a.FyneWindow.Close()
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
	a.FyneWindow.Show()
	a.FyneWindow.RequestFocus()
	if file != "" {
		a.openFile(file)
	}
}
