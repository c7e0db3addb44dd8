package data

import (
	"slices"
	"strings"

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

// MatchValues returns the match values of the record, without blank ones.
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

// A Naming is one way in which a text names a record of a type, as a cell of a workbook names the client of a deal: by
// a match value, or by one of several texts it has. A person's match value is that of a name in full, in any order
// and with or without titles.
type Naming struct {
	match  *matchRule
	fields []*Field
}

// Namings returns the ways in which a text names a record of the type. A text means all records that they find, but just
// those that a Key finds when there is one.
func (s *Schema) Namings(t RecordType) []Naming {
	var ways []Naming
	for _, names := range t.Kind().NamedBy {
		var n Naming
		for _, name := range names {
			if m := t.matchRule(name); m != nil {
				n.match = m
			} else {
				n.fields = append(n.fields, s.Field(t, name))
			}
		}
		ways = append(ways, n)
	}
	return ways
}

// Key reports whether the way is one that people made up for one file, so that no other can be meant.
func (n Naming) Key() bool {
	return n.match == nil && !slices.ContainsFunc(n.fields, func(f *Field) bool { return !f.Unstored })
}

// Values returns the values that name a record in this way, comparable with Asked; blank ones are left out.
func (n Naming) Values(r *Record) []string {
	var values []string
	if n.match != nil {
		values = append(values, n.match.value(r))
	}
	for _, f := range n.fields {
		values = append(values, f.folded(r.Text(f.Key)))
	}
	return slices.DeleteFunc(values, func(v string) bool { return v == "" })
}

// folded is a text as it is compared when it names a record by the field.
func (f *Field) folded(text string) string {
	if f.Type == Email {
		return fold.Email(text)
	}
	return fold.Code(text)
}

// Asked returns the values of records that a text can name in this way; whether it does name one of them, Means says.
func (n Naming) Asked(text string) []string {
	switch {
	case n.match == nil:
		var values []string
		for _, f := range n.fields {
			if v := f.folded(text); !slices.Contains(values, v) {
				values = append(values, v)
			}
		}
		return values
	case len(n.match.of) == 1:
		return []string{n.match.folded(text)}
	}
	return n.match.orders(strings.Fields(fold.Words(text)))
}

// mostNameWords is how many words of a person's name are looked at: two titles, three names, two titles.
const mostNameWords = 8

// orders returns the match values of two texts that some of the words can be, side by side and in both orders: words
// before and behind are titles.
func (m *matchRule) orders(words []string) []string {
	words = words[:min(len(words), mostNameWords)]
	var values []string
	for from := range words {
		for to := from + 1; to <= len(words); to++ {
			values = append(values, strings.Join(words[from:to], ""))
			for gap := from + 1; gap < to; gap++ {
				one, two := strings.Join(words[from:gap], ""), strings.Join(words[gap:to], "")
				values = append(values, two+" "+one, one+" "+two)
			}
		}
	}
	slices.Sort(values)
	return slices.Compact(values)
}

// Means reports whether the text names the record in this way.
func (n Naming) Means(r *Record, text string) bool {
	if n.match == nil || len(n.match.of) == 1 {
		return slices.ContainsFunc(n.Values(r), func(v string) bool { return slices.Contains(n.Asked(text), v) })
	}
	text = fold.Text(text)
	one, two := fold.Text(r.Text(n.match.of[0])), fold.Text(r.Text(n.match.of[1]))
	return text != "" && (text == two+one || text == one+two || text == fold.Text(r.Title()))
}

// Within returns what the records have to refer to that the field of a record may mean: the client that the record refers
// to as well. There is none, a Value without V, when the record or what it may mean refers to no client, and when the
// record may refer to just one of the two.
func (s *Schema) Within(r *Record, f *Field) Value {
	if slices.Contains(r.Type.Kind().OneOf, f.Key) {
		return Value{}
	}
	for _, v := range r.Values {
		own, theirs := s.Field(r.Type, v.Key), s.Field(f.To, v.Key)
		if own != f && theirs != nil && own.Type == Reference && theirs.Type == Reference && own.To == theirs.To {
			return v
		}
	}
	return Value{}
}
