package importer_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"kartoteka/assets"
	"kartoteka/importer"
	"kartoteka/importer/template"
	"kartoteka/importer/xlsx"
)

// awkwardLeads are the awkward workbooks that can be read, with the titles of a template of leads in place of what
// their first row holds: the rows of the leads, and what a check says. Every other workbook of the collection is
// damaged.
var awkwardLeads = map[string]struct {
	rows   []int
	issues []expectation
}{
	"s_good": {rows: nine}, "s_prefix_ns": {rows: nine}, "s_utf8_bom": {rows: nine}, "s_abs_target": {rows: nine}, "s_dotdot_target": {rows: nine},
	"s_sheet_other_path": {rows: nine}, "s_sst_case": {rows: nine}, "s_sst_other_path": {rows: nine}, "s_extlst_rows": {rows: nine},
	"s_hidden_col": {rows: nine}, "s_sheet_name_spaces": {rows: nine}, "s_dimension_huge": {rows: nine}, "s_blank_tail_100k": {rows: nine},
	"s_cells_no_r": {rows: nine}, "s_utf16_sheet": {rows: nine}, "s_win1250_decl": {rows: nine}, "z_backslash_names": {rows: nine},
	"s_sheet_name_case_dup": {rows: nine, issues: []expectation{"klienti unknown-sheet"}},
	"s_zero_height_row":     {rows: []int{2, 3}},
	"s_hidden_row_filter":   {rows: []int{2, 3}},
	"s_rows_out_of_order":   {rows: []int{2, 3}},
	"s_merged":              {rows: []int{2}, issues: []expectation{"List1!A1 merged-cells", "List1!A2 required"}},
	"s_row_1048576":         {rows: []int{1_048_576}},
}

// awkwardValues are those whose cells do not simply hold their own place.
var awkwardValues = []string{"s_merged", "s_row_1048576", "s_win1250_decl"}

var nine = []int{2, 3, 4, 5, 6, 7, 8, 9, 10}

// awkwardForeign can be read and hold nothing that a template knows; hidden sheets are no data sheets.
var awkwardForeign = []string{"d1904", "strict", "cells", "s_hidden_sheet", "s_veryhidden_sheet", "s_cells_out_of_order", "s_rows_no_r"}

// TestAwkwardWorkbooksAreChecked takes the awkward workbooks through the whole check. What is damaged is refused; of
// what is not, no record is lost and none gets a neighbour's value.
func TestAwkwardWorkbooksAreChecked(t *testing.T) {
	files, err := filepath.Glob("xlsx/testdata/*.xlsx")
	if err != nil || len(files) < 57 {
		t.Fatalf("%d workbooks, %v", len(files), err)
	}
	for _, original := range files {
		name := strings.TrimSuffix(filepath.Base(original), ".xlsx")
		t.Run(name, func(t *testing.T) {
			file := original
			want, good := awkwardLeads[name]
			if good {
				file = saved(t, name+".xlsx", repacked(t, original, withTitles))
			}
			r, err := open(t).Check(context.Background(), file, importer.CheckOptions{}, nil)
			var unknown *template.UnknownError
			switch {
			case slices.Contains(awkwardForeign, name):
				if !errors.As(err, &unknown) {
					t.Errorf("error %v, want that it follows no template", err)
				}
				return
			case !good:
				if !errors.Is(err, xlsx.ErrDamaged) {
					t.Errorf("error %v, want %v", err, xlsx.ErrDamaged)
				}
				return
			case err != nil:
				t.Fatal(err)
			}
			assertSum(t, r)
			if got := found(r); !slices.Equal(got, want.issues) {
				t.Errorf("issues %v, want %v", got, want.issues)
			}
			var rows []int
			for _, e := range r.Entries {
				rows = append(rows, e.Row)
				for key, col := range map[string]int{"topic": 1, "company_name": 2, "city": 3} {
					if got := e.Record.Text(key); got != fmt.Sprintf("r%dc%d", e.Row, col) && !slices.Contains(awkwardValues, name) {
						t.Errorf("row %d has %q as its %s", e.Row, got, key)
					}
				}
			}
			if !slices.Equal(rows, want.rows) {
				t.Errorf("leads in the rows %v, want %v", rows, want.rows)
			}
		})
	}
}

// withTitles puts titles of leads in place of the texts of the first row.
func withTitles(name string, content []byte) (string, []byte) {
	for was, title := range map[string]string{"r1c1<": "Předmět<", "r1c2<": "Název společnosti<", "r1c3<": "Město<"} {
		content = bytes.ReplaceAll(content, []byte(was), []byte(title))
	}
	return name, content
}

// A workbook of many wide sheets is refused before what might be its headers fills the memory.
func TestTooManyHeaderCells(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	row := make([]any, 2000)
	for i := range row {
		row[i] = i
	}
	for sheet := range 13 {
		name := fmt.Sprintf("List%d", sheet)
		_, err := f.NewSheet(name)
		check(t, err)
		w, err := f.NewStreamWriter(name)
		check(t, err)
		for n := range 20 {
			check(t, w.SetRow(fmt.Sprintf("A%d", n+1), row))
		}
		check(t, w.Flush())
	}
	file := filepath.Join(t.TempDir(), "wide.xlsx")
	check(t, f.SaveAs(file))
	im := open(t)
	_, err := im.Check(context.Background(), file, importer.CheckOptions{Lang: assets.Czech, By: admin(t, im), Now: now}, nil)
	var limit *xlsx.LimitError
	if !errors.As(err, &limit) || limit.Max != 500_000 {
		t.Errorf("%v, want a limit broken", err)
	}
}
