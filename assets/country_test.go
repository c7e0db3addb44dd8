package assets_test

import (
	"slices"
	"testing"

	"golang.org/x/text/language"

	"kartoteka/assets"
)

func TestCountries(t *testing.T) {
	codes := assets.Countries()
	if len(codes) != 250 || !slices.IsSorted(codes) { // ISO 3166-1 as of 2011 (South Sudan) and since
		t.Fatalf("%d codes, sorted %v", len(codes), slices.IsSorted(codes))
	}
	three := map[string]bool{}
	names := map[assets.Lang]map[string]string{}
	for _, l := range assets.Languages() {
		names[l] = map[string]string{}
	}
	for _, code := range codes {
		if r, err := language.ParseRegion(code); err != nil || !r.IsCountry() || r.Canonicalize() != r {
			t.Errorf("%s is no country", code)
		}
		if a := assets.Alpha3(code); len(a) != 3 || three[a] {
			t.Errorf("%s has the three-letter code %q", code, a)
		}
		three[assets.Alpha3(code)] = true
		if n := assets.NativeCountry(code); n == "" || n == code {
			t.Errorf("%s has no native name", code)
		}
		for l, seen := range names {
			n := l.Country(code)
			if n == "" || n == code || seen[n] != "" {
				t.Errorf("%s is %q in %s, as is %q", code, n, l, seen[n])
			}
			seen[n] = code
		}
	}
	for _, no := range []string{"EU", "UK", "XA", "AN", "YU", "ZZ", "cz", "C", "", "Z AD"} {
		if assets.Alpha3(no) != "" || assets.Czech.Country(no) != no || slices.Contains(codes, no) {
			t.Errorf("%q is taken for a country", no)
		}
	}
}

func TestCountryNames(t *testing.T) {
	for _, c := range []struct{ code, cs, en, native, three string }{
		{"CZ", "Česko", "Czechia", "Česko", "CZE"},
		{"SK", "Slovensko", "Slovakia", "Slovensko", "SVK"},
		{"DE", "Německo", "Germany", "Deutschland", "DEU"},
		{"AT", "Rakousko", "Austria", "Österreich", "AUT"},
		{"GB", "Spojené království", "United Kingdom", "United Kingdom", "GBR"},
		{"MK", "Severní Makedonie", "North Macedonia", "Северна Македонија", "MKD"},
		{"UA", "Ukrajina", "Ukraine", "Україна", "UKR"},
	} {
		if cs, en, native, three := assets.Czech.Country(c.code), assets.English.Country(c.code), assets.NativeCountry(c.code), assets.Alpha3(c.code); cs != c.cs || en != c.en || native != c.native || three != c.three {
			t.Errorf("%s: %q %q %q %q", c.code, cs, en, native, three)
		}
	}
}
