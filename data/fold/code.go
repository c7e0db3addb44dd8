package fold

import (
	"strings"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// RegNumber folds an IČO for comparison; one of digits alone gets the leading zeros that
// spreadsheets take away.
func RegNumber(s string) string {
	s = Text(s)
	if s == "" || len(s) >= 8 || strings.Trim(s, "0123456789") != "" {
		return s
	}
	return "00000000"[len(s):] + s
}

// Code folds a code or key for comparison. Unlike [Text] it keeps punctuation, inner spaces and
// accents: "A-1" and "A1" are two codes, "a-1" is the first of them.
func Code(s string) string {
	return norm.NFC.String(cases.Fold().String(strings.TrimSpace(s)))
}
