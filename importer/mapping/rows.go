package mapping

import (
	"slices"
	"strings"

	"kartoteka/data"
	"kartoteka/data/fold"
)

// Facts are those of a table as a whole: they decide the kind of its rows, and of whom a telephone is.
type facts struct {
	has       map[concept]int  // how many columns with values mean it, at their likeliest
	may       map[concept]bool // a column with values may mean it
	company   *column
	first     *column
	last      *column
	full      *column
	persons   map[int]bool // numbers of persons that columns name
	repeats   float64      // part of the rows whose company stands in an earlier one
	exclusive bool         // a row names either a company or a person
	second    bool         // columns of a second address are there, by their number
	identity  int          // columns that only companies have
	marks     map[data.RecordType]int
}

// identityConcepts are those that only companies have.
var identityConcepts = []concept{
	"reg_number", "tax_number", "vat_number", "vat_payer", "bank_account", "iban", "databox", "court_file", "legal_form", "employees", "turnover",
}

// marks are concepts and words of titles that speak for a kind of row.
var marks = []struct {
	row      data.RecordType
	concepts []concept
	words    []string
	weight   int
}{
	{data.Product, []concept{"price", "cost", "price_with_tax"}, nil, 2},
	{data.Product, []concept{"product_name", "unit", "tax_rate", "product_line"}, nil, 1},
	{data.Product, nil, []string{"sku", "ean", "gtin", "zbozi", "tovar", "artikel", "sklad", "skladem", "stock", "produkt", "product", "vyrobek", "mj"}, 1},
	{data.Lead, []concept{"topic"}, nil, 1},
	{data.Lead, nil, []string{"lead", "leadu", "leads", "poptavka", "poptavky", "dopyt", "dopytu", "inquiry", "enquiry", "anfrage", "interest", "interested", "zajem", "zaujem"}, 1},
	{data.Lead, []concept{"lead_date", "source", "phase"}, []string{"odkud"}, 1},
	{data.Deal, []concept{"deal_name", "closing_date"}, nil, 2},
	{data.Deal, []concept{"value", "currency"}, []string{"deal", "opportunity", "obchod", "prilezitost", "stage", "probability", "pravdepodobnost", "pipeline", "faze"}, 1},
	{data.Activity, nil, []string{"activity", "aktivita", "aktivity", "ukol", "ukolu", "task", "schuzka", "schuzky", "meeting", "hovor", "call", "aufgabe", "termin", "due", "uloha", "navsteva", "navstevy", "jednani", "jednanie", "besuch", "visit", "stretnutie"}, 1},
	{data.Activity, []concept{"done"}, nil, 2},
	{data.Activity, []concept{"time"}, nil, 1},
	{data.Activity, []concept{"kind"}, nil, 2}, // whose values are known
}

// look gathers the facts of a table from the claims of its columns.
func (p *proposal) look(claims [][]claim) {
	f := &p.facts
	f.may = map[concept]bool{}
	f.has, f.persons, f.marks = map[concept]int{}, map[int]bool{}, map[data.RecordType]int{}
	for i, c := range p.columns {
		c.top = meaning{}
		for _, cl := range claims[i] {
			m := cl.meaning
			m.score = cl.score
			if m.score >= likelyScore && m.score > c.top.score+0.015 {
				c.top = m
			}
			if m.score >= likelyScore && m.person > 0 {
				f.persons[m.person] = true
			}
		}
		p.refineName(c, claims[i])
		p.countMarks(c, claims[i])
		if c.profile.filled == 0 {
			continue
		}
		for _, cl := range claims[i] {
			f.may[cl.concept] = f.may[cl.concept] || cl.score >= 0.75
		}
		if c.top.concept != "" && !c.top.is(qSecond) {
			f.has[c.top.concept]++
		}
		if c.top.number >= 2 && slices.Contains([]concept{"street", "city", "zip", "company", "country"}, c.top.concept) {
			f.second = true
		}
	}
	f.company = p.pick("company", "name")
	f.first, f.last, f.full = p.pick("first_name"), p.pick("last_name"), p.pick("full_name")
	switch {
	case f.first != nil && f.last == nil:
		f.last = p.bareName("last_name", f.first)
	case f.last != nil && f.first == nil:
		f.first = p.bareName("first_name", f.last)
	}
	for _, c := range identityConcepts {
		f.identity += f.has[c]
	}
	f.repeats = p.repeats(f.company, p.pick("reg_number"))
	f.exclusive = p.exclusive(f.company, f.last)
}

// bareName is the column whose bare title means the part of a name that has no column of its own: "Name" beside "Vorname" is
// the surname. nil: there is none.
func (p *proposal) bareName(part concept, other *column) *column {
	for _, c := range p.columns {
		if c != other && c != p.facts.company && c.top.concept != part && p.concrete(c, c.top) == part {
			return c
		}
	}
	return nil
}

// refineName decides of whom a bare name is: of a company, or of a person, by its values.
func (p *proposal) refineName(c *column, claims []claim) {
	if c.top.concept != "name" && c.top.concept != "company" {
		return
	}
	for _, cl := range claims {
		if cl.concept == "full_name" && c.top.concept == "company" && cl.score > c.top.score-0.05 && cl.why.Percent >= 70 && !c.top.is(qCompany) {
			c.top = cl.meaning
			return
		}
	}
}

func (p *proposal) countMarks(c *column, claims []claim) {
	list := titleWords(c.title)
	for _, mark := range marks {
		hit := false
		for _, cl := range claims {
			hit = hit || cl.score >= 0.75 && slices.Contains(mark.concepts, cl.concept)
		}
		for _, word := range mark.words {
			hit = hit || slices.Contains(list, word)
		}
		if hit && (c.profile.filled > 0 || mark.row == data.Product) {
			p.facts.marks[mark.row] += mark.weight
		}
	}
}

// pick is the column that means one of the concepts best, of those with values, or nil. Numbered and second ones come last.
func (p *proposal) pick(concepts ...concept) *column {
	var best *column
	score := 0.0
	for _, c := range p.columns {
		if !slices.Contains(concepts, c.top.concept) || c.top.is(qSecond) || c.top.number > 1 || c.top.person > 1 || c.profile.filled == 0 {
			continue
		}
		s := c.top.score
		if c.top.concept == "company" {
			s += 0.2
		}
		if s > score {
			best, score = c, s
		}
	}
	return best
}

// texts are the values of columns by row of the sample.
func (p *proposal) texts(columns ...*column) [][]string {
	var all [][]string
	for _, r := range p.table.sample {
		if r.number <= p.head.row {
			continue
		}
		values := make([]string, len(columns))
		for i, c := range columns {
			for _, cell := range r.cells {
				if c != nil && cell.Col == c.col {
					values[i] = strings.TrimSpace(cell.Text)
				}
			}
		}
		all = append(all, values)
	}
	return all
}

// repeats is the part of the rows whose company stands in an earlier one: the same IČO, else the same name.
func (p *proposal) repeats(company, number *column) float64 {
	if company == nil {
		return 0
	}
	seen := map[string]bool{}
	n, again := 0, 0
	for _, v := range p.texts(company, number) {
		if v[0] == "" {
			continue
		}
		n++
		key := fold.Text(v[0])
		if v[1] != "" {
			key = fold.RegNumber(v[1])
		}
		if seen[key] {
			again++
		} else {
			seen[key] = true
		}
	}
	if n == 0 {
		return 0
	}
	return float64(again) / float64(n)
}

// exclusive reports whether the rows that name a person name no company.
func (p *proposal) exclusive(company, last *column) bool {
	if company == nil || last == nil {
		return false
	}
	both, persons := 0, 0
	for _, v := range p.texts(company, last) {
		if v[1] != "" {
			persons++
			if v[0] != "" {
				both++
			}
		}
	}
	return persons > 0 && both*10 <= persons
}

// chooseRow decides the kind of the rows of a table. What the columns say a little, the name of the table may say as well.
func (p *proposal) chooseRow() data.RecordType {
	f := &p.facts
	reach := f.has["email"] + f.has["phone"] + f.has["mobile"]
	switch {
	case p.speaksOfProducts(reach):
		return data.Product
	case p.isCalledActivities(reach):
		return data.Activity
	case p.speaksOfDeals(reach):
		return data.Deal
	case f.marks[data.Activity] >= 2 && f.has["date"]+f.has["time"]+f.has["done"] > 0 && f.has["street"] == 0 && reach <= 1:
		return data.Activity
	case f.marks[data.Lead] >= 2 && (f.hasPerson() || reach > 0) && p.speaksOfLeads():
		return data.Lead
	case f.hasPerson() && f.rowIsPerson(p.table.rows):
		return data.Contact
	}
	return data.Client
}

func (p *proposal) speaksOfProducts(reach int) bool {
	f, marks := &p.facts, p.facts.marks[data.Product]
	named := func() bool {
		return p.table.speaksOf("produkt", "product", "zbozi", "tovar", "cenik", "cennik", "artikel", "sklad")
	}
	if f.identity == 0 && !f.hasPerson() && (marks >= 6 && f.has["price"] > 0 || marks >= 2 && reach == 0 && named()) {
		return true
	}
	return marks >= 3 && reach == 0 && f.has["reg_number"] == 0 && !(f.first != nil && f.last != nil)
}

func (p *proposal) speaksOfDeals(reach int) bool {
	f, marks := &p.facts, p.facts.marks[data.Deal]
	switch {
	case marks < 2 || reach > 1:
		return false
	case marks >= 3 && f.has["deal_name"]+f.has["closing_date"] > 0 && marks > f.marks[data.Lead] && marks >= f.marks[data.Activity]:
		return true
	}
	return f.identity == 0 && (f.may["deal_name"] || f.may["closing_date"]) && (f.may["value"] || f.may["price"]) &&
		p.table.speaksOf("deal", "obchod", "zakazk", "prilezitost", "opportunit", "auftrag", "verkaufschanc")
}

func (p *proposal) isCalledActivities(reach int) bool {
	f := &p.facts
	return f.marks[data.Activity] >= 1 && reach == 0 && f.has["date"] > 0 && f.has["street"] == 0 && f.identity == 0 &&
		p.table.speaksOf("ukol", "uloh", "aktivit", "activit", "task", "aufgabe", "schuzk", "termin", "hovor", "kalendar")
}

// speaksOf reports whether the name of the sheet, or of a file without sheets, has one of the words, without accents.
func (t *table) speaksOf(words ...string) bool {
	return slices.ContainsFunc(words, func(word string) bool { return strings.Contains(fold.Text(t.called), word) })
}

// hasPerson reports whether a column has the names of persons.
func (f *facts) hasPerson() bool { return f.first != nil || f.last != nil || f.full != nil }

// rowIsPerson reports whether a row that names a person is one, and not a company with its contact person.
func (f *facts) rowIsPerson(rows int) bool {
	byCompany := f.identity > 0 // columns speak for companies
	switch {
	case len(f.persons) > 1 || f.persons[2]:
		return false
	case f.company == nil:
		return !(byCompany && f.full != nil && f.first == nil)
	case f.exclusive && byCompany:
		return false
	case f.repeats >= 0.08:
		return true
	case f.company.profile.filled*2 < rows:
		return true // people, some of them with a company
	case f.first != nil && f.last != nil:
		return !(byCompany || f.last.top.is(qPerson) || f.first.top.is(qPerson))
	}
	return f.full != nil && !byCompany && f.full.col < f.company.col && !f.full.top.is(qPerson) && !strings.Contains(fold.Text(f.full.title), "konta") &&
		f.full.top.person == 0
}

// speaksOfLeads reports a title that only leads have: a topic of its own, or two that name leads. A table of persons may have
// the status of their lead as well.
func (p *proposal) speaksOfLeads() bool {
	named := 0
	for _, c := range p.columns {
		if c.profile.filled == 0 {
			continue
		}
		list := titleWords(c.title)
		for _, word := range []string{"lead", "leadu", "leads", "poptavka", "poptavky", "dopyt", "dopytu", "inquiry", "enquiry", "anfrage"} {
			if slices.Contains(list, word) {
				named++
				break
			}
		}
		if c.top.concept == "topic" && c.top.score >= certainScore {
			named += 2
		}
	}
	if p.table.speaksOf("lead", "poptav", "dopyt", "inquir", "enquir", "anfrag") {
		named += 2
	}
	if f := &p.facts; f.may["phase"] && f.may["source"] && f.may["lead_date"] && f.has["position"]+f.has["birthday"] == 0 {
		named++ // a way into business, and no more of the person than how to reach it
	}
	if f := &p.facts; f.company == nil && f.has["source"] > 0 && f.has["lead_date"]+f.has["date"] > 0 {
		named++ // somebody from somewhere on a day
	}
	return named >= 2
}
