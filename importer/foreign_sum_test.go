package importer_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"kartoteka/data"
	"kartoteka/importer"
	"kartoteka/importer/issue"
	"kartoteka/importer/mapping"
)

// TestSumOfRows: of random tables every row gives a record or an issue, rows with a company are those of new clients and those
// that repeat one, and records found are imported, rejected or duplicates.
func TestSumOfRows(t *testing.T) {
	random := rand.New(rand.NewPCG(14, 11))
	one := func(texts ...string) string { return texts[random.IntN(len(texts))] }
	im := open(t)
	for n := range 40 {
		rows := 1 + random.IntN(30)
		var text strings.Builder
		text.WriteString("Firma;IČO;Příjmení;Jméno;E-mail;GPS\n")
		filled := 0
		for range rows {
			cells := []string{
				one("", "Alfa s.r.o.", "ALFA, s. r. o.", "Beta a.s.", "Gama"), one("", "", "27074358", "26185610", "neplatné"), one("", "Novák", "Malý"), one("", "Jan", "Eva"),
				one("", "a@b.example", "špatně"), one("", "50.1"),
			}
			if strings.Join(cells, "") != "" {
				filled++
			}
			text.WriteString(strings.Join(cells, ";") + "\n")
		}
		file := tableOf(t, fmt.Sprintf("tabulka%d.csv", n), text.String())
		m := proposed(t, im, file)
		m.Row, m.WithoutCompany = data.Contact, one(mapping.Individual, mapping.RequireCompany)
		if n%3 == 0 {
			m.Row = data.Client
		}
		for i, to := range []string{"client.name", "client.reg_number", "contact.last_name", "contact.first_name", "contact.email_1", ""} {
			m.Columns[i].Choice = mapping.Choice{To: []string{}}
			if to != "" {
				m.Columns[i].To = []string{to}
			}
		}
		if m.Row == data.Client {
			for i := range m.Columns {
				for j, to := range m.Columns[i].To {
					m.Columns[i].To[j] = strings.Replace(to, "contact.", "contact.1.", 1)
				}
			}
		}
		r := checkFile(t, im, file, importer.CheckOptions{Map: m})
		found := r.Found()
		if r.Rows.Read != filled || r.Rows.Client != found[data.Client]+r.Rows.Repeated {
			t.Errorf("%s: %d rows are filled, sum %+v, %d clients\n%s", m.Row, filled, r.Rows, found[data.Client], text.String())
		}
		for kind, count := range found {
			if got := r.Outcomes(importer.Imported)[kind] + r.Outcomes(importer.Rejected)[kind] + r.Outcomes(importer.Skipped)[kind]; got != count {
				t.Errorf("%d %s found, %d with an outcome", count, kind, got)
			}
		}
		for row, line := range strings.Split(strings.TrimSuffix(text.String(), "\n"), "\n") {
			if row == 0 || strings.Trim(line, ";") == "" {
				continue
			}
			if !slices.ContainsFunc(r.Entries, func(e *importer.Entry) bool { return e.Row == row+1 }) &&
				!slices.ContainsFunc(r.Issues, func(i issue.Issue) bool { return i.Row == row+1 }) && !repeats(r, line) {
				t.Errorf("%s: nothing is said of row %d %q\n%s", m.Row, row+1, line, text.String())
			}
		}
	}
}

// repeats reports a row of a company that an earlier row has named, without a person: all of it is known.
func repeats(r *importer.Report, line string) bool {
	cells := strings.Split(line, ";")
	return r.Rows.Repeated > 0 && cells[2]+cells[3]+cells[4] == "" && cells[0]+cells[1] != ""
}

// TestRulesOfForeignTables: what only a table of another program may do, and what it may not.
func TestRulesOfForeignTables(t *testing.T) {
	const header = "Firma;IČO;Město;Příjmení;Jméno;Vlastník;Poznámka\n"
	contact := func(m *mapping.Mapping) {
		m.Row, m.WithoutCompany = data.Contact, mapping.Individual
		for i, to := range []string{"client.name", "client.reg_number", "client.city", "contact.last_name", "contact.first_name", "client.owner", "contact.note"} {
			m.Columns[i].Choice = mapping.Choice{To: []string{to}}
		}
	}
	for name, c := range map[string]struct {
		rows     string
		required bool
		want     []string
		imported string
	}{
		"other values of a company are compared once for a column": {
			"Alfa s.r.o.;27074358;Brno;Novák;Jan;;\nAlfa s.r.o.;27074358;Praha;Malý;Petr;;\nAlfa s.r.o.;27074358;Zlín;Krátká;Eva;;\n", false,
			[]string{"C3 client-differs +1 Brno"}, "map[client:1 contact:3]"},
		"a later value is not checked, valid or not": {
			"Alfa s.r.o.;27074358;Brno;Novák;Jan;;\nAlfa s.r.o.;neplatné;Brno;Malý;Petr;;\n", false, []string{"B3 client-differs +0 27074358"}, "map[client:1 contact:2]"},
		"a person without a company is a client": {";;Brno;Novák;Jan;;\n", false, nil, "map[client:1 contact:0]"},
		"a person without a company is an error where one is required": {
			"Alfa s.r.o.;;;Malý;Petr;;\n;;Brno;Novák;Jan;;\n", true, []string{"A3 required +0 "}, "map[client:1 contact:1]"},
		"an unknown owner is a warning": {"Alfa s.r.o.;;;Novák;Jan;Kdo Ví;\n", false, []string{"F2 unknown-user +0 Administrátor"}, "map[client:1 contact:1]"},
		"a long note is whole":          {"Alfa s.r.o.;;;Novák;Jan;;" + strings.Repeat("dlouhá ", 4000) + "\n", false, nil, "map[client:1 contact:1]"},
		"a note has an end":             {"Alfa s.r.o.;;;Novák;Jan;;" + strings.Repeat("dlouhá ", 5000) + "\n", false, []string{"G2 too-long +0 32767"}, "map[client:1 contact:0]"},
	} {
		t.Run(name, func(t *testing.T) {
			im := open(t)
			file := tableOf(t, "osoby.csv", header+c.rows)
			m := proposed(t, im, file, contact)
			if c.required {
				m.WithoutCompany = mapping.RequireCompany
			}
			r := checkFile(t, im, file, importer.CheckOptions{Map: m})
			var got []string
			for _, i := range r.Issues {
				if i.Severity != issue.Consequence {
					got = append(got, fmt.Sprintf("%s %s +%d %s", i.Cell(), i.Code, i.More, i.Want))
				}
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("issues %q, want %q", got, c.want)
			}
			if imported := fmt.Sprint(r.Outcomes(importer.Imported)); imported != c.imported {
				t.Errorf("imported %s, want %s", imported, c.imported)
			}
		})
	}
}
