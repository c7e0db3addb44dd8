package records

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"kartoteka/app/ui"
	"kartoteka/app/window"
	"kartoteka/data"
)

// titleColumn is what a record is called, the first column of every list. The others have the keys of their fields.
const (
	titleColumn = "title"
	labelColumn = "label"
)

// columns are the fields of the record type, in its own order.
func (p *Page) columns() []ui.Column[int64] {
	l, t := p.reader.lang, p.record
	title := ui.Column[int64]{Key: titleColumn, Title: l.Text("records.title." + string(t)), Width: 188, Grow: true, Text: func(id int64) string {
		if r := p.rows[id]; r != nil {
			return r.Title()
		}
		return "…"
	}}
	columns := []ui.Column[int64]{title}
	fields, first := p.reader.schema.Active(t), t.Kind().Columns
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
		columns = append(columns, ui.Column[int64]{Key: f.Key, Title: p.reader.title(t, f), Width: widthOf(f), Hidden: !slices.Contains(first, f.Key),
			Numbers: f.Type == data.Number || f.Type == data.Percent, Text: func(id int64) string {
				if r := p.rows[id]; r != nil {
					return p.reader.text(r, f, p.names)
				}
				return ""
			}})
	}
	if t.Kind().Importable {
		columns = append(columns, ui.Column[int64]{Key: labelColumn, Title: l.Text("records.label"), Width: 160, Hidden: true, Text: func(id int64) string {
			if r := p.rows[id]; r != nil {
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

// viewed hears which rows come into view, and reads those that have not been read. One reading goes on at a time; when
// it is done, the one after reads what is in view by then.
func (p *Page) viewed(from, to int) {
	if p.reading {
		return
	}
	ids := p.grid.Rows
	missing := func(from, to int) (unread []int64) {
		for _, id := range ids[max(0, from):min(len(ids), to)] {
			if p.rows[id] == nil {
				unread = append(unread, id)
			}
		}
		return unread
	}
	if len(missing(from, to)) == 0 {
		return
	}
	wanted := missing(from-rowsAhead, to+rowsAhead)
	p.reading = true
	rows, names := p.rows, p.names
	type read struct {
		rows  map[int64]*data.Record
		names data.Names
	}
	window.Start(p.window, window.Task[read]{
		Work: func(ctx context.Context, _ data.Progress) (read, error) {
			rows, names, err := p.readRows(ctx, wanted)
			return read{rows, names}, err
		},
		Done: func(r read, err error) {
			p.reading = false
			if err != nil {
				p.window.LogError(err)
				return
			}
			if len(rows) > rowsKept {
				clear(rows)
			}
			for _, id := range wanted {
				rows[id] = r.rows[id]
				if rows[id] == nil { // deleted meanwhile
					rows[id] = &data.Record{ID: id, Type: p.record}
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
			p.grid.Refresh()
		},
	})
}

// readRows reads records, with the names of those they refer to.
func (p *Page) readRows(ctx context.Context, ids []int64) (map[int64]*data.Record, data.Names, error) {
	rows, all := map[int64]*data.Record{}, data.Names{}
	if len(ids) == 0 {
		return rows, all, nil
	}
	err := p.window.Store.EachNamed(ctx, p.reader.schema, p.record, data.Query{IDs: ids, Sort: "id"}, func(r *data.Record, names data.Names) error {
		row := *r
		rows[r.ID] = &row
		all = names
		return nil
	})
	return rows, all, err
}

// commands are what can be done with the selected records, for the menu of a row.
func (p *Page) commands(id int64) []*fyne.MenuItem {
	w := p.window
	picked := p.picked()
	edit := fyne.NewMenuItem(w.Text("records.edit"), func() { p.edit(id) })
	edit.Disabled = len(picked) > 1
	remove := fyne.NewMenuItem(w.Text("records.delete"), func() { p.askToRemove(picked) })
	items := []*fyne.MenuItem{edit, remove}
	if len(picked) == 2 && mergeable(p.record) {
		items = append(items, fyne.NewMenuItem(w.Text("records.merge"), func() { p.merge(picked[0], picked[1]) }))
	}
	return items
}

// mergeable reports whether two records of the type can be made one.
func mergeable(t data.RecordType) bool { return t.Kind().Importable }
