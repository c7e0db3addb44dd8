package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kartoteka/app/ui"
	"kartoteka/assets"
	"kartoteka/data"
)

// drawOrigin says where the record came from.
func (d *recordDetail) drawOrigin() fyne.CanvasObject {
	a, k := d.page.window, d.known
	lines := ui.Stack(ui.GapTiny)
	if k.origin == nil {
		lines.Add(ui.SmallPrint(a.text("records.by_hand")))
	} else {
		label := k.origin.Label
		lines.Add(fieldLine(a.text("records.label"), newLink(label, func() { a.showRecords(k.record.Type, label) })))
		lines.Add(fieldLine(a.text("records.file"), ui.Body(k.origin.File).Wrapped().Selectable()))
		lines.Add(fieldLine(a.text("records.row"), ui.Body(a.lang.Int(k.record.Row))))
		lines.Add(fieldLine(a.text("records.imported"), ui.Body(a.lang.DateTime(k.origin.Date)+", "+k.origin.UserName).Wrapped()))
	}
	return ui.Stack(ui.GapSmall, ui.Subheading(a.text("records.origin")), lines)
}

// newestChanges is how many changes are listed before somebody asks for all.
const newestChanges = 8

// drawChanges lists what was changed by hand, newest first.
func (d *recordDetail) drawChanges() fyne.CanvasObject {
	a, r, k := d.page.window, d.page.reader, d.known
	lines := ui.Stack(ui.GapSmall)
	last := ""
	for i, c := range k.changes {
		if i == newestChanges && !d.told {
			lines.Add(container.NewHBox(ui.Quiet(a.plural("records.changes.all", len(k.changes)), "", func() {
				d.told = true
				d.draw()
			})))
			break
		}
		if head := a.lang.DateTime(c.At) + " · " + c.UserName; head != last {
			lines.Add(ui.SmallPrint(head))
			last = head
		}
		f := r.schema.Field(k.record.Type, c.Field)
		lines.Add(ui.Body(a.text("records.change", assets.Values{"Field": r.title(k.record.Type, f), "Old": d.changed(f, c.Old), "New": d.changed(f, c.New)})).Wrapped())
	}
	return ui.Stack(ui.GapSmall, ui.Subheading(a.text("records.changes")), lines)
}

// changed is a value of the history.
func (d *recordDetail) changed(f *data.Field, v any) string {
	id, isID := v.(int64)
	switch {
	case v == nil:
		return d.page.window.text("records.change.nothing")
	case f.Type == data.Reference && isID:
		if name := d.known.names[f.To][id]; name != "" {
			return name
		}
		return d.page.window.text("records.change.record", assets.Values{"ID": id})
	}
	return d.page.reader.value(f, v)
}
