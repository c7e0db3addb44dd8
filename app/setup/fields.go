// Package setup has the pages on which the program is set up: custom fields, items of lists, accounts, backups, and what each
// person prefers (which package settings keeps).
package setup

import (
	"context"
	"errors"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kartoteka/app/ui"
	"kartoteka/app/window"
	"kartoteka/assets"
	"kartoteka/data"
)

// fieldsPage shows the custom fields of a record type in their order, and changes them (field_form.go).
type fieldsPage struct {
	window.Editing
	record data.RecordType
	chosen int64 // id of the field the cursor is on
	fields window.Fetch[[]*customField]

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

// NewFields makes the page of custom fields.
func NewFields(w *window.Window) window.Page {
	p := &fieldsPage{record: data.Client}
	p.Editing = window.Editing{Changer: window.Changer{Window: w}, Load: p.fetch}
	return p
}

// Build draws the page.
func (p *fieldsPage) Build() fyne.CanvasObject {
	w := p.Window
	p.body, p.bar = container.NewStack(), ui.NewToolbar(w.Canvas())
	p.grid = window.NewGrid(w, "fields", p.columns())
	p.grid.Fixed = true
	p.grid.OnSelect = p.selected
	p.grid.OnOpen = func(f *customField) { p.edit(f) }
	var titles []string
	for _, t := range data.Importable() {
		titles = append(titles, w.Text("record."+string(t)+".titles"))
	}
	types := ui.NewSegments(titles, slices.Index(data.Importable(), p.record), func(i int) {
		p.record, p.Said = data.Importable()[i], nil
		w.Show("fields")
	})
	add := ui.Primary(w.Text("fields.add"), "add", p.Add)
	p.Load()
	top := container.New(&ui.WrapRow{}, types, p.bar.Container)
	return ui.PageFrame(w.Text("page.fields"), w.Text("fields.hint"), []fyne.CanvasObject{w.HelpButton(), add}, container.New(ui.SpacedBorder(ui.Gap), top, p.body))
}

// fetch reads the fields and draws them.
func (p *fieldsPage) fetch() {
	w, t := p.Window, p.record
	p.fields.Start(w, func(ctx context.Context) ([]*customField, error) { return customFields(ctx, w.Store, t) },
		func(fields []*customField, err error) {
			content := fyne.CanvasObject(ui.Frame(p.grid))
			switch {
			case err != nil:
				content = w.LoadFailed(err, p.Load)
			case len(fields) == 0:
				content = ui.Empty("fields", w.Text("fields.empty."+string(t)), w.Text("fields.empty.hint"))
			}
			p.body.Objects = []fyne.CanvasObject{p.Below(content)}
			p.body.Refresh()
			if len(fields) == 0 {
				p.bar.Offer()
			}
			p.grid.Fill(fields, func(f *customField) bool { return f.ID == p.chosen })
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
	w := p.Window
	return []ui.Column[*customField]{
		{Key: "title", Title: w.Text("fields.title"), Width: 200, Text: func(f *customField) string { return f.Title }},
		{Key: "type", Title: w.Text("fields.type"), Width: 170, Text: func(f *customField) string { return w.Text("type." + string(f.Type)) }},
		{Key: "state", Title: w.Text("fields.state"), Width: 150, Text: p.state,
			Sign: func(f *customField) ui.Tone {
				if f.Retired {
					return ui.NeutralTone
				}
				return ui.SuccessTone
			}},
		{Key: "panel", Title: w.Text("fields.panel"), Width: 140, Text: func(f *customField) string { return f.Panel }},
		{Key: "filled", Title: w.Text("fields.filled"), Width: 84, Numbers: true, Text: func(f *customField) string { return w.Lang.Int(f.filled) }},
		{Key: "hint", Title: w.Text("fields.note"), Width: 160, Grow: true, Text: func(f *customField) string {
			if f.Hint == "" && len(f.items) > 0 {
				return w.Text("fields.items.are", assets.Values{"Items": strings.Join(f.items, ", ")})
			}
			return f.Hint
		}},
	}
}

func (p *fieldsPage) state(f *customField) string {
	switch {
	case f.Retired:
		return p.Window.Text("fields.state.retired")
	case f.Required:
		return p.Window.Text("fields.state.required")
	}
	return p.Window.Text("fields.state.used")
}

// selected offers what can be done with a field.
func (p *fieldsPage) selected(f *customField) {
	w := p.Window
	p.chosen = f.ID
	up := ui.Quiet(w.Text("order.up"), "arrow-up", func() { p.move(f, -1) })
	up.SetEnabled(f.place > 0)
	down := ui.Quiet(w.Text("order.down"), "arrow-down", func() { p.move(f, 1) })
	down.SetEnabled(f.place < len(p.grid.Rows)-1)
	retire := ui.Quiet(w.Text("fields.retire"), "eye-off", func() { p.retire(f, true) })
	if f.Retired {
		retire = ui.Quiet(w.Text("fields.bring_back"), "eye", func() { p.retire(f, false) })
	}
	p.bar.Offer(ui.Quiet(w.Text("edit"), "edit", func() { p.edit(f) }), up, down, retire,
		ui.Quiet(w.Text("fields.delete"), "delete", func() { p.delete(f) }))
}

func (p *fieldsPage) move(f *customField, by int) {
	user := p.Window.User
	p.Change(func(ctx context.Context) error { return p.Window.Store.MoveField(ctx, user, f.ID, f.place+by) }, "")
}

func (p *fieldsPage) retire(f *customField, retired bool) {
	w, user := p.Window, p.Window.User
	key := "fields.brought_back"
	if retired {
		key = "fields.retired"
	}
	p.Change(func(ctx context.Context) error { return w.Store.RetireField(ctx, user, f.ID, retired) }, w.Text(key, assets.Values{"Title": f.Title}))
}

// delete deletes a field without values; one with values it offers to retire.
func (p *fieldsPage) delete(f *customField) {
	w, user := p.Window, p.Window.User
	if f.filled > 0 {
		p.hasValues(f, w.Plural("fields.delete.filled", f.filled, assets.Values{"Title": f.Title}))
		return
	}
	w.Ask(window.Question{Title: w.Text("fields.delete.ask", assets.Values{"Title": f.Title}), Text: w.Text("fields.delete.text"),
		Verb: w.Text("fields.delete.verb"), Risky: true, Do: func() {
			p.Do(func(ctx context.Context) error { return w.Store.DeleteField(ctx, user, f.ID) }, func(err error) {
				if errors.Is(err, data.ErrLinked) {
					p.Load()
					p.hasValues(f, w.Text("fields.delete.linked", assets.Values{"Title": f.Title}))
					return
				}
				p.Made(err, w.Text("fields.deleted", assets.Values{"Title": f.Title}))
			})
		}})
}

// hasValues says why a field can't be deleted.
func (p *fieldsPage) hasValues(f *customField, text string) {
	w := p.Window
	if f.Retired {
		w.Tell(w.Text("fields.delete.refused"), text)
		return
	}
	w.Ask(window.Question{Title: w.Text("fields.delete.refused"), Text: text + " " + w.Text("fields.delete.retire"),
		Verb: w.Text("fields.retire"), Do: func() { p.retire(f, true) }})
}
