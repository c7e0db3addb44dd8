package value

import (
	"cmp"
	"slices"

	"kartoteka/data"
	"kartoteka/data/fold"
	"kartoteka/importer/issue"
	"kartoteka/importer/xlsx"
)

// A Filled is a filled cell and the field of a record it is for.
type Filled struct {
	Field *data.Field
	Cell  xlsx.Cell
}

// A Parsed is the value of a cell and the findings about it, as of [Parser.Parse].
type Parsed struct {
	Value    any
	Findings []issue.Finding
	Currency string // that the cell, an amount, gives to its record, which names none
}

// A Parent holds what counts of the record that another one belongs to: the country of the client of a contact person
// or deal, the currency of the deal of a line. "" is not known, or none.
type Parent struct {
	Country  string // ISO 3166-1 alpha-2
	Currency string // ISO 4217
}

// A setting is where a record belongs, for its values whose meaning depends on that; "" is not known.
type setting struct {
	country  string // of its identifiers and postal codes
	phones   string // country of its phones
	currency string
	wrong    bool // the cell of its currency can't be understood
}

// settingOf returns the setting of a record that gives a country and a currency of its own. A contact person's country is
// that of a private address: the phones are those of the client's country.
func settingOf(t data.RecordType, country, currency string, parent Parent) setting {
	s := setting{country: cmp.Or(country, parent.Country), currency: cmp.Or(currency, parent.Currency)}
	if s.phones = s.country; t == data.Contact {
		s.phones = cmp.Or(parent.Country, country)
	}
	return s
}

// ParseRecord reads the cells of one record in its context: its country and currency are read before everything else,
// wherever their cells stand, for they decide how phones, identifiers and amounts are understood. Where no cell
// gives them, r does, which holds the values that are known already; then the parent; then the settings. A record that has
// no currency takes the one that its amounts name.
//
// It is the one way to read a record: rows of a file, corrections, forms and the command line go through it. The results
// are in the order of the cells and good until the next call.
func (p *Parser) ParseRecord(r *data.Record, parent Parent, cells []Filled) []Parsed {
	p.parsed = slices.Grow(p.parsed[:0], len(cells))[:len(cells)]
	country, currency := r.Text("country"), r.Text("currency")
	wrong := false
	given := currency != "" || parent.Currency != "" || r.Type == data.DealItem
	for i, c := range cells {
		switch own(c.Field) {
		case data.Country:
			country, _ = p.parseAt(i, c).(string)
		case data.List:
			currency, _ = p.parseAt(i, c).(string)
			given = given || !IsBlank(c.Cell)
			wrong = currency == "" && !IsBlank(c.Cell)
		}
	}
	named, at := "", 0
	if !given {
		named, at = p.namedCurrency(cells)
		currency = named
	}
	p.setting = settingOf(r.Type, country, currency, parent)
	p.setting.wrong = wrong
	for i, c := range cells {
		if own(c.Field) == "" {
			p.parseAt(i, c)
		}
	}
	if named != "" && p.parsed[at].Value != nil {
		p.parsed[at].Currency = named
	}
	p.setting = setting{}
	return p.parsed
}

func (p *Parser) parseAt(i int, c Filled) any {
	v, findings := p.Parse(c.Field, c.Cell)
	p.parsed[i] = Parsed{Value: v, Findings: findings}
	return v
}

// own is the type of the field if it is the country or the currency of its record, else "". A custom field is neither:
// the country of origin of a client's goods says nothing of its phones.
func own(f *data.Field) data.FieldType {
	if f.Key == "country" && f.Type == data.Country || f.Key == "currency" && f.Type == data.List {
		return f.Type
	}
	return ""
}

// Connections are the e-mails and phones of a record in the form they are compared in, see [fold.Email], and E.164 by the
// country of the record or its parent.
func (p *Parser) Connections(r *data.Record, parent Parent) []string {
	p.setting = settingOf(r.Type, r.Text("country"), "", parent)
	var found []string
	for _, key := range []string{"email_1", "email_2"} {
		if s := r.Text(key); s != "" {
			found = append(found, fold.Email(s))
		}
	}
	for _, key := range []string{"phone_1", "phone_2"} {
		if s := r.Text(key); s != "" {
			if n := p.e164(s); n != "" {
				found = append(found, n)
			}
		}
	}
	p.setting = setting{}
	return found
}
