package mapping

import (
	"math/bits"
	"strings"
	"unicode/utf8"

	"kartoteka/data"
	"kartoteka/data/fold"
	"kartoteka/importer/source"
	"kartoteka/importer/value"
)

// A profile is what the values of a column look like.
type profile struct {
	filled   int // rows of the whole table with a value
	values   []string
	cells    []source.Cell // those of values
	forms    [value.Forms]int
	distinct int
	length   float64 // mean, in characters
	longest  int
	words    float64 // mean
}

func newProfile(p *value.Parser, filled int, cells []source.Cell) *profile {
	pr := &profile{filled: filled, cells: cells}
	seen := map[string]bool{}
	known := map[string]value.Form{}
	letters, words := 0, 0
	for _, c := range cells {
		text := strings.TrimSpace(p.Shown(c))
		if value.IsEmptyWord(text) {
			continue
		}
		f, ok := known[text]
		if !ok || text == "" {
			f = p.FormsOf(c)
			known[text] = f
		}
		for f != 0 {
			i := bits.TrailingZeros32(uint32(f))
			pr.forms[i]++
			f &^= 1 << i
		}
		pr.values = append(pr.values, text)
		seen[fold.Text(text)] = true
		n := utf8.RuneCountInString(text)
		letters += n
		pr.longest = max(pr.longest, n)
		words += len(strings.Fields(text))
	}
	pr.distinct = len(seen)
	if n := len(pr.values); n > 0 {
		pr.length, pr.words = float64(letters)/float64(n), float64(words)/float64(n)
	}
	return pr
}

// share is the part of the values that have one of the forms at least, the most frequent of them.
func (p *profile) share(forms ...value.Form) float64 {
	if len(p.values) == 0 {
		return 0
	}
	most := 0
	for _, f := range forms {
		most = max(most, p.forms[bits.TrailingZeros32(uint32(f))])
	}
	return float64(most) / float64(len(p.values))
}

// sum is the part of the values that have any of forms that exclude each other.
func (p *profile) sum(forms ...value.Form) float64 {
	if len(p.values) == 0 {
		return 0
	}
	n := 0
	for _, f := range forms {
		n += p.forms[bits.TrailingZeros32(uint32(f))]
	}
	return min(1, float64(n)/float64(len(p.values)))
}

// known is the part of the values that a field of known values takes.
func (p *profile) known(parser *value.Parser, f *data.Field) float64 {
	if len(p.values) == 0 {
		return 0
	}
	n := 0
	for _, v := range p.values {
		if parser.Knows(f, v) {
			n++
		}
	}
	return float64(n) / float64(len(p.values))
}

// isList reports values that may be the items of a list: short words, few of them, and most of them more than once.
func (p *profile) isList() bool {
	n := len(p.values)
	return n > 0 && p.longest <= 40 && p.words <= 3.5 && p.share(value.FormNumber) < 0.5 && p.share(value.FormDate) < 0.5 &&
		(p.distinct <= 3 || p.distinct <= 30 && p.distinct <= max(4, n*2/3))
}

// isText reports values that people wrote: words, and not numbers or codes.
func (p *profile) isText() bool {
	return p.sum(value.FormNumber, value.FormEmail, value.FormURL)+p.share(value.FormDate, value.FormPhone) < 0.5
}
