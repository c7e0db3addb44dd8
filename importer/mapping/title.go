package mapping

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/data/fold"
)

// A concept is the meaning of a title, before it is known of which record: "street", "company", "full_name".
type concept = string

// none is the concept of titles that are no field of ours.
const none concept = "none"

// Qualifiers of titles, as the table of synonyms names them.
const (
	qSecond  = "second"
	qOther   = "other"
	qBilling = "billing"
	qPerson  = "person"
	qCompany = "company"
	qWork    = "work"
	qPrivate = "private"
	qMobile  = "mobile"
	qNoise   = "noise"
	qNone    = "none"
)

// A meaning is one thing a title may mean.
type meaning struct {
	concept concept
	score   float64 // 1: the whole title says it
	quals   []string
	number  int  // "E-mail 2": 2
	person  int  // "Kontakt 2: jméno": 2
	own     bool // it is the title or the key of a field of ours
	noise   bool // the title has words that say nothing, besides
	mixed   bool // it has words that mean another field, besides
}

// exactConcepts are told by short words that stand in many titles: words beside them make something else of them.
var exactConcepts = []concept{"category", "role", "state", "phase", "kind", "rating", "priority", "date", "time", "done", "tags", "unit"}

func (m *meaning) is(qualifier string) bool { return slices.Contains(m.quals, qualifier) }

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

// meanings are those that a title may have, the likeliest first.
func (w *words) meanings(title string) []meaning {
	list := w.unglue(titleWords(title))
	if len(list) == 0 || len(list) > 14 {
		return nil
	}
	found := w.meaningsOf(list)
	if !strings.ContainsAny(title, "/,+&") && slices.ContainsFunc(found, func(m meaning) bool { return m.concept == "fax" }) {
		found = slices.DeleteFunc(found, func(m meaning) bool { return m.concept == "phone" || m.concept == "mobile" }) // "Phone Fax"
	}
	if len(found) > 0 && found[0].score >= certainScore {
		return found
	}
	if corrected, cost := w.correct(list); corrected != nil {
		better := w.meaningsOf(corrected)
		for i := range better {
			better[i].score -= cost
		}
		if len(better) > 0 && (len(found) == 0 || better[0].score > found[0].score) {
			return better
		}
	}
	return found
}

// meaningsOf are those of a title of these words.
func (w *words) meaningsOf(list []string) []meaning {
	var found []meaning
	whole := strings.Join(list, " ")
	for from := range list {
		for to := min(len(list), from+w.longest); to > from; to-- {
			for _, m := range w.phrase(list, from, to) {
				found = keepBest(found, m)
			}
		}
	}
	if len(list) == 2 && len(found) == 0 || len(list) == 2 && found[0].score < 0.9 { // PRICE_PURCHASE
		for _, c := range w.phrases[list[1]+" "+list[0]] {
			found = keepBest(found, meaning{concept: c, score: 0.93})
		}
	}
	if slices.Contains(w.qualifiers[whole], qNone) || len(list) > 1 && w.allNone(list) {
		// Only a meaning of the whole title stands against that.
		found = slices.DeleteFunc(found, func(m meaning) bool { return m.score <= 1 })
		found = keepBest(found, meaning{concept: none, score: 1})
	}
	slices.SortStableFunc(found, func(a, b meaning) int {
		switch {
		case a.score > b.score:
			return -1
		case a.score < b.score:
			return 1
		}
		return 0
	})
	// Where a title says one thing plainly, its other readings do not count.
	return slices.DeleteFunc(found, func(m meaning) bool { return m.score < found[0].score-0.25 })
}

// phrase are the meanings of a title by the phrase between two of its words.
func (w *words) phrase(list []string, from, to int) []meaning {
	key := strings.Join(list[from:to], " ")
	concepts, own := w.phrases[key], w.own[key]
	if len(concepts) == 0 && len(own) == 0 {
		return nil
	}
	whole := strings.Join(list, " ")
	rest := w.rest(list, from, to)
	var found []meaning
	for _, c := range slices.Concat(own, concepts) {
		m := rest
		m.concept, m.own = c, slices.Contains(own, c)
		m.quals = slices.Clone(rest.quals)
		ofCompany := func(word string) bool { return slices.Contains(w.qualifiers[word], qCompany) }
		if c == "external_id" && !m.is(qCompany) && slices.ContainsFunc(list[from:to], ofCompany) {
			m.quals = append(m.quals, qCompany) // "číslo zákazníka" is that of the company
		}
		if slices.Contains(reachConcepts, c) && slices.Contains(w.qualifiers[key], qPerson) && !slices.Contains(concepts, "full_name") {
			m.quals = append(m.quals, qPerson) // "Durchwahl" is that of the person
		}
		switch {
		case !m.is(qOther):
		case c == "phone" || c == "mobile" || c == "email":
			m.number = max(m.number, 2)
		default:
			m.quals = append(m.quals, qSecond)
		}
		if to-from < len(list) && slices.Contains(w.qualifiers[key], qNoise) {
			m.score -= 0.05 // "address company" is the company
		}
		if m.mixed && c == "external_id" {
			m.score -= 0.2 // "group_id" numbers something else
		}
		if (m.noise || m.mixed) && slices.Contains(exactConcepts, c) {
			m.score -= 0.45
		}
		m.score += 0.002 * float64(len(key)) / float64(len(whole)) // the longer phrase says more
		found = append(found, m)
	}
	return found
}

func keepBest(all []meaning, m meaning) []meaning {
	for i := range all {
		if all[i].concept == m.concept {
			if m.score > all[i].score {
				all[i] = m
			}
			return all
		}
	}
	return append(all, m)
}

// allNone reports whether every word of a title is one that means nothing of ours, or qualifies.
func (w *words) allNone(list []string) bool {
	some := false
	for at := 0; at < len(list); {
		_, q, n := w.qualifier(list, at, len(list))
		switch {
		case slices.Contains(q, qNone):
			some = true
		case len(q) == 0 && !isNumber(list[at]):
			return false
		}
		at += max(1, n)
	}
	return some
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

// rest weighs the words of a title besides the phrase between two of them.
func (w *words) rest(list []string, from, to int) meaning {
	m := meaning{score: 1}
	unknown := 0
	person := false // the words before are those of a person, whose number may follow
	for at := 0; at < len(list); {
		if at == from {
			person = slices.Contains(w.qualifiers[strings.Join(list[from:to], " ")], qPerson)
			at = to
			continue
		}
		end := len(list)
		if at < from {
			end = from
		}
		if isNumber(list[at]) {
			n, _ := strconv.Atoi(list[at])
			switch {
			case n < 1 || n > 9:
				unknown++
			case person:
				m.person = n
			default:
				m.number = n
				m.score -= 0.01
			}
			person = false
			at++
			continue
		}
		// Of words that qualify and words that mean something themselves the longer phrase counts.
		key, q, n := w.qualifier(list, at, end)
		other := w.other(list[at:end], key, n)
		switch {
		case n > 0 && n >= other:
			if !slices.Contains(q, qNoise) && slices.Contains(q, qNone) {
				m.score = 0
				return m
			}
			person = slices.Contains(q, qPerson)
			for _, name := range q {
				if name != qNoise && name != qNone && !m.is(name) {
					m.quals = append(m.quals, name)
				}
			}
			m.noise = m.noise || slices.Contains(q, qNoise)
			m.score -= 0.01
			at += n
		case other > 0:
			m.mixed = true
			m.score -= 0.35
			person = false
			at += other
		default:
			unknown++
			person = false
			at++
		}
	}
	switch {
	case unknown == 1:
		m.score -= 0.3
	case unknown > 1:
		m.score -= 0.3 + 0.2*float64(unknown-1)
	}
	m.score = max(0, m.score)
	return m
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
