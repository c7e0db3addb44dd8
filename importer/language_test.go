package importer_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"kartoteka/assets"
	"kartoteka/assets/madeup"
	"kartoteka/data"
	"kartoteka/importer"
	"kartoteka/importer/export"
	"kartoteka/importer/issue"
	"kartoteka/importer/template"
)

// openIn returns an importer on a fresh database of somebody who speaks the language.
func openIn(t *testing.T, l assets.Lang) *importer.Importer {
	t.Helper()
	store, err := data.Open(filepath.Join(t.TempDir(), "test.db"), data.Options{Fresh: data.Fresh(l.Fresh())})
	check(t, err)
	t.Cleanup(func() { check(t, store.Close()) })
	return &importer.Importer{Store: store}
}

// TestTemplatesSpeakAnyLanguage: whatever a template says is in the language it is written in, and its sheets and headers are recognised
// without the properties.
func TestTemplatesSpeakAnyLanguage(t *testing.T) {
	l := madeup.Language(t)
	im := openIn(t, l)
	for _, tpl := range template.All() {
		var w bytes.Buffer
		check(t, template.Write(context.Background(), im.Store, tpl, template.Options{Lang: l, Examples: true}, &w))
		f, err := excelize.OpenReader(&w)
		check(t, err)
		defer f.Close()
		bare := excelize.NewFile()
		defer bare.Close()
		say := func(place, text string) {
			if words := madeup.Foreign(text, "Kartotéka"); len(words) > 0 {
				t.Errorf("%s, %s says %q in %q", tpl.Key, place, words, text)
			}
		}
		for _, sheet := range f.GetSheetList() {
			say("a sheet's name", sheet)
			rows, err := f.GetRows(sheet)
			check(t, err)
			shown, err := f.GetSheetVisible(sheet)
			check(t, err)
			if shown {
				_, err = bare.NewSheet(sheet)
				check(t, err)
			}
			for i, row := range rows {
				for _, cell := range row {
					say(sheet, cell)
				}
				if shown {
					check(t, bare.SetSheetRow(sheet, fmt.Sprintf("A%d", i+1), &row))
				}
			}
			comments, err := f.GetComments(sheet)
			check(t, err)
			for _, c := range comments {
				say("a note", c.Text)
			}
			rules, err := f.GetDataValidations(sheet)
			check(t, err)
			for _, r := range rules {
				for _, text := range []*string{r.Error, r.ErrorTitle, r.Prompt, r.PromptTitle} {
					if text != nil {
						say("a prompt", *text)
					}
				}
			}
		}
		check(t, bare.DeleteSheet("Sheet1"))
		out, err := bare.WriteToBuffer()
		check(t, err)
		r := checkFile(t, im, saved(t, "bare.xlsx", out.Bytes()), importer.CheckOptions{Lang: l})
		if r.Template.Key != tpl.Key || r.Language != l {
			t.Errorf("%s is taken for %s in %s", tpl.Key, r.Template.Key, r.Language)
		}
		for _, i := range r.Issues {
			if i.Code == issue.UnknownColumn || i.Code == issue.MissingColumn || i.Code == issue.UnknownSheet {
				t.Errorf("%s: %s", tpl.Key, i.Message(assets.English))
			}
		}
	}
}

// speaksOnly finds what an issue says in another language than the one asked for. What stands in the file is said as it stands.
func speaksOnly(t *testing.T, l assets.Lang, i *issue.Issue) {
	t.Helper()
	typed := []string{i.Value, i.Title, i.Suggestion, i.Column, i.Sheet, "Import 22.11.2026 #1"}
	for _, other := range i.Others {
		typed = append(typed, other.Sheet, other.Title)
	}
	if i.Code == issue.CurrencyDiffers {
		typed = append(typed, i.Want) // a code of ISO 4217
	}
	for _, text := range []string{i.Message(l), i.Code.Title(l)} {
		if words := madeup.Foreign(text, typed...); len(words) > 0 {
			t.Errorf("%s says %q in %q", i.Code, words, text)
		}
	}
}

// TestValuesOfAnyLanguage: cells are read by the words of every language, and written by those of one.
func TestValuesOfAnyLanguage(t *testing.T) {
	l := madeup.Language(t)
	im := openIn(t, l)
	title := func(kind data.RecordType, key string) string { return l.FieldTitle(string(kind), key) }
	file, _ := workbookOf(t, "# "+l.Text("sheet.products")+"\n"+
		strings.Join([]string{title(data.Product, "code"), title(data.Product, "name"), title(data.Product, "price"), title(data.Product, "valid_from"), title(data.Product, "currency")}, " | ")+
		"\n1 | 001 | 1’234,5 | 24. "+madeup.Text("prosince")+" 2026 | CZK")
	importFile(t, im, file, importer.CheckOptions{Lang: l, AddListItems: true})
	for _, p := range records(t, im, data.Product) {
		if p.Text("valid_from") != "2026-12-24" || p.Value("price") != 1234.5 {
			t.Errorf("imported %q, %v", p.Text("valid_from"), p.Value("price"))
		}
	}
	var w bytes.Buffer
	n, err := export.CSV(context.Background(), im.Store, data.Product, data.Query{}, l, &w)
	check(t, err)
	in := csv.NewReader(strings.NewReader(strings.TrimPrefix(w.String(), "\uFEFF")))
	in.Comma = '|'
	rows, err := in.ReadAll()
	check(t, err)
	if n != 1 || len(rows) != 2 || !slices.Contains(rows[1], "1234,5") {
		t.Errorf("%d records in %d rows: %q", n, len(rows), rows)
	}
	for _, heading := range rows[0] {
		if words := madeup.Foreign(heading); len(words) > 0 {
			t.Errorf("a column is called %q", heading)
		}
	}
}

// TestSlovakDatabase: whoever begins in Slovak has Slovak items, euros, and numbers of Slovakia.
func TestSlovakDatabase(t *testing.T) {
	im := openIn(t, assets.Slovak)
	file, _ := workbookOf(t, `
		# Klienti
		Názov | Právna forma | Počet zamestnancov | Telefón 1 | Platiteľ DPH | Krajina | Kontakt 1 – Priezvisko
		Alfa  | SZČO         | 10–49              | 0901 234 567 | áno       | Rakúsko | Nováková
		Beta  | s.r.o.       |                    | 0901 234 568 | nie       |         |`)
	r := checkFile(t, im, file, importer.CheckOptions{Lang: assets.Slovak})
	if r.Language != assets.Slovak {
		t.Errorf("the workbook is taken for %s", r.Language)
	}
	for _, i := range r.Issues {
		if i.Code != issue.DoubtfulPhone { // of the Austrian
			t.Errorf("%s %s: %s", i.Cell(), i.Code, i.Message(assets.English))
		}
	}
	file, _ = workbookOf(t, "# Produkty\nKód | Názov | Štandardná cena\nA | Stôl | 1 234,50")
	importFile(t, im, file, importer.CheckOptions{Lang: assets.Slovak})
	for _, p := range records(t, im, data.Product) {
		if p.Text("currency") != "EUR" || p.Value("price") != 1234.5 {
			t.Errorf("a price of %v %s", p.Value("price"), p.Text("currency"))
		}
	}
}
