package convert

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// An Address is a whole address in its parts.
type Address struct {
	Street, City, ZIP, Region, Country string // Country as written

	Sure bool // every part was found by a rule and not by chance
}

// Postcodes, the likeliest of a text last. A Czech or Slovak one has its gap or stands between other parts; British,
// Polish, Dutch, Swiss, Austrian, German and American ones follow.
var (
	zipGap  = regexp.MustCompile(`(?:^|[\s,;])((?:(?:CZ|SK|D|DE|A|AT|CH|PL|H|HU)[-–\s]\s?)?\d{3}\s\d{2})(?:$|[\s,;])`)
	zipFive = regexp.MustCompile(`(?:^|[\s,;])((?:(?:CZ|SK|D|DE|F|FR|I|IT|E|ES)[-–\s]\s?)?\d{5})(?:-\d{4})?(?:$|[\s,;])`)
	zipUK   = regexp.MustCompile(`(?i)(?:^|[\s,;])([A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2})(?:$|[\s,;])`)
	zipPL   = regexp.MustCompile(`(?:^|[\s,;])((?:PL[-–\s]\s?)?\d{2}-\d{3})(?:$|[\s,;])`)
	zipNL   = regexp.MustCompile(`(?:^|[\s,;])(\d{4}\s?[A-Z]{2})(?:$|[\s,;])`)
	zipFour = regexp.MustCompile(`(?:^|[\s,;])((?:(?:A|AT|CH|L|B|H|HU|DK|N)[-–\s]\s?)?\d{4})\s+\p{Lu}`)
)

var zips = []*regexp.Regexp{zipGap, zipUK, zipPL, zipFive, zipNL, zipFour}

// FindZIP returns where the postcode of an address stands, or ok false. Of several the last is meant, because a house
// number stands before it; but one right before a town comes first of all.
func FindZIP(text string) (from, to int, ok bool) {
	for _, zip := range zips {
		// Neighbours may share a separator, so the search goes on from the end of the number.
		for at := 0; at < len(text); {
			m := zip.FindStringSubmatchIndex(text[at:])
			if m == nil {
				break
			}
			from, to, ok = at+m[2], at+m[3], true
			at = to
		}
		if ok {
			return from, to, true
		}
	}
	return 0, 0, false
}

// SplitAddress parts a whole address in one or more lines: "Dlouhá 12/3, 110 00 Praha 1", "110 00 Praha, Dlouhá 12",
// "Hauptstr. 12, 20095 Hamburg, Deutschland", "49 Victoria Terrace, Leeds LS1 4AB". isCountry says whether a text names a
// country. Nothing of the text is lost: parts of no known meaning stand in Street, and Sure is false.
func SplitAddress(text string, isCountry func(string) bool) Address {
	parts := addressParts(text)
	if len(parts) == 0 {
		return Address{Sure: true}
	}
	var a Address
	if last := parts[len(parts)-1]; len(parts) > 1 && isCountry != nil && isCountry(strings.Trim(last, "() ")) {
		a.Country = strings.Trim(last, "() ")
		parts = parts[:len(parts)-1]
	}
	for at := len(parts) - 1; at >= 0; at-- {
		if from, to, ok := FindZIP(parts[at]); ok {
			return withZIP(a, text, parts, at, from, to)
		}
	}
	return withoutZIP(a, parts)
}

// withZIP parts an address by its postcode, which stands in one of its parts from and to a byte.
func withZIP(a Address, text string, parts []string, at, from, to int) Address {
	a.ZIP = parts[at][from:to]
	before, after := strings.Trim(parts[at][:from], " ,;-–"), strings.Trim(parts[at][to:], " ,;-–")
	rest := without(parts, at)
	switch {
	case after != "" && before != "" && len(rest) == 0: // all in one line
		a.City, rest = after, []string{before}
	case after != "" && before != "": // "Brno 602 00 Černovice": the town is round its postcode
		a.City = before + " " + after
	case after != "":
		a.City = after
	case before != "":
		a.City = before
	case len(rest) > 0: // the postcode stands alone: the town is beside it
		town := beside(parts, at)
		a.City = parts[town]
		rest = slices.Delete(slices.Clone(parts), min(at, town), max(at, town)+1)
	}
	a.Street = strings.Join(rest, ", ")
	if len(rest) == 0 && after == "" && hasNumber(a.City) {
		if from, _, _ := FindZIP(text); from > 0 { // "Lhota 12 251 01" has no town beside its postcode
			a.Street, a.City = a.City, ""
		}
	}
	a.Sure = a.City != "" && len(rest) <= 2 && (a.Street == "" || hasLetter(a.Street))
	return a
}

// beside is the part with the town of a postcode that stands alone.
func beside(parts []string, at int) int {
	if next := at + 1; next < len(parts) && (at <= 1 || !hasNumber(parts[next])) {
		return next
	}
	return at - 1
}

func without(parts []string, at int) []string {
	return slices.Delete(slices.Clone(parts), at, at+1)
}

// withoutZIP parts an address by its house number: the part with one is the street, the last other one the town.
func withoutZIP(a Address, parts []string) Address {
	if len(parts) == 1 {
		if hasNumber(parts[0]) {
			a.Street = parts[0]
		} else {
			a.City = parts[0]
		}
		return a
	}
	street := 0
	for i, part := range parts {
		if hasNumber(part) {
			street = i
			break
		}
	}
	city := len(parts) - 1
	if street == city {
		city = 0
	}
	a.City = parts[city]
	a.Street = strings.Join(without(parts, city), ", ")
	a.Sure = len(parts) == 2 && hasNumber(parts[street])
	return a
}

// addressParts are the lines and the parts between commas and semicolons.
func addressParts(text string) []string {
	var parts []string
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ';' || r == '\n' || r == '\r' || r == '|' }) {
		if part = strings.Join(strings.Fields(part), " "); part != "" {
			parts = append(parts, part)
		}
	}
	return parts
}

func hasNumber(s string) bool { return strings.ContainsAny(s, "0123456789") }

func hasLetter(s string) bool { return strings.ContainsFunc(s, unicode.IsLetter) }
