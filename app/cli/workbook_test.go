package cli_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// A row is the values to fill in by the title of their column.
type row map[string]any

// fill writes rows into a sheet of a template, below what stands there.
func fill(t *testing.T, file, sheet string, rows ...row) {
	t.Helper()
	f, err := excelize.OpenFile(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	have, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	titles := have[1] // below the headings of groups
	for i, r := range rows {
		for title, v := range r {
			col := slices.IndexFunc(titles, func(s string) bool { return strings.TrimSuffix(s, " *") == title })
			if col < 0 {
				t.Fatalf("no column %q in %s: %q", title, sheet, titles)
			}
			cell, err := excelize.CoordinatesToCellName(col+1, len(have)+1+i)
			if err == nil {
				err = f.SetCellValue(sheet, cell, v)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := f.Save(); err != nil {
		t.Fatal(err)
	}
}

// cellOf is the address of the column of a title in a row.
func cellOf(t *testing.T, file, sheet, title string, rowNumber int) string {
	t.Helper()
	f, err := excelize.OpenFile(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	col := slices.IndexFunc(rows[1], func(s string) bool { return strings.TrimSuffix(s, " *") == title })
	cell, err := excelize.CoordinatesToCellName(col+1, rowNumber)
	if err != nil {
		t.Fatal(err)
	}
	return cell
}

// template saves a template in the folder.
func (b *bench) template(key, name string) string {
	b.Helper()
	b.must(0, "template", key, "-o", b.path(name))
	return b.path(name)
}
