package value

import (
	"cmp"
	"strings"

	"kartoteka/data"
	"kartoteka/importer/issue"
)

// identify checks a text that is an identifier. Nothing here rejects a value: authorities make
// exceptions, so a doubt is a warning and the value stays as typed. Changed are only leading zeros that a
// spreadsheet took away (a repair), and the space in a postal code, which is set without a word.
//
// The rules are those of Czechia and Slovakia; they apply when the country is one of them or
// not given. Elsewhere nothing is checked and nothing changed.
func (p *Parser) identify(format data.Format, s string) (any, []issue.Finding) {
	if format == "" || p.setting.country != "" && p.setting.country != "CZ" && p.setting.country != "SK" {
		return s, nil
	}
	switch format {
	case data.RegNumber:
		return checkRegNumber(s)
	case data.TaxNumber:
		return doubt(s, issue.DoubtfulTaxNumber, "CZ27074358", p.isTaxNumber, taxNumberSlips)
	case data.VATNumber:
		return doubt(s, issue.DoubtfulTaxNumber, "SK2020317068", p.isVATNumber, vatNumberSlips)
	case data.ZIP:
		return p.checkZIP(s)
	case data.BankAccount:
		return doubt(s, issue.DoubtfulBankAccount, "19-2000145399/0800", isBankAccount, nil)
	case data.DataBox:
		return doubt(s, issue.DoubtfulDataBox, "7", isDataBox, nil)
	}
	return s, nil
}

// doubt keeps the value and warns when it is not valid, suggesting the first valid one of the
// corrections that slips makes of it.
func doubt(s string, code issue.Code, want string, valid func(string) bool, slips func(string) []string) (any, []issue.Finding) {
	bare := strings.ToUpper(withoutSpaces(s))
	if valid(bare) {
		return s, nil
	}
	f := issue.Finding{Code: code, Want: want}
	whole, _ := withoutZeroDecimals(bare)
	fixes := []string{whole}
	if slips != nil {
		fixes = append(fixes, slips(whole)...)
	}
	for _, fixed := range fixes {
		if valid(fixed) {
			f.Suggestion = fixed
			break
		}
	}
	return s, []issue.Finding{f}
}

// checkRegNumber checks an IČO: eight digits, the last of which is a check digit (Czechia: § 12 of Act 89/1995 Coll.
// and the register of persons; Slovakia: Decree 55/2012 of the Statistical Office, the same weights).
func checkRegNumber(s string) (any, []issue.Finding) {
	bare := withoutSpaces(s)
	const zeros = "00000000"
	var findings []issue.Finding
	if allDigits(bare) && len(bare) < len(zeros) {
		bare = zeros[len(bare):] + bare
		s = bare
		findings = append(findings, issue.Finding{Code: issue.LeadingZeros, Suggestion: bare})
	}
	if !isRegNumber(bare) {
		f := issue.Finding{Code: issue.DoubtfulRegNumber, Want: "27074358"}
		fixed, _ := withoutZeroDecimals(strings.Trim(strings.ToUpper(bare), "IČCOZSK:.- "))
		if allDigits(fixed) && len(fixed) < len(zeros) {
			fixed = zeros[len(fixed):] + fixed
		}
		if isRegNumber(fixed) {
			f.Suggestion = fixed
		}
		findings = append(findings, f)
	}
	return s, findings
}

func isRegNumber(s string) bool {
	if len(s) != 8 || !allDigits(s) {
		return false
	}
	return s[7] == '0'+byte((11-weighted(s[:7], 8, 7, 6, 5, 4, 3, 2)%11)%10)
}

// weighted is the sum of the digits times their weights.
func weighted(digits string, weights ...int) int {
	sum := 0
	for i := range len(digits) {
		sum += int(digits[i]-'0') * weights[i]
	}
	return sum
}

// checkZIP checks a postal code of five digits, whose first digit depends on the country: in Czechia 1 to 7,
// in Slovakia 0, 8 and 9 (the plans of Česká pošta and Slovenská pošta). It is stored as it is
// written there, "110 00". A Slovak one of four digits has lost its zero in a number cell.
func (p *Parser) checkZIP(s string) (any, []issue.Finding) {
	bare := withoutSpaces(s)
	country := p.setting.country
	if country == "" && p.DefaultCountry == "SK" {
		country = "SK"
	}
	var findings []issue.Finding
	if country == "SK" && len(bare) == 4 && allDigits(bare) {
		bare = "0" + bare
		findings = append(findings, issue.Finding{Code: issue.LeadingZeros, Suggestion: spacedZIP(bare)})
	}
	if isZIP(bare, p.setting.country) {
		return spacedZIP(bare), findings
	}
	f := issue.Finding{Code: issue.DoubtfulZIP, Want: cmp.Or(zipExamples[p.setting.country], zipExamples["CZ"])}
	fixed, _ := withoutZeroDecimals(strings.Trim(strings.ToUpper(bare), "CZSK.:- "))
	switch {
	case isZIP(fixed, p.setting.country):
		f.Suggestion = spacedZIP(fixed)
	case p.setting.country == "" && len(bare) == 4 && allDigits(bare):
		f.Suggestion = spacedZIP("0" + bare)
	}
	return s, []issue.Finding{f}
}

var zipExamples = map[string]string{"CZ": "110 00", "SK": "811 01"}

func isZIP(s, country string) bool {
	if len(s) != 5 || !allDigits(s) {
		return false
	}
	slovak := s[0] == '0' || s[0] >= '8'
	return country == "" || slovak == (country == "SK")
}

func spacedZIP(s string) string { return s[:3] + " " + s[3:] }

// isDataBox reports whether a text may be the identifier of a data box: seven letters or digits
// (Act 300/2008 Coll.; Decree 194/2009 Coll.).
func isDataBox(s string) bool {
	for i := range len(s) {
		if !isAlphanumeric(s[i]) {
			return false
		}
	}
	return len(s) == 7
}
