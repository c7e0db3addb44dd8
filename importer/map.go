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
	"kartoteka/importer/template"
	"kartoteka/importer/value"
	"kartoteka/importer/xlsx"
)

// MapOptions say what is known about a foreign table. What is zero is proposed.
type MapOptions struct {
	Lang       assets.Lang // of the reasons
	Source     source.Options
	Table      mapping.Options
	Remembered string // name of the remembered mapping to lay over the proposal; "": the one used last, if any fits
	Fresh      bool   // nothing remembered is laid over it
}

// Map proposes the meaning of the columns of a table, of any file with rows. Of a file of a template the mapping names it and no more.
// It writes nothing. The errors are those of packages source and xlsx, mapping.ErrNoTable and ErrNoSheet, ctx.Err(), or
// unexpected.
func (im *Importer) Map(ctx context.Context, file string, o MapOptions) (*mapping.Mapping, error) {
	book, err := source.Open(file, o.Source)
	if err != nil {
		return nil, fmt.Errorf("map %s: %w", file, err)
	}
	defer book.Close()
	m, err := im.propose(ctx, book, o)
	if err != nil {
		return nil, fmt.Errorf("map %s: %w", file, err)
	}
	m.File = file
	m.Say(o.Lang)
	return m, nil
}

func (im *Importer) propose(ctx context.Context, book *source.Book, o MapOptions) (*mapping.Mapping, error) {
	schema, err := im.Store.Schema(ctx)
	if err != nil {
		return nil, err
	}
	parser, err := value.ParserFor(ctx, im.Store, o.Lang, time.Now())
	if err != nil {
		return nil, err
	}
	found, err := recogniseTemplate(book, schema)
	switch {
	case err == nil && o.Table == (mapping.Options{}):
		return ofTemplate(book, found), nil
	case err != nil && !errors.As(err, new(*template.UnknownError)):
		return nil, err
	}
	m, err := mapping.Propose(ctx, book, schema, parser, o.Table)
	if err != nil || o.Table.Row != "" || o.Fresh {
		return m, err
	}
	return m, im.remember(ctx, m, o.Remembered)
}

// recogniseTemplate recognises a file of a template. Rows out of order make the workbook sort them, for each of its sheets
// once.
func recogniseTemplate(book *source.Book, schema *data.Schema) (*template.Recognition, error) {
	found, err := template.Recognise(book, schema)
	for range book.Sheets {
		if !errors.Is(err, xlsx.ErrUnordered) {
			break
		}
		found, err = template.Recognise(book, schema)
	}
	if err == nil && !found.Follows(book.Properties) {
		return nil, found.Foreign()
	}
	return found, err
}

// ofTemplate is the mapping of a file of a template.
func ofTemplate(book *source.Book, r *template.Recognition) *mapping.Mapping {
	l := r.Layouts[0]
	m := &mapping.Mapping{
		Template: r.Template.Key, Format: book.Format, Sheet: l.Name, HeaderRow: l.Row, HeaderRows: 1, Row: r.Template.Record,
		Columns: []mapping.Column{}, Missing: []string{}, Doubtful: []string{},
	}
	return m
}
