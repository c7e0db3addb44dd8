package mapping

import (
	"kartoteka/data"
	"kartoteka/importer/value"
)

// How well the values of a column agree with what its title may mean.

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
