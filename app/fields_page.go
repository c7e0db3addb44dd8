package app

import (
	"context"
	"errors"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kartoteka/assets"
	"kartoteka/data"
)

// fieldsPage shows the custom fields of a record type in their order, and changes them (field_form.go).
type fieldsPage struct {
	editing
	record data.RecordType
	chosen int64 // id of the field the cursor is on
	fields fetch[[]*customField]

	grid *grid[*customField]
	body *fyne.Container
	bar  *toolbar // what can be done with the chosen field
}

// A customField is a field with what is to be known about it on this page.
type customField struct {
	data.Field
	place  int      // from 0
	filled int      // records with a value
	items  []string // of a list
}

func newFieldsPage(a *App) page {
	p := &fieldsPage{record: data.Client}
	p.editing = editing{changer: changer{app: a}, load: p.fetch}
	return p
}

func (p *fieldsPage) build() fyne.CanvasObject {
	a := p.app
	p.body, p.bar = container.NewStack(), newToolbar(a.window.Canvas())
	p.grid = newGrid(a, "fields", p.columns())
	p.grid.fixed = true
	p.grid.onSelect = p.selected
	p.grid.onOpen = func(f *customField) { p.edit(f) }
	var titles []string
	for _, t := range data.Importable() {
		titles = append(titles, a.text("record."+string(t)+".titles"))
	}
	types := newSegments(titles, slices.Index(data.Importable(), p.record), func(i int) {
		p.record, p.said = data.Importable()[i], nil
		a.show("fields")
	})
	add := primary(a.text("fields.add"), "add", p.add)
	p.load()
	top := container.New(&wrapRow{}, types, p.bar.Container)
	return pageFrame(a.text("page.fields"), a.text("fields.hint"), []fyne.CanvasObject{a.helpButton(), add}, container.New(spacedBorder{gap}, top, p.body))
}

// fetch reads the fields and draws them.
func (p *fieldsPage) fetch() {
	a, t := p.app, p.record
	p.fields.start(a, func(ctx context.Context) ([]*customField, error) { return customFields(ctx, a.store, t) },
		func(fields []*customField, err error) {
			content := fyne.CanvasObject(frame(p.grid))
			switch {
			case err != nil:
				content = a.loadFailed(err, p.load)
			case len(fields) == 0:
				content = empty("fields", a.text("fields.empty."+string(t)), a.text("fields.empty.hint"))
			}
			p.body.Objects = []fyne.CanvasObject{p.below(content)}
			p.body.Refresh()
			if len(fields) == 0 {
				p.bar.offer()
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

func (p *fieldsPage) columns() []column[*customField] {
	a := p.app
	return []column[*customField]{
		{key: "title", title: a.text("fields.title"), width: 200, text: func(f *customField) string { return f.Title }},
		{key: "type", title: a.text("fields.type"), width: 170, text: func(f *customField) string { return a.text("type." + string(f.Type)) }},
		{key: "state", title: a.text("fields.state"), width: 150, text: p.state,
			sign: func(f *customField) tone {
				if f.Retired {
					return neutralTone
				}
				return successTone
			}},
		{key: "panel", title: a.text("fields.panel"), width: 140, text: func(f *customField) string { return f.Panel }},
		{key: "filled", title: a.text("fields.filled"), width: 84, numbers: true, text: func(f *customField) string { return a.lang.Int(f.filled) }},
		{key: "hint", title: a.text("fields.note"), width: 160, grow: true, text: func(f *customField) string {
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
		return p.app.text("fields.state.retired")
	case f.Required:
		return p.app.text("fields.state.required")
	}
	return p.app.text("fields.state.used")
}

// selected offers what can be done with a field.
func (p *fieldsPage) selected(f *customField) {
	a := p.app
	p.chosen = f.ID
	up := quiet(a.text("order.up"), "arrow-up", func() { p.move(f, -1) })
	up.enable(f.place > 0)
	down := quiet(a.text("order.down"), "arrow-down", func() { p.move(f, 1) })
	down.enable(f.place < len(p.grid.rows)-1)
	retire := quiet(a.text("fields.retire"), "eye-off", func() { p.retire(f, true) })
	if f.Retired {
		retire = quiet(a.text("fields.bring_back"), "eye", func() { p.retire(f, false) })
	}
	p.bar.offer(quiet(a.text("edit"), "edit", func() { p.edit(f) }), up, down, retire,
		quiet(a.text("fields.delete"), "delete", func() { p.delete(f) }))
}

func (p *fieldsPage) move(f *customField, by int) {
	user := p.app.user
	p.change(func(ctx context.Context) error { return p.app.store.MoveField(ctx, user, f.ID, f.place+by) }, "")
}

func (p *fieldsPage) retire(f *customField, retired bool) {
	a, user := p.app, p.app.user
	key := "fields.brought_back"
	if retired {
		key = "fields.retired"
	}
	p.change(func(ctx context.Context) error { return a.store.RetireField(ctx, user, f.ID, retired) }, a.text(key, assets.Values{"Title": f.Title}))
}

// delete deletes a field without values; one with values it offers to retire.
func (p *fieldsPage) delete(f *customField) {
	a, user := p.app, p.app.user
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
	a := p.app
	if f.Retired {
		a.tell(a.text("fields.delete.refused"), text)
		return
	}
	a.ask(question{title: a.text("fields.delete.refused"), text: text + " " + a.text("fields.delete.retire"),
		verb: a.text("fields.retire"), do: func() { p.retire(f, true) }})
}
