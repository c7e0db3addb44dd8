package columns

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kartoteka/app/ui"
	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer/mapping"
)

// asking are the columns that something is asked of.
func (s *Step) asking() []int {
	var all []int
	for i := range s.m.Columns {
		if c := &s.m.Columns[i]; c.Asks != "" && c.Mapped() {
			all = append(all, i)
		}
	}
	return all
}

// answer answers what is asked of a column.
func (s *Step) answer(i int, answer string) {
	s.change(func(m *mapping.Mapping) { m.Answer(i, answer) })
}

// question is what the person is asked now: a required field that no column fills, or how the values of a column are read; an
// empty object when nothing is.
func (s *Step) question() fyne.CanvasObject {
	w := s.window
	if len(s.m.Missing) > 0 {
		field := s.m.Missing[0]
		return ui.Note(ui.WarningTone, w.Text("columns.missing.ask", assets.Values{"Field": mapping.FieldTitle(w.Lang, field)}), s.offersFor(field)...)
	}
	asking := s.asking()
	if len(asking) == 0 {
		return s.listQuestion()
	}
	i := asking[0]
	c := &s.m.Columns[i]
	var buttons []fyne.CanvasObject
	for _, answer := range c.Asks.Answers() {
		buttons = append(buttons, ui.Secondary(mapping.AnswerTitle(w.Lang, answer), "", func() { s.answer(i, answer) }))
	}
	text := c.Asks.Text(w.Lang, c.Column)
	if len(c.Samples) > 0 {
		text += " " + w.Text("columns.ask.sample", assets.Values{"Title": s.columnTitle(c), "Value": ui.OneLine(c.Samples[0])})
	}
	return ui.Note(ui.InfoTone, text, buttons...)
}

// drawAsks shows what the person is asked.
func (s *Step) drawAsks() {
	if s.parts == nil {
		return
	}
	o := s.question()
	s.parts.asks.Hidden = !o.Visible()
	hang(s.parts.asks, o)
	s.parts.fit()
}

// listQuestion asks whether values that no list has are to become items of it.
func (s *Step) listQuestion() fyne.CanvasObject {
	w := s.window
	if s.counts == nil || s.addItems || len(s.counts.unlisted) == 0 {
		return nothing()
	}
	u := s.counts.unlisted[0]
	i := slices.IndexFunc(s.m.Columns, func(c column) bool { return c.Col == u.col })
	if i < 0 {
		return nothing()
	}
	const most = 4
	var values []string
	for _, v := range u.values[:min(most, len(u.values))] {
		values = append(values, ui.OneLine(v))
	}
	text := w.Plural("columns.unlisted", len(u.values), assets.Values{"Title": s.columnTitle(&s.m.Columns[i]), "Values": strings.Join(values, ", ")})
	add := ui.Secondary(w.Text("columns.unlisted.add"), "", func() {
		s.addItems = true
		s.changed()
		s.refresh()
	})
	return ui.Note(ui.InfoTone, text, add, ui.Secondary(w.Text("columns.replace"), "", func() { s.askReplace(i) }))
}

func nothing() fyne.CanvasObject {
	o := container.NewWithoutLayout()
	o.Hide()
	return o
}

// offersFor are ways to fill a required field that no column fills.
func (s *Step) offersFor(field string) []fyne.CanvasObject {
	w := s.window
	var buttons []fyne.CanvasObject
	add := func(key string, do func()) { buttons = append(buttons, ui.Secondary(w.Text(key), "", do)) }
	has := func(fields ...string) bool {
		return slices.ContainsFunc(s.m.Columns, func(c column) bool {
			return slices.ContainsFunc(fields, func(f string) bool { return slices.Contains(c.To, f) })
		})
	}
	switch field {
	case "client.name":
		if has("contact.1.last_name", "contact.last_name") {
			add("columns.offer.person", func() { s.takeRow(data.Contact) })
		}
	case "contact.last_name":
		if has("client.name") {
			add("columns.offer.client", func() { s.takeRow(data.Client) })
		}
	case "lead.topic", "deal.name", "activity.subject":
		add("columns.offer.constant", func() { s.askValue(field) })
	}
	add("columns.offer.column", s.chooseFirst)
	return buttons
}

// chooseFirst opens the list of the first column that has no field.
func (s *Step) chooseFirst() {
	for i := range s.m.Columns {
		if c := &s.m.Columns[i]; !c.Mapped() && c.Filled > 0 {
			s.filterOff()
			s.parts.sheet.pick(i)
			s.openList(i, "")
			return
		}
	}
	s.filterOff()
	s.parts.sheet.choose(0)
	s.window.Canvas().Focus(s.parts.sheet)
}

func (s *Step) filterOff() {
	if s.only != everything {
		s.filter(everything)
	}
}
