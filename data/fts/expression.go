package fts

import (
	"strings"

	"kartoteka/data/fold"
)

// Words returns the words of a search, folded as the index has them. A text of punctuation
// alone has none; words beyond the sixteenth are passed over.
func Words(search string) []string {
	words := strings.Fields(fold.Words(search))
	return words[:min(len(words), 16)]
}

// Expression returns the words in the language of FTS5: each must be the beginning of a word
// of the record, or with whole such a word. Numbers side by side may also be one that was typed with spaces: 777 123 456.
// Words are letters and digits, so nothing of what was typed can be read as syntax.
//
// Records that hold a whole word are found one by one as the index lists them; of those that hold a beginning of more than three
// letters, FTS5 gathers all before it gives the first.
func Expression(words []string, whole bool) string {
	term := prefixOf
	if whole {
		term = wholeWord
	}
	var terms []string
	for i := 0; i < len(words); {
		run := i
		for run < len(words) && isNumber(words[run]) {
			run++
		}
		if run == i {
			terms = append(terms, term(words[i]))
			i++
			continue
		}
		terms = append(terms, numberTerm(words[i:run], term))
		i = run
	}
	return strings.Join(terms, " AND ")
}

// numberTerm returns the term for numbers that stand side by side: each is one, or all are one
// phone number or identifier, of which the 00 of abroad or the 0 within a country may be left out.
func numberTerm(numbers []string, term func(string) string) string {
	var apart []string
	for _, n := range numbers {
		apart = append(apart, term(n))
	}
	terms := []string{strings.Join(apart, " AND ")}
	whole := strings.Join(numbers, "")
	if len(numbers) > 1 {
		terms = append(terms, term(whole))
	}
	if len(whole) >= 8 && whole[0] == '0' {
		terms = append(terms, term(strings.TrimPrefix(whole[1:], "0")))
	}
	return "((" + strings.Join(terms, ") OR (") + "))"
}

func prefixOf(word string) string { return `"` + word + `"*` }

func wholeWord(word string) string { return `"` + word + `"` }

func isNumber(word string) bool { return strings.Trim(word, "0123456789") == "" }
