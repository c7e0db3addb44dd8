// Package structure compares the structure of a database of SQLite, its tables and indexes as they are defined, with the one a
// program makes, and names what is foreign in it. A database that comes from anywhere may hold triggers and views that act when
// something is written, or a table of the expected name that is defined otherwise.
//
//	Read ──> Structure ──┐
//	                     ├── Compare ──> []Foreign
//	a made one ──────────┘
//
// Definitions are compared token by token, whatever spaces and comments they have; package data says what it makes.
package structure

import (
	"context"
	"fmt"
	"slices"

	"kartoteka/data/dbfile"
)

// An Object is a row of the table sqlite_schema.
type Object struct {
	Kind  Kind
	Name  string
	Table string
	SQL   string // "" for an index that SQLite makes for a UNIQUE or PRIMARY KEY in the definition of the table
	root  int64  // its first page, 0 for none
	definition
}

// Columns returns the names of a table's columns; constraints of the table have that of their keyword.
func (o *Object) Columns() []string {
	names := make([]string, len(o.parts))
	for i, part := range o.parts {
		names[i] = columnName(part)
	}
	return names
}

// A Structure is all tables and indexes of a database by name.
type Structure map[string]*Object

// Read reads the structure of a database. [dbfile.ErrDamaged] says that it contradicts itself.
func Read(ctx context.Context, q dbfile.Querier) (Structure, error) {
	rows, err := q.QueryContext(ctx, `SELECT type, name, tbl_name, coalesce(rootpage, 0), coalesce(sql, '') FROM sqlite_schema`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	all, roots := Structure{}, map[int64]bool{}
	for rows.Next() {
		var o Object
		if err := rows.Scan(&o.Kind, &o.Name, &o.Table, &o.root, &o.SQL); err != nil {
			return nil, fmt.Errorf("%w: %w", dbfile.ErrDamaged, err)
		}
		if all[o.Name] != nil || o.root != 0 && roots[o.root] {
			return nil, fmt.Errorf("%w: %s is there twice", dbfile.ErrDamaged, o.Name)
		}
		o.definition = parseDefinition(o.SQL)
		all[o.Name], roots[o.root] = &o, true
	}
	return all, rows.Err()
}

// WithColumns returns the table with further columns, each defined as in CREATE TABLE.
func (o *Object) WithColumns(columns ...string) *Object {
	more := *o
	for _, c := range columns {
		more.parts = append(slices.Clip(more.parts), parseDefinition("("+c+")").parts...)
	}
	return &more
}

// same compares all of two objects but what stands in the brackets.
func (o *Object) same(other *Object) bool {
	return o.Kind == other.Kind && o.Table == other.Table && o.head == other.head && o.tail == other.tail
}
