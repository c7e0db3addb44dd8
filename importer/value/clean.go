package value

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// clean makes a text ready to be stored: Unicode NFC, without control characters and without blanks or
// invisible characters at its ends. Line breaks of any kind become "\n" in a text of several
// lines, and a space elsewhere; a tab is a space everywhere.
//
// seen reports that a reader could tell the difference: a line break inside the text became a
// space, or a control character, which spreadsheets draw as a box, went. Blanks and invisible characters
// at the ends go unnoticed, as everybody expects.
func clean(s string, lines bool) (text string, seen bool) {
	if isClean(s) {
		return s, false
	}
	s, seen = withoutControls(strings.ToValidUTF8(s, "\uFFFD"))
	s = trim(s)
	if !lines && strings.Contains(s, "\n") {
		s, seen = oneLine(s), true
	}
	// Composing comes last, because a control character may have stood between a letter and its accent.
	return trim(norm.NFC.String(s)), seen
}

// isClean reports that nothing needs doing, for the common case: letters of ASCII and of the European
// languages, without blanks at the ends.
func isClean(s string) bool {
	if s == "" || s[0] == ' ' || s[len(s)-1] == ' ' {
		return s == ""
	}
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c < ' ' || c == 0x7F:
			return false
		case c < utf8.RuneSelf:
		case c >= 0xC3 && c <= 0xC5 && i+1 < len(s) && s[i+1]&0xC0 == 0x80: // U+00C0 to U+017F
			i++
		default:
			return false
		}
	}
	return true
}

// withoutControls removes control characters, makes all line breaks "\n" and tabs spaces.
func withoutControls(s string) (text string, removed bool) {
	var b strings.Builder
	b.Grow(len(s))
	for i, r := range s {
		switch {
		case r == '\r' && strings.HasPrefix(s[i+1:], "\n"):
		case r == '\r' || isBreak(r):
			b.WriteByte('\n')
		case r == '\t':
			b.WriteByte(' ')
		case unicode.IsControl(r):
			removed = true
		default:
			b.WriteRune(r)
		}
	}
	return b.String(), removed
}

func isBreak(r rune) bool {
	return r == '\n' || r == '\v' || r == '\f' || r == '\u0085' || r == '\u2028' || r == '\u2029'
}

// oneLine joins lines by single spaces.
func oneLine(s string) string {
	lines := strings.Split(s, "\n")
	n := 0
	for _, line := range lines {
		if line = trim(line); line != "" {
			lines[n] = line
			n++
		}
	}
	return strings.Join(lines[:n], " ")
}

// trim cuts blanks and invisible characters off both ends.
func trim(s string) string {
	return strings.TrimFunc(s, func(r rune) bool { return isSpace(r) || isInvisible(r) })
}

// isBlank reports that nothing of a text is left once it is clean.
func isBlank(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return !isSpace(r) && !isInvisible(r) && !unicode.IsControl(r) }) < 0
}

// isSpace reports whether the character shows as an empty place, and nothing else.
func isSpace(r rune) bool {
	switch r {
	case '\u2800', '\u3164', '\uFFA0', '\u115F', '\u1160': // the empty Braille pattern, fillers of Hangul
		return true
	}
	return unicode.IsSpace(r)
}

// isInvisible reports whether the character takes no place at all: zero-width spaces and joiners, marks
// of direction (Windows puts them round telephone numbers), the byte order mark, the soft hyphen.
func isInvisible(r rune) bool {
	switch {
	case r < 0xAD:
		return false
	case r == '\u00AD', r == '\u034F', r == '\u061C', r == '\u180E', r == '\uFEFF':
		return true
	}
	return r >= '\u200B' && r <= '\u200F' || r >= '\u202A' && r <= '\u202E' || r >= '\u2060' && r <= '\u206F'
}

// plainSpaces makes every blank a space and removes invisible characters inside a text too. It is for
// values that are understood, not kept as they are: a zero-width space in a number has no meaning.
func plainSpaces(s string) string {
	if isClean(s) {
		return s
	}
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case isInvisible(r):
			return -1
		case isSpace(r):
			return ' '
		}
		return r
	}, s))
}

// withoutSpaces is plainSpaces that removes the blanks as well.
func withoutSpaces(s string) string {
	s = plainSpaces(s)
	if strings.IndexByte(s, ' ') < 0 {
		return s
	}
	return strings.ReplaceAll(s, " ", "")
}
