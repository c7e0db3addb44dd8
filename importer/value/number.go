package value

import (
	"math"
	"strconv"
	"strings"

	"kartoteka/assets"
	"kartoteka/importer/issue"
	"kartoteka/importer/xlsx"
)

// mostDigits is how many significant digits a number may have: as many as a spreadsheet keeps, and
// as a float64 gives back unchanged.
const mostDigits = 15

// parseNumber reads a number. A currency beside it, in its text or by the format of its cell, must be the one the record is in, for
// otherwise dropping it would change the amount.
func (p *Parser) parseNumber(c xlsx.Cell) (any, []issue.Finding) {
	if !isNumeric(c) {
		return nil, []issue.Finding{{Code: issue.InvalidNumber}}
	}
	if c.Kind == xlsx.Number {
		currency, ok := p.currencyOf(c)
		switch {
		case !ok:
			return nil, ofUnit(p.unitOf(c).text)
		case currency != "" && currency != p.currency() && !p.setting.wrong:
			return nil, ofUnit(currency)
		}
		return cellNumber(c)
	}
	text := plainSpaces(c.Text)
	amount, currency, _ := cutCurrency(text)
	n, code := readNumber(amount)
	foreign := currency != "" && currency != p.currency() && !p.setting.wrong
	if code == "" && foreign {
		return nil, ofUnit(currency)
	}
	if code != "" {
		f := issue.Finding{Code: code, Want: tooLong(amount)}
		if !foreign {
			f.Suggestion = p.suggestNumber(amount, code)
		}
		return nil, []issue.Finding{f}
	}
	return n, nil
}

// parsePercent reads a percentage, with or without its sign.
func (p *Parser) parsePercent(c xlsx.Cell) (any, []issue.Finding) {
	switch {
	case !isNumeric(c):
		return nil, []issue.Finding{{Code: issue.InvalidNumber}}
	case c.Kind == xlsx.Number:
		switch u := p.unitOf(c); {
		case u.percent && u.text == percentSign:
			return round(c.Number * 100), nil // rounding leaves 7 of 0.07 × 100 = 7.000000000000001
		case u.text == "" || u.text == percentSign: // of a format that only writes the sign
			return cellNumber(c)
		default:
			return nil, ofUnit(u.text)
		}
	}
	text := plainSpaces(c.Text)
	if rest, found := strings.CutSuffix(text, "%"); found {
		text = strings.TrimRight(rest, " ")
	}
	n, code := readNumber(text)
	if code != "" {
		return nil, []issue.Finding{{Code: code, Want: tooLong(text), Suggestion: p.suggestNumber(text, code)}}
	}
	return n, nil
}

// parseTaxRate reads a rate of VAT: a percentage from 1 to 100, or 0. Another is doubtful: 0.21 lost its percent sign.
func (p *Parser) parseTaxRate(c xlsx.Cell) (any, []issue.Finding) {
	v, findings := p.parsePercent(c)
	rate, ok := v.(float64)
	if !ok || rate == 0 || rate >= 1 && rate <= 100 {
		return v, findings
	}
	f := issue.Finding{Code: issue.DoubtfulRate}
	for _, meant := range []float64{round(rate * 100), round(rate / 100)} {
		if meant >= 1 && meant <= 100 {
			f.Suggestion = printNumber(p.Lang, meant)
		}
	}
	return v, append(findings, f)
}

// isNumeric reports whether the cell may hold a number. A date is none: 1.5 typed into a Czech
// spreadsheet became the first of May.
func isNumeric(c xlsx.Cell) bool {
	return c.Kind == xlsx.Text || c.Kind == xlsx.Number && !c.Format.IsDate() && c.Format.Class != xlsx.ClassDuration
}

// cellNumber is the number of a cell, to the digits a spreadsheet shows. One with more whole digits is refused: which of them are right,
// can't be known.
func cellNumber(c xlsx.Cell) (any, []issue.Finding) {
	n := round(c.Number)
	if math.Abs(n) >= mostKept && n != c.Number {
		return nil, []issue.Finding{{Code: issue.InvalidNumber, Want: strconv.Itoa(mostDigits)}}
	}
	return n, nil
}

// round leaves as many digits as a number may have.
func round(n float64) float64 {
	if n == math.Trunc(n) && math.Abs(n) < 1e15 {
		return n + 0
	}
	if rounded, err := strconv.ParseFloat(strconv.FormatFloat(n, 'g', mostDigits, 64), 64); err == nil {
		return rounded + 0 // + 0 makes zero of a negative zero
	}
	return n
}

// printNumber writes a number for people to edit: with the language's decimal mark and without groups,
// so that readNumber reads the same number.
func printNumber(l assets.Lang, n float64) string {
	s := strconv.FormatFloat(round(n), 'f', -1, 64)
	whole, decimals, found := strings.Cut(s, ".")
	if !found {
		return s
	}
	if size := strings.TrimPrefix(whole, "-"); len(decimals) == 3 && len(size) <= 3 && size[0] != '0' {
		decimals += "0" // 1,234 could be read as a thousand
	}
	return whole + l.DecimalMark() + decimals
}

// suggestNumber guesses the number someone meant, or is empty. A unit is a part of the value: no guess drops it.
func (p *Parser) suggestNumber(s string, code issue.Code) string {
	if code == issue.AmbiguousNumber {
		return p.settle(s)
	}
	if inner, found := strings.CutPrefix(s, "("); found && strings.HasSuffix(s, ")") { // bookkeepers' minus
		s = "-" + strings.TrimSpace(strings.TrimSuffix(inner, ")"))
	}
	s = strings.TrimRight(s, ". ")
	if n, code := readNumber(s); code == "" {
		return printNumber(p.Lang, n)
	}
	if n, ok := readExponent(s); ok {
		return printNumber(p.Lang, n)
	}
	return ""
}

// settle decides an ambiguous number by the language: its decimal mark parts decimals, the other
// mark thousands.
func (p *Parser) settle(s string) string {
	mark := p.Lang.DecimalMark()
	if strings.Contains(s, mark) {
		return s + "0"
	}
	return strings.NewReplacer(".", "", ",", "").Replace(s)
}
