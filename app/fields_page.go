package app

import (
	"context"
	"errors"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kartoteka/app/ui"
	"kartoteka/assets"
	"kartoteka/data"
)

// fieldsPage shows the custom fields of a record type in their order, and changes them (field_form.go).
type fieldsPage struct {
	editing
	record data.RecordType
	chosen int64 // id of the field the cursor is on
	fields fetch[[]*customField]

	grid *ui.Grid[*customField]
	body *fyne.Container
	bar  *ui.Toolbar // what can be done with the chosen field
}

// A customField is a field with what is to be known about it on this page.
type customField struct {
	data.Field
	place  int      // from 0
	filled int      // records with a value
	items  []string // of a list
}

func newFieldsPage(a *Window) page {
	p := &fieldsPage{record: data.Client}
	p.editing = editing{changer: changer{window: a}, load: p.fetch}
	return p
}

func (p *fieldsPage) build() fyne.CanvasObject {
	a := p.window
	p.body, p.bar = container.NewStack(), ui.NewToolbar(a.canvas())
	p.grid = newGrid(a, "fields", p.columns())
	p.grid.Fixed = true
	p.grid.OnSelect = p.selected
	p.grid.OnOpen = func(f *customField) { p.edit(f) }
	var titles []string
	for _, t := range data.Importable() {
		titles = append(titles, a.text("record."+string(t)+".titles"))
	}
	types := ui.NewSegments(titles, slices.Index(data.Importable(), p.record), func(i int) {
		p.record, p.said = data.Importable()[i], nil
		a.show("fields")
	})
	add := ui.Primary(a.text("fields.add"), "add", p.add)
	p.load()
	top := container.New(&ui.WrapRow{}, types, p.bar.Container)
	return ui.PageFrame(a.text("page.fields"), a.text("fields.hint"), []fyne.CanvasObject{a.helpButton(), add}, container.New(ui.SpacedBorder(ui.Gap), top, p.body))
}

// fetch reads the fields and draws them.
func (p *fieldsPage) fetch() {
	a, t := p.window, p.record
	p.fields.start(a, func(ctx context.Context) ([]*customField, error) { return customFields(ctx, a.store, t) },
		func(fields []*customField, err error) {
			content := fyne.CanvasObject(ui.Frame(p.grid))
			switch {
			case err != nil:
				content = a.loadFailed(err, p.load)
			case len(fields) == 0:
				content = ui.Empty("fields", a.text("fields.empty."+string(t)), a.text("fields.empty.hint"))
			}
			p.body.Objects = []fyne.CanvasObject{p.below(content)}
			p.body.Refresh()
			if len(fields) == 0 {
				p.bar.Offer()
			}
			fill(p.grid, fields, func(f *customField) bool { return f.ID == p.chosen })
		})
}

// customFields reads the custom fields of a record type.
func customFields(ctx context.Context, store *data.Store, t data.RecordType) ([]*customField, error) {
	schema, err := store.Schema(ctx)
	if err != nil {
		return nil, err
	}
	lists, err := store.Lists(ctx)
	if err != nil {
		return nil, err
	}
	all, err := store.Count(ctx, t, data.Query{})
	if err != nil {
		return nil, err
	}
	var fields []*customField
	for _, f := range schema.Fields(t) {
		if !f.Custom() {
			continue
		}
		without, err := store.Count(ctx, t, data.Query{Filter: map[string]any{f.Key: nil}})
		if err != nil {
			return nil, err
		}
		fields = append(fields, &customField{*f, len(fields), all - without, lists[f.List]})
	}
	return fields, nil
}

func (p *fieldsPage) columns() []ui.Column[*customField] {
	a := p.window
	return []ui.Column[*customField]{
		{Key: "title", Title: a.text("fields.title"), Width: 200, Text: func(f *customField) string { return f.Title }},
		{Key: "type", Title: a.text("fields.type"), Width: 170, Text: func(f *customField) string { return a.text("type." + string(f.Type)) }},
		{Key: "state", Title: a.text("fields.state"), Width: 150, Text: p.state,
			Sign: func(f *customField) ui.Tone {
				if f.Retired {
					return ui.NeutralTone
				}
				return ui.SuccessTone
			}},
		{Key: "panel", Title: a.text("fields.panel"), Width: 140, Text: func(f *customField) string { return f.Panel }},
		{Key: "filled", Title: a.text("fields.filled"), Width: 84, Numbers: true, Text: func(f *customField) string { return a.lang.Int(f.filled) }},
		{Key: "hint", Title: a.text("fields.note"), Width: 160, Grow: true, Text: func(f *customField) string {
			if f.Hint == "" && len(f.items) > 0 {
				return a.text("fields.items.are", assets.Values{"Items": strings.Join(f.items, ", ")})
			}
			return f.Hint
		}},
	}
}

func (p *fieldsPage) state(f *customField) string {
	switch {
	case f.Retired:
		return p.window.text("fields.state.retired")
	case f.Required:
		return p.window.text("fields.state.required")
	}
	return p.window.text("fields.state.used")
}

// selected offers what can be done with a field.
func (p *fieldsPage) selected(f *customField) {
	a := p.window
	p.chosen = f.ID
	up := ui.Quiet(a.text("order.up"), "arrow-up", func() { p.move(f, -1) })
	up.SetEnabled(f.place > 0)
	down := ui.Quiet(a.text("order.down"), "arrow-down", func() { p.move(f, 1) })
	down.SetEnabled(f.place < len(p.grid.Rows)-1)
	retire := ui.Quiet(a.text("fields.retire"), "eye-off", func() { p.retire(f, true) })
	if f.Retired {
		retire = ui.Quiet(a.text("fields.bring_back"), "eye", func() { p.retire(f, false) })
	}
	p.bar.Offer(ui.Quiet(a.text("edit"), "edit", func() { p.edit(f) }), up, down, retire,
		ui.Quiet(a.text("fields.delete"), "delete", func() { p.delete(f) }))
}

func (p *fieldsPage) move(f *customField, by int) {
	user := p.window.user
	p.change(func(ctx context.Context) error { return p.window.store.MoveField(ctx, user, f.ID, f.place+by) }, "")
}

func (p *fieldsPage) retire(f *customField, retired bool) {
	a, user := p.window, p.window.user
	key := "fields.brought_back"
	if retired {
		key = "fields.retired"
	}
	p.change(func(ctx context.Context) error { return a.store.RetireField(ctx, user, f.ID, retired) }, a.text(key, assets.Values{"Title": f.Title}))
}

// delete deletes a field without values; one with values it offers to retire.
func (p *fieldsPage) delete(f *customField) {
	a, user := p.window, p.window.user
	if f.filled > 0 {
		p.hasValues(f, a.plural("fields.delete.filled", f.filled, assets.Values{"Title": f.Title}))
		return
	}
	a.ask(question{title: a.text("fields.delete.ask", assets.Values{"Title": f.Title}), text: a.text("fields.delete.text"),
		verb: a.text("fields.delete.verb"), risky: true, do: func() {
			p.do(func(ctx context.Context) error { return a.store.DeleteField(ctx, user, f.ID) }, func(err error) {
				if errors.Is(err, data.ErrLinked) {
					p.load()
					p.hasValues(f, a.text("fields.delete.linked", assets.Values{"Title": f.Title}))
					return
				}
				p.made(err, a.text("fields.deleted", assets.Values{"Title": f.Title}))
			})
		}})
}

// hasValues says why a field can't be deleted.
func (p *fieldsPage) hasValues(f *customField, text string) {
	a := p.window
	if f.Retired {
		a.tell(a.text("fields.delete.refused"), text)
		return
	}
	a.ask(question{title: a.text("fields.delete.refused"), text: text + " " + a.text("fields.delete.retire"),
		verb: a.text("fields.retire"), do: func() { p.retire(f, true) }})
}
