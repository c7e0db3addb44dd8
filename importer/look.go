package importer

import (
	"context"
	"errors"
	"fmt"
	"time"

	"kartoteka/assets"
	"kartoteka/data"
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

// Fitting are the remembered mappings that could be laid over a table, the one used last first.
func (im *Importer) Fitting(ctx context.Context, m *mapping.Mapping) ([]data.Mapping, error) {
	all, err := im.Store.Mappings(ctx)
	if err != nil {
		return nil, err
	}
	return fitting(all, m.Signature()), nil
}
