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
	"kartoteka/data/structure"
)

// madeStructures keeps what madeStructure has found, by version.
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
