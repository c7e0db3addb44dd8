package data

import (
	"strings"

	"github.com/nyaruka/phonenumbers"
)

// E164 returns the number a phone can be dialled by from anywhere, "+420777123456", or "" when
// none can be made of it. country is ISO 3166-1 alpha-2 and counts for a number written without
// prefix; "" is Czechia. Numbers are compared in this form.
func E164(phone, country string) string {
	if country == "" {
		country = "CZ"
	}
	if number, sure := plainE164(phone, country); sure {
		return number
	}
	number, err := phonenumbers.Parse(phone, country)
	if err != nil || !phonenumbers.IsPossibleNumber(number) {
		return ""
	}
	number.Extension = nil
	return phonenumbers.Format(number, phonenumbers.E164)
}

// plainE164 does the same for what most cells hold, nine Czech or Slovak digits with or without the
// prefix, a hundred times as fast as the library. sure is false for everything else.
func plainE164(phone, country string) (number string, sure bool) {
	var digits [16]byte
	n, plus := 0, false
	for i := range len(phone) {
		switch c := phone[i]; {
		case '0' <= c && c <= '9':
			if n == len(digits) {
				return "", false
			}
			digits[n] = c
			n++
		case c == '+' && n == 0 && !plus:
			plus = true
		case (c == ' ' || c == '-' || c == '/' || c == '.') && n > 0:
		default:
			return "", false
		}
	}
	d := string(digits[:n])
	if !plus && strings.HasPrefix(d, "00") {
		d, plus = d[2:], true
	}
	switch {
	case plus && len(d) == 12 && (d[:3] == "420" || d[:3] == "421") && d[3] >= '2':
		return "+" + d, true
	case !plus && len(d) == 9 && country == "CZ" && d[0] >= '2':
		return "+420" + d, true
	case !plus && len(d) == 10 && country == "SK" && d[0] == '0' && d[1] >= '2':
		return "+421" + d[1:], true
	}
	return "", false
}
