package importer

import (
	"cmp"
	"slices"

	"kartoteka/importer/xlsx"
)

// A Correction puts a value in place of a cell, for the check and the import that follow it; the
// workbook stays as it is. It holds as long as the cell still shows what was corrected, so that it
// survives a re-check but never hides a value written since.
type Correction struct {
	Sheet    string
	Row, Col int
	Was, Now string
}

// Corrections are the corrections of one file, in any order.
type Corrections []Correction

// rows returns the corrections of a sheet by row, each row's by column.
func (all Corrections) rows(sheet string) map[int][]Correction {
	rows := map[int][]Correction{}
	for _, c := range all {
		if c.Sheet == sheet {
			rows[c.Row] = append(rows[c.Row], c)
		}
	}
	for _, row := range rows {
		slices.SortStableFunc(row, func(a, b Correction) int { return cmp.Compare(a.Col, b.Col) })
	}
	return rows
}

// applyCorrections returns the cells of a row with its corrections applied, and the ones that were; shown is the text a
// cell shows.
func applyCorrections(cells []xlsx.Cell, fixes []Correction, shown func(xlsx.Cell) string) (out []xlsx.Cell, applied []Correction) {
	out = slices.Clone(cells)
	for _, fix := range fixes {
		i, found := slices.BinarySearchFunc(out, fix.Col, func(c xlsx.Cell, col int) int { return cmp.Compare(c.Col, col) })
		now := xlsx.Cell{Col: fix.Col, Kind: xlsx.Text, Text: fix.Now}
		switch {
		case found && shown(out[i]) == fix.Was:
			out[i] = now
			applied = append(applied, fix)
		case !found && fix.Was == "":
			out = slices.Insert(out, i, now)
			applied = append(applied, fix)
		}
	}
	return out, applied
}
