package importer

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"kartoteka/importer/xlsx"
)

// sameCells proves that a copy holds every cell of the original, sheet by sheet, except those fixes changed. It is
// ErrNotCopied if not. Sheets the copy has beyond those of the original are not looked at.
func sameCells(ctx context.Context, a *xlsx.Workbook, copied []byte, fixes Corrections) error {
	b, err := xlsx.Read(copied, xlsx.DefaultLimits)
	if err != nil {
		return errors.Join(ErrNotCopied, err)
	}
	defer b.Close()
	for i, sheet := range a.Sheets {
		n := slices.IndexFunc(b.Sheets, func(s xlsx.Sheet) bool { return s.Name == sheet.Name })
		if n < 0 {
			return fmt.Errorf("sheet %s: %w", sheet.Name, ErrNotCopied)
		}
		if err := sameRows(ctx, a, b, i, n, fixes.rows(sheet.Name)); err != nil {
			return fmt.Errorf("sheet %s: %w", sheet.Name, err)
		}
	}
	return nil
}

func sameRows(ctx context.Context, a, b *xlsx.Workbook, i, n int, fixes map[int][]Correction) error {
	was, err := a.Rows(i)
	if err != nil {
		return err
	}
	defer was.Close()
	now, err := b.Rows(n)
	if err != nil {
		return errors.Join(ErrNotCopied, err)
	}
	defer now.Close()
	for count := 0; ; count++ {
		if count%cancelEvery == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		x, rowX := nextRow(was, fixes)
		y, rowY := nextRow(now, nil)
		if rowX != rowY || !slices.EqualFunc(x, y, sameCell) {
			return fmt.Errorf("row %d: %w", max(rowX, rowY), ErrNotCopied)
		}
		if rowX == 0 {
			return errors.Join(was.Err(), now.Err())
		}
	}
}

// nextRow is the next row that has cells, with its corrections, and its number; 0 at the end.
func nextRow(rows *xlsx.Rows, fixes map[int][]Correction) ([]xlsx.Cell, int) {
	for rows.Next() {
		cells := rows.Cells()
		if row := fixes[rows.Number()]; row != nil {
			cells = corrected(cells, row)
		}
		if len(cells) > 0 {
			return cells, rows.Number()
		}
	}
	return nil, 0
}

// corrected puts corrections into cells without asking what they show; fixes are known to stand.
func corrected(cells []xlsx.Cell, fixes []Correction) []xlsx.Cell {
	out := slices.Clone(cells)
	for _, fix := range fixes {
		out = slices.DeleteFunc(out, func(c xlsx.Cell) bool { return c.Col == fix.Col })
		if fix.Now != "" {
			out = append(out, xlsx.Cell{Col: fix.Col, Kind: xlsx.Text, Text: fix.Now})
		}
	}
	slices.SortFunc(out, func(a, b xlsx.Cell) int { return a.Col - b.Col })
	return out
}

// sameCell compares what is written in two cells. The spelling of a number may differ, its value may not; the
// format of a text says nothing.
func sameCell(a, b xlsx.Cell) bool {
	if a.Col != b.Col || a.Kind != b.Kind || a.Formula != b.Formula {
		return false
	}
	switch a.Kind {
	case xlsx.Number, xlsx.Date, xlsx.Bool:
		return a.Number == b.Number && a.Format == b.Format
	}
	return a.Text == b.Text
}
