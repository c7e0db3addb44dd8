package mapping

import (
	"slices"
	"strconv"

	"kartoteka/data"
	"kartoteka/importer/value"
)

// Of which record a column is: of a company, its person, or what else a row is.

// concrete is the concept without ambiguity: a bare name is that of the company, the person or the product.
func (p *proposal) concrete(c *column, m meaning) concept {
	switch m.concept {
	case "name", "company":
	case "full_name":
		// "Name" beside "Vorname" is the surname, "Jméno" beside "Příjmení" the given name.
		if p.facts.mayBeLast(c) && c != p.facts.first && c.profile.share(value.FormPerson) < 0.4 {
			return "last_name"
		}
		return m.concept
	case "mobile":
		return "phone"
	case "iban":
		return "bank_account"
	case "price_with_tax":
		return "price"
	default:
		return m.concept
	}
	if p.row == data.Product || p.row == data.Deal || p.row == data.Activity {
		if m.concept == "name" && m.is(qCompany) {
			return "company"
		}
		return m.concept
	}
	return p.named(c, m)
}

// named is the concept of a bare name in a table of clients, persons or leads.
func (p *proposal) named(c *column, m meaning) concept {
	pr, f := c.profile, &p.facts
	person, company := pr.share(value.FormPerson), pr.share(value.FormCompany)
	beside := f.company != nil && f.company != c // the company has a column of its own
	switch {
	case m.concept == "company" && (person < 0.85 || company > 0.02 || m.is(qCompany)):
		return "company"
	case m.is(qCompany) && !m.is(qPerson):
		return "company"
	case m.is(qPerson):
		if f.first != nil && pr.words < 1.6 {
			return "last_name"
		}
		return "full_name"
	case company >= 0.15:
		return "company"
	case f.mayBeLast(c) && person < 0.3 && len(pr.values) > 0 && beside:
		return "last_name"
	case f.last != nil && (f.first == nil || f.first == c) && pr.words < 1.6 && pr.share(value.FormGivenName) >= 0.3:
		return "first_name"
	case person >= 0.5 && (f.company != c || m.concept == "name"):
		return "full_name"
	case m.concept == "name" && beside && f.company.top.concept == "company":
		return "" // and this is no person
	}
	return "company"
}

// mayBeLast reports whether given names stand in a column and surnames in none, or in this one.
func (f *facts) mayBeLast(c *column) bool { return f.first != nil && (f.last == nil || f.last == c) }

// recordOf is the record that a concept belongs to in rows of clients and of contact persons.
func (p *proposal) recordOf(m meaning, concept concept) string {
	person := "contact." + strconv.Itoa(max(1, m.person))
	if p.row == data.Contact {
		person = "contact"
	}
	hasPerson, individual := p.facts.hasPerson(), p.row == data.Client && p.facts.exclusive
	switch {
	case concept == "company" || slices.Contains(identityConcepts, concept):
	case slices.Contains(personConcepts, concept):
		if !individual && (hasPerson || p.row != data.Client || concept == "position" || concept == "full_name") {
			return person
		}
	case slices.Contains(addressConcepts, concept):
		if m.is(qPrivate) && hasPerson && !individual {
			return person
		}
	case slices.Contains(reachConcepts, concept):
		return p.reachOf(m, person)
	case slices.Contains(commonConcepts, concept):
		if p.row == data.Contact && !(m.is(qCompany) && !m.is(qPerson)) || p.row == data.Client && m.person > 0 {
			return person
		}
	}
	return "client"
}

// reachOf is the record of a telephone, e-mail or other way to reach a client, or its person.
func (p *proposal) reachOf(m meaning, person string) string {
	hasPerson := p.facts.hasPerson()
	switch {
	case p.row == data.Contact && !(m.is(qCompany) && !m.is(qPerson) && !m.is(qWork)):
		return person
	case p.row == data.Client && (m.person > 0 || m.is(qPerson) && hasPerson || m.is(qPrivate) && hasPerson && !p.facts.exclusive):
		return person
	case p.row == data.Client && m.number > 1 && p.facts.persons[m.number] && len(p.facts.persons) > 1:
		return "contact." + strconv.Itoa(m.number)
	}
	return "client"
}
