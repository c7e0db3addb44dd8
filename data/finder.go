package data

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
)

// A Finder answers what Store.Matching does, for one value at a time and tens of thousands of them, one after another: what
// a question needs is read and prepared once. It knows the fields and labels of the moment it was made. It is not safe for
// concurrent use, and must be closed.
type Finder struct {
	of       RecordType
	read     *sql.DB
	fields   []*Field
	labels   map[int64]string
	prepared map[string]*sql.Stmt // by the name of the match value
}

// Finder returns a Finder of records of a type.
func (s *Store) Finder(ctx context.Context, t RecordType) (*Finder, error) {
	schema, err := readSchema(ctx, s.read)
	if err != nil {
		return nil, wrap(err, "find %s", t)
	}
	labels, err := readLabels(ctx, s.read)
	if err != nil {
		return nil, wrap(err, "find %s", t)
	}
	return &Finder{of: t, read: s.read, fields: schema.stored(t), labels: labels, prepared: map[string]*sql.Stmt{}}, nil
}

// Matching returns the records whose match value of that name (see MatchNames) is the value, in the order of their ids.
func (f *Finder) Matching(ctx context.Context, match, value string) ([]Record, error) {
	records, err := f.matching(ctx, match, value)
	return records, wrap(err, "match %s", f.of)
}

func (f *Finder) matching(ctx context.Context, match, value string) (records []Record, err error) {
	if value == "" {
		return nil, nil
	}
	question, err := f.question(ctx, match)
	if err != nil {
		return nil, err
	}
	rows, err := question.QueryContext(ctx, value)
	if err != nil {
		return nil, err
	}
	err = scanRecords(rows, f.of, f.fields, f.labels, func(r *Record) error {
		records = append(records, *r)
		return nil
	})
	return records, err
}

func (f *Finder) question(ctx context.Context, match string) (*sql.Stmt, error) {
	if question := f.prepared[match]; question != nil {
		return question, nil
	}
	if !slices.Contains(MatchNames(f.of), match) {
		return nil, fmt.Errorf("%w: match value %q", ErrInvalid, match)
	}
	question, err := f.read.PrepareContext(ctx,
		"SELECT "+recordColumns(f.fields)+" FROM "+f.of.table()+" WHERE "+derivedPrefix+match+" = ? ORDER BY id")
	if err == nil {
		f.prepared[match] = question
	}
	return question, err
}

// Close ends the Finder.
func (f *Finder) Close() error {
	var err error
	for _, question := range f.prepared {
		if e := question.Close(); err == nil {
			err = e
		}
	}
	f.prepared = nil
	return wrap(err, "find %s", f.of)
}
