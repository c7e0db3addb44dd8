package value

import (
	"strings"

	"kartoteka/assets"
	"kartoteka/data/fold"
)

var emptyWords = assets.PerTable(func() map[string]bool {
	words := map[string]bool{}
	for _, word := range assets.Vocabulary("empty") {
		words[fold.Words(word)] = true
	}
	return words
})

// IsEmptyWord reports what programs write where there is no value: a date of nothing but zeros, "n/a", "Nešpecifikované".
func IsEmptyWord(s string) bool {
	if len(s) > 30 {
		return false
	}
	switch s {
	case "-", "–", "—", "?", ".":
		return true
	}
	if strings.Trim(s, "0. /-:") == "" {
		return strings.Count(s, "0") >= 3 && strings.ContainsAny(s, "./-")
	}
	return emptyWords()[fold.Words(s)]
}
