package convert

import (
	"strings"
	"unicode"
)

// A NameOrder says which of its parts a whole name begins with.
type NameOrder string

// The orders of a whole name. A comma or capitals in a name tell its own order.
const (
	FirstLast NameOrder = "first-last"
	LastFirst NameOrder = "last-first"
)

// OrderOf decides the order of whole names for a column, most of them: by commas, capitals, given names and endings of
// surnames. Where no name decides, people write the first name first.
func OrderOf(names []string) (NameOrder, Decision) {
	first, last, open := 0, 0, 0
	for _, name := range names {
		switch orderOf(name) {
		case FirstLast:
			first++
		case LastFirst:
			last++
		default:
			if !IsCompany(name) && len(nameCore(name).words) > 1 {
				open++
			}
		}
	}
	if last > first {
		return LastFirst, Decided
	}
	return FirstLast, decision(first, 0, open)
}

func orderOf(name string) NameOrder {
	core := nameCore(name)
	switch {
	case core.comma:
		return LastFirst
	case len(core.words) < 2:
		return ""
	}
	a, z := core.words[0], core.words[len(core.words)-1]
	switch upA, upZ := isCapitals(a), isCapitals(z); {
	case upA && !upZ:
		return LastFirst
	case upZ && !upA:
		return FirstLast
	}
	switch givenA, givenZ := IsGivenName(a), IsGivenName(z); {
	case givenA && !givenZ:
		return FirstLast
	case givenZ && !givenA:
		return LastFirst
	}
	switch endA, endZ := hasSurnameEnding(a), hasSurnameEnding(z); {
	case endA && !endZ:
		return LastFirst
	case endZ && !endA:
		return FirstLast
	}
	return ""
}

func hasSurnameEnding(word string) bool {
	word = strings.ToLower(word)
	for _, end := range []string{"ová", "ova", "ská", "cká", "ský", "cký", "ski", "ská", "sen", "son", "mann"} {
		if strings.HasSuffix(word, end) {
			return true
		}
	}
	return false
}

// isCapitals reports a word of at least two letters that are all capitals.
func isCapitals(word string) bool {
	letters := 0
	for _, r := range word {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return letters > 1
}
