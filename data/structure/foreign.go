package structure

import (
	"maps"
	"slices"
	"strings"
)

// A Foreign is a part of a database that the program does not make.
type Foreign struct {
	Kind Kind   `json:"kind"`
	Name string `json:"name"` // of a column with its table: "clients.secret"
}

// A Kind says which kind of part is foreign.
type Kind string

// The kinds of foreign parts.
const (
	Trigger    Kind = "trigger"
	View       Kind = "view"
	Index      Kind = "index" // also one of our name that is defined otherwise
	Table      Kind = "table" // also a virtual one
	Column     Kind = "column"
	Definition Kind = "definition" // a table or column of ours that is defined otherwise
)

// Compare returns the parts of a database that the program does not make, or makes otherwise, by name. Indexes of a foreign table belong
// to it. Of a table that whole reports, the columns are compared as one: it is foreign with a single other one.
func Compare(found, made Structure, whole func(table string) bool) []Foreign {
	var all []Foreign
	add := func(kind Kind, name string) { all = append(all, Foreign{kind, name}) }
	for _, name := range slices.Sorted(maps.Keys(found)) {
		there, ours := found[name], made[name]
		switch {
		case there.Kind == Trigger || there.Kind == View:
			add(there.Kind, name)
		case there.Kind == Index:
			if made[there.Table] != nil && there.SQL != "" && (ours == nil || !ours.same(there) || !slices.Equal(ours.parts, there.parts)) {
				add(Index, name)
			}
		case ours == nil:
			add(Table, name)
		case !ours.same(there), whole(name) && !slices.Equal(ours.parts, there.parts):
			add(Definition, name)
		default:
			all = append(all, compareColumns(there, ours)...)
		}
	}
	return all
}

// constraints are the keywords that a part of a table's definition begins with when it is no column.
var constraints = []string{"CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"}

// compareColumns returns the columns and constraints of a table that ours does not have.
func compareColumns(found, made *Object) []Foreign {
	var all []Foreign
	columns := made.Columns()
	for _, part := range found.parts {
		column, kind := columnName(part), Column
		if slices.Contains(made.parts, part) {
			continue
		}
		name := found.Name + "." + column
		switch {
		case slices.Contains(constraints, strings.ToUpper(firstToken(part))):
			kind, name = Definition, found.Name
		case slices.Contains(columns, column):
			kind = Definition
		}
		all = append(all, Foreign{kind, name})
	}
	return all
}
