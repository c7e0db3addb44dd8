package data

import (
	"database/sql/driver"
	"slices"
	"strings"
	"sync"

	"modernc.org/sqlite"

	"kartoteka/data/fold"
)

// A Match is what a record is compared by when duplicates are looked for: a value reduced to
// what people mean when they call two the same. The value "" matches nothing.
type Match struct {
	Name  string // "name", "reg_number"; see MatchNames
	Value string
}

// A matchRule computes one match value of a record: of one text, or of several with a space between them.
type matchRule struct {
	name   string
	of     []string            // keys of the texts
	fold   func(string) string // nil: fold.Text
	unique bool                // no two records of the type may share the value
}

func (m *matchRule) value(r *Record) string {
	value := m.folded(r.Text(m.of[0]))
	for _, key := range m.of[1:] {
		value += " " + m.folded(r.Text(key))
	}
	return strings.TrimSpace(value)
}

func (m *matchRule) folded(text string) string {
	if m.fold == nil {
		return fold.Text(text)
	}
	return m.fold(text)
}

func (t RecordType) matchRule(name string) *matchRule {
	rules := t.Kind().match
	if i := slices.IndexFunc(rules, func(m matchRule) bool { return m.name == name }); i >= 0 {
		return &rules[i]
	}
	return nil
}

// MatchNames returns the names of the match values of a record type.
func MatchNames(t RecordType) []string {
	var names []string
	for _, m := range t.Kind().match {
		names = append(names, m.name)
	}
	return names
}

// MatchValues returns what the record is compared by, without the blank values.
func (r *Record) MatchValues() []Match {
	rules := r.Type.Kind().match
	values := make([]Match, 0, len(rules))
	for _, m := range rules {
		if v := m.value(r); v != "" {
			values = append(values, Match{m.name, v})
		}
	}
	return values
}

// Match returns the match value of that name, or "".
func (r *Record) Match(name string) string {
	if m := r.Type.matchRule(name); m != nil {
		return m.value(r)
	}
	return ""
}

// derivedVersion counts the rules by which derived columns and search texts are computed.
// Whoever changes one of them counts it up; databases made before then compute theirs again.
const derivedVersion = 1

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

// sortFunction is [fold.SortKey] for SQL: sort_key(text).
const sortFunction = "sort_key"

var registerSortKey = sync.OnceValue(func() error {
	return sqlite.RegisterDeterministicScalarFunction(sortFunction, 1, func(_ *sqlite.FunctionContext, args []driver.Value) (driver.Value, error) {
		if s, ok := args[0].(string); ok {
			return fold.SortKey(s), nil
		}
		return nil, nil
	})
})
