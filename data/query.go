package data

import (
	"context"
	"fmt"
	"strings"
)

// A Query says which records are wanted, and in which order. The zero value is all of them, by name
// in the order of a Czech dictionary.
type Query struct {
	IDs    []int64        // only these; nil: no such condition
	Label  string         // of the import they came with
	Import int64          // its number
	Search string         // words, each of which a word of the record begins with
	Filter map[string]any // what a field holds, by key; nil: nothing
	Sort   string         // key of the field to sort by; "": by name
	Desc   bool           // backwards
	Limit  int            // at most so many, 0: all
	Offset int            // leave out so many first
}

// Records returns the records of a type that the query asks for. With Search and without Sort,
// when more than a few thousand are found, those whose name begins with the words come first, in order, then the
// others, newest first.
func (s *Store) Records(ctx context.Context, t RecordType, q Query) ([]Record, error) {
	var records []Record
	err := s.Each(ctx, t, q, func(r *Record) error {
		records = append(records, *r)
		return nil
	})
	return records, err
}

// Each calls do for each record that Records would return, one after another, however many;
// r is good after the call, too. An error of do ends it and is returned.
func (s *Store) Each(ctx context.Context, t RecordType, q Query, do func(r *Record) error) error {
	err := s.each(ctx, t, q, do)
	return wrap(err, "read %s", tables[t])
}

func (s *Store) each(ctx context.Context, t RecordType, q Query, do func(r *Record) error) error {
	schema, err := readSchema(ctx, s.read)
	if err != nil {
		return err
	}
	return eachRecord(ctx, s.read, schema, t, "", nil, do)
}

// Record returns one record, or ErrNotFound.
func (s *Store) Record(ctx context.Context, t RecordType, id int64) (Record, error) {
	records, err := s.Records(ctx, t, Query{IDs: []int64{id}})
	if err == nil && len(records) == 0 {
		err = wrap(ErrNotFound, "read %s %d", t, id)
	}
	if err != nil {
		return Record{}, err
	}
	return records[0], nil
}

// readRecords returns the records a clause (WHERE …) selects.
func readRecords(ctx context.Context, q querier, schema *Schema, t RecordType, clause string, args ...any) ([]Record, error) {
	var records []Record
	err := eachRecord(ctx, q, schema, t, clause, args, func(r *Record) error {
		records = append(records, *r)
		return nil
	})
	return records, err
}

// eachRecord calls do for every record a clause selects, each with values of its own.
func eachRecord(ctx context.Context, q querier, schema *Schema, t RecordType, clause string, args []any, do func(*Record) error) error {
	if tables[t] == "" {
		return fmt.Errorf("%w: record type %q", ErrInvalid, t)
	}
	labels, err := readLabels(ctx, q)
	if err != nil {
		return err
	}
	fields := schema.stored(t)
	rows, err := q.QueryContext(ctx, "SELECT "+recordColumns(fields)+" FROM "+tables[t]+" "+clause, args...)
	if err != nil {
		return err
	}
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
func readLabels(ctx context.Context, q querier) (map[int64]string, error) {
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
