// Package export writes records into files for other programs.
//
//	Workbook   a template filled in: a database can import it again
//	Table      a workbook for other programs: data on the first sheet, titles in row 1
//	CSV        a table for spreadsheets and scripts
//	VCards     contact persons for telephones and address books
//
// Each takes the records that a data.Query asks for, reads them one after another and keeps none, so that any number
// of them can be exported. References are written so that they can be read without the database: by a key within the
// workbook, by the name of the record elsewhere. What stands in a file is what a person would have typed, in the
// language asked for, see [value.CellOf].
package export

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"time"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/data/fold"
	"kartoteka/importer/patch"
	"kartoteka/importer/template"
	"kartoteka/importer/value"
)

// Workbook writes the records of a type that the query asks for as a workbook of the type's template, so
// that a database can import it again, and returns how many it wrote. Clients come with all their contact persons and
// contact persons with their clients, on the two sheets of that template; what else records refer to is named as a
// check finds it. A type without a template is refused. Retired fields are left out. The progress is that of records of type t.
func Workbook(ctx context.Context, store *data.Store, t data.RecordType, q data.Query, l assets.Lang, w io.Writer, progress data.Progress) (data.Counts, error) {
	n, err := writeWorkbook(ctx, store, t, q, l, w, progress)
	if err != nil {
		return nil, fmt.Errorf("export %s: %w", t, err)
	}
	return n, nil
}

func writeWorkbook(ctx context.Context, store *data.Store, t data.RecordType, q data.Query, l assets.Lang, w io.Writer, progress data.Progress) (data.Counts, error) {
	tpl := template.Of(t)
	if tpl == nil {
		return nil, fmt.Errorf("%w: %s has no template", data.ErrInvalid, t)
	}
	schema, err := store.Schema(ctx)
	if err != nil {
		return nil, err
	}
	accounts, err := accountsByID(ctx, store)
	if err != nil {
		return nil, err
	}
	with := ""
	if len(tpl.Sheets) > 1 {
		with = l.Text("export.with")
	}
	about := template.NewAbout(l, "export", assets.Values{"Records": l.Text("record." + string(t) + ".titles"), "Date": l.Date(time.Now()), "With": with})
	b, err := template.NewBook(ctx, store, tpl, schema, l, about)
	if err != nil {
		return nil, err
	}
	b.Exported = true
	b.Open(slices.IndexFunc(tpl.Sheets, func(s template.Sheet) bool { return s.Sections[0].Record == t }))
	for i := range tpl.Sheets { // how many persons come with the clients asked for is not known yet
		n, err := store.Count(ctx, tpl.Sheets[i].Sections[0].Record, data.Query{})
		if err != nil {
			return nil, err
		}
		b.Rows = max(b.Rows, n)
	}
	form, err := template.NewForm(b, nil)
	if err != nil {
		return nil, err
	}
	out, err := form.Fill(false)
	if err != nil {
		return nil, err
	}
	defer out.Close()
	x := &workbook{
		form: form, out: out, template: tpl, lang: l, store: store, accounts: accounts, counts: data.Counts{}, progress: progress, main: t,
		names: namer{store: store, schema: schema, finders: map[data.RecordType]*data.Finder{}, names: map[target]string{}},
	}
	defer x.names.close()
	if x.total, err = store.Count(ctx, t, q); err != nil {
		return nil, err
	}
	if with := t.Kind().With; with != "" {
		err = x.with(ctx, t, with, q)
	} else {
		err = x.alone(ctx, t, q)
	}
	if err != nil {
		return nil, err
	}
	return x.counts, out.Write(ctx, w)
}

// reportEvery is how many records are written between reports of the progress.
const reportEvery = 256

// A workbook is the writing of records into a workbook.
type workbook struct {
	form     *template.Form
	out      *template.Filling
	template *template.Template
	lang     assets.Lang
	store    *data.Store
	accounts map[int64]string
	counts   data.Counts
	progress data.Progress
	main     data.RecordType
	total    int
	names    namer
}

// alone writes records of a type, and all that come with them, as contact persons do with clients.
func (x *workbook) alone(ctx context.Context, t data.RecordType, q data.Query) error {
	written := map[int64]bool{}
	err := x.sheet(ctx, t, q, func(r *data.Record) bool {
		written[r.ID] = true
		return true
	})
	for _, other := range data.Importable() {
		if err != nil || other.Kind().With != t {
			continue
		}
		field := x.link(other, t)
		err = x.sheet(ctx, other, data.Query{}, func(r *data.Record) bool { return written[r.Ref(field)] })
	}
	return err
}

// with writes contact persons, and the clients they come with.
func (x *workbook) with(ctx context.Context, t, with data.RecordType, q data.Query) error {
	field, wanted := x.link(t, with), map[int64]bool{}
	err := x.store.Each(ctx, t, q, func(r *data.Record) error {
		wanted[r.Ref(field)] = true
		return nil
	})
	if err != nil {
		return err
	}
	if err := x.sheet(ctx, with, data.Query{}, func(r *data.Record) bool { return wanted[r.ID] }); err != nil {
		return err
	}
	return x.sheet(ctx, t, q, func(r *data.Record) bool { return wanted[r.Ref(field)] })
}

// link is the key of the field by which records of one type refer to those of another they come with.
func (x *workbook) link(from, to data.RecordType) string {
	for _, f := range x.names.schema.Fields(from) {
		if f.Type == data.Reference && f.To == to {
			return f.Key
		}
	}
	return ""
}

// sheet writes the sheet of a record type: those records the query asks for that are wanted.
func (x *workbook) sheet(ctx context.Context, t data.RecordType, q data.Query, wanted func(*data.Record) bool) error {
	s := x.template.Sheet(t)
	columns, rows := x.form.Sheet(s).Columns, x.out.Rows(ctx, s)
	defer rows.Close()
	x.counts[t] = 0
	return x.store.Each(ctx, t, q, func(r *data.Record) error {
		if !wanted(r) {
			return nil
		}
		row, err := x.row(ctx, columns, r)
		if err != nil {
			return err
		}
		rows.Write(0, row...)
		x.counts[t]++
		if n := x.counts[t]; t == x.main && n%reportEvery == 0 {
			x.progress.Report(n, x.total)
		}
		return x.out.Err()
	})
}

func (x *workbook) row(ctx context.Context, columns []template.Column, r *data.Record) ([]patch.Cell, error) {
	row := make([]patch.Cell, 0, len(columns))
	for i, c := range columns {
		v := r.Value(c.Field.Key)
		switch {
		case c.Field.Unstored:
			row = append(row, patch.Text(i+1, exportKey(r.ID)))
		case v == nil:
		case c.Field.Type == data.Reference && x.template.Sheet(c.Field.To) != nil:
			row = append(row, patch.Text(i+1, exportKey(r.Ref(c.Field.Key))))
		case c.Field.Type == data.Reference:
			name, err := x.names.of(ctx, target{c.Field.To, r.Ref(c.Field.Key)})
			if err != nil {
				return nil, err
			}
			row = append(row, patch.Text(i+1, name))
		default:
			row = append(row, template.PatchCell(i+1, value.CellOf(x.lang, c.Field, v, func(id int64) string { return x.accounts[id] })))
		}
	}
	return row, nil
}

// exportKey is the key that ties contact persons to their client in a workbook. No name or IČO looks like it.
func exportKey(id int64) string { return "K-" + strconv.FormatInt(id, 10) }

// accountsByID are the names accounts are written by: the full name, or the one to sign in with where two
// are called the same.
func accountsByID(ctx context.Context, store *data.Store) (map[int64]string, error) {
	users, err := store.Users(ctx)
	if err != nil {
		return nil, err
	}
	called := map[string]int{}
	for _, u := range users {
		called[fold.Text(u.FullName)]++
	}
	names := map[int64]string{}
	for _, u := range users {
		names[u.ID] = u.FullName
		if called[fold.Text(u.FullName)] > 1 || u.FullName == "" {
			names[u.ID] = u.Name
		}
	}
	return names, nil
}
