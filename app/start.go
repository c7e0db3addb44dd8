package app

import (
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kartoteka/app/message"
	"kartoteka/app/native"
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

// A starter opens the database and then the window, or a small window that says why the database can't be opened.
type starter struct {
	fyne    fyne.App
	options options
	db      string
	app     *App        // nil until the database is open
	refusal fyne.Window // says why not
}

func (s *starter) open() {
	store, err := data.Open(s.db, data.Options{Language: string(s.options.lang)})
	if err != nil {
		s.refuse(err)
		return
	}
	s.app = newApp(s.fyne, store, s.options)
	s.app.window.Show()
	if s.refusal != nil {
		s.refusal.Close()
	}
}

// refuse says why the database can't be opened, and offers to try again.
func (s *starter) refuse(err error) {
	if s.options.log != nil {
		s.options.log.Error("open database", "error", err)
	}
	l := s.options.lang
	if s.refusal == nil {
		s.fyne.Settings().SetTheme(newLook(s.options.settings))
		s.refusal = s.fyne.NewWindow("Kartotéka")
		s.refusal.Resize(fyne.NewSize(620, 360))
		s.refusal.CenterOnScreen()
	}
	again := primary(l.Text("start.again"), "refresh", s.open)
	folder := secondary(l.Text("preferences.data.open"), "folder", func() {
		if err := native.Open(filepath.Dir(s.db)); err != nil {
			s.options.log.Error("open folder", "error", err)
		}
	})
	details := container.NewVScroll(caption(err.Error()).wrapped().selectable())
	details.SetMinSize(fyne.NewSize(0, 72))
	s.refusal.SetContent(container.NewStack(newSurface("background", "", 0), padded(gapLarge, stack(gap,
		heading(l.Text("start.failed")), paragraph(message.Of(err, l)), caption(s.db).wrapped(), card(details),
		beside(gapSmall, again, folder, quiet(l.Text("menu.quit"), "", s.fyne.Quit))))))
	s.refusal.Show()
}

// activate brings the window to the front.
func (s *starter) activate(file string) {
	if s.app != nil {
		s.app.activate(file)
	} else {
		s.options.file = file
		s.refusal.RequestFocus()
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
	s.app.cancel()
	s.app.tasks.Wait()
	if err := s.app.store.Close(); err != nil {
		s.options.log.Error("close database", "error", err)
	}
}
