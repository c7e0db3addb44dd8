package data

import (
	"context"
	"errors"
	"fmt"

	"kartoteka/data/dbfile"
	"kartoteka/data/structure"
)

// fileFormat is the version of the format of FTS5 that SQLite writes for a table without secure deletion, see
// https://sqlite.org/fts5.html#the_secure_delete_configuration_option.
const fileFormat = 4

// Reindexed returns the backup of the database from before Open made its damaged search index again, a zero one when it was whole.
// Records are not touched: the index is computed from them.
func (s *Store) Reindexed() Backup { return s.reindexed }

// dropDamagedIndexes removes those parts of the search index that can't be read, after a backup; upToDate makes what is missing. The
// backup includes a look through all tables, so that nothing is changed in a database with more damage.
func (s *Store) dropDamagedIndexes(ctx context.Context, found structure.Structure) error {
	if s.readOnly {
		return nil
	}
	var damaged []string
	for _, t := range RecordTypes() {
		if !t.searchable() || found[searchTable(t)] == nil {
			continue
		}
		switch err := readIndex(ctx, s.write, searchTable(t)); {
		case errors.Is(sentinel(err), ErrDamaged):
			damaged = append(damaged, searchTable(t))
		case err != nil:
			return err
		}
	}
	if len(damaged) == 0 {
		return nil
	}
	backup, err := s.backedUp(ctx, BeforeRepair, func() error { return dropIndexes(ctx, s.path, damaged) })
	switch {
	case errors.Is(err, ErrDamaged):
		return nil // records are damaged, too: a backup is the way out, and it can be restored once this is open
	case err == nil:
		s.reindexed = backup
	}
	return err
}

// readIndex reads the parts of a full-text index without which no word can be found or added.
func readIndex(ctx context.Context, q dbfile.Querier, table string) error {
	rows, err := q.QueryContext(ctx, "SELECT rowid FROM "+table+" LIMIT 1")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		continue
	}
	return rows.Err()
}

// dropSearch drops all full-text indexes of a database that is not in use.
func dropSearch(ctx context.Context, path string) error {
	db, err := dbfile.ConnectToRead(path)
	if err != nil {
		return err
	}
	found, err := structure.Read(ctx, db)
	if err := errors.Join(err, db.Close()); err != nil {
		return err
	}
	var tables []string
	for _, t := range RecordTypes() {
		if t.searchable() && found[searchTable(t)] != nil {
			tables = append(tables, searchTable(t))
		}
	}
	return dropIndexes(ctx, path, tables)
}

// dropIndexes drops full-text indexes, also those whose format SQLite can't read: it is set before.
func dropIndexes(ctx context.Context, path string, tables []string) error {
	db, err := dbfile.ConnectToRepair(path)
	if err != nil {
		return err
	}
	defer db.Close()
	t, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer t.Rollback() //nolint:errcheck // after Commit there is nothing to roll back
	for _, table := range tables {
		for _, statement := range []string{
			fmt.Sprintf("INSERT OR REPLACE INTO %s_config VALUES ('version', %d)", table, fileFormat), "DROP TABLE " + table,
		} {
			if _, err := t.ExecContext(ctx, statement); err != nil {
				return err
			}
		}
	}
	return t.Commit()
}
