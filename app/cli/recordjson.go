package cli

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"time"

	"kartoteka/data"
	"kartoteka/importer/template"
)

// A recordJSON is a record as records --json prints it.
type recordJSON struct {
	ID     int64     `json:"id"`
	Label  string    `json:"label,omitempty"` // of the import it came with
	Values members   `json:"values"`
	Custom members   `json:"custom,omitempty"` // by title
	Items  []members `json:"items,omitempty"`  // of a deal: the values of its lines
}

// A referenceJSON is what a record refers to.
type referenceJSON struct {
	ID   int64  `json:"id"`
	Name string `json:"name"`
}

// Members are those of a JSON object in the order they were added, which is that of the fields.
type members []member

type member struct {
	name  string
	value any
}

// MarshalJSON writes the members as an object.
func (m members) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, x := range m {
		name, err := marshal(x.name)
		if err != nil {
			return nil, err
		}
		value, err := marshal(x.value)
		if err != nil {
			return nil, err
		}
		if i > 0 {
			b.WriteByte(',')
		}
		b.Write(name)
		b.WriteByte(':')
		b.Write(value)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

func (l *lister) recordJSON(r *data.Record, names data.Names) (j recordJSON, err error) {
	j = recordJSON{ID: r.ID, Label: r.Label}
	j.Values, j.Custom = l.members(r, names)
	if r.Type == data.Deal {
		lines := data.Query{Filter: map[string]any{"deal": r.ID}}
		err = l.Store.EachNamed(l.ctx, l.schema, data.DealItem, lines, func(item *data.Record, names data.Names) error {
			item.Set("deal", nil) // that it stands under
			values, _ := l.members(item, names)
			j.Items = append(j.Items, values)
			return nil
		})
	}
	return j, err
}

// members are the values of a record: those of built-in fields by key, those of custom ones by title.
func (l *lister) members(r *data.Record, names data.Names) (values, custom members) {
	values = members{}
	for _, f := range l.schema.Fields(r.Type) {
		v := r.Value(f.Key)
		switch {
		case v == nil:
		case f.Custom():
			custom = append(custom, member{f.Title, v})
		case f.Type == data.Reference:
			values = append(values, member{f.Key, referenceJSON{r.Ref(f.Key), names.Of(r, f)}})
		case f.Type == data.Account:
			values = append(values, member{f.Key, l.users[r.Ref(f.Key)]})
		default:
			values = append(values, member{f.Key, v})
		}
	}
	return values, custom
}

func (l *lister) startTable() {
	titles := []string{">" + l.text("cli.column.id"), l.text("cli.column.name")}
	for _, f := range l.schema.Fields(l.t) {
		if slices.Contains(l.t.Kind().Narrow, f.Key) {
			l.columns = append(l.columns, f)
			title := template.FieldTitle(l.lang, l.t, f)
			if f.Type == data.Number || f.Type == data.Percent {
				title = ">" + title
			}
			titles = append(titles, title)
		}
	}
	l.table = newTable(l.out, append(titles, l.text("cli.column.label"))...)
}

func (l *lister) writeRow(r *data.Record, names data.Names) {
	cells := []string{fmt.Sprint(r.ID), shorten(r.Title(), 40)}
	for _, f := range l.columns {
		cells = append(cells, shorten(l.shown(r, f, names), 30))
	}
	l.table.row(append(cells, r.Label)...)
}

// shown is a value as people read it.
func (l *lister) shown(r *data.Record, f *data.Field, names data.Names) string {
	v := r.Value(f.Key)
	if v == nil {
		return ""
	}
	switch f.Type {
	case data.Number:
		return l.lang.Number(r.Number(f.Key))
	case data.Percent:
		return l.lang.Percent(r.Number(f.Key))
	case data.Choice:
		if title := "choice." + f.Key + "." + r.Text(f.Key); l.lang.Has(title) {
			return l.text(title)
		}
	case data.Reference:
		return names.Of(r, f)
	case data.Date:
		if day, err := time.Parse(time.DateOnly, r.Text(f.Key)); err == nil {
			return l.lang.Date(day)
		}
	}
	return strings.TrimSpace(fmt.Sprint(v))
}
