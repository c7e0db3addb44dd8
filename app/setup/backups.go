package setup

import (
	"context"
	"errors"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kartoteka/app/message"
	"kartoteka/app/ui"
	"kartoteka/app/window"
	"kartoteka/assets"
	"kartoteka/data"
)

// backupsPage lists the copies of the database, makes more of them, and puts one in the place of the database.
type backupsPage struct {
	window  *window.Window
	chosen  string // path of the backup the cursor is on
	backups window.Fetch[[]data.Backup]
	job     *window.Job
	said    func() fyne.CanvasObject

	grid  *ui.Grid[*data.Backup]
	body  *fyne.Container
	count *ui.Words
	bar   *ui.Toolbar // what can be done with the chosen backup
}

// NewBackups makes the page of backups.
func NewBackups(w *window.Window) window.Page { return &backupsPage{window: w} }

// Build draws the page.
func (p *backupsPage) Build() fyne.CanvasObject {
	w := p.window
	title, hint := w.Text("page.backups"), w.Text("backups.hint")
	if p.job != nil {
		return ui.PageFrame(title, hint, nil, ui.Scrolled(ui.Stack(ui.Gap, p.job.Draw())))
	}
	p.body, p.bar, p.count = container.NewStack(), ui.NewToolbar(w.Canvas()), ui.Caption("")
	p.grid = window.NewGrid(w, "backups", p.columns())
	p.grid.OnSelect = p.selected
	p.load()
	actions := []fyne.CanvasObject{w.HelpButton(), ui.Secondary(w.Text("backups.restore_file"), "folder", p.restoreFile),
		ui.Secondary(w.Text("backups.save"), "export", p.save), ui.Primary(w.Text("backups.make"), "backup", func() { p.make("") })}
	return ui.PageFrame(title, hint, actions, container.New(ui.SpacedBorder(ui.GapSmall), container.New(&ui.WrapRow{}, p.count, p.bar.Container), p.body))
}

func (p *backupsPage) columns() []ui.Column[*data.Backup] {
	w := p.window
	return []ui.Column[*data.Backup]{
		{Key: "at", Title: w.Text("backups.at"), Width: 170, Text: func(b *data.Backup) string { return w.Lang.DateTime(b.At) },
			Compare: func(x, y *data.Backup) int { return x.At.Compare(y.At) }},
		{Key: "kind", Title: w.Text("backups.kind"), Width: 260, Text: func(b *data.Backup) string { return w.Text("backups.kind." + string(b.Kind)) }},
		{Key: "size", Title: w.Text("backups.size"), Width: 110, Numbers: true, Text: func(b *data.Backup) string { return w.Lang.FileSize(b.Size) },
			Compare: func(x, y *data.Backup) int { return int(x.Size - y.Size) }},
		{Key: "file", Title: w.Text("backups.file"), Width: 280, Grow: true, Text: func(b *data.Backup) string { return filepath.Base(b.Path) }},
	}
}

// load fetches the backups.
func (p *backupsPage) load() {
	w := p.window
	p.backups.Start(w, func(context.Context) ([]data.Backup, error) { return data.Backups(w.Store.Path()) }, func(backups []data.Backup, err error) {
		content := fyne.CanvasObject(ui.Frame(p.grid))
		switch {
		case err != nil:
			content = w.LoadFailed(err, p.load)
		case len(backups) == 0:
			content = ui.Empty("backup", w.Text("backups.empty"), w.Text("backups.empty.hint"))
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
		p.count.SetText(w.Plural("backups.count", len(rows), assets.Values{"Size": w.Lang.FileSize(size)}))
		p.grid.Fill(rows, func(b *data.Backup) bool { return b.Path == p.chosen })
	})
}

// selected offers what can be done with a backup.
func (p *backupsPage) selected(b *data.Backup) {
	w := p.window
	p.chosen = b.Path
	p.bar.Offer(ui.Quiet(w.Text("backups.restore"), "undo", func() { p.ask(b.Path, w.Lang.DateTime(b.At)) }),
		ui.Quiet(w.Text("error.show_log"), "folder", func() { w.Reveal(b.Path) }))
}

// save makes a backup in a place the person chooses.
func (p *backupsPage) save() {
	w := p.window
	name := w.Text("backups.name", assets.Values{"Date": time.Now().Format(time.DateOnly)})
	w.ChooseFile(window.FileRequest{Save: true, Title: w.Text("backups.save.title"), Name: name, Kind: w.Text("backups.kind_of_file"), Exts: []string{"db"}, Do: p.make})
}

// make makes a backup in a file, "" is one in the folder of backups.
func (p *backupsPage) make(file string) {
	w := p.window
	user := w.User
	p.run("backups.making", func(ctx context.Context, _ data.Progress) (data.Backup, error) {
		return w.Store.Backup(ctx, user, file, true)
	}, func(b data.Backup) {
		if file == "" {
			p.chosen = b.Path
		}
		p.said = func() fyne.CanvasObject {
			return ui.Note(ui.SuccessTone, w.Text("backups.made", assets.Values{"File": filepath.Base(b.Path), "Size": w.Lang.FileSize(b.Size)}),
				ui.Quiet(w.Text("error.show_log"), "folder", func() { w.Reveal(b.Path) }))
		}
	})
}

// run makes or restores a backup as a job and calls done with what went well.
func (p *backupsPage) run(title string, work func(context.Context, data.Progress) (data.Backup, error), done func(data.Backup)) {
	w := p.window
	p.said = nil
	window.RunJob(w, &p.job, func() string { return w.Text(title) }, work, func(b data.Backup, err error) {
		switch {
		case err == nil:
			done(b)
		case errors.Is(err, context.Canceled):
			p.said = func() fyne.CanvasObject { return ui.Note(ui.InfoTone, w.Text("error.cancelled")) }
		default:
			w.LogError(err)
			p.said = func() fyne.CanvasObject { return w.DetailedNote(err, BackupRefusal(err, w.Lang)) }
		}
		w.Redraw("backups")
	})
	w.Redraw("backups")
}

// BackupRefusal is the sentence for a fault of a backup, as opposed to the database.
func BackupRefusal(err error, l assets.Lang) string {
	var backup *data.BackupError
	if !errors.As(err, &backup) {
		return message.Of(err, l)
	}
	for _, known := range []struct {
		err error
		key string
	}{
		{data.ErrUnreadable, "unreadable"}, {data.ErrNotDatabase, "foreign"}, {data.ErrNewer, "newer"}, {data.ErrDamaged, "damaged"}, {data.ErrNotFound, "gone"}, {data.ErrInvalid, "itself"},
	} {
		if errors.Is(err, known.err) {
			return l.Text("backups.wrong." + known.key)
		}
	}
	return message.Of(err, l)
}

// restoreFile restores a backup from a file the person chooses.
func (p *backupsPage) restoreFile() {
	w := p.window
	w.ChooseFile(window.FileRequest{Title: w.Text("backups.restore_file.title"), Kind: w.Text("backups.kind_of_file"), Exts: []string{"db"}, Do: func(path string) {
		p.ask(path, filepath.Base(path))
	}})
}

// ask asks before a backup takes the place of the database.
func (p *backupsPage) ask(path, name string) {
	w := p.window
	w.Ask(window.Question{Title: w.Text("backups.restore.ask", assets.Values{"Name": name}), Text: w.Text("backups.restore.text"),
		Verb: w.Text("backups.restore.verb"), Risky: true, Do: func() { p.restore(path, name) }})
}

func (p *backupsPage) restore(path, name string) {
	w := p.window
	user := w.User
	p.run("backups.restoring", func(ctx context.Context, progress data.Progress) (data.Backup, error) {
		return w.Store.RestoreBackup(ctx, user, path, progress)
	}, func(before data.Backup) { restored(w, name, before) })
}

// restored lets the window follow when the database has other content: its accounts may be others, too.
func restored(w *window.Window, name string, before data.Backup) {
	said := func() fyne.CanvasObject {
		return ui.Note(ui.SuccessTone, w.Text("backups.restored", assets.Values{"Name": name, "File": filepath.Base(before.Path)}))
	}
	u, err := w.Store.User(w.Context, w.User.ID)
	if err != nil || !u.Active || u.Role != data.Admin || u.Name != w.User.Name {
		w.SignOut()
		w.Enter()
		return
	}
	w.Forget(u)
	w.Page("backups").(*backupsPage).said = said
	w.Rebuild()
}
