package importer

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"kartoteka/assets"
	"kartoteka/data/fold"
	"kartoteka/importer/mapping"
	"kartoteka/importer/source"
	"kartoteka/importer/value"
	"kartoteka/importer/xlsx"
)

// A Look is the beginning of a file as it is, before anything is made of its columns.
type Look struct {
	Sheets []string   // that are not hidden; one without a name of a file without sheets
	Rows   []SheetRow // the first filled ones of the sheet asked for
}

// Look reads the first filled rows of a sheet. The errors are those of package source, mapping.ErrNoSheet, ctx.Err(), or
// unexpected.
func (im *Importer) Look(ctx context.Context, file string, o source.Options, l assets.Lang, sheet string, most int) (Look, error) {
	book, err := source.Open(file, o)
	if err != nil {
		return Look{}, fmt.Errorf("look at %s: %w", file, err)
	}
	defer book.Close()
	parser, err := value.ParserFor(ctx, im.Store, l, time.Now())
	if err != nil {
		return Look{}, err
	}
	parser.Date1904 = book.Date1904
	look := Look{}
	index := -1
	for i, s := range book.Sheets {
		if s.Name == sheet || len(book.Sheets) == 1 {
			index = i
		}
		if !s.Hidden {
			look.Sheets = append(look.Sheets, s.Name)
		}
	}
	if index < 0 {
		return Look{}, fmt.Errorf("look at %s: %w", file, mapping.ErrNoSheet)
	}
	look.Rows, err = firstRows(book, index, parser, most)
	if errors.Is(err, xlsx.ErrUnordered) { // from now on the workbook sorts the rows
		look.Rows, err = firstRows(book, index, parser, most)
	}
	if err != nil {
		return Look{}, fmt.Errorf("look at %s: %w", file, err)
	}
	return look, nil
}

func firstRows(book *source.Book, index int, parser *value.Parser, most int) ([]SheetRow, error) {
	rows, err := book.Rows(index)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []SheetRow
	for len(out) < most && rows.Next() {
		row := SheetRow{rows.Number(), map[int]string{}}
		for _, c := range rows.Cells() {
			if text := parser.Shown(c); text != "" {
				row.Cells[c.Col] = text
			}
		}
		if len(row.Cells) > 0 {
			out = append(out, row)
		}
	}
	if len(out) == most {
		return out, nil
	}
	return out, rows.Err()
}

// A ColumnValue is one of the different values of a column, and in how many rows it stands.
type ColumnValue struct {
	Value string
	Rows  int
}

// ColumnValues returns the different values of a column of the table, by its number from 1, the most frequent first: what
// mapping.Column.Replace may put others in place of. More than most of them are cut off.
func (im *Importer) ColumnValues(ctx context.Context, file string, m *mapping.Mapping, col, most int) ([]ColumnValue, error) {
	book, err := source.Open(file, (&CheckOptions{Map: m}).reading())
	if err != nil {
		return nil, fmt.Errorf("look at %s: %w", file, err)
	}
	defer book.Close()
	parser, err := value.ParserFor(ctx, im.Store, assets.Languages()[0], time.Now())
	if err != nil {
		return nil, err
	}
	parser.Date1904 = book.Date1904
	rows, err := book.Rows(max(0, slices.IndexFunc(book.Sheets, func(s source.Sheet) bool { return s.Name == m.Sheet })))
	if err != nil {
		return nil, fmt.Errorf("look at %s: %w", file, err)
	}
	defer rows.Close()
	at := map[string]int{}
	var all []ColumnValue
	for n := 0; rows.Next(); n++ {
		if n%cancelEvery == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		c := cellAt(rows.Cells(), col)
		if rows.Number() <= m.HeaderRow || c == nil {
			continue
		}
		text := strings.TrimSpace(parser.Shown(*c))
		key := fold.Text(text)
		if text == "" {
			continue
		}
		i, known := at[key]
		if !known {
			i = len(all)
			at[key] = i
			all = append(all, ColumnValue{Value: text})
		}
		all[i].Rows++
	}
	if err := rows.Err(); err != nil && !errors.Is(err, xlsx.ErrUnordered) { // their order is of no matter here
		return nil, fmt.Errorf("look at %s: %w", file, err)
	}
	slices.SortStableFunc(all, func(a, b ColumnValue) int { return b.Rows - a.Rows })
	return all[:min(len(all), most)], nil
}
