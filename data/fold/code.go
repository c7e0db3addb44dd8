package fold

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// RegNumber folds an IČO for comparison; one of digits alone gets the leading zeros that
// spreadsheets take away. What holds no digit but 0 is none: two companies whose IČO is "nemá" or "0" are not the same.
func RegNumber(s string) string {
	s = Text(s)
	if !strings.ContainsAny(s, "123456789") {
		return ""
	}
	if len(s) >= 8 || strings.Trim(s, "0123456789") != "" {
		return s
	}
	return "00000000"[len(s):] + s
}

// Code folds a code or key for comparison. Unlike [Text] it keeps punctuation, inner spaces and
// accents: "A-1" and "A1" are two codes, "a-1" is the first of them. Codes that look the same are the same: blanks and
// dashes of any kind are one, characters without width none.
func Code(s string) string {
	return norm.NFC.String(cases.Fold().String(plainMarks(strings.TrimSpace(s))))
}

// plainMarks makes blanks of any kind single spaces and dashes of any width hyphens, and drops characters without width.
func plainMarks(s string) string {
	plain := true
	for i := 0; i < len(s) && plain; i++ {
		plain = s[i] > ' ' && s[i] < utf8.RuneSelf || s[i] == ' ' && s[i-1] != ' '
	}
	if plain {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	gap := false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			gap = b.Len() > 0
			continue
		case unicode.Is(unicode.Cf, r) || unicode.IsControl(r):
			continue
		case unicode.Is(unicode.Pd, r) || r == '\u2212': // the minus sign
			r = '-'
		}
		if gap {
			b.WriteByte(' ')
			gap = false
		}
		b.WriteRune(r)
	}
	return b.String()
}
