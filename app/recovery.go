package app

import (
	"context"
	"errors"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kartoteka/app/message"
	"kartoteka/app/native"
	"kartoteka/app/ui"
	"kartoteka/assets"
	"kartoteka/data"
)

// A refusal is the window that stands in place of the program while the database can't be opened. For one that is
// damaged or has no administrator it offers the newest backup.
type refusal struct {
	starter *starter
	window  fyne.Window
	err     error
	broken  bool         // a backup can take the place of the database
	backup  *data.Backup // the newest that is whole, nil when there is none or none has been looked for yet
	waiting string       // key of what is being done, "" for nothing
}

// refuse says why the database can't be opened, and what to do about it.
func (s *starter) refuse(err error) {
	if s.refusal == nil {
		s.fyne.Settings().SetTheme(ui.NewTheme(s.options.settings))
		w := s.fyne.NewWindow("Kartotéka")
		w.Resize(fyne.NewSize(660, 440))
		w.CenterOnScreen()
		s.refusal = &refusal{starter: s, window: w}
	}
	r := s.refusal
	r.err, r.waiting, r.backup = err, "", nil
	r.broken = data.NeedsBackup(err)
	if r.broken {
		r.look()
	}
	r.draw()
	r.window.Show()
}

// look searches for the newest backup that is whole, beside the window: it reads all of it.
func (r *refusal) look() {
	r.waiting = "recovery.looking"
	s := r.starter
	s.options.spawn(func() {
		b, err := data.NewestBackup(context.Background(), s.db)
		fyne.Do(func() {
			r.waiting = ""
			if err == nil {
				r.backup = &b
			}
			r.draw()
		})
	})
}

// draw shows the refusal as it stands.
func (r *refusal) draw() {
	s, l := r.starter, r.starter.options.lang
	details := container.NewVScroll(ui.Caption(r.err.Error()).Wrapped().Selectable())
	details.SetMinSize(fyne.NewSize(0, 60))
	content := ui.Stack(ui.Gap, ui.Heading(l.Text("start.failed")), ui.Paragraph(r.sentence(l)))
	verbs := ui.Beside(ui.GapSmall)
	switch {
	case r.waiting != "":
		content.Add(ui.Note(ui.InfoTone, l.Text(r.waiting)))
	case r.backup != nil:
		content.Add(ui.Note(ui.SuccessTone, l.Text("recovery.found", assets.Values{"Date": l.DateTime(r.backup.At), "Size": l.FileSize(r.backup.Size)})))
		verbs.Add(ui.Primary(l.Text("recovery.restore"), "undo", r.restore))
		verbs.Add(ui.Secondary(l.Text("recovery.empty"), "", r.startEmpty))
	case r.broken:
		content.Add(ui.Note(ui.WarningTone, l.Text("recovery.none")))
		verbs.Add(ui.Secondary(l.Text("recovery.empty"), "", r.startEmpty))
	}
	if r.waiting == "" {
		again := ui.Secondary(l.Text("start.again"), "refresh", r.again)
		if len(verbs.Objects) == 0 {
			again.Rank = ui.PrimaryRank
		}
		verbs.Add(again)
	}
	folder := ui.Quiet(l.Text("preferences.data.open"), "folder", func() {
		if err := native.Open(filepath.Dir(s.db)); err != nil {
			s.options.log.Error("open folder", "error", err)
		}
	})
	content.Add(verbs)
	content.Add(ui.Stack(ui.GapTiny, ui.Caption(s.db).Wrapped(), ui.Card(details)))
	content.Add(ui.Beside(ui.GapSmall, folder, ui.Quiet(l.Text("menu.quit"), "", s.fyne.Quit)))
	r.window.SetContent(container.NewStack(ui.NewSurface("background", "", 0), container.NewVScroll(ui.Padded(ui.GapLarge, content))))
}

func (r *refusal) sentence(l assets.Lang) string {
	if r.broken && errors.Is(r.err, data.ErrDamaged) {
		return l.Text("recovery.damaged")
	}
	return message.Of(r.err, l)
}

// again tries to open the database once more.
func (r *refusal) again() {
	r.waiting = "recovery.opening"
	r.draw()
	r.starter.openAgain()
}

// restore puts the backup in the place of the database, which is set aside.
func (r *refusal) restore() {
	b := *r.backup
	r.replace("recovery.restoring", func() (notice, error) {
		aside, err := data.Recover(context.Background(), r.starter.db, b.Path)
		return notice{tone: ui.SuccessTone, key: "recovery.restored", values: assets.Values{"Date": b.At, "File": filepath.Base(aside)}}, err
	})
}

// startEmpty sets the database aside and begins with a new one.
func (r *refusal) startEmpty() {
	r.replace("recovery.opening", func() (notice, error) {
		aside, err := data.SetAside(r.starter.db)
		return notice{tone: ui.InfoTone, key: "recovery.emptied", values: assets.Values{"File": filepath.Base(aside)}}, err
	})
}

// replace brings another database to the place of this one, opens it, and says so above its first page.
func (r *refusal) replace(waiting string, work func() (notice, error)) {
	s := r.starter
	r.waiting = waiting
	r.draw()
	s.options.spawn(func() {
		said, err := work()
		if err != nil {
			fyne.Do(func() {
				s.options.log.Error("replace database", "error", err)
				r.err, r.waiting = err, ""
				r.broken = false // what is said now is why that failed
				r.draw()
			})
			return
		}
		store, err := s.connect()
		fyne.Do(func() {
			s.options.notices = append(s.options.notices, said)
			s.opened(store, err)
		})
	})
}
