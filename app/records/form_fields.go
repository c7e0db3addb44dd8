package records

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kartoteka/app/ui"
	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/data/fold"
	"kartoteka/importer/value"
)

// A formField is one field of a form: what it is called, where one types, and what is wrong with that.
type formField struct {
	*data.Field
	input fyne.CanvasObject
	focus fyne.Focusable
	box   *fyne.Container
	said  *ui.Words
	sign  *fyne.Container
	line  *fyne.Container // sign and said
	tone  ui.Tone
}

// say shows below the field what there is to be said, "" nothing.
func (f *formField) say(t ui.Tone, text string) {
	if f.said.Text() == text && f.tone == t && f.line.Visible() == (text != "") {
		return
	}
	f.tone = t
	f.said.SetText(text)
	f.said.Paint(ui.Tones[t].Importance)
	look := ui.Tones[t]
	f.sign.Objects = []fyne.CanvasObject{ui.Picture(ui.IconIn(look.Icon, look.Text), 14)}
	f.line.Hidden = text == ""
	f.said.Hidden = text == ""
	f.box.Refresh()
}

// fieldWidth is the least width of a field that stands beside another one, in points with text of normal size.
const fieldWidth float32 = 230

// buildGroups draws all fields under their headings.
func (f *recordForm) buildGroups() fyne.CanvasObject {
	f.fields = nil
	groups := ui.Stack(ui.Gap)
	for _, g := range groupsOf(f.reader, f.record.Type) {
		rows := ui.Stack(1.5*ui.GapSmall, ui.Subheading(g.title))
		var row []fyne.CanvasObject
		flush := func() {
			if len(row) > 0 {
				rows.Add(ui.Cards(fieldWidth, row...))
			}
			row = nil
		}
		for _, field := range g.fields {
			if field.Retired {
				continue
			}
			built := f.newField(field)
			f.fields = append(f.fields, built)
			if field.Type == data.LongText {
				flush()
				rows.Add(built.box)
				continue
			}
			row = append(row, built.box)
		}
		flush()
		if len(rows.Objects) > 1 {
			groups.Add(ui.Card(rows))
		}
	}
	if f.record.Type == data.Deal {
		groups.Objects = slices.Insert(groups.Objects, min(1, len(groups.Objects)), f.items.build())
	}
	groups.Add(ui.GapOf(ui.GapLarge))
	return groups
}

// newField makes the field for a value of that type.
func (f *recordForm) newField(field *data.Field) *formField {
	title := f.reader.title(f.record.Type, field)
	if field.Required {
		title += " *"
	}
	b := &formField{Field: field, said: ui.SmallPrint(""), sign: container.NewStack()}
	b.line = container.NewBorder(nil, nil, container.NewVBox(b.sign), nil, b.said)
	b.line.Hide()
	heading := fyne.CanvasObject(ui.SmallPrint(title))
	switch field.Type {
	case data.Bool:
		check := widget.NewCheck(title, func(on bool) { f.typedIn(field.Key, f.boolText(field, on)) })
		v, _ := f.parser.Parse(field, value.Typed(f.typed[field.Key]))
		check.Checked, _ = v.(bool)
		b.input, b.focus, heading = check, check, ui.Caption(" ")
	case data.Choice, data.Account:
		b.input = f.newSelect(field)
	case data.List:
		if options := f.reader.options(field, nil); len(options) <= fewOptions {
			b.input = f.newSelect(field)
			break
		}
		b.input, b.focus = f.newSuggesting(b, f.among(func() []ui.Option { return f.reader.options(field, nil) }))
	case data.Country:
		b.input, b.focus = f.newSuggesting(b, f.among(func() []ui.Option { return f.reader.options(field, assets.Countries()) }))
	case data.Reference:
		b.input, b.focus = f.newReference(b)
	case data.LongText:
		e := ui.NewTextEntry(3)
		e.SetText(f.typed[field.Key])
		e.OnChanged = func(s string) { f.typedIn(field.Key, s) }
		b.input, b.focus = e, e
	default:
		e := ui.NewEntry()
		e.SetText(f.typed[field.Key])
		e.PlaceHolder = f.placeholder(field)
		e.OnChanged = func(s string) { f.typedIn(field.Key, s) }
		e.OnSubmitted = func(string) { f.save() }
		b.input, b.focus = e, e
	}
	b.box = ui.Stack(ui.GapTiny, heading, b.input, b.line)
	return b
}

// fewOptions is how many items a list has at most to be offered all at once.
const fewOptions = 12

// placeholder shows how a value is written, where that is not plain.
func (f *recordForm) placeholder(field *data.Field) string {
	l := f.page.window.Lang
	switch field.Type {
	case data.Date:
		return l.Date(now())
	case data.Time:
		return "14:30"
	case data.DateTime:
		return l.Date(now()) + " 14:30"
	}
	return ""
}

func (f *recordForm) boolText(field *data.Field, on bool) string {
	if !on && f.before[field.Key] == "" {
		return ""
	}
	return f.parser.Print(field, on)
}

// newSelect offers all values and none.
func (f *recordForm) newSelect(field *data.Field) fyne.CanvasObject {
	options := f.reader.options(field, nil)
	titles, at := []string{f.page.window.Text("records.no_value")}, 0
	for i, o := range options {
		text := f.print(field, o.Value)
		titles = append(titles, text)
		if text == f.typed[field.Key] {
			at = i + 1
		}
	}
	if text := f.typed[field.Key]; text != "" && at == 0 { // no item of the list any more
		titles, at = append(titles, text), len(titles)
	}
	return ui.NewChoice(titles, at, func(i int) {
		if i == 0 {
			f.typedIn(field.Key, "")
		} else {
			f.typedIn(field.Key, titles[i])
		}
	}).Box
}

// manySuggestions is how many are shown at once.
const manySuggestions = 8

// among suggests those of a closed set that hold the text, the ones that begin with it first.
func (f *recordForm) among(options func() []ui.Option) func(string, func([]ui.Option)) {
	return func(text string, show func([]ui.Option)) {
		wanted := fold.Text(text)
		var first, others []ui.Option
		for _, o := range options() {
			switch folded := fold.Text(o.Title); {
			case strings.HasPrefix(folded, wanted):
				first = append(first, o)
			case strings.Contains(folded, wanted):
				others = append(others, o)
			}
		}
		all := append(first, others...)
		show(all[:min(len(all), manySuggestions)])
	}
}

// newSuggesting is a field for text of a closed set.
func (f *recordForm) newSuggesting(b *formField, find func(string, func([]ui.Option))) (fyne.CanvasObject, fyne.Focusable) {
	var l *ui.Lookup
	l = ui.NewLookup(f.over, find, func(o ui.Option) { l.SetText(o.Title) })
	l.SetText(f.typed[b.Key])
	l.OnChanged = func(s string) { f.typedIn(b.Key, s) }
	return l, l
}

// newReference is a field that names another record, found by its words.
func (f *recordForm) newReference(b *formField) (fyne.CanvasObject, fyne.Focusable) {
	w := f.page.window
	var l *ui.Lookup
	find := func(text string, show func([]ui.Option)) {
		f.finds.Start(w, func(ctx context.Context) ([]ui.Option, error) { return f.candidates(ctx, b.Field, text) }, func(options []ui.Option, err error) {
			if err == nil {
				show(options)
			}
		})
	}
	l = ui.NewLookup(f.over, find, func(o ui.Option) {
		f.refs[b.Key] = o
		l.SetText(o.Title)
		f.edited()
	})
	l.SetText(f.refs[b.Key].Title)
	l.PlaceHolder = w.Text("records.find." + string(b.To))
	l.OnChanged = func(s string) {
		if f.refs[b.Key].Title != s {
			delete(f.refs, b.Key)
			f.typed["?"+b.Key] = s // what has been typed and names nothing yet
		} else {
			delete(f.typed, "?"+b.Key)
		}
		f.edited()
	}
	return l, l
}

// candidates are the records a text could mean.
func (f *recordForm) candidates(ctx context.Context, field *data.Field, text string) ([]ui.Option, error) {
	records, err := f.page.window.Store.Records(ctx, field.To, data.Query{Search: text, Limit: manySuggestions})
	if err != nil {
		return nil, err
	}
	var options []ui.Option
	for _, r := range records {
		options = append(options, ui.Option{Title: r.Title(), Value: r.ID})
	}
	return options, nil
}

// unresolved says that the text of a field that refers to a record names none.
func (f *recordForm) unresolved(b *formField) string {
	text := strings.TrimSpace(f.typed["?"+b.Key])
	if b.Type != data.Reference || text == "" || !f.tried {
		return ""
	}
	return f.page.window.Text("records.unresolved", assets.Values{"Value": text})
}

// focusWrong puts the keyboard into the first field that has an error.
func (f *recordForm) focusWrong() {
	for _, b := range f.fields {
		if b.tone == ui.ErrorTone && b.line.Visible() && b.focus != nil {
			f.page.window.Canvas().Focus(b.focus)
			return
		}
	}
}

// focusFirst puts the keyboard into the first field.
func (f *recordForm) focusFirst() {
	for _, b := range f.fields {
		if b.focus != nil {
			focus := b.focus
			fyne.Do(func() { f.page.window.Canvas().Focus(focus) })
			return
		}
	}
}
