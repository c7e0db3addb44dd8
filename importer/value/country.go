package value

import (
	"slices"

	"kartoteka/assets"
)

// carCountries are the signs of countries on cars where they are none of two letters (Vienna Convention on Road Traffic). Tables of
// German programs write them.
var carCountries = map[string]string{"D": "DE", "A": "AT", "F": "FR", "I": "IT", "H": "HU", "E": "ES", "B": "BE", "L": "LU", "S": "SE", "N": "NO", "P": "PT", "FL": "LI", "SLO": "SI"}

// CarCountry is the code of the country that a car's sign of one to three letters stands for; "" for other texts.
func CarCountry(s string) string { return carCountries[s] }

// countries is the vocabulary of ISO 3166-1: codes of two and three letters, names in every language and
// in the country's own, and what else is usual. A code that people use for another country is none: SR, that of Suriname,
// is Slovenská republika.
func (p *Parser) countries() *vocabulary {
	return remember(&p.country, "", func(v *vocabulary) {
		// Home comes first, so that of two equally near names the nearer country is suggested.
		codes := p.Lang.HomeCountries()
		taken := map[string]bool{}
		for _, code := range assets.Countries() {
			for _, word := range assets.CountryWords(code) {
				taken[word] = true
			}
			if !slices.Contains(codes, code) {
				codes = append(codes, code)
			}
		}
		for _, code := range codes {
			names := append(inEveryLanguage(func(l assets.Lang) string { return l.Country(code) }), assets.NativeCountry(code), assets.Alpha3(code))
			if !taken[code] {
				names = append(names, code)
			}
			v.add(code, p.Lang.Country(code), append(names, assets.CountryWords(code)...)...)
		}
	})
}
