package records

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kartoteka/app/ui"
	"kartoteka/data"
)

// now is the clock of the pages, in local time. Only tests change it.
var now = time.Now

// A relation is the records of one type that refer to another record by one field.
type relation struct {
	record data.RecordType
	field  *data.Field
	total  int
	first  []data.Record
	names  data.Names
}

// firstRelated is how many of them the detail names.
const firstRelated = 6

// readRelated finds everything that refers to a record, in the order of record types; what is a part of it, as the lines of a deal are, is
// no relation.
func (d *recordDetail) readRelated(ctx context.Context, id int64) ([]relation, error) {
	p := d.page
	var related []relation
	for _, t := range data.RecordTypes() {
		if p.window.EntryOf(t) == nil {
			continue
		}
		for _, f := range p.reader.schema.Fields(t) {
			if f.Type != data.Reference || f.To != p.record || f.Part {
				continue
			}
			r := relation{record: t, field: f}
			q := data.Query{Filter: map[string]any{f.Key: id}}
			var err error
			if r.total, err = p.window.Store.Count(ctx, t, q); err != nil {
				return nil, err
			}
			if t == data.Activity {
				q.Sort, q.Desc = "date", true
			}
			q.Limit = firstRelated
			err = p.window.Store.EachNamed(ctx, p.reader.schema, t, q, func(record *data.Record, names data.Names) error {
				r.first, r.names = append(r.first, *record), names
				return nil
			})
			if err != nil {
				return nil, err
			}
			related = append(related, r)
		}
	}
	return related, nil
}

// drawRelated lists the records of a relation, with a way to add one.
func (d *recordDetail) drawRelated(r relation) fyne.CanvasObject {
	w, id, title := d.page.window, d.known.record.ID, d.known.record.Title()
	heading := w.Text("record." + string(r.record) + ".titles")
	if r.total > 0 {
		heading += "  " + w.Lang.Int(r.total)
	}
	add := ui.Sign("add", w.Text("records.add."+string(r.record)), func() { d.page.addRelated(r.record, r.field, id) })
	lines := ui.Stack(ui.GapTiny, container.NewBorder(nil, nil, nil, add, ui.Middle(ui.Subheading(heading))))
	for i := range r.first {
		record := &r.first[i]
		link := newLink(record.Title(), func() { w.OpenRecord(r.record, record.ID) })
		if more := d.page.reader.more(record); more != "" {
			lines.Add(container.New(ui.NameAndMore(0.34), link, ui.Caption(more).Shortened()))
			continue
		}
		lines.Add(link)
	}
	if r.total > len(r.first) {
		lines.Add(ui.Leading(ui.Quiet(w.Plural("records.related.all", r.total), "", func() {
			p := pageOf(w, r.record)
			w.Leave(func() {
				p.form, p.chosen = nil, 0
				only := filters{about: d.page.reader.title(r.record, r.field) + ": " + title}
				only.set(r.field.Key, id)
				p.find.begin(only)
				w.Bring(p.key)
			})
		})))
	}
	return lines
}

// more is what stands beside the name of a record to tell it from others: a position, a value, a day.
func (r *reader) more(record *data.Record) string {
	show := func(key string) string {
		if f := r.schema.Field(record.Type, key); f != nil {
			return r.value(f, record.Value(key))
		}
		return ""
	}
	switch record.Type {
	case data.Contact:
		return show("position")
	case data.Deal:
		if value := show("value"); value != "" {
			return value + " " + show("currency")
		}
		return show("phase")
	case data.Activity:
		if record.Bool("done") {
			return "✓ " + show("date")
		}
		return show("date")
	case data.Lead:
		return show("phase")
	}
	return ""
}
