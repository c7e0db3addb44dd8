package xlsx

import (
	"cmp"
	"math"
	"strings"
)

// Show returns the text that a spreadsheet shows for a number, spelled as in English and without the blanks around
// it. zeros reports that the format pads a whole number to a fixed length, 0000 or 000 00, so that the text holds all its
// digits. ok is false where the look is not known.
func (l *Look) Show(n float64, date1904 bool) (text string, zeros, ok bool) {
	s, n := l.section(n)
	if s == nil || s.foreign {
		return "", false, false
	}
	if s.date {
		text, ok = s.showTime(n, date1904)
	} else {
		text, ok = s.showNumber(n), true
	}
	return strings.TrimSpace(strings.ReplaceAll(text, "\u00A0", " ")), s.zeros && n == math.Trunc(n), ok
}

// Unit returns the words that the format puts beside a number, with the code of a currency where its sign alone says too
// little. percent reports that the number is shown as a percentage; thousands is by which power of a thousand it is shown smaller.
func (l *Look) Unit(n float64) (unit string, percent bool, thousands int) {
	s, _ := l.section(n)
	if s == nil {
		return "", false, 0
	}
	var b strings.Builder
	for _, p := range s.parts {
		switch {
		case p.kind == 'L' || p.kind == '$':
			b.WriteString(cmp.Or(p.code, p.text))
		case p.kind == '/' && !s.hasFraction():
			b.WriteByte('/')
		case b.Len() > 0:
			b.WriteByte(' ')
		}
	}
	return strings.TrimSpace(b.String()), s.percents > 0, s.thousands
}

// ShowText is Show for a text.
func (l *Look) ShowText(s string) (text string, ok bool) {
	last := &l.sections[len(l.sections)-1]
	if !last.text {
		return "", false
	}
	var b strings.Builder
	for _, p := range last.parts {
		switch p.kind {
		case '@':
			b.WriteString(s)
		case 'L', '$':
			b.WriteString(p.text)
		}
	}
	return strings.TrimSpace(b.String()), true
}

// builtinCodes are the formats that every program knows by an id and shows alike.
var builtinCodes = map[int]string{
	1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
	15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss",
	37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
	45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0",
}
