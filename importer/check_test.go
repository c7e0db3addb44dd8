package importer_test

import (
	"bytes"
	"context"
	"errors"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer"
	"kartoteka/importer/issue"
	"kartoteka/importer/template"
	"kartoteka/importer/xlsx"
)

// now is the clock of these tests.
var now = time.Date(2026, 11, 22, 10, 0, 0, 0, time.Local)

// open returns an importer on a fresh database.
func open(t testing.TB) *importer.Importer {
	t.Helper()
	store, err := data.Open(filepath.Join(t.TempDir(), "test.db"), data.Options{Fresh: data.Fresh(assets.Czech.Fresh()), Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	return &importer.Importer{Store: store}
}

// admin is the administrator of a fresh database.
func admin(t testing.TB, im *importer.Importer) data.User {
	t.Helper()
	user, err := im.Store.DefaultUser(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return user
}

// An expectation is the code a cell is marked with: "Klienti!D3 invalid-email".
type expectation = string

// workbookOf makes a workbook of a text: a line "# Klienti" begins a sheet, every other line is a row, its
// cells apart by "|". A cell that should be reported carries the code behind "‹": "31.2.2026 ‹invalid-date".
// An empty line is an empty row. A line "! leads" makes it a workbook of that template by its properties.
func workbookOf(t testing.TB, text string) (file string, expected []expectation) {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	sheet, row := "", 0
	for _, line := range strings.Split(strings.Trim(text, "\n"), "\n") {
		line = strings.TrimSpace(line)
		if key, ok := strings.CutPrefix(line, "! "); ok {
			check(t, f.SetCustomProps(excelize.CustomProperty{Name: "Kartoteka.Template", Value: key}))
			continue
		}
		if name, ok := strings.CutPrefix(line, "# "); ok {
			if sheet == "" {
				check(t, f.SetSheetName("Sheet1", name))
			} else {
				_, err := f.NewSheet(name)
				check(t, err)
			}
			sheet, row = name, 0
			continue
		}
		row++
		for i, cell := range strings.Split(line, "|") {
			address, err := excelize.CoordinatesToCellName(i+1, row)
			check(t, err)
			value, codes, _ := strings.Cut(cell, "‹")
			for _, code := range strings.Fields(codes) {
				expected = append(expected, sheet+"!"+address+" "+code)
			}
			if value = strings.TrimSpace(value); value != "" {
				check(t, f.SetCellStr(sheet, address, value))
			}
		}
	}
	file = filepath.Join(t.TempDir(), "sešit.xlsx")
	check(t, f.SaveAs(file))
	slices.Sort(expected)
	return file, expected
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// found lists the issues of a report as expectations.
func found(r *importer.Report) []expectation {
	var all []expectation
	for _, i := range r.Issues {
		place := i.Sheet + "!" + i.Cell()
		if i.Cell() == "" {
			place = i.Sheet
		}
		all = append(all, strings.TrimSpace(place+" "+string(i.Code)))
	}
	slices.Sort(all)
	return all
}

func checkFile(t testing.TB, im *importer.Importer, file string, o importer.CheckOptions) *importer.Report {
	t.Helper()
	o.Now = now
	if o.Lang == "" {
		o.Lang = assets.Czech
	}
	if o.By.ID == 0 {
		o.By = admin(t, im)
	}
	r, err := im.Check(context.Background(), file, o, nil)
	if err != nil {
		t.Fatal(err)
	}
	assertSum(t, r)
	return r
}

// assertSum proves that nothing was lost: found = imported + rejected + duplicates for each record type.
func assertSum(t testing.TB, r *importer.Report) {
	t.Helper()
	imported, rejected, skipped := r.Outcomes(importer.Imported), r.Outcomes(importer.Rejected), r.Outcomes(importer.Skipped)
	for kind, n := range r.Found() {
		if n != imported[kind]+rejected[kind]+skipped[kind] {
			t.Errorf("%s: found %d, imported %d, rejected %d, skipped %d", kind, n, imported[kind], rejected[kind], skipped[kind])
		}
	}
}

func TestCheckGrids(t *testing.T) {
	for _, test := range []struct {
		name, grid         string
		imported, rejected data.Counts
		skipped            data.Counts
	}{
		{
			name: "a client is rejected with its persons, a person alone",
			grid: `
				# Klienti
				Název *      | E-mail 1                          | Kontakt 1 – Příjmení *  | Kontakt 1 – E-mail 1      | Kontakt 2 – Příjmení
				Alfa s.r.o.  | info@example.com                  | Nová                    | nova@example.com          | Malý
				Beta s.r.o.  | info(at)example.com ‹invalid-email | Starý ‹client-left-out  |                           | Mladá ‹client-left-out
				Gama s.r.o.  |                                   | Bílá                    | bila@ ‹invalid-email      | Černý
				Delta s.r.o. |                                   | ‹required               | delta@example.com         |
				‹required    |                                   | Sirotek ‹client-left-out |                          |`,
			imported: data.Counts{data.Client: 3, data.Contact: 3},
			rejected: data.Counts{data.Client: 2, data.Contact: 5},
		},
		{
			name: "columns in any order and language, below other rows",
			grid: `
				! clients-wide
				# List1
				Naši klienti 2026

				Poznámka pod čarou
				note | E-MAIL 1        | nazev klienta | Company ID ‹unknown-column | Kontakt 1 – Last name
				x    | a@example.com   | Alfa          | 17                         | Nová`,
			imported: data.Counts{data.Client: 1, data.Contact: 1},
		},
		{
			name: "duplicates in the file by number and by name",
			grid: `
				# Klienti
				Název                         | IČO
				Alfa s.r.o.                   | 27082440
				Úplně jiná                    | 27082440 ‹duplicate-in-file
				ALFA, s. r. o. ‹duplicate-in-file |
				Beta                          |
				beta ‹duplicate-in-file       |
				Beta ‹duplicate-in-file       | 00006947
				Gama                          | 00006947
				Gama                          | 25596641`,
			imported: data.Counts{data.Client: 4},
			skipped:  data.Counts{data.Client: 4},
		},
		{
			name: "individuals are the same by name and one address in common",
			grid: `
				# Klienti
				Název | Fyzická osoba | Jméno | Příjmení  | E-mail 1         | E-mail 2         | Telefon 1
				| ano           | Jan   | Novák     | jan@example.com  |                  |
				| ano           | Jan   | Novák     | jiny@example.com |                  |
				| ano | Jan | Novák ‹duplicate-in-file| x@example.com | JAN@example.com |
				| ano           | Eva   | Malá      |                  |                  | 601 000 001
				| ano           | Eva   | Malá ‹duplicate-in-file |     |                  | +420601000001
				| ano           | Eva   | ‹required |                  |                  |`,
			imported: data.Counts{data.Client: 3},
			skipped:  data.Counts{data.Client: 2},
			rejected: data.Counts{data.Client: 1},
		},
		{
			name: "a contact person is no duplicate of a client of the same name",
			grid: `
				# Klienti
				Název | Fyzická osoba | Příjmení | E-mail 1            | Kontakt 1 – Příjmení | Kontakt 1 – E-mail 1
				Novák | ano           | Novák    | novak@example.com   | Novák                | novak@example.com`,
			imported: data.Counts{data.Client: 1, data.Contact: 1},
		},
		{
			name: "a client with an error does not keep out a good one",
			grid: `
				# Klienti
				Název | IČO      | Výročí
				Alfa  | 27082440 | 31.2.2026 ‹invalid-date
				Alfa  | 27082440 | 24.12.2026`,
			imported: data.Counts{data.Client: 1},
			rejected: data.Counts{data.Client: 1},
		},
		{
			name: "persons name their client by key, number or name",
			grid: `
				# Klienti
				Klíč | Název       | IČO
				K1   | Alfa s.r.o. | 27082440
				K2   | Beta s.r.o. |
				K3   | Gama        | 25596641
				K2 ‹duplicate-key | Delta |
				K5   | Gama        | 00006947
				# Kontaktní osoby
				Klient       | Příjmení
				K1           | První
				27082440     | Druhý
				beta S.R.O.  | Třetí
				k1           | Čtvrtý
				Omega ‹unknown-client   | Pátý
				Gama ‹ambiguous-client  | Šestý
				K2 ‹ambiguous-client    | Sedmý
				Delta ‹client-left-out  | Osmý
				‹required               | Devátý
				K1                      | PRVNÍ ‹duplicate-in-file`,
			imported: data.Counts{data.Client: 4, data.Contact: 4},
			rejected: data.Counts{data.Client: 1, data.Contact: 5},
			skipped:  data.Counts{data.Contact: 1},
		},
		{
			name: "persons of a skipped client are left out with it",
			grid: `
				# Klienti
				Název                  | Kontakt 1 – Příjmení
				Alfa                   | Nová
				Alfa ‹duplicate-in-file | Stará ‹client-skipped`,
			imported: data.Counts{data.Client: 1, data.Contact: 1},
			skipped:  data.Counts{data.Client: 1, data.Contact: 1},
		},
		{
			name: "leads are the same by topic and whom they are about, unless they differ in an address",
			grid: `
				# Leady
				Předmět | Název společnosti | Příjmení | E-mail 1      | Telefon 1
				Poptávka | Alfa             |          |               |
				poptavka ‹duplicate-in-file | ALFA |   | a@example.com |
				Poptávka | Beta             |          | a@example.com |
				Poptávka | Beta             |          | b@example.com |
				Poptávka ‹duplicate-in-file | Beta |   | b@example.com | 601 000 001
				Poptávka |                  | Nová     |               |
				Poptávka ‹duplicate-in-file |  | Nová |               |
				Poptávka |                  |          |               |
				Poptávka |                  |          |               |`,
			imported: data.Counts{data.Lead: 6},
			skipped:  data.Counts{data.Lead: 3},
		},
		{
			name: "products: code once, range of validity",
			grid: `
				# Produkty
				Kód | Název | Platnost od | Platnost do
				A-1 | Židle | 1.1.2026    | 31.12.2026
				A1  | Stůl  | 2.1.2026    | 1.1.2026 ‹invalid-range
				a-1 ‹duplicate-key | Křeslo | |
				    ‹required | Lampa |  |`,
			imported: data.Counts{data.Product: 1},
			rejected: data.Counts{data.Product: 3},
		},
		{
			name: "the same title twice, and a column no title stands above",
			grid: `
				! clients-wide
				# Klienti
				Název | Firma ‹duplicate-column |      | Město
				Alfa  | x                       | y ‹unknown-column | Praha
				Beta  | x                       | z    | Brno`,
			rejected: data.Counts{data.Client: 2},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			file, expected := workbookOf(t, test.grid)
			r := checkFile(t, open(t), file, importer.CheckOptions{})
			if got := found(r); !slices.Equal(got, expected) {
				t.Errorf("issues\n got %s\nwant %s", strings.Join(got, "\n     "), strings.Join(expected, "\n     "))
			}
			for outcome, want := range map[importer.Outcome]data.Counts{
				importer.Imported: test.imported, importer.Rejected: test.rejected, importer.Skipped: test.skipped,
			} {
				for kind, n := range r.Outcomes(outcome) {
					if n != want[kind] {
						t.Errorf("outcome %d of %s: got %d, want %d", outcome, kind, n, want[kind])
					}
				}
			}
		})
	}
}

// The header again below is reported and no record: whole, in part, in another language. A record of which one value is
// like a title stays one.
func TestHeaderRepeatedBelow(t *testing.T) {
	for grid, rows := range map[string][]int{
		"# Klienti\nNázev | IČO | Město\nAlfa | | Brno\nNázev | IČO | Město\nBeta | | Praha":                     {3},
		"# Klienti\nNázev | IČO | Město\nName * | Registration No. | City\nNÁZEV | | město\nname | | city":       {2, 3, 4},
		"# Klienti\nNázev | IČO | Město\nNázev | | Brno\nAlfa | | Město\n | IČO | Praha":                         nil,
		"# Klienti\nNázev | IČO | Ulice\nKlient | Identifikace | Adresa\nAdresa | | Brno\nKlient | | Adresa":     {2, 4},
		"# Leady\nPředmět | Poznámka\nLead |\nLead | Další údaje":                                                {3},
		"# Leady\nPředmět\nPředmět\nPoptávka":                                                                    {2},
		"# Klienti\nKlíč | Název\nK1 | Alfa\n# Kontaktní osoby\nKlient | Příjmení\nKlient | Příjmení\nK1 | Malá": {2},
	} {
		file, _ := workbookOf(t, grid)
		r := checkFile(t, open(t), file, importer.CheckOptions{})
		var got []int
		for _, i := range r.Issues {
			if i.Code == issue.RepeatedHeader {
				got = append(got, i.Row)
			}
		}
		for _, e := range r.Entries {
			if slices.Contains(rows, e.Row) && e.Sheet == len(r.Sheets)-1 {
				t.Errorf("row %d is a record of\n%s", e.Row, grid)
			}
		}
		if !slices.Equal(got, rows) {
			t.Errorf("rows %v, want %v in\n%s", got, rows, grid)
		}
	}
}

// The headings of a template, pasted again below with the row of groups above them, are no records: of each template and language.
func TestHeadingsPastedBelow(t *testing.T) {
	for _, tpl := range template.All() {
		for _, l := range assets.Languages() {
			im := open(t)
			var w bytes.Buffer
			check(t, template.Write(context.Background(), im.Store, tpl, template.Options{Lang: l}, &w))
			f, err := excelize.OpenReader(&w)
			check(t, err)
			want := 0
			for i := range tpl.Sheets {
				sheet := l.Text("sheet." + tpl.Sheets[i].Key)
				rows, err := f.GetRows(sheet)
				check(t, err)
				for n, row := range rows[:2] {
					check(t, f.SetSheetRow(sheet, xlsx.CellName(1, 5+n), &row))
					want++
				}
			}
			file := filepath.Join(t.TempDir(), "sešit.xlsx")
			check(t, f.SaveAs(file))
			check(t, f.Close())
			r := checkFile(t, im, file, importer.CheckOptions{})
			got := 0
			for _, i := range r.Issues {
				if i.Code == issue.RepeatedHeader {
					got++
				}
			}
			if got != want || len(r.Entries) > 0 {
				t.Errorf("%s %s: %d rows of headings reported, want %d; %d records: %v", tpl.Key, l, got, want, len(r.Entries), found(r))
			}
		}
	}
}

// Two columns of one field are named both, with their cells.
func TestTwoColumnsOfOneField(t *testing.T) {
	for grid, want := range map[string][2]string{
		"# Klienti\nNázev | Firma | Město\nAlfa | Beta | Brno":                   {"Název", "Firma"},
		"! clients-wide\n# Klienti\nNázev | Name | Město\nAlfa | Beta | Brno":    {"Název", "Name"},
		"! clients-wide\n# Klienti\nNázev | NÁZEV * | Město\nAlfa | Beta | Brno": {"Název", "NÁZEV"},
	} {
		file, _ := workbookOf(t, grid)
		r := checkFile(t, open(t), file, importer.CheckOptions{})
		if len(r.Issues) != 1 || r.Issues[0].Code != issue.DuplicateColumn || r.Issues[0].Others[0].Cell != "A1" {
			t.Fatalf("issues %v in\n%s", r.Issues, grid)
		}
		message := r.Issues[0].Message(assets.Czech)
		for _, words := range []string{"„" + want[0] + "“ (A1", "„" + want[1] + "“ (B1)"} {
			if !strings.Contains(message, words) {
				t.Errorf("no %s in %s", words, message)
			}
		}
	}
}

// A cell formatted as a date that holds none, or one out of range, is an invalid date whatever way it is written.
func TestImpossibleDatesInDateCells(t *testing.T) {
	for _, cell := range []string{
		`<c r="B2" t="d"><v>2026-02-31</v></c>`, `<c r="B2" t="d"><v>1899-12-24</v></c>`, `<c r="B2" t="d"><v>2200-01-01</v></c>`,
		`<c r="B2" t="d"><v>10000-01-01</v></c>`, `<c r="B2" t="d"><v>0000-00-00</v></c>`, `<c r="B2" s="1"><v>-5</v></c>`, `<c r="B2" s="1"><v>60</v></c>`,
		`<c r="B2" s="1"><v>109575</v></c>`, `<c r="B2" s="1"><v>3000000</v></c>`, `<c r="B2" s="1"><v>0</v></c>`, `<c r="B2" t="str" s="1"><v>31.2.2026</v></c>`,
	} {
		file, _ := workbookOf(t, "# Leady\nPředmět | Přijato\nPoptávka | x")
		file = rewritePart(t, file, "xl/worksheets/sheet1.xml", func(xml string) string {
			return regexp.MustCompile(`<c r="B2"[^>]*>.*?</c>`).ReplaceAllLiteralString(xml, cell)
		})
		file = rewritePart(t, file, "xl/styles.xml", func(xml string) string {
			return regexp.MustCompile(`<cellXfs.*?</cellXfs>`).ReplaceAllLiteralString(xml, `<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs>`)
		})
		r := checkFile(t, open(t), file, importer.CheckOptions{})
		if got := found(r); !slices.Equal(got, []expectation{"Leady!B2 invalid-date"}) || r.Issues[0].Value == "" {
			t.Errorf("%s: %v", cell, got)
		}
	}
}

// A cell of nothing but control characters is an empty cell: what is required is missing, what has a default gets it, and
// a row of such cells is no row.
func TestControlCharactersAreNoValue(t *testing.T) {
	empty := func(t *testing.T, grid string, cells ...string) string {
		t.Helper()
		file, _ := workbookOf(t, grid)
		return rewritePart(t, file, "xl/worksheets/sheet1.xml", func(xml string) string {
			for n, name := range cells {
				text := []string{"_x0007_", " _x0000_\u200b", "_x001A_"}[n%3]
				xml = regexp.MustCompile(`<c r="`+name+`"[^>]*>.*?</c>`).ReplaceAllLiteralString(xml, `<c r="`+name+`" t="inlineStr"><is><t xml:space="preserve">`+text+`</t></is></c>`)
			}
			return xml
		})
	}
	im := open(t)
	file := empty(t, "# Leady\nPředmět | Přijato | Priorita | Telefon 1\nDobrý | x | x | x\nx | 1.2.2026 | Nízká | 777123456\nx | x | x | x", "B2", "C2", "D2", "A3", "A4", "B4", "C4", "D4")
	r := checkFile(t, im, file, importer.CheckOptions{})
	if got := found(r); !slices.Equal(got, []expectation{"Leady!A3 required"}) || len(r.Entries) != 2 {
		t.Fatalf("issues %v, %d entries", got, len(r.Entries))
	}
	imported(t, im, r)
	lead := records(t, im, data.Lead)[0]
	if lead.Text("lead_date") != "2026-11-22" || lead.Text("priority") != "normal" || lead.Value("phone_1") != nil {
		t.Errorf("imported %v", lead.Values)
	}
	file = empty(t, "! activities\n# Aktivity\nPředmět | Klient\nZavolat | x", "B2")
	if got := found(checkFile(t, open(t), file, importer.CheckOptions{})); !slices.Equal(got, []expectation{"Aktivity!B2 required"}) {
		t.Errorf("activity: issues %v", got)
	}
}

func TestTooManyDigits(t *testing.T) {
	file, _ := workbookOf(t, "# Produkty\nKód | Název | Náklad | Sazba DPH\nA | Židle | 12345678901234567 | 1 234 567 890 123 456,78\nB | Stůl | 0,12345678901234567 | x")
	r := checkFile(t, open(t), file, importer.CheckOptions{})
	if len(r.Issues) != 4 {
		t.Fatalf("issues %v", found(r))
	}
	for n, i := range r.Issues {
		if i.Code != issue.InvalidNumber || strings.Contains(i.Message(assets.Czech), "příliš mnoho číslic") != (n < 3) {
			t.Errorf("%s: %s", i.Value, i.Message(assets.Czech))
		}
	}
}

// The value of an issue is what stands in its cell, not what the program makes of it.
func TestValuesAreThoseOfTheCells(t *testing.T) {
	im := open(t)
	file, _ := workbookOf(t, "# Klienti\nNázev | IČO\nAlfa | 00006947\n# Kontaktní osoby\nKlient | Příjmení\nAlfa | Malá")
	importFile(t, im, file, importer.CheckOptions{})
	for _, grid := range []string{
		"# Klienti\nFyzická osoba | Jméno | Příjmení | Název | IČO | Kontakt 1 – Jméno | Kontakt 1 – Příjmení\nne | | | Alfa | 6947 | Eva | Malá\nAno | Jan | Kos | | | |\nano | Jan | Kos | | 25596641 | |\nano | Jan | KOS | | | Petr | Pavel\nne | | | | | Eva | Stará",
		"# Klienti\nKlíč | Název | E-mail 1\nk 1 | Beta | @\nK-2 | ALFA |\n# Kontaktní osoby\nKlient | Jméno | Příjmení | Titul před\nk 1 | Eva | Stará | Ing.\nK-2 | Eva | Malá | Ing.",
		"# Produkty\nKód | Název\n a 1 | Židle\nA 1 | Stůl",
	} {
		file, _ := workbookOf(t, grid)
		shown := map[string]string{}
		f, err := excelize.OpenFile(file)
		check(t, err)
		for _, sheet := range f.GetSheetList() {
			rows, err := f.GetRows(sheet)
			check(t, err)
			for y, row := range rows {
				for x, text := range row {
					cell, err := excelize.CoordinatesToCellName(x+1, y+1)
					check(t, err)
					shown[sheet+"!"+cell] = text
				}
			}
		}
		f.Close()
		r := checkFile(t, im, file, importer.CheckOptions{})
		if len(r.Issues) == 0 {
			t.Errorf("no issues in %s", grid)
		}
		for _, i := range r.Issues {
			if i.Cell() != "" && i.Value != shown[i.Sheet+"!"+i.Cell()] {
				t.Errorf("%s of %s has the value %q, the cell %q: %s", i.Code, i.Cell(), i.Value, shown[i.Sheet+"!"+i.Cell()], i.Message(assets.Czech))
			}
		}
	}
}

// Merged cells are reported with the value of the first of them, and with all that they cover.
func TestMergedCellsNameTheirValue(t *testing.T) {
	im := open(t)
	file, _ := workbookOf(t, "# Leady\nPředmět | Název společnosti | Město\nPoptávka | Alfa | Brno\nDotaz | | Plzeň")
	f, err := excelize.OpenFile(file)
	check(t, err)
	check(t, f.MergeCell("Leady", "B2", "B3"))
	check(t, f.MergeCell("Leady", "D3", "E3"))
	check(t, f.Save())
	check(t, f.Close())
	r := checkFile(t, im, file, importer.CheckOptions{})
	if len(r.Issues) != 2 || r.Issues[0].Value != "Alfa" || !strings.Contains(r.Issues[0].Message(assets.Czech), "B2:B3") || r.Issues[1].Value != "" {
		t.Errorf("issues %+v", r.Issues)
	}
}

// A cell that holds a number says in its sentence which unit or currency can't be taken over.
func TestUnitsAreNamed(t *testing.T) {
	im := open(t)
	_, err := im.Store.AddField(context.Background(), admin(t, im), data.Product, data.Field{Title: "Váha", Type: data.Number})
	check(t, err)
	file, _ := workbookOf(t, "# Produkty\nKód | Název | Standardní cena | Náklad | Sazba DPH | Váha\nA | Židle | | | |\nB | Stůl | 5 ₽ | | | 3 €")
	f, err := excelize.OpenFile(file)
	check(t, err)
	for cell, format := range map[string]string{"C2": `0" tis. Kč"`, "D2": `0%`, "E2": `0" Kč"`, "F2": `0\ [$€-407]`} {
		style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
		check(t, err)
		check(t, errors.Join(f.SetCellValue("Produkty", cell, 2.5), f.SetCellStyle("Produkty", cell, cell, style)))
	}
	check(t, f.Save())
	check(t, f.Close())
	want := map[string]string{"C2": "„tis. Kč“", "D2": "„%“", "E2": "„Kč“", "F2": "„EUR“", "C3": "„RUB“", "F3": "„EUR“"}
	r := checkFile(t, im, file, importer.CheckOptions{})
	for _, i := range r.Issues {
		if i.Code != issue.InvalidNumber || want[i.Cell()] == "" || !strings.Contains(i.Message(assets.Czech), "má u sebe "+want[i.Cell()]) {
			t.Errorf("%s %s: %s", i.Cell(), i.Code, i.Message(assets.Czech))
		}
		delete(want, i.Cell())
	}
	if len(want) > 0 {
		t.Errorf("not reported: %v", want)
	}
}

// A person whose client could be several has a way out that works: a key in the file, an identifier in the address book.
func TestWayOutOfAmbiguousClients(t *testing.T) {
	im := open(t)
	file, _ := workbookOf(t, "# Klienti\nNázev | IČO | Externí identifikátor\nAlfa | 27082440 |\nAlfa | 25596641 | X-2")
	importFile(t, im, file, importer.CheckOptions{})
	for grid, want := range map[string]string{
		"# Klienti\nKlíč | Název | IČO\n | Beta | 00006947\n | Beta | 27074358\nK3 | Gama |\n# Kontaktní osoby\nKlient | Příjmení\nBeta ‹ambiguous-client | Malá": "Dejte tomu pravému na listu klientů klíč",
		"# Klienti\nKlíč | Název | IČO\nK1 | Beta | 00006947\n | Beta | 27074358\n# Kontaktní osoby\nKlient | Příjmení\nK1 | Malá":                                "",
		"# Klienti\nKlíč | Název\nK1 | Delta\n# Kontaktní osoby\nKlient | Příjmení\nAlfa ‹ambiguous-client | Malá":                                                "externí identifikátor toho pravého",
		"# Klienti\nKlíč | Název\nK1 | Delta\n# Kontaktní osoby\nKlient | Příjmení\n25596641 | Malá\nX-2 | Velká":                                                 "",
	} {
		file, expected := workbookOf(t, grid)
		r := checkFile(t, im, file, importer.CheckOptions{})
		if got := found(r); !slices.Equal(got, expected) {
			t.Errorf("issues %v, want %v", got, expected)
		}
		if want != "" && !strings.Contains(r.Issues[0].Message(assets.Czech), want) {
			t.Errorf("no %q in %s", want, r.Issues[0].Message(assets.Czech))
		}
	}
}
