package data

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"kartoteka/data/fold"
)

// A Finder answers what Store.Matching does, for one value at a time and tens of thousands of them, one after another: what
// a question needs is read and prepared once. It knows the fields and labels of the moment it was made. It is not safe for
// concurrent use, and must be closed.
type Finder struct {
	of       RecordType
	read     *sql.DB
	fields   []*Field
	labels   map[int64]string
	namings  []Naming
	prepared map[string]*sql.Stmt // by its text behind FROM
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
	return &Finder{of: t, read: s.read, fields: schema.stored(t), labels: labels, namings: schema.Namings(t), prepared: map[string]*sql.Stmt{}}, nil
}

// Matching returns the records whose match value of that name (see MatchNames) is the value, in the order of their ids.
func (f *Finder) Matching(ctx context.Context, match, value string) ([]Record, error) {
	if f.of.matchRule(match) == nil {
		return nil, wrap(fmt.Errorf("%w: match value %q", ErrInvalid, match), "match %s", f.of)
	}
	if value == "" {
		return nil, nil
	}
	records, err := f.ask(ctx, f.of.table()+" WHERE "+derivedPrefix+match+" = ? ORDER BY id", value)
	return records, wrap(err, "match %s", f.of)
}

// Named returns the records that a text names in any way (see Namings), in the order of their ids. Those that hold another
// value than one of within (see Schema.Within) in that field are passed over: a contact person of another client.
func (f *Finder) Named(ctx context.Context, text string, within ...Value) ([]Record, error) {
	var found []Record
	for _, n := range f.namings {
		records, err := f.named(ctx, n, text, within)
		if err != nil {
			return nil, wrap(err, "find %s %q", f.of, text)
		}
		found = append(found, records...)
	}
	slices.SortFunc(found, func(a, b Record) int { return cmp.Compare(a.ID, b.ID) })
	return slices.CompactFunc(found, func(a, b Record) bool { return a.ID == b.ID }), nil
}

func (f *Finder) named(ctx context.Context, n Naming, text string, within []Value) ([]Record, error) {
	question, args, ok := n.question(f.of, text)
	if !ok {
		return nil, nil
	}
	for _, v := range within {
		if v.V == nil {
			continue
		}
		question += " AND (" + quote(v.Key) + " IS NULL OR " + quote(v.Key) + " = ?)"
		args = append(args, v.V)
	}
	records, err := f.ask(ctx, question+" ORDER BY id", args...)
	return slices.DeleteFunc(records, func(r Record) bool { return !n.Means(&r, text) }), err
}

// question returns where the records stand that a text can name, as a query has it behind FROM. There is none
// for a blank text, nor for fields that are not stored.
func (n Naming) question(t RecordType, text string) (from string, args []any, ok bool) {
	if n.match != nil {
		values := slices.DeleteFunc(n.Asked(text), func(v string) bool { return v == "" })
		return "(SELECT value AS wanted FROM json_each(?)) CROSS JOIN " + t.table() + " ON " + derivedPrefix + n.match.name + " = wanted WHERE TRUE",
			[]any{jsonArray(values)}, len(values) > 0
	}
	var found []string
	for _, f := range n.fields {
		if f.Unstored {
			continue
		}
		for _, form := range f.forms(strings.TrimSpace(text)) {
			found = append(found, "SELECT id FROM "+t.table()+" WHERE "+quote(f.Key)+" = ? COLLATE NOCASE")
			args = append(args, form)
		}
	}
	return t.table() + " WHERE id IN (" + strings.Join(found, " UNION ALL ") + ")", args, len(found) > 0 && strings.TrimSpace(text) != ""
}

// forms are the ways in which a field may spell a text but for the case of its letters.
func (f *Field) forms(text string) []string {
	if f.Type != Email {
		return []string{text}
	}
	wire, people := fold.EmailForms(text)
	if wire == people {
		return []string{text}
	}
	return []string{text, wire, people}
}

func (f *Finder) ask(ctx context.Context, from string, args ...any) (records []Record, err error) {
	question := f.prepared[from]
	if question == nil {
		if question, err = f.read.PrepareContext(ctx, "SELECT "+recordColumns(f.fields)+" FROM "+from); err != nil {
			return nil, err
		}
		f.prepared[from] = question
	}
	rows, err := question.QueryContext(ctx, args...)
	if err != nil {
		return nil, err
	}
	err = scanRecords(rows, f.of, f.fields, f.labels, func(r *Record) error {
		records = append(records, *r)
		return nil
	})
	return records, err
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
