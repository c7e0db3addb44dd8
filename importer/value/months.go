package value

import (
	"strings"

	"kartoteka/assets"
	"kartoteka/data/fold"
)

// romanMonths are the numbers of months as dates carry them: 24. XII. 2026.
const romanMonths = "i ii iii iv v vi vii viii ix x xi xii"

// months are the words for the months in every language, folded, and Roman numerals.
var months = assets.PerTable(func() map[string]int {
	words := map[string]int{}
	for i, roman := range strings.Fields(romanMonths) {
		words[roman] = i + 1
		for _, word := range assets.MonthWords(i + 1) {
			words[fold.Text(word)] = i + 1
		}
	}
	return words
})
