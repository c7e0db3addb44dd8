package data

import (
	"context"
	"database/sql"
	"math"
	"strings"
	"unicode/utf8"

	"kartoteka/data/dbfile"
)

// readRecords returns the records of a type that a clause (WHERE …, ORDER BY …) selects from their table.
func readRecords(ctx context.Context, q dbfile.Querier, schema *Schema, t RecordType, clause string, args ...any) ([]Record, error) {
	var records []Record
	err := eachRecord(ctx, q, schema, t, clause, args, func(r *Record) error {
		records = append(records, *r)
		return nil
	})
	return records, err
}

// eachRecord calls do for every record that a clause (WHERE …, ORDER BY …) selects from their table.
func eachRecord(ctx context.Context, q dbfile.Querier, schema *Schema, t RecordType, clause string, args []any, do func(*Record) error) error {
	return eachFrom(ctx, q, schema, t, t.table()+" "+clause, args, do)
}

// eachFrom calls do for every record of a type that a query selects; from is all of it behind "FROM".
func eachFrom(ctx context.Context, q dbfile.Querier, schema *Schema, t RecordType, from string, args []any, do func(*Record) error) error {
	labels, err := readLabels(ctx, q)
	if err != nil {
		return err
	}
	fields := schema.stored(t)
	rows, err := q.QueryContext(ctx, "SELECT "+recordColumns(fields)+" FROM "+from, args...)
	if err != nil {
		return err
	}
	return scanRecords(rows, t, fields, labels, do)
}

// scanRecords calls do for every record of the rows, which have the columns of recordColumns, and closes them.
func scanRecords(rows *sql.Rows, t RecordType, fields []*Field, labels map[int64]string, do func(*Record) error) error {
	defer rows.Close()
	s := newScanner(t, fields, labels)
	for rows.Next() {
		if err := rows.Scan(s.dest...); err != nil {
			return err
		}
		if err := do(s.record()); err != nil {
			return err
		}
	}
	return rows.Err()
}

func recordColumns(fields []*Field) string {
	var b strings.Builder
	b.WriteString("id, version, coalesce(import_id, 0), coalesce(import_row, 0)")
	for _, f := range fields {
		b.WriteString(", " + quote(f.Key))
	}
	return b.String()
}

// A scanner makes records of the rows recordColumns selects.
type scanner struct {
	fields []*Field
	labels map[int64]string
	head   Record
	cells  []any
	dest   []any
}

func newScanner(t RecordType, fields []*Field, labels map[int64]string) *scanner {
	s := &scanner{fields: fields, labels: labels, head: Record{Type: t}, cells: make([]any, len(fields))}
	s.dest = append(s.dest, &s.head.ID, &s.head.Version, &s.head.Import, &s.head.Row)
	for i := range s.cells {
		s.dest = append(s.dest, &s.cells[i])
	}
	return s
}

func (s *scanner) record() *Record {
	r := s.head
	n := 0
	for _, v := range s.cells {
		if v != nil {
			n++
		}
	}
	r.Values = make([]Value, 0, n)
	for i, v := range s.cells {
		if v != nil {
			r.Values = append(r.Values, Value{s.fields[i].Key, decode(s.fields[i], v)})
		}
	}
	r.Label = s.labels[r.Import]
	return &r
}

// readLabels returns the label of every import.
func readLabels(ctx context.Context, q dbfile.Querier) (map[int64]string, error) {
	rows, err := q.QueryContext(ctx, `SELECT id, label FROM imports`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	labels := map[int64]string{}
	for rows.Next() {
		var id int64
		var label string
		if err := rows.Scan(&id, &label); err != nil {
			return nil, err
		}
		labels[id] = label
	}
	return labels, rows.Err()
}

// encode returns a value as its column stores it, nil for none. A value of another Go type than
// FieldType says is refused, and so is what SQLite would give back changed.
func encode(t RecordType, f *Field, v any) (any, error) {
	refuse := func(reason string) (any, error) { return nil, &ValueError{t, f.Key, v, reason} }
	if v == nil {
		return nil, nil
	}
	switch f.Type {
	case Number, Percent:
		n, ok := v.(float64)
		if !ok || math.IsNaN(n) || math.IsInf(n, 0) {
			return refuse("not a number")
		}
		return n, nil // SQLite makes 0 of −0
	case Bool:
		b, ok := v.(bool)
		if !ok {
			return refuse("not yes or no")
		}
		if b {
			return int64(1), nil
		}
		return int64(0), nil
	case Account, Reference:
		id, ok := v.(int64)
		if !ok {
			return refuse("not an id")
		}
		return id, nil
	}
	s, ok := v.(string)
	if !ok || !utf8.ValidString(s) {
		return refuse("not a text")
	}
	if s == "" {
		return nil, nil
	}
	return s, nil
}

// decode returns the value of a column in the Go type of its FieldType.
func decode(f *Field, v any) any {
	if f.Type == Bool {
		n, _ := v.(int64)
		return n != 0
	}
	return v
}
