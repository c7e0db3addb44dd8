package mapping

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/data/fold"
)

// The table of synonyms, and the words of titles as it knows them.

// words is the table of synonyms, ready to be searched.
type words struct {
	phrases    map[string][]concept // by words parted by spaces
	glued      map[string]string    // phrases by their letters alone, where that is not ambiguous
	qualifiers map[string][]string
	stems      map[string]string // qualifiers of one long word, by their first letters
	own        map[string][]concept
	longest    int // words of the longest phrase

	known     map[string]bool // words of phrases
	spellings spellings
}

var vocabulary = sync.OnceValue(func() *words {
	w := &words{phrases: map[string][]concept{}, glued: map[string]string{}, qualifiers: map[string][]string{}, stems: map[string]string{}, own: map[string][]concept{}, known: map[string]bool{}}
	lists := assets.VocabularyLists("synonyms")
	for _, name := range slices.Sorted(maps.Keys(lists)) { // in one order, for titles that mean several things
		list := lists[name]
		qualifier, isQualifier := strings.CutPrefix(name, "@")
		for _, phrase := range list {
			key := strings.Join(titleWords(phrase), " ")
			if key == "" {
				continue
			}
			w.longest = max(w.longest, strings.Count(key, " ")+1)
			for word := range strings.SplitSeq(key, " ") {
				w.known[word] = true
			}
			if isQualifier {
				w.qualifiers[key] = append(w.qualifiers[key], qualifier)
				if len(key) >= 7 && !strings.Contains(key, " ") && qualifier != qNone && qualifier != qNoise {
					w.stems[key[:len(key)-1]] = key
				}
				continue
			}
			if !slices.Contains(w.phrases[key], name) {
				w.phrases[key] = append(w.phrases[key], name)
			}
			w.glued[strings.ReplaceAll(key, " ", "")] = key
		}
	}
	w.addOwn()
	w.spellings = newSpellings(w.known)
	return w
})

// addOwn adds the titles and keys of our own fields, in every language.
func (w *words) addOwn() {
	schema := data.NewSchema(nil)
	for _, t := range []data.RecordType{data.Client, data.Contact, data.Lead, data.Product, data.Deal, data.Activity} {
		for _, f := range schema.Fields(t) {
			if f.Unstored || f.Type == data.Reference {
				continue
			}
			titles := assets.FieldWords(string(t), f.Key)
			if f.Key != "state" { // which in English is a part of the country
				titles = append(titles, f.Key)
			}
			for _, l := range assets.Languages() {
				titles = append(titles, l.FieldTitle(string(t), f.Key))
			}
			for _, title := range titles {
				key := strings.Join(titleWords(title), " ")
				if c := conceptOf(t, f.Key); key != "" && c != "" && !slices.Contains(w.own[key], c) {
					w.own[key] = append(w.own[key], c)
				}
			}
		}
	}
}

// conceptOf is the concept of one of our fields. Numbered ones are not here: their number is read apart.
func conceptOf(t data.RecordType, key string) concept {
	switch {
	case strings.HasPrefix(key, "phone_") || strings.HasPrefix(key, "email_"):
		if strings.HasSuffix(key, "_type") {
			return "phone_type"
		}
		return ""
	case key == "name" && t == data.Deal:
		return "deal_name"
	case key == "name":
		return "name"
	case key == "person":
		return "person_flag"
	case key == "company_name":
		return "company"
	}
	return key
}

// titleWords takes a title apart into folded words: "vat_id2" is vat, id, 2 and "KodBanky" kod, banky.
func titleWords(title string) []string {
	var b strings.Builder
	runes := []rune(title)
	for i, r := range runes {
		if i > 0 {
			before := runes[i-1]
			camel := unicode.IsUpper(r) && unicode.IsLower(before)
			acronym := i+1 < len(runes) && unicode.IsUpper(r) && unicode.IsUpper(before) && unicode.IsLower(runes[i+1]) && len(runes)-i > 2
			number := unicode.IsDigit(r) && unicode.IsLetter(before) || unicode.IsLetter(r) && unicode.IsDigit(before)
			if camel || acronym || number {
				b.WriteByte(' ')
			}
		}
		b.WriteRune(r)
	}
	var out []string
	for word := range strings.SplitSeq(fold.Words(b.String()), " ") {
		switch {
		case word == "":
		case word == "mail" && len(out) > 0 && out[len(out)-1] == "e": // E-mail, eMail
			out[len(out)-1] = "email"
		default:
			out = append(out, word)
		}
	}
	return out
}

// unglue parts words that the table knows only in parts: German compounds of a qualifier, "lieferort", and words written
// together, "zipcode".
func (w *words) unglue(list []string) []string {
	var out []string
	for _, word := range list {
		if w.knows(word) || len(word) < 5 {
			out = append(out, word)
			continue
		}
		if key, ok := w.glued[word]; ok {
			out = append(out, strings.Split(key, " ")...)
			continue
		}
		parted := false
		for _, cut := range []string{"liefer", "versand", "rechnungs", "firmen", "kunden", "privat", "geschafts", "unternehmens", "haupt", "lieferanten", "haus", "kontakt", "user", "contact", "company", "customer", "client", "billing", "shipping", "delivery", "home", "work", "account", "person"} {
			if rest, ok := strings.CutPrefix(word, cut); ok && w.knows(rest) {
				out = append(out, cut, rest)
				parted = true
				break
			}
		}
		if !parted {
			out = append(out, word)
		}
	}
	if whole := strings.Join(out, ""); len(out) > 1 {
		if key, ok := w.glued[whole]; ok && len(w.phrases[strings.Join(out, " ")]) == 0 {
			return strings.Split(key, " ")
		}
	}
	return out
}

func (w *words) knows(word string) bool {
	return len(w.phrases[word])+len(w.qualifiers[word])+len(w.own[word]) > 0
}

// qualifier is the longest qualifying phrase at a place.
func (w *words) qualifier(list []string, at, end int) (key string, qualifiers []string, n int) {
	for to := min(end, at+w.longest); to > at; to-- {
		key = strings.Join(list[at:to], " ")
		if q := w.qualifiers[key]; len(q) > 0 {
			return key, q, to - at
		}
	}
	// Endings of cases: kontaktního, fakturačního.
	for cut := 1; cut <= 3 && len(list[at])-cut >= 6; cut++ {
		if stem, ok := w.stems[list[at][:len(list[at])-cut]]; ok {
			return stem, w.qualifiers[stem], 1
		}
	}
	return "", nil, 0
}

// other is the number of words of the longest known phrase at the beginning of a list. The qualifier of n words stands there, too.
func (w *words) other(list []string, qualifier string, n int) int {
	for size := len(list); size > 0; size-- {
		phrase := strings.Join(list[:size], " ")
		if numbered, ok := strings.CutPrefix(phrase, qualifier+" "); n > 0 && ok && isNumber(numbered) {
			continue // "Address 1 - City" is no street, as "Address 1" alone is
		}
		if len(w.phrases[phrase]) > 0 {
			return size
		}
	}
	return 0
}

func isNumber(s string) bool { return strings.Trim(s, "0123456789") == "" }
