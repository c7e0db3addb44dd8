package value

import (
	"slices"
	"strings"
	"unicode"

	"kartoteka/assets"
	"kartoteka/importer/issue"
	"kartoteka/importer/xlsx"
)

// parseMoney reads an amount in the currency of its record. A currency that the cell itself names, in its text or by its
// format, must be that one: another is a warning where the record has one of its own, else the amount is none of it.
func (p *Parser) parseMoney(c xlsx.Cell) (any, []issue.Finding) {
	n, code, findings := p.money(c)
	switch {
	case findings != nil:
		return nil, findings
	case code == "" || code == p.currency() || p.setting.wrong: // which is said at the cell of the currency
		return n, nil
	case p.setting.currency == "":
		return nil, ofUnit(code)
	}
	return n, []issue.Finding{{Code: issue.CurrencyDiffers, Want: code}}
}

// money reads an amount and the currency its cell names, "" for none. What stands beside the number is understood or the
// amount refused: a cell that shows "5 tis." is not five.
func (p *Parser) money(c xlsx.Cell) (n float64, code string, findings []issue.Finding) {
	if !isNumeric(c) {
		return 0, "", []issue.Finding{{Code: issue.InvalidNumber}}
	}
	if c.Kind == xlsx.Number {
		code, ok := p.currencyOf(c)
		if !ok {
			return 0, "", ofUnit(p.unitOf(c).text)
		}
		v, findings := cellNumber(c)
		n, _ := v.(float64)
		return n, code, findings
	}
	number, code, _ := cutUnit(plainSpaces(c.Text))
	n, problem := readNumber(number)
	if problem == "" {
		return n, code, nil
	}
	suggestion := p.suggestNumber(number, problem)
	if suggestion != "" && code != "" {
		suggestion += " " + code
	}
	return 0, "", []issue.Finding{{Code: problem, Want: tooLong(number), Suggestion: suggestion}}
}

// currencyOf is the currency that the format of a number cell names, "" for none. It reports false for a percentage, and
// where the format puts something beside the number that is not understood.
func (p *Parser) currencyOf(c xlsx.Cell) (code string, ok bool) {
	u := p.unitOf(c)
	if u.percent {
		return "", false
	}
	return readUnit(u.text, u.scale)
}

// A unit is what the format of a number cell puts beside the number.
type unit struct {
	text    string // with the sign of a percentage; "" for none
	percent bool   // the number is shown as hundredths
	scale   int    // it is shown in thousands, 1, millions, 2, …
}

const percentSign = "%"

func (p *Parser) unitOf(c xlsx.Cell) (u unit) {
	look := p.look(c.Format)
	if look == nil {
		u.text, u.percent = c.Format.Currency, c.Format.Class == xlsx.ClassPercent
	} else {
		u.text, u.percent, u.scale = look.Unit(c.Number)
	}
	words := strings.Fields(plainSpaces(u.text))
	words = slices.DeleteFunc(words, func(w string) bool { return strings.Trim(w, "+-–—,.()") == "" })
	if u.percent {
		words = append(words, percentSign)
	}
	u.text = strings.Join(words, " ")
	return u
}

// ofUnit refuses a number for what stands beside it.
func ofUnit(unit string) []issue.Finding {
	return []issue.Finding{{Code: issue.InvalidNumber, Want: unit}}
}

// readUnit reads what stands beside an amount: a currency, perhaps per unit, €/ks. The word of a scale, tis. Kč, is
// understood only where the number is shown so.
func readUnit(unit string, scale int) (code string, ok bool) {
	unit, _, _ = strings.Cut(unit, "/")
	for word := range strings.FieldsSeq(plainSpaces(unit)) {
		if word = strings.TrimSuffix(strings.Trim(word, "-–—,()"), "."); word == "" {
			continue
		}
		found := currencyCode(word)
		switch {
		case found == "" && scale > 0 && scales()[strings.ToLower(word)] == scale:
		case found == "" || code != "" && code != found:
			return "", false
		default:
			code = found
		}
	}
	return code, true
}

// isUnit reports whether a text can be that of a unit: it begins with a letter and has letters, digits, full stops and blanks.
func isUnit(s string) bool {
	for i, r := range s {
		if !unicode.IsLetter(r) && (i == 0 || !unicode.IsNumber(r) && r != '.' && r != ' ') {
			return false
		}
	}
	return s != ""
}

// scales are the powers of a thousand by their words in every language, in lower case: 2 for a million.
var scales = assets.PerTable(func() map[string]int {
	words := map[string]int{}
	for power := 1; power <= assets.MostScale; power++ {
		for _, word := range assets.ScaleWords(power) {
			words[strings.ToLower(word)] = power
		}
	}
	return words
})

// cutUnit is cutCurrency for amounts that may be per unit: 100 €/ks, 100 €/m2.
func cutUnit(s string) (number, code string, found bool) {
	before, unit, per := strings.Cut(s, "/")
	if unit = strings.TrimSpace(unit); per && isUnit(unit) {
		if number, code, found = cutCurrency(strings.TrimSpace(before)); found {
			return number, code, true
		}
	}
	return cutCurrency(s)
}

// namedCurrency is the currency that the amounts among the cells of a record name, when they name one and it is an item of
// the list, and the index of the first that does.
func (p *Parser) namedCurrency(cells []Filled) (code string, at int) {
	for i, c := range cells {
		if !c.Field.Money || IsBlank(c.Cell) {
			continue
		}
		_, named, _ := p.money(c.Cell)
		switch {
		case named == "":
		case code == "":
			code, at = named, i
		case code != named:
			return "", 0
		}
	}
	if code == "" {
		return "", 0
	}
	item, _ := p.list(currencyList).find(code)
	code, _ = item.(string)
	return code, at
}

// currencyList is the key of the list of currencies.
const currencyList = "currency"
