// Package fold reduces texts to what they are compared, searched and sorted by. People write one name in many ways; what
// they mean by it is in its letters and digits:
//
//	"Alfa, s.r.o."  ── Text ──────> "alfasro"      are two names the same?
//	"Žlutý kůň"     ── Words ─────> "zluty kun"    what a search looks for
//	" A-1"          ── Code ──────> "a-1"          a code keeps its punctuation
//	"1234567"       ── RegNumber ─> "01234567"     an IČO as it was before a spreadsheet took its zeros
//	"Chalupa"       ── SortKey ───> bytes          its place in a list
//
// The functions are pure and know no records: which text is folded how, the tables of package data say. What they return is
// stored beside the records, so whoever changes a function counts up the version of the derived columns there.
package fold

import (
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Text reduces a text to what people mean when they call two texts the same: lower case,
// without accents, spaces and punctuation. "Alfa, s.r.o." and "ALFA s. r. o." both give "alfasro".
// A text of punctuation alone folds to "".
func Text(s string) string { return fold(s, false) }

// Words is [Text] that keeps words apart by single spaces, for search.
func Words(s string) string { return strings.TrimSpace(fold(s, true)) }

func fold(s string, words bool) string {
	if folded, ok := foldLatin(s, words); ok {
		return folded
	}
	return foldAny(s, words)
}

func foldAny(s string, words bool) string {
	var b strings.Builder
	b.Grow(len(s))
	gap := false
	for _, r := range norm.NFKD.String(cases.Fold().String(s)) {
		switch {
		case unicode.Is(unicode.Mn, r): // accents
		case unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.Is(unicode.M, r):
			if gap && words && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			b.WriteRune(plain(r))
		default:
			gap = true
		}
	}
	return b.String()
}

// latin holds the folded form of each letter up to U+017F: all that Czech and its neighbours write with.
// "" is what separates words, " " the few that fold to more than one word: ½, ŀ.
var latin = sync.OnceValue(func() *[0x180]string {
	var folded [0x180]string
	for r := range folded {
		folded[r] = foldAny(string(rune(r)), false)
		if between := foldAny("x"+string(rune(r))+"x", true); folded[r] != "" && between != "x"+folded[r]+"x" {
			folded[r] = " "
		}
	}
	return &folded
})

// foldLatin does the same for a text of such letters alone, several times as fast. There are no combining
// characters among them, so each folds by itself.
func foldLatin(s string, words bool) (string, bool) {
	folded := latin()
	b := make([]byte, 0, len(s)+1)
	gap := false
	for _, r := range s {
		if r >= 0x180 {
			return "", false
		}
		f := folded[r]
		switch f {
		case " ":
			return "", false
		case "":
			gap = true
			continue
		}
		if gap && words && len(b) > 0 {
			b = append(b, ' ')
		}
		gap = false
		b = append(b, f...)
	}
	return string(b), true
}

// plain maps letters whose stroke is no combining accent to the letter people type instead.
func plain(r rune) rune {
	switch r {
	case 'ł':
		return 'l'
	case 'đ', 'ð':
		return 'd'
	case 'ø':
		return 'o'
	case 'ı':
		return 'i'
	}
	return r
}
