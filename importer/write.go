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
func (im *Importer) WriteTemplate(ctx context.Context, t *Template, o TemplateOptions, w io.Writer) error {
	schema, err := im.Store.Schema(ctx)
	if err != nil {
		return fmt.Errorf("write template %s: %w", t.Key, err)
	}
	lists, err := im.Store.Lists(ctx)
	if err != nil {
		return fmt.Errorf("write template %s: %w", t.Key, err)
	}
	users, err := im.accountNames(ctx)
	if err != nil {
		return fmt.Errorf("write template %s: %w", t.Key, err)
	}
	return writeTemplate(t, schema, lists, users, o, w)
}

// accountNames are the full names of the accounts an owner can be chosen from.
func (im *Importer) accountNames(ctx context.Context) ([]string, error) {
	users, err := im.Store.Users(ctx)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, u := range users {
		if u.Active {
			names = append(names, cmp.Or(u.FullName, u.Name))
		}
	}
	return names, nil
}

// writeTemplate is WriteTemplate without a store: lists are the items by the key of their list, users the
// full names of the accounts an owner column offers.
func writeTemplate(t *Template, schema *data.Schema, lists map[string][]string, users []string, o TemplateOptions, w io.Writer) error {
	b := newBook(t, schema, o.Lang, lists, users)
	defer b.file.Close()
	for i := range t.Sheets {
		sheet := &t.Sheets[i]
		var rows [][]any
		if o.Examples {
			rows = b.exampleRows(sheet)
		}
		b.writeSheet(sheet, rows)
	}
	return b.finish(w)
}
