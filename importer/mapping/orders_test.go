package mapping_test

import (
	"slices"
	"strings"
	"testing"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer/mapping"
)

// at is the index of the column with a title.
func at(t testing.TB, m *mapping.Mapping, title string) int {
	t.Helper()
	i := slices.IndexFunc(m.Columns, func(c mapping.Column) bool { return c.Title == title })
	if i < 0 {
		t.Fatalf("no column %s", title)
	}
	return i
}

// TestEveryChoiceHasATitle: what people are offered they can read.
func TestEveryChoiceHasATitle(t *testing.T) {
	schema := data.NewSchema(nil)
	for _, row := range mapping.Rows() {
		for _, choice := range (&mapping.Mapping{Row: row}).Choices(schema) {
			for _, l := range assets.Languages() {
				if title := choice.Title(l); title == "" || strings.Contains(title, "mapping.") {
					t.Errorf("%s: %v is called %q", l, choice, title)
				}
			}
		}
	}
}

// TestQuestions: what no value of a column tells is one question for the column, unless its title or another column tells.
func TestQuestions(t *testing.T) {
	for _, c := range []struct{ name, text, column, question, order string }{
		{"days and months", "Firma;Výročí\nAlfa s.r.o.;3/4/2020\nBeta a.s.;5/6/2021\n", "Výročí", "dates", ""},
		{"days and months with dots", "Firma;Výročí\nAlfa s.r.o.;3.4.2020\n", "Výročí", "", "dmy"},
		{"another column tells", "First Name;Last Name;Company;Birthday;Created\nJan;Novák;Alfa s.r.o.;3/4/1980;1/28/2020\n", "Birthday", "dates", ""},
		{"names", "Firma;Kontaktní osoba\nAlfa s.r.o.;Xaverij Ypsilon\nBeta a.s.;Quido Zetor\n", "Kontaktní osoba", "names", ""},
		{"names by their title", "Firma;Příjmení a jméno\nAlfa s.r.o.;Ypsilon Xaverij\nBeta a.s.;Zetor Quidor\n", "Příjmení a jméno", "", "last-first"},
		{"decimals", "Kód;Název zboží;MJ;Cena bez DPH\nA;Stůl;ks;1.234\nB;Židle;ks;2.345\n", "Cena bez DPH", "decimal", ""},
		{"decimals of another column", "Kód;Název zboží;MJ;Nákupní cena;Cena bez DPH\nA;Stůl;ks;1.5;1.234\nB;Židle;ks;2.5;2.345\n", "Cena bez DPH", "", "."},
		{"both marks", "Kód;Název zboží;MJ;Cena bez DPH\nA;Stůl;ks;1.5\nB;Židle;ks;2,5\nC;Skříň;ks;1.234\n", "Cena bez DPH", "", ""},
		{"a value far below", "Firma;Výročí\n" + strings.Repeat("Alfa s.r.o.;3/4/2020\n", 1333) + "Beta a.s.;25/6/2021\n" + strings.Repeat("Alfa s.r.o.;3/4/2020\n", 1333), "Výročí", "", "dmy"},
	} {
		m := propose(t, write(t, "tabulka.csv", c.text), mapping.Options{})
		i := at(t, m, c.column)
		got := m.Columns[i]
		if string(got.Asks) != c.question || got.Order+got.Number != c.order || !got.Mapped() || (c.question != "") != slices.Contains(m.Doubtful, got.Column) {
			t.Errorf("%s: question %q, order %q, to %v, doubtful %v", c.name, got.Asks, got.Order+got.Number, got.To, m.Doubtful)
		}
		if got.Asks == "" {
			continue
		}
		for _, l := range assets.Languages() {
			m.Say(l)
			for _, answer := range got.Asks.Answers() {
				if title := mapping.AnswerTitle(l, answer); strings.HasPrefix(title, "mapping.") || !strings.Contains(m.Columns[i].Reason, got.Column) {
					t.Errorf("%s: %q, %q", l, title, m.Columns[i].Reason)
				}
			}
		}
		if m.Answer(i, got.Asks.Answers()[1]); slices.Contains(m.Doubtful, got.Column) {
			t.Errorf("%s: answered and in doubt", c.name)
		}
	}
}
