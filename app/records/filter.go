package records

import (
	"context"
	"maps"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"kartoteka/app/ui"
	"kartoteka/app/window"
	"kartoteka/data"
)

// filters are the conditions that the records of a list meet. The zero value is all of them.
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

// A finder is what the person searches and filters a list by.
type finder struct {
	*base
	words     string
	filters   filters
	labels    []data.Import // to filter by, nil until they are read
	countries []string      // to filter by, nil until they are read
	changed   func()        // after another filter was chosen
	search    func()        // after something was typed
	entered   func()        // after Enter

	reads window.Fetch[[]data.Import]
	looks window.Fetch[[]string]
	field *ui.Entry
	wipe  *ui.Button
}

// build makes the search field; it stays the same while filters are drawn again, and with it the keyboard.
func (f *finder) build() {
	w := f.window
	f.field = ui.NewSearch(w.Text("records.search."+string(f.record)), nil)
	f.field.SetText(f.words)
	f.field.OnChanged = func(s string) {
		f.words = s
		f.search()
	}
	f.field.OnSubmitted = func(string) { f.entered() }
	f.wipe = ui.Sign("close", w.Text("records.clear"), f.clear)
}

// any reports whether there is something to find fewer records by.
func (f *finder) any() bool { return f.words != "" || f.filters.any() }

func (f *finder) query() data.Query {
	q := f.filters.query()
	q.Search = f.words
	return q
}

// begin takes other filters, and searches for nothing.
func (f *finder) begin(other filters) { f.words, f.filters = "", other }

// clear shows all records.
func (f *finder) clear() {
	f.filters = filters{}
	f.set("")
	f.changed()
}

// set writes into the search field without searching.
func (f *finder) set(words string) {
	changed := f.field.OnChanged
	f.field.OnChanged = nil
	f.field.SetText(words)
	f.field.OnChanged = changed
	f.words = words
}

// forget lets labels and countries be read again.
func (f *finder) forget() { f.labels, f.countries = nil, nil }

// loadLabels finds out which imports there are to filter by.
func (f *finder) loadLabels(drawn func()) {
	if f.labels != nil || !f.record.Kind().Importable {
		return
	}
	f.reads.Start(f.window, func(ctx context.Context) ([]data.Import, error) { return f.window.Store.Labels(ctx, f.record) }, func(labels []data.Import, err error) {
		if err != nil {
			f.window.LogError(err) // what the list itself can't read it says
			return
		}
		f.labels = append([]data.Import{}, labels...)
		drawn()
	})
}

// loadCountries finds out which countries there are to filter by, when there is nothing else to be done.
func (f *finder) loadCountries(drawn func()) {
	field := f.reader.schema.Field(f.record, "country")
	if field == nil || f.countries != nil {
		return
	}
	f.looks.Start(f.window, func(ctx context.Context) ([]string, error) { return f.window.Store.Values(ctx, f.record, field.Key) }, func(countries []string, err error) {
		if err == nil {
			f.countries = append([]string{}, countries...)
			drawn()
		}
	})
}

// stop gives up the search for countries, which would keep another one waiting.
func (f *finder) stop() { f.looks.Cancel() }

// bar is the search field and a choice for each filter.
func (f *finder) bar() fyne.CanvasObject {
	parts := []fyne.CanvasObject{f.field}
	if f.record.Kind().Importable {
		parts = append(parts, f.labelChoice())
	}
	for _, key := range filterFields {
		if field := f.reader.schema.Field(f.record, key); field != nil {
			parts = append(parts, f.filterChoice(field))
		}
	}
	bar := container.NewBorder(nil, nil, nil, f.wipe, container.New(&barLayout{}, parts...))
	if f.filters.about == "" {
		return bar
	}
	return ui.Stack(ui.GapSmall, bar, ui.Leading(ui.Secondary(f.filters.about, "close", f.clear)))
}

// barLayout puts the search field and the choices into a line, and the choices into lines of their own where there is no room.
type barLayout struct{ width float32 }

// The least widths of the search field and of a choice, and the most they take, in points with text of normal size.
const (
	searchLeast, searchMost float32 = 190, 420
	choiceLeast, choiceMost float32 = 118, 200
)

// place finds the room of each object in a width, and the height of all.
func (l *barLayout) place(objects []fyne.CanvasObject, width float32, put func(o fyne.CanvasObject, x, y, wide, high float32)) float32 {
	scale, high := theme.TextSize()/14, ui.Highest(objects)
	n := float32(len(objects) - 1)
	if one := width - n*ui.GapSmall; width == 0 || one >= (searchLeast+n*choiceLeast)*scale {
		wide := min(max(one/(n+1.6), choiceLeast*scale), choiceMost*scale)
		first := min(one-n*wide, searchMost*scale)
		put(objects[0], 0, 0, first, high)
		for i, o := range objects[1:] {
			put(o, first+ui.GapSmall+float32(i)*(wide+ui.GapSmall), 0, wide, high)
		}
		return high
	}
	put(objects[0], 0, 0, width, high)
	in := max(1, min(int(n), int((width+ui.GapSmall)/(choiceLeast*scale+ui.GapSmall))))
	wide := min((width-float32(in-1)*ui.GapSmall)/float32(in), choiceMost*scale)
	y := float32(0)
	for i, o := range objects[1:] {
		if i%in == 0 {
			y += high + ui.GapSmall
		}
		put(o, float32(i%in)*(wide+ui.GapSmall), y, wide, high)
	}
	return y + high
}

// Layout places the objects.
func (l *barLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	l.place(objects, size.Width, func(o fyne.CanvasObject, x, y, wide, high float32) {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(wide, high))
	})
}

// MinSize is the height in the width there was last.
func (l *barLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(searchLeast, l.place(objects, l.width, func(fyne.CanvasObject, float32, float32, float32, float32) {}))
}

// labelChoice filters by the import records came with.
func (f *finder) labelChoice() fyne.CanvasObject {
	titles, at := []string{f.window.Text("records.any")}, 0
	for i, im := range f.labels {
		titles = append(titles, im.Label)
		if im.Label == f.filters.label {
			at = i + 1
		}
	}
	if f.filters.label != "" && at == 0 { // the labels have not been read yet, or nothing of that one is left
		titles, at = append(titles, f.filters.label), len(titles)
	}
	return filterBox(titles, at, f.window.Text("records.any.label"), func(i int) {
		f.filters.label = ""
		if i > 0 {
			f.filters.label = titles[i]
		}
		f.changed()
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
func (f *finder) filterChoice(field *data.Field) fyne.CanvasObject {
	titles, at := []string{f.window.Text("records.any")}, 0
	options := f.reader.options(field, f.countries)
	for i, o := range options {
		titles = append(titles, o.Title)
		if v, set := f.filters.fields[field.Key]; set && v == o.Value {
			at = i + 1
		}
	}
	return filterBox(titles, at, f.reader.title(f.record, field), func(i int) {
		if i == 0 {
			f.filters.set(field.Key, nil)
		} else {
			f.filters.set(field.Key, options[i-1].Value)
		}
		f.changed()
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
