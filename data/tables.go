package data

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"kartoteka/data/dbfile"
	"kartoteka/data/fold"
	"kartoteka/data/fts"
	"kartoteka/data/structure"
)

const deletedPrefix = "deleted_"

// A column of a record type's table.
type column struct {
	name string
	decl string // type and constraints
	refs string // table a foreign key points at, "" for none
}

// bookColumns are those every record has beside its fields.
var bookColumns = []column{
	{name: "import_id", decl: "INTEGER", refs: "imports"},
	{name: "import_row", decl: "INTEGER"},
	{name: "version", decl: "INTEGER NOT NULL DEFAULT 1"},
	{name: "created_at", decl: "TEXT"},
	{name: "created_by", decl: "INTEGER", refs: "users"},
	{name: "changed_at", decl: "TEXT"},
	{name: "changed_by", decl: "INTEGER", refs: "users"},
}

// fieldColumns returns the columns of a record type's fields; stored lists the fields in the same order.
func (s *Schema) fieldColumns(t RecordType) []column {
	var cs []column
	for _, f := range s.stored(t) {
		c := column{name: f.Key, decl: columnType(f.Type)}
		switch f.Type {
		case Account:
			c.refs = "users"
		case Reference:
			c.refs = f.To.table()
		}
		cs = append(cs, c)
	}
	return cs
}

// stored returns the fields of a record type that have a column.
func (s *Schema) stored(t RecordType) []*Field {
	return slices.DeleteFunc(slices.Clone(s.fields[t]), func(f *Field) bool { return f.Unstored })
}

// columnType returns a type whose affinity leaves the values as they are:
// a text of digits stays text, a whole number stays a float.
func columnType(t FieldType) string {
	switch t {
	case Number, Percent:
		return "REAL"
	case Bool, Account, Reference:
		return "INTEGER"
	}
	return "TEXT"
}

// columns returns all columns of a record type's table but the id.
func (s *Schema) columns(t RecordType) []column {
	cs := slices.Concat(bookColumns, s.fieldColumns(t))
	for _, d := range derived(t) {
		cs = append(cs, column{name: d.column, decl: d.decl})
	}
	return cs
}

// derivedVersion counts the rules by which derived columns and search texts are computed.
// Whoever changes one of them counts it up; databases made before then compute theirs again.
const derivedVersion = 3

const derivedPrefix = "m_"

// A derivation is a column computed from a record's values.
type derivation struct {
	column string
	decl   string
	unique bool
	value  func(*Record) any // nil for a blank one
}

// derived returns the derived columns of a record type: its match values and its place in lists.
func derived(t RecordType) []derivation {
	var ds []derivation
	for _, m := range t.Kind().match {
		ds = append(ds, derivation{derivedPrefix + m.name, "TEXT", m.unique, func(r *Record) any {
			if v := m.value(r); v != "" {
				return v
			}
			return nil
		}})
	}
	if t.Kind().Sort != nil {
		ds = append(ds, derivation{sortColumn, "BLOB", false, func(r *Record) any { return fold.SortKey(r.sortText()) }})
	}
	return ds
}

const sortColumn = derivedPrefix + "sort"

// indexes returns the indexes of a record type's tables by name, each with the statement that makes
// it: on everything a deletion, a check or a list asks for.
func (s *Schema) indexes(t RecordType) map[string]string {
	all := map[string]string{}
	add := func(kind, table, column string) {
		name := table + "_" + column
		all[name] = fmt.Sprintf("CREATE %s %s ON %s (%s)", kind, name, table, column)
	}
	add("INDEX", t.table(), "import_id")
	add("INDEX", deletedPrefix+t.table(), "deletion_id")
	add("INDEX", deletedPrefix+t.table(), "id")
	for _, f := range s.stored(t) {
		if f.Type == Reference {
			add("INDEX", t.table(), f.Key)
		}
	}
	for _, n := range s.Namings(t) {
		for _, f := range n.fields {
			if name := t.table() + "_" + f.Key; !f.Unstored {
				all[name] = fmt.Sprintf("CREATE INDEX %s ON %s (%s COLLATE NOCASE) WHERE %[3]s IS NOT NULL", name, t.table(), quote(f.Key))
			}
		}
	}
	for _, d := range derived(t) {
		if d.unique {
			add("UNIQUE INDEX", t.table(), d.column)
		} else {
			add("INDEX", t.table(), d.column)
		}
	}
	return all
}

// missing returns the statements that make the tables, columns and indexes which the schema asks
// for and which are not there. recompute reports whether columns computed from others are among them.
func missing(ctx context.Context, q dbfile.Querier, schema *Schema) (statements []string, recompute bool, err error) {
	have, err := objects(ctx, q)
	if err != nil {
		return nil, false, err
	}
	for _, t := range RecordTypes() {
		table, columns := t.table(), schema.columns(t)
		if !have[table] {
			statements = append(statements,
				createTable(table, "id INTEGER PRIMARY KEY AUTOINCREMENT", columns, true),
				createTable(deletedPrefix+table, "deletion_id INTEGER NOT NULL REFERENCES deletions (id), id INTEGER NOT NULL", columns, false))
		} else {
			for _, c := range columns {
				if !have[table+"."+c.name] {
					statements = append(statements, addColumn(table, c)...)
					recompute = recompute || strings.HasPrefix(c.name, derivedPrefix)
				}
			}
		}
		indexes := schema.indexes(t)
		for _, name := range slices.Sorted(maps.Keys(indexes)) {
			if !have[name] {
				statements = append(statements, indexes[name])
			}
		}
		if t.searchable() && !have[searchTable(t)] {
			statements = append(statements, fts.Create(searchTable(t)),
				fmt.Sprintf("INSERT INTO %[1]s (%[1]s, rank) VALUES ('hashsize', %[2]d)", searchTable(t), searchBuffer))
			recompute = true
		}
	}
	return statements, recompute, nil
}

// objects returns the names of all tables and indexes and, as "table.column", of all columns.
func objects(ctx context.Context, q dbfile.Querier) (map[string]bool, error) {
	all, err := structure.Read(ctx, q)
	if err != nil {
		return nil, err
	}
	have := map[string]bool{}
	for name, o := range all {
		have[name] = true
		if o.Kind == structure.Table {
			for _, column := range o.Columns() {
				have[name+"."+column] = true
			}
		}
	}
	return have, nil
}

// addColumn returns the statements that give a record type's table, and that of its deleted records, one more column.
func addColumn(table string, c column) []string {
	return []string{
		"ALTER TABLE " + table + " ADD COLUMN " + c.sql(true),
		"ALTER TABLE " + deletedPrefix + table + " ADD COLUMN " + c.sql(false),
	}
}

func createTable(name, key string, columns []column, references bool) string {
	var b strings.Builder
	fmt.Fprintf(&b, "CREATE TABLE %s (\n    %s", name, key)
	for _, c := range columns {
		fmt.Fprintf(&b, ",\n    %s", c.sql(references))
	}
	b.WriteString("\n)")
	return b.String()
}

func (c column) sql(references bool) string {
	s := quote(c.name) + " " + c.decl
	if references && c.refs != "" {
		s += " REFERENCES " + c.refs + " (id)"
	}
	return s
}

// quote makes any name safe within a statement.
func quote(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }
