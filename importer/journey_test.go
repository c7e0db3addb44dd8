package importer_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/data/fold"
	"kartoteka/importer"
	"kartoteka/importer/issue"
	"kartoteka/importer/template"
	"kartoteka/importer/xlsx"
)

func importFile(t testing.TB, im *importer.Importer, file string, o importer.CheckOptions) (*importer.Report, data.Import) {
	t.Helper()
	r := checkFile(t, im, file, o)
	in, err := im.Import(context.Background(), r, admin(t, im), nil)
	if err != nil {
		t.Fatal(err)
	}
	return r, in
}

func records(t testing.TB, im *importer.Importer, kind data.RecordType) []data.Record {
	t.Helper()
	all, err := im.Store.Records(context.Background(), kind, data.Query{})
	check(t, err)
	return all
}

// TestStoredValues compares every value of one record of each type with what its cells mean.
func TestStoredValues(t *testing.T) {
	im := open(t)
	file, _ := workbookOf(t, `
		# Klienti
		Klíč | Název       | IČO  | PSČ   | Země  | Stav     | Vztah | Plátce DPH | Telefon 1   | Poznámka | Štítky         | Výročí
		K1   | =1+1 s.r.o. | 6947 | 11000 | Česko | Aktuální |       | x          | 601 000 001 | -1       | VIP; Praha,VIP | 24. 12. 2026
		# Kontaktní osoby
		Klient | Jméno | Příjmení  | Narozeniny | Pohlaví | E-mail 1          | Klíčová osoba
		6947   | Jan   | +Novák    | 1.2.1990   | muž     | Jan@Example.com   | ne`)
	_, in := importFile(t, im, file, importer.CheckOptions{})
	user := admin(t, im)
	clients, contacts := records(t, im, data.Client), records(t, im, data.Contact)
	assertRecord(t, clients[0], in.Label, map[string]any{
		"name": "=1+1 s.r.o.", "reg_number": "00006947", "zip": "110 00", "country": "CZ", "state": "actual", "role": "subscriber",
		"vat_payer": true, "phone_1": "601 000 001", "note": "-1", "tags": "VIP, Praha", "anniversary": "2026-12-24",
		"person": false, "owner": user.ID,
	})
	assertRecord(t, contacts[0], in.Label, map[string]any{
		"client": clients[0].ID, "first_name": "Jan", "last_name": "+Novák", "birthday": "1990-02-01", "gender": "male",
		"email_1": "Jan@Example.com", "key_person": false, "owner": user.ID,
	})
}

func assertRecord(t *testing.T, r data.Record, label string, want map[string]any) {
	t.Helper()
	if r.Label != label {
		t.Errorf("label %q, want %q", r.Label, label)
	}
	got := map[string]any{}
	for _, v := range r.Values {
		got[v.Key] = v.V
	}
	for key, v := range want {
		if got[key] != v {
			t.Errorf("%s: got %#v, want %#v", key, got[key], v)
		}
		delete(got, key)
	}
	if len(got) > 0 {
		t.Errorf("values that were not put there: %v", got)
	}
}

func TestFileOfIssues(t *testing.T) {
	tooMany := strings.Builder{}
	tooMany.WriteString("# Produkty\nKód | Název\n")
	for i := range data.MaxRecords + 1 {
		fmt.Fprintf(&tooMany, "P%d | Produkt %d\n", i, i)
	}
	for _, test := range []struct{ name, grid, want string }{
		{"only a header", "# Leady\nPředmět | Priorita", "no-data"},
		{"a required column is missing", "! clients-wide\n# Klienti\nIČO | Ulice | Město | PSČ | Země\n | U lípy 1 | Praha | |", "Klienti missing-column"},
		{"the sheet of persons is missing", "# Klienti\nKlíč | Název\nK1 | Alfa", "missing-sheet"},
		{"more than fit into one import", tooMany.String(), "too-many-records"},
	} {
		t.Run(test.name, func(t *testing.T) {
			im := open(t)
			file, _ := workbookOf(t, test.grid)
			r := checkFile(t, im, file, importer.CheckOptions{})
			if !slices.Contains(found(r), test.want) {
				t.Errorf("issues %v, want %s", found(r), test.want)
			}
			if _, err := im.Import(context.Background(), r, admin(t, im), nil); !errors.Is(err, importer.ErrBlocked) {
				t.Errorf("import: %v", err)
			}
			if n := r.Outcomes(importer.Imported)[r.Template.Record]; n != 0 {
				t.Errorf("%d records would be imported", n)
			}
		})
	}
}

func TestUnknownTemplateNamesWhatIsThere(t *testing.T) {
	file, _ := workbookOf(t, "# Faktury\nČíslo | Částka\n1 | 2\n# Skladové karty\nKód | Sklad\n1 | 2")
	_, err := open(t).Check(context.Background(), file, importer.CheckOptions{Lang: assets.Czech}, nil)
	var unknown *template.UnknownError
	if !errors.As(err, &unknown) {
		t.Fatalf("error %v", err)
	}
	if len(unknown.Sheets) != 2 || unknown.Sheets[0].Name != "Faktury" || !slices.Equal(unknown.Sheets[0].Titles, []string{"Číslo", "Částka"}) {
		t.Errorf("sheets %v", unknown.Sheets)
	}
	if unknown.Nearest == nil || unknown.Nearest.Key != "products" || len(unknown.Missing) != 1 || unknown.Missing[0].Field.Key != "name" {
		t.Errorf("nearest %v lacks %v", unknown.Nearest, unknown.Missing)
	}
}

// A workbook of no template is read to its end before it is refused: it may be damaged or begin further down.
func TestUnknownTemplateIsReadToItsEnd(t *testing.T) {
	file, _ := workbookOf(t, "# Faktury"+strings.Repeat("\n", 26)+"Číslo | Částka\n1 | 2")
	_, err := open(t).Check(context.Background(), file, importer.CheckOptions{Lang: assets.Czech}, nil)
	var unknown *template.UnknownError
	if !errors.As(err, &unknown) || len(unknown.Sheets) != 1 || !slices.Equal(unknown.Sheets[0].Titles, []string{"Číslo", "Částka"}) {
		t.Errorf("a header in row 26: %v", err)
	}

	file, _ = workbookOf(t, "# Faktury\n"+strings.Repeat("Číslo | Částka\n", 30))
	damaged := repacked(t, file, func(name string, content []byte) (string, []byte) {
		if strings.Contains(name, "worksheets/") {
			content = bytes.Replace(content, []byte(`<row r="28"`), []byte(`<row r="28" <`), 1)
		}
		return name, content
	})
	check(t, os.WriteFile(file, damaged, 0o600))
	if _, err := open(t).Check(context.Background(), file, importer.CheckOptions{Lang: assets.Czech}, nil); !errors.Is(err, xlsx.ErrDamaged) {
		t.Errorf("damage in row 28: %v", err)
	}
}

func TestManyClientsOfOneName(t *testing.T) {
	file, _ := workbookOf(t, "# Klienti\nKlíč | Název"+strings.Repeat("\n | Alfa", 300)+"\n# Kontaktní osoby\nKlient | Příjmení"+strings.Repeat("\nAlfa | Novák", 300))
	places := 0
	for _, i := range checkFile(t, open(t), file, importer.CheckOptions{}).Issues {
		places += len(i.Others)
		if i.Code == issue.AmbiguousClient && (len(i.Others) < 2 || !strings.Contains(i.Message(assets.Czech), "…")) {
			t.Fatalf("%d clients, %s", len(i.Others), i.Message(assets.Czech))
		}
	}
	if places > 300*30 {
		t.Errorf("the issues of 600 rows name %d places", places)
	}
}

func TestOtherSheetsAreNamed(t *testing.T) {
	file, _ := workbookOf(t, "# Leady\nPředmět\nPoptávka\n# Poznámky\nnezapomenout | x\n# Hluboko\n"+strings.Repeat("\n", 30)+"až tady\n# Prázdný\n")
	got := found(checkFile(t, open(t), file, importer.CheckOptions{}))
	if !slices.Equal(got, []string{"Hluboko unknown-sheet", "Poznámky unknown-sheet"}) {
		t.Errorf("issues %v", got)
	}
}

func TestFileChangedSinceTheCheck(t *testing.T) {
	im := open(t)
	file, _ := workbookOf(t, "# Leady\nPředmět\nPoptávka")
	r := checkFile(t, im, file, importer.CheckOptions{})
	other, _ := workbookOf(t, "# Leady\nPředmět\nJiná poptávka")
	check(t, os.Rename(other, file))
	if _, err := im.Import(context.Background(), r, admin(t, im), nil); !errors.Is(err, importer.ErrChanged) {
		t.Errorf("changed file: %v", err)
	}
	check(t, os.Remove(file))
	if _, err := im.Import(context.Background(), r, admin(t, im), nil); !errors.Is(err, importer.ErrGone) {
		t.Errorf("vanished file: %v", err)
	}
	if n := len(records(t, im, data.Lead)); n != 0 {
		t.Errorf("%d leads imported", n)
	}
}

func TestDatabaseChangedSinceTheCheck(t *testing.T) {
	im := open(t)
	file, _ := workbookOf(t, "# Leady\nPředmět\nPoptávka")
	r := checkFile(t, im, file, importer.CheckOptions{})
	lead := data.Record{Type: data.Lead}
	lead.Set("topic", "Poptávka")
	check(t, im.Store.Insert(context.Background(), admin(t, im), &lead))
	if _, err := im.Import(context.Background(), r, admin(t, im), nil); !errors.Is(err, data.ErrStale) {
		t.Errorf("error %v", err)
	}
}

func TestCorrections(t *testing.T) {
	im := open(t)
	file, _ := workbookOf(t, "# Leady\nPředmět | E-mail 1\nPoptávka | novak(at)example.com\n | x@example.com")
	fixes := importer.Corrections{
		{Sheet: "Leady", Row: 2, Col: 2, Was: "novak(at)example.com", Now: "novak@example.com"},
		{Sheet: "Leady", Row: 3, Col: 1, Now: "Doplněno"},
		{Sheet: "Leady", Row: 3, Col: 2, Was: "something else", Now: "never@example.com"},
	}
	importFile(t, im, file, importer.CheckOptions{Corrections: fixes})
	var got []string
	for _, r := range records(t, im, data.Lead) {
		got = append(got, r.Text("topic")+" "+r.Text("email_1"))
	}
	slices.Sort(got)
	if want := []string{"Doplněno x@example.com", "Poptávka novak@example.com"}; !slices.Equal(got, want) {
		t.Errorf("stored %v, want %v", got, want)
	}
}

func TestNewListItemsComeWithTheImport(t *testing.T) {
	im := open(t)
	file, expected := workbookOf(t, "# Leady\nPředmět | Stav leadu\nA | Ztracený ‹new-list-item\nB | ztraceny")
	r := checkFile(t, im, file, importer.CheckOptions{AddListItems: true})
	if got := found(r); len(got) < 1 || got[0] != expected[0] {
		t.Errorf("issues %v, want %v", got, expected)
	}
	_, err := im.Import(context.Background(), r, admin(t, im), nil)
	check(t, err)
	lists, err := im.Store.Lists(context.Background())
	check(t, err)
	n := 0
	for _, item := range lists["lead_phase"] {
		if fold.Text(item) == "ztraceny" {
			n++
		}
	}
	if n != 1 {
		t.Errorf("the item is %d times in %v", n, lists["lead_phase"])
	}
	for _, r := range records(t, im, data.Lead) {
		if r.Text("phase") != "Ztracený" {
			t.Errorf("phase %q", r.Text("phase"))
		}
	}
}

func TestCancelledCheck(t *testing.T) {
	file, _ := workbookOf(t, "# Leady\nPředmět\nPoptávka")
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := open(t).Check(ctx, file, importer.CheckOptions{}, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

func TestCancelledImportLeavesNothing(t *testing.T) {
	im := open(t)
	var text strings.Builder
	text.WriteString("# Leady\nPředmět | Stav leadu\n")
	for i := range 2000 {
		fmt.Fprintf(&text, "Poptávka %d | Zbrusu nový\n", i)
	}
	file, _ := workbookOf(t, text.String())
	r := checkFile(t, im, file, importer.CheckOptions{AddListItems: true})
	before, err := im.Store.Lists(context.Background())
	check(t, err)
	ctx, cancel := context.WithCancel(context.Background())
	_, err = im.Import(ctx, r, admin(t, im), func(done, _ int) {
		if done > 500 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	after, err := im.Store.Lists(context.Background())
	check(t, err)
	imports, err := im.Store.Imports(context.Background())
	check(t, err)
	if n := len(records(t, im, data.Lead)); n != 0 || len(imports) != 0 || len(after["lead_phase"]) != len(before["lead_phase"]) {
		t.Errorf("left behind: %d leads, imports %v, list %v", n, imports, after["lead_phase"])
	}
}

// TestRowsOutOfOrder reads a sheet whose rows stand in the file in another order than in the sheet.
func TestRowsOutOfOrder(t *testing.T) {
	im := open(t)
	file, _ := workbookOf(t, "# Leady\nPředmět | E-mail 1\nPrvní | a@example.com\nDruhý | b(at)example.com\nTřetí | c@example.com")
	file = rewritePart(t, file, "xl/worksheets/sheet1.xml", func(xml string) string {
		start, end := strings.Index(xml, `<row r="2"`), strings.Index(xml, `<row r="3"`)
		last := strings.Index(xml, "</sheetData>")
		return xml[:start] + xml[end:last] + xml[start:end] + xml[last:]
	})
	r := checkFile(t, im, file, importer.CheckOptions{})
	if got := found(r); !slices.Equal(got, []string{"Leady!B3 invalid-email"}) || r.Found()[data.Lead] != 3 {
		t.Errorf("issues %v, found %v", got, r.Found())
	}
}
