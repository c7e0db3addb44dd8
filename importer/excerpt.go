package importer

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"kartoteka/data"
	"kartoteka/importer/xlsx"
)

// A SheetRow is a row of a workbook as people see it in their spreadsheet.
type SheetRow struct {
	Number int
	Cells  map[int]string // what the filled cells show, by column from 1
}

// Excerpt returns the rows of a checked sheet from one number to another that show anything, with corrections applied,
// and the row of the header before them. sheet is an index into Report.Sheets. The file is read up to the last row
// wanted; whoever shows one row after another asks for some hundreds at a time. The errors are ErrChanged, ErrGone,
// ctx.Err(), or unexpected.
func (im *Importer) Excerpt(ctx context.Context, r *Report, fixes Corrections, sheet, from, to int) ([]SheetRow, error) {
	src, err := im.reopen(ctx, r, fixes)
	if err != nil {
		return nil, fmt.Errorf("read rows of %s: %w", r.File, err)
	}
	defer src.book.Close()
	rows, err := src.excerpt(ctx, sheet, from, to)
	if errors.Is(err, xlsx.ErrUnordered) { // from now on the workbook sorts the rows
		rows, err = src.excerpt(ctx, sheet, from, to)
	}
	if err != nil {
		return nil, fmt.Errorf("read rows of %s: %w", r.File, err)
	}
	return rows, nil
}

func (s *reopened) excerpt(ctx context.Context, sheet, from, to int) ([]SheetRow, error) {
	l := s.layouts[sheet]
	rows, err := s.book.Rows(l.Index)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	fixes := s.fixes.rows(l.Name)
	out := []SheetRow{{Number: l.Row, Cells: s.texts(l.Header)}}
	for n := 0; rows.Next() && rows.Number() <= to; n++ {
		if n%cancelEvery == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if rows.Number() < from || rows.Number() <= l.Row {
			continue
		}
		cells := rows.Cells()
		if row := fixes[rows.Number()]; row != nil {
			cells, _ = applyCorrections(cells, row, s.shown)
		}
		out = append(out, SheetRow{rows.Number(), s.texts(cells)})
	}
	return out, rows.Err()
}

func (s *reopened) texts(cells []xlsx.Cell) map[int]string {
	texts := make(map[int]string, len(cells))
	for _, c := range cells {
		if text := s.shown(c); text != "" {
			texts[c.Col] = text
		}
	}
	return texts
}

// EntryAt returns the record that has a cell of the workbook, or the first of the row when col is 0 or belongs
// to none of them; nil when the row has no record. sheet is the name in the file.
func (r *Report) EntryAt(sheet string, row, col int) *Entry {
	s := slices.IndexFunc(r.Sheets, func(s SheetRead) bool { return s.Name == sheet })
	if s < 0 || row == 0 {
		return nil
	}
	return entryOf(r.entriesOf(s, row), r.Sheets[s].layout.Section(col))
}

// entriesOf are the entries of a row of a sheet.
func (r *Report) entriesOf(sheet, row int) []*Entry {
	start := &Entry{Sheet: sheet, Row: row}
	from, _ := slices.BinarySearchFunc(r.Entries, start, func(e, start *Entry) int {
		if e.before(start) {
			return -1
		}
		return 1
	})
	to := from
	for to < len(r.Entries) && r.Entries[to].Sheet == sheet && r.Entries[to].Row == row {
		to++
	}
	return r.Entries[from:to]
}

// entryOf is the entry of a row that is of a section, else the first, nil when there is none.
func entryOf(row []*Entry, section int) *Entry {
	if i := slices.IndexFunc(row, func(e *Entry) bool { return e.Section == section }); i >= 0 {
		return row[i]
	}
	if len(row) > 0 {
		return row[0]
	}
	return nil
}

// ColumnAt returns the title of a column of the workbook as in the file, and the field it is, nil for one that is not
// read. sheet is the name in the file.
func (r *Report) ColumnAt(sheet string, col int) (title string, field *data.Field) {
	for _, s := range r.Sheets {
		if l := s.layout; s.Name == sheet {
			if col > 0 && col < len(l.At) && l.At[col] >= 0 {
				field = l.Columns[l.At[col]].Field
			}
			return l.Title(col), field
		}
	}
	return "", nil
}
