package setup

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
	"kartoteka/app/window"
	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/data/fold"
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
	w := p.Window
	form := &fieldForm{page: p, title: ui.NewEntry(), panel: ui.NewEntry(), hint: ui.NewTextEntry(2), items: ui.NewTextEntry(4), kind: f.Type,
		required: widget.NewCheck(w.Text("fields.required"), nil)}
	form.title.SetText(f.Title)
	form.panel.SetText(f.Panel)
	form.panel.SetPlaceHolder(w.Text("group.custom"))
	form.hint.SetText(f.Hint)
	form.required.SetChecked(f.Required)
	form.listed = ui.Labelled(w.Text("fields.items"), form.items)
	form.listed.Hidden = f.Type != data.List
	return form
}

// Add asks for a new field.
func (p *fieldsPage) Add() {
	w, user, t := p.Window, p.Window.User, p.record
	form := newFieldForm(p, data.Field{Type: data.Text})
	var titles []string
	for _, kind := range data.CustomTypes() {
		titles = append(titles, w.Text("type."+string(kind)))
	}
	var dialog *window.Form
	kinds := ui.NewChoice(titles, 0, func(i int) {
		form.kind = data.CustomTypes()[i]
		form.listed.Hidden = form.kind != data.List
		dialog.Refresh()
	})
	var added data.Field
	dialog = &window.Form{Title: w.Text("fields.add.title." + string(t)), Verb: w.Text("fields.add.verb"), Width: 520, First: form.title,
		Content: form.layout(ui.Labelled(w.Text("fields.type"), kinds.Box)),
		Submit: func() (func(context.Context) error, string) {
			f, wrong := form.read(0)
			if wrong != "" {
				return nil, wrong
			}
			items := form.lines()
			return func(ctx context.Context) (err error) {
				added, err = w.Store.AddField(ctx, user, t, f, items...)
				return err
			}, ""
		},
		Refused: p.refused,
		Done: func() {
			p.chosen = added.ID
			p.Made(nil, w.Text("fields.added", assets.Values{"Title": added.Title}))
		}}
	dialog.SubmitWith(form.title, form.panel)
	w.OpenForm(dialog)
}

// edit asks for another title, panel, hint of a field, and whether it is required.
func (p *fieldsPage) edit(old *customField) {
	w, user := p.Window, p.Window.User
	form := newFieldForm(p, old.Field)
	kind := fyne.CanvasObject(ui.Body(w.Text("type." + string(old.Type))))
	if old.Type == data.List {
		kind = container.NewBorder(nil, nil, nil, ui.Quiet(w.Text("fields.items.edit"), "list", func() { openList(w, old.List) }), ui.Middle(kind))
		form.listed.Hidden = true
	}
	dialog := &window.Form{Title: w.Text("fields.edit.title"), Verb: w.Text("save"), Width: 520, First: form.title,
		Content: form.layout(ui.Labelled(w.Text("fields.type"), kind)),
		Submit: func() (func(context.Context) error, string) {
			f, wrong := form.read(old.ID)
			if wrong != "" {
				return nil, wrong
			}
			return func(ctx context.Context) error {
				if f.Title != old.Title {
					if err := w.Store.RenameField(ctx, user, old.ID, f.Title); err != nil {
						return err
					}
				}
				f.ID = old.ID
				return w.Store.UpdateField(ctx, user, f)
			}, ""
		},
		Refused: p.refused,
		Done:    func() { p.Made(nil, "") }}
	dialog.SubmitWith(form.title, form.panel)
	w.OpenForm(dialog)
}

// layout puts the fields of the form one under another.
func (f *fieldForm) layout(kind fyne.CanvasObject) fyne.CanvasObject {
	w := f.page.Window
	return ui.Stack(1.5*ui.GapSmall, ui.Labelled(w.Text("fields.title"), f.title), kind, f.listed,
		ui.Labelled(w.Text("fields.panel"), f.panel), ui.Labelled(w.Text("fields.note.hint"), f.hint), container.New(ui.Flush{}, f.required))
}

// read is the field as it was filled in, or what is wrong with it. id is that of the field that is edited, or 0.
func (f *fieldForm) read(id int64) (data.Field, string) {
	w, p := f.page.Window, f.page
	field := data.Field{Title: strings.TrimSpace(f.title.Text), Type: f.kind, Required: f.required.Checked,
		Panel: strings.TrimSpace(f.panel.Text), Hint: strings.TrimSpace(f.hint.Text)}
	n := utf8.RuneCountInString(field.Title)
	if n < data.MinTitle || n > data.MaxTitle {
		return field, w.Text("fields.wrong.length", assets.Values{"Min": data.MinTitle, "Max": data.MaxTitle})
	}
	if fold.Text(field.Title) == "" {
		return field, w.Text("fields.wrong.letters")
	}
	for _, other := range p.grid.Rows {
		if other.ID != id && fold.Text(other.Title) == fold.Text(field.Title) {
			return field, p.taken(other)
		}
	}
	if of, reserved := template.ReservedTitle(p.record, field.Title); of != nil {
		return field, w.Text("fields.wrong.builtin", assets.Values{"Title": field.Title, "Field": w.Lang.FieldTitle(string(p.record), of.Key)})
	} else if reserved {
		return field, w.Text("fields.wrong.reserved", assets.Values{"Title": field.Title})
	}
	for _, text := range []string{field.Panel, field.Hint} {
		if utf8.RuneCountInString(text) > data.MaxLength {
			return field, w.Text("fields.wrong.long", assets.Values{"Max": data.MaxLength})
		}
	}
	return field, ""
}

func (p *fieldsPage) taken(other *customField) string {
	key := "fields.wrong.taken"
	if other.Retired {
		key = "fields.wrong.taken.retired"
	}
	return p.Window.Text(key, assets.Values{"Title": other.Title})
}

// refused says why the store did not take a field.
func (p *fieldsPage) refused(err error) string {
	if errors.Is(err, data.ErrExists) {
		return p.Window.Text("fields.wrong.exists")
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
		key := fold.Text(line)
		if line != "" && (key == "" || !slices.Contains(seen, key)) {
			items, seen = append(items, line), append(seen, key)
		}
	}
	return items
}
