package importer_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer"
	"kartoteka/importer/issue"
	"kartoteka/importer/style"
	"kartoteka/importer/xlsx"
)

// rejectedFile writes what a report leaves out.
func rejectedFile(t *testing.T, im *importer.Importer, r *importer.Report, fixes importer.Corrections) string {
	t.Helper()
	var w bytes.Buffer
	check(t, im.WriteRejected(context.Background(), r, fixes, assets.Czech, &w))
	return saved(t, "vynechané.xlsx", w.Bytes())
}

func saved(t testing.TB, name string, content []byte) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	check(t, os.WriteFile(file, content, 0o600))
	return file
}

// mend replaces the values of cells of a file, in every sheet.
func mend(t *testing.T, file string, values map[string]string) {
	t.Helper()
	f, err := excelize.OpenFile(file)
	check(t, err)
	defer f.Close()
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		check(t, err)
		for r, row := range rows {
			for c, value := range row {
				if now, ok := values[value]; ok {
					name, err := excelize.CoordinatesToCellName(c+1, r+1)
					check(t, err)
					check(t, f.SetCellStr(sheet, name, now))
				}
			}
		}
	}
	check(t, f.Save())
}

func imported(t *testing.T, im *importer.Importer, r *importer.Report) {
	t.Helper()
	_, err := im.Import(context.Background(), r, admin(t, im), nil)
	check(t, err)
}

// What was left out comes back as a workbook that, once mended, brings in exactly that.
func TestRejectedCanBeMendedAndImported(t *testing.T) {
	for _, test := range []struct {
		name, grid string
		mend       map[string]string
		want       data.Counts // of the second import
	}{
		{
			name: "a client with its persons",
			grid: `
				# Klienti
				Název | IČO      | E-mail 1             | Kontakt 1 – Příjmení | Kontakt 2 – Příjmení
				Alfa  | 27082440 | info@example.com     | Nová                 |
				Beta  | 00006947 | info(at)example.com ‹invalid-email | Starý | Mladá
				Gama  |          |                      |                      | Malý`,
			mend: map[string]string{"info(at)example.com": "beta@example.com"},
			want: data.Counts{data.Client: 1, data.Contact: 2},
		},
		{
			name: "a person whose client is imported",
			grid: `
				# Klienti
				Název | IČO      | Kontakt 1 – Příjmení | Kontakt 1 – E-mail 1 | Kontakt 2 – Příjmení
				Alfa  | 27082440 | Nová                 | nova@ ‹invalid-email | Starý
				Beta  |          | Malý                 | maly@ ‹invalid-email | Velký
				Gama ‹required | x@x ‹invalid-email | Velmi | velmi@ | Moc`,
			mend: map[string]string{"nova@": "nova@example.com", "maly@": "maly@example.com", "velmi@": "velmi@example.com"},
			want: data.Counts{data.Client: 0, data.Contact: 3},
		},
		{
			name: "persons of the second sheet, by key",
			grid: `
				# Klienti
				Klíč | Název | IČO      | Výročí
				K1   | Alfa  | 27082440 |
				K2   | Beta  |          |
				K3   | Gama  |          | 31.2.2026 ‹invalid-date
				# Kontaktní osoby
				Klient | Příjmení | E-mail 1
				K1     | Nová     | nova@ ‹invalid-email
				K1     | Dobrá    |
				k2     | Malý     | maly@ ‹invalid-email
				K3     | Velký    |
				Gama   | Vysoký   |`,
			mend: map[string]string{"nova@": "nova@example.com", "maly@": "maly@example.com", "31.2.2026": "28.2.2026"},
			want: data.Counts{data.Client: 1, data.Contact: 4},
		},
		{
			name: "leads",
			grid: `
				# Leady
				Předmět  | Priorita            | E-mail 1
				Poptávka | nejvyšší ‹not-in-list | a@example.com
				Zájem    | nízká               |`,
			mend: map[string]string{"nejvyšší": "Vysoká"},
			want: data.Counts{data.Lead: 1},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			im := open(t)
			file, _ := workbookOf(t, test.grid)
			first := checkFile(t, im, file, importer.CheckOptions{})
			imported(t, im, first)
			left := rejectedFile(t, im, first, nil)
			again := checkFile(t, im, left, importer.CheckOptions{})
			if n := again.Counts()[issue.Warning]; n != 0 {
				t.Errorf("its own columns are warned of: %v", found(again))
			}
			for kind, n := range first.Outcomes(importer.Imported) {
				if again.Found()[kind] != first.Found()[kind]-n {
					t.Errorf("%s: %d written, %d were left out", kind, again.Found()[kind], first.Found()[kind]-n)
				}
			}
			mend(t, left, test.mend)
			second := checkFile(t, im, left, importer.CheckOptions{})
			for kind, n := range test.want {
				if got := second.Outcomes(importer.Imported)[kind]; got != n {
					t.Errorf("%s: %d would be imported, want %d; issues %v", kind, got, n, found(second))
				}
			}
		})
	}
}

func TestRejectedSaysWhyAndWhere(t *testing.T) {
	im := open(t)
	file, _ := workbookOf(t, `
		# Klienti
		Město | Název | Výročí    | E-mail 1
		Praha | Alfa  |           |
		Brno  | Beta  | 31.2.2026 | beta(at)example.com
		Zlín  |       |           | c@example.com`)
	r := checkFile(t, im, file, importer.CheckOptions{})
	f, err := excelize.OpenFile(rejectedFile(t, im, r, nil))
	check(t, err)
	defer f.Close()
	rows, err := f.GetRows("Klienti")
	check(t, err)
	if len(rows) != 4 {
		t.Fatalf("%d rows, want two headings and two records: %q", len(rows), rows)
	}
	beta := rows[2]
	for _, issue := range r.Issues {
		if issue.Row == 3 && !strings.Contains(beta[0], issue.Message(assets.Czech)) {
			t.Errorf("the reason %q lacks %q", beta[0], issue.Message(assets.Czech))
		}
	}
	if beta[1] != "Klienti" || beta[2] != "3" || rows[3][2] != "4" {
		t.Errorf("original places %q, %q", beta[1:3], rows[3][1:3])
	}
}

// redCells are the titles of the columns of all red cells below the headings, by the name of the record.
func redCells(t *testing.T, file, sheet, name string) map[string][]string {
	t.Helper()
	f, err := excelize.OpenFile(file)
	check(t, err)
	defer f.Close()
	rows, err := f.GetRows(sheet)
	check(t, err)
	titles := rows[1]
	red := map[string][]string{}
	for y, row := range rows[2:] {
		of := ""
		for x, title := range titles {
			if strings.TrimSuffix(title, " *") == name && x < len(row) {
				of = row[x]
			}
		}
		for x, title := range titles {
			id, err := f.GetCellStyle(sheet, xlsx.CellName(x+1, y+3))
			check(t, err)
			s, err := f.GetStyle(id)
			check(t, err)
			if slices.Contains(s.Fill.Color, style.SeverityFills[issue.Error]) {
				red[of] = append(red[of], title)
			} else if len(s.Fill.Color) > 0 {
				t.Errorf("%s of %s has the colour %v", title, of, s.Fill.Color)
			}
		}
	}
	return red
}

// Red is in the copy of what was left out which cells have errors, missing values among them, and nothing else: neither warnings nor
// repairs nor duplicates, neither whole rows nor their other persons.
func TestRejectedColoursWhatIsWrong(t *testing.T) {
	for grid, want := range map[string]map[string][]string{
		`# Klienti
		Město | Název | IČO      | DIČ | Výročí    | E-mail 1            | Kontakt 1 – Příjmení | Kontakt 1 – E-mail 1 | Kontakt 2 – Příjmení | Kontakt 2 – E-mail 1
		Praha | Alfa  |          |     |           |                     |                      |                      |                      |
		Brno  | Beta  | 12345678 | CZ1 | 31.2.2026 | beta(at)example.com | Nová                 | nova                 | Malá                 | mala@example.com
		Zlín  |       |          |     |           | c@example.com       | Stará                |                      |                      | x@example.com
		Písek | Alfa  |          |     |           |                     | Mladá                |                      |                      |`: {
			"Beta": {"Výročí", "E-mail 1", "Kontakt 1 – E-mail 1"}, "": {"Název *", "Kontakt 2 – Příjmení *"},
		},
		"# Leady\nPředmět | Město | E-mail 1 | Telefon 1\nA | Brno | a@ | 777 123\nB | Brno | b@example.com | 123": {"A": {"E-mail 1"}},
	} {
		im := open(t)
		file, _ := workbookOf(t, grid)
		r := checkFile(t, im, file, importer.CheckOptions{})
		sheet, name := "Klienti", "Název"
		if r.Template.Record == data.Lead {
			sheet, name = "Leady", "Předmět"
		}
		if got := redCells(t, rejectedFile(t, im, r, nil), sheet, name); !reflect.DeepEqual(got, want) {
			t.Errorf("red are %v, want %v in\n%s", got, want, grid)
		}
	}
}

// A cell that has an error is not said to be missing as well.
func TestRequiredBesideAnotherError(t *testing.T) {
	long := strings.Repeat("x", 256)
	for _, grid := range []string{
		"# Klienti\nNázev | Město\n" + long + " ‹too-long | Brno",
		"# Produkty\nKód | Název\n" + long + " ‹too-long | " + long + " ‹too-long",
		"# Klienti\nKlíč | Název\nK1 | Alfa\n# Kontaktní osoby\nKlient | Příjmení\nK1 | " + long + " ‹too-long",
		"# Klienti\nFyzická osoba | Název | Příjmení\nano | | " + long + " ‹too-long",
		"# Klienti\nNázev | Kontakt 1 – Jméno | Kontakt 1 – Příjmení\nAlfa | Eva | " + long + " ‹too-long",
		"# Aktivity\nPředmět | Typ | Klient\nA | neznámý ‹not-in-list | Nikdo ‹unknown-client",
	} {
		file, expected := workbookOf(t, grid)
		if got := found(checkFile(t, open(t), file, importer.CheckOptions{})); !slices.Equal(got, expected) {
			t.Errorf("issues %.200v, want %.200v", got, expected)
		}
	}
}

// A cell of a formula that was never calculated is no empty cell in the copy either, and the copy still says what the formula is.
func TestRejectedKeepsFormulasWithoutValue(t *testing.T) {
	im := open(t)
	file, _ := workbookOf(t, "# Leady\nPředmět | Město\nDobrý | Praha\nŠpatný | x")
	f, err := excelize.OpenFile(file)
	check(t, err)
	check(t, f.SetCellValue("Leady", "B3", nil))
	check(t, f.SetCellFormula("Leady", "B3", `A2&" "&B2`))
	check(t, f.Save())
	check(t, f.Close())
	r := checkFile(t, im, file, importer.CheckOptions{})
	if len(r.Issues) != 1 || r.Issues[0].Value != `=A2&" "&B2` {
		t.Errorf("issues %+v", r.Issues)
	}
	imported(t, im, r)
	for range 2 {
		again := checkFile(t, im, rejectedFile(t, im, r, nil), importer.CheckOptions{})
		if len(again.Issues) != 1 || again.Issues[0].Code != issue.FormulaWithoutValue || again.Issues[0].Value != `=NA()+N("=A2&"" ""&B2")` {
			t.Errorf("issues %+v", again.Issues)
		}
		r = again
	}
}

// Corrections made in the program are in the workbook of what was left out in spite of them.
func TestRejectedHoldsCorrections(t *testing.T) {
	im := open(t)
	file, _ := workbookOf(t, `
		# Klienti
		Název | Výročí    | E-mail 1
		Beta  | 31.2.2026 | beta(at)example.com`)
	fixes := importer.Corrections{{Sheet: "Klienti", Row: 2, Col: 3, Was: "beta(at)example.com", Now: "beta@example.com"}}
	r := checkFile(t, im, file, importer.CheckOptions{Corrections: fixes})
	again := checkFile(t, im, rejectedFile(t, im, r, fixes), importer.CheckOptions{})
	if got := found(again); len(got) != 1 || !strings.HasSuffix(got[0], "invalid-date") {
		t.Errorf("issues left: %v", got)
	}
}

func TestRejectedRefusesAChangedFile(t *testing.T) {
	im := open(t)
	file, _ := workbookOf(t, "# Klienti\nNázev | Výročí\nBeta | 31.2.2026")
	r := checkFile(t, im, file, importer.CheckOptions{})
	mend(t, file, map[string]string{"Beta": "Gama"})
	err := im.WriteRejected(context.Background(), r, nil, assets.Czech, &bytes.Buffer{})
	wantError(t, err, importer.ErrChanged)
	check(t, os.Remove(file))
	err = im.WriteRejected(context.Background(), r, nil, assets.Czech, &bytes.Buffer{})
	wantError(t, err, importer.ErrGone)
}

// What was left out has the titles of its workbook, whoever reads it, and no column that the template doesn't have.
func TestRejectedIsInTheLanguageOfTheWorkbook(t *testing.T) {
	im := open(t)
	for _, c := range []struct {
		grid, header string
		lead         bool
	}{
		{"# Deals\nName | Value\nA | x ‹invalid-number", "Expected closing date", false},
		{"# Deals\nName | Value | Lead | Expected close\nA | x ‹invalid-number | | 2027-01-31", "Expected closing date", true},
	} {
		file, _ := workbookOf(t, c.grid)
		f, err := excelize.OpenFile(rejectedFile(t, im, checkFile(t, im, file, importer.CheckOptions{}), nil))
		check(t, err)
		rows, err := f.GetRows("Deals")
		check(t, err)
		var header []string
		for _, row := range rows[:min(len(rows), 3)] {
			header = append(header, row...)
		}
		text := strings.Join(header, "|") + "|"
		if !strings.Contains(text, c.header) || c.lead != strings.Contains(strings.Join(rows[len(rows)-1], "|"), "2027") || strings.Contains(text, "|Lead|") != c.lead {
			t.Errorf("header %s", text)
		}
		check(t, f.Close())
	}
}
