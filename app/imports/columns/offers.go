package columns

import (
	"cmp"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"kartoteka/app/ui"
	"kartoteka/assets"
	"kartoteka/data/fold"
	"kartoteka/importer/mapping"
)

// An offer is a line of the list of a chip.
type offer struct {
	icon   string
	color  fyne.ThemeColorName
	title  string
	under  string // a second line, "" for none
	right  string // at the right edge: how sure, how many, which key
	head   string // a heading above it, "" for none
	rule   bool   // a line above it
	strong bool
	do     func()
	stays  bool // the list stays open
}

// offers are what a column may become: by what was typed, or the best few and the way to all others.
func (p *picker) offers(typed string) []offer {
	if words := fold.Words(typed); words != "" {
		return p.found(words)
	}
	if p.all {
		return p.everyField()
	}
	out := p.best()
	out = append(out, p.ways()...)
	return append(out, p.ends()...)
}

// best are what the column is and what else it may be, three of them.
func (p *picker) best() []offer {
	c, l := p.column(), p.step.lang()
	var out []offer
	add := func(o mapping.Other, sure string) {
		out = append(out, p.field(o.Choice, offer{icon: "likely", color: ui.ColorInfo, under: recordTitle(l, o.To[0]), right: sure}))
	}
	if c.Mapped() {
		out = append(out, offer{icon: "check", color: theme.ColorNameSuccess, title: c.Choice.Title(l), under: recordTitle(l, c.To[0]), right: l.Text("columns.now"), strong: true, do: func() {}})
	}
	for _, o := range c.Others {
		if len(out) == 3 || len(o.To) == 0 {
			break
		}
		if c.Mapped() && slices.Equal(o.To, c.To) {
			continue
		}
		add(o, l.Text(map[bool]string{true: "columns.likely", false: "columns.maybe"}[o.Score >= 0.6]))
	}
	return out
}

// field completes the offer of a field.
func (p *picker) field(c mapping.Choice, o offer) offer {
	s := p.step
	o.title = c.Title(s.lang())
	o.do = func() { s.become(p.index, c) }
	return o
}

// ways are how the values of the column can be read, and the list of all fields.
func (p *picker) ways() []offer {
	s, c := p.step, p.column()
	l := s.lang()
	out := []offer{{icon: "list", color: ui.ColorMuted, title: l.Text("columns.every_field"), right: l.Int(len(s.m.Choices(s.schema()))) + " ›", rule: true, stays: true,
		do: func() { p.all = true; p.show("") }}}
	if !c.Mapped() {
		return out
	}
	for _, answer := range s.m.Asked(c).Answers() {
		o := offer{icon: "sample", color: ui.ColorMuted, title: mapping.AnswerTitle(l, answer), do: func() { s.answer(p.index, answer) }}
		if answer == c.Order+c.Number {
			o.icon, o.color, o.do = "check", theme.ColorNameSuccess, func() {}
		}
		out = append(out, o)
	}
	if c.How == "" {
		right := ""
		if n := len(c.Replace); n > 0 {
			right = s.window.Plural("columns.replaced", n)
		}
		out = append(out, offer{icon: "repair", color: ui.ColorMuted, title: l.Text("columns.replace"), right: right, do: func() { s.askReplace(p.index) }})
	}
	return out
}

// ends are what is no field: the note, a new field, nothing.
func (p *picker) ends() []offer {
	s, c := p.step, p.column()
	l := s.lang()
	sample := ""
	if len(c.Samples) > 0 {
		sample = ui.OneLine(s.columnTitle(c) + ": " + c.Samples[0])
	}
	var out []offer
	if note := s.m.Note(); s.schema().Field(s.m.Row, "note") != nil {
		out = append(out, offer{icon: "note", color: ui.ColorMuted, title: note.Title(l), right: sample, rule: true, do: func() { s.become(p.index, note) }})
	}
	return append(out,
		offer{icon: "fields", color: ui.ColorMuted, title: l.Text("columns.new_field"), do: func() { s.askField(p.index) }},
		offer{icon: "leave-out", color: ui.ColorMuted, title: l.Text("columns.leave"), right: "Del", do: func() { s.leave(p.index) }})
}

// everyField lists all fields under the records they belong to.
func (p *picker) everyField() []offer {
	s := p.step
	var out []offer
	head := ""
	for _, c := range s.m.Choices(s.schema()) {
		o := p.field(c, p.taken(c))
		if record := recordTitle(s.lang(), c.To[0]); record != head {
			head = record
			o.head = record
		}
		out = append(out, o)
	}
	return out
}

// taken says by which column a field is filled already.
func (p *picker) taken(choice mapping.Choice) offer {
	s := p.step
	o := offer{icon: "fields", color: ui.ColorMuted}
	if choice.Is(p.column()) {
		o.icon, o.color, o.strong = "check", theme.ColorNameSuccess, true
		return o
	}
	for i := range s.m.Columns {
		if c := &s.m.Columns[i]; i != p.index && choice.Is(c) && !strings.HasSuffix(choice.To[0], "+") {
			o.right = s.lang().Text("columns.in_column", assets.Values{"Column": c.Column})
		}
	}
	return o
}

// found are the fields and other offers whose words begin as what was typed does; the fields that say so themselves come first.
func (p *picker) found(words string) []offer {
	s := p.step
	type hit struct {
		offer
		rank int
	}
	var hits []hit
	add := func(o offer, other string) {
		title := fold.Words(o.title)
		switch {
		case strings.HasPrefix(title, words):
			hits = append(hits, hit{o, 0})
		case strings.Contains(" "+title, " "+words):
			hits = append(hits, hit{o, 1})
		case strings.Contains(title+" "+fold.Words(other), words):
			hits = append(hits, hit{o, 2})
		}
	}
	for _, c := range s.m.Choices(s.schema()) {
		o := p.field(c, p.taken(c))
		o.under = recordTitle(s.lang(), c.To[0])
		add(o, o.under)
	}
	for _, o := range p.ends() {
		if o.rule = false; o.icon != "note" { // that is among the fields
			add(o, "")
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return cmp.Compare(a.rank, b.rank) })
	var out []offer
	for _, h := range hits {
		out = append(out, h.offer)
	}
	return out
}
