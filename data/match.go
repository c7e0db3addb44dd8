package data

import (
	"database/sql/driver"
	"strings"
	"sync"

	"golang.org/x/text/cases"
	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
	"modernc.org/sqlite"
)

// A Match is what a record is compared by when duplicates are looked for: a value reduced to
// what people mean when they call two the same. The value "" matches nothing.
type Match struct {
	Name  string // "name", "reg_number"; see MatchNames
	Value string
}

// A rule computes one match value of a record.
type rule struct {
	name   string
	unique bool // no two records of the type may share it
	value  func(*Record) string
}

// matches is the table of match values. The first of each type names the record as lists do,
// so that those whose name begins with what was typed are found in the order of names.
var matches = map[RecordType][]rule{
	Client: {
		{name: "name", value: folded("name")},
		{name: "reg_number", value: func(r *Record) string { return FoldRegNumber(r.Text("reg_number")) }},
	},
	Contact: {{name: "name", value: foldPerson}},
	Lead: {
		{name: "topic", value: folded("topic")},
		{name: "company", value: folded("company_name")},
		{name: "person", value: foldPerson},
	},
	Product: {
		{name: "name", value: folded("name")},
		{name: "code", unique: true, value: func(r *Record) string { return FoldCode(r.Text("code")) }},
	},
	Deal:     {{name: "name", value: folded("name")}},
	Activity: {{name: "subject", value: folded("subject")}},
}

func folded(key string) func(*Record) string {
	return func(r *Record) string { return Fold(r.Text(key)) }
}

// foldPerson folds a person's name without titles, last name first: "novak jan".
func foldPerson(r *Record) string {
	return strings.TrimSpace(Fold(r.Text("last_name")) + " " + Fold(r.Text("first_name")))
}

// FoldRegNumber folds an IČO for comparison; one of digits alone gets the leading zeros that
// spreadsheets take away.
func FoldRegNumber(s string) string {
	s = Fold(s)
	if s == "" || len(s) >= 8 || strings.Trim(s, "0123456789") != "" {
		return s
	}
	return "00000000"[len(s):] + s
}

// FoldCode folds a code or key for comparison. Unlike Fold it keeps punctuation, inner spaces and
// accents: "A-1" and "A1" are two codes, "a-1" is the first of them.
func FoldCode(s string) string {
	return norm.NFC.String(cases.Fold().String(strings.TrimSpace(s)))
}

// MatchNames returns the names of the match values of a record type.
func MatchNames(t RecordType) []string {
	var names []string
	for _, m := range matches[t] {
		names = append(names, m.name)
	}
	return names
}

// MatchValues returns what the record is compared by, without the blank values.
func (r *Record) MatchValues() []Match {
	rules := matches[r.Type]
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
	for _, m := range matches[r.Type] {
		if m.name == name {
			return m.value(r)
		}
	}
	return ""
}

// derivedVersion counts the rules by which derived columns and search texts are computed.
// Whoever changes one of them counts it up; databases made before then compute theirs anew.
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
	for _, m := range matches[t] {
		ds = append(ds, derivation{derivedPrefix + m.name, "TEXT", m.unique, func(r *Record) any {
			if v := m.value(r); v != "" {
				return v
			}
			return nil
		}})
	}
	if t != DealItem {
		ds = append(ds, derivation{sortColumn, "BLOB", false, func(r *Record) any { return sortKey(sortText(r)) }})
	}
	return ds
}

const sortColumn = derivedPrefix + "sort"

// sortText is what records are listed by: a person by the last name, an activity by its time.
func sortText(r *Record) string {
	switch r.Type {
	case Contact:
		return r.Text("last_name") + " " + r.Text("first_name")
	case Activity:
		return r.Text("date") + " " + r.Text("time") + " " + r.Text("subject")
	}
	return r.Title()
}

// A collation makes keys whose order is that of a Czech dictionary: C, Č, D, H, Ch.
type collation struct {
	collator *collate.Collator
	buffer   collate.Buffer
}

var collations = sync.Pool{New: func() any { return &collation{collator: collate.New(language.Czech)} }}

// sortKey returns the key of a text in the order of a Czech dictionary; keys compare as bytes.
func sortKey(s string) []byte {
	c := collations.Get().(*collation)
	defer collations.Put(c)
	defer c.buffer.Reset()
	return append([]byte{}, c.collator.KeyFromString(&c.buffer, s)...)
}

// czechFunction is sortKey for SQL: czech_key(text).
const czechFunction = "czech_key"

var registerCzech = sync.OnceValue(func() error {
	return sqlite.RegisterDeterministicScalarFunction(czechFunction, 1, func(_ *sqlite.FunctionContext, args []driver.Value) (driver.Value, error) {
		if s, ok := args[0].(string); ok {
			return sortKey(s), nil
		}
		return nil, nil
	})
})
