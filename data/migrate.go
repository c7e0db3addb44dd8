package data

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"strings"

	"kartoteka/data/dbfile"
)

//go:embed migrations/*.sql
var migrations embed.FS

// upToDate brings an older database to what this version of the program works with.
// One that needs nothing is only read. verify asks for a look through the whole database before anything of it is changed.
func (s *Store) upToDate(ctx context.Context, verify bool) error {
	version, err := dbfile.UserVersion(ctx, s.write)
	if err != nil {
		return err
	}
	if err := checkVersion(version); err != nil {
		return err
	}
	if latest, err := latestVersion(); err != nil {
		return err
	} else if version < latest && verify {
		if err := dbfile.CheckPages(ctx, s.write); err != nil {
			return err
		}
		verify = false
	}
	if err := s.migrate(ctx, migrations); err != nil {
		return err
	}
	schema, err := readSchema(ctx, s.write)
	if err != nil {
		return err
	}
	statements, recompute, err := missing(ctx, s.write, schema)
	if err != nil {
		return err
	}
	var rules int
	if err := s.write.QueryRowContext(ctx, `SELECT derived FROM state`).Scan(&rules); err != nil {
		return err
	}
	recompute = recompute || rules != derivedVersion
	if len(statements) == 0 && !recompute {
		return nil
	}
	if verify {
		if err := dbfile.CheckPages(ctx, s.write); err != nil {
			return err
		}
	}
	return s.transact(ctx, func(tx *tx) error {
		// Another program may have been quicker.
		statements, _, err := missing(ctx, tx, schema)
		if err != nil {
			return err
		}
		for _, statement := range statements {
			if _, err := tx.ExecContext(ctx, statement); err != nil {
				return fmt.Errorf("%s: %w", statement, err)
			}
		}
		if recompute {
			return rederive(ctx, tx, schema)
		}
		return nil
	})
}

// migrate runs the numbered files the database has not seen yet, each in one transaction.
func (s *Store) migrate(ctx context.Context, files fs.FS) error {
	names, err := fs.Glob(files, "migrations/*.sql") // sorted
	if err != nil {
		return err
	}
	version, err := dbfile.UserVersion(ctx, s.write)
	if err != nil {
		return err
	}
	for version < len(names) {
		err := s.transact(ctx, func(tx *tx) error {
			if version, err = dbfile.UserVersion(ctx, tx); err != nil || version >= len(names) {
				return err // another program was quicker
			}
			statements, err := fs.ReadFile(files, names[version])
			if err != nil {
				return err
			}
			if _, err := tx.ExecContext(ctx, string(statements)); err != nil {
				return err
			}
			version++
			_, err = tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", version))
			return err
		})
		if err != nil {
			return fmt.Errorf("migrate to version %d: %w", version+1, err)
		}
	}
	return nil
}

// checkVersion returns ErrNewer for a version whose migrations this program does not know, and ErrDamaged for one that no
// program writes.
func checkVersion(version int) error {
	latest, err := latestVersion()
	switch {
	case err != nil:
		return err
	case version < 0:
		return fmt.Errorf("%w: version %d", ErrDamaged, version)
	case version > latest:
		return fmt.Errorf("%w: version %d, this program knows %d", ErrNewer, version, latest)
	}
	return nil
}

// latestVersion is how many migrations this program knows.
func latestVersion() (int, error) {
	names, err := fs.Glob(migrations, "migrations/*.sql")
	return len(names), err
}

// applicationID marks a database as ours, see migrations/0001_tables.sql.
const applicationID = 0x4B617274

// checkHeader reports ErrNotDatabase when a file is none of ours, and ErrNewer, by its first bytes alone.
func checkHeader(path string) error {
	header, err := dbfile.ReadHeader(path)
	if err == nil && header.Application != applicationID {
		err = ErrNotDatabase
	}
	if err != nil {
		return err
	}
	return checkVersion(header.UserVersion)
}

// inspect returns the check that a database is one of ours and not newer than this program, and then passes another one.
func inspect(check func(context.Context, dbfile.Querier) error) func(context.Context, dbfile.Querier) error {
	return func(ctx context.Context, q dbfile.Querier) error {
		var id int64
		if err := q.QueryRowContext(ctx, `PRAGMA application_id`).Scan(&id); err != nil {
			return err
		}
		if id != applicationID {
			return ErrNotDatabase
		}
		version, err := dbfile.UserVersion(ctx, q)
		if err != nil {
			return err
		}
		if err := checkVersion(version); err != nil {
			return err
		}
		return check(ctx, q)
	}
}

// rederive computes every derived column and the whole search index again, after their rules or
// columns have changed. Deleted records get theirs too, so that they can be put back as they are.
func rederive(ctx context.Context, tx *tx, schema *Schema) error {
	index := newIndexer(ctx, tx, schema)
	defer index.close()
	for _, t := range RecordTypes() {
		if t.searchable() {
			if _, err := tx.ExecContext(ctx, "INSERT INTO "+searchTable(t)+" ("+searchTable(t)+") VALUES ('delete-all')"); err != nil {
				return err
			}
		}
		if err := rederiveTable(ctx, tx, schema, t, deletedPrefix+t.table(), func(*Record) error { return nil }); err != nil {
			return err
		}
		if err := rederiveTable(ctx, tx, schema, t, t.table(), index.add); err != nil {
			return err
		}
	}
	if err := index.flush(); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `UPDATE state SET derived = ?`, derivedVersion)
	return err
}

func rederiveTable(ctx context.Context, tx *tx, schema *Schema, t RecordType, table string, also func(*Record) error) error {
	columns := derived(t)
	var set []string
	for _, d := range columns {
		set = append(set, d.column+" = ?")
	}
	for last := int64(0); ; {
		// In portions, so that no table is changed while it is read.
		var records []*Record
		err := eachFrom(ctx, tx, schema, t, table+" WHERE id > ? ORDER BY id LIMIT 1000", []any{last}, func(r *Record) error {
			records = append(records, r)
			return nil
		})
		if err != nil || len(records) == 0 {
			return err
		}
		for _, r := range records {
			last = r.ID
			if len(columns) > 0 {
				// Of two records that have become the same by a rule, where none may share a value, the later keeps its
				// derived columns.
				var args []any
				for _, d := range columns {
					args = append(args, d.value(r))
				}
				if _, err := tx.ExecContext(ctx, "UPDATE OR IGNORE "+table+" SET "+strings.Join(set, ", ")+" WHERE id = ?", append(args, r.ID)...); err != nil {
					return err
				}
			}
			if err := also(r); err != nil {
				return err
			}
		}
	}
}
