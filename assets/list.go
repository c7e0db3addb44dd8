package assets

import (
	"cmp"
	"strings"
	"sync"

	"golang.org/x/text/collate"
)

// And joins items into an enumeration: "a, b a c", "a, b and c".
func (l Lang) And(items []string) string {
	last := len(items) - 1
	if last < 1 {
		return strings.Join(items, "")
	}
	return strings.Join(items[:last], l.style().comma) + l.style().and + items[last]
}

// Compare orders two texts by the language's alphabet: it is negative where a comes first. In Czech "ch" follows "h"
// and "č" follows "c". Texts that only the alphabet holds equal are ordered by their bytes, so that 0 means the same
// text.
func (l Lang) Compare(a, b string) int {
	pool := collators[l.known()]
	c := pool.Get().(*collate.Collator)
	defer pool.Put(c)
	return cmp.Or(c.CompareString(a, b), strings.Compare(a, b))
}

// A Collator keeps buffers and serves one goroutine at a time, hence the pools.
var collators = func() map[Lang]*sync.Pool {
	pools := map[Lang]*sync.Pool{}
	for _, l := range Languages() {
		pools[l] = &sync.Pool{New: func() any { return collate.New(l.Tag(), collate.Numeric) }}
	}
	return pools
}()
