// Package convert takes texts of foreign tables apart and puts them together: a whole name into its parts, an address into street, postcode
// and town, a list of numbers or e-mails into its members; street and number, prefix and account, day and month into one text. What one cell can't
// tell, the order of names or dates and the decimal mark, is decided for a column ([OrderOf], [DateOrderOf], [DecimalOf]).
//
// All of it are pure functions of texts. They know neither fields nor tables; see importer/mapping for those.
package convert

import (
	"slices"
	"strings"
	"unicode"
)

// A PersonName is a whole name in its parts. Of a company only Company is there.
type PersonName struct {
	Salutation, TitleBefore, First, Last, TitleAfter string

	Company string
	Sure    bool // every part was told by a rule and not by chance
}

// A core is a name without its titles.
type core struct {
	before, behind, salutation, words []string
	comma                             bool // a comma parts surname and given names; at is where
	at                                int
	strange                           bool // there is more in it than a name
}

func nameCore(name string) core {
	var c core
	parts := 0
	for part := range strings.SplitSeq(name, ",") {
		words := strings.Fields(part)
		taken := 0
		for i, word := range words {
			kind := titleKind(word)
			// "et" and the like are titles only among titles; a word behind names that is "st." or "ml." stays one.
			if kind != 0 && undotted(word) == "et" && i+1 < len(words) && titleKind(words[i+1]) == 0 {
				kind = 0
			}
			word = strings.Trim(word, ",")
			switch kind {
			case 'b':
				c.before = append(c.before, word)
			case 'a':
				if undotted(word) == "et" {
					c.before = append(c.before, word)
				} else {
					c.behind = append(c.behind, word)
				}
			case 's':
				c.salutation = append(c.salutation, word)
			default:
				c.words = append(c.words, word)
				taken++
			}
		}
		if taken > 0 {
			if parts++; parts == 2 {
				c.comma, c.at = true, len(c.words)-taken
			}
		}
	}
	c.strange = parts > 2 || len(c.words) > 5 || strings.ContainsAny(name, "@/;0123456789\n&+")
	return c
}

// SplitName parts a whole name. order is that of its column. Nothing of the text is lost: what can't be told stands in
// Last, and Sure is false.
func SplitName(text string, order NameOrder) PersonName {
	text = strings.Join(strings.Fields(text), " ")
	if text == "" {
		return PersonName{Sure: true}
	}
	if IsCompany(text) {
		return PersonName{Company: text, Sure: true}
	}
	c := nameCore(text)
	n := PersonName{
		Salutation:  strings.Join(c.salutation, " "),
		TitleBefore: strings.Join(c.before, " "), TitleAfter: strings.Join(c.behind, ", "),
	}
	if c.strange || len(c.words) == 0 {
		return PersonName{Last: text}
	}
	if len(c.words) == 1 {
		n.Last, n.Sure = c.words[0], !IsGivenName(c.words[0])
		return n
	}
	own := orderOf(text)
	if c.comma {
		n.Last, n.First, n.Sure = strings.Join(c.words[:c.at], " "), strings.Join(c.words[c.at:], " "), true
		return n
	}
	capitals := own != "" && isCapitals(c.words[0]) != isCapitals(c.words[len(c.words)-1])
	if capitals {
		order = own
	}
	n.Sure = own == "" || own == order
	given := givenWords(c.words, order)
	if order == LastFirst {
		n.First, n.Last = strings.Join(c.words[len(c.words)-given:], " "), strings.Join(c.words[:len(c.words)-given], " ")
	} else {
		n.First, n.Last = strings.Join(c.words[:given], " "), strings.Join(c.words[given:], " ")
	}
	return n
}

// givenWords counts the words of a name that are given names: up to a particle, else those that are known as such, else
// all but the surname of one word.
func givenWords(words []string, order NameOrder) int {
	t := nameWords()
	known := 0
	if order == LastFirst {
		for known < len(words)-1 && (IsGivenName(words[len(words)-1-known]) || isInitial(words[len(words)-1-known])) {
			known++
		}
		return max(1, known)
	}
	if i := slices.IndexFunc(words[1:], func(w string) bool { return t.particles[w] }); i >= 0 && i+2 < len(words) {
		return i + 1
	}
	for known < len(words)-1 && (IsGivenName(words[known]) || isInitial(words[known])) {
		known++
	}
	if known > 0 {
		return known
	}
	return len(words) - 1
}

func isInitial(word string) bool {
	r := []rune(word)
	return len(r) == 2 && r[1] == '.' && unicode.IsUpper(r[0])
}

// IsPersonName returns how much a text looks like the whole name of a person: 0 not at all, 1 surely. A title or a known
// given name beside another capitalised word speaks for one.
func IsPersonName(text string) float64 {
	if IsCompany(text) {
		return 0
	}
	c := nameCore(strings.Join(strings.Fields(text), " "))
	if c.strange || len(c.words) < 1 || len(c.words) > 5 {
		return 0
	}
	given := 0
	for _, word := range c.words {
		r := []rune(word)
		if !unicode.IsUpper(r[0]) && !nameWords().particles[word] {
			return 0
		}
		if IsGivenName(word) {
			given++
		}
	}
	titled := len(c.before)+len(c.behind)+len(c.salutation) > 0
	switch {
	case len(c.words) == 1 && titled:
		return 0.7
	case len(c.words) == 1:
		return 0
	case given > 0 || titled:
		return 1
	case len(c.words) == 2:
		return 0.3
	}
	return 0
}
