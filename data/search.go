package data

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"kartoteka/data/fold"
	"kartoteka/data/fts"
)

// fewHits is how many records that were found are sorted by name within the time of a keystroke.
const fewHits = 5000

// searchCondition adds the condition that a record is found by the words. many reports that
// there are more than fewHits, so that sorting them takes its time.
func (s *Store) searchCondition(ctx context.Context, t RecordType, q Query, words []string, c *conditions) (many bool, err error) {
	table := searchTable(t)
	hits := conditions{}
	hits.add(table+" MATCH ?", fts.Expression(words, false))
	if q.Import != 0 || q.Label != "" { // the ids of an import are neighbours
		imported := "(SELECT %s(r.id) FROM " + t.table() + " r WHERE r.import_id = coalesce(nullif(?, 0), (SELECT i.id FROM imports i WHERE i.label = ?)))"
		hits.add("rowid >= "+fmt.Sprintf(imported, "min"), q.Import, q.Label)
		hits.add("rowid <= "+fmt.Sprintf(imported, "max"), q.Import, q.Label)
	}
	for _, whole := range []bool{true, false} {
		some := conditions{hits.tests, slices.Clone(hits.args)}
		some.args[0] = fts.Expression(words, whole)
		ids, err := s.firstHits(ctx, table, some)
		switch {
		case err != nil:
			return false, err
		case len(ids) > fewHits:
			c.add("id IN (SELECT rowid FROM "+table+hits.where()+")", hits.args...)
			return true, nil
		case !whole:
			c.add("id IN (SELECT value FROM json_each(?))", jsonArray(ids))
		}
	}
	return false, nil
}

// firstHits returns the ids of what is found, but not many more than fewHits.
func (s *Store) firstHits(ctx context.Context, table string, hits conditions) ([]int64, error) {
	rows, err := s.read.QueryContext(ctx, "SELECT rowid FROM "+table+hits.where()+" LIMIT ?", append(hits.args, fewHits+1)...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	ids := make([]int64, 0, 64)
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, rows.Err()
}

// eachBest gives what was found without sorting all of it: first the records whose name begins
// with the words, along the index of names, then those that hold them as whole words, then the others, each newest first.
func (s *Store) eachBest(ctx context.Context, schema *Schema, t RecordType, q Query, words []string, do func(*Record) error) error {
	skip, left := max(q.Offset, 0), q.Limit
	give := func(r *Record) error {
		if skip > 0 {
			skip--
			return nil
		}
		if err := do(r); err != nil {
			return err
		}
		if left--; left == 0 {
			return errEnough
		}
		return nil
	}
	c, err := q.conditions(schema, t)
	if err != nil {
		return err
	}
	named := derivedPrefix + t.Kind().match[0].name
	from, to := namePrefix(t, words)
	first := conditions{slices.Clone(c.tests), slices.Clone(c.args)}
	first.add(named+" >= ? AND "+named+" < ?", from, to)
	err = eachRecord(ctx, s.read, schema, t, first.where()+" ORDER BY "+named+", id", first.args, func(r *Record) error {
		if !beginsName(r, words) {
			return nil
		}
		return give(r)
	})
	given := map[int64]bool{} // for holding whole words
	for _, whole := range []bool{true, false} {
		if err != nil {
			break
		}
		found := conditions{slices.Clone(c.tests), slices.Clone(c.args)}
		found.add(searchTable(t)+" MATCH ?", fts.Expression(words, whole))
		err = eachFrom(ctx, s.read, schema, t, searchTable(t)+" CROSS JOIN "+t.table()+" ON id = "+searchTable(t)+".rowid"+
			found.where()+" ORDER BY "+searchTable(t)+".rowid DESC", found.args, func(r *Record) error {
			if name := r.Match(t.Kind().match[0].name); given[r.ID] || from <= name && name < to && beginsName(r, words) {
				return nil // given already
			}
			if whole {
				given[r.ID] = true
			}
			return give(r)
		})
	}
	if errors.Is(err, errEnough) {
		return nil
	}
	return err
}

// namePrefix returns the bounds of the folded names that begin with the words; a person's keeps
// its two parts apart.
func namePrefix(t RecordType, words []string) (from, to string) {
	gap := ""
	if len(t.Kind().match[0].of) > 1 {
		gap = " "
	}
	from = strings.Join(words, gap)
	return from, from + "\U0010FFFF"
}

// beginsName reports whether each word is the beginning of a word of the record's name, so that
// the search finds it whatever else it holds.
func beginsName(r *Record, words []string) bool {
	name := strings.Fields(fold.Words(r.sortText()))
	for _, w := range words {
		if !slices.ContainsFunc(name, func(n string) bool { return strings.HasPrefix(n, w) }) {
			return false
		}
	}
	return true
}
