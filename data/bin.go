package data

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"strings"

	"kartoteka/data/dbfile"
)

// Deleted records lie in tables of the same columns, deleted_clients and so on, under the number
// of their deletion. They hold nothing, nothing finds them, and they come back exactly as they were.

// batch is how many records are moved by one statement; between two, progress is reported and a cancel is noticed.
const batch = 2000

// A removal is what one deletion moves to the bin.
type removal struct {
	importID int64  // 0: by hand
	kind     string // as deletions.kind
	going    map[RecordType][]int64
	progress func(done, total int)
}

// remove moves records with their parts to the tables of deleted ones and returns the number of the
// deletion. Nothing that stays may refer to them.
func remove(ctx context.Context, tx *tx, r removal) (deletion int64, err error) {
	schema, err := readSchema(ctx, tx)
	if err != nil {
		return 0, err
	}
	going, imports, err := r.complete(ctx, tx, schema)
	if err != nil {
		return 0, err
	}
	counts, total := Counts{}, 0
	for t, ids := range going {
		counts[t] = len(ids)
		total += len(ids)
	}
	result, err := tx.ExecContext(ctx, `INSERT INTO deletions (import_id, kind, at, user_id, counts) VALUES (nullif(?, 0), ?, ?, ?, ?)`,
		r.importID, r.kind, tx.stamp(), tx.by, counts.json())
	if err != nil {
		return 0, err
	}
	if deletion, err = result.LastInsertId(); err != nil {
		return 0, err
	}
	p := pace{total: total, report: r.progress}
	for _, t := range slices.Backward(RecordTypes()) { // what refers goes before what it refers to
		if err := setAutomerge(ctx, tx, t, len(going[t]) > 0, 0); err != nil {
			return 0, err
		}
		for ids := range slices.Chunk(going[t], batch) {
			for _, statement := range removeSQL(schema, t) {
				if _, err := tx.ExecContext(ctx, statement, sql.Named("deletion", deletion), sql.Named("ids", jsonIDs(ids))); err != nil {
					return 0, err
				}
			}
			p.add(len(ids))
		}
		if err := setAutomerge(ctx, tx, t, len(going[t]) > 0, automerge); err != nil {
			return 0, err
		}
	}
	for _, number := range imports {
		if err := refreshStatus(ctx, tx, number); err != nil {
			return 0, err
		}
	}
	return deletion, nil
}

// automerge is how many parts of a search index SQLite lets gather before it merges them; 4 is its own choice.
const automerge = 4

// setAutomerge sets it. During a deletion it is 0: SQLite counts what is deleted as if it had been
// written and would merge parts for three times as long as all the rest takes. The next import catches up.
func setAutomerge(ctx context.Context, tx *tx, t RecordType, needed bool, n int) error {
	if !needed || !t.searchable() {
		return nil
	}
	_, err := tx.ExecContext(ctx, "INSERT INTO "+searchTable(t)+" ("+searchTable(t)+", rank) VALUES ('automerge', ?)", n)
	return err
}

// complete adds the parts of the records that go and returns the imports any of them came with.
func (r *removal) complete(ctx context.Context, q dbfile.Querier, schema *Schema) (map[RecordType][]int64, []int64, error) {
	going := maps.Clone(r.going)
	for _, t := range RecordTypes() {
		for _, query := range partSQL(schema, t) {
			err := eachRow(ctx, q, query, []any{jsonIDs(going[schema.part(t).To])}, func(id, _ int64) { going[t] = append(going[t], id) })
			if err != nil {
				return nil, nil, err
			}
		}
	}
	if r.importID != 0 {
		return going, []int64{r.importID}, nil
	}
	imports := map[int64]bool{}
	for t, ids := range going {
		err := eachRow(ctx, q, "SELECT DISTINCT import_id FROM "+t.table()+" WHERE id IN (SELECT value FROM json_each(?)) AND import_id IS NOT NULL",
			[]any{jsonIDs(ids)}, func(number, _ int64) { imports[number] = true })
		if err != nil {
			return nil, nil, err
		}
	}
	return going, slices.Sorted(maps.Keys(imports)), nil
}

// partSQL returns the query for the ids of those parts of type t that belong to given records; nothing for
// a type that is no part.
func partSQL(schema *Schema, t RecordType) []string {
	if part := schema.part(t); part != nil {
		return []string{"SELECT id FROM " + t.table() + " WHERE " + quote(part.Key) + " IN (SELECT value FROM json_each(?)) ORDER BY id"}
	}
	return nil
}

// removeSQL returns the statements that move the records of one type with the ids :ids to the deletion :deletion.
func removeSQL(schema *Schema, t RecordType) []string {
	columns, these := columnList(schema, t), "(SELECT value FROM json_each(:ids))"
	statements := []string{
		"INSERT INTO " + deletedPrefix + t.table() + " (deletion_id, " + columns + ") SELECT :deletion, " + columns + " FROM " + t.table() + " WHERE id IN " + these,
		"DELETE FROM " + t.table() + " WHERE id IN " + these,
	}
	if t.searchable() {
		statements = append(statements, "DELETE FROM "+searchTable(t)+" WHERE rowid IN "+these)
	}
	return statements
}

func columnList(schema *Schema, t RecordType) string {
	names := []string{"id"}
	for _, c := range schema.columns(t) {
		names = append(names, quote(c.name))
	}
	return strings.Join(names, ", ")
}

// A pace reports how far a deletion or a restoration is.
type pace struct {
	done, total int
	report      func(done, total int)
}

func (p *pace) add(n int) {
	p.done += n
	if p.report != nil {
		p.report(p.done, p.total)
	}
}

// refreshStatus writes into the history what became of an import.
func refreshStatus(ctx context.Context, tx *tx, number int64) error {
	var left []string
	for _, t := range Importable() {
		left = append(left, "EXISTS (SELECT 1 FROM "+t.table()+" WHERE import_id = :number)")
	}
	_, err := tx.ExecContext(ctx, `UPDATE imports SET status = CASE
		WHEN NOT (`+strings.Join(left, " OR ")+`) THEN :deleted
		WHEN EXISTS (SELECT 1 FROM deletions WHERE import_id = :number AND restored_at IS NULL) THEN :partly
		ELSE :done END WHERE id = :number`,
		sql.Named("number", number), sql.Named("deleted", Deleted), sql.Named("partly", PartlyDeleted), sql.Named("done", Imported))
	return err
}

// Restore puts everything back that was deleted of an import by its label, exactly as it was, and returns how many
// records came back. When something stands in the way of one, nothing comes back: a *RestoreError names all of it.
// ErrNotFound says that there is no such import or nothing of it to put back. Only an administrator may.
func (s *Store) Restore(ctx context.Context, by User, label string, progress func(done, total int)) (Counts, error) {
	var counts Counts
	err := s.change(ctx, by, adminOnly, func(tx *tx) error {
		number, err := importNumber(ctx, tx, label)
		if err != nil {
			return err
		}
		var deletions []int64
		err = eachRow(ctx, tx, `SELECT id FROM deletions WHERE import_id = ? AND restored_at IS NULL ORDER BY id`, []any{number},
			func(id, _ int64) { deletions = append(deletions, id) })
		if err != nil {
			return err
		}
		counts, err = putBack(ctx, tx, deletions, progress)
		return err
	})
	return counts, wrap(err, "restore %q", label)
}

// RestoreRemoved puts back what Remove took away under that number; it refuses as Restore does. Any account may.
func (s *Store) RestoreRemoved(ctx context.Context, by User, deletion int64) (Counts, error) {
	var counts Counts
	err := s.change(ctx, by, anyone, func(tx *tx) error {
		var deletions []int64
		err := eachRow(ctx, tx, `SELECT id FROM deletions WHERE id = ? AND import_id IS NULL AND restored_at IS NULL`, []any{deletion},
			func(id, _ int64) { deletions = append(deletions, id) })
		if err != nil {
			return err
		}
		counts, err = putBack(ctx, tx, deletions, nil)
		return err
	})
	return counts, wrap(err, "restore removal %d", deletion)
}

// putBack moves the records of deletions back to their tables.
func putBack(ctx context.Context, tx *tx, deletions []int64, progress func(done, total int)) (Counts, error) {
	if len(deletions) == 0 {
		return nil, ErrNotFound
	}
	schema, err := readSchema(ctx, tx)
	if err != nil {
		return nil, err
	}
	p, imports := pace{report: progress}, map[int64]bool{}
	for _, t := range RecordTypes() {
		err := eachRow(ctx, tx, "SELECT count(*), coalesce(import_id, 0) FROM "+deletedPrefix+t.table()+" WHERE deletion_id IN (SELECT value FROM json_each(?)) GROUP BY import_id",
			[]any{jsonIDs(deletions)}, func(n, number int64) {
				p.total += int(n)
				imports[number] = true
			})
		if err != nil {
			return nil, err
		}
	}
	counts := Counts{}
	index := newIndexer(ctx, tx, schema)
	defer index.close()
	for _, t := range RecordTypes() { // what is referred to comes before what refers to it
		if err := findObstacles(ctx, tx, schema, t, deletions); err != nil {
			return nil, err
		}
		for _, deletion := range deletions {
			n, err := putBackType(ctx, tx, schema, t, deletion, index, &p)
			if err != nil {
				return nil, err
			}
			if n > 0 {
				counts[t] += n
			}
		}
	}
	_, err = tx.ExecContext(ctx, `UPDATE deletions SET restored_at = ?, restored_by = ? WHERE id IN (SELECT value FROM json_each(?))`,
		tx.stamp(), tx.by, jsonIDs(deletions))
	if err != nil {
		return nil, err
	}
	for _, number := range slices.Sorted(maps.Keys(imports)) {
		if err := refreshStatus(ctx, tx, number); err != nil {
			return nil, err
		}
	}
	return counts, nil
}

// putBackType moves the records of one type and one deletion back, batch by batch.
func putBackType(ctx context.Context, tx *tx, schema *Schema, t RecordType, deletion int64, index *indexer, p *pace) (n int, err error) {
	next, insert, these, remove := putBackSQL(schema, t)
	for {
		var last, count int64
		err := eachRow(ctx, tx, next, []any{deletion, batch}, func(l, c int64) { last, count = l, c })
		if err != nil || count == 0 {
			return n, err
		}
		args := []any{sql.Named("deletion", deletion), sql.Named("last", last)}
		if _, err := tx.ExecContext(ctx, insert, args...); err != nil {
			return n, taken(err, fmt.Sprintf("deletion %d", deletion))
		}
		if t.searchable() {
			if err := index.redo(t, these, args...); err != nil {
				return n, err
			}
		}
		if _, err := tx.ExecContext(ctx, remove, args...); err != nil {
			return n, err
		}
		n += int(count)
		p.add(int(count))
	}
}

// putBackSQL returns what finds the last row and the size of the next batch of a deletion, what copies
// the rows up to there back, the clause that selects them in their own table then, and what
// removes them here.
func putBackSQL(schema *Schema, t RecordType) (next, insert, these, remove string) {
	deleted, columns := deletedPrefix+t.table(), columnList(schema, t)
	const rows = " WHERE deletion_id = :deletion AND rowid <= :last"
	return "SELECT coalesce(max(rowid), 0), count(*) FROM (SELECT rowid FROM " + deleted + " WHERE deletion_id = ? ORDER BY rowid LIMIT ?)",
		"INSERT INTO " + t.table() + " (" + columns + ") SELECT " + columns + " FROM " + deleted + rows,
		"WHERE id IN (SELECT id FROM " + deleted + rows + ")",
		"DELETE FROM " + deleted + rows
}
