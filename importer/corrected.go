package importer

import (
	"context"
	"fmt"
	"io"
	"slices"

	"kartoteka/importer/patch"
	"kartoteka/importer/source"
	"kartoteka/importer/value"
	"kartoteka/importer/xlsx"
)

// WriteCorrected writes a copy of the checked workbook with corrections put into its cells, as text in the format each
// cell has. A correction whose cell shows something else by now is left out, as it is in a check. The errors are those
// of Annotate.
func (im *Importer) WriteCorrected(ctx context.Context, r *Report, fixes Corrections, w io.Writer) error {
	if err := im.writeCorrected(ctx, r, fixes, w); err != nil {
		return fmt.Errorf("write corrected copy of %s: %w", r.File, err)
	}
	return nil
}

func (im *Importer) writeCorrected(ctx context.Context, r *Report, fixes Corrections, w io.Writer) error {
	fixes, err := im.standing(ctx, r, fixes)
	if err != nil {
		return err
	}
	original, c, err := r.openCopy()
	if err != nil {
		return err
	}
	defer original.Close()
	for i := range fixes {
		fix := &fixes[i]
		sheet := max(0, slices.IndexFunc(original.Sheets, func(s xlsx.Sheet) bool { return s.Name == fix.Sheet }))
		c.Change(sheet, patch.Change{Row: fix.Row, Col: fix.Col, Text: &fix.Now})
	}
	return c.Write(ctx, w)
}

// standing are the corrections whose cells still show what was corrected.
func (im *Importer) standing(ctx context.Context, r *Report, fixes Corrections) (Corrections, error) {
	parser, err := value.ParserFor(ctx, im.Store, r.Language, r.Checked)
	if err != nil {
		return nil, err
	}
	book, err := source.Open(r.File, r.options)
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
			last := 0 // of corrections of the same cell the first stands, as in a check
			for _, fix := range byRow[rows.Number()] {
				if fix.Col == last {
					continue
				}
				cell := cellAt(rows.Cells(), fix.Col)
				if cell == nil && fix.Was == "" || cell != nil && parser.Shown(*cell) == fix.Was {
					standing = append(standing, fix)
					last = fix.Col
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
