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

// foreignBools are words for yes and no in tables of programs in a language that is none of ours.
var foreignBools = map[string]bool{"ja": true, "wahr": true, "nein": false, "falsch": false}

// IsForeignBool reports a word for yes or no, in any of the languages that tables of other programs come in.
func IsForeignBool(s string) bool {
	_, ok := foreignBools[strings.ToLower(s)]
	if !ok {
		_, ok = bools()[strings.ToLower(s)]
	}
	return ok
}

// ForeignBool is yes or no of a word in a language that is none of ours.
func ForeignBool(s string) (yes, ok bool) {
	yes, ok = foreignBools[strings.ToLower(s)]
	return yes, ok
}

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
