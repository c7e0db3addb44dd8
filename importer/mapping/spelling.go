package mapping

import (
	"slices"
	"strings"
	"sync"

	"kartoteka/assets"
)

// Titles are written in any case and number of Czech and Slovak, and with slips: "Datum uzavření obchodu", "Telefn". A word that
// the table of synonyms does not know is read as the known one it is a form of, else as the only one a letter away.

// endings are those that forms of a word differ in, "" among them.
var endings = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{"": true}
	for _, line := range assets.Vocabulary("endings") {
		for ending := range strings.FieldsSeq(line) {
			all[ending] = true
		}
	}
	return all
})

// shortestStem is how many letters a word has that may be read as another; two forms share all but one of them at least.
const shortestStem = 5

// What a word costs a title that is read as another form of a known one, or as a slip of it.
const (
	formCost = 0.04
	slipCost = 0.12
)

// spellings are the known words by their first letters.
type spellings map[string][]string

func newSpellings(phrases ...map[string]bool) spellings {
	s := spellings{}
	for _, words := range phrases {
		for word := range words {
			if len(word) >= shortestStem && !slices.Contains(s[word[:3]], word) {
				s[word[:3]] = append(s[word[:3]], word)
			}
		}
	}
	for _, list := range s {
		slices.Sort(list)
	}
	return s
}

// correct reads the words of a title that are not known as known ones. The cost is that for its score; 0 when all words stay.
func (w *words) correct(list []string) (corrected []string, cost float64) {
	for i, word := range list {
		if len(word) < shortestStem || w.known[word] || w.knows(word) {
			continue
		}
		found, c := w.spellings.form(word), formCost
		if found == "" {
			found, c = w.spellings.slip(word), slipCost
		}
		if found == "" {
			continue
		}
		if corrected == nil {
			corrected = slices.Clone(list)
		}
		corrected[i] = found
		cost += c
	}
	return corrected, cost
}

// form is the known word of which a word is another form, the one they share most of; "" for none.
func (s spellings) form(word string) string {
	best, most := "", shortestStem-2
	for _, known := range s[word[:3]] {
		n := 0
		for n < min(len(word), len(known)) && word[n] == known[n] {
			n++
		}
		if n > most && endings()[word[n:]] && endings()[known[n:]] {
			best, most = known, n
		}
	}
	return best
}

// slip is the only known word of six letters or more that is one letter away; "" for none.
func (s spellings) slip(word string) string {
	if len(word) < shortestStem+1 {
		return ""
	}
	found := ""
	for _, known := range s[word[:3]] {
		if len(known) <= shortestStem || !oneApart(word, known) {
			continue
		}
		if found != "" {
			return ""
		}
		found = known
	}
	return found
}

// oneApart reports whether one letter changed, added, taken away or swapped with its neighbour makes one word of the other.
func oneApart(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	n := 0
	for n < len(a) && a[n] == b[n] {
		n++
	}
	if len(a) < len(b) {
		return a[n:] == b[n+1:]
	}
	return n < len(a) && (a[n+1:] == b[n+1:] || n+1 < len(a) && a[n] == b[n+1] && a[n+1] == b[n] && a[n+2:] == b[n+2:])
}
