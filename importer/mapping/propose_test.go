package mapping_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer/mapping"
	"kartoteka/importer/source"
	"kartoteka/importer/value"
)

func parser() *value.Parser {
	return value.NewParser(value.Context{
		Lang: assets.Czech, Today: time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC),
		Lists: map[string][]string{"currency": {"CZK", "EUR", "USD", "GBP"}, "lead_phase": {"Nový", "V řešení"}},
		Users: []value.Account{{ID: 1, SignIn: "admin", Name: "Administrátor"}},
	})
}

func propose(t testing.TB, file string, o mapping.Options) *mapping.Mapping {
	t.Helper()
	book, err := source.Open(file, source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	m, err := mapping.Propose(context.Background(), book, data.NewSchema(nil), parser(), o)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// A truth is what a careful person says of a table.
type truth struct {
	File      string                `json:"file"`
	Row       data.RecordType       `json:"row"`
	RowOr     []data.RecordType     `json:"row_or"`
	HeaderRow int                   `json:"header_row"`
	Columns   map[string]truthfully `json:"columns"`
}

type truthfully struct {
	Title string     `json:"title"`
	To    []string   `json:"to"`
	Or    [][]string `json:"or"`
	Any   bool       `json:"any"`
}

// answers are the right fields of a column, which of two telephones is the first one left aside.
func (c truthfully) right(got []string) bool {
	norm := func(fields []string) []string {
		var out []string
		for _, f := range fields {
			f = strings.Replace(f, "contact.1.", "contact.", 1)
			if key := f[strings.LastIndexByte(f, '.')+1:]; len(fields) > 1 && slices.Contains([]string{"title_before", "title_after", "salutation", "country", "region"}, key) {
				continue
			}
			for _, k := range []string{"phone", "email"} {
				f = strings.TrimSuffix(strings.Replace(f, k+"_2", k+"_1", 1), "")
			}
			if !slices.Contains(out, f) {
				out = append(out, f)
			}
		}
		slices.Sort(out)
		return out
	}
	answers := c.Or
	if answers == nil {
		answers = [][]string{c.To}
	}
	return slices.ContainsFunc(answers, func(a []string) bool { return slices.Equal(norm(a), norm(got)) })
}

// TestTablesOfOtherPrograms lays the proposal beside what a careful person says of the columns of many programs and of
// lists made by hand.
func TestTablesOfOtherPrograms(t *testing.T) {
	files, _ := filepath.Glob("testdata/tables/*.truth.json")
	scored, right, wrong, needed, found := 0, 0, 0, 0, 0
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var want truth
		if err := json.Unmarshal(content, &want); err != nil {
			t.Fatal(err)
		}
		m := propose(t, filepath.Join("testdata/tables", want.File), mapping.Options{})
		if m.Row != want.Row && !slices.Contains(want.RowOr, m.Row) {
			t.Errorf("%s: a row is a %s, want %s", want.File, m.Row, want.Row)
		}
		if m.HeaderRow != want.HeaderRow {
			t.Errorf("%s: header in row %d, want %d", want.File, m.HeaderRow, want.HeaderRow)
		}
		for _, c := range m.Columns {
			w := want.Columns[c.Column]
			if w.Any {
				continue
			}
			scored++
			must := len(w.To) > 0 && !slices.ContainsFunc(w.Or, func(a []string) bool { return len(a) == 0 })
			if must {
				needed++
			}
			switch {
			case w.right(c.To):
				right++
				if must {
					found++
				}
			case c.Mapped():
				wrong++
				t.Logf("%s: %s %q is taken for %v, not %v", want.File, c.Column, c.Title, c.To, w.To)
			default:
				t.Logf("%s: %s %q is left out, not %v", want.File, c.Column, c.Title, w.To)
			}
		}
	}
	if found*100 < needed*97 || wrong*200 > scored {
		t.Errorf("of %d columns %d are right and %d wrong; of %d that must get a field %d did", scored, right, wrong, needed, found)
	}
}

func write(t testing.TB, name, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// TestEvidence: what decides about a column, and what is said of it.
func TestEvidence(t *testing.T) {
	const firms = "Alfa s.r.o.;27074358;Ing. Jan Novák;603 111 222\nBeta a.s.;26185610;Petr Malý;603 111 333\nGama s.r.o.;45274649;Eva Krátká;603 111 444\n"
	for name, c := range map[string]struct {
		text  string
		check func(m *mapping.Mapping) bool
	}{
		"a title that says something else than its values": {"Firma;DIČ;Kontakt;Mobil\n" + firms, func(m *mapping.Mapping) bool {
			return m.Columns[1].To[0] == "client.reg_number" && m.Columns[1].Because == mapping.Contradiction && m.Columns[1].Why.Percent == 100
		}},
		"titles that say nothing": {"Sloupec1;Sloupec2;Sloupec3;Sloupec4\n" + firms, func(m *mapping.Mapping) bool {
			return m.HeaderRow == 1 && m.Columns[0].To[0] == "client.name" && m.Columns[2].How == mapping.SplitName && m.Columns[3].To[0] == "client.phone_1"
		}},
		"no header": {firms, func(m *mapping.Mapping) bool {
			return m.HeaderRow == 0 && m.Rows == 3 && m.Columns[1].To[0] == "client.reg_number"
		}},
		"a column of nothing of ours is left out and not in doubt": {"Firma;IČO;Jméno;Skype\n" + firms, func(m *mapping.Mapping) bool {
			return !m.Columns[3].Mapped() && len(m.Doubtful) == 0 && m.Columns[3].Loss
		}},
		"the better column keeps the field": {"Firma;IČO;Kontaktní osoba;Jméno\nAlfa s.r.o.;27074358;Jan Novák;Karel Dub\nBeta a.s.;26185610;Petr Malý;Eva Nová\n", func(m *mapping.Mapping) bool {
			return m.Columns[2].Mapped() && !m.Columns[3].Mapped() && m.Columns[3].Because == mapping.Assignment
		}},
		"a filled column has the better right than an empty one": {"Company Name;Related Company;Job Position;Email\n;Larkfield Ltd;CEO;a@b.example\n;Stonegate Ltd;CTO;c@d.example\n", func(m *mapping.Mapping) bool {
			return !m.Columns[0].Mapped() && m.Columns[1].Mapped() && m.Columns[1].To[0] == "client.name"
		}},
		"a second address is left out": {"Firma;Ulice;Město;Dodací ulice;Dodací město\nAlfa s.r.o.;Polní 1;Brno;Jižní 2;Zlín\nBeta a.s.;Polní 2;Brno;Jižní 3;Zlín\n", func(m *mapping.Mapping) bool {
			return m.Columns[1].Mapped() && m.Columns[2].Mapped() && !m.Columns[3].Mapped() && !m.Columns[4].Mapped()
		}},
		"house numbers join the street": {"Firma;Ulice;Č.p.;Č.o.\nAlfa s.r.o.;Polní;12;3\nBeta a.s.;Jižní;4;\n", func(m *mapping.Mapping) bool {
			return m.Columns[1].How == mapping.Join && m.Columns[2].Part == mapping.PartNumber && m.Columns[3].Part == mapping.PartOrientation
		}},
		"dates by the month first": {"First Name;Last Name;Company;Birthday\nJohn;Smith;Larkfield Ltd;4/28/1979\nMary;Jones;Stonegate Ltd;3/4/1980\n", func(m *mapping.Mapping) bool {
			return m.Row == data.Contact && m.Columns[3].Order == "mdy"
		}},
		"what is missing": {"Lead Source;Lead Status;Company;Email\nweb;New;Larkfield Ltd;a@b.example\nfair;Old;Stonegate Ltd;c@d.example\n", func(m *mapping.Mapping) bool {
			return m.Row == data.Lead && slices.Equal(m.Missing, []string{"lead.topic"})
		}},
		"cards": {"BEGIN:VCARD\nVERSION:3.0\nN:Novák;Jan;;Ing.;\nFN:Ing. Jan Novák\nORG:Alfa s.r.o.\nTEL;TYPE=CELL:603 111 222\nEMAIL:jan@alfa.example\nTITLE:jednatel\nEND:VCARD\n", func(m *mapping.Mapping) bool {
			to := map[string]string{}
			for _, c := range m.Columns {
				if c.Mapped() {
					to[c.Column] = c.To[0]
				}
			}
			return m.Row == data.Contact && to["N;FAMILY"] == "contact.last_name" && to["ORG;NAME"] == "client.name" && to["TEL;CELL"] == "contact.phone_1" && to["TITLE"] == "contact.position" && to["FN"] == ""
		}},
	} {
		t.Run(name, func(t *testing.T) {
			m := propose(t, write(t, "table.csv", c.text), mapping.Options{})
			if !c.check(m) {
				out, _ := json.MarshalIndent(m, "", " ")
				t.Errorf("proposed %s", out)
			}
			for _, l := range assets.Languages() {
				m.Say(l)
				for _, c := range m.Columns {
					if c.Reason == "" || strings.Contains(c.Reason, "{{") || strings.HasPrefix(c.Reason, "mapping.") {
						t.Errorf("%s: reason %q of %s", l, c.Reason, c.Column)
					}
				}
			}
		})
	}
}

// TestOfARow: who reads a table may know better what a row is and where its header stands.
func TestOfARow(t *testing.T) {
	file := write(t, "table.csv", "Seznam;;\nFirma;Jméno;Telefon\nAlfa s.r.o.;Jan Novák;603 111 222\nBeta a.s.;Petr Malý;603 111 333\n")
	m := propose(t, file, mapping.Options{Row: data.Lead, Header: 2})
	if m.Row != data.Lead || m.HeaderRow != 2 || m.Columns[0].To[0] != "lead.company_name" {
		t.Errorf("proposed %+v", m)
	}
	if m := propose(t, file, mapping.Options{Header: mapping.NoHeader}); m.HeaderRow != 0 || m.Rows != 4 {
		t.Errorf("header %d, %d rows", m.HeaderRow, m.Rows)
	}
}

func FuzzPropose(f *testing.F) {
	f.Add([]byte("Firma;IČO;Jméno\nAlfa s.r.o.;27074358;Jan Novák\n"))
	f.Add([]byte("a,b\n\n1,2\n"))
	f.Add([]byte("BEGIN:VCARD\nFN:A\nEND:VCARD\n"))
	schema := data.NewSchema(nil)
	f.Fuzz(func(t *testing.T, content []byte) {
		book, err := source.Read(content, source.Options{})
		if err != nil || book.Workbook() != nil {
			return
		}
		m, err := mapping.Propose(context.Background(), book, schema, parser(), mapping.Options{})
		if err != nil {
			return
		}
		taken := map[string]bool{}
		for _, c := range m.Columns {
			for _, field := range c.To {
				if c.How != mapping.Join && taken[field] {
					t.Errorf("two columns fill %s", field)
				}
				taken[field] = c.How != mapping.Join
			}
		}
		laid, err := m.Lay(context.Background(), book, schema, parser())
		if err != nil {
			t.Fatalf("a proposal does not lie over its own table: %v", err)
		}
		rows, err := book.Rows(laid.Layout.Index)
		if err != nil {
			return
		}
		for rows.Next() {
			placed, _ := laid.Layout.Place(rows.Cells())
			for _, p := range placed {
				if p.Column >= len(laid.Layout.Columns) {
					t.Fatalf("column %d of %d", p.Column, len(laid.Layout.Columns))
				}
			}
		}
	})
}

func BenchmarkPropose(b *testing.B) {
	titles := strings.Repeat("Firma;IČO;Ulice;Město;PSČ;Telefon;E-mail;Jméno;Poznámka;GPS;", 6)
	row := strings.Repeat("Alfa s.r.o.;27074358;Polní 12/3;Brno;602 00;603 111 222;info@alfa.example;Ing. Jan Novák;volat ráno;50.1;", 6)
	file := write(b, "table.csv", titles+"\n"+strings.Repeat(row+"\n", 5000))
	for b.Loop() {
		propose(b, file, mapping.Options{})
	}
}
