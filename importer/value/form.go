package value

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"kartoteka/data"
	"kartoteka/importer/convert"
	"kartoteka/importer/xlsx"
)

// A Form is what a value may be by its looks alone, whatever its column is called. A value may have several.
type Form uint32

// The forms of values.
const (
	FormEmail       Form = 1 << iota // one address
	FormEmails                       // several addresses
	FormPhone                        // one number, of any country
	FormPhones                       // several numbers
	FormURL                          // of the web; a bare domain too
	FormRegNumber                    // eight digits with a right check digit
	FormTaxNumber                    // of any country, with its prefix, or Slovak without one
	FormVATNumber                    // Slovak, with its prefix
	FormZIP                          // a postcode and nothing else
	FormAccount                      // a domestic bank account with its bank
	FormIBAN                         //
	FormDataBox                      // seven letters and digits, some of each
	FormDate                         //
	FormNumber                       //
	FormBool                         // a word for yes or no, 0 or 1
	FormCountry                      // a country or its code
	FormCompany                      // carries a legal form
	FormPerson                       // a whole name of a person
	FormGivenName                    // given names and nothing else
	FormWord                         // one capitalised word, as surnames and towns are
	FormTitle                        // titles that stand before or behind a name
	FormTitleBehind                  // titles that stand behind a name
	FormStreet                       // a street with its house number
	FormAddress                      // a street and a town with its postcode
	FormTown                         // capitalised words, perhaps with the number of a district
	FormHouse                        // a house number
	FormLines                        // several lines

	forms = iota
)

// Forms is the number of forms.
const Forms = forms

var (
	streetForm = regexp.MustCompile(`^(?:\d{1,2}\. )?\p{L}[\p{L}\d .,'’()–-]*\s\d+\s?[a-zA-Z]?(?:\s?[/–-]\s?\d+\s?[a-zA-Z]?)?$`)
	islesForm  = regexp.MustCompile(`^\d+[a-zA-Z]?,? \p{Lu}[\p{L}'’.-]+(?: \p{Lu}[\p{L}'’.-]+)+$`)
	townForm   = regexp.MustCompile(`^\p{Lu}[\p{L}'’.()-]+(?:[ –-]+(?:\p{L}[\p{L}'’.()-]*|\d{1,2}|[IVX]+))*$`)
	houseForm  = regexp.MustCompile(`^\d{1,5}[a-zA-Z]?(?:/\d{1,4}[a-zA-Z]?)?$`)
	phoneForm  = regexp.MustCompile(`^(?:tel\.?:?|mob\.?:?)?\s*\(?(?:\+|00)?\(?\d[\d\s()/.\x{00A0}–-]*\d$`)
	taxForm    = regexp.MustCompile(`^[A-Z]{2}[0-9A-Z]{0,2}\d{6,10}[0-9A-Z]{0,2}$`)
	accountOf  = regexp.MustCompile(`^(?:\d{1,6}-)?\d{2,10}/\d{4}$`)
)

// FormsOf returns the forms that the value of a cell may have by its looks.
func (p *Parser) FormsOf(c xlsx.Cell) Form {
	switch {
	case holdsTime(c):
		return FormDate
	case c.Kind == xlsx.Bool:
		return FormBool
	}
	s := trim(p.cellText(c))
	if s == "" || len(s) > 400 {
		return 0
	}
	var f Form
	set := func(form Form, is bool) {
		if is {
			f |= form
		}
	}
	if strings.ContainsAny(s, "\n\r") {
		f |= FormLines
	}
	if strings.Contains(s, "@") {
		set(FormEmail, isEmail(s))
		set(FormEmails, f&FormEmail == 0 && convert.SplitList(s, isEmail) != nil)
		return f
	}
	if c.Kind == xlsx.Text {
		_, is := bools()[strings.ToLower(s)]
		set(FormBool, is)
	} else {
		set(FormBool, c.Number == 0 || c.Number == 1)
	}
	if strings.ContainsAny(s, "0123456789") {
		return f | p.formsOfDigits(s)
	}
	return f | p.formsOfWords(s)
}

// formsOfDigits are those of a text with a digit in it.
func (p *Parser) formsOfDigits(s string) (f Form) {
	set := func(form Form, is bool) {
		if is {
			f |= form
		}
	}
	bare := strings.ToUpper(withoutSpaces(s))
	set(FormRegNumber, len(bare) <= 8 && len(bare) >= 6 && allDigits(bare) && isRegNumber(strings.Repeat("0", 8-len(bare))+bare))
	set(FormTaxNumber, taxForm.MatchString(bare) && (bare[:2] == "SK" || strings.Contains(vatPrefixes+" CZ", bare[:2])) ||
		len(bare) == 10 && isSlovakTaxNumber(bare))
	set(FormVATNumber, strings.HasPrefix(bare, "SK") && len(bare) == 12 && allDigits(bare[2:]))
	set(FormIBAN, isIBAN(bare))
	set(FormAccount, accountOf.MatchString(bare))
	if from, to, ok := convert.FindZIP(s); ok {
		set(FormZIP, from == 0 && to == len(s))
		set(FormAddress, to-from+6 <= len(s) && strings.ContainsFunc(s, unicode.IsLetter) && utf8.RuneCountInString(s)-(to-from) > 8 && convert.SplitAddress(s, nil).Street != "")
	} else {
		set(FormZIP, len(bare) == 4 && allDigits(bare) && bare[0] != '0')
	}
	_, is := readMoment(plainSpaces(s))
	set(FormDate, is || isMonthFirst(s))
	_, code := readNumber(s)
	set(FormNumber, code == "")
	set(FormHouse, houseForm.MatchString(s))
	set(FormDataBox, len(s) == 7 && isDataBox(s) && s == strings.ToLower(s) && strings.ContainsFunc(s, unicode.IsLetter))
	set(FormPhone, isPhoneForm(s))
	set(FormPhones, f&FormPhone == 0 && convert.SplitList(s, isPhoneForm) != nil)
	if f&(FormAccount|FormIBAN|FormDate|FormAddress) == 0 {
		set(FormStreet, streetForm.MatchString(s) || islesForm.MatchString(s))
	}
	set(FormTown, townForm.MatchString(s))
	set(FormCompany, convert.IsCompany(s))
	set(FormURL, looksLikeURL(s))
	return f
}

// formsOfWords are those of a text without a digit.
func (p *Parser) formsOfWords(s string) (f Form) {
	set := func(form Form, is bool) {
		if is {
			f |= form
		}
	}
	_, is := p.countries().find(s)
	set(FormCountry, is)
	set(FormCompany, convert.IsCompany(s))
	set(FormTitle, convert.IsTitle(s))
	set(FormTitleBehind, f&FormTitle != 0 && convert.IsTitleBehind(s))
	set(FormURL, looksLikeURL(s))
	set(FormTown, townForm.MatchString(s))
	set(FormDataBox, len(s) == 7 && isDataBox(s) && s == strings.ToLower(s))
	if f&(FormCompany|FormURL|FormTitle) == 0 {
		words := strings.Fields(s)
		set(FormGivenName, !slices.ContainsFunc(words, func(w string) bool { return !convert.IsGivenName(w) }))
		set(FormPerson, len(words) > 1 && convert.IsPersonName(s) > 0.5)
		set(FormWord, len(words) == 1 && townForm.MatchString(s))
	}
	return f
}

// isPhoneForm reports a telephone number of any country: eight to fifteen digits with the marks people put between
// them, that begin as numbers do. A bare run of eight digits is none, because it may be any number.
func isPhoneForm(s string) bool {
	s = strings.TrimSpace(s)
	if len(s) > 30 || !phoneForm.MatchString(s) {
		return false
	}
	digits := 0
	for i := range len(s) {
		if isDigit(s[i]) {
			digits++
		}
	}
	if digits < 8 || digits > 15 {
		return false
	}
	switch first := s[strings.IndexAny(s, "+0123456789")]; {
	case first == '+' || first == '0':
		return true
	case digits == 9:
		return first >= '2'
	case digits == 10:
		return strings.ContainsAny(s, " -().") && first >= '2'
	}
	return digits > 10 && (strings.HasPrefix(s, "420") || strings.HasPrefix(s, "421") || strings.HasPrefix(s, "(")) || digits == 8 && strings.ContainsAny(s, " -")
}

// looksLikeURL reports a web address with its scheme, with www, or a domain that ends in letters.
func looksLikeURL(s string) bool {
	lower := strings.ToLower(s)
	if strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://") || strings.HasPrefix(lower, "www.") {
		return isURL(s)
	}
	i := strings.LastIndexByte(lower, '.')
	if i <= 1 || strings.ContainsAny(s, " ,;/()") || len(lower)-i-1 < 2 {
		return false
	}
	end := lower[i+1:]
	return strings.Trim(end, "abcdefghijklmnopqrstuvwxyz") == "" && lower == s && isURL(s)
}

// isMonthFirst reports a date of the order month, day, year, which a reader that knows no order refuses.
func isMonthFirst(s string) bool {
	turned := convert.ReorderDate(s, convert.MonthDay)
	if turned == s {
		return false
	}
	_, ok := readMoment(plainSpaces(turned))
	return ok
}

// Knows reports whether a field of known values, a choice, a list, an account or a country, takes a text.
func (p *Parser) Knows(f *data.Field, s string) bool {
	v := p.vocabularyOf(f)
	if v == nil {
		return false
	}
	_, ok := v.find(trim(s))
	return ok
}

// IsCountry reports whether a text names a country.
func (p *Parser) IsCountry(s string) bool {
	_, ok := p.countries().find(trim(s))
	return ok
}

// IsOne reports whether a text is one value of a type of which a cell may hold several.
func (p *Parser) IsOne(t data.FieldType, s string) bool {
	switch t {
	case data.Email:
		return isEmail(s)
	case data.Phone:
		return isPhoneForm(s)
	}
	return false
}

// vocabularyOf is the vocabulary of a field of known values, nil of every other.
func (p *Parser) vocabularyOf(f *data.Field) *vocabulary {
	switch f.Type {
	case data.Choice:
		return p.choices(f)
	case data.List:
		return p.list(f.List)
	case data.Account:
		return p.accounts()
	case data.Country:
		return p.countries()
	}
	return nil
}
