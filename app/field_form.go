package app

import (
	"context"
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kartoteka/app/ui"
	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer/template"
)

// fieldForm asks for what a custom field is.
type fieldForm struct {
	page         *fieldsPage
	title, panel *ui.Entry
	hint, items  *ui.Entry
	kind         data.FieldType
	required     *widget.Check
	listed       *fyne.Container // the items, shown for a list
}

func newFieldForm(p *fieldsPage, f data.Field) *fieldForm {
	a := p.window
	form := &fieldForm{page: p, title: ui.NewEntry(), panel: ui.NewEntry(), hint: ui.NewTextEntry(2), items: ui.NewTextEntry(4), kind: f.Type,
		required: widget.NewCheck(a.text("fields.required"), nil)}
	form.title.SetText(f.Title)
	form.panel.SetText(f.Panel)
	form.panel.SetPlaceHolder(a.text("group.custom"))
	form.hint.SetText(f.Hint)
	form.required.SetChecked(f.Required)
	form.listed = ui.Labelled(a.text("fields.items"), form.items)
	form.listed.Hidden = f.Type != data.List
	return form
}

// add asks for a new field.
func (p *fieldsPage) add() {
	a, user, t := p.window, p.window.user, p.record
	form := newFieldForm(p, data.Field{Type: data.Text})
	var titles []string
	for _, kind := range data.CustomTypes() {
		titles = append(titles, a.text("type."+string(kind)))
	}
	var dialog *dialogForm
	kinds := ui.NewChoice(titles, 0, func(i int) {
		form.kind = data.CustomTypes()[i]
		form.listed.Hidden = form.kind != data.List
		dialog.dialog.overlay.Refresh()
	})
	var added data.Field
	dialog = &dialogForm{title: a.text("fields.add.title." + string(t)), verb: a.text("fields.add.verb"), width: 520, first: form.title,
		content: form.layout(ui.Labelled(a.text("fields.type"), kinds.Box)),
		submit: func() (func(context.Context) error, string) {
			f, wrong := form.read(0)
			if wrong != "" {
				return nil, wrong
			}
			items := form.lines()
			return func(ctx context.Context) (err error) {
				added, err = a.store.AddField(ctx, user, t, f, items...)
				return err
			}, ""
		},
		refused: p.refused,
		done: func() {
			p.chosen = added.ID
			p.made(nil, a.text("fields.added", assets.Values{"Title": added.Title}))
		}}
	dialog.submitWith(form.title, form.panel)
	a.openForm(dialog)
}

// edit asks for another title, panel, hint of a field, and whether it is required.
func (p *fieldsPage) edit(old *customField) {
	a, user := p.window, p.window.user
	form := newFieldForm(p, old.Field)
	kind := fyne.CanvasObject(ui.Body(a.text("type." + string(old.Type))))
	if old.Type == data.List {
		kind = container.NewBorder(nil, nil, nil, ui.Quiet(a.text("fields.items.edit"), "list", func() { openList(a, old.List) }), ui.Middle(kind))
		form.listed.Hidden = true
	}
	dialog := &dialogForm{title: a.text("fields.edit.title"), verb: a.text("save"), width: 520, first: form.title,
		content: form.layout(ui.Labelled(a.text("fields.type"), kind)),
		submit: func() (func(context.Context) error, string) {
			f, wrong := form.read(old.ID)
			if wrong != "" {
				return nil, wrong
			}
			return func(ctx context.Context) error {
				if f.Title != old.Title {
					if err := a.store.RenameField(ctx, user, old.ID, f.Title); err != nil {
						return err
					}
				}
				f.ID = old.ID
				return a.store.UpdateField(ctx, user, f)
			}, ""
		},
		refused: p.refused,
		done:    func() { p.made(nil, "") }}
	dialog.submitWith(form.title, form.panel)
	a.openForm(dialog)
}

// layout puts the fields of the form one under another.
func (f *fieldForm) layout(kind fyne.CanvasObject) fyne.CanvasObject {
	a := f.page.window
	return ui.Stack(1.5*ui.GapSmall, ui.Labelled(a.text("fields.title"), f.title), kind, f.listed,
		ui.Labelled(a.text("fields.panel"), f.panel), ui.Labelled(a.text("fields.note.hint"), f.hint), container.New(ui.Flush{}, f.required))
}

// read is the field as it was filled in, or what is wrong with it. id is that of the field that is edited, or 0.
func (f *fieldForm) read(id int64) (data.Field, string) {
	a, p := f.page.window, f.page
	field := data.Field{Title: strings.TrimSpace(f.title.Text), Type: f.kind, Required: f.required.Checked,
		Panel: strings.TrimSpace(f.panel.Text), Hint: strings.TrimSpace(f.hint.Text)}
	n := utf8.RuneCountInString(field.Title)
	if n < data.MinTitle || n > data.MaxTitle {
		return field, a.text("fields.wrong.length", assets.Values{"Min": data.MinTitle, "Max": data.MaxTitle})
	}
	if data.Fold(field.Title) == "" {
		return field, a.text("fields.wrong.letters")
	}
	for _, other := range p.grid.Rows {
		if other.ID != id && data.Fold(other.Title) == data.Fold(field.Title) {
			return field, p.taken(other)
		}
	}
	if of, reserved := template.ReservedTitle(p.record, field.Title); of != nil {
		return field, a.text("fields.wrong.builtin", assets.Values{"Title": field.Title, "Field": a.lang.FieldTitle(string(p.record), of.Key)})
	} else if reserved {
		return field, a.text("fields.wrong.reserved", assets.Values{"Title": field.Title})
	}
	for _, text := range []string{field.Panel, field.Hint} {
		if utf8.RuneCountInString(text) > data.MaxLength {
			return field, a.text("fields.wrong.long", assets.Values{"Max": data.MaxLength})
		}
	}
	return field, ""
}

func (p *fieldsPage) taken(other *customField) string {
	key := "fields.wrong.taken"
	if other.Retired {
		key = "fields.wrong.taken.retired"
	}
	return p.window.text(key, assets.Values{"Title": other.Title})
}

// refused says why the store did not take a field.
func (p *fieldsPage) refused(err error) string {
	if errors.Is(err, data.ErrExists) {
		return p.window.text("fields.wrong.exists")
	}
	return ""
}

// lines are the items of the list, each once.
func (f *fieldForm) lines() []string {
	if f.kind != data.List {
		return nil
	}
	return itemLines(f.items.Text)
}

// itemLines are the lines of a text that say something, without those that repeat one.
func itemLines(text string) []string {
	var items, seen []string
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		key := data.Fold(line)
		if line != "" && (key == "" || !slices.Contains(seen, key)) {
			items, seen = append(items, line), append(seen, key)
		}
	}
	return items
}
