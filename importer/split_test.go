package importer_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"kartoteka/data"
	"kartoteka/importer"
	"kartoteka/importer/issue"
)

// overLimit makes a two-sheet workbook of 5,001 clients with awkward values in the first and the last.
func overLimit(t *testing.T) string {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	check(t, f.SetSheetName("Sheet1", "Klienti"))
	_, err := f.NewSheet("Kontaktní osoby")
	check(t, err)
	date, err := f.NewStyle(&excelize.Style{NumFmt: 14})
	check(t, err)
	clients, err := f.NewStreamWriter("Klienti")
	check(t, err)
	check(t, clients.SetRow("A1", []any{"Klíč", "Název", "IČO", "Výročí", "Naše číslo", "Poznámka"}))
	persons, err := f.NewStreamWriter("Kontaktní osoby")
	check(t, err)
	check(t, persons.SetRow("A1", []any{"Klient", "Příjmení"}))
	for n := range data.MaxRecords + 1 {
		row := []any{fmt.Sprintf("K%d", n), fmt.Sprintf("Firma %d", n)}
		if n == 0 || n == data.MaxRecords {
			row = append(row, "00006947", excelize.Cell{StyleID: date, Value: 46000}, 4.206e11, "=1+1\nřádek _x0041_ <&>")
		}
		check(t, clients.SetRow(fmt.Sprintf("A%d", n+2), row))
		check(t, persons.SetRow(fmt.Sprintf("A%d", n+2), []any{fmt.Sprintf("K%d", data.MaxRecords-n), fmt.Sprintf("Osoba %d", n)}))
	}
	check(t, persons.SetRow("A6000", []any{"Neznámá", "Sirotek"}))
	check(t, clients.Flush())
	check(t, persons.Flush())
	file := filepath.Join(t.TempDir(), "hodně.xlsx")
	check(t, f.SaveAs(file))
	return file
}

func TestSplit(t *testing.T) {
	im := open(t)
	file := overLimit(t)
	whole := checkFile(t, im, file, importer.CheckOptions{})
	if !whole.Blocked() {
		t.Fatal("5,001 clients are not too many")
	}
	dir := t.TempDir()
	paths, err := im.Split(context.Background(), whole, dir, nil)
	check(t, err)
	want := []string{filepath.Join(dir, "hodně – část 1 z 2.xlsx"), filepath.Join(dir, "hodně – část 2 z 2.xlsx")}
	if !slices.Equal(paths, want) {
		t.Fatalf("parts %q, want %q", paths, want)
	}
	var all []string
	for i, path := range paths {
		part := checkFile(t, im, path, importer.CheckOptions{})
		if part.Blocked() || part.Found()[data.Client] != []int{data.MaxRecords, 1}[i] {
			t.Errorf("part %d: blocked %v, %v", i+1, part.Blocked(), part.Found())
		}
		for _, e := range part.Entries {
			if e.Record.Type == data.Contact && e.Client == nil && e.Record.Text("last_name") != "Sirotek" {
				t.Errorf("part %d: %s lost the client", i+1, e.Record.Title())
			}
		}
		all = append(all, described(part)...)
	}
	before := described(whole)
	slices.Sort(before)
	slices.Sort(all)
	if !slices.Equal(all, before) {
		t.Errorf("the parts hold %d records, the file %d, or they differ", len(all), len(before))
	}
	assertRawKept(t, file, paths[1])
	if _, err := im.Split(context.Background(), whole, dir, nil); !errors.Is(err, fs.ErrExist) {
		t.Errorf("parts that exist: error %v", err)
	}
	if _, err := os.Stat(paths[0]); err != nil {
		t.Errorf("a part that existed was taken away: %v", err)
	}
}

// described are the records of a report as text, wherever they stand.
func described(r *importer.Report) []string {
	var all []string
	for _, e := range r.Entries {
		client := ""
		if e.Client != nil {
			client = e.Client.Record.Title()
		}
		all = append(all, fmt.Sprint(e.Record.Type, e.Record.Values, client))
	}
	return all
}

// assertRawKept compares the last client of the file with the first of its last part, cell by cell.
func assertRawKept(t *testing.T, file, part string) {
	t.Helper()
	whole, err := excelize.OpenFile(file)
	check(t, err)
	defer whole.Close()
	last, err := excelize.OpenFile(part)
	check(t, err)
	defer last.Close()
	rows, err := last.GetRows("Klienti")
	check(t, err)
	for i, title := range []string{"Klíč", "Název", "IČO", "Výročí", "Naše číslo", "Poznámka"} {
		col := slices.IndexFunc(rows[1], func(s string) bool { return strings.TrimSuffix(s, " *") == title })
		if col < 0 {
			t.Errorf("the part lacks the column %s", title)
			continue
		}
		from, err := excelize.CoordinatesToCellName(i+1, data.MaxRecords+2)
		check(t, err)
		to, err := excelize.CoordinatesToCellName(col+1, 3)
		check(t, err)
		a, err := whole.GetCellValue("Klienti", from, excelize.Options{RawCellValue: true})
		check(t, err)
		b, err := last.GetCellValue("Klienti", to, excelize.Options{RawCellValue: true})
		check(t, err)
		kindA, err := whole.GetCellType("Klienti", from)
		check(t, err)
		kindB, err := last.GetCellType("Klienti", to)
		check(t, err)
		if a != b || kindA != kindB {
			t.Errorf("%s: %q (%v) became %q (%v)", title, a, kindA, b, kindB)
		}
	}
}

// What is ambiguous in the whole file stays ambiguous in its parts: else a person would get one of two clients by
// chance.
func TestSplitHidesNoMistake(t *testing.T) {
	var text strings.Builder
	text.WriteString("# Klienti\nKlíč | Název\n")
	for n := range data.MaxRecords + 2 {
		switch n {
		case data.MaxRecords:
			text.WriteString("K0 | Firma se stejným klíčem\n")
		case data.MaxRecords + 1:
			text.WriteString("K | Firma 1\n")
		default:
			fmt.Fprintf(&text, "K%d | Firma %d\n", n, n)
		}
	}
	text.WriteString("# Kontaktní osoby\nKlient | Příjmení\nK0 | Dvojí klíč\nFirma 1 | Dvojí název\nK4999 | Poslední")
	file, _ := workbookOf(t, text.String())
	im := open(t)
	mistakes := func(r *importer.Report) (codes []string) {
		for _, i := range r.Issues {
			if i.Code != issue.TooManyRecords {
				codes = append(codes, fmt.Sprint(i.Code, " ", i.Value))
			}
		}
		return codes
	}
	whole := checkFile(t, im, file, importer.CheckOptions{})
	paths, err := im.Split(context.Background(), whole, t.TempDir(), nil)
	check(t, err)
	var codes []string
	for _, path := range paths {
		part := checkFile(t, im, path, importer.CheckOptions{})
		if part.Blocked() {
			t.Errorf("%s holds %v", path, part.Found())
		}
		codes = append(codes, mistakes(part)...)
	}
	want := mistakes(whole)
	slices.Sort(want)
	slices.Sort(codes)
	if len(paths) != 2 || len(want) != 4 || !slices.Equal(codes, want) {
		t.Errorf("%d parts with %q, the file has %q", len(paths), codes, want)
	}
}

func TestSplitCanBeCancelled(t *testing.T) {
	im := open(t)
	r := checkFile(t, im, overLimit(t), importer.CheckOptions{})
	ctx, cancel := context.WithCancel(context.Background())
	dir := t.TempDir()
	_, err := im.Split(ctx, r, dir, func(done, total int) { cancel() })
	wantError(t, err, context.Canceled)
	left, err := os.ReadDir(dir)
	check(t, err)
	if len(left) != 0 {
		t.Errorf("%d files stay", len(left))
	}
}
