package importer_test

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer"
	"kartoteka/importer/issue"
	"kartoteka/importer/template"
	"kartoteka/importer/xlsx"
)

// withExamples is a template with its example rows, changed by edit and saved again.
func withExamples(t *testing.T, im *importer.Importer, key string, l assets.Lang, edit func(f *excelize.File)) string {
	t.Helper()
	var w bytes.Buffer
	check(t, template.Write(context.Background(), im.Store, template.ByKey(key), template.Options{Lang: l, Examples: true}, &w))
	f, err := excelize.OpenReader(&w)
	check(t, err)
	defer f.Close()
	edit(f)
	out, err := f.WriteToBuffer()
	check(t, err)
	return saved(t, key+".xlsx", out.Bytes())
}

// The example rows of a template are never imported; a record below them is, and one that only talks of an example, too.
func TestExampleRowsAreSkipped(t *testing.T) {
	im := open(t)
	for _, l := range assets.Languages() {
		file := withExamples(t, im, "clients-sheets", l, func(f *excelize.File) {
			clients, contacts := l.Text("sheet.clients"), l.Text("sheet.contacts")
			check(t, f.SetSheetRow(clients, "A5", &[]string{"K9", "Příklad s.r.o."}))
			check(t, f.SetCellStr(contacts, "A5", "K9"))
			check(t, f.SetCellStr(contacts, "D5", "Example"))
			// Whoever is typed over an example, but for the cell that names the client of the example, is no example.
			check(t, f.SetSheetRow(clients, "A6", &[]string{"PŘÍKLAD: K10", "Alfa"}))
			check(t, f.SetSheetRow(contacts, "A6", &[]string{"PŘÍKLAD: K10", "", "", "Nová"}))
		})
		r := checkFile(t, im, file, importer.CheckOptions{})
		if n := r.Outcomes(importer.Imported); len(r.Issues) > 0 || n[data.Client] != 2 || n[data.Contact] != 2 {
			t.Errorf("%s: %v would be imported, issues %v", l, n, found(r))
		}
	}
}

// What the example rows show is itself right: without its marks each imports, whatever the language of the template and
// the custom fields, and nothing is said but that it is an example.
func TestExamplesAreRight(t *testing.T) {
	for _, l := range assets.Languages() {
		for _, keys := range [][]string{{"clients-wide", "leads", "products", "deals", "activities"}, {"clients-sheets", "deals"}} {
			im := openIn(t, l)
			addFields(t, im)
			for _, key := range keys {
				file := withExamples(t, im, key, l, func(f *excelize.File) { replaceMarks(t, f, l, func(rest string) string { return rest }) })
				r := checkFile(t, im, file, importer.CheckOptions{Lang: l})
				for _, i := range r.Issues {
					if i.Code != issue.ExampleLeft {
						t.Errorf("%s %s, %s: %s", key, l, i.Cell(), i.Message(assets.English))
					}
				}
				if n := r.Outcomes(importer.Imported); n[template.ByKey(key).Record] != 2 {
					t.Errorf("%s %s: %v imported", key, l, n)
				}
				imported(t, im, r)
			}
		}
	}
}

// replaceMarks puts other texts in place of those that carry the mark of an example in the data sheets.
func replaceMarks(t *testing.T, f *excelize.File, l assets.Lang, with func(rest string) string) {
	t.Helper()
	mark := l.Text("instructions.example_mark")
	for _, sheet := range f.GetSheetList()[1:] {
		rows, err := f.GetRows(sheet)
		check(t, err)
		for i, row := range rows {
			for c, text := range row {
				if rest, marked := strings.CutPrefix(text, mark); marked {
					check(t, f.SetCellStr(sheet, xlsx.CellName(c+1, i+1), with(strings.TrimSpace(rest))))
				}
			}
		}
	}
}

// Whoever types a name over that of the example and leaves the rest is warned of each template, each of its examples and
// in each language.
func TestExamplesLeft(t *testing.T) {
	for _, l := range assets.Languages() {
		im := openIn(t, l)
		for _, tpl := range template.All() {
			file := withExamples(t, im, tpl.Key, l, func(f *excelize.File) {
				n := 0
				replaceMarks(t, f, l, func(string) string { n++; return "Jméno " + strings.Repeat("x", n) })
			})
			r := checkFile(t, im, file, importer.CheckOptions{Lang: l})
			rows := map[string]bool{}
			for _, i := range r.Issues {
				if i.Code != issue.ExampleLeft {
					continue
				}
				rows[i.Sheet+i.Cell()[len(i.Cell())-1:]] = true
				if slices.Contains([]string{"country", "person", "vat_payer", "first_name", "currency", "unit", "tax_rate", "state", "city"}, i.Field) {
					t.Errorf("%s %s: %s %q may be true of anybody", tpl.Key, l, i.Cell(), i.Value)
				}
			}
			if len(rows) != 2*len(tpl.Sheets) {
				t.Errorf("%s %s: warned of %v: %v", tpl.Key, l, rows, found(r))
			}
		}
	}
}

// A person of the example beside a client of one's own is left out and said to be; so is a row of one's own that kept the
// mark.
func TestExamplesOfARow(t *testing.T) {
	im := open(t)
	file := withExamples(t, im, "clients-wide", assets.Czech, func(f *excelize.File) {
		rows, err := f.GetRows("Klienti")
		check(t, err)
		for c := range rows[2] {
			if !strings.HasPrefix(rows[1][c], "Kontakt ") {
				check(t, f.SetCellValue("Klienti", xlsx.CellName(c+1, 3), nil))
			}
		}
		check(t, f.SetCellStr("Klienti", "A3", "Alfa"))
		check(t, f.SetCellStr("Klienti", "A4", "PŘÍKLAD: Beta"))
		check(t, f.SetCellStr("Klienti", "A5", "Gama"))
	})
	r := checkFile(t, im, file, importer.CheckOptions{Lang: assets.Czech})
	if n := r.Outcomes(importer.Imported); n[data.Client] != 2 || n[data.Contact] != 0 {
		t.Errorf("imported %v", n)
	}
	if got := found(r); len(got) != 3 || !slices.Contains(got, "Klienti!A4 example-left") {
		t.Errorf("issues %v", got)
	}
}
