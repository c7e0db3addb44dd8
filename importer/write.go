package importer

import (
	"cmp"
	"context"
	"fmt"
	"io"

	"kartoteka/assets"
	"kartoteka/data"
)

// TemplateVersion is the number templates carry as the property Kartoteka.Version. It grows when the
// meaning of a template changes in a way the reader has to know of.
const TemplateVersion = 1

// TemplateOptions say how a template is written. The zero value is an English one without examples.
type TemplateOptions struct {
	Lang     assets.Lang
	Examples bool // two rows that show how to fill it in; the import skips them
}

// WriteTemplate writes a template as an XLSX workbook with the custom fields, list items and accounts
// the database holds at this moment.
func WriteTemplate(ctx context.Context, store *data.Store, t *Template, o TemplateOptions, w io.Writer) error {
	schema, err := store.Schema(ctx)
	if err != nil {
		return fmt.Errorf("write template %s: %w", t.Key, err)
	}
	b, err := bookFor(ctx, store, t, schema, o.Lang)
	if err != nil {
		return fmt.Errorf("write template %s: %w", t.Key, err)
	}
	return b.writeTemplate(o.Examples, w)
}

// bookFor starts a workbook of a template with the lists and accounts of the database.
func bookFor(ctx context.Context, store *data.Store, t *Template, schema *data.Schema, l assets.Lang) (*book, error) {
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
	return newBook(t, schema, l, lists, names), nil
}

// writeTemplate writes the data sheets, with or without the rows of examples, and the workbook.
func (b *book) writeTemplate(examples bool, w io.Writer) error {
	defer b.close()
	for i := range b.template.Sheets {
		sheet := &b.template.Sheets[i]
		out := b.openSheet(sheet, nil, nil)
		if examples {
			for _, row := range b.exampleRows(sheet) {
				out.write(row)
			}
		}
		out.finish()
	}
	return b.finish(w)
}
