package xlsx_test

import (
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kartoteka/importer/xlsx"
)

// good is the sheet of s_good.xlsx with that many rows and three columns, r1c1 in A1.
func good(rows int) map[string]string {
	cells := map[string]string{}
	for r := 1; r <= rows; r++ {
		for c := 1; c <= 3; c++ {
			cells[xlsx.CellName(c, r)] = fmt.Sprintf("r%dc%d", r, c)
		}
	}
	return cells
}

func with(cells map[string]string, name, text string) map[string]string {
	cells[name] = text
	return cells
}

// awkward says what each of the awkward workbooks in testdata must lead to: its cells, or a refusal.
var awkward = map[string]struct {
	cells  map[string]string
	err    error
	hidden bool
}{
	"d1904":                      {cells: map[string]string{"A1": "43830", "B1": "43830"}},
	"strict":                     {cells: map[string]string{"A1": "strict text", "B1": "2024-01-01T00:00:00", "C1": "45292"}},
	"s_good":                     {cells: good(10)},
	"s_prefix_ns":                {cells: good(10)},
	"s_utf8_bom":                 {cells: good(10)},
	"s_abs_target":               {cells: good(10)},
	"s_dotdot_target":            {cells: good(10)},
	"s_sheet_other_path":         {cells: good(10)},
	"s_sst_case":                 {cells: good(10)},
	"s_sst_other_path":           {cells: good(10)},
	"s_extlst_rows":              {cells: good(10)},
	"s_hidden_col":               {cells: good(10)},
	"s_sheet_name_spaces":        {cells: good(10)},
	"s_sheet_name_case_dup":      {cells: good(10)},
	"s_dimension_huge":           {cells: good(10)},
	"s_blank_tail_100k":          {cells: good(10)},
	"s_cells_no_r":               {cells: good(10)},
	"s_utf16_sheet":              {cells: good(10)},
	"s_win1250_decl":             {cells: with(good(10), "A6", "Příklad")},
	"z_backslash_names":          {cells: good(10)},
	"s_hidden_sheet":             {cells: good(10), hidden: true},
	"s_veryhidden_sheet":         {cells: good(10), hidden: true},
	"s_zero_height_row":          {cells: good(3)},
	"s_hidden_row_filter":        {cells: good(3)},
	"s_rows_out_of_order":        {cells: good(3)},
	"s_cells_out_of_order":       {cells: good(1)},
	"s_rows_no_r":                {cells: map[string]string{"A1": "r1c1", "B1": "r1c2", "A3": "r1c3"}},
	"s_merged":                   {cells: map[string]string{"A1": "r1c1", "C1": "r1c3", "C2": "r2c3"}},
	"s_row_1048576":              {cells: map[string]string{"A1": "r1c1", "B1": "r1c2", "C1": "r1c3", "A1048576": "r1c1"}},
	"s_rows_duplicate":           {err: xlsx.ErrDamaged},
	"s_cells_duplicate":          {err: xlsx.ErrDamaged},
	"s_row_vs_cell_ref_mismatch": {err: xlsx.ErrDamaged},
	"s_two_sheetdata":            {err: xlsx.ErrDamaged},
	"s_row_in_altcontent":        {err: xlsx.ErrDamaged},
	"s_bad_xml_mid":              {err: xlsx.ErrDamaged},
	"s_bad_entity_mid":           {err: xlsx.ErrDamaged},
	"s_bad_utf8_mid":             {err: xlsx.ErrDamaged},
	"s_ctrl_char_mid":            {err: xlsx.ErrDamaged},
	"s_trunc_xml":                {err: xlsx.ErrDamaged},
	"s_sst_bad_xml":              {err: xlsx.ErrDamaged},
	"s_sst_trunc":                {err: xlsx.ErrDamaged},
	"s_sst_missing":              {err: xlsx.ErrDamaged},
	"s_sheet_rel_missing":        {err: xlsx.ErrDamaged},
	"s_cell_ref_overflow":        {err: xlsx.ErrDamaged},
	"s_row_overflow":             {err: xlsx.ErrDamaged},
	"s_doctype_entity":           {err: xlsx.ErrDamaged},
	"z_crc_wrong":                {err: xlsx.ErrDamaged},
	"z_deflate_cut":              {err: xlsx.ErrDamaged},
	"z_deflate_garbage":          {err: xlsx.ErrDamaged},
	"z_sst_cut":                  {err: xlsx.ErrDamaged},
	"z_dup_entry":                {err: xlsx.ErrDamaged},
	"z_size_8GB":                 {err: xlsx.ErrDamaged},
	"z_size_8GB_other":           {err: xlsx.ErrDamaged},
	"z_size_15EB_other":          {err: xlsx.ErrDamaged},
	"z_size_bigger":              {err: xlsx.ErrDamaged},
	"z_size_smaller":             {err: xlsx.ErrDamaged},
}

func TestAwkwardWorkbooks(t *testing.T) {
	for name, want := range awkward {
		t.Run(name, func(t *testing.T) {
			w, err := xlsx.Open(filepath.Join("testdata", name+".xlsx"), xlsx.DefaultLimits)
			var cells map[string]xlsx.Cell
			if err == nil {
				defer w.Close()
				if w.Sheets[0].Hidden != want.hidden {
					t.Errorf("Hidden = %v", w.Sheets[0].Hidden)
				}
				if cells, err = readAll(w, 0); errors.Is(err, xlsx.ErrUnordered) {
					cells, err = readAll(w, 0)
				}
			}
			if !errors.Is(err, want.err) {
				t.Fatalf("error %v, want %v", err, want.err)
			}
			if err != nil {
				return
			}
			got := map[string]string{}
			for name, c := range cells {
				got[name] = c.Text
			}
			if !maps.Equal(got, want.cells) {
				t.Errorf("cells %v, want %v", got, want.cells)
			}
		})
	}
}

// Every workbook of the collection is in a table.
func TestAwkwardWorkbooksAreAllTried(t *testing.T) {
	files, err := filepath.Glob("testdata/*.xlsx")
	if err != nil || len(files) < 57 {
		t.Fatalf("%d files, error %v", len(files), err)
	}
	for _, f := range files {
		name := strings.TrimSuffix(filepath.Base(f), ".xlsx")
		if _, known := awkward[name]; !known && name != "cells" {
			t.Errorf("%s is in no table", name)
		}
	}
}

// A reading that was under way when another found the rows out of order must find it too.
func TestUnorderedIsToldToAll(t *testing.T) {
	w, err := xlsx.Open("testdata/s_rows_out_of_order.xlsx", xlsx.DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	early, err := w.Rows(0)
	if err != nil {
		t.Fatal(err)
	}
	defer early.Close()
	early.Next()
	if _, err := readAll(w, 0); !errors.Is(err, xlsx.ErrUnordered) {
		t.Fatalf("error %v", err)
	}
	for early.Next() {
	}
	if !errors.Is(early.Err(), xlsx.ErrUnordered) {
		t.Errorf("error %v, want %v", early.Err(), xlsx.ErrUnordered)
	}
}

func TestMerged(t *testing.T) {
	w, err := xlsx.Open("testdata/s_merged.xlsx", xlsx.DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := readAll(w, 0); err != nil {
		t.Fatal(err)
	}
	if want := []xlsx.Range{{Col: 1, Row: 1, LastCol: 2, LastRow: 2}}; !slices.Equal(w.Merged(0), want) {
		t.Errorf("Merged = %v, want %v", w.Merged(0), want)
	}
}

func TestMergedRanges(t *testing.T) {
	content := strings.Replace(sheet(a1), "</sheetData>", `</sheetData><mergeCells><mergeCell ref="B2:A1"/><mergeCell ref="C3"/><mergeCell ref="B:D"/><mergeCell ref="2:5"/></mergeCells>`, 1)
	w, err := xlsx.Read(workbook([]string{content}, nil).zipped(t), xlsx.DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := readAll(w, 0); err != nil {
		t.Fatal(err)
	}
	want := []xlsx.Range{{Col: 1, Row: 1, LastCol: 2, LastRow: 2}, {Col: 3, Row: 3, LastCol: 3, LastRow: 3},
		{Col: 2, Row: 1, LastCol: 4, LastRow: xlsx.MaxRow}, {Col: 1, Row: 2, LastCol: xlsx.MaxColumn, LastRow: 5}}
	if !slices.Equal(w.Merged(0), want) {
		t.Errorf("Merged = %v, want %v", w.Merged(0), want)
	}
}

func TestSheetNames(t *testing.T) {
	for name, want := range map[string][]string{
		"s_sheet_name_case_dup": {"Klienti", "klienti"},
		"s_sheet_name_spaces":   {" Klienti "},
		"s_hidden_sheet":        {"Tajný"},
	} {
		w, err := xlsx.Open(filepath.Join("testdata", name+".xlsx"), xlsx.DefaultLimits)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, s := range w.Sheets {
			got = append(got, s.Name)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: sheets %q, want %q", name, got, want)
		}
	}
}
