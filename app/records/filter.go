package records

import (
	"maps"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kartoteka/app/ui"
	"kartoteka/data"
)

// filters are what the records of a list have in common. The zero value is all of them.
type filters struct {
	label  string
	fields map[string]any // by key
	about  string         // says what the records belong to, when that is what they have in common
}

// filterFields are fields a list is filtered by, in the order of their places; a type has those of them that its schema has.
var filterFields = []string{"owner", "category", "state", "kind", "phase", "product_line", "country"}

func (f *filters) any() bool { return f.label != "" || len(f.fields) > 0 }

func (f *filters) query() data.Query { return data.Query{Label: f.label, Filter: maps.Clone(f.fields)} }

// set filters by a value of a field; nil takes the filter away.
func (f *filters) set(key string, v any) {
	if f.fields == nil {
		f.fields = map[string]any{}
	}
	f.fields[key] = v
	if v == nil {
		delete(f.fields, key)
	}
}

// filterBar is the search field and a choice for each filter.
func (p *Page) filterBar() fyne.CanvasObject {
	parts := []fyne.CanvasObject{p.field}
	if p.record.Kind().Importable {
		parts = append(parts, p.labelChoice())
	}
	for _, key := range filterFields {
		if f := p.reader.schema.Field(p.record, key); f != nil {
			parts = append(parts, p.filterChoice(f))
		}
	}
	bar := container.NewBorder(nil, nil, nil, p.wipe, container.New(barLayout(ui.GapSmall), parts...))
	if p.filters.about == "" {
		return bar
	}
	return ui.Stack(ui.GapSmall, bar, container.NewHBox(ui.Secondary(p.filters.about, "close", p.clear)))
}

// newSearchField is the field to search in; it stays the same while filters are drawn anew, and with it the keyboard.
func (p *Page) newSearchField() *ui.Entry {
	w := p.window
	field := ui.NewSearch(w.Text("records.search."+string(p.record)), nil)
	field.SetText(p.words)
	field.OnChanged = func(s string) {
		p.words = s
		p.load()
	}
	field.OnSubmitted = func(string) {
		if len(p.grid.Rows) > 0 {
			w.Canvas().Focus(p.grid)
		}
	}
	return field
}

// clear shows all records.
func (p *Page) clear() {
	p.words, p.filters = "", filters{}
	p.setSearch("")
	p.drawAbove()
	p.load()
}

// setSearch writes into the search field without searching.
func (p *Page) setSearch(s string) {
	heard := p.field.OnChanged
	p.field.OnChanged = nil
	p.field.SetText(s)
	p.field.OnChanged = heard
}

// barLayout gives the first object half as much more room than each of the others.
type barLayout float32

// Layout puts the objects side by side.
func (l barLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	n := float32(len(objects))
	wide := (size.Width - float32(l)*(n-1)) / (n + 0.6)
	x := float32(0)
	for i, o := range objects {
		width := min(wide, 200)
		if i == 0 {
			width = min(1.6*wide, 420)
		}
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(width, size.Height))
		x += width + float32(l)
	}
}

// MinSize is the height of the highest; the widths follow from the room there is.
func (l barLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(float32(len(objects))*90, 0)
	for _, o := range objects {
		size.Height = max(size.Height, o.MinSize().Height)
	}
	return size
}

// labelChoice filters by the import records came with.
func (p *Page) labelChoice() fyne.CanvasObject {
	titles, at := []string{p.window.Text("records.any")}, 0
	for i, im := range p.labels {
		titles = append(titles, im.Label)
		if im.Label == p.filters.label {
			at = i + 1
		}
	}
	if p.filters.label != "" && at == 0 { // the labels have not been read yet, or nothing of that one is left
		titles, at = append(titles, p.filters.label), len(titles)
	}
	return filterBox(titles, at, p.window.Text("records.any.label"), func(i int) {
		p.filters.label = ""
		if i > 0 {
			p.filters.label = titles[i]
		}
		p.filtered()
	})
}

// options are the values to choose from in a field of a closed set: choice, list, account, country.
func (r *reader) options(f *data.Field, countries []string) []ui.Option {
	var options []ui.Option
	switch f.Type {
	case data.Choice:
		for _, key := range f.Choices {
			options = append(options, ui.Option{Title: r.value(f, key), Value: key})
		}
		return options
	case data.List:
		for _, item := range r.lists[f.List] {
			options = append(options, ui.Option{Title: item, Value: item})
		}
		return options
	case data.Account:
		for id := range r.accounts {
			options = append(options, ui.Option{Title: r.accounts[id], Value: id})
		}
	case data.Country:
		for _, code := range countries {
			options = append(options, ui.Option{Title: r.lang.Country(code), Value: code})
		}
	}
	slices.SortFunc(options, func(a, b ui.Option) int { return r.lang.Compare(a.Title, b.Title) })
	return options
}

// filterChoice filters by the value of a field.
func (p *Page) filterChoice(f *data.Field) fyne.CanvasObject {
	titles, at := []string{p.window.Text("records.any")}, 0
	options := p.reader.options(f, p.countries)
	for i, o := range options {
		titles = append(titles, o.Title)
		if v, set := p.filters.fields[f.Key]; set && v == o.Value {
			at = i + 1
		}
	}
	return filterBox(titles, at, p.reader.title(p.record, f), func(i int) {
		if i == 0 {
			p.filters.set(f.Key, nil)
		} else {
			p.filters.set(f.Key, options[i-1].Value)
		}
		p.filtered()
	})
}

// filterBox is a choice that says what it filters by as long as it lets everything through.
func filterBox(titles []string, at int, what string, do func(int)) fyne.CanvasObject {
	if at == 0 {
		at = -1
	}
	c := ui.NewChoice(titles, at, do)
	c.PlaceHolder = what
	return c.Box
}

// filtered reads the list anew after a filter was chosen.
func (p *Page) filtered() {
	p.drawAbove()
	p.load()
}
