// Package records has the pages of records: one Page serves every record type. Which fields there are, what a list shows first and
// what may be imported follow from the schema and the table of kinds in package data.
//
//	page.go commands.go            a page holds its parts together
//	filter.go                      finder: search and filters ──> data.Query
//	list.go load.go columns.go     list: ids at once, rows when they come into view
//	days.go                        activities day by day, in place of the list
//	detail.go origin.go related.go one record beside the list: values, where it came from, what refers to it
//	form.go form_fields.go form_save.go deal_lines.go   one record to be changed, by the rules of the import; lines of a deal
//	bulk.go merge.go convert.go export.go           many records, two that become one, a lead that becomes a client, files
//	reader.go                      values as people read them
package records

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kartoteka/app/ui"
	"kartoteka/app/window"
	"kartoteka/data"
)

// A base is what the parts of a page share.
type base struct {
	window *window.Window
	record data.RecordType
	key    string  // of the page
	reader *reader // made each time the page is drawn
}

// A Page shows the records of one type, with the detail of one of them beside the list. It knows no field by name: what it shows
// follows from the schema. It holds its parts together:
//
//	find, list ──> the list, or days for activities
//	cursor ──> detail ──> form, in place of the list and the detail
//	bulk, merging, conversion ──> the store ──> undo, said above the list
type Page struct {
	*base
	chosen int64 // record whose detail is open, 0 for none
	form   *recordForm
	undo   *undo // of what was done last to many records
	said   func() fyne.CanvasObject
	byList bool // activities are listed like all records, not day by day

	changes window.Changer
	find    *finder
	list    *list
	days    *days
	bulk    *bulk
	export  *exporter
	detail  *recordDetail

	count *ui.Words
	above *fyne.Container // what is said, and filters
	body  *fyne.Container
	side  *fyne.Container
}

// New makes the page of a record type.
func New(key string, t data.RecordType) func(*window.Window) window.Page {
	return func(w *window.Window) window.Page {
		b := &base{window: w, record: t, key: key}
		p := &Page{base: b, changes: window.Changer{Window: w}}
		p.find = &finder{base: b, changed: p.filtered, search: p.load, entered: p.focusList}
		p.list = &list{base: b, found: p.found, failed: p.failed}
		p.days = &days{base: b, found: p.foundDays, failed: p.failed, open: p.openDetail, nothing: p.nothing}
		p.export = &exporter{base: b, list: p.list, query: p.query, drawn: p.drawAbove, told: p.tell}
		p.bulk = &bulk{base: b, changes: &p.changes, merge: p.merge, export: p.export.picked, done: p.changed, removed: func(u *undo) { p.chosen = 0; p.changed(u) }}
		p.days.setDone = p.bulk.setDone
		p.detail = newRecordDetail(p)
		return p
	}
}

// pageOf returns the page on which the records of a type are listed, or nil.
func pageOf(w *window.Window, t data.RecordType) *Page {
	if e := w.EntryOf(t); e != nil {
		p, _ := w.Page(e.Key).(*Page)
		return p
	}
	return nil
}

// Choose opens one record.
func (p *Page) Choose(id int64) { p.form, p.chosen = nil, id }

// List lists the records that came with a label.
func (p *Page) List(label string) {
	p.form, p.chosen = nil, 0
	p.find.begin(filters{label: label})
}

// Build draws the list with what is open beside it, or the form in its place.
func (p *Page) Build() fyne.CanvasObject {
	w := p.window
	reader, err := newReader(w.Context, w)
	if err != nil {
		return ui.PageFrame(w.Text("page."+p.key), "", nil, w.ErrorNote(err))
	}
	p.reader, p.days.box = reader, nil
	if p.form != nil {
		return p.form.build()
	}
	p.count = ui.Body("").Paint(ui.Tones[ui.NeutralTone].Importance)
	p.above, p.body, p.side = ui.Stack(ui.GapSmall), container.NewStack(), container.NewStack()
	p.find.build()
	p.list.build()
	p.list.grid.Sorter = p.load
	p.list.grid.OnSelect = p.selected
	p.list.grid.OnOpen = p.opened
	p.list.grid.Menu = p.commands
	p.drawAbove()
	p.drawBody()
	p.load()
	title := "records.add." + string(p.record)
	actions := []fyne.CanvasObject{
		ui.Quiet(w.Text("records.columns"), "columns", p.list.chooseColumns),
		ui.Secondary(w.Text("records.export"), "export", p.export.all),
		ui.Primary(w.Text(title), "add", p.Add),
	}
	if p.record == data.Activity {
		at := 0
		if p.byList {
			at = 1
		}
		actions = slices.Insert(actions, 0, fyne.CanvasObject(ui.NewSegments([]string{w.Text("records.days"), w.Text("records.days.list")}, at, func(i int) {
			p.byList, p.chosen = i == 1, 0
			w.Bring(p.key)
		})))
	}
	head := ui.PageHead(w.Text("page."+p.key), p.count, actions)
	return ui.Padded(ui.GapLarge, container.New(ui.SpacedBorder(ui.Gap), ui.Stack(1.5*ui.GapSmall, head, p.above), p.body))
}

// drawAbove draws the search field and the filters, and what has to be said above the list.
func (p *Page) drawAbove() {
	p.above.Objects = []fyne.CanvasObject{p.find.bar()}
	if p.said != nil {
		p.above.Add(p.said())
	}
	if p.undo != nil {
		p.above.Add(p.drawUndo())
	}
	if p.export.job != nil {
		p.above.Add(p.export.job.Draw())
	}
	p.above.Refresh()
}

// drawBody draws list and detail, or why there is nothing to list.
func (p *Page) drawBody() {
	list := fyne.CanvasObject(ui.Frame(p.list.grid))
	switch {
	case p.inDays():
		list = p.days.draw()
	case len(p.list.ids) == 0 && p.list.whole:
		list = p.nothing()
	}
	if p.chosen == 0 && len(p.list.picked()) < 2 {
		p.body.Objects = []fyne.CanvasObject{list}
		p.body.Refresh()
		return
	}
	p.side.Objects = []fyne.CanvasObject{p.detail.build()}
	p.body.Objects = []fyne.CanvasObject{container.New(listAndDetail{}, list, p.side)}
	p.body.Refresh()
}

// nothing says why the list is empty and what to do about it.
func (p *Page) nothing() fyne.CanvasObject {
	w := p.window
	if p.find.any() {
		return ui.Empty("search", w.Text("records.none_found"), w.Text("records.none_found.hint"),
			ui.Secondary(w.Text("records.show_all"), "close", p.find.clear))
	}
	actions := []fyne.CanvasObject{ui.Secondary(w.Text("records.add."+string(p.record)), "add", p.Add)}
	hint := "records.empty.hint." + string(p.record)
	if w.MayOpen("import") && p.record.Kind().Importable {
		actions = append(actions, ui.Secondary(w.Text("records.import"), "import", func() { w.Show("import") }))
	}
	return ui.Empty(w.Entry(p.key).Icon, w.Text("records.empty."+string(p.record)), w.Text(hint), actions...)
}

// inDays reports whether the page shows activities day by day.
func (p *Page) inDays() bool { return p.record == data.Activity && !p.byList }

// query is the query of the page.
func (p *Page) query() data.Query {
	q := p.find.query()
	kept := p.window.Settings.Grid(p.key)
	q.Sort, q.Desc = kept.Sort, kept.Desc
	if q.Sort == titleColumn {
		q.Sort = ""
	}
	return q
}

// load asks for the records again.
func (p *Page) load() {
	p.find.stop()
	if p.inDays() {
		p.days.load(p.query())
		return
	}
	p.find.loadLabels(p.drawAbove)
	p.list.load(p.query())
}

// filtered asks for other records after a filter was chosen.
func (p *Page) filtered() {
	p.drawAbove()
	p.load()
}

// found shows the records that the list has found.
func (p *Page) found(wasEmpty bool) {
	w, found := p.window, p.list
	p.find.wipe.SetEnabled(p.find.any())
	switch {
	case found.whole && !p.find.any():
		p.count.SetText(w.Lang.Int(len(found.ids)))
	case found.whole:
		p.count.SetText(w.Plural("records.found", len(found.ids)))
	default:
		p.count.SetText("…")
	}
	if p.chosen != 0 {
		found.point(p.chosen)
	}
	if wasEmpty || len(found.ids) == 0 {
		p.drawBody()
	}
	if found.whole {
		p.find.loadCountries(p.drawAbove)
	}
}

// foundDays shows the day's view with so many open activities.
func (p *Page) foundDays(open int) {
	p.find.wipe.SetEnabled(p.find.any())
	p.count.SetText(p.window.Plural("records.days.open", open))
	p.drawBody()
}

func (p *Page) failed(err error) {
	p.body.Objects = []fyne.CanvasObject{p.window.LoadFailed(err, p.load)}
	p.body.Refresh()
}

// openDetail opens the detail of a record beside the day's view.
func (p *Page) openDetail(id int64) {
	p.chosen = id
	p.drawBody()
}

// selected follows when the cursor is on another record or other ones are selected.
func (p *Page) selected(id int64) {
	open := p.chosen != 0
	if p.said != nil && id != p.chosen {
		p.said = nil
		p.drawAbove()
	}
	p.chosen = id
	if !open {
		p.drawBody()
	}
	p.detail.show(id, p.list.picked())
}

// opened edits the record the cursor is on.
func (p *Page) opened(id int64) {
	if p.chosen != id {
		p.selected(id)
		return
	}
	p.edit(id)
}
