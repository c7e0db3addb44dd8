package data

import (
	"context"
	"database/sql"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"

	"kartoteka/data/dbfile"
	"kartoteka/data/password"
	"kartoteka/data/structure"
)

// madeStructures keeps the results of madeStructure by version.
var madeStructures sync.Map

// madeStructure returns the structure the program gives a database without custom fields after that many migrations. It is
// read from a database in memory that is made for the purpose, and shared: it must not be changed.
func madeStructure(ctx context.Context, version int) (structure.Structure, error) {
	if made, ok := madeStructures.Load(version); ok {
		return made.(structure.Structure), nil
	}
	db, err := sql.Open("sqlite", "file::memory:?_dqs=0")
	if err != nil {
		return nil, err
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	names, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return nil, err
	}
	var statements []string
	for _, name := range names[:version] {
		content, err := fs.ReadFile(migrations, name)
		if err != nil {
			return nil, err
		}
		statements = append(statements, string(content))
	}
	more, _, err := missing(ctx, db, NewSchema(nil))
	if err != nil {
		return nil, err
	}
	// ANALYZE makes the tables of SQLite's statistics.
	for _, statement := range slices.Concat([]string{"BEGIN"}, statements, more, []string{"ANALYZE", "COMMIT"}) {
		if _, err := db.ExecContext(ctx, statement); err != nil {
			return nil, err
		}
	}
	made, err := structure.Read(ctx, db)
	if err == nil {
		madeStructures.Store(version, made)
	}
	return made, err
}

// An examination is the structure of a database beside the one the program makes.
type examination struct {
	found   structure.Structure
	made    structure.Structure
	foreign []structure.Foreign // by name
}

// examine compares the structure of a database with the one the program makes. ErrDamaged says that it lacks what every database of
// its version has.
func examine(ctx context.Context, q dbfile.Querier) (*examination, error) {
	version, err := dbfile.UserVersion(ctx, q)
	if err != nil {
		return nil, err
	}
	if err := checkVersion(version); err != nil {
		return nil, err
	}
	x := &examination{}
	if x.found, err = structure.Read(ctx, q); err != nil {
		return nil, err
	}
	if x.made, err = madeStructure(ctx, version); err != nil {
		return nil, err
	}
	if err := x.checkTables(); err != nil {
		return nil, err
	}
	if err := x.addCustom(ctx, q); err != nil {
		return nil, err
	}
	if err := x.checkPairs(); err != nil {
		return nil, err
	}
	x.foreign = structure.Compare(x.found, x.made, func(table string) bool { return strings.HasPrefix(table, searchPrefix) })
	return x, nil
}

// checkTables refuses a database without a table or column that every one of its version has.
func (x *examination) checkTables() error {
	for name, made := range x.made {
		if made.Kind != structure.Table || strings.HasPrefix(name, "sqlite_") || ofRecords(name) {
			continue
		}
		found := x.found[name]
		if found == nil || found.Kind != structure.Table {
			return fmt.Errorf("%w: no table %s", ErrDamaged, name)
		}
		columns := found.Columns()
		for _, column := range made.Columns() {
			if !slices.Contains(columns, column) {
				return fmt.Errorf("%w: no column %s.%s", ErrDamaged, name, column)
			}
		}
	}
	return nil
}

// ofRecords reports whether a table is one of those that missing makes where they are not there.
func ofRecords(table string) bool {
	for _, t := range RecordTypes() {
		if table == t.table() || table == deletedPrefix+t.table() || t.searchable() && strings.HasPrefix(table, searchTable(t)) {
			return true
		}
	}
	return false
}

// addCustom adds the columns of the custom fields that the database has to those the program makes.
func (x *examination) addCustom(ctx context.Context, q dbfile.Querier) error {
	schema, err := readSchema(ctx, q)
	if err != nil {
		return err
	}
	x.made = maps.Clone(x.made)
	for _, t := range RecordTypes() {
		for _, table := range []string{t.table(), deletedPrefix + t.table()} {
			var columns []string
			for _, f := range schema.stored(t) {
				if f.Custom() {
					c := column{name: f.Key, decl: columnType(f.Type)}
					columns = append(columns, c.sql(false))
				}
			}
			x.made[table] = x.made[table].WithColumns(columns...)
		}
	}
	return nil
}

// checkPairs compares the table of each record type with that of its deleted records. Both get each column in one
// transaction, so what only one of them has was damaged in the other.
func (x *examination) checkPairs() error {
	for _, t := range RecordTypes() {
		names := [2]string{t.table(), deletedPrefix + t.table()}
		table, deleted := x.found[names[0]], x.found[names[1]]
		if (table == nil) != (deleted == nil) {
			return fmt.Errorf("%w: only one of the tables %s is there", ErrDamaged, names)
		}
		if table == nil {
			continue
		}
		these, those := table.Columns(), deleted.Columns()
		for _, column := range x.made[names[0]].Columns() {
			if slices.Contains(these, column) != slices.Contains(those, column) {
				return fmt.Errorf("%w: only one of the tables %s has the column %s", ErrDamaged, names, column)
			}
		}
	}
	return nil
}

// admit looks whether the structure of the database is the one the program makes, and removes what could act or stand in the way
// when something is written. Tables and columns of others are left: nothing of ours reads them.
func (s *Store) admit(ctx context.Context) error {
	x, err := examine(ctx, s.write)
	if err != nil {
		return err
	}
	if there, err := hasAdministrator(ctx, s.write); err != nil {
		return err
	} else if !there {
		return ErrNoAdministrator
	}
	var removable []structure.Foreign
	for _, f := range x.foreign {
		switch f.Kind {
		case structure.Definition:
			return fmt.Errorf("%w: %s is defined otherwise", ErrDamaged, f.Name)
		case structure.Trigger, structure.View, structure.Index:
			removable = append(removable, f)
		case structure.Table, structure.Column:
			s.leftAlone = append(s.leftAlone, f)
		}
	}
	if len(removable) > 0 && !s.readOnly { // where nothing is written, nothing acts
		backup, err := s.backedUp(ctx, BeforeRepair, func() error {
			return s.transact(ctx, func(tx *tx) error { return removeForeign(ctx, tx, removable, x.made) })
		})
		if err != nil {
			return err
		}
		s.removed = Removal{removable, backup}
	}
	return s.dropDamagedIndexes(ctx, x.found)
}

// removeForeign removes foreign parts, and makes the indexes that such parts had the names of.
func removeForeign(ctx context.Context, tx *tx, foreign []structure.Foreign, made structure.Structure) error {
	for _, f := range foreign {
		if _, err := tx.ExecContext(ctx, "DROP "+string(f.Kind)+" IF EXISTS "+quote(f.Name)); err != nil {
			return err
		}
	}
	left, err := structure.Read(ctx, tx)
	if err != nil {
		return err
	}
	for _, f := range foreign {
		if left[f.Name] != nil {
			return fmt.Errorf("%w: %s has two names", ErrDamaged, f.Name)
		}
	}
	for name, o := range made {
		if o.Kind == structure.Index && o.SQL != "" && left[o.Table] != nil && left[name] == nil {
			if _, err := tx.ExecContext(ctx, o.SQL); err != nil {
				return err
			}
		}
	}
	return nil
}

// checkBackup returns the check of a backup that comes from anywhere: it must have the structure the program makes and
// nothing else, pass a look through its pages, and have accounts with which the program can be used.
func checkBackup(pages func(context.Context, dbfile.Querier) error) func(context.Context, dbfile.Querier) error {
	return func(ctx context.Context, q dbfile.Querier) error {
		x, err := examine(ctx, q)
		if err != nil {
			return damagedBy(err)
		}
		if len(x.foreign) > 0 {
			return &UntrustedError{string(x.foreign[0].Kind), x.foreign[0].Name}
		}
		if there, err := hasAdministrator(ctx, q); err != nil {
			return err
		} else if !there {
			return &UntrustedError{Reason: NoAdministrator}
		}
		if err := checkPasswords(ctx, q); err != nil {
			return err
		}
		return pages(ctx, q)
	}
}

// hasAdministrator reports whether there is an account that may do what only an administrator may.
func hasAdministrator(ctx context.Context, q dbfile.Querier) (there bool, err error) {
	err = q.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM users WHERE role = 'admin' AND active)`).Scan(&there)
	return there, err
}

// checkPasswords looks whether the passwords of all accounts can be verified.
func checkPasswords(ctx context.Context, q dbfile.Querier) error {
	rows, err := q.QueryContext(ctx, `SELECT name, password FROM users WHERE password IS NOT NULL ORDER BY id`)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var name, hash string
		if err := rows.Scan(&name, &hash); err != nil {
			return err
		}
		if password.Check(hash) != nil {
			return &UntrustedError{CostlyPassword, name}
		}
	}
	return rows.Err()
}
