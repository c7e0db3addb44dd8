package app

import (
	"log/slog"
	"path/filepath"

	"fyne.io/fyne/v2"

	"kartoteka/data"
)

// absolute makes the paths independent of the folder the program was started in.
func (o Options) absolute() Options {
	for _, path := range []*string{&o.DB, &o.File} {
		if *path == "" {
			continue
		}
		if absolute, err := filepath.Abs(*path); err == nil {
			*path = absolute
		}
	}
	return o
}

// A starter opens the database and then the window, or a small window that says why the database can't be opened (recovery.go).
type starter struct {
	fyne    fyne.App
	options options
	db      string
	app     *App     // nil until the database is open
	refusal *refusal // says why not, nil while nothing was refused
}

func newStarter(f fyne.App, db string, o options) *starter {
	if o.log == nil {
		o.log = slog.New(slog.DiscardHandler)
	}
	if o.spawn == nil {
		o.spawn = func(work func()) { go work() }
	}
	return &starter{fyne: f, options: o, db: db}
}

// open opens the database before there is a window.
func (s *starter) open() { s.opened(s.connect()) }

// openAgain does so beside the window that said why it failed.
func (s *starter) openAgain() {
	s.options.spawn(func() {
		store, err := s.connect()
		fyne.Do(func() { s.opened(store, err) })
	})
}

func (s *starter) connect() (*data.Store, error) {
	return data.Open(s.db, data.Options{Fresh: data.Fresh(s.options.lang.Fresh())})
}

func (s *starter) opened(store *data.Store, err error) {
	if err != nil {
		s.options.log.Error("open database", "error", err)
		s.refuse(err)
		return
	}
	s.app = newApp(s.fyne, store, s.options)
	s.app.FyneWindow.Show()
	s.app.backUpDaily()
	if s.refusal != nil {
		s.refusal.window.Close()
	}
}

// activate brings the window to the front.
func (s *starter) activate(file string) {
	if s.app != nil {
		s.app.activate(file)
	} else {
		s.options.file = file
		s.refusal.window.RequestFocus()
	}
}

func (s *starter) quit() {
	if s.app != nil {
		s.app.quit()
	} else {
		s.fyne.Quit()
	}
}

// close lets go of the database.
func (s *starter) close() {
	if s.app == nil {
		return
	}
	s.app.End()
	if err := s.app.Store.Close(); err != nil {
		s.options.log.Error("close database", "error", err)
	}
}
