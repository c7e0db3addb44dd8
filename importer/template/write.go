package template

import (
	"cmp"
	"context"
	"fmt"
	"io"

	"kartoteka/assets"
	"kartoteka/data"
)

// version is the number templates carry as the property Kartoteka.Version. It grows when the
// meaning of a template changes in a way the reader has to know of.
const version = 1

// Options say how a template is written. The zero value is an English one without examples.
type Options struct {
	Lang     assets.Lang
	Examples bool // two rows that show how to fill it in; the import skips them
}

// Write writes a template as an XLSX workbook with the custom fields, list items and accounts
// the database holds at this moment.
func Write(ctx context.Context, store *data.Store, t *Template, o Options, w io.Writer) error {
	schema, err := store.Schema(ctx)
	if err != nil {
		return fmt.Errorf("write template %s: %w", t.Key, err)
	}
	b, err := NewBook(ctx, store, t.ToFill(), schema, o.Lang, nil)
	if err != nil {
		return fmt.Errorf("write template %s: %w", t.Key, err)
	}
	return b.writeTemplate(o.Examples, w)
}

// NewBook starts a workbook of a template with the lists and accounts of the database. about says what it is; nil: a
// template to be filled in.
func NewBook(ctx context.Context, store *data.Store, t *Template, schema *data.Schema, l assets.Lang, about *About) (*Book, error) {
	lists, err := store.Lists(ctx)
	if err != nil {
		return nil, err
	}
	users, err := store.Users(ctx)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, u := range users {
		if u.Active {
			names = append(names, cmp.Or(u.FullName, u.Name))
		}
	}
	return startBook(t, schema, l, lists, names, about), nil
}

// writeTemplate writes the data sheets, with or without the rows of examples, and the workbook.
func (b *Book) writeTemplate(examples bool, w io.Writer) error {
	defer b.Close()
	b.toFill = true
	if examples {
		b.examples = exampleCount
	}
	for i := range b.Template.Sheets {
		sheet := &b.Template.Sheets[i]
		out := b.OpenSheet(sheet, nil, nil)
		if examples {
			for _, row := range b.exampleRows(sheet) {
				out.Write(row)
			}
		}
		out.Finish()
	}
	return b.Finish(w)
}
