package app

import (
	"context"
	"errors"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kartoteka/app/message"
	"kartoteka/app/ui"
	"kartoteka/assets"
	"kartoteka/data"
)

// backupsPage lists the copies of the database, makes more of them, and puts one in the place of the database.
type backupsPage struct {
	window  *Window
	chosen  string // path of the backup the cursor is on
	backups fetch[[]data.Backup]
	job     *job
	said    func() fyne.CanvasObject

	grid  *ui.Grid[*data.Backup]
	body  *fyne.Container
	count *ui.Words
	bar   *ui.Toolbar // what can be done with the chosen backup
}

func newBackupsPage(a *Window) page { return &backupsPage{window: a} }

func (p *backupsPage) build() fyne.CanvasObject {
	a := p.window
	title, hint := a.text("page.backups"), a.text("backups.hint")
	if p.job != nil {
		return ui.PageFrame(title, hint, nil, ui.Scrolled(ui.Stack(ui.Gap, p.job.draw())))
	}
	p.body, p.bar, p.count = container.NewStack(), ui.NewToolbar(a.canvas()), ui.Caption("")
	p.grid = newGrid(a, "backups", p.columns())
	p.grid.OnSelect = p.selected
	p.load()
	actions := []fyne.CanvasObject{a.helpButton(), ui.Secondary(a.text("backups.restore_file"), "folder", p.restoreFile),
		ui.Secondary(a.text("backups.save"), "export", p.save), ui.Primary(a.text("backups.make"), "backup", func() { p.make("") })}
	return ui.PageFrame(title, hint, actions, container.New(ui.SpacedBorder(ui.GapSmall), container.New(&ui.WrapRow{}, p.count, p.bar.Container), p.body))
}

func (p *backupsPage) columns() []ui.Column[*data.Backup] {
	a := p.window
	return []ui.Column[*data.Backup]{
		{Key: "at", Title: a.text("backups.at"), Width: 170, Text: func(b *data.Backup) string { return a.lang.DateTime(b.At) },
			Compare: func(x, y *data.Backup) int { return x.At.Compare(y.At) }},
		{Key: "kind", Title: a.text("backups.kind"), Width: 260, Text: func(b *data.Backup) string { return a.text("backups.kind." + string(b.Kind)) }},
		{Key: "size", Title: a.text("backups.size"), Width: 110, Numbers: true, Text: func(b *data.Backup) string { return a.lang.FileSize(b.Size) },
			Compare: func(x, y *data.Backup) int { return int(x.Size - y.Size) }},
		{Key: "file", Title: a.text("backups.file"), Width: 280, Grow: true, Text: func(b *data.Backup) string { return filepath.Base(b.Path) }},
	}
}

// load fetches the backups.
func (p *backupsPage) load() {
	a := p.window
	p.backups.start(a, func(context.Context) ([]data.Backup, error) { return data.Backups(a.store.Path()) }, func(backups []data.Backup, err error) {
		content := fyne.CanvasObject(ui.Frame(p.grid))
		switch {
		case err != nil:
			content = a.loadFailed(err, p.load)
		case len(backups) == 0:
			content = ui.Empty("backup", a.text("backups.empty"), a.text("backups.empty.hint"))
		}
		if p.said != nil {
			content = container.New(ui.SpacedBorder(ui.GapSmall), p.said(), content)
		}
		p.body.Objects = []fyne.CanvasObject{content}
		p.body.Refresh()
		if len(backups) == 0 {
			p.bar.Offer()
		}
		rows := make([]*data.Backup, len(backups))
		size := int64(0)
		for i := range backups {
			rows[i] = &backups[i]
			size += backups[i].Size
		}
		p.count.SetText(a.plural("backups.count", len(rows), assets.Values{"Size": a.lang.FileSize(size)}))
		fill(p.grid, rows, func(b *data.Backup) bool { return b.Path == p.chosen })
	})
}

// selected offers what can be done with a backup.
func (p *backupsPage) selected(b *data.Backup) {
	a := p.window
	p.chosen = b.Path
	p.bar.Offer(ui.Quiet(a.text("backups.restore"), "undo", func() { p.ask(b.Path, a.lang.DateTime(b.At)) }),
		ui.Quiet(a.text("error.show_log"), "folder", func() { a.reveal(b.Path) }))
}

// save makes a backup in a place the person chooses.
func (p *backupsPage) save() {
	a := p.window
	name := a.text("backups.name", assets.Values{"Date": time.Now().Format(time.DateOnly)})
	a.chooseFile(fileRequest{save: true, title: a.text("backups.save.title"), name: name, kind: a.text("backups.kind_of_file"), exts: []string{"db"}, do: p.make})
}

// make makes a backup in a file, "" is one in the folder of backups.
func (p *backupsPage) make(file string) {
	a := p.window
	user := a.user
	p.run("backups.making", func(ctx context.Context, _ data.Progress) (data.Backup, error) {
		return a.store.Backup(ctx, user, file, true)
	}, func(b data.Backup) {
		if file == "" {
			p.chosen = b.Path
		}
		p.said = func() fyne.CanvasObject {
			return ui.Note(ui.SuccessTone, a.text("backups.made", assets.Values{"File": filepath.Base(b.Path), "Size": a.lang.FileSize(b.Size)}),
				ui.Quiet(a.text("error.show_log"), "folder", func() { a.reveal(b.Path) }))
		}
	})
}

// run makes or restores a backup as a job and calls done with what went well.
func (p *backupsPage) run(title string, work func(context.Context, data.Progress) (data.Backup, error), done func(data.Backup)) {
	a := p.window
	p.said = nil
	runJob(a, &p.job, func() string { return a.text(title) }, work, func(b data.Backup, err error) {
		switch {
		case err == nil:
			done(b)
		case errors.Is(err, context.Canceled):
			p.said = func() fyne.CanvasObject { return ui.Note(ui.InfoTone, a.text("error.cancelled")) }
		default:
			a.record(err)
			p.said = func() fyne.CanvasObject { return a.detailedNote(err, backupRefusal(err, a.lang)) }
		}
		a.redraw("backups")
	})
	a.redraw("backups")
}

// backupRefusal says what is wrong with a backup, as opposed to the database.
func backupRefusal(err error, l assets.Lang) string {
	var backup *data.BackupError
	if !errors.As(err, &backup) {
		return message.Of(err, l)
	}
	for _, known := range []struct {
		err error
		key string
	}{
		{data.ErrNotDatabase, "foreign"}, {data.ErrNewer, "newer"}, {data.ErrDamaged, "damaged"}, {data.ErrNotFound, "gone"}, {data.ErrInvalid, "itself"},
	} {
		if errors.Is(err, known.err) {
			return l.Text("backups.wrong." + known.key)
		}
	}
	return message.Of(err, l)
}

// restoreFile restores a backup from a file the person chooses.
func (p *backupsPage) restoreFile() {
	a := p.window
	a.chooseFile(fileRequest{title: a.text("backups.restore_file.title"), kind: a.text("backups.kind_of_file"), exts: []string{"db"}, do: func(path string) {
		p.ask(path, filepath.Base(path))
	}})
}

// ask asks before a backup takes the place of the database.
func (p *backupsPage) ask(path, name string) {
	a := p.window
	a.ask(question{title: a.text("backups.restore.ask", assets.Values{"Name": name}), text: a.text("backups.restore.text"),
		verb: a.text("backups.restore.verb"), risky: true, do: func() { p.restore(path, name) }})
}

func (p *backupsPage) restore(path, name string) {
	a := p.window
	user := a.user
	p.run("backups.restoring", func(ctx context.Context, progress data.Progress) (data.Backup, error) {
		return a.store.RestoreBackup(ctx, user, path, progress)
	}, func(before data.Backup) { restored(a, name, before) })
}

// restored lets the window follow when the database has other content: its accounts may be others, too.
func restored(a *Window, name string, before data.Backup) {
	said := func() fyne.CanvasObject {
		return ui.Note(ui.SuccessTone, a.text("backups.restored", assets.Values{"Name": name, "File": filepath.Base(before.Path)}))
	}
	u, err := a.store.User(a.ctx, a.user.ID)
	if err != nil || !u.Active || u.Role != data.Admin || u.Name != a.user.Name {
		a.leave(func() { a.signedIn(data.User{}) })
		a.enter()
		return
	}
	a.user, a.pages = u, map[string]page{}
	p := newBackupsPage(a).(*backupsPage)
	p.said, a.pages["backups"] = said, p
	a.rebuild()
}
