package records

import (
	"maps"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kartoteka/app/ui"
	"kartoteka/app/window"
	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer"
	"kartoteka/importer/issue"
	"kartoteka/importer/value"
)

// A recordForm adds or changes one record, by the rules of the import:
//
//	fields (form_fields.go) ──> typed ──importer.ReadTyped──> record, problems at the fields
//	                                 └──Importer.SameAs──> a duplicate, said beside
type recordForm struct {
	page     *Page
	record   data.Record          // as it was read, or what a new one begins with
	typed    map[string]string    // by key, what stands in the fields
	before   map[string]string    // the same when the form was opened
	refs     map[string]ui.Option // of fields that refer to records
	refs0    map[string]ui.Option // the same when the form was opened
	items    *dealLines
	currency string // ISO 4217, as it was read last
	parser   *value.Parser
	tried    bool // to be saved: from now on missing values are said, too
	stale    bool // the record was changed by another person meanwhile
	same     *importer.Same
	taken    bool // same has a value no two may share
	failed   error
	saved    func(id int64)

	looks   window.Fetch[*duplicateFound]
	finds   window.Fetch[[]ui.Option]
	changes window.Changer
	reader  *reader
	fields  []*formField
	over    *ui.Overlay
	beside  *fyne.Container
	send    *ui.Button
}

// Add opens the form for a new record.
func (p *Page) Add() { p.addWith(nil, nil) }

// addWith opens the form for a new record that begins with some values. saved gets its id; nil shows it in the list.
func (p *Page) addWith(values []data.Value, saved func(id int64)) {
	if p.form != nil {
		return
	}
	p.openForm(data.Record{Type: p.record, Values: values}, saved)
}

// addRelated opens the form for a new record that refers to one of this page, and comes back here.
func (p *Page) addRelated(t data.RecordType, f *data.Field, id int64) {
	other := pageOf(p.window, t)
	p.window.Leave(func() {
		p.window.Bring(other.key)
		other.addWith([]data.Value{{Key: f.Key, V: id}}, func(int64) { p.window.OpenRecord(p.record, id) })
	})
}

// edit opens the form for a record.
func (p *Page) edit(id int64) {
	record, err := p.window.Store.Record(p.window.Context, p.record, id)
	if err != nil {
		p.window.Fail(err)
		return
	}
	p.chosen = id
	p.openForm(record, nil)
}

// openForm opens the form for a record. saved gets the id after it was stored.
func (p *Page) openForm(r data.Record, saved func(int64)) {
	w := p.window
	f := &recordForm{page: p, record: r, typed: map[string]string{}, refs: map[string]ui.Option{}, saved: saved, changes: window.Changer{Window: w}, reader: p.reader}
	f.items = &dealLines{form: f}
	if err := f.fill(); err != nil {
		w.Fail(err)
		return
	}
	f.before, f.refs0 = maps.Clone(f.typed), maps.Clone(f.refs)
	p.form, p.undo, p.said = f, nil, nil
	w.Bring(p.key)
}

// fill writes the values of the record into the fields; a new one begins with the defaults.
func (f *recordForm) fill() (err error) {
	w, r := f.page.window, &f.record
	if f.parser, err = value.ParserFor(w.Context, w.Store, w.Lang, now()); err != nil {
		return err
	}
	for _, field := range f.active() {
		v := r.Value(field.Key)
		if v == nil && r.ID == 0 {
			if v = f.parser.Default(field); field.Key == "owner" {
				v = w.User.ID
			}
		}
		if field.Type != data.Reference {
			f.typed[field.Key] = f.print(field, v)
			continue
		}
		if id := r.Ref(field.Key); id != 0 {
			titles, err := w.Store.Titles(w.Context, field.To, []int64{id})
			if err != nil {
				return err
			}
			f.refs[field.Key] = ui.Option{Title: titles[id], Value: id}
		}
	}
	if r.Type == data.Deal && r.ID != 0 {
		items, err := w.Store.Records(w.Context, data.DealItem, data.Query{Filter: map[string]any{"deal": r.ID}})
		if err != nil {
			return err
		}
		f.items.take(items)
	}
	return nil
}

func (f *recordForm) print(field *data.Field, v any) string {
	if v == nil {
		return ""
	}
	if s := f.parser.Print(field, v); s != "" {
		return s
	}
	return f.reader.value(field, v) // an account that is switched off
}

// active are the fields of the form.
func (f *recordForm) active() []*data.Field {
	return slices.DeleteFunc(f.reader.schema.Active(f.record.Type), func(field *data.Field) bool { return field.Unstored })
}

// changed reports whether something would be lost.
func (f *recordForm) changed() bool {
	return !maps.Equal(f.typed, f.before) || !maps.Equal(f.refs, f.refs0) || f.items.changed()
}

// close leaves the form, after a question when something would be lost.
func (f *recordForm) close() {
	f.askToLeave(func() {
		if f.saved != nil && f.record.ID == 0 {
			f.page.form = nil
			f.saved(0)
			return
		}
		f.page.form = nil
		f.page.window.Bring(f.page.key)
		f.page.focusList()
	})
}

// askToLeave goes on at once, or after a question when something would be lost.
func (f *recordForm) askToLeave(do func()) {
	w := f.page.window
	if !f.changed() {
		do()
		return
	}
	w.Ask(window.Question{Title: w.Text("records.unsaved"), Text: w.Text("records.unsaved.text"), Verb: w.Text("records.discard"), Risky: true, Do: do})
}

// read makes the record of what stands in the fields.
func (f *recordForm) read() (data.Record, []importer.Problem) {
	base := f.record
	base.Values = slices.Clone(f.record.Values)
	for _, field := range f.active() {
		if field.Type != data.Reference {
			continue
		}
		if o, ok := f.refs[field.Key]; ok {
			base.Set(field.Key, o.Value)
		} else {
			base.Set(field.Key, nil)
		}
	}
	parent, _ := importer.ParentOf(f.page.window.Context, f.page.window.Store, &base) // unknown, phones are those of the settings
	record, problems := importer.ReadTyped(f.parser, f.reader.schema, base, f.typed, parent)
	f.currency = record.Text("currency")
	return record, problems
}

// check shows at the fields what is wrong with what stands in them, and looks for a duplicate.
func (f *recordForm) check() (data.Record, bool) {
	record, problems := f.read()
	good := true
	said := map[string]importer.Problem{}
	for _, p := range problems {
		isError := p.Code.Severity() == issue.Error
		good = good && !isError
		if p.Code == issue.Required && !f.tried {
			continue
		}
		if _, ok := said[p.Field.Key]; !ok || isError && said[p.Field.Key].Code.Severity() != issue.Error {
			said[p.Field.Key] = p
		}
	}
	w := f.page.window
	others, err := importer.OtherClients(w.Context, w.Store, f.reader.schema, &record)
	if err != nil {
		w.LogError(err) // what it refers to is gone, and saving says so
	}
	apart := ""
	if !importer.BelongsToOne(&f.record, &record) {
		apart, good = f.record.Type.Kind().OneOf[0], false
	}
	for _, field := range f.fields {
		p, ok := said[field.Key]
		switch text, t := f.unresolved(field), ui.ErrorTone; {
		case text != "":
			good = false
			field.say(t, text)
		case f.taken && f.same != nil && f.same.Field == field.Key:
			good = false
			field.say(ui.ErrorTone, w.Text("records.taken", assets.Values{"Title": f.same.Record.Title()}))
		case field.Key == apart && f.tried:
			field.say(ui.ErrorTone, w.Text("records.belongs_to_one"))
		case ok:
			field.say(toneOf(p.Code.Severity()), f.message(p))
		case slices.ContainsFunc(others, func(o importer.OtherClient) bool { return o.Field.Key == field.Key }):
			field.say(ui.WarningTone, w.Text("records.other_client"))
		default:
			field.say(t, "")
		}
	}
	good = f.items.check() && good
	return record, good
}

// message says a problem in words that fit a form.
func (f *recordForm) message(p importer.Problem) string {
	issue := p.Issue(f.page.window.Lang, f.record.Type, f.typed[p.Field.Key])
	return issue.TypedMessage(f.page.window.Lang)
}

func toneOf(s issue.Severity) ui.Tone {
	return map[issue.Severity]ui.Tone{issue.Error: ui.ErrorTone, issue.Warning: ui.WarningTone, issue.Repair: ui.InfoTone, issue.Duplicate: ui.DuplicateTone}[s]
}

// typedIn follows when there is another text in a field.
func (f *recordForm) typedIn(key, text string) {
	if f.typed[key] == text {
		return
	}
	f.typed[key] = text
	f.edited()
}

// edited checks the record after any change.
func (f *recordForm) edited() {
	record, _ := f.check()
	f.findDuplicate(record)
}

// build draws the form in the place of the page.
func (f *recordForm) build() fyne.CanvasObject {
	w, p := f.page.window, f.page
	if f.reader.lang != p.reader.lang { // the language was changed while the form was open
		f.reader = p.reader
	}
	title := w.Text("records.new." + string(f.record.Type))
	if f.record.ID != 0 {
		title = f.record.Title()
	}
	f.over = ui.NewOverlay()
	f.beside = ui.Stack(ui.GapSmall)
	f.send = ui.Primary(w.Text("records.save"), "check", f.save)
	groups := f.buildGroups()
	scroll := container.NewVScroll(container.NewBorder(nil, nil, nil, ui.GapOf(ui.Gap), ui.AtMost(860, groups)))
	scroll.OnScrolled = func(fyne.Position) { f.over.Clear(f.over.Field) }
	f.check()
	f.drawBeside()
	content := container.NewBorder(nil, nil, nil, container.New(ui.FixedWidth(312), container.NewBorder(nil, nil, ui.GapOf(1.5*ui.GapSmall), nil, f.beside)), scroll)
	actions := []fyne.CanvasObject{ui.Secondary(w.Text("dialog.cancel"), "", f.close), f.send}
	if f.record.ID == 0 {
		f.focusFirst()
	}
	return container.NewStack(ui.PageFrame(title, "", actions, content), f.over.Container)
}
