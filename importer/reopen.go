package importer

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"kartoteka/importer/source"
	"kartoteka/importer/template"
	"kartoteka/importer/value"
	"kartoteka/importer/xlsx"
)

// A reopened is the file of a report, opened once more to copy from it.
type reopened struct {
	book    *source.Book
	layouts []*template.Layout // by the index of Report.Sheets
	fixes   Corrections
	shown   func(xlsx.Cell) string
}

// reopen opens the checked file again; fixes are applied to its rows. It is ErrChanged or ErrGone when the
// file is no longer what was checked.
func (im *Importer) reopen(ctx context.Context, r *Report, fixes Corrections) (*reopened, error) {
	parser, err := value.ParserFor(ctx, im.Store, r.Language, r.Checked)
	if err != nil {
		return nil, err
	}
	book, err := source.Open(r.File, r.options)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, errors.Join(ErrGone, err)
	}
	if err != nil {
		return nil, err
	}
	parser.Date1904 = book.Date1904
	found, _, err := recognise(ctx, book, r.schema, parser, CheckOptions{Map: r.Mapping, Lang: r.Language})
	if err != nil || book.SHA256() != r.SHA256 {
		book.Close()
		return nil, errors.Join(ErrChanged, err)
	}
	parser.Date1904 = book.Date1904
	return &reopened{book, found.Layouts, fixes, parser.Shown}, nil
}

// rows yields the filled rows below the header of a sheet. The cells are good until the next row.
func (s *reopened) rows(ctx context.Context, sheet int, do func(row int, cells []xlsx.Cell)) error {
	l := s.layouts[sheet]
	rows, err := s.book.Rows(l.Index)
	if err != nil {
		return fmt.Errorf("read sheet %s: %w", l.Name, err)
	}
	defer rows.Close()
	fixes := s.fixes.rows(l.Name)
	for n := 0; rows.Next(); n++ {
		if n%cancelEvery == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if rows.Number() <= l.Row {
			continue
		}
		cells := rows.Cells()
		if row := fixes[rows.Number()]; row != nil {
			cells, _ = applyCorrections(cells, row, s.shown)
		}
		do(rows.Number(), cells)
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("read sheet %s: %w", l.Name, err)
	}
	return nil
}

// cellAt is the cell of a row in a column, or nil. Cells stand in the order of their columns.
func cellAt(cells []xlsx.Cell, col int) *xlsx.Cell {
	i, found := slices.BinarySearchFunc(cells, col, func(c xlsx.Cell, col int) int { return cmp.Compare(c.Col, col) })
	if !found {
		return nil
	}
	return &cells[i]
}

// layoutOf is the index of the sheet that was recognised as one of the template, -1 if there is none.
func (s *reopened) layoutOf(sheet *template.Sheet) int {
	return slices.IndexFunc(s.layouts, func(l *template.Layout) bool { return l.Sheet == sheet })
}
