package xlsx

import (
	"strconv"
	"strings"
)

// A Look is a number format taken apart (ECMA-376 part 1, 18.8.31): what cells of the format show.
type Look struct{ sections []section }

// A section is the part of a format that is for some numbers, or for texts.
type section struct {
	parts     []piece
	compare   string // of a condition, [<100]: its operator; "" for none
	than      float64
	percents  int  // each multiplies by a hundred
	thousands int  // commas behind the last digit: each divides by a thousand
	grouped   bool // a comma between digits
	zeros     bool // zeros with nothing but blanks and marks between them, see Look.Show
	date      bool // dates, times, elapsed times
	half      bool // AM and PM
	general   bool
	text      bool // @
	foreign   bool // something whose look is not known
}

// A piece of a section: its kind is 'L' for text shown as it is, the placeholder itself for digits (0 # ?), the
// letter of a date or time (d m y h s), '$' for the sign of a currency in brackets, '[' for an elapsed time, 'A' for AM/PM, 'E' for an exponent, 'G' for General, or one
// of . , % / @.
type piece struct {
	kind byte
	text string
	code string // of a sign that several currencies share: ISO 4217, by the language beside it
}

// takeApart takes a format code apart.
func takeApart(code string) *Look {
	l := &Look{}
	rs := []rune(code)
	var s section
	var literal strings.Builder
	flush := func() {
		if literal.Len() > 0 {
			s.parts = append(s.parts, piece{kind: 'L', text: literal.String()})
			literal.Reset()
		}
	}
	add := func(kind byte, text string) {
		flush()
		s.parts = append(s.parts, piece{kind: kind, text: text})
	}
	for i := 0; i < len(rs); i++ {
		c := rs[i]
		switch {
		case c == '"':
			for i++; i < len(rs) && rs[i] != '"'; i++ {
				literal.WriteRune(rs[i])
			}
		case c == '\\' && i+1 < len(rs):
			i++
			literal.WriteRune(rs[i])
		case c == '_' && i+1 < len(rs):
			i++ // a blank as wide as the next character
			literal.WriteByte(' ')
		case c == '*' && i+1 < len(rs):
			i++ // the next character fills the cell
		case c == '[':
			end := i + 1
			for end < len(rs) && rs[end] != ']' {
				end++
			}
			inner := string(rs[min(i+1, len(rs)):end])
			if sign, code := s.bracket(inner); sign != "" {
				flush()
				s.parts = append(s.parts, piece{'$', sign, code})
			} else if lower := strings.ToLower(inner); lower != "" && strings.ContainsAny(lower[:1], "hms") && strings.Trim(lower, lower[:1]) == "" {
				s.date = true
				add('[', lower)
			}
			i = end
		case c == ';':
			flush()
			l.sections = append(l.sections, s)
			s = section{}
		default:
			i += s.plain(rs[i:], add, &literal)
		}
	}
	flush()
	l.sections = append(l.sections, s)
	for i := range l.sections {
		l.sections[i].settle()
	}
	return l
}

// bracket takes in a condition, and returns the sign of a currency, with its code where several share it.
func (s *section) bracket(inner string) (sign, code string) {
	if rest, found := strings.CutPrefix(inner, "$"); found {
		sign, locale, _ := strings.Cut(rest, "-")
		return sign, sharedSigns[strings.TrimSpace(sign)][strings.TrimLeft(strings.ToUpper(locale), "0")]
	}
	operator := inner[:len(inner)-len(strings.TrimLeft(inner, "<>="))]
	if n, err := strconv.ParseFloat(strings.TrimSpace(inner[len(operator):]), 64); operator != "" && err == nil {
		s.compare, s.than = operator, n
	}
	return "", ""
}

// sharedSigns are the currencies of signs that several share, by the Windows language a format names beside the sign.
var sharedSigns = map[string]map[string]string{
	"kr":  {"41D": "SEK", "81D": "SEK", "406": "DKK", "414": "NOK", "814": "NOK", "40F": "ISK"},
	"kr.": {"406": "DKK", "40F": "ISK"},
	"$":   {"1009": "CAD", "C0C": "CAD", "C09": "AUD", "1409": "NZD", "1004": "SGD", "C04": "HKD", "404": "TWD", "80A": "MXN"},
	"¥":   {"804": "CNY"}, "￥": {"804": "CNY", "411": "JPY"},
	"Fr.": {"807": "CHF", "100C": "CHF"},
}

// plain takes in what no mark announces, and returns how many characters beyond the first belong to it.
func (s *section) plain(rs []rune, add func(byte, string), literal *strings.Builder) int {
	for _, word := range []string{"General", "AM/PM", "A/P"} {
		if len(rs) >= len(word) && strings.EqualFold(string(rs[:len(word)]), word) {
			if word == "General" {
				s.general = true
				add('G', "")
			} else {
				s.half, s.date = true, true
				add('A', word)
			}
			return len(word) - 1
		}
	}
	c := rs[0]
	run := 1
	for run < len(rs) && rs[run]|0x20 == c|0x20 {
		run++
	}
	switch lower := c | 0x20; {
	case (c == 'E' || c == 'e') && len(rs) > 1 && (rs[1] == '+' || rs[1] == '-'):
		add('E', string(rs[1]))
		return 1
	case lower == 'd' || lower == 'm' || lower == 'y' || lower == 'h' || lower == 's':
		s.date = true
		add(byte(lower), strings.Repeat(string(lower), run))
		return run - 1
	case lower == 'e' || lower == 'g' || lower == 'b':
		s.foreign, s.date = true, true // years of East Asia and Thailand
		return run - 1
	case c == '@':
		s.text = true
		add('@', "")
	case strings.ContainsRune("0#?.,%/", c):
		add(byte(c), "")
	default:
		literal.WriteRune(c)
	}
	return 0
}

// settle works out what follows from the parts of a whole section.
func (s *section) settle() {
	last := -1 // placeholder
	zeros, others := 0, 0
	for i, p := range s.parts {
		switch {
		case isPlaceholder(p.kind):
			last = i
		case p.kind == '%':
			s.percents++
		}
		switch {
		case p.kind == '0':
			zeros++
		case p.kind != 'L' || strings.Trim(p.text, " \u00A0\u202F-/.–()") != "":
			others++
		}
	}
	s.zeros = zeros > 0 && others == 0
	if s.date {
		return
	}
	for i, p := range s.parts {
		if p.kind != ',' {
			continue
		}
		if i < last {
			s.grouped = true
		} else if last >= 0 {
			s.thousands++
		}
	}
}

// hasFraction reports whether the section shows a fraction: a slash with placeholders on both sides.
func (s *section) hasFraction() bool {
	for i, p := range s.parts {
		if p.kind == '/' && i > 0 && i+1 < len(s.parts) && isPlaceholder(s.parts[i-1].kind) {
			return isPlaceholder(s.parts[i+1].kind) || s.parts[i+1].kind == 'L' && strings.Trim(s.parts[i+1].text, "0123456789") == ""
		}
	}
	return false
}

func isPlaceholder(kind byte) bool { return kind == '0' || kind == '#' || kind == '?' }

// section returns the section that is for a number, and the number without its sign where the section says it.
func (l *Look) section(n float64) (*section, float64) {
	numeric := l.sections[:min(len(l.sections), 3)]
	for len(numeric) > 1 && numeric[len(numeric)-1].text {
		numeric = numeric[:len(numeric)-1]
	}
	for i := range numeric {
		s := &numeric[i]
		last := i == len(numeric)-1
		switch {
		case s.compare != "":
			if holds(n, s.compare, s.than) {
				if n < 0 && s.than <= 0 && s.compare[0] == '<' {
					n = -n
				}
				return s, n
			}
		case len(numeric) == 1:
			return s, n
		case i == 0 && (n > 0 || n == 0 && len(numeric) < 3):
			return s, n
		case i == 1 && n < 0:
			if first := &numeric[0]; first.compare != "" && (first.than != 0 || first.compare[0] != '>') {
				return s, n // it is not the section of negative numbers, but of all others
			}
			return s, -n
		case last && i > 0:
			return s, n
		}
	}
	return nil, n
}

func holds(n float64, operator string, than float64) bool {
	switch operator {
	case "<":
		return n < than
	case "<=":
		return n <= than
	case ">":
		return n > than
	case ">=":
		return n >= than
	case "=":
		return n == than
	case "<>":
		return n != than
	}
	return false
}
