package data

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"kartoteka/data/dbfile"
	"kartoteka/data/fts"
)

// IDs returns the ids of the records that Records would return, in the same order. It is what a list
// of half a million records needs to know at once; the values of the rows that are looked at come from Records.
func (s *Store) IDs(ctx context.Context, t RecordType, q Query) ([]int64, error) {
	ids, err := s.ids(ctx, t, q)
	return ids, wrap(err, "list %s", t.table())
}

func (s *Store) ids(ctx context.Context, t RecordType, q Query) ([]int64, error) {
	schema, err := readSchema(ctx, s.read)
	if err != nil {
		return nil, err
	}
	c, err := q.conditions(schema, t)
	if err != nil {
		return nil, err
	}
	order, err := q.order(schema, t)
	if err != nil {
		return nil, err
	}
	if w := fts.Words(q.Search); len(w) > 0 && t.searchable() {
		many, err := s.searchCondition(ctx, t, q, w, &c)
		if err != nil {
			return nil, err
		}
		if many && q.Sort == "" && !q.Desc {
			return s.bestIDs(ctx, schema, t, q, w)
		}
	}
	return gatherIDs(ctx, s.read, "SELECT id FROM "+t.table()+c.where()+order+q.limit(), c.args)
}

// bestIDs is eachBest for ids alone.
func (s *Store) bestIDs(ctx context.Context, schema *Schema, t RecordType, q Query, words []string) ([]int64, error) {
	c, err := q.conditions(schema, t)
	if err != nil {
		return nil, err
	}
	named := derivedPrefix + t.Kind().match[0].name
	from, to := namePrefix(t, words)
	first := conditions{slices.Clone(c.tests), slices.Clone(c.args)}
	first.add(named+" >= ? AND "+named+" < ?", from, to)
	var ids []int64
	given := map[int64]bool{}
	end := q.Limit + max(q.Offset, 0) // of what has to be found out
	names := &Schema{fields: map[RecordType][]*Field{t: schema.titleFields(t)}}
	err = eachRecord(ctx, s.read, names, t, first.where()+" ORDER BY "+named+", id", first.args, func(r *Record) error {
		if beginsName(r, words) {
			ids = append(ids, r.ID)
			given[r.ID] = true
		}
		if q.Limit > 0 && len(ids) == end {
			return errEnough
		}
		return nil
	})
	if err != nil && !errors.Is(err, errEnough) {
		return nil, err
	}
	var held []int64 // that hold the words as whole words, newest first
	for _, whole := range []bool{true, false} {
		if q.Limit > 0 && len(ids) >= end {
			break
		}
		found := conditions{slices.Clone(c.tests), slices.Clone(c.args)}
		found.add(searchTable(t)+" MATCH ?", fts.Expression(words, whole))
		query := "SELECT " + searchTable(t) + ".rowid AS id FROM " + searchTable(t)
		if len(c.tests) > 0 {
			query += " CROSS JOIN " + t.table() + " ON id = " + searchTable(t) + ".rowid"
		}
		rest := Query{Limit: q.Limit}
		if q.Limit > 0 {
			rest.Limit = end + len(held) // as many as there could be wanted, should all of them be given already
		}
		others, err := gatherIDs(ctx, s.read, query+found.where()+" ORDER BY "+searchTable(t)+".rowid DESC"+rest.limit(), found.args)
		if err != nil {
			return nil, err
		}
		ids = append(ids, slices.DeleteFunc(without(others, held), func(id int64) bool { return given[id] })...)
		held = others
	}
	ids = ids[min(max(q.Offset, 0), len(ids)):]
	if q.Limit > 0 {
		ids = ids[:min(q.Limit, len(ids))]
	}
	return ids, nil
}

// without returns the ids that are not among others; both go from large to small.
func without(ids, others []int64) []int64 {
	kept := make([]int64, 0, len(ids))
	for _, id := range ids {
		for len(others) > 0 && others[0] > id {
			others = others[1:]
		}
		if len(others) == 0 || others[0] != id {
			kept = append(kept, id)
		}
	}
	return kept
}

// gatherIDs returns the ids that a query selects. They come as one text: half a million rows, one after another, would
// take ten times as long.
func gatherIDs(ctx context.Context, q dbfile.Querier, query string, args []any) ([]int64, error) {
	var list string
	if err := q.QueryRowContext(ctx, "SELECT coalesce(group_concat(id), '') FROM ("+query+")", args...).Scan(&list); err != nil {
		return nil, err
	}
	if list == "" {
		return nil, nil
	}
	ids := make([]int64, 0, strings.Count(list, ",")+1)
	var id int64
	for i := range len(list) {
		if list[i] == ',' {
			ids = append(ids, id)
			id = 0
			continue
		}
		id = 10*id + int64(list[i]-'0')
	}
	return append(ids, id), nil
}

// Values returns the texts that records of a type hold in a field, each once, in the order of bytes.
func (s *Store) Values(ctx context.Context, t RecordType, key string) ([]string, error) {
	values, err := s.values(ctx, t, key)
	return values, wrap(err, "read values of %s.%s", t.table(), key)
}

func (s *Store) values(ctx context.Context, t RecordType, key string) ([]string, error) {
	schema, err := readSchema(ctx, s.read)
	if err != nil {
		return nil, err
	}
	f := schema.Field(t, key)
	if f == nil || f.Unstored || columnType(f.Type) != columnType(Text) {
		return nil, &ValueError{t, key, nil, "not a field of texts"}
	}
	rows, err := s.read.QueryContext(ctx, "SELECT DISTINCT "+quote(f.Key)+" FROM "+t.table()+" WHERE "+quote(f.Key)+" IS NOT NULL ORDER BY 1")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var values []string
	for rows.Next() {
		var v string
		if err := rows.Scan(&v); err != nil {
			return nil, err
		}
		values = append(values, v)
	}
	return values, rows.Err()
}

// Texts returns a text of the records of those ids, such as the countries of clients; ids without a record and records
// without that text are absent. The field is stored and holds text; ErrInvalid if there is none like that.
func (s *Store) Texts(ctx context.Context, t RecordType, key string, ids []int64) (map[int64]string, error) {
	texts := make(map[int64]string, len(ids))
	err := s.texts(ctx, t, key, ids, texts)
	return texts, wrap(err, "read %s of %s", key, t.table())
}

func (s *Store) texts(ctx context.Context, t RecordType, key string, ids []int64, into map[int64]string) error {
	schema, err := readSchema(ctx, s.read)
	if err != nil {
		return err
	}
	if f := schema.Field(t, key); f == nil || f.Unstored {
		return fmt.Errorf("%w: field %q", ErrInvalid, key)
	}
	rows, err := s.read.QueryContext(ctx, "SELECT id, "+quote(key)+" FROM "+t.table()+
		" WHERE id IN (SELECT value FROM json_each(?)) AND "+quote(key)+" IS NOT NULL", jsonArray(ids))
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id int64
		var text string
		if err := rows.Scan(&id, &text); err != nil {
			return err
		}
		into[id] = text
	}
	return rows.Err()
}
