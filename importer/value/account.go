package value

import "strings"

// isBankAccount reports whether a text without spaces may be a bank account, as people here write it or
// as an IBAN.
func isBankAccount(s string) bool {
	return isDomesticAccount(s) || isIBAN(s)
}

// isDomesticAccount checks "prefix-number/bank" by Czech Decree 169/2011 Coll., §§ 2 and 3, which Slovakia shares: up
// to six and two to ten digits, each divisible by eleven when weighted, and four digits of the bank.
func isDomesticAccount(s string) bool {
	account, bank, found := strings.Cut(s, "/")
	if !found || len(bank) != 4 || !allDigits(bank) {
		return false
	}
	prefix, number, found := strings.Cut(account, "-")
	if !found {
		prefix, number = "0", account
	}
	return len(prefix) <= 6 && len(number) >= 2 && len(number) <= 10 && isModulo11(prefix) && isModulo11(number) &&
		len(number)-strings.Count(number, "0") >= 2 // at least two digits other than zero
}

func isModulo11(s string) bool {
	weights := []int{6, 3, 7, 9, 10, 5, 8, 4, 2, 1}
	return allDigits(s) && len(s) <= len(weights) && weighted(s, weights[len(weights)-len(s):]...)%11 == 0
}

// ibanLengths are the lengths of IBANs by country, after the IBAN registry of SWIFT (ISO 13616).
var ibanLengths = func() map[string]int {
	lengths := map[string]int{}
	for length, countries := range map[int]string{
		15: "NO", 16: "BE", 18: "DK FK FI FO GL NL SD", 19: "MK SI", 20: "AT BA EE KZ LT LU MN XK", 21: "CH HR LI LV",
		22: "BG BH CR DE GB GE IE ME RS VA", 23: "AE GI IL IQ OM SO TL", 24: "AD CZ ES MD PK RO SA SE SK TN VG",
		25: "LY PT ST", 26: "IS TR", 27: "BI DJ FR GR IT MC MR SM", 28: "AL AZ BY CY DO GT HN HU LB NI PL SV",
		29: "BR EG PS QA UA", 30: "JO KW MU YE", 31: "MT SC", 32: "LC", 33: "RU",
	} {
		for _, country := range strings.Fields(countries) {
			lengths[country] = length
		}
	}
	return lengths
}()

// isIBAN checks the length by the country and the remainder modulo 97 (ISO 13616, ISO 7064).
func isIBAN(s string) bool {
	if len(s) < 5 || len(s) != ibanLengths[s[:2]] {
		return false
	}
	rest := 0
	for i := range len(s) {
		switch c := s[(i+4)%len(s)]; {
		case isDigit(c):
			rest = (rest*10 + int(c-'0')) % 97
		case 'A' <= c && c <= 'Z':
			rest = (rest*100 + int(c-'A') + 10) % 97
		default:
			return false
		}
	}
	return rest == 1
}
