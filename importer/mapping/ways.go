package mapping

import (
	"slices"
	"strings"

	"kartoteka/data"
	"kartoteka/importer/value"
)

// Classes of concepts by whom they belong to.
var (
	addressConcepts = []concept{"street", "city", "zip", "zip_city", "region", "country", "address", "house_number", "orientation_number", "address_name"}
	reachConcepts   = []concept{
		"phone", "mobile", "email", "website", "fax", "other_contact", "no_marketing", "facebook", "linkedin", "instagram", "x", "youtube", "phone_type",
	}
	personConcepts = []concept{
		"first_name", "last_name", "full_name", "title_before", "title_after", "salutation", "gender", "birthday", "birth_year", "birth_month", "birth_day",
		"position", "key_person", "language", "marital_status",
	}
	commonConcepts = []concept{"note", "tags", "external_id", "owner", "category", "description", "source"}
)

// ways are the fields a column with a meaning would fill in a row of this kind, the best first; none when it means nothing
// here.
func (p *proposal) ways(c *column, m meaning) []way {
	concept := p.concrete(c, m)
	if concept == "" || concept == none || m.person > mostPersons || m.is(qActivity) && p.row != data.Activity {
		return nil
	}
	second := m.is(qSecond) || m.number >= 2 && m.person == 0 && (slices.Contains(addressConcepts, concept) || concept == "company" ||
		concept == "full_name" && p.facts.second || concept == "name" || concept == "product_name" || concept == "description" || concept == "unit")
	if second {
		return nil
	}
	switch p.row {
	case data.Client, data.Contact:
		return p.peopleWays(c, m, concept)
	case data.Lead:
		return p.leadWays(c, m, concept)
	case data.Product:
		return p.productWays(m, concept)
	case data.Deal:
		return p.referenceWays(m, concept, map[string]string{
			"deal_name": "name", "name": "name", "company": "client", "full_name": "contact", "subject": "name", "topic": "name", "phase": "phase", "value": "value", "price": "value", "currency": "currency",
			"closing_date": "closing_date", "owner": "owner", "note": "note", "description": "note", "external_id": "external_id",
		})
	case data.Activity:
		return p.referenceWays(m, concept, map[string]string{
			"subject": "subject", "topic": "subject", "name": "subject", "kind": "kind", "date": "date", "time": "time", "done": "done", "owner": "owner", "company": "client",
			"full_name": "contact", "deal_name": "deal", "note": "note", "description": "note",
		})
	}
	return nil
}

// peopleWays are those in rows of clients and of contact persons.
func (p *proposal) peopleWays(c *column, m meaning, concept concept) []way {
	record := p.recordOf(m, concept)
	switch concept {
	case "company":
		return one("client.name")
	case "full_name":
		return []way{nameWay(record)}
	case "address":
		return addressWays(record, c)
	case "zip_city":
		return []way{{to: []string{record + ".city", record + ".zip"}, how: SplitAddress}}
	case "street":
		if c.profile.share(value.FormAddress) >= 0.5 && c.profile.share(value.FormAddress) > c.profile.share(value.FormStreet) {
			return addressWays(record, c)
		}
	case "birthday":
		if record == "client" {
			return one("client.anniversary")
		}
	case "birth_year", "birth_month", "birth_day":
		field := record + ".birthday"
		if record == "client" {
			field = "client.anniversary"
		}
		return []way{{to: []string{field}, how: Join, part: strings.TrimPrefix(concept, "birth_")}}
	case "person_flag":
		return one("client.person")
	case "description":
		concept = "note"
	case "source":
		record = "client"
	case "external_id", "code":
		return p.numberWays(m)
	case "house_number", "orientation_number", "account_prefix", "bank_code":
		return nil // with their street and account, see joins
	case "phone", "email":
		return p.slots(record, concept, m)
	case "phone_type":
		return nil
	case "language", "marital_status":
		if p.row == data.Client && m.person == 0 && !m.is(qPerson) {
			return nil // that of the papers for a company, not of a person
		}
	case "phase":
		concept = "state"
	}
	return p.field(record, concept)
}

// numberWays are where the other system's number of a record goes: that of the person or that of its company.
func (p *proposal) numberWays(m meaning) []way {
	switch {
	case p.row == data.Client && !m.is(qPerson):
		return one("client.external_id")
	case p.row == data.Contact && m.is(qCompany) && !m.is(qPerson):
		return one("client.external_id")
	case p.row == data.Contact:
		return one("contact.external_id")
	}
	return nil
}

// slots are the two fields for telephones or e-mails of a record. A number in the title asks for its slot.
func (p *proposal) slots(record string, concept concept, m meaning) []way {
	first, second := record+"."+concept+"_1", record+"."+concept+"_2"
	if m.number == 2 {
		first, second = second, first
	}
	if m.number > 2 {
		return []way{{to: []string{second}}}
	}
	return []way{{to: []string{first}}, {to: []string{second}}}
}

func nameWay(record string) way {
	return way{
		to: []string{record + ".first_name", record + ".last_name"}, optional: []string{record + ".title_before", record + ".title_after"}, how: SplitName,
	}
}

// addressWays are those of a column with whole addresses: with a postcode, unless that stands in a column of its own.
func addressWays(record string, c *column) []way {
	fields := []string{record + ".street", record + ".city", record + ".zip"}
	with, without := way{to: fields, how: SplitAddress}, way{to: fields[:2], how: SplitAddress}
	if len(c.profile.values) > 0 && c.profile.share(value.FormAddress) < 0.5 {
		return []way{without}
	}
	return []way{with, without}
}

func one(field string) []way { return []way{{to: []string{field}}} }

// field is the way to a field of a record, if there is one.
func (p *proposal) field(record, key string) []way {
	t, _, _ := strings.Cut(record, ".")
	f := p.schema.Field(data.RecordType(t), key)
	if f == nil || f.Unstored || f.Type == data.Reference {
		return nil
	}
	return one(record + "." + key)
}

func (p *proposal) leadWays(c *column, m meaning, concept concept) []way {
	switch concept {
	case "company":
		return one("lead.company_name")
	case "full_name":
		return []way{nameWay("lead")}
	case "address":
		return addressWays("lead", c)
	case "zip_city":
		return []way{{to: []string{"lead.city", "lead.zip"}, how: SplitAddress}}
	case "street":
		if c.profile.share(value.FormAddress) >= 0.5 {
			return addressWays("lead", c)
		}
	case "phone", "email":
		return p.slots("lead", concept, m)
	case "description":
		return one("lead.note")
	case "state":
		concept = "phase"
	case "date":
		concept = "lead_date"
	case "external_id", "code":
		return one("lead.external_id")
	case "deal_name":
		concept = "topic"
	case "house_number", "orientation_number", "person_flag":
		return nil
	}
	if m.is(qPrivate) && slices.Contains(addressConcepts, concept) {
		return nil
	}
	return p.field("lead", concept)
}

func (p *proposal) productWays(m meaning, concept concept) []way {
	switch concept {
	case "name", "product_name":
		return one("product.name")
	case "note":
		return nil
	case "external_id":
		if len(m.quals) == 0 || m.is(qNoise) {
			return one("product.external_id")
		}
		return nil
	}
	return p.field("product", concept)
}

// takes reports whether the fields of known values among those of a way take the values of a column.
func (p *proposal) takes(c *column, w way) bool {
	if len(c.profile.values) == 0 || len(w.to) != 1 || w.how != "" {
		return true
	}
	record, key, _ := cutField(w.to[0])
	f := p.schema.Field(recordOf(record), key)
	if f == nil {
		return true
	}
	switch f.Type {
	case data.Choice, data.Account:
		return c.profile.known(p.parser, f) >= 0.8
	case data.List:
		return c.profile.known(p.parser, f) >= 0.8 || c.profile.isList()
	}
	return true
}

// referenceWays are those of deals and activities, which name their client and person.
func (p *proposal) referenceWays(m meaning, concept concept, keys map[string]string) []way {
	key, ok := keys[concept]
	if !ok || p.schema.Field(p.row, key) == nil {
		return nil
	}
	return one(string(p.row) + "." + key)
}

// handicap is by how much less speaks for a column than for another of the same meaning: a number, a private telephone in a table
// of business, a price with its tax.
func (p *proposal) handicap(c *column, m meaning) float64 {
	h := 0.0
	if m.number > 1 && !slices.Contains(reachConcepts, m.concept) {
		h += 0.03
	}
	if m.number > 1 && (m.is(qWork) || m.is(qPrivate)) {
		h += 0.05
	}
	switch m.concept {
	case "price_with_tax":
		h += 0.3
	case "subject", "topic":
		if p.row == data.Deal {
			h += 0.05 // where nothing names the deal
		}
	case "iban":
		h += 0.05
	case "phone", "mobile", "email":
		if m.is(qPrivate) && p.row == data.Contact {
			h += 0.04
		}
	case "full_name", "name":
		if p.facts.first != nil && p.facts.last != nil && !m.is(qPerson) {
			h += 0.15 // the parts stand in columns of their own
		}
	case "address":
		if p.facts.has["city"] > 0 && p.facts.has["zip"] > 0 {
			h += 0.15
		}
	case "street":
		if p.facts.has["city"] > 0 && p.facts.has["zip"] > 0 && c.profile.share(value.FormAddress) >= 0.5 {
			h += 0.15
		}
	case "external_id":
		if m.is(qCompany) || c.title != "" && strings.EqualFold(c.title, "id") {
			h += 0.01
		}
	case "note", "description":
		if c.profile.filled == 0 {
			h += 0.05
		}
	}
	return h
}
