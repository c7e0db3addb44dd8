package data

import (
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Fold reduces a text to what people mean when they call two texts the same: lower case,
// without accents, spaces and punctuation. "Alfa, s.r.o." and "ALFA s. r. o." both give "alfasro".
// A text of punctuation alone folds to "".
func Fold(s string) string { return fold(s, false) }

// FoldWords is Fold that keeps words apart by single spaces, for search.
func FoldWords(s string) string { return strings.TrimSpace(fold(s, true)) }

func fold(s string, words bool) string {
	if folded, ok := foldASCII(s, words); ok {
		return folded
	}
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

// foldASCII does the same for the common case, a text of ASCII alone, without tables.
func foldASCII(s string, words bool) (string, bool) {
	b := make([]byte, 0, len(s)+1)
	gap := false
	for i := range len(s) {
		c := s[i]
		switch {
		case c >= 0x80:
			return "", false
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
			fallthrough
		case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
			if gap && words && len(b) > 0 {
				b = append(b, ' ')
			}
			gap = false
			b = append(b, c)
		default:
			gap = true
		}
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
