package value

import (
	"strings"

	"kartoteka/assets"
	"kartoteka/importer/issue"
	"kartoteka/importer/xlsx"
)

// bools are the words for yes and no in every language, in lower case, those that are written included, and ticks.
var bools = assets.PerTable(func() map[string]bool {
	words := map[string]bool{"1": true, "x": true, "✓": true, "✔": true, "☑": true, "✅": true, "0": false, "☐": false}
	yes := inEveryLanguage(func(l assets.Lang) string { return l.Text("bool.true") })
	no := inEveryLanguage(func(l assets.Lang) string { return l.Text("bool.false") })
	for _, word := range append(yes, assets.YesWords()...) {
		words[strings.ToLower(word)] = true
	}
	for _, word := range append(no, assets.NoWords()...) {
		words[strings.ToLower(word)] = false
	}
	return words
})

// parseBool reads yes or no.
func parseBool(c xlsx.Cell) (any, []issue.Finding) {
	if c.Kind == xlsx.Bool || c.Kind == xlsx.Number && (c.Number == 0 || c.Number == 1) {
		return c.Number == 1, nil
	}
	if c.Kind == xlsx.Text {
		// The tick may come with a variation selector, as an emoji.
		if yes, ok := bools()[strings.ToLower(strings.TrimSuffix(plainSpaces(c.Text), "\uFE0F"))]; ok {
			return yes, nil
		}
	}
	return nil, []issue.Finding{{Code: issue.InvalidBool}}
}
