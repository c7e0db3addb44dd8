package records

import (
	"context"
	"errors"
	"slices"

	"fyne.io/fyne/v2"

	"kartoteka/app/ui"
	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer"
	"kartoteka/importer/issue"
	"kartoteka/importer/value"
)

type duplicateFound struct {
	same *importer.Same
	code issue.Code
}

// findDuplicate looks beside the window for a record that this one is a duplicate of.
func (f *recordForm) findDuplicate(record data.Record) {
	w, schema := f.page.window, f.reader.schema
	if !mergeable(record.Type) {
		return
	}
	terms := f.parser.Context
	f.looks.Start(w, func(ctx context.Context) (*duplicateFound, error) {
		same, code, err := w.Importer.SameAs(ctx, value.NewParser(terms), schema, &record)
		return &duplicateFound{same, code}, err
	}, func(found *duplicateFound, err error) {
		if err != nil {
			return // the rules of the store hold in any case
		}
		f.same, f.taken = found.same, found.same != nil && found.code == issue.DuplicateKey
		f.check()
		f.drawBeside()
	})
}

// save stores the record when nothing stands in the way.
func (f *recordForm) save() {
	w, p := f.page.window, f.page
	f.tried, f.failed = true, nil
	record, good := f.check()
	f.drawBeside()
	if !good {
		f.focusWrong()
		return
	}
	if f.stale {
		record.Version = 0 // the person knows
	}
	user, parts := w.User, f.items.records()
	f.changes.Do(func(ctx context.Context) error {
		return w.Store.Save(ctx, user, &record, parts...)
	}, func(err error) {
		switch {
		case errors.Is(err, data.ErrStale):
			w.LogError(err)
			f.stale = true
			f.drawBeside()
		case err != nil:
			w.LogError(err)
			f.failed = err
			f.drawBeside()
		default:
			p.form, p.chosen = nil, record.ID
			title := record.Title()
			p.said = func() fyne.CanvasObject {
				return ui.Note(ui.SuccessTone, w.Text("records.saved", assets.Values{"Title": title}))
			}
			w.CountAgain()
			if f.saved != nil {
				p.said = nil
				f.saved(record.ID)
				return
			}
			p.again()
			p.focusList()
		}
	})
}

// drawBeside says beside the fields what concerns the record as a whole.
func (f *recordForm) drawBeside() {
	w := f.page.window
	f.beside.Objects = nil
	wrong := 0
	for _, field := range f.fields {
		if field.tone == ui.ErrorTone && field.said.Visible() {
			wrong++
		}
	}
	if f.tried && wrong > 0 {
		f.beside.Add(ui.Note(ui.ErrorTone, w.Plural("records.wrong", wrong)))
	}
	if f.stale {
		f.beside.Add(ui.Stack(ui.GapSmall, ui.Note(ui.WarningTone, w.Text("records.stale")), ui.Secondary(w.Text("records.stale.reload"), "refresh", f.reload)))
	}
	if f.failed != nil {
		f.beside.Add(w.ShownError(f.failed))
	}
	if f.same != nil {
		f.beside.Add(f.drawDuplicate())
	}
	f.beside.Add(ui.SmallPrint(w.Text("records.form.hint")))
	f.beside.Refresh()
}

// drawDuplicate shows the record that this one looks like.
func (f *recordForm) drawDuplicate() fyne.CanvasObject {
	w, same := f.page.window, f.same.Record
	lines := ui.Stack(ui.GapTiny)
	for _, field := range f.active() {
		if !slices.Contains(same.Type.Kind().Columns, field.Key) && field.Key != f.same.Field || field.Type == data.Reference {
			continue
		}
		if text := f.reader.value(field, same.Value(field.Key)); text != "" {
			lines.Add(ui.Stack(0, ui.Caption(f.reader.title(same.Type, field)), ui.Body(text).Wrapped()))
		}
	}
	look := w.Text("records.form.same")
	return ui.Card(ui.Stack(ui.GapSmall, ui.Beside(ui.GapSmall, ui.Middle(ui.Picture(ui.IconIn("duplicate", ui.ColorInfo), 18)), ui.Subheading(look)),
		newLink(same.Title(), func() { w.OpenRecord(same.Type, same.ID) }), lines, ui.SmallPrint(w.Text("records.form.same.hint"))))
}

// reload forgets what was typed and shows the record as it is now.
func (f *recordForm) reload() {
	p, id := f.page, f.record.ID
	p.form = nil
	p.edit(id)
}
