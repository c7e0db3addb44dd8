package export

import (
	"context"
	"fmt"
	"io"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer/patch"
	"kartoteka/importer/style"
	"kartoteka/importer/template"
	"kartoteka/importer/value"
)

// Table writes the records of a type that the query asks for as a workbook for other programs: one sheet, the titles in its
// first row, records that are referred to by name. It returns how many it wrote. The progress is that of the records.
func Table(ctx context.Context, store *data.Store, t data.RecordType, q data.Query, l assets.Lang, w io.Writer, progress data.Progress) (int, error) {
	n, err := writeTable(ctx, store, t, q, l, w, progress)
	if err != nil {
		return 0, fmt.Errorf("export %s as a table: %w", t, err)
	}
	return n, nil
}

func writeTable(ctx context.Context, store *data.Store, t data.RecordType, q data.Query, l assets.Lang, w io.Writer, progress data.Progress) (n int, err error) {
	schema, err := store.Schema(ctx)
	if err != nil {
		return 0, err
	}
	accounts, err := accountsByID(ctx, store)
	if err != nil {
		return 0, err
	}
	total, err := store.Count(ctx, t, q)
	if err != nil {
		return 0, err
	}
	c, err := patch.New(style.ProgramName)
	if err != nil {
		return 0, err
	}
	name := l.Text("record." + string(t) + ".titles")
	c.Describe(patch.Properties{Title: l.Text("export.title", assets.Values{"Records": name}), Author: style.ProgramName, Language: l.Tag().String()})
	fields := stored(schema, t)
	sheet := patch.Sheet{Name: name, Header: 1, Filter: true, Footer: "&L&8&A&R&8&P / &N"}
	head := make([]patch.Cell, len(fields))
	for i, f := range fields {
		title := template.FieldTitle(l, t, f)
		sheet.Columns = append(sheet.Columns, patch.Column{Width: template.ColumnWidth(f, title), Style: c.Style(style.Patch(style.ColumnLook(f.Type)))})
		head[i] = patch.Text(i+1, title)
		head[i].Style = c.Style(style.Patch(style.TableHead))
	}
	sheet.Names = namesOf(fields, sheet.Columns)
	rows := c.Append(ctx, c.Add(sheet))
	defer rows.Close()
	rows.Write(32, head...)
	row := make([]patch.Cell, 0, len(fields))
	err = store.EachNamed(ctx, schema, t, q, func(r *data.Record, names data.Names) error {
		row = row[:0]
		for i, f := range fields {
			switch v := r.Value(f.Key); {
			case v == nil:
			case f.Type == data.Reference:
				row = append(row, patch.Text(i+1, names.Of(r, f)))
			default:
				row = append(row, template.PatchCell(i+1, value.CellOf(l, f, v, func(id int64) string { return accounts[id] })))
			}
		}
		rows.Write(0, row...)
		if n++; n%reportEvery == 0 {
			progress.Report(n, total)
		}
		return c.Err()
	})
	if err != nil {
		return 0, err
	}
	rows.Close()
	return n, c.Write(ctx, w)
}

// namesOf is how many of the first columns stay in view: those up to the last required one of the first few, as many as leave
// room for others on half a screen.
func namesOf(fields []*data.Field, columns []patch.Column) int {
	names, width := 1, 0.0
	for i, f := range fields[:min(4, len(fields))] {
		if width += columns[i].Width; f.Required && width <= style.FrozenWidth {
			names = i + 1
		}
	}
	return names
}
