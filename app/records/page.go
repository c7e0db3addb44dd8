package records

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kartoteka/app/ui"
	"kartoteka/app/window"
	"kartoteka/data"
)

// A Page lists the records of one type, with the detail of one of them beside the list. It knows no field by name: what it
// shows follows from the schema.
//
//	filters, search ──> ids of all that is found, in order (listing) ──> rows, read when they come into view
//	cursor ──> detail ──> form, in place of list and detail
type Page struct {
	window *window.Window
	record data.RecordType
	key    string // of the page

	words   string
	filters filters
	chosen  int64 // record whose detail is open, 0 for none
	form    *recordForm
	undo    *undo // of what was done last to many records
	said    func() fyne.CanvasObject

	byList   bool // activities are listed like all records, not day by day
	dayView  *days
	dayReads window.Fetch[*days]
	dayBox   fyne.CanvasObject // the view as it is drawn, so that it stays where it was scrolled to

	reader    *reader
	labels    []data.Import
	countries []string
	ids       []int64
	whole     bool // ids are all there are; else the first ones
	rows      map[int64]*data.Record
	names     data.Names
	reading   bool // rows
	listings  window.Fetch[listing]
	changes   window.Changer
	job       *window.Job

	grid   *ui.Grid[int64]
	field  *ui.Entry
	wipe   *ui.Button
	count  *ui.Words
	above  *fyne.Container // what is said, and filters
	body   *fyne.Container
	side   *fyne.Container
	detail *recordDetail
}

// New makes the page of a record type.
func New(key string, t data.RecordType) func(*window.Window) window.Page {
	return func(w *window.Window) window.Page {
		p := &Page{window: w, record: t, key: key, rows: map[int64]*data.Record{}, changes: window.Changer{Window: w}}
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
	p.form, p.chosen, p.words = nil, 0, ""
	p.filters = filters{label: label}
}

func (p *Page) Build() fyne.CanvasObject {
	w := p.window
	reader, err := newReader(w.Context, w)
	if err != nil {
		return ui.PageFrame(w.Text("page."+p.key), "", nil, w.ErrorNote(err))
	}
	p.reader, p.dayBox = reader, nil
	if p.form != nil {
		return p.form.build()
	}
	p.count = ui.Body("").Paint(ui.Tones[ui.NeutralTone].Importance)
	p.above, p.body, p.side = ui.Stack(ui.GapSmall), container.NewStack(), container.NewStack()
	p.grid = window.NewGrid(w, p.key, p.columns())
	p.grid.Sorter = p.load
	p.grid.Choose = p.chooseColumns
	p.grid.OnSelect = func(id int64) { p.selected(id) }
	p.grid.OnOpen = p.opened
	p.grid.Menu = p.commands
	p.grid.Viewed = p.viewed
	p.field, p.wipe = p.newSearchField(), ui.Sign("close", p.window.Text("records.clear"), p.clear)
	p.drawAbove()
	p.drawBody()
	p.load()
	title := "records.add." + string(p.record)
	actions := []fyne.CanvasObject{
		ui.Quiet(w.Text("records.columns"), "columns", p.chooseColumns),
		ui.Secondary(w.Text("records.export"), "export", p.export),
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
	head := container.NewBorder(nil, nil, nil, container.NewVBox(ui.Beside(ui.GapSmall, actions...)),
		ui.Beside(1.5*ui.GapSmall, ui.Heading(w.Text("page."+p.key)), ui.Middle(p.count)))
	return ui.Padded(ui.GapLarge, container.New(ui.SpacedBorder(ui.Gap), ui.Stack(1.5*ui.GapSmall, head, p.above), p.body))
}

// drawAbove draws the search field and the filters, and what has to be said above the list.
func (p *Page) drawAbove() {
	p.above.Objects = []fyne.CanvasObject{p.filterBar()}
	if p.said != nil {
		p.above.Add(p.said())
	}
	if p.undo != nil {
		p.above.Add(p.undo.draw(p))
	}
	if p.job != nil {
		p.above.Add(p.job.Draw())
	}
	p.above.Refresh()
}

// drawBody draws list and detail, or why there is nothing to list.
func (p *Page) drawBody() {
	list := fyne.CanvasObject(ui.Frame(p.grid))
	switch {
	case p.inDays():
		if p.dayBox == nil {
			p.dayBox = p.drawDays()
		}
		list = p.dayBox
	case len(p.ids) == 0 && p.whole:
		list = p.nothing()
	}
	if p.chosen == 0 && len(p.picked()) < 2 {
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
	if p.words != "" || p.filters.any() {
		return ui.Empty("search", w.Text("records.none_found"), w.Text("records.none_found.hint"),
			ui.Secondary(w.Text("records.show_all"), "close", p.clear))
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

// point puts the cursor on a record, where the list has it.
func (p *Page) point(id int64) {
	if at, ok := p.grid.Current(); !ok || at != id {
		p.grid.Pick(id)
	}
}

// picked are the records that are selected.
func (p *Page) picked() []int64 {
	if p.grid == nil {
		return nil
	}
	return p.grid.Selected()
}

// selected hears that the cursor is on another record or that other ones are selected.
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
	p.detail.show(id, p.picked())
}

// opened edits the record the cursor is on.
func (p *Page) opened(id int64) {
	if p.chosen != id {
		p.selected(id)
		return
	}
	p.edit(id)
}

// Search puts the keyboard into the search field.
func (p *Page) Search() {
	if p.form == nil && p.field != nil {
		p.window.Canvas().Focus(p.field)
	}
}

// focusList puts the keyboard into the list.
func (p *Page) focusList() {
	if !p.inDays() && len(p.grid.Rows) > 0 && !p.window.DialogOpen() && p.window.Current == p.key {
		p.window.Canvas().Focus(p.grid)
	}
}

// Escape closes the form, the detail, or the search.
func (p *Page) Escape() bool {
	switch {
	case p.form != nil:
		p.form.close()
	case p.chosen != 0:
		p.chosen = 0
		p.grid.GoTo(-1, false)
		p.drawBody()
	case p.words != "":
		p.words = ""
		p.setSearch("")
		p.load()
	default:
		return false
	}
	return true
}

// Leave lets the person go to another page; what has been typed is not lost without a question.
func (p *Page) Leave(do func()) {
	away := func() {
		p.form, p.undo, p.said, p.labels, p.countries = nil, nil, nil, nil, nil
		do()
	}
	if p.form != nil {
		p.form.askToLeave(away)
		return
	}
	away()
}

// again reads the list anew after something has changed, and counts in the sidebar.
func (p *Page) again() {
	p.labels, p.countries = nil, nil
	p.window.CountAgain()
	if p.window.Current == p.key {
		p.window.Bring(p.key)
	}
}
