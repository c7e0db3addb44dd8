package columns

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kartoteka/app/ui"
	"kartoteka/app/window"
	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer"
	"kartoteka/importer/mapping"
)

// savedChoice says which mapping holds, and offers the others that fit, a new one, and files.
func (s *Step) savedChoice() fyne.CanvasObject {
	w := s.window
	type item struct {
		title string
		do    func()
	}
	var items []item
	if s.m.Name != "" {
		items = append(items, item{w.Text("columns.saved.by", assets.Values{"Name": s.m.Name}), func() {}})
		items = append(items, item{w.Text("columns.saved.new"), func() { s.fresh = true; s.read(nil) }})
	} else {
		items = append(items, item{w.Text("columns.saved.new"), func() {}})
	}
	for _, one := range s.known.saved {
		if one.Name != s.m.Name {
			items = append(items, item{w.Text("columns.saved.by", assets.Values{"Name": one.Name}), func() { s.take(one.Map, one.Name) }})
		}
	}
	items = append(items, item{w.Text("columns.saved.save"), s.saveFile}, item{w.Text("columns.saved.load"), s.loadFile}, item{w.Text("columns.saved.list"), func() { List(w, s.learnSaved) }})
	var titles []string
	for _, i := range items {
		titles = append(titles, i.title)
	}
	var choice *ui.Choice
	choice = ui.NewChoice(titles, 0, func(i int) {
		changed := choice.OnChanged
		choice.OnChanged = nil
		choice.SetSelectedIndex(0)
		choice.OnChanged = changed
		items[i].do()
	})
	return fitted(titles[:1], choice)
}

// take lays a mapping over the table as the program would propose it.
func (s *Step) take(saved *mapping.Mapping, name string) {
	w := s.window
	if saved.Template != "" || !s.m.Fits(saved) {
		w.Tell(w.Text("columns.saved.other.title"), w.Text("columns.saved.other"))
		return
	}
	next := copied(s.known.m)
	next.Remember(saved, name)
	s.past, s.future, s.m = append(s.past, s.m), nil, next
	s.changed()
	s.refresh()
}

// learnSaved asks again which mappings are remembered.
func (s *Step) learnSaved() {
	w := s.window
	var read window.Fetch[[]importer.RememberedMapping]
	read.Start(w, func(ctx context.Context) ([]importer.RememberedMapping, error) { return w.Importer.Fitting(ctx, s.m) }, func(all []importer.RememberedMapping, err error) {
		if err == nil {
			s.known.saved = all
			s.refresh()
		}
	})
}

// saveFile saves the mapping as a small file for a colleague.
func (s *Step) saveFile() {
	m := copied(s.m)
	stem := strings.TrimSuffix(filepath.Base(s.file), filepath.Ext(s.file))
	saveMapping(s.window, m, stem, s.file, s.verbs.Say)
}

func saveMapping(w *window.Window, m *mapping.Mapping, name, from string, said func(string)) {
	w.ChooseFile(window.FileRequest{Save: true, Title: w.Text("columns.saved.save.title"), Kind: w.Text("columns.saved.kind"), Exts: []string{"json"}, Name: name + ".json", From: from,
		Do: func(path string) {
			if err := window.SaveFile(path, m.Kept().Write); err != nil {
				w.Fail(err)
				return
			}
			said(w.Text("columns.saved.saved", assets.Values{"File": filepath.Base(path)}))
		}})
}

// loadFile lays the mapping of a file over the table.
func (s *Step) loadFile() {
	chooseMapping(s.window, func(content []byte, _ string) {
		m, err := mapping.Read(bytes.NewReader(content))
		if err != nil {
			s.window.Fail(err)
			return
		}
		s.take(m, "")
	})
}

func chooseMapping(w *window.Window, do func(content []byte, path string)) {
	w.ChooseFile(window.FileRequest{Title: w.Text("columns.saved.load.title"), Kind: w.Text("columns.saved.kind"), Exts: []string{"json"}, Do: func(path string) {
		content, err := os.ReadFile(path)
		if err != nil {
			w.Fail(err)
			return
		}
		do(content, path)
	}})
}

type savedRow = importer.RememberedMapping

// savedList is the dialog with all remembered mappings.
type savedList struct {
	window  *window.Window
	changed func() // after the list was changed
	grid    *ui.Grid[*savedRow]
	read    window.Fetch[[]savedRow]
	bar     *ui.Toolbar
}

// List opens the list of the remembered mappings: rename, forget, save, load. changed is called after a change; it may be nil.
func List(w *window.Window, changed func()) {
	l := &savedList{window: w, changed: changed, bar: ui.NewToolbar(w.Canvas())}
	l.grid = window.NewGrid(w, "mappings", []ui.Column[*savedRow]{
		{Key: "name", Title: w.Text("columns.saved.name"), Width: 200, Grow: true, Text: func(r *savedRow) string { return r.Name }},
		{Key: "row", Title: w.Text("columns.row"), Width: 130, Text: func(r *savedRow) string {
			if r.Map == nil {
				return ""
			}
			return w.Text("record." + string(r.Map.Row) + ".title")
		}},
		{Key: "columns", Title: w.Text("columns.saved.columns"), Width: 84, Numbers: true, Text: func(r *savedRow) string {
			if r.Map == nil {
				return ""
			}
			return w.Lang.Int(len(r.Map.Columns))
		}, Compare: func(a, b *savedRow) int { return size(a) - size(b) }},
		{Key: "used", Title: w.Text("columns.saved.used"), Width: 110, Text: func(r *savedRow) string { return w.Lang.Date(r.Used) }, Compare: func(a, b *savedRow) int { return a.Used.Compare(b.Used) }},
		{Key: "by", Title: w.Text("columns.saved.user"), Width: 110, Text: func(r *savedRow) string { return r.UserName }},
	})
	l.grid.OnSelect = func(*savedRow) { l.offer() }
	l.grid.OnOpen = l.rename
	l.open("")
}

func size(r *savedRow) int {
	if r.Map == nil {
		return 0
	}
	return len(r.Map.Columns)
}

// open shows the list as it is now, with a sentence about what was done.
func (l *savedList) open(said string) {
	w := l.window
	l.read.Start(w, w.Importer.Mappings, func(all []savedRow, err error) {
		if err != nil {
			w.Fail(err)
			return
		}
		var rows []*savedRow
		for i := range all {
			rows = append(rows, &all[i])
		}
		l.grid.SetRows(rows)
		l.grid.GoTo(min(max(0, l.grid.CursorRow), len(rows)-1), false)
		l.offer()
		l.show(said)
	})
}

func (l *savedList) show(said string) {
	w := l.window
	content := ui.Stack(ui.GapSmall, ui.SmallPrint(w.Text("columns.saved.hint")))
	d := &window.Dialog{Title: w.Text("columns.saved.title"), Content: content, Width: 660,
		Buttons: []*ui.Button{ui.Secondary(w.Text("columns.saved.load"), "folder", l.load), ui.Primary(w.Text("dialog.close"), "", w.CloseDialog)}}
	if len(l.grid.Rows) == 0 {
		content.Add(ui.Paragraph(w.Text("columns.saved.none")))
	} else {
		content.Add(container.New(ui.MinHeight(204), ui.Frame(l.grid)))
		content.Add(l.bar.Container)
		d.First = l.grid
	}
	if said != "" {
		content.Add(ui.SmallPrint(said))
	}
	w.OpenDialog(d)
}

// offer offers what can be done with the chosen one.
func (l *savedList) offer() {
	w := l.window
	row, ok := l.grid.Current()
	do := func(f func(*savedRow)) func() { return func() { f(row) } }
	buttons := []*ui.Button{ui.Secondary(w.Text("columns.saved.rename"), "edit", do(l.rename)), ui.Secondary(w.Text("columns.saved.forget"), "delete", do(l.forget)),
		ui.Secondary(w.Text("columns.saved.save"), "export", do(l.save))}
	for _, b := range buttons {
		b.SetEnabled(ok)
	}
	buttons[2].SetEnabled(ok && row.Map != nil)
	l.bar.Offer(buttons...)
}

func (l *savedList) rename(row *savedRow) {
	w := l.window
	name := ui.NewEntry()
	name.SetText(row.Name)
	now := ""
	f := &window.Form{Title: w.Text("columns.saved.rename.title"), Verb: w.Text("save"), First: name, Content: ui.Labelled(w.Text("columns.saved.name"), name),
		Submit: func() (func(context.Context) error, string) {
			if now = strings.TrimSpace(name.Text); now == "" {
				return nil, w.Text("columns.saved.no_name")
			}
			return func(ctx context.Context) error { return w.Store.RenameMapping(ctx, w.User, row.Name, now) }, ""
		},
		Refused: func(err error) string {
			if errors.Is(err, data.ErrExists) {
				return w.Text("columns.saved.taken", assets.Values{"Name": now})
			}
			return ""
		},
		Done: func() { l.done("") }}
	f.SubmitWith(name)
	w.OpenForm(f)
}

func (l *savedList) forget(row *savedRow) {
	w := l.window
	w.Ask(window.Question{Title: w.Text("columns.saved.forget.title", assets.Values{"Name": row.Name}), Text: w.Text("columns.saved.forget.text"), Verb: w.Text("columns.saved.forget"), Risky: true,
		Do: func() {
			c := &window.Changer{Window: w}
			c.Do(func(ctx context.Context) error { return w.Store.ForgetMapping(ctx, w.User, row.Name) }, func(err error) {
				if err != nil {
					w.Fail(err)
					return
				}
				l.done(w.Text("columns.saved.forgotten", assets.Values{"Name": row.Name}))
			})
		}})
}

func (l *savedList) save(row *savedRow) {
	m := *row.Map
	m.Name = row.Name
	saveMapping(l.window, &m, row.Name, "", l.open)
}

// load keeps a mapping from a file.
func (l *savedList) load() {
	w := l.window
	chooseMapping(w, func(content []byte, path string) {
		c := &window.Changer{Window: w}
		name := ""
		c.Do(func(ctx context.Context) (err error) {
			name, err = w.Importer.AddMapping(ctx, w.User, bytes.NewReader(content), path)
			return err
		}, func(err error) {
			if err != nil {
				w.Fail(err)
				return
			}
			l.done(w.Text("columns.saved.added", assets.Values{"Name": name}))
		})
	})
}

// done shows the list again after a change.
func (l *savedList) done(said string) {
	if l.changed != nil {
		l.changed()
	}
	l.open(said)
}
