package fold

import (
	"sync"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// A collation makes keys whose order is that of a Czech dictionary: C, Č, D, H, Ch. The order belongs to the database and not to
// the language of a window: the keys are stored and indexed, and people who speak different languages share them. Its names are
// mostly Czech and Slovak ones. Slovak orders them the same way but for Ä and Ô, which stand here beside A and O.
type collation struct {
	collator *collate.Collator
	buffer   collate.Buffer
}

var collations = sync.Pool{New: func() any { return &collation{collator: collate.New(language.Czech)} }}

// SortKey returns the key of a text in the order of a Czech dictionary; keys compare as bytes.
func SortKey(s string) []byte {
	c := collations.Get().(*collation)
	defer collations.Put(c)
	defer c.buffer.Reset()
	return append([]byte{}, c.collator.KeyFromString(&c.buffer, s)...)
}
