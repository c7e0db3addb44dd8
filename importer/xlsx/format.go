package xlsx

import (
	"cmp"
	"strings"
	"unique"
)

// Class is the kind of text that a number format makes of a number.
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
	Currency string                // of ClassCurrency: ISO 4217 code, else the sign as written; "" when not told
	code     unique.Handle[string] // see Look; zero for none
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

// Look returns the look of the format, or nil where it is General, depends on the system (its short date, its
// currency), or is not known. It takes the format apart; keep it for all cells of the format.
func (f Format) Look() *Look {
	if !f.HasLook() {
		return nil
	}
	return takeApart(f.code.Value())
}

// HasLook reports whether Look is not nil.
func (f Format) HasLook() bool { return f.code != unique.Handle[string]{} }

// IsDate reports whether numbers of the format are dates or times.
func (f Format) IsDate() bool {
	return f.Class == ClassDate || f.Class == ClassTime || f.Class == ClassDateTime
}

// builtinFormat returns the number format of an id that the file does not define (ECMA-376 part 1,
// 18.8.30). Ids 27–36 and 50–58 are dates of East Asian languages.
func builtinFormat(id int) Format {
	if code := builtinCodes[id]; code != "" {
		return ParseFormat(code)
	}
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

// ParseFormat reads a format code (ECMA-376 part 1, 18.8.31). Class and Currency are those of its first section, that of
// positive numbers.
func ParseFormat(code string) Format {
	l := takeApart(code)
	f := l.sections[0].format()
	if bare := strings.TrimSpace(code); bare != "" && !strings.EqualFold(bare, "General") && bare != "@" {
		f.code = unique.Make(code)
	}
	return f
}

// format is the Format of the section.
func (s *section) format() Format {
	var date, clock, digits, money bool
	currencyOf := ""
	last := byte(0)
	for i, p := range s.parts {
		switch {
		case p.kind == '[':
			return Format{Class: ClassDuration}
		case p.kind == 'm' && len(p.text) <= 2 && (last == 'h' || s.nextLetter(i) == 's'), p.kind == 'h', p.kind == 's', p.kind == 'A':
			clock = true
		case p.kind == 'd', p.kind == 'm', p.kind == 'y':
			date = true
		case isPlaceholder(p.kind), p.kind == 'E':
			digits = true
		case p.kind == 'L' || p.kind == '$':
			if c := cmp.Or(p.code, currency(p.text)); c != "" {
				money, currencyOf = true, c
			} else if sign := strings.TrimSpace(p.text); p.kind == '$' && sign != "" {
				money, currencyOf = true, sign
			}
		}
		if strings.IndexByte("dmyhs", p.kind) >= 0 {
			last = p.kind
		}
	}
	date = date || s.foreign
	switch {
	case date && clock:
		return Format{Class: ClassDateTime}
	case date:
		return Format{Class: ClassDate}
	case clock:
		return Format{Class: ClassTime}
	case s.percents > 0:
		return Format{Class: ClassPercent}
	case money:
		return Format{Class: ClassCurrency, Currency: currencyOf}
	case digits:
		return Format{Class: ClassNumber}
	case s.text:
		return Format{Class: ClassText}
	case s.general || len(s.parts) == 0:
		return Format{}
	}
	return Format{Class: ClassNumber}
}
