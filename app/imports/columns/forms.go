package columns

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"kartoteka/app/ui"
	"kartoteka/app/window"
	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/data/fold"
	"kartoteka/importer"
	"kartoteka/importer/mapping"
	"kartoteka/importer/source"
	"kartoteka/importer/template"
)

// askField makes a new custom field of a column; the import adds it.
func (s *Step) askField(i int) {
	w, c, t := s.window, &s.m.Columns[i], s.m.Row
	title := ui.NewEntry()
	title.SetText(string([]rune(c.Title)[:min(utf8.RuneCountInString(c.Title), data.MaxTitle)]))
	types := slices.DeleteFunc(data.CustomTypes(), func(t data.FieldType) bool { return t == data.List }) // which would have no items
	var kinds []string
	for _, k := range types {
		kinds = append(kinds, w.Text("type."+string(k)))
	}
	kind := ui.NewChoice(kinds, 0, func(int) {})
	f := &window.Form{Title: w.Text("columns.new_field.title", assets.Values{"Record": w.Text("record." + string(t) + ".titles")}), Verb: w.Text("columns.new_field.verb"), First: title,
		Content: ui.Stack(ui.Gap, ui.Labelled(w.Text("columns.new_field.name"), title), ui.Labelled(w.Text("columns.new_field.type"), kind.Box), ui.SmallPrint(w.Text("columns.new_field.hint"))),
		Submit: func() (func(context.Context) error, string) {
			name := strings.TrimSpace(title.Text)
			switch n := utf8.RuneCountInString(name); {
			case n < data.MinTitle || n > data.MaxTitle || fold.Text(name) == "":
				return nil, w.Text("columns.new_field.length", assets.Values{"Min": data.MinTitle, "Max": data.MaxTitle})
			case slices.ContainsFunc(s.schema().Active(t), func(f *data.Field) bool { return fold.Text(template.FieldTitle(w.Lang, t, f)) == fold.Text(name) }):
				return nil, w.Text("columns.new_field.taken", assets.Values{"Title": name})
			}
			return func(context.Context) error { return nil }, ""
		},
		Done: func() {
			s.change(func(m *mapping.Mapping) {
				m.Change(i, mapping.Choice{To: []string{m.Own("custom:" + strings.TrimSpace(title.Text))}})
				m.Columns[i].NewType = types[max(0, kind.SelectedIndex())]
			})
		}}
	f.SubmitWith(title)
	w.OpenForm(f)
}

// askConstant asks for a field and a value that all rows get.
func (s *Step) askConstant() {
	w := s.window
	var titles, fields []string
	for _, c := range s.m.Choices(s.schema()) {
		if c.How != "" || strings.HasSuffix(c.To[0], "+") || slices.ContainsFunc(s.m.Columns, func(o column) bool { return slices.Contains(o.To, c.To[0]) }) {
			continue
		}
		title := c.Title(w.Lang)
		if t, _ := mapping.Field(c.To[0]); t != s.m.Row && !strings.HasPrefix(c.To[0], "contact.") {
			title = w.Text("columns.of_record", assets.Values{"Record": recordTitle(w.Lang, c.To[0]), "Title": title})
		}
		titles, fields = append(titles, title), append(fields, c.To[0])
	}
	choice := ui.NewChoice(titles, -1, func(int) {})
	s.openConstant(choice, func() string {
		if i := choice.SelectedIndex(); i >= 0 {
			return fields[i]
		}
		return ""
	})
}

// askValue asks for the value that all rows get in a field.
func (s *Step) askValue(field string) {
	s.openConstant(nil, func() string { return field })
}

func (s *Step) openConstant(choice *ui.Choice, field func() string) {
	w := s.window
	text := ui.NewEntry()
	content := ui.Stack(ui.Gap)
	if choice != nil {
		content.Add(ui.Labelled(w.Text("columns.constant.field"), choice.Box))
		content.Add(ui.Labelled(w.Text("columns.constant.value"), text))
	} else {
		content.Add(ui.Labelled(mapping.FieldTitle(w.Lang, field()), text))
	}
	content.Add(ui.SmallPrint(w.Text("columns.constant.hint")))
	f := &window.Form{Title: w.Text("columns.constant.title"), Verb: w.Text("columns.constant.verb"), First: text, Content: content,
		Submit: func() (func(context.Context) error, string) {
			switch {
			case field() == "":
				return nil, w.Text("columns.constant.no_field")
			case strings.TrimSpace(text.Text) == "":
				return nil, w.Text("columns.constant.no_value")
			}
			return func(context.Context) error { return nil }, ""
		},
		Done: func() { s.fill(field(), strings.TrimSpace(text.Text)) }}
	f.SubmitWith(text)
	w.OpenForm(f)
}

// fill gives a field a value in all rows; "" takes it away.
func (s *Step) fill(field, text string) {
	s.change(func(m *mapping.Mapping) {
		if text == "" {
			delete(m.Constants, field)
		} else {
			m.Constants[field] = text
		}
		m.Settle()
	})
}

// askFormat asks how a text is read.
func (s *Step) askFormat() {
	w, f := s.window, s.m.Format
	encodings := source.Encodings()
	encoding := ui.NewChoice(encodings, slices.Index(encodings, f.Encoding), func(int) {})
	content := ui.Stack(ui.Gap, ui.Labelled(w.Text("columns.format.encoding"), encoding.Box))
	var names []string
	for _, d := range delimiters {
		names = append(names, s.delimiter(d))
	}
	delimiter := ui.NewChoice(names, slices.Index(delimiters, f.Delimiter), func(int) {})
	if f.Kind == source.CSV {
		content.Add(ui.Labelled(w.Text("columns.format.delimiter"), delimiter.Box))
	}
	content.Add(ui.SmallPrint(w.Text("columns.format.hint")))
	w.Ask(window.Question{Title: w.Text("columns.format.title"), Text: w.Text("columns.format.ask"), Content: content, Verb: w.Text("columns.format.verb"), Do: func() {
		next := source.Options{}
		if i := encoding.SelectedIndex(); i >= 0 {
			next.Encoding = encodings[i]
		}
		if i := delimiter.SelectedIndex(); i >= 0 && f.Kind == source.CSV {
			next.Delimiter = delimiters[i]
		}
		s.text, s.table = next, mapping.Options{}
		s.read(s.m)
	}})
}

// mostValues is how many different values of a column can be replaced in the window.
const mostValues = 30

// askReplace lists the values of a column and asks for what stands in their place.
func (s *Step) askReplace(i int) {
	w, m := s.window, s.m
	c := m.Columns[i]
	var read window.Fetch[[]importer.ColumnValue]
	read.Start(w, func(ctx context.Context) ([]importer.ColumnValue, error) {
		return w.Importer.ColumnValues(ctx, s.file, m, c.Col, mostValues)
	}, func(values []importer.ColumnValue, err error) {
		if err != nil {
			w.Fail(err)
			return
		}
		s.openReplace(i, values)
	})
}

func (s *Step) openReplace(i int, values []importer.ColumnValue) {
	w, c := s.window, s.m.Columns[i]
	known := s.knownValues(&c)
	rows := ui.Stack(6)
	read := make([]func() string, len(values))
	for n, v := range values {
		now, replaced := c.Replace[v.Value]
		var field fyne.CanvasObject
		if len(known) > 0 {
			options := append([]string{w.Text("columns.replace.same")}, known...)
			choice := ui.NewChoice(options, 1+slices.Index(known, now), func(int) {})
			field = choice.Box
			read[n] = func() string {
				if at := choice.SelectedIndex(); at > 0 {
					return known[at-1]
				}
				return ""
			}
		} else {
			e := ui.NewEntry()
			e.PlaceHolder = w.Text("columns.replace.same")
			if replaced {
				e.SetText(now)
			}
			field = e
			read[n] = func() string { return strings.TrimSpace(e.Text) }
		}
		title := ui.NewCut(w.Text("columns.replace.value", assets.Values{"Value": ui.OneLine(v.Value), "N": w.Lang.Int(v.Rows)}), theme.ColorNameForeground, theme.SizeNameText)
		rows.Add(ui.Columns(ui.GapSmall, title, field))
	}
	list := container.NewVScroll(container.NewBorder(nil, nil, nil, ui.GapOf(ui.Gap), rows))
	list.SetMinSize(fyne.NewSize(0, min(320, rows.MinSize().Height)))
	field := c.Choice.Title(w.Lang)
	w.Ask(window.Question{Title: w.Text("columns.replace.title", assets.Values{"Field": field}), Text: w.Text("columns.replace.text", assets.Values{"Title": s.columnTitle(&c)}),
		Content: list, Verb: w.Text("columns.replace.verb"), Do: func() {
			replace := map[string]string{}
			for n, v := range values {
				if now := read[n](); now != "" && now != v.Value {
					replace[v.Value] = now
				}
			}
			s.change(func(m *mapping.Mapping) {
				m.Columns[i].Replace = replace
				m.Columns[i].Because, m.Columns[i].Why = mapping.ByHand, mapping.Why{Code: string(mapping.ByHand), Title: c.Title}
				m.Columns[i].Score, m.Columns[i].Certainty = 1, mapping.Certain
				m.Settle(c.Column)
			})
		}})
}

// knownValues are the values that the field of a column takes, where they are few.
func (s *Step) knownValues(c *column) []string {
	if len(c.To) == 0 {
		return nil
	}
	t, key := mapping.Field(c.To[0])
	f := s.schema().Field(t, key)
	if f == nil {
		return nil
	}
	p := s.known.parser
	switch f.Type {
	case data.Choice:
		var all []string
		for _, key := range f.Choices {
			all = append(all, p.Print(f, key))
		}
		return all
	case data.List:
		return p.Lists[f.List]
	case data.Bool:
		return []string{p.Print(f, true), p.Print(f, false)}
	}
	return nil
}
