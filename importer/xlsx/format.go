package xlsx

import "strings"

// Class is what a number format makes of a number.
type Class uint8

const (
	ClassGeneral Class = iota
	ClassNumber        // also scientific and fractions
	ClassPercent
	ClassCurrency
	ClassDate
	ClassTime     // time of day
	ClassDateTime // both
	ClassDuration // elapsed time: [h]:mm
	ClassText
)

// A Format is a number format as far as the meaning of a number depends on it. The zero value is General.
type Format struct {
	Class    Class
	Currency string // of ClassCurrency: ISO 4217 code, else the sign as written; "" when not told
}

// A FormatCode is how a workbook spells a number format: the id, and the code of one that the workbook defines itself
// (ECMA-376 part 1, 18.8.30). The zero value is General.
type FormatCode struct {
	ID   int
	Code string // "" of a format every program knows by its id
}

// FormatCode returns the number format of a cell of that Style.
func (w *Workbook) FormatCode(style uint32) FormatCode {
	if int(style) >= len(w.codes) {
		return FormatCode{}
	}
	return w.codes[style]
}

// Formats returns the number formats of the styles of the workbook, in their order. It must not be changed.
func (w *Workbook) Formats() []Format { return w.formats }

// IsDate reports whether numbers of the format are dates or times.
func (f Format) IsDate() bool {
	return f.Class == ClassDate || f.Class == ClassTime || f.Class == ClassDateTime
}

// builtinFormat returns the number format of an id that the file does not define (ECMA-376 part 1,
// 18.8.30). Ids 27–36 and 50–58 are dates of East Asian languages.
func builtinFormat(id int) Format {
	switch {
	case id == 9 || id == 10:
		return Format{Class: ClassPercent}
	case id >= 5 && id <= 8 || id == 42 || id == 44:
		return Format{Class: ClassCurrency}
	case id >= 14 && id <= 17, id >= 27 && id <= 36, id >= 50 && id <= 58:
		return Format{Class: ClassDate}
	case id >= 18 && id <= 21, id == 45, id == 47:
		return Format{Class: ClassTime}
	case id == 22:
		return Format{Class: ClassDateTime}
	case id == 46:
		return Format{Class: ClassDuration}
	case id == 49:
		return Format{Class: ClassText}
	case id >= 1 && id <= 13, id >= 37 && id <= 48:
		return Format{Class: ClassNumber}
	}
	return Format{}
}

// currencies are the signs that mean one currency to the people this program is for.
var currencies = map[string]string{
	"Kč": "CZK", "€": "EUR", "$": "USD", "US$": "USD", "£": "GBP", "zł": "PLN", "Ft": "HUF", "₴": "UAH", "₽": "RUB", "¥": "JPY",
	"Kčs": "CSK", "Sk": "SKK",
}

// codes are ISO codes that formats spell as quoted text.
var codes = []string{"CZK", "EUR", "USD", "GBP", "PLN", "HUF", "CHF", "SEK", "NOK", "DKK", "RON", "BGN", "HRK", "RSD", "UAH", "TRY", "JPY", "CNY", "CAD", "AUD"}

// currency returns the currency a piece of text in a format names, "" if none.
func currency(text string) string {
	text = strings.Trim(text, " \u00A0\u202F.,-–")
	if code, known := currencies[text]; known {
		return code
	}
	for _, code := range codes {
		if strings.EqualFold(code, text) {
			return code
		}
	}
	return ""
}

// parseFormat reads a format code (ECMA-376 part 1, 18.8.31). Its first section counts, that of
// positive numbers.
func parseFormat(code string) Format {
	var (
		p       formatScan
		literal strings.Builder // text shown as it is, quoted or escaped
		quoted  bool
	)
	rs := []rune(code)
scan:
	for i := 0; i < len(rs); i++ {
		c := rs[i]
		if quoted {
			if c == '"' {
				quoted = false
				p.sign(literal.String())
				literal.Reset()
			} else {
				literal.WriteRune(c)
			}
			continue
		}
		switch {
		case c == '"':
			quoted = true
		case c == '\\' && i+1 < len(rs):
			i++
			literal.WriteRune(rs[i])
			continue
		case (c == '_' || c == '*') && i+1 < len(rs):
			i++ // the next character gives only the width, or is repeated
		case c == '[':
			end := i + 1
			for end < len(rs) && rs[end] != ']' {
				end++
			}
			p.bracket(string(rs[i+1 : end]))
			i = end
		case c == ';':
			break scan
		default:
			if c > 0x7F || c == '$' {
				literal.WriteRune(c)
				continue
			}
			i += p.plain(string(rs[i:min(len(rs), i+len("General"))]))
		}
		if !quoted {
			p.sign(literal.String())
			literal.Reset()
		}
	}
	p.sign(literal.String())
	return p.format(strings.TrimSpace(code) == "")
}

// formatScan gathers what stands in a section.
type formatScan struct {
	date, clock, elapsed, percent, digits, text, general, money bool

	currency string
	last     byte // of the last date or time letter; 'M' for an m whose meaning is open
}

func (p *formatScan) sign(text string) {
	if c := currency(text); c != "" {
		p.money, p.currency = true, c
	}
}

// bracket takes in [Red], [$-405], [$Kč-405], [h], [<100].
func (p *formatScan) bracket(s string) {
	lower := strings.ToLower(s)
	switch {
	case strings.HasPrefix(s, "$"):
		sign, _, _ := strings.Cut(s[1:], "-")
		if sign = strings.TrimSpace(sign); sign == "" {
			return
		}
		p.money, p.currency = true, sign
		if c := currency(sign); c != "" {
			p.currency = c
		}
	case lower != "" && strings.Trim(lower, lower[:1]) == "" && strings.ContainsAny(lower[:1], "hms"):
		p.elapsed = true
		p.last = lower[0]
	}
}

// plain takes in what the section continues with and returns how many characters beyond the first
// belong to it.
func (p *formatScan) plain(rest string) int {
	c := rest[0] | 0x20
	for _, word := range []string{"general", "am/pm", "a/p"} {
		if len(rest) >= len(word) && strings.EqualFold(rest[:len(word)], word) {
			if word == "general" {
				p.general = true
			} else {
				p.clock = true
			}
			return len(word) - 1
		}
	}
	run := 1
	for run < len(rest) && rest[run]|0x20 == c {
		run++
	}
	switch {
	case c == 'e' && len(rest) > 1 && (rest[1] == '+' || rest[1] == '-'):
		p.digits = true
		return 1
	case strings.IndexByte("ydegb", c) >= 0:
		p.settle()
		p.date = true
		p.last = c
	case c == 'h':
		p.settle()
		p.clock = true
		p.last = c
	case c == 's':
		// An m before seconds is minutes.
		p.clock = true
		p.last = c
	case c == 'm' && (p.last == 'h' && run <= 2):
		p.clock = true
		p.last = 'n'
	case c == 'm':
		p.settle()
		if p.last = 'M'; run > 2 {
			p.settle()
		}
	case rest[0] == '0' || c == '#'|0x20 || rest[0] == '?':
		p.digits = true
	case rest[0] == '%':
		p.percent = true
	case rest[0] == '@':
		p.text = true
	}
	return run - 1
}

// settle decides that an m whose meaning was open is a month.
func (p *formatScan) settle() {
	if p.last == 'M' {
		p.date = true
		p.last = 0
	}
}

func (p *formatScan) format(blank bool) Format {
	p.settle()
	switch {
	case p.elapsed:
		return Format{Class: ClassDuration}
	case p.date && p.clock:
		return Format{Class: ClassDateTime}
	case p.date:
		return Format{Class: ClassDate}
	case p.clock:
		return Format{Class: ClassTime}
	case p.percent:
		return Format{Class: ClassPercent}
	case p.money:
		return Format{Class: ClassCurrency, Currency: p.currency}
	case p.digits:
		return Format{Class: ClassNumber}
	case p.text:
		return Format{Class: ClassText}
	case p.general || blank:
		return Format{}
	}
	return Format{Class: ClassNumber}
}
