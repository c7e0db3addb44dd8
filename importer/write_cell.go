package importer

import (
	"slices"

	"github.com/xuri/excelize/v2"

	"kartoteka/assets"
	"kartoteka/data"
)

// styled is a cell in the format of its field.
func (b *book) styled(f *data.Field, v any) excelize.Cell {
	return excelize.Cell{StyleID: b.style(columnLook(f.Type)), Value: v}
}

// typed is the value a spreadsheet makes of a text typed into a column of the field.
func (b *book) typed(f *data.Field, text string) any {
	switch f.Type {
	case data.Date, data.DateTime, data.Time, data.Number, data.Percent:
		p := NewParser(Context{Lang: b.lang, Lists: b.lists})
		if v, findings := p.Parse(f, Typed(text)); v != nil && len(findings) == 0 {
			return cellValue(b.lang, f, v, nil)
		}
	}
	return text
}

// countryTitles are the names of all countries by the alphabet, after the two most people need.
func countryTitles(l assets.Lang) []string {
	var titles []string
	for _, code := range assets.Countries() {
		if code != "CZ" && code != "SK" {
			titles = append(titles, l.Country(code))
		}
	}
	slices.SortFunc(titles, l.Compare)
	return append([]string{l.Country("CZ"), l.Country("SK")}, titles...)
}
