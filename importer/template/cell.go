package template

import (
	"slices"
	"time"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer/value"
)

// typed is the value a spreadsheet makes of a text typed into a column of the field.
func (b *Book) typed(f *data.Field, text string) any {
	switch f.Type {
	case data.Date, data.DateTime, data.Time, data.Number, data.Percent:
		p := value.NewParser(value.Context{Lang: b.Lang, Lists: b.lists})
		if v, findings := p.Parse(f, value.Typed(text)); v != nil && len(findings) == 0 {
			cell := value.CellOf(b.Lang, f, v, nil)
			if t, ok := cell.(time.Duration); ok { // excelize would write seven digits
				return t.Hours() / 24
			}
			return cell
		}
	}
	return text
}

// countryTitles are the names of all countries by the alphabet, after those that most people need.
func countryTitles(l assets.Lang) []string {
	var first, others []string
	home := l.HomeCountries()
	for _, code := range home {
		first = append(first, l.Country(code))
	}
	for _, code := range assets.Countries() {
		if !slices.Contains(home, code) {
			others = append(others, l.Country(code))
		}
	}
	slices.SortFunc(others, l.Compare)
	return append(first, others...)
}
