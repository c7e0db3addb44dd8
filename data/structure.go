package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"

	sqlite3 "modernc.org/sqlite/lib"
)

// A Foreign is a part of a database that the program does not make.
type Foreign struct {
	Kind ForeignKind `json:"kind"`
	Name string      `json:"name"` // of a column with its table: "clients.secret"
}

// A ForeignKind says which kind of part is foreign.
type ForeignKind string

// The kinds of foreign parts.
const (
	ForeignTrigger    ForeignKind = "trigger"
	ForeignView       ForeignKind = "view"
	ForeignIndex      ForeignKind = "index" // also one of our name that is defined otherwise
	ForeignTable      ForeignKind = "table" // also a virtual one
	ForeignColumn     ForeignKind = "column"
	ForeignDefinition ForeignKind = "definition" // a table or column of ours that is defined otherwise
)

// An object is a row of the table sqlite_schema.
type object struct {
	kind  string // table, index, trigger, view
	name  string
	table string
	root  int64 // its first page, 0 for none
	sql   string
	definition
}

// columns returns the names of a table's columns; constraints of the table have that of their keyword.
func (o *object) columns() []string {
	names := make([]string, len(o.parts))
	for i, part := range o.parts {
		names[i] = columnName(part)
	}
	return names
}

// A structure is all tables and indexes of a database by name.
type structure map[string]*object

// readStructure reads the structure of a database. ErrDamaged says that it contradicts itself.
func readStructure(ctx context.Context, q querier) (structure, error) {
	rows, err := q.QueryContext(ctx, `SELECT type, name, tbl_name, coalesce(rootpage, 0), coalesce(sql, '') FROM sqlite_schema`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	all, roots := structure{}, map[int64]bool{}
	for rows.Next() {
		var o object
		if err := rows.Scan(&o.kind, &o.name, &o.table, &o.root, &o.sql); err != nil {
			return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		if all[o.name] != nil || o.root != 0 && roots[o.root] {
			return nil, fmt.Errorf("%w: %s is there twice", ErrDamaged, o.name)
		}
		o.definition = parseDefinition(o.sql)
		all[o.name], roots[o.root] = &o, true
	}
	return all, rows.Err()
}

// madeStructures keeps what madeStructure has found, by version.
var madeStructures sync.Map

// madeStructure returns the structure the program gives a database without custom fields after that many migrations. It is
// read from a database in memory that is made for the purpose, and shared: it must not be changed.
func madeStructure(ctx context.Context, version int) (structure, error) {
	if made, ok := madeStructures.Load(version); ok {
		return made.(structure), nil
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
	made, err := readStructure(ctx, db)
	if err == nil {
		madeStructures.Store(version, made)
	}
	return made, err
}

// An examination is the structure of a database beside the one the program makes.
type examination struct {
	found   structure
	made    structure
	foreign []Foreign // by name
}

// examine compares the structure of a database with the one the program makes. ErrDamaged says that it lacks what every database of
// its version has.
func examine(ctx context.Context, q querier) (*examination, error) {
	version, err := userVersion(ctx, q)
	if err != nil {
		return nil, err
	}
	if err := checkVersion(version); err != nil {
		return nil, err
	}
	x := &examination{}
	if x.found, err = readStructure(ctx, q); err != nil {
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
	x.findForeign()
	return x, nil
}

// checkTables refuses a database without a table or column that every one of its version has.
func (x *examination) checkTables() error {
	for name, made := range x.made {
		if made.kind != "table" || strings.HasPrefix(name, "sqlite_") || ofRecords(name) {
			continue
		}
		found := x.found[name]
		if found == nil || found.kind != "table" {
			return fmt.Errorf("%w: no table %s", ErrDamaged, name)
		}
		columns := found.columns()
		for _, column := range made.columns() {
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
func (x *examination) addCustom(ctx context.Context, q querier) error {
	schema, err := readSchema(ctx, q)
	if err != nil {
		return err
	}
	x.made = maps.Clone(x.made)
	for _, t := range RecordTypes() {
		for _, table := range []string{t.table(), deletedPrefix + t.table()} {
			made := *x.made[table]
			for _, f := range schema.stored(t) {
				if f.Custom() {
					c := column{name: f.Key, decl: columnType(f.Type)}
					made.parts = append(slices.Clip(made.parts), parseDefinition("("+c.sql(false)+")").parts...)
				}
			}
			x.made[table] = &made
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
		these, those := table.columns(), deleted.columns()
		for _, column := range x.made[names[0]].columns() {
			if slices.Contains(these, column) != slices.Contains(those, column) {
				return fmt.Errorf("%w: only one of the tables %s has the column %s", ErrDamaged, names, column)
			}
		}
	}
	return nil
}

// findForeign finds what the program does not make, or makes otherwise. Indexes of a foreign table belong to it.
func (x *examination) findForeign() {
	for _, name := range slices.Sorted(maps.Keys(x.found)) {
		found, made := x.found[name], x.made[name]
		switch {
		case found.kind == "trigger" || found.kind == "view":
			x.add(ForeignKind(found.kind), name)
		case found.kind == "index":
			ofTable := found.sql == "" // SQLite makes it for a UNIQUE or PRIMARY KEY in the definition of the table
			if x.made[found.table] != nil && !ofTable && (made == nil || !made.same(found) || !slices.Equal(made.parts, found.parts)) {
				x.add(ForeignIndex, name)
			}
		case made == nil:
			x.add(ForeignTable, name)
		case !made.same(found), strings.HasPrefix(name, searchPrefix) && !slices.Equal(made.parts, found.parts):
			x.add(ForeignDefinition, name)
		default:
			x.compareColumns(made, found)
		}
	}
}

// constraints are the keywords that a part of a table's definition begins with when it is no column.
var constraints = []string{"CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"}

func (x *examination) compareColumns(made, found *object) {
	columns := made.columns()
	for _, part := range found.parts {
		column, kind := columnName(part), ForeignColumn
		if slices.Contains(made.parts, part) {
			continue
		}
		name := found.name + "." + column
		switch {
		case slices.Contains(constraints, strings.ToUpper(firstToken(part))):
			kind, name = ForeignDefinition, found.name
		case slices.Contains(columns, column):
			kind = ForeignDefinition
		}
		x.add(kind, name)
	}
}

// same compares all of two objects but what stands in the brackets.
func (o *object) same(other *object) bool {
	return o.kind == other.kind && o.table == other.table && o.head == other.head && o.tail == other.tail
}

func (x *examination) add(kind ForeignKind, name string) {
	x.foreign = append(x.foreign, Foreign{kind, name})
}

// refusals are the errors that already say why a database can't be opened.
var refusals = []error{ErrDamaged, ErrNewer, ErrNotDatabase, ErrBackupPlace, ErrLocked, ErrReadOnly, ErrDiskFull, context.Canceled, context.DeadlineExceeded}

// damagedBy says that an error of the database's structure means damage: whatever is not for a reason outside of it.
func damagedBy(err error) error {
	var file *fs.PathError
	if err == nil || sentinel(err) != nil || errors.As(err, &file) || slices.ContainsFunc(refusals, func(known error) bool { return errors.Is(err, known) }) {
		return err
	}
	switch sqliteCode(err) & 0xff {
	case sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_TOOBIG:
		return err
	}
	return fmt.Errorf("%w: %w", ErrDamaged, err)
}
