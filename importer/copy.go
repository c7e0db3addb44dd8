package importer

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/xuri/excelize/v2"

	"kartoteka/assets"
	"kartoteka/importer/xlsx"
)

// A workbookCopy is a workbook of somebody's own while it is changed and written to another place. The first
// error stays in err.
type workbookCopy struct {
	file *excelize.File
	err  error
}

// openCopy opens a workbook that a check has read, for changing it in memory.
func openCopy(content []byte) (*workbookCopy, error) {
	file, err := excelize.OpenReader(bytes.NewReader(content), excelize.Options{UnzipSizeLimit: xlsx.DefaultLimits.InflatedBytes})
	if err != nil {
		return nil, errors.Join(ErrNotCopied, err)
	}
	c := &workbookCopy{file: file}
	c.alignNotes()
	return c, nil
}

func (c *workbookCopy) do(err error) {
	if c.err == nil {
		c.err = err
	}
}

// WriteCorrected writes a copy of the checked workbook with corrections put into its cells, as text in the format each cell
// has. A correction whose cell shows something else by now is left out, as it is in a check. The errors are those of Annotate.
func (im *Importer) WriteCorrected(ctx context.Context, r *Report, fixes Corrections, w io.Writer) error {
	if err := im.writeCorrected(ctx, r, fixes, w); err != nil {
		return fmt.Errorf("write corrected copy of %s: %w", r.File, err)
	}
	return nil
}

func (im *Importer) writeCorrected(ctx context.Context, r *Report, fixes Corrections, w io.Writer) error {
	content, err := r.content()
	if err != nil {
		return err
	}
	fixes, err = im.standing(ctx, r, fixes)
	if err != nil {
		return err
	}
	c, err := openCopy(content)
	if err != nil {
		return err
	}
	defer c.file.Close()
	for _, fix := range fixes {
		c.do(c.file.SetCellStr(fix.Sheet, xlsx.CellName(fix.Col, fix.Row), fix.Now))
	}
	return c.writeChecked(ctx, content, fixes, w)
}

// standing are the corrections whose cells still show what was corrected.
func (im *Importer) standing(ctx context.Context, r *Report, fixes Corrections) (Corrections, error) {
	parser, err := im.Parser(ctx, assets.Czech, r.Checked)
	if err != nil {
		return nil, err
	}
	book, err := xlsx.Open(r.File, xlsx.DefaultLimits)
	if err != nil {
		return nil, err
	}
	defer book.Close()
	parser.Date1904 = book.Date1904
	var standing Corrections
	for _, sheet := range r.Sheets {
		byRow := fixes.rows(sheet.Name)
		rows, err := book.Rows(sheet.Index)
		if err != nil {
			return nil, err
		}
		for rows.Next() {
			for _, fix := range byRow[rows.Number()] {
				cell := cellAt(rows.Cells(), fix.Col)
				if cell == nil && fix.Was == "" || cell != nil && parser.Shown(*cell) == fix.Was {
					standing = append(standing, fix)
				}
			}
		}
		err = rows.Err()
		rows.Close()
		if err != nil {
			return nil, err
		}
	}
	return standing, nil
}

// sameCells proves that a copy holds every cell of the original, sheet by sheet, except those fixes changed. It is
// ErrNotCopied if not. Sheets the copy has beyond those of the original are not looked at.
func sameCells(ctx context.Context, original, copied []byte, fixes Corrections) error {
	a, err := xlsx.Read(original, xlsx.DefaultLimits)
	if err != nil {
		return err
	}
	defer a.Close()
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
func nextRow(rows *xlsx.Rows, fixes map[int][]Correction) ([]Cell, int) {
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
func corrected(cells []Cell, fixes []Correction) []Cell {
	out := slices.Clone(cells)
	for _, fix := range fixes {
		out = slices.DeleteFunc(out, func(c Cell) bool { return c.Col == fix.Col })
		if fix.Now != "" {
			out = append(out, Cell{Col: fix.Col, Kind: xlsx.Text, Text: fix.Now})
		}
	}
	slices.SortFunc(out, func(a, b Cell) int { return a.Col - b.Col })
	return out
}

// sameCell compares what is written in two cells. The spelling of a number may differ, its value may not; the
// format of a text says nothing.
func sameCell(a, b Cell) bool {
	if a.Col != b.Col || a.Kind != b.Kind || a.Formula != b.Formula {
		return false
	}
	switch a.Kind {
	case xlsx.Number, xlsx.Date, xlsx.Bool:
		return a.Number == b.Number && a.Format == b.Format
	}
	return a.Text == b.Text
}
