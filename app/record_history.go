package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kartoteka/assets"
	"kartoteka/data"
)

// drawOrigin says where the record came from.
func (d *recordDetail) drawOrigin() fyne.CanvasObject {
	a, k := d.page.app, d.known
	lines := stack(gapTiny)
	if k.origin == nil {
		lines.Add(smallPrint(a.text("records.by_hand")))
	} else {
		label := k.origin.Label
		lines.Add(fieldLine(a.text("records.label"), newLink(label, func() { a.showRecords(k.record.Type, label) })))
		lines.Add(fieldLine(a.text("records.file"), newWords(k.origin.File).wrapped().selectable()))
		lines.Add(fieldLine(a.text("records.row"), newWords(a.lang.Int(k.record.Row))))
		lines.Add(fieldLine(a.text("records.imported"), newWords(a.lang.DateTime(k.origin.Date)+", "+k.origin.UserName).wrapped()))
	}
	return stack(gapSmall, subheading(a.text("records.origin")), lines)
}

// newestChanges is how many changes are listed before somebody asks for all.
const newestChanges = 8

// drawChanges lists what was changed by hand, newest first.
func (d *recordDetail) drawChanges() fyne.CanvasObject {
	a, r, k := d.page.app, d.page.reader, d.known
	lines := stack(gapSmall)
	last := ""
	for i, c := range k.changes {
		if i == newestChanges && !d.told {
			lines.Add(container.NewHBox(quiet(a.plural("records.changes.all", len(k.changes)), "", func() {
				d.told = true
				d.draw()
			})))
			break
		}
		if head := a.lang.DateTime(c.At) + " · " + c.UserName; head != last {
			lines.Add(smallPrint(head))
			last = head
		}
		f := r.schema.Field(k.record.Type, c.Field)
		lines.Add(newWords(a.text("records.change", assets.Values{"Field": r.title(k.record.Type, f), "Old": d.changed(f, c.Old), "New": d.changed(f, c.New)})).wrapped())
	}
	return stack(gapSmall, subheading(a.text("records.changes")), lines)
}

// changed is a value of the history.
func (d *recordDetail) changed(f *data.Field, v any) string {
	id, isID := v.(int64)
	switch {
	case v == nil:
		return d.page.app.text("records.change.nothing")
	case f.Type == data.Reference && isID:
		if name := d.known.names[f.To][id]; name != "" {
			return name
		}
		return d.page.app.text("records.change.record", assets.Values{"ID": id})
	}
	return d.page.reader.value(f, v)
}
