package convert

import (
	"fmt"
	"strings"
)

// JoinStreet puts a street together from its name and its house numbers: "Krátká", "834", "45" is "Krátká 834/45". A
// number that stands in the street already is not put in again.
func JoinStreet(street, number, orientation string) string {
	street, number, orientation = strings.TrimSpace(street), strings.TrimSpace(number), strings.TrimSpace(orientation)
	both := number
	switch {
	case number == "":
		both = orientation
	case orientation != "":
		both = number + "/" + orientation
	}
	if both == "" || street == both || strings.HasSuffix(street, " "+both) {
		return street
	}
	return strings.TrimSpace(street + " " + both)
}

// JoinAccount puts a Czech or Slovak account together: prefix-number/bank. A number that carries its prefix or its bank
// keeps it. An IBAN needs no bank.
func JoinAccount(prefix, number, bank string) string {
	prefix, number, bank = strings.Trim(strings.TrimSpace(prefix), "-"), strings.TrimSpace(number), strings.TrimSpace(bank)
	if number == "" {
		return ""
	}
	if strings.Trim(prefix, "0") != "" && !strings.Contains(number, "-") {
		number = prefix + "-" + number
	}
	if bank == "" || strings.Contains(number, "/") || len(number) > 2 && number[0] >= 'A' && number[0] <= 'Z' {
		return number
	}
	if len(bank) < 4 && strings.Trim(bank, "0123456789") == "" {
		bank = strings.Repeat("0", 4-len(bank)) + bank
	}
	return number + "/" + bank
}

// JoinDate puts a date together from its parts as a Czech date, which every reader of dates understands: "2. 10. 1999". A date
// without its year or day is "", because half a date is none.
func JoinDate(year, month, day string) string {
	year, month, day = strings.TrimSpace(year), strings.TrimSpace(month), strings.TrimSpace(day)
	if strings.Trim(year, "0") == "" || strings.Trim(month, "0") == "" || strings.Trim(day, "0") == "" {
		return ""
	}
	return fmt.Sprintf("%s. %s. %s", strings.TrimRight(day, ". "), strings.TrimRight(month, ". "), year)
}
