package mapping

import (
	"slices"
	"strconv"
	"strings"
)

// A concept is the meaning of a title, before it is known of which record: "street", "company", "full_name".
type concept = string

// none is the concept of titles that are no field of ours.
const none concept = "none"

// Qualifiers of titles, as the table of synonyms names them.
const (
	qSecond   = "second"
	qOther    = "other"
	qActivity = "activity"
	qBilling  = "billing"
	qPerson   = "person"
	qCompany  = "company"
	qWork     = "work"
	qPrivate  = "private"
	qMobile   = "mobile"
	qNoise    = "noise"
	qNone     = "none"
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
