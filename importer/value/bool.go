package value

import (
	"strings"

	"kartoteka/importer/issue"
	"kartoteka/importer/xlsx"
)

// bools are the words for yes and no, in lower case: Czech, Slovak, English, Excel's own, and ticks.
var bools = map[string]bool{
	"ano": true, "áno": true, "yes": true, "true": true, "pravda": true, "1": true, "a": true, "y": true, "x": true,
	"✓": true, "✔": true, "☑": true, "✅": true,
	"ne": false, "nie": false, "no": false, "false": false, "nepravda": false, "0": false, "n": false, "☐": false,
}

// parseBool reads yes or no.
func parseBool(c xlsx.Cell) (any, []issue.Finding) {
	if c.Kind == xlsx.Bool || c.Kind == xlsx.Number && (c.Number == 0 || c.Number == 1) {
		return c.Number == 1, nil
	}
	if c.Kind == xlsx.Text {
		// The tick may come with a variation selector, as an emoji.
		if yes, ok := bools[strings.ToLower(strings.TrimSuffix(plainSpaces(c.Text), "\uFE0F"))]; ok {
			return yes, nil
		}
	}
	return nil, []issue.Finding{{Code: issue.InvalidBool}}
}
