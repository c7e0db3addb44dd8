package convert

import (
	"strings"
	"sync"
	"unicode"

	"kartoteka/assets"
	"kartoteka/data/fold"
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

// endsLikeForm reports whether a text ends in dots or capitals, which is how a legal form of two letters differs from a word.
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

// IsTitleBehind reports whether the first word of a text is a title that stands behind a name: "Ph.D., MBA".
func IsTitleBehind(s string) bool {
	words := strings.Fields(s)
	return len(words) > 0 && titleKind(words[0]) == 'a'
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
