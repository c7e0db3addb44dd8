package records

import (
	"context"
	"slices"

	"kartoteka/app/ui"
	"kartoteka/app/window"
	"kartoteka/data"
)

// titleColumn is the title of a record, the first column of every list. The others have the keys of their fields.
const (
	titleColumn = "title"
	labelColumn = "label"
)

// A list shows the records that were found, in a grid. Rows are read when they come into view.
type list struct {
	*base
	found  func(wasEmpty bool) // after an answer
	failed func(error)

	ids     []int64
	whole   bool // ids are all there are; else the first ones
	rows    map[int64]*data.Record
	names   data.Names
	reading bool // rows
	finds   window.Fetch[listing]
	grid    *ui.Grid[int64]
}

// build makes the grid.
func (l *list) build() {
	l.grid = window.NewGrid(l.window, l.key, l.columns())
	l.grid.Choose = l.chooseColumns
	l.grid.Viewed = l.viewed
}

// point puts the cursor on a record, where the list has it.
func (l *list) point(id int64) {
	if at, ok := l.grid.Current(); !ok || at != id {
		l.grid.Pick(id)
	}
}

// picked are the records that are selected.
func (l *list) picked() []int64 {
	if l.grid == nil {
		return nil
	}
	return l.grid.Selected()
}

// columns are the fields of the record type, in its own order.
func (l *list) columns() []ui.Column[int64] {
	lang, t := l.reader.lang, l.record
	title := ui.Column[int64]{Key: titleColumn, Title: lang.Text("records.title." + string(t)), Width: 188, Grow: true, Text: func(id int64) string {
		if r := l.rows[id]; r != nil {
			return r.Title()
		}
		return "…"
	}}
	columns := []ui.Column[int64]{title}
	fields, first := l.reader.schema.Active(t), t.Kind().Columns
	place := func(f *data.Field) int {
		if i := slices.Index(first, f.Key); i >= 0 {
			return i
		}
		return len(first)
	}
	slices.SortStableFunc(fields, func(a, b *data.Field) int { return place(a) - place(b) })
	for _, f := range fields {
		if f.Unstored || namesRecord(t, f) {
			continue
		}
		columns = append(columns, ui.Column[int64]{Key: f.Key, Title: l.reader.title(t, f), Width: widthOf(f), Hidden: !slices.Contains(first, f.Key),
			Numbers: f.Type == data.Number || f.Type == data.Percent, Text: func(id int64) string {
				if r := l.rows[id]; r != nil {
					return l.reader.text(r, f, l.names)
				}
				return ""
			}})
	}
	if t.Kind().Importable {
		columns = append(columns, ui.Column[int64]{Key: labelColumn, Title: lang.Text("records.label"), Width: 160, Hidden: true, Text: func(id int64) string {
			if r := l.rows[id]; r != nil {
				return r.Label
			}
			return ""
		}})
	}
	return columns
}

// namesRecord reports whether the field alone is what records are called, as the first column shows it.
func namesRecord(t data.RecordType, f *data.Field) bool {
	title := t.Kind().Title
	return len(title) == 1 && title[0] == f.Key
}

// widthOf is the width of a column until the person drags it.
func widthOf(f *data.Field) float32 {
	switch f.Type {
	case data.Bool, data.Percent, data.Time:
		return 80
	case data.Number, data.Date, data.Choice, data.Country:
		return 112
	case data.Phone:
		return 148
	case data.Email, data.Reference, data.URL, data.LongText:
		return 178
	}
	if f.Format != "" || f.List == "currency" {
		return 116
	}
	return 122
}

// How many rows are read beyond those in view, and how many are kept at most.
const (
	rowsAhead = 60
	rowsKept  = 6000
)

// viewed reads those of the rows that come into view that have not been read. One reading goes on at a time; when
// it is done, the one after reads what is in view by then.
func (l *list) viewed(from, to int) {
	if l.reading {
		return
	}
	ids := l.grid.Rows
	missing := func(from, to int) (unread []int64) {
		for _, id := range ids[max(0, from):min(len(ids), to)] {
			if l.rows[id] == nil {
				unread = append(unread, id)
			}
		}
		return unread
	}
	if len(missing(from, to)) == 0 {
		return
	}
	wanted := missing(from-rowsAhead, to+rowsAhead)
	l.reading = true
	rows, names := l.rows, l.names
	type read struct {
		rows  map[int64]*data.Record
		names data.Names
	}
	window.Start(l.window, window.Task[read]{
		Work: func(ctx context.Context, _ data.Progress) (read, error) {
			rows, names, err := l.readRows(ctx, wanted)
			return read{rows, names}, err
		},
		Done: func(r read, err error) {
			l.reading = false
			if err != nil {
				l.window.LogError(err)
				return
			}
			if len(rows) > rowsKept {
				clear(rows)
			}
			for _, id := range wanted {
				rows[id] = r.rows[id]
				if rows[id] == nil { // deleted meanwhile
					rows[id] = &data.Record{ID: id, Type: l.record}
				}
			}
			for t, titles := range r.names {
				if names[t] == nil {
					names[t] = titles
					continue
				}
				for id, title := range titles {
					names[t][id] = title
				}
			}
			l.grid.Refresh()
		},
	})
}

// readRows reads records, with the names of those they refer to.
func (l *list) readRows(ctx context.Context, ids []int64) (map[int64]*data.Record, data.Names, error) {
	rows, all := map[int64]*data.Record{}, data.Names{}
	if len(ids) == 0 {
		return rows, all, nil
	}
	err := l.window.Store.EachNamed(ctx, l.reader.schema, l.record, data.Query{IDs: ids, Sort: "id"}, func(r *data.Record, names data.Names) error {
		row := *r
		rows[r.ID] = &row
		all = names
		return nil
	})
	return rows, all, err
}

// mergeable reports whether two records of the type can be made one.
func mergeable(t data.RecordType) bool { return t.Kind().Importable }
