package columns

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"kartoteka/app/ui"
	"kartoteka/assets"
	"kartoteka/importer/mapping"
)

// A certainty is how sure it is what a column becomes, as the person sees it.
type certainty int

// The certainties. A column without a field is in doubt when it may be one, and else left out.
const (
	certain certainty = iota
	likely
	inDoubt
	leftOut
)

var certainties = []certainty{certain, likely, inDoubt, leftOut}

// looks are how the certainties look; their words are the texts "columns.<key>".
var looks = map[certainty]struct {
	key, icon string
	color     fyne.ThemeColorName
}{
	certain: {"certain", "success", theme.ColorNameSuccess},
	likely:  {"likely", "likely", ui.ColorInfo},
	inDoubt: {"in_doubt", "help", theme.ColorNameWarning},
	leftOut: {"left_out", "leave-out", ui.ColorMuted},
}

// certaintyOf is that of a column of the mapping.
func certaintyOf(m *mapping.Mapping, c *mapping.Column) certainty {
	switch {
	case !c.Mapped() && slices.Contains(m.Doubtful, c.Column):
		return inDoubt
	case !c.Mapped():
		return leftOut
	case c.Asks != "" || slices.Contains(m.Doubtful, c.Column) || c.Certainty != mapping.Certain:
		return likely
	}
	return certain
}

// recordTitle is what the record of a field is called: "Klient", "Kontakt 2".
func recordTitle(l assets.Lang, field string) string {
	t, _ := mapping.Field(field)
	if rest, ok := strings.CutPrefix(field, "contact."); ok && len(rest) > 1 && rest[1] == '.' {
		return l.Text("group.contact_n", assets.Values{"N": rest[:1]})
	}
	return l.Text("record." + string(t) + ".title")
}

// chip is how a column is shown above the table.
func (s *Step) chip(i int) chip {
	l, c := s.lang(), &s.m.Columns[i]
	look := certaintyOf(s.m, c)
	ch := chip{index: i, col: c.Col, letters: c.Column, title: c.Title, look: look, reason: c.Why.Text(l)}
	if ch.reason == "" {
		ch.reason = c.Reason
	}
	if c.Asks != "" {
		ch.reason = strings.TrimSpace(ch.reason + "\n" + c.Asks.Text(l, c.Column))
	}
	switch {
	case look == inDoubt:
		ch.field, ch.words = l.Text("columns.where"), l.Text("columns.in_doubt")
	case look == leftOut && c.Filled == 0:
		ch.field, ch.words = l.Text("columns.nothing"), l.Text("columns.empty")
		ch.reason = l.Text("columns.empty.why")
	case look == leftOut:
		ch.field, ch.words = l.Text("columns.nothing"), l.Text("columns.left_out")
	default:
		ch.field, ch.words = c.Choice.Title(l), s.sureness(look, c)
	}
	return ch
}

func (s *Step) sureness(look certainty, c *mapping.Column) string {
	l := s.lang()
	words := l.Text("columns." + looks[look].key)
	if c.Because == mapping.ByHand {
		words = l.Text("columns.by_hand")
	}
	switch {
	case c.How == mapping.SplitName || c.How == mapping.SplitAddress || c.How == mapping.SplitList && len(c.To) > 1:
		return l.Text("columns.splits", assets.Values{"Sure": words, "N": len(c.To)})
	case c.How == mapping.Join:
		return l.Text("columns.joins", assets.Values{"Sure": words})
	}
	return words
}

// columnTitle is what a column of the file is called in a sentence: by its title, else by its letters.
func (s *Step) columnTitle(c *mapping.Column) string {
	if c.Title != "" {
		return c.Title
	}
	return s.lang().Text("columns.column", assets.Values{"Column": c.Column})
}
