package mapping

import (
	"slices"

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
