package assets

import (
	"cmp"
	"strings"

	"golang.org/x/text/collate"
)

// And joins items into an enumeration: "a, b a c", "a, b and c".
func (l Lang) And(items []string) string {
	last := len(items) - 1
	if last < 1 {
		return strings.Join(items, "")
	}
	return strings.Join(items[:last], l.spoken().Comma) + l.spoken().And + items[last]
}

// Compare orders two texts by the language's alphabet: it is negative where a comes first. In Czech "ch" follows "h"
// and "č" follows "c". Texts that only the alphabet holds equal are ordered by their bytes, so that 0 means the same
// text.
func (l Lang) Compare(a, b string) int {
	s := l.spoken()
	c := s.collators.Get().(*collate.Collator)
	defer s.collators.Put(c)
	return cmp.Or(c.CompareString(a, b), strings.Compare(a, b))
}
