package importer

import (
	"cmp"
	"slices"
	"strings"

	"kartoteka/data"
	"kartoteka/data/fold"
)

// A candidate is a record as duplicates are looked for: an entry of the file or a record of the database.
type candidate struct {
	record *data.Record
	keys   []data.Match // what it is compared by
	points []string     // its e-mails and phones, comparable
	client target       // that it refers to, where the record itself doesn't hold it
}

// A target is what a record refers to: an entry of the file, or the id of a record of the database.
type target struct {
	entry *Entry
	id    int64
}

// key is the match value of the candidate of that name, or "".
func (c *candidate) key(name string) string {
	for i := range c.keys {
		if c.keys[i].Name == name {
			return c.keys[i].Value
		}
	}
	return ""
}

// refers returns the record that the candidate refers to by a field.
func (c *candidate) refers(field string) target {
	if field == clientField && c.client != (target{}) {
		return c.client
	}
	return target{id: c.record.Ref(field)}
}

// A likeness is all that a rule wants to be equal, but for an e-mail or phone.
type likeness struct {
	first, second string
	ref           target
}

// likeness returns the value by which the rule compares the candidate; ok is false when a part of it is blank.
func (c *candidate) likeness(rule *data.DuplicateRule) (l likeness, ok bool) {
	add := func(value string) bool {
		switch {
		case value == "":
			return false
		case l.first == "":
			l.first = value
		case l.second == "":
			l.second = value
		default:
			l.second += "\x00" + value
		}
		return true
	}
	for _, name := range rule.Match {
		if !add(c.key(name)) {
			return l, false
		}
	}
	for _, field := range rule.Text {
		if !add(c.record.Text(field)) {
			return l, false
		}
	}
	if rule.Ref == "" {
		return l, true
	}
	l.ref = c.refers(rule.Ref)
	return l, l.ref != target{}
}

// at is the likeness together with an e-mail or phone.
func (l likeness) at(point string) likeness {
	if l.second != "" {
		point = l.second + "\x00" + point
	}
	l.second = point
	return l
}

// comparesConnections reports whether e-mails and phones of the type's records show which of them are the same.
func comparesConnections(t data.RecordType) bool {
	return slices.ContainsFunc(t.Kind().Same, func(rule data.DuplicateRule) bool { return rule.Connect != data.AnyConnections })
}

// showsSameness reports whether an issue about a duplicate may stand at a field of the type.
func showsSameness(t data.RecordType, f *data.Field) bool {
	return f.Unique || slices.ContainsFunc(t.Kind().Same, func(rule data.DuplicateRule) bool { return slices.Contains(rule.At, f.Key) })
}

// A matcher remembers records of one type and finds the one that another is a duplicate of, by the rules of the type. It
// answers from maps alone, so that a hundred thousand people of one name cost no more than of many. Of several that are
// the same the first counts.
type matcher struct{ rules []ruleIndex }

// A ruleIndex finds records by one rule.
type ruleIndex struct {
	*data.DuplicateRule
	all     map[likeness]*Same
	without map[likeness]*Same  // those without the match value by which two differ
	apart   map[likeness]*Same  // by the likeness at the value of the field by which two differ
	several map[likeness][]kept // instead of all: those that e-mails and phones must not contradict
	second  map[likeness]*Same  // beside all: another record of the database that is as like
	lacking map[likeness]*Same  // beside without, the same
}

// A kept record is one that others may be the same as, and its e-mails and phones.
type kept struct {
	same   *Same
	points []string
}

// externalID is the field for the number that another program gives a record.
const externalID = "external_id"

// rulesOf are the rules by which two records of a type are the same. In tables of another program its number of a company
// ties them together as well, after the IČO and before the name.
func rulesOf(t data.RecordType, foreign bool) []data.DuplicateRule {
	rules := t.Kind().Same
	if !foreign || t != data.Client {
		return rules
	}
	return slices.Insert(slices.Clone(rules), 1, data.DuplicateRule{Match: []string{externalID}, Unless: "reg_number", At: []string{externalID}})
}

// keysOf are the match values of a record, that for rulesOf among them.
func keysOf(r *data.Record, foreign bool) []data.Match {
	keys := r.MatchValues()
	if number := fold.Code(r.Text(externalID)); foreign && r.Type == data.Client && number != "" {
		keys = append(keys, data.Match{Name: externalID, Value: number})
	}
	return keys
}

// newMatcher returns a matcher with room for so many records of a type, and two points for each.
func newMatcher(t data.RecordType, records int, foreign bool) *matcher {
	m := &matcher{}
	rules := rulesOf(t, foreign)
	for i := range rules {
		index := ruleIndex{DuplicateRule: &rules[i]}
		switch room := records; {
		case index.Connect == data.ContradictsNone:
			index.several = map[likeness][]kept{}
		case index.Connect == data.SharesOne:
			room = 2 * records
			fallthrough
		default:
			index.all = make(map[likeness]*Same, room)
		}
		if index.Unless != "" {
			index.without = map[likeness]*Same{}
		}
		if index.Apart != "" {
			index.apart = make(map[likeness]*Same, records)
		}
		m.rules = append(m.rules, index)
	}
	return m
}

// find returns the record that the candidate is a duplicate of and the field that shows it, or nil.
func (m *matcher) find(c *candidate) (*Same, string) {
	for i := range m.rules {
		if same := m.rules[i].find(c); same != nil {
			return same, m.rules[i].field(c)
		}
	}
	return nil, ""
}

// another returns a second record of the database that the candidate is as like as the one that find returns, or nil.
func (m *matcher) another(c *candidate) *Same {
	for i := range m.rules {
		x := &m.rules[i]
		if x.find(c) == nil {
			continue
		}
		like, _ := c.likeness(x.DuplicateRule)
		if x.Unless != "" && c.key(x.Unless) != "" {
			return x.lacking[like]
		}
		return x.second[like]
	}
	return nil
}

// field is the field of the candidate that shows that it is the same.
func (x *ruleIndex) field(c *candidate) string {
	for _, key := range x.At[:len(x.At)-1] {
		if c.record.Text(key) != "" {
			return key
		}
	}
	return x.At[len(x.At)-1]
}

func (x *ruleIndex) find(c *candidate) *Same {
	if x.If != "" && !c.record.Bool(x.If) || x.IfNot != "" && c.record.Bool(x.IfNot) {
		return nil
	}
	like, ok := c.likeness(x.DuplicateRule)
	switch {
	case !ok:
		return nil
	case x.Connect == data.SharesOne:
		for _, p := range c.points {
			if same := x.all[like.at(p)]; same != nil {
				return same
			}
		}
		return nil
	case x.Connect == data.ContradictsNone:
		for _, other := range x.several[like] {
			if agree(c.points, other.points) {
				return other.same
			}
		}
		return nil
	case x.Unless != "" && c.key(x.Unless) != "":
		return x.without[like]
	case x.Apart != "" && c.record.Text(x.Apart) != "":
		return cmp.Or(x.apart[like.at(c.record.Text(x.Apart))], x.apart[like.at("")])
	}
	return x.all[like]
}

// keep remembers a candidate as what others may be the same as.
func (m *matcher) keep(c *candidate, same *Same) {
	for i := range m.rules {
		m.rules[i].keep(c, same)
	}
}

func (x *ruleIndex) keep(c *candidate, same *Same) {
	like, ok := c.likeness(x.DuplicateRule)
	if !ok {
		return
	}
	remember := func(index map[likeness]*Same, l likeness) {
		if index[l] == nil {
			index[l] = same
		}
	}
	switch x.Connect {
	case data.SharesOne:
		for _, p := range c.points {
			remember(x.all, like.at(p))
		}
		return
	case data.ContradictsNone:
		x.several[like] = append(x.several[like], kept{same, c.points})
		return
	}
	x.second = besides(x.second, x.all[like], like, same)
	remember(x.all, like)
	if x.Apart != "" {
		remember(x.apart, like.at(c.record.Text(x.Apart)))
	}
	if x.Unless != "" && c.key(x.Unless) == "" {
		x.lacking = besides(x.lacking, x.without[like], like, same)
		remember(x.without, like)
	}
}

// besides notes a record of the database beside the first one that is as like.
func besides(index map[likeness]*Same, first *Same, l likeness, same *Same) map[likeness]*Same {
	if first == nil || first.Entry != nil || same.Entry != nil || first.Record.ID == same.Record.ID || index[l] != nil {
		return index
	}
	if index == nil {
		index = map[likeness]*Same{}
	}
	index[l] = same
	return index
}

// agree reports whether two records do not differ in e-mails and phones: they share one, or there is no kind
// (e-mail, phone) that both have.
func agree(a, b []string) bool {
	if slices.ContainsFunc(a, func(p string) bool { return slices.Contains(b, p) }) {
		return true
	}
	for _, phone := range []bool{false, true} {
		is := func(p string) bool { return strings.HasPrefix(p, "+") == phone }
		if slices.ContainsFunc(a, is) && slices.ContainsFunc(b, is) {
			return false
		}
	}
	return true
}
