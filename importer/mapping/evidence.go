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
	t := titled{topConcept, topScore, topConcept != "" && topFit >= 0 && topFit < 0.5}
	if !saysNone {
		all = append(all, c.strongClaims(t)...)
		if share := c.profile.part(isTownWithZIP); share >= 0.7 && (c.generic || len(c.meanings) == 0 || slices.Contains([]concept{"city", "zip", "address"}, topConcept)) {
			all = append(all, c.byValues("zip_city", "zip_city", share, 0.93))
		}
	}
	if share := c.profile.share(value.FormCompany); t.contradicted && share >= 0.6 && slices.Contains(personConcepts, topConcept) {
		cl := c.byValues("company", "company", share, 0.9)
		cl.because, cl.why.Code, cl.why.Against = Contradiction, string(Contradiction), topConcept
		all = append(all, cl)
	}
	for _, w := range weakConcepts {
		if share := c.profile.share(w.form); c.generic && share >= w.share {
			all = append(all, c.byValues(w.concept, w.name, share, w.score*min(1, share+0.15)))
		}
	}
	return all
}

// titled is what the title of a column says by itself.
type titled struct {
	concept      concept
	score        float64
	contradicted bool // by the values
}

// byValues is the claim of a share of the values that have a form.
func (c *column) byValues(concept concept, form string, share, score float64) claim {
	return claim{
		meaning: meaning{concept: concept, score: score}, because: ByValues,
		why: Why{Code: string(ByValues), Title: c.title, Form: form, Percent: int(100*share + 0.5)},
	}
}

// strongClaims are those of values that say themselves what they are: where the title says nothing, where it is not known, and
// where they contradict it.
func (c *column) strongClaims(t titled) []claim {
	var all []claim
	for _, s := range strongConcepts {
		share := c.profile.share(s.form)
		if share < 0.7 {
			continue
		}
		cl := c.byValues(s.concept, s.name, share, s.score*min(1, share+0.1))
		switch {
		case c.generic:
		case t.contradicted && t.score >= 0.6 && related(t.concept, s.concept):
			cl.because, cl.why.Code, cl.why.Against = Contradiction, string(Contradiction), t.concept
			cl.score = min(cl.score, 0.92)
		case s.concept == "phone" && c.profile.codes(13, 14) >= 0.9: // of goods, as scanners read them
			continue
		case t.score < 0.3 && share >= 0.9 && s.concept != "databox" && s.concept != "zip" && len(c.meanings) == 0:
			cl.score = 0.72 // nothing is known about the title
		default:
			continue
		}
		all = append(all, cl)
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
