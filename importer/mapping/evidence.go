package mapping

import (
	"slices"
	"strings"

	"kartoteka/data"
	"kartoteka/importer/value"
)

// A column is a column of a table while its mapping is proposed.
type column struct {
	col      int
	title    string
	generic  bool // the title says nothing
	profile  *profile
	meanings []meaning

	top meaning // the likeliest meaning once its values are known; its concept may be ""
}

// fit is how well the values of a column agree with a concept, from 0 to 1; -1 when there is none to ask.
func (p *proposal) fit(c concept, pr *profile) float64 {
	if len(pr.values) == 0 {
		return -1
	}
	if forms := conceptForms[c]; forms != nil {
		return pr.sum(forms...)
	}
	for _, fit := range []func(concept, *profile) (float64, bool){fitNumber, fitName, fitAddress, fitText} {
		if score, ok := fit(c, pr); ok {
			return score
		}
	}
	return p.fitKnown(c, pr)
}

// conceptForms are the forms of values that a concept has, where they alone tell.
var conceptForms = map[concept][]value.Form{
	"email": {value.FormEmail, value.FormEmails}, "website": {value.FormURL},
	"phone": {value.FormPhone, value.FormPhones}, "mobile": {value.FormPhone, value.FormPhones}, "fax": {value.FormPhone, value.FormPhones},
	"iban": {value.FormIBAN}, "databox": {value.FormDataBox},
	"birth_year": {value.FormHouse}, "birth_month": {value.FormHouse}, "birth_day": {value.FormHouse},
	"house_number": {value.FormHouse}, "orientation_number": {value.FormHouse},
}

// fitNumber is fit for numbers, codes and dates.
func fitNumber(c concept, pr *profile) (fit float64, ok bool) {
	switch c {
	case "reg_number":
		return max(pr.share(value.FormRegNumber), 0.75*pr.codes(6, 12)), true
	case "tax_number":
		if pr.share(value.FormRegNumber) >= 0.5 {
			return 0, true
		}
		return max(pr.share(value.FormTaxNumber)-0.3*pr.share(value.FormVATNumber), 0.6*pr.codes(8, 15)), true
	case "vat_number":
		return max(pr.share(value.FormVATNumber), 0.45*pr.share(value.FormTaxNumber)), true
	case "bank_account":
		return max(pr.sum(value.FormAccount, value.FormIBAN), 0.9*pr.codes(6, 28)), true
	case "zip":
		return max(pr.share(value.FormZIP), 0.8*pr.codes(3, 10)), true
	case "account_prefix":
		return pr.codes(1, 6), true
	case "bank_code":
		return pr.codes(3, 8), true
	case "birthday", "anniversary", "lead_date", "closing_date", "date", "valid_from", "valid_till":
		if d := pr.share(value.FormDate); d < 0.3 {
			return d, true
		}
		return 1, true
	case "price", "price_with_tax", "cost", "value":
		return pr.numbers(), true
	case "tax_rate":
		return pr.rates(), true
	case "external_id", "code":
		return either(pr.words <= 1.6 && pr.longest <= 40 && pr.share(value.FormDate) < 0.5 && pr.share(value.FormEmail, value.FormURL) < 0.3, 0.9, 0.2), true
	}
	return 0, false
}

// fitName is fit for names of companies and persons, and their parts.
func fitName(c concept, pr *profile) (fit float64, ok bool) {
	person, company, given := pr.share(value.FormPerson), pr.share(value.FormCompany), pr.share(value.FormGivenName)
	switch c {
	case "company":
		switch {
		case company >= 0.3:
			return 1, true
		case person > 0.85:
			return 0.6, true
		}
		return pr.text(), true
	case "full_name":
		switch {
		case person >= 0.5:
			return 1, true
		case person >= 0.2 && company < 0.3 || pr.names() >= 0.7:
			return 0.7, true
		}
		return 0.1, true
	case "first_name":
		switch {
		case person > 0.4 && given < 0.5:
			return 0.1, true
		case given >= 0.4:
			return 1, true
		}
		return either(pr.words < 1.4 && pr.isText() && pr.share(value.FormWord) > 0.5, 0.7, 0.2), true
	case "last_name":
		if person > 0.4 || company > 0.3 || given > 0.7 {
			return 0.1, true
		}
		return either(pr.words < 1.8 && pr.isText(), 1, 0.3), true
	case "title_before", "title_after":
		return either(pr.share(value.FormTitle) >= 0.4, 1, 0.1), true
	case "position":
		return either(pr.isText() && pr.share(value.FormPerson, value.FormTitle, value.FormCompany) < 0.4 && pr.length < 60, 0.9, 0.1), true
	case "gender":
		return either(pr.distinct <= 4 && pr.longest < 20, 0.9, 0.1), true
	}
	return 0, false
}

// fitAddress is fit for addresses and their parts.
func fitAddress(c concept, pr *profile) (fit float64, ok bool) {
	switch c {
	case "street":
		switch {
		case pr.share(value.FormStreet, value.FormAddress) >= 0.4:
			return 1, true
		case pr.share(value.FormNumber, value.FormHouse) > 0.5 || pr.share(value.FormZIP) > 0.5:
			return 0.1, true
		}
		return min(0.85, pr.text()), true
	case "address":
		switch {
		case pr.share(value.FormAddress) >= 0.5:
			return 1, true
		case pr.parted() >= 0.6:
			return 0.8, true
		}
		return 0.2, true
	case "country":
		return max(pr.share(value.FormCountry), 0.9*pr.part(func(v string) bool { return value.CarCountry(v) != "" })), true
	case "vat_payer", "no_marketing", "key_person", "person_flag", "done":
		return max(pr.share(value.FormBool), pr.part(value.IsForeignBool)), true
	case "zip_city":
		return pr.part(isTownWithZIP), true
	case "city":
		switch {
		case pr.share(value.FormAddress) > 0.5:
			return 0.2, true
		case pr.share(value.FormTown) >= 0.6:
			return 1, true
		}
		return min(0.7, pr.text()), true
	}
	return 0, false
}

// fitText is fit for words of any kind.
func fitText(c concept, pr *profile) (fit float64, ok bool) {
	switch c {
	case "name", "product_name", "deal_name", "salutation", "region":
		return pr.text(), true
	case "unit":
		return either(pr.longest <= 12 && pr.distinct <= max(3, len(pr.values)/2) && pr.share(value.FormNumber) < 0.5, 1, 0.1), true
	case "note", "description", "topic", "subject", "court_file", "address_name":
		return either(pr.share(value.FormNumber, value.FormDate) > 0.8 || pr.share(value.FormBool) > 0.8, 0.2, max(pr.text(), 0.7)), true
	case "tags":
		return either(pr.isText(), 0.9, 0.4), true
	}
	return 0, false
}

// text is how well values agree with a text of words.
func (p *profile) text() float64 { return either(p.isText(), 0.9, 0.2) }

func either(is bool, then, otherwise float64) float64 {
	if is {
		return then
	}
	return otherwise
}

// fitKnown is fit for fields of known values: choices, accounts, lists. They are proposed only when four of five values are
// known or, for lists, when the values are few and short.
func (p *proposal) fitKnown(c concept, pr *profile) float64 {
	best := -1.0
	for _, t := range []data.RecordType{data.Client, data.Contact, data.Lead, data.Product, data.Deal, data.Activity} {
		f := p.schema.Field(t, c)
		if f == nil {
			continue
		}
		switch f.Type {
		case data.Choice, data.Account, data.List:
			known := pr.known(p.parser, f)
			if known < 0.8 {
				known = 0.1
			}
			if f.Type == data.List && pr.isList() {
				known = max(known, 0.85)
			}
			best = max(best, known)
		}
	}
	if best < 0 {
		return 0.8
	}
	return best
}

// parted is the part of the values with a street and a town, though without a postcode.
func (p *profile) parted() float64 {
	return p.part(func(v string) bool {
		a := value.SplitAddress(v, nil)
		return a.Sure && a.Street != "" && a.City != "" && strings.ContainsAny(a.Street, "0123456789")
	})
}

// part is the part of the values of which something is so.
func (p *profile) part(is func(string) bool) float64 {
	if len(p.values) == 0 {
		return 0
	}
	n := 0
	for _, v := range p.values {
		if is(v) {
			n++
		}
	}
	return float64(n) / float64(len(p.values))
}

// isTownWithZIP reports a postcode and a town, and no street.
func isTownWithZIP(v string) bool {
	a := value.SplitAddress(v, nil)
	return a.Sure && a.ZIP != "" && a.City != "" && a.Street == ""
}

// names is the part of the values that may be names of persons, though no word of them is known as one.
func (p *profile) names() float64 {
	return p.part(func(v string) bool { return value.IsPersonName(v) > 0 })
}

// codes is the part of the values that are one word with a digit, of so many letters and digits.
func (p *profile) codes(from, to int) float64 {
	if len(p.values) == 0 {
		return 0
	}
	n := 0
	for _, v := range p.values {
		bare := strings.Map(func(r rune) rune {
			if strings.ContainsRune(" -./'\u00A0", r) {
				return -1
			}
			return r
		}, v)
		if len(bare) >= from && len(bare) <= to && strings.ContainsAny(bare, "0123456789") && strings.IndexFunc(bare, func(r rune) bool {
			return r > 'z' || r < '0'
		}) < 0 {
			n++
		}
	}
	return float64(n) / float64(len(p.values))
}

// numbers is the part of the values that are amounts.
func (p *profile) numbers() float64 {
	if len(p.values) == 0 {
		return 0
	}
	n := 0
	for _, v := range p.values {
		v = strings.Map(func(r rune) rune {
			if r >= '0' && r <= '9' {
				return '0'
			}
			if strings.ContainsRune(" .,-'\u00A0\u202F", r) {
				return -1
			}
			return r
		}, v)
		for _, unit := range []string{"Kč", "CZK", "EUR", "€", "USD", "$", "£", "kc", "Kc"} {
			v = strings.TrimPrefix(strings.TrimSuffix(v, unit), unit)
		}
		if v != "" && strings.Trim(v, "0") == "" && len(v) < 16 {
			n++
		}
	}
	return float64(n) / float64(len(p.values))
}

// rates is the part of the values that are rates of a tax: few, and none over fifty.
func (p *profile) rates() float64 {
	if len(p.values) == 0 || p.distinct > 8 {
		return 0
	}
	n := 0
	for _, v := range p.values {
		v = strings.TrimSpace(strings.TrimSuffix(v, "%"))
		whole, _, _ := strings.Cut(strings.ReplaceAll(v, ".", ","), ",")
		if len(whole) <= 2 && whole != "" && strings.Trim(whole, "0123456789") == "" && whole <= "50" {
			n++
		}
	}
	return float64(n) / float64(len(p.values))
}

// strongConcepts are told by values alone, whatever the title is.
var strongConcepts = []struct {
	concept concept
	form    value.Form
	name    string // of the form in texts
	score   float64
}{
	{"reg_number", value.FormRegNumber, "reg_number", 0.95},
	{"vat_number", value.FormVATNumber, "vat_number", 0.95},
	{"tax_number", value.FormTaxNumber, "tax_number", 0.95},
	{"email", value.FormEmail, "email", 0.95},
	{"bank_account", value.FormAccount, "bank_account", 0.95},
	{"bank_account", value.FormIBAN, "bank_account", 0.9},
	{"website", value.FormURL, "website", 0.9},
	{"phone", value.FormPhone, "phone", 0.9},
	{"zip", value.FormZIP, "zip", 0.9},
	{"databox", value.FormDataBox, "databox", 0.8},
}

// weakConcepts are told by values only where the title says nothing.
var weakConcepts = []struct {
	concept concept
	form    value.Form
	name    string
	share   float64
	score   float64
}{
	{"company", value.FormCompany, "company", 0.6, 0.92},
	{"address", value.FormAddress, "address", 0.6, 0.88},
	{"full_name", value.FormPerson, "full_name", 0.6, 0.9},
	{"street", value.FormStreet, "street", 0.6, 0.85},
	{"title_before", value.FormTitle, "title", 0.6, 0.8},
	{"first_name", value.FormGivenName, "first_name", 0.7, 0.8},
	{"country", value.FormCountry, "country", 0.8, 0.85},
}

// A claim is a concept of a column with its score and the evidence for it.
type claim struct {
	meaning
	because Because
	why     Why
	guessed bool // see addNames
}

// claims are everything a column may be, by its title and by its values.
func (p *proposal) claims(c *column) []claim {
	var all []claim
	saysNone := false
	topScore, topFit, topConcept := 0.0, 0.0, ""
	for _, m := range c.meanings {
		if m.concept == none {
			saysNone = saysNone || m.score == 1
			continue
		}
		fit := p.fit(m.concept, c.profile)
		because := BySynonym
		if m.own {
			because = ByTitle
		}
		cl := claim{meaning: m, because: because, why: Why{Code: string(because), Title: c.title, Percent: int(100*fit + 0.5)}}
		cl.score = m.weighed(fit)
		if m.score > topScore {
			topScore, topFit, topConcept = m.score, fit, m.concept
		}
		all = append(all, cl)
	}
	contradicted := topConcept != "" && topFit >= 0 && topFit < 0.5
	for _, s := range strongConcepts {
		share := c.profile.share(s.form)
		if share < 0.7 || saysNone {
			continue
		}
		why := Why{Code: string(ByValues), Title: c.title, Form: s.name, Percent: int(100*share + 0.5)}
		m := meaning{concept: s.concept, score: s.score * min(1, share+0.1)}
		because := ByValues
		switch {
		case c.generic:
		case contradicted && topScore >= 0.6 && related(topConcept, s.concept):
			because, why.Code, why.Against = Contradiction, string(Contradiction), topConcept
			m.score = min(m.score, 0.92)
		case s.concept == "phone" && c.profile.codes(13, 14) >= 0.9: // of goods, as scanners read them
			continue
		case topScore < 0.3 && share >= 0.9 && s.concept != "databox" && s.concept != "zip" && len(c.meanings) == 0:
			m.score = 0.72 // nothing is known about the title
		default:
			continue
		}
		all = append(all, claim{meaning: m, because: because, why: why})
	}
	if isTown := c.generic || len(c.meanings) == 0 || topConcept == "city" || topConcept == "zip" || topConcept == "address"; isTown && !saysNone {
		if share := c.profile.part(isTownWithZIP); share >= 0.7 {
			all = append(all, claim{
				meaning: meaning{concept: "zip_city", score: 0.93}, because: ByValues,
				why: Why{Code: string(ByValues), Title: c.title, Form: "zip_city", Percent: int(100*share + 0.5)},
			})
		}
	}
	if share := c.profile.share(value.FormCompany); contradicted && share >= 0.6 && slices.Contains(personConcepts, topConcept) {
		all = append(all, claim{
			meaning: meaning{concept: "company", score: 0.9}, because: Contradiction,
			why: Why{Code: string(Contradiction), Title: c.title, Against: topConcept, Form: "company", Percent: int(100*share + 0.5)},
		})
	}
	if c.generic {
		for _, w := range weakConcepts {
			share := c.profile.share(w.form)
			if share < w.share {
				continue
			}
			all = append(all, claim{
				meaning: meaning{concept: w.concept, score: w.score * min(1, share+0.15)}, because: ByValues,
				why: Why{Code: string(ByValues), Title: c.title, Form: w.name, Percent: int(100*share + 0.5)},
			})
		}
	}
	return all
}

// weighed is the score of a meaning by its title once the values are known; see fit.
func (m *meaning) weighed(fit float64) float64 {
	switch {
	case fit < 0 && len(m.quals) > 0 && slices.Contains(exactConcepts, m.concept):
		return 0.5 * (m.score - 0.02)
	case fit < 0: // no values: the title alone speaks
		return m.score - 0.02
	case fit >= 0.8 && m.score >= 0.5 && m.score < 0.8 && isStrong(m.concept):
		return 0.8
	case fit >= 0.8:
		return m.score
	case fit >= 0.5:
		return 0.96 * m.score
	case fit >= 0.3:
		return 0.75 * m.score
	}
	return 0.2 * m.score
}

func isStrong(c concept) bool {
	for _, s := range strongConcepts {
		if s.concept == c {
			return true
		}
	}
	return c == "mobile" || c == "fax"
}

// families are concepts that people confuse in titles.
var families = [][]concept{
	{"reg_number", "tax_number", "vat_number", "external_id", "court_file"},
	{"phone", "mobile", "fax", "email", "website", "other_contact", "full_name"},
	{"street", "city", "zip", "region", "country", "address", "zip_city"},
	{"bank_account", "iban"},
}

func related(a, b concept) bool {
	for _, family := range families {
		var hasA, hasB bool
		for _, c := range family {
			hasA, hasB = hasA || c == a, hasB || c == b
		}
		if hasA && hasB {
			return true
		}
	}
	return false
}
