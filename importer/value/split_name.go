package value

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"kartoteka/assets"
	"kartoteka/data/fold"
)

// A PersonName is a whole name in its parts. Of a company only Company is there.
type PersonName struct {
	Salutation, TitleBefore, First, Last, TitleAfter string

	Company string
	Sure    bool // every part was told by a rule and not by chance
}

// A NameOrder says which of its parts a whole name begins with.
type NameOrder string

// The orders of a whole name. A comma or capitals in a name tell its own order.
const (
	FirstLast NameOrder = "first-last"
	LastFirst NameOrder = "last-first"
)

type nameTables struct {
	given, strongForms, lastForms map[string]bool
	before, behind, salutations   map[string]bool // as written, without dots
	folded                        map[string]byte // by folded text: 'b', 'a' or 's'
	particles                     map[string]bool
}

var nameWords = sync.OnceValue(func() *nameTables {
	t := &nameTables{
		given: map[string]bool{}, strongForms: map[string]bool{}, lastForms: map[string]bool{}, before: map[string]bool{},
		behind: map[string]bool{}, salutations: map[string]bool{}, folded: map[string]byte{}, particles: map[string]bool{},
	}
	for _, line := range assets.Vocabulary("given_names") {
		for _, name := range strings.Fields(line) {
			t.given[fold.Text(name)] = true
		}
	}
	for _, form := range assets.Vocabulary("legal_forms") {
		key := formKey(form)
		if len(key) > 2 && !strings.Contains(key, " ") || strings.Contains(key, " ") {
			t.strongForms[key] = true
		} else {
			t.lastForms[key] = true
		}
	}
	lists := assets.VocabularyLists("titles")
	for _, list := range []struct {
		name string
		into map[string]bool
		kind byte
	}{{"before", t.before, 'b'}, {"behind", t.behind, 'a'}, {"salutation", t.salutations, 's'}} {
		for _, title := range lists[list.name] {
			for _, word := range strings.Fields(title) {
				list.into[undotted(word)] = true
				if key := strings.ToLower(undotted(word)); t.folded[key] == 0 {
					t.folded[key] = list.kind
				}
			}
		}
	}
	for _, p := range lists["particle"] {
		t.particles[strings.ToLower(p)] = true
	}
	return t
})

func undotted(s string) string { return strings.ReplaceAll(s, ".", "") }

// formKey is a text in folded words with runs of single letters joined: "Alfa, spol. s r. o." is "alfa spol sro".
func formKey(s string) string {
	var b strings.Builder
	single := false
	for word := range strings.SplitSeq(fold.Words(s), " ") {
		one := len(word) == 1
		if b.Len() > 0 && (!one || !single) {
			b.WriteByte(' ')
		}
		b.WriteString(word)
		single = one
	}
	return b.String()
}

// IsCompany reports whether a text carries a legal form, or a word that only names of institutions have.
func IsCompany(s string) bool {
	t := nameWords()
	words := strings.Split(formKey(s), " ")
	if len(words) < 2 {
		return false
	}
	for i := range words {
		for n := 1; n <= 4 && i+n <= len(words); n++ {
			key := strings.Join(words[i:i+n], " ")
			if t.strongForms[key] && (i > 0 || n < len(words)) {
				return true
			}
			if i+n == len(words) && n == 1 && i > 0 && t.lastForms[key] && endsLikeForm(s) {
				return true
			}
		}
	}
	return false
}

// endsLikeForm tells a legal form of two letters from a word: it has dots or capitals.
func endsLikeForm(s string) bool {
	fields := strings.Fields(s)
	last := fields[len(fields)-1]
	return strings.Contains(last, ".") || last == strings.ToUpper(last)
}

// IsGivenName reports whether a word is a given name. Of a double name one part is enough.
func IsGivenName(word string) bool {
	t := nameWords()
	if t.given[fold.Text(word)] {
		return true
	}
	if first, _, two := strings.Cut(word, "-"); two {
		return t.given[fold.Text(first)]
	}
	return false
}

// IsTitle reports whether a text is nothing but titles that stand before or behind a name: "Ing. arch.", "Ph.D., MBA".
func IsTitle(s string) bool {
	words := strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == ',' })
	if len(words) == 0 {
		return false
	}
	for _, word := range words {
		if kind := titleKind(word); kind != 'b' && kind != 'a' {
			return false
		}
	}
	return true
}

// titleKind is 'b' for a title before the name, 'a' for one behind it, 's' for a salutation, 0 for any other word. A
// title without its dot is one only as it is written in the table, because MA is no Ma.
func titleKind(word string) byte {
	t := nameWords()
	word = strings.Trim(word, "(),")
	bare := undotted(word)
	switch {
	case bare == "":
		return 0
	case t.before[bare]:
		return 'b'
	case t.behind[bare]:
		return 'a'
	case t.salutations[bare]:
		return 's'
	case strings.Contains(word, ".") && len(bare) > 1:
		return t.folded[strings.ToLower(bare)]
	}
	return 0
}

// OrderOf decides the order of whole names for a column, most of them: by commas, capitals, given names and endings of
// surnames. Where no name tells, people write the first name first.
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

// IsPersonName tells how much a text looks like the whole name of a person: 0 not at all, 1 surely. A title or a known
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
