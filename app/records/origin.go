package records

import (
	"fyne.io/fyne/v2"

	"kartoteka/app/ui"
	"kartoteka/assets"
	"kartoteka/data"
)

// drawOrigin says where the record came from.
func (d *recordDetail) drawOrigin() fyne.CanvasObject {
	w, k := d.page.window, d.known
	lines := ui.Stack(ui.GapTiny)
	if k.origin == nil {
		lines.Add(ui.SmallPrint(w.Text("records.by_hand")))
	} else {
		label := k.origin.Label
		lines.Add(fieldLine(w.Text("records.label"), newLink(label, func() { w.ShowRecords(k.record.Type, label) })))
		lines.Add(fieldLine(w.Text("records.file"), ui.Body(k.origin.File).Wrapped().Selectable()))
		lines.Add(fieldLine(w.Text("records.row"), ui.Body(w.Lang.Int(k.record.Row))))
		lines.Add(fieldLine(w.Text("records.imported"), ui.Body(w.Lang.DateTime(k.origin.Date)+", "+k.origin.UserName).Wrapped()))
	}
	return ui.Stack(ui.GapSmall, ui.Subheading(w.Text("records.origin")), lines)
}

// newestChanges is how many changes are listed before all are asked for.
const newestChanges = 8

// drawChanges lists what was changed by hand, newest first.
func (d *recordDetail) drawChanges() fyne.CanvasObject {
	w, r, k := d.page.window, d.page.reader, d.known
	lines := ui.Stack(ui.GapSmall)
	last := ""
	for i, c := range k.changes {
		if i == newestChanges && !d.all {
			lines.Add(ui.Leading(ui.Quiet(w.Plural("records.changes.all", len(k.changes)), "", func() {
				d.all = true
				d.draw()
			})))
			break
		}
		if head := w.Lang.DateTime(c.At) + " · " + c.UserName; head != last {
			lines.Add(ui.SmallPrint(head))
			last = head
		}
		f := r.schema.Field(k.record.Type, c.Field)
		lines.Add(ui.Body(w.Text("records.change", assets.Values{"Field": r.title(k.record.Type, f), "Old": d.changed(f, c.Old), "New": d.changed(f, c.New)})).Wrapped())
	}
	return ui.Stack(ui.GapSmall, ui.Subheading(w.Text("records.changes")), lines)
}

// changed is a value of the history.
func (d *recordDetail) changed(f *data.Field, v any) string {
	id, isID := v.(int64)
	switch {
	case v == nil:
		return d.page.window.Text("records.change.nothing")
	case f.Type == data.Reference && isID:
		if name := d.known.names[f.To][id]; name != "" {
			return name
		}
		return d.page.window.Text("records.change.record", assets.Values{"ID": id})
	}
	return d.page.reader.value(f, v)
}
