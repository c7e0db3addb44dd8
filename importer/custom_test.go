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
)

// customCells are a cell of each type a custom field may have, and the value it means.
var customCells = map[data.FieldType]struct {
	cell  string
	value any
}{
	data.Text:     {"=cmd|x", "=cmd|x"},
	data.LongText: {"první\ndruhý", "první\ndruhý"},
	data.Number:   {"1 234,50", 1234.5},
	data.Amount:   {"1 500 EUR", "1500 EUR"},
	data.Percent:  {"21 %", 21.0},
	data.Bool:     {"ano", true},
	data.Date:     {"24. 12. 2026", "2026-12-24"},
	data.DateTime: {"24. 12. 2026 14:30", "2026-12-24T14:30:00"},
	data.Time:     {"14:30", "14:30:00"},
	data.List:     {"CERVENA", "červená"},
	data.URL:      {"www.example.com", "www.example.com"},
}

// addFields gives every record type a custom field of every type; a field is called by its type.
func addFields(t *testing.T, im *importer.Importer) {
	t.Helper()
	for _, kind := range data.Importable() {
		for _, custom := range data.CustomTypes() {
			var items []string
			if custom == data.List {
				items = []string{"červená", "modrá"}
			}
			_, err := im.Store.AddField(context.Background(), admin(t, im), kind, data.Field{Title: "Moje " + string(custom), Type: custom}, items...)
			check(t, err)
		}
	}
}

// filled makes a workbook of a template of the database as it is now, with texts in the first row of its sheets by
// title of their column.
func filled(t *testing.T, im *importer.Importer, key string, l assets.Lang, texts map[string]string) string {
	t.Helper()
	tpl := template.ByKey(key).ToFill()
	var w bytes.Buffer
	check(t, template.Write(context.Background(), im.Store, tpl, template.Options{Lang: l}, &w))
	f, err := excelize.OpenReader(&w)
	check(t, err)
	defer f.Close()
	schema, err := im.Store.Schema(context.Background())
	check(t, err)
	for i := range tpl.Sheets {
		for n, c := range tpl.Sheets[i].Columns(schema) {
			if text, ok := texts[c.Title(l)]; ok {
				cell, err := excelize.CoordinatesToCellName(n+1, 3)
				check(t, err)
				check(t, f.SetCellStr(l.Text("sheet."+tpl.Sheets[i].Key), cell, text))
			}
		}
	}
	out, err := f.WriteToBuffer()
	check(t, err)
	return saved(t, "vyplněno.xlsx", out.Bytes())
}

// Custom fields of all types on all record types go through the real templates, and every value arrives.
func TestCustomFieldsOfEveryType(t *testing.T) {
	required := [][3]string{ // of the templates: record type, key, text
		{"client", "row_key", "K1"}, {"client", "name", "Alfa"}, {"contact", "client", "K1"}, {"contact", "last_name", "Nová"}, {"lead", "topic", "Poptávka"}, {"product", "code", "A"},
	}
	for _, tpl := range template.All() {
		for _, l := range walkedLanguages() {
			t.Run(tpl.Key+"/"+string(l), func(t *testing.T) {
				im := open(t)
				addFields(t, im)
				if tpl.Record == data.Deal || tpl.Record == data.Activity { // they refer to a client that is there
					client := data.Record{Type: data.Client}
					client.Set("name", "K1")
					check(t, im.Store.Insert(context.Background(), admin(t, im), &client))
				}
				texts := map[string]string{}
				person := template.Section{Number: 2}
				for _, f := range required {
					texts[l.FieldTitle(f[0], f[1])] = f[2]
				}
				texts[person.Title(l)+" – "+l.FieldTitle("contact", "last_name")] = "Nová"
				for custom, c := range customCells {
					texts["Moje "+string(custom)] = c.cell
					texts[person.Title(l)+" – Moje "+string(custom)] = c.cell
				}
				r, in := importFile(t, im, filled(t, im, tpl.Key, l, texts), importer.CheckOptions{})
				if len(r.Issues) > 0 {
					t.Errorf("issues %v", found(r))
				}
				schema, err := im.Store.Schema(context.Background())
				check(t, err)
				for kind, n := range in.Imported {
					if n != 1 {
						t.Fatalf("%d records of type %s", n, kind)
					}
					stored := records(t, im, kind)[0]
					for _, f := range schema.Active(kind) {
						if got, want := stored.Value(f.Key), customCells[f.Type].value; f.Custom() && got != want {
							t.Errorf("%s, %s: %#v, want %#v", kind, f.Type, got, want)
						}
					}
				}
			})
		}
	}
}

// A workbook made from a template of yesterday goes by the fields as they are today: its custom fields are found by
// identity, whatever they are called now, even when another field has their former name; what was added is told, and
// stops the import only where it is required.
func TestCustomFieldsChangedSinceTheTemplate(t *testing.T) {
	ctx := context.Background()
	add := func(t *testing.T, im *importer.Importer, title string, required bool) data.Field {
		f, err := im.Store.AddField(ctx, admin(t, im), data.Lead, data.Field{Title: title, Type: data.Text, Required: required})
		check(t, err)
		return f
	}
	for _, test := range []struct {
		name   string
		change func(t *testing.T, im *importer.Importer, colour, size data.Field)
		issues []expectation
		values map[string]string // by title as it is now, of the record that is imported; nil when the file is blocked
	}{
		{"nothing", func(*testing.T, *importer.Importer, data.Field, data.Field) {}, nil, map[string]string{"Barva": "červená", "Velikost": "velká"}},
		{"a field was renamed", func(t *testing.T, im *importer.Importer, colour, _ data.Field) {
			check(t, im.Store.RenameField(ctx, admin(t, im), colour.ID, "Odstín"))
		}, nil, map[string]string{"Odstín": "červená", "Velikost": "velká"}},
		{"two fields changed names", func(t *testing.T, im *importer.Importer, colour, size data.Field) {
			check(t, im.Store.RenameField(ctx, admin(t, im), colour.ID, "Jinak"))
			check(t, im.Store.RenameField(ctx, admin(t, im), size.ID, "Barva"))
			check(t, im.Store.RenameField(ctx, admin(t, im), colour.ID, "Velikost"))
		}, nil, map[string]string{"Velikost": "červená", "Barva": "velká"}},
		{"a new field has the former name of another", func(t *testing.T, im *importer.Importer, colour, _ data.Field) {
			check(t, im.Store.RenameField(ctx, admin(t, im), colour.ID, "Odstín"))
			add(t, im, "Barva", false)
		}, []expectation{"Leady outdated-template"}, map[string]string{"Odstín": "červená", "Velikost": "velká", "Barva": ""}},
		{"a field was retired", func(t *testing.T, im *importer.Importer, colour, _ data.Field) {
			check(t, im.Store.RetireField(ctx, admin(t, im), colour.ID, true))
		}, []expectation{"retired-column"}, map[string]string{"Velikost": "velká"}},
		{"an optional field was added", func(t *testing.T, im *importer.Importer, _, _ data.Field) {
			add(t, im, "Nové pole", false)
		}, []expectation{"Leady outdated-template"}, map[string]string{"Barva": "červená", "Nové pole": ""}},
		{"a required field was added", func(t *testing.T, im *importer.Importer, _, _ data.Field) {
			add(t, im, "Nové pole", true)
		}, []expectation{"Leady missing-column"}, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			im := open(t)
			colour, size := add(t, im, "Barva", false), add(t, im, "Velikost", false)
			file := filled(t, im, "leads", assets.Czech, map[string]string{"Předmět": "Poptávka", "Barva": "červená", "Velikost": "velká"})
			test.change(t, im, colour, size)
			r := checkFile(t, im, file, importer.CheckOptions{})
			var got []expectation
			for _, i := range r.Issues {
				if i.Code == issue.RetiredColumn {
					got = append(got, string(i.Code)) // wherever its column stands
					continue
				}
				got = append(got, i.Sheet+" "+string(i.Code))
			}
			if !slices.Equal(got, test.issues) {
				t.Errorf("issues %v, want %v", got, test.issues)
			}
			if test.values == nil {
				if !r.Blocked() {
					t.Error("it could be imported")
				}
				return
			}
			_, err := im.Import(ctx, r, admin(t, im), nil)
			check(t, err)
			schema, err := im.Store.Schema(ctx)
			check(t, err)
			lead := records(t, im, data.Lead)[0]
			for _, f := range schema.Active(data.Lead) {
				if want, ok := test.values[f.Title]; ok && lead.Text(f.Key) != want {
					t.Errorf("%s is %q, want %q", f.Title, lead.Text(f.Key), want)
				}
			}
		})
	}
}

// In the one-row template custom fields are the last columns, under headings that say whose they are. A workbook that
// has them inside the sections, as templates once had, imports as before.
func TestCustomFieldsStandLast(t *testing.T) {
	ctx := context.Background()
	im := open(t)
	for _, kind := range []data.RecordType{data.Client, data.Contact} {
		_, err := im.Store.AddField(ctx, admin(t, im), kind, data.Field{Title: "Moje pole", Type: data.Text})
		check(t, err)
	}
	for l, groups := range map[assets.Lang][]string{
		assets.Czech:   {"Volitelná pole – Klient", "Volitelná pole – Kontakt 1", "Volitelná pole – Kontakt 6"},
		assets.English: {"Custom fields – Client", "Custom fields – Contact 1", "Custom fields – Contact 6"},
	} {
		var w bytes.Buffer
		check(t, template.Write(ctx, im.Store, template.ByKey("clients-wide").ToFill(), template.Options{Lang: l}, &w))
		f, err := excelize.OpenReader(&w)
		check(t, err)
		defer f.Close()
		rows, err := f.GetRows(l.Text("sheet.clients"))
		check(t, err)
		n := len(rows[1])
		first, last := template.Section{Number: 1}, template.Section{Number: 6}
		titles := []string{"Moje pole", first.Title(l) + " – Moje pole", last.Title(l) + " – Moje pole"}
		for i, col := range []int{n - 7, n - 6, n - 1} {
			if rows[0][col] != groups[i] || rows[1][col] != titles[i] {
				t.Errorf("column %d of %d is %q under %q, want %q under %q", col+1, n, rows[1][col], rows[0][col], titles[i], groups[i])
			}
		}
		if rows[1][n-8] != last.Title(l)+" – "+l.FieldTitle("contact", "note") {
			t.Errorf("before the custom fields stands %q", rows[1][n-8])
		}
		instructions, err := f.GetRows(l.Text("sheet.instructions"))
		check(t, err)
		all := ""
		for _, row := range instructions {
			all += strings.Join(row, "|") + "\n"
		}
		if !strings.Contains(all, groups[0]) || !strings.Contains(all, groups[1]+" – 6") {
			t.Errorf("the instructions have no groups %q", groups)
		}
	}
	file, _ := workbookOf(t, `
		# Klienti
		Název | Moje pole | Kontakt 1 – Příjmení | Kontakt 1 – Moje pole | Kontakt 2 – Příjmení | Kontakt 2 – Moje pole
		Alfa  | a         | Malá                 | b                     | Velká                | c`)
	r, _ := importFile(t, im, file, importer.CheckOptions{})
	schema, err := im.Store.Schema(ctx)
	check(t, err)
	var got []string
	for _, e := range r.Entries {
		for _, f := range schema.Active(e.Record.Type) {
			if f.Custom() {
				got = append(got, e.Record.Text(f.Key))
			}
		}
	}
	if !slices.Equal(got, []string{"a", "b", "c"}) {
		t.Errorf("values %q of %v", got, found(r))
	}
}
