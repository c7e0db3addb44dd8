package data

import (
	"context"
	"database/sql/driver"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"modernc.org/sqlite"

	"kartoteka/data/fold"
	"kartoteka/data/fts"
)

// A Query says which records are wanted, and in which order. The zero value is all of them, by name
// in the order of a Czech dictionary.
type Query struct {
	IDs    []int64        // only these; nil: no such condition
	Label  string         // of the import they came with
	Import int64          // its number
	Search string         // words, each of which a word of the record begins with
	Filter map[string]any // what a field holds, by key; nil: nothing
	Sort   string         // what to sort by: key of a field, "id", "label"; "": name
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
	return wrap(err, "read %s", t.table())
}

// errEnough ends a reading that has all it wants.
var errEnough = errors.New("enough")

func (s *Store) each(ctx context.Context, t RecordType, q Query, do func(r *Record) error) error {
	schema, err := readSchema(ctx, s.read)
	if err != nil {
		return err
	}
	c, err := q.conditions(schema, t)
	if err != nil {
		return err
	}
	order, err := q.order(schema, t)
	if err != nil {
		return err
	}
	if w := fts.Words(q.Search); len(w) > 0 && t.searchable() {
		many, err := s.searchCondition(ctx, t, q, w, &c)
		if err != nil {
			return err
		}
		if many && q.Sort == "" && !q.Desc {
			return s.eachBest(ctx, schema, t, q, w, do)
		}
	}
	return eachRecord(ctx, s.read, schema, t, c.where()+order+q.limit(), c.args, do)
}

// Count returns how many records of a type the query asks for; Limit and Offset do not count.
func (s *Store) Count(ctx context.Context, t RecordType, q Query) (int, error) {
	n, err := s.count(ctx, t, q)
	return n, wrap(err, "count %s", t.table())
}

func (s *Store) count(ctx context.Context, t RecordType, q Query) (n int, err error) {
	schema, err := readSchema(ctx, s.read)
	if err != nil {
		return 0, err
	}
	c, err := q.conditions(schema, t)
	if err != nil {
		return 0, err
	}
	from := t.table()
	if w := fts.Words(q.Search); len(w) > 0 && t.searchable() {
		if len(c.tests) == 0 {
			from = searchTable(t)
			c.add(searchTable(t)+" MATCH ?", fts.Expression(w, false))
		} else if _, err := s.searchCondition(ctx, t, q, w, &c); err != nil {
			return 0, err
		}
	}
	err = s.read.QueryRowContext(ctx, "SELECT count(*) FROM "+from+c.where(), c.args...).Scan(&n)
	return n, err
}

// conditions are tests joined by AND and the values of their parameters.
type conditions struct {
	tests []string
	args  []any
}

func (c *conditions) add(test string, args ...any) {
	c.tests = append(c.tests, test)
	c.args = append(c.args, args...)
}

func (c *conditions) where() string {
	if len(c.tests) == 0 {
		return ""
	}
	return " WHERE " + strings.Join(c.tests, " AND ")
}

// conditions returns all the query asks for but Search.
func (q *Query) conditions(schema *Schema, t RecordType) (c conditions, err error) {
	if t.table() == "" {
		return c, fmt.Errorf("%w: record type %q", ErrInvalid, t)
	}
	if q.IDs != nil {
		c.add("id IN (SELECT value FROM json_each(?))", jsonArray(q.IDs))
	}
	if q.Import != 0 {
		c.add("import_id = ?", q.Import)
	}
	if q.Label != "" {
		c.add("import_id = (SELECT i.id FROM imports i WHERE i.label = ?)", q.Label)
	}
	for _, key := range slices.Sorted(maps.Keys(q.Filter)) {
		f := schema.Field(t, key)
		if f == nil || f.Unstored {
			return c, &ValueError{t, key, q.Filter[key], "no such field"}
		}
		v, err := encode(t, f, q.Filter[key])
		if err != nil {
			return c, err
		}
		c.add(quote(key)+" IS ?", v)
	}
	return c, nil
}

// order returns the ORDER BY clause. Records without a value in the field sorted by come last
// forwards and first backwards.
func (q *Query) order(schema *Schema, t RecordType) (string, error) {
	key := sortColumn
	switch q.Sort {
	case "id":
		key = "id"
	case "label":
		key = "import_id"
	case "":
		if t.Kind().Sort == nil {
			key = "id"
		}
	default:
		f := schema.Field(t, q.Sort)
		if f == nil || f.Unstored {
			return "", &ValueError{t, q.Sort, nil, "no such field"}
		}
		switch f.Type {
		case Reference:
			key = "(SELECT o." + sortColumn + " FROM " + f.To.table() + " o WHERE o.id = " + t.table() + "." + quote(f.Key) + ")"
		case Account:
			key = "(SELECT " + sortFunction + "(u.full_name) FROM users u WHERE u.id = " + quote(f.Key) + ")"
		case Text, LongText, Email, Phone, URL, List, Tags:
			key = sortFunction + "(" + quote(f.Key) + ")"
		default:
			key = quote(f.Key)
		}
	}
	if q.Desc {
		return " ORDER BY " + key + " DESC NULLS FIRST, id DESC", nil
	}
	if key == sortColumn || key == "id" { // never NULL; NULLS LAST would keep SQLite from using the index
		return " ORDER BY " + key + ", id", nil
	}
	return " ORDER BY " + key + " NULLS LAST, id", nil
}

func (q *Query) limit() string {
	if q.Limit <= 0 && q.Offset <= 0 {
		return ""
	}
	limit := -1 // none
	if q.Limit > 0 {
		limit = q.Limit
	}
	return fmt.Sprintf(" LIMIT %d OFFSET %d", limit, max(q.Offset, 0))
}

// jsonArray returns values as one parameter, for json_each.
func jsonArray[T int64 | string](values []T) string {
	b, _ := json.Marshal(values) // numbers and texts: can't fail
	return string(b)
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

// Titles returns the titles of the records of those ids (Record.Title); ids without a record are absent.
func (s *Store) Titles(ctx context.Context, t RecordType, ids []int64) (map[int64]string, error) {
	titles, err := s.titles(ctx, t, ids)
	return titles, wrap(err, "read names of %s", t.table())
}

func (s *Store) titles(ctx context.Context, t RecordType, ids []int64) (map[int64]string, error) {
	schema, err := readSchema(ctx, s.read)
	if err != nil {
		return nil, err
	}
	if t.table() == "" {
		return nil, fmt.Errorf("%w: record type %q", ErrInvalid, t)
	}
	keys := make([]key, len(ids))
	for i, id := range ids {
		keys[i] = key{t, id}
	}
	found, err := titles(ctx, s.read, schema, keys)
	named := make(map[int64]string, len(found))
	for k, title := range found {
		named[k.id] = title
	}
	return named, err
}

// Matching returns the records of a type whose match value of that name (see MatchNames) is among the values, in the
// order of their ids. Thousands of values are one quick question.
func (s *Store) Matching(ctx context.Context, t RecordType, match string, values []string) ([]Record, error) {
	var records []Record
	err := s.EachMatching(ctx, t, match, values, func(r *Record) error {
		records = append(records, *r)
		return nil
	})
	return records, err
}

// EachMatching calls do for every record that Matching returns, one at a time. An error of do ends it and is returned.
func (s *Store) EachMatching(ctx context.Context, t RecordType, match string, values []string, do func(*Record) error) error {
	if t.matchRule(match) == nil {
		return wrap(fmt.Errorf("%w: match value %q", ErrInvalid, match), "match %s", t)
	}
	schema, err := readSchema(ctx, s.read)
	if err != nil {
		return wrap(err, "match %s", t)
	}
	// The order of the join is set, so that each value is looked up in the index.
	err = eachFrom(ctx, s.read, schema, t,
		"(SELECT DISTINCT value AS wanted FROM json_each(?)) CROSS JOIN "+t.table()+" ON "+derivedPrefix+match+" = wanted ORDER BY id",
		[]any{jsonArray(values)}, do)
	return wrap(err, "match %s", t)
}

// EachNumbered calls do for the records of a type that another program knows by one of the numbers, their external_id with
// case aside, in the order of their ids.
func (s *Store) EachNumbered(ctx context.Context, t RecordType, numbers []string, do func(*Record) error) error {
	schema, err := readSchema(ctx, s.read)
	if err != nil {
		return wrap(err, "find %s", t)
	}
	f := schema.Field(t, "external_id")
	if f == nil || f.Unstored {
		return wrap(fmt.Errorf("%w: %s have no number", ErrInvalid, t), "find %s", t)
	}
	err = eachFrom(ctx, s.read, schema, t,
		"(SELECT DISTINCT value COLLATE NOCASE AS wanted FROM json_each(?)) CROSS JOIN "+t.table()+" ON "+quote(f.Key)+" = wanted COLLATE NOCASE ORDER BY id",
		[]any{jsonArray(numbers)}, do)
	return wrap(err, "find %s", t)
}

// sortFunction is [fold.SortKey] for SQL: sort_key(text).
const sortFunction = "sort_key"

var registerSortKey = sync.OnceValue(func() error {
	return sqlite.RegisterDeterministicScalarFunction(sortFunction, 1, func(_ *sqlite.FunctionContext, args []driver.Value) (driver.Value, error) {
		if s, ok := args[0].(string); ok {
			return fold.SortKey(s), nil
		}
		return nil, nil
	})
})
