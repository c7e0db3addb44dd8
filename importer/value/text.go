package value

import (
	"strings"

	"kartoteka/data"
)

// JoinTags reads tags between commas, semicolons or lines into one text as a record keeps them, each tag once; "" for none.
func JoinTags(s string) string {
	var tags []string
	seen := map[string]bool{}
	for _, tag := range strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ';' || r == '\n' }) {
		tag = trim(tag)
		if key := wordKey(tag); tag != "" && !seen[key] {
			seen[key] = true
			tags = append(tags, tag)
		}
	}
	return strings.Join(tags, ", ")
}

// exactDigits is the whole number a text in scientific notation stands for, "4.20777123456E+11", when
// its mantissa has all the digits; "" for every other text. A spreadsheet that shortened it
// (4.20777E+11) took digits that can't be put back.
func exactDigits(s string) string {
	s = strings.TrimPrefix(s, "+")
	mantissa, exponent, found := strings.Cut(strings.ToUpper(s), "E+")
	if !found || !allDigits(exponent) || len(exponent) > 2 {
		return ""
	}
	whole, decimals, _ := strings.Cut(strings.Replace(mantissa, ",", ".", 1), ".")
	power := 0
	for i := range len(exponent) {
		power = power*10 + int(exponent[i]-'0')
	}
	if len(whole) != 1 || whole == "0" || !allDigits(whole+decimals) || len(decimals) != power {
		return ""
	}
	return whole + decimals
}

// holdsDigits reports whether a field is for digits, where scientific notation can't be meant.
func holdsDigits(f *data.Field) bool {
	return f.Type == data.Phone || f.Type == data.Text && f.Format != ""
}

// withoutZeroDecimals cuts the decimals off a text of digits that some program took for a number: "27074358.0".
func withoutZeroDecimals(s string) (whole string, cut bool) {
	i := strings.IndexAny(s, ".,")
	if i < 1 || !allDigits(s[:i]) || i+1 == len(s) || strings.Trim(s[i+1:], "0") != "" || len(s)-i > len(".00") {
		return s, false
	}
	return s[:i], true
}
