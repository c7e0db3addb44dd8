package mapping

import (
	"math/bits"
	"strings"
	"unicode/utf8"

	"kartoteka/data"
	"kartoteka/data/fold"
	"kartoteka/importer/convert"
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

// text is how well values agree with a text of words.
func (p *profile) text() float64 { return either(p.isText(), 0.9, 0.2) }

// parted is the part of the values with a street and a town, though without a postcode.
func (p *profile) parted() float64 {
	return p.part(func(v string) bool {
		a := convert.SplitAddress(v, nil)
		return a.Sure && a.Street != "" && a.City != "" && strings.ContainsAny(a.Street, "0123456789")
	})
}

// part is the part of the values of which something is so.
func (p *profile) part(is func(string) bool) float64 {
	if len(p.values) == 0 {
		return 0
	}
	n := 0
	for _, v := range p.values {
		if is(v) {
			n++
		}
	}
	return float64(n) / float64(len(p.values))
}

// isTownWithZIP reports a postcode and a town, and no street.
func isTownWithZIP(v string) bool {
	a := convert.SplitAddress(v, nil)
	return a.Sure && a.ZIP != "" && a.City != "" && a.Street == ""
}

// names is the part of the values that may be names of persons, though no word of them is known as one.
func (p *profile) names() float64 {
	return p.part(func(v string) bool { return convert.IsPersonName(v) > 0 })
}

// codes is the part of the values that are one word with a digit, of so many letters and digits.
func (p *profile) codes(from, to int) float64 {
	if len(p.values) == 0 {
		return 0
	}
	n := 0
	for _, v := range p.values {
		bare := strings.Map(func(r rune) rune {
			if strings.ContainsRune(" -./'\u00A0", r) {
				return -1
			}
			return r
		}, v)
		if len(bare) >= from && len(bare) <= to && strings.ContainsAny(bare, "0123456789") && strings.IndexFunc(bare, func(r rune) bool {
			return r > 'z' || r < '0'
		}) < 0 {
			n++
		}
	}
	return float64(n) / float64(len(p.values))
}

// numbers is the part of the values that are amounts.
func (p *profile) numbers() float64 {
	if len(p.values) == 0 {
		return 0
	}
	n := 0
	for _, v := range p.values {
		v = strings.Map(func(r rune) rune {
			if r >= '0' && r <= '9' {
				return '0'
			}
			if strings.ContainsRune(" .,-'\u00A0\u202F", r) {
				return -1
			}
			return r
		}, v)
		for _, unit := range []string{"Kč", "CZK", "EUR", "€", "USD", "$", "£", "kc", "Kc"} {
			v = strings.TrimPrefix(strings.TrimSuffix(v, unit), unit)
		}
		if v != "" && strings.Trim(v, "0") == "" && len(v) < 16 {
			n++
		}
	}
	return float64(n) / float64(len(p.values))
}

// rates is the part of the values that are rates of a tax: few, and none over fifty.
func (p *profile) rates() float64 {
	if len(p.values) == 0 || p.distinct > 8 {
		return 0
	}
	n := 0
	for _, v := range p.values {
		v = strings.TrimSpace(strings.TrimSuffix(v, "%"))
		whole, _, _ := strings.Cut(strings.ReplaceAll(v, ".", ","), ",")
		if len(whole) <= 2 && whole != "" && strings.Trim(whole, "0123456789") == "" && whole <= "50" {
			n++
		}
	}
	return float64(n) / float64(len(p.values))
}
