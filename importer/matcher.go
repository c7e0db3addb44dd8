package importer

import (
	"slices"
	"strings"

	"kartoteka/data"
)

// A candidate is a record as duplicates are looked for: an entry of the file or a record of the database.
type candidate struct {
	record *data.Record
	keys   []data.Match // what it is compared by
	points []string     // its e-mails and phones, comparable
	at     employer     // of a contact person
}

// An employer is the client of a contact person: one of the file, or the id of one of the database.
type employer struct {
	entry *Entry
	id    int64
}

// key is what the candidate is compared by under that name, or "".
func (c *candidate) key(name string) string {
	for i := range c.keys {
		if c.keys[i].Name == name {
			return c.keys[i].Value
		}
	}
	return ""
}

// A pair is two values that must both be equal.
type pair struct{ first, second string }

// A colleague is a contact person's name at a client.
type colleague struct {
	at   employer
	name string
}

// A matcher remembers records of one type and finds the one that another is a duplicate of. It answers from maps
// alone, so that a hundred thousand people of one name cost no more than of many. Of several that are the same the
// first counts.
type matcher struct {
	byNumber   map[string]*Same // clients by IČO
	byName     map[string]*Same // clients by name
	byOnlyName map[string]*Same // clients without an IČO by name
	byPoint    map[pair]*Same   // clients and contact persons by name and e-mail or phone
	byClient   map[colleague]*Same
	byTopic    map[pair][]lead // by topic and whom the lead is about
}

type lead struct {
	same   *Same
	points []string
}

// newMatcher returns a matcher with room for so many records, and two points for each.
func newMatcher(records int) *matcher {
	return &matcher{
		byNumber: map[string]*Same{}, byName: map[string]*Same{}, byOnlyName: map[string]*Same{},
		byPoint: make(map[pair]*Same, 2*records), byClient: make(map[colleague]*Same, records), byTopic: map[pair][]lead{},
	}
}

// find returns what the candidate is a duplicate of and the field that tells, or nil.
func (m *matcher) find(c *candidate) (*Same, string) {
	switch c.record.Type {
	case data.Client:
		return m.findClient(c)
	case data.Contact:
		return m.findContact(c)
	case data.Lead:
		return m.findLead(c)
	}
	return nil, "" // a product's code is unique, see checkUnique
}

// findClient: the same IČO; else, of companies of which either has no IČO, the same name; else, of
// individuals, the same name and an e-mail or phone in common.
func (m *matcher) findClient(c *candidate) (*Same, string) {
	number, name := c.key("reg_number"), c.key("name")
	if same := m.byNumber[number]; same != nil {
		return same, "reg_number"
	}
	switch {
	case name == "":
	case c.record.Bool("person"):
		// An individual's name is often put together: the last name is what stands in the sheet.
		field := "name"
		if c.record.Text("last_name") != "" {
			field = "last_name"
		}
		return m.share(c, name), field
	case number == "":
		return m.byName[name], "name"
	default:
		return m.byOnlyName[name], "name"
	}
	return nil, ""
}

// findContact: the same name at the same client, or the same name and an e-mail or phone in common.
func (m *matcher) findContact(c *candidate) (*Same, string) {
	name := c.key("name")
	if name == "" {
		return nil, ""
	}
	if same := m.byClient[colleague{c.at, name}]; same != nil && c.at != (employer{}) {
		return same, "last_name"
	}
	return m.share(c, name), "last_name"
}

// share finds who has the name and an e-mail or phone of the candidate.
func (m *matcher) share(c *candidate, name string) *Same {
	for _, p := range c.points {
		if same := m.byPoint[pair{name, p}]; same != nil {
			return same
		}
	}
	return nil
}

// findLead: the same topic and the same company or person, and no e-mail or phone that tells them apart.
func (m *matcher) findLead(c *candidate) (*Same, string) {
	for _, key := range c.topics() {
		for _, other := range m.byTopic[key] {
			if agree(c.points, other.points) {
				return other.same, "topic"
			}
		}
	}
	return nil, ""
}

// topics are the topic of a lead with each of those it is about: a company, a person.
func (c *candidate) topics() []pair {
	var topics []pair
	for _, who := range []string{"company", "person"} {
		if name := c.key(who); name != "" {
			topics = append(topics, pair{c.key("topic"), who + " " + name})
		}
	}
	return topics
}

// keep remembers a candidate as what others may be the same as.
func (m *matcher) keep(c *candidate, same *Same) {
	remember := func(index map[string]*Same, key string) {
		if _, known := index[key]; key != "" && !known {
			index[key] = same
		}
	}
	name := c.key("name")
	switch c.record.Type {
	case data.Client:
		number := c.key("reg_number")
		remember(m.byNumber, number)
		remember(m.byName, name)
		if number == "" {
			remember(m.byOnlyName, name)
		}
	case data.Contact:
		if key := (colleague{c.at, name}); m.byClient[key] == nil {
			m.byClient[key] = same
		}
	case data.Lead:
		for _, key := range c.topics() {
			m.byTopic[key] = append(m.byTopic[key], lead{same, c.points})
		}
		return
	}
	for _, p := range c.points {
		if key := (pair{name, p}); m.byPoint[key] == nil {
			m.byPoint[key] = same
		}
	}
}

// agree reports whether no e-mail or phone tells two leads apart: they share one, or there is no kind
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
