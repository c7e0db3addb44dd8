package value

import (
	"strconv"
	"strings"
	"time"
)

// isTaxNumber reports whether a text in capitals, without spaces, may be a DIČ. In Czechia it is CZ with 8 to 10
// digits (§ 130 of Act 280/2009 Coll.), in Slovakia ten digits. With the country unknown, a number that names
// another country by its prefix is left alone.
func (p *Parser) isTaxNumber(s string) bool {
	switch p.setting.country {
	case "CZ":
		return isCzechTaxNumber(s)
	case "SK":
		return isSlovakTaxNumber(s)
	}
	return isCzechTaxNumber(s) || isSlovakTaxNumber(s) || isForeignTaxNumber(s)
}

// isVATNumber reports whether a text may be an IČ DPH: SK with the ten digits of a DIČ (§ 4 of Slovak Act 222/2004).
// Outside Slovakia a Czech DIČ serves as one.
func (p *Parser) isVATNumber(s string) bool {
	digits, slovak := strings.CutPrefix(s, "SK")
	switch {
	case slovak:
		return isSlovakTaxNumber(digits)
	case p.setting.country == "SK":
		return false
	}
	return isCzechTaxNumber(s) || p.setting.country == "" && isForeignTaxNumber(s)
}

// taxNumberSlips are the numbers a doubtful DIČ may have been meant as.
func taxNumberSlips(s string) []string {
	bare := bareTaxNumber(s)
	return []string{"CZ" + bare, bare}
}

// vatNumberSlips are the numbers a doubtful IČ DPH may have been meant as.
func vatNumberSlips(s string) []string {
	bare := bareTaxNumber(s)
	return []string{"SK" + bare, "CZ" + bare}
}

func bareTaxNumber(s string) string {
	return strings.TrimLeft(strings.NewReplacer("/", "", "-", "", ".", "", ":", "").Replace(s), "DIČPHCZSK")
}

// vatPrefixes are those of VAT numbers in other countries of the EU and next to it.
const vatPrefixes = "AT BE BG CH CY DE DK EE EL ES FI FR GB HR HU IE IT LT LU LV MT NL NO PL PT RO SE SI XI"

// isForeignTaxNumber reports whether a text looks like the VAT number of another country.
func isForeignTaxNumber(s string) bool {
	if len(s) < 8 || !strings.Contains(vatPrefixes, s[:2]) {
		return false
	}
	for i := range len(s) {
		if !isAlphanumeric(s[i]) {
			return false
		}
	}
	return true
}

// isCzechTaxNumber checks the part behind CZ: the IČO of a company; the birth number of a person; or
// nine digits that begin with 6, given to groups and to persons without a birth number.
func isCzechTaxNumber(s string) bool {
	s, found := strings.CutPrefix(s, "CZ")
	if !found || !allDigits(s) {
		return false
	}
	switch {
	case len(s) == 8:
		return s[0] != '9' && isRegNumber(s)
	case len(s) == 9 && s[0] == '6' && isSpecialTaxNumber(s):
		return true
	}
	return isBirthNumber(s)
}

// isSpecialTaxNumber checks nine digits that begin with 6: the last is the check digit of the seven
// before it (the algorithm of the EU's VIES).
func isSpecialTaxNumber(s string) bool {
	rest := weighted(s[1:8], 8, 7, 6, 5, 4, 3, 2) % 11
	check := (8 - (10-rest+11)%11 + 10) % 10
	return s[8] == '0'+byte(check)
}

// isBirthNumber checks a birth number (Act 133/2000 Coll., § 13): YYMMDD and a serial of three digits, from 1954 on
// with a check digit. The month of women is 50 higher, and since 2004 20 or 70 higher where the serials
// of a day ran out. The whole is divisible by eleven; until 1985 a remainder of 10 could be written as 0.
func isBirthNumber(s string) bool {
	if len(s) != 9 && len(s) != 10 || !allDigits(s) {
		return false
	}
	n := func(from, to int) int { v, _ := strconv.Atoi(s[from:to]); return v }
	year, month, day := 1900+n(0, 2), n(2, 4), n(4, 6)
	switch {
	case len(s) == 9 && year > 1953:
		return false
	case len(s) == 10 && year < 1954:
		year += 100
	}
	month %= 50
	if month > 20 && year >= 2004 {
		month -= 20
	}
	if month < 1 || month > 12 || day < 1 || day > time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day() {
		return false
	}
	if len(s) == 9 {
		return s[6:] != "000"
	}
	rest := n(0, 9) % 11
	return rest == n(9, 10) || rest == 10 && s[9] == '0' && year <= 1985
}

// isSlovakTaxNumber checks a Slovak DIČ: ten digits, not beginning with zero, divisible by eleven (the
// algorithm of the EU's VIES, which checks the same digits behind SK).
func isSlovakTaxNumber(s string) bool {
	if len(s) != 10 || !allDigits(s) || s[0] == '0' {
		return false
	}
	n, _ := strconv.ParseInt(s, 10, 64)
	return n%11 == 0
}
