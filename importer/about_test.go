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
	"kartoteka/importer/export"
)

// says reports whether a sheet has a cell with a text in it.
func says(t *testing.T, f *excelize.File, sheet, text string) bool {
	t.Helper()
	rows, err := f.GetRows(sheet)
	check(t, err)
	return slices.ContainsFunc(rows, func(row []string) bool { return strings.Contains(strings.Join(row, "|"), text) })
}

// The workbook of what was left out opens where its rows are, and says at its top what it is. What is left out only with its
// client is said in short and is not red.
func TestRejectedSaysWhatItIs(t *testing.T) {
	im := open(t)
	file, _ := workbookOf(t, `
		# Klienti
		Klíč | Název | E-mail 1
		K1   | Alfa  |
		K2   | Beta  | beta(at)example.com
		# Kontaktní osoby
		Klient | Příjmení | E-mail 1
		K1     | Nová     | nova@
		K2     | Starý    |`)
	f, err := excelize.OpenFile(rejectedFile(t, im, checkFile(t, im, file, importer.CheckOptions{}), nil))
	check(t, err)
	defer f.Close()
	if at := f.GetSheetName(f.GetActiveSheetIndex()); at != "Klienti" {
		t.Errorf("it opens at %s", at)
	}
	for _, text := range []string{"Záznamy vynechané z importu", "1 klient a 2 kontaktní osoby", "Zbytek je hotov"} {
		if !says(t, f, "Návod", text) {
			t.Errorf("it does not say %q", text)
		}
	}
	rows, err := f.GetRows("Kontaktní osoby")
	check(t, err)
	for i, row := range rows {
		if len(row) == 0 || !strings.Contains(strings.Join(row, "|"), "Starý") {
			continue
		}
		if row[0] != "Vynechán s klientem (řádek 3)" {
			t.Errorf("reason %q", row[0])
		}
		for col := range row {
			name, err := excelize.CoordinatesToCellName(col+1, i+1)
			check(t, err)
			if s := lookOf(t, f, "Kontaktní osoby", name); len(s.Fill.Color) > 0 || s.Font.Color == "9B1C1C" {
				t.Errorf("%s is loud: %v %v", name, s.Fill.Color, s.Font.Color)
			}
		}
	}

	// Only a person is left out: its sheet is the one with rows.
	mend(t, file, map[string]string{"beta(at)example.com": "beta@example.com"})
	f, err = excelize.OpenFile(rejectedFile(t, im, checkFile(t, im, file, importer.CheckOptions{}), nil))
	check(t, err)
	defer f.Close()
	if at := f.GetSheetName(f.GetActiveSheetIndex()); at != "Kontaktní osoby" {
		t.Errorf("it opens at %s", at)
	}
}

// Parts and exports open at their data and say what they are.
func TestPartsAndExportsSayWhatTheyAre(t *testing.T) {
	im := open(t)
	paths, err := im.Split(context.Background(), checkFile(t, im, overLimit(t), importer.CheckOptions{}), t.TempDir(), nil)
	check(t, err)
	part, err := excelize.OpenFile(paths[1])
	check(t, err)
	defer part.Close()
	var w bytes.Buffer
	_, err = export.Workbook(context.Background(), im.Store, data.Contact, data.Query{}, assets.English, &w, nil)
	check(t, err)
	exported, err := excelize.OpenReader(&w)
	check(t, err)
	defer exported.Close()
	for _, c := range []struct {
		f                     *excelize.File
		sheet, about, purpose string
	}{{part, "Klienti", "Návod", "Část souboru hodně.xlsx"}, {exported, "Contact persons", "Instructions", "Export from Kartotéka"}} {
		if at := c.f.GetSheetName(c.f.GetActiveSheetIndex()); at != c.sheet || !says(t, c.f, c.about, c.purpose) {
			t.Errorf("it opens at %s and does not say %q", at, c.purpose)
		}
		props, err := c.f.GetDocProps()
		check(t, err)
		if !strings.HasPrefix(props.Title, c.purpose) {
			t.Errorf("title %q", props.Title)
		}
	}
}
