// Package fts says by which words a record is found: those its texts have in a full-text index of SQLite
// (https://sqlite.org/fts5.html), and the expression that asks the index for what people type.
//
//	AddText, AddIdentifier, AddPhone ──> words, folded, with a space between them ──> a row of the index
//	what is typed ── Words ──> words ── Expression ──> MATCH …
//
// Both ends fold alike, so they belong together. The package knows neither records nor tables.
package fts

import (
	"strings"

	"kartoteka/data/fold"
)

// Create returns the statement that makes a full-text index with the column words. It keeps which
// words a row has, neither texts nor positions. The words are folded by [fold.Words] before, so
// the tokenizer has only to split them at spaces.
func Create(table string) string {
	return "CREATE VIRTUAL TABLE " + table +
		" USING fts5(words, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii', prefix = '1 2 3')"
}

// Text returns the words of a text alone, as [AddText] adds them.
func Text(s string) string {
	var b strings.Builder
	AddText(&b, s)
	return b.String()
}

// AddText adds the words of a text. What stands between spaces is also one word, so that
// "s.r.o." is found as "sro" and "A-1" as "a1".
func AddText(b *strings.Builder, s string) {
	for chunk := range strings.FieldsSeq(s) {
		words := fold.Words(chunk)
		if words == "" {
			continue
		}
		b.WriteString(words)
		b.WriteByte(' ')
		if strings.Contains(words, " ") {
			b.WriteString(strings.ReplaceAll(words, " ", ""))
			b.WriteByte(' ')
		}
	}
}

// AddIdentifier adds an identifier, however it is spaced, as one word; that of DIČ CZ12345678
// also without the letters.
func AddIdentifier(b *strings.Builder, s string) {
	AddText(b, s)
	whole := fold.Text(s)
	b.WriteString(whole)
	b.WriteByte(' ')
	if digits := strings.TrimLeft(whole, "abcdefghijklmnopqrstuvwxyz"); digits != whole && isNumber(digits) {
		b.WriteString(digits)
		b.WriteByte(' ')
	}
}

// national is the number of digits of a Czech or Slovak number without its prefix.
const national = 9

// AddPhone adds a phone number as one word of digits, with and without the prefix.
func AddPhone(b *strings.Builder, s string) {
	digits := make([]byte, 0, 16)
	for i := range len(s) {
		if '0' <= s[i] && s[i] <= '9' {
			digits = append(digits, s[i])
		}
	}
	number := strings.TrimPrefix(string(digits), "00")
	b.WriteString(number)
	b.WriteByte(' ')
	switch {
	case len(number) == national:
		b.WriteString("420" + number + " ")
	case len(number) > national:
		b.WriteString(number[len(number)-national:] + " ")
	}
}
