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

// A numeral is a text that looks like a number: runs of digits and the marks between them.
type numeral struct {
	negative bool
	whole    bool     // ",-" at the end says that there are no decimals
	runs     []string // of digits; the first may be empty, in ",5"
	marks    []rune   // one fewer than runs: ' ' (also for an apostrophe), '.' or ','
}

// readNumber reads a number as people write it: digits, perhaps in groups of three parted by
// spaces, apostrophes, full stops or commas, and decimals behind a comma or a full stop. Where
// a single mark could be either, as in 1.234, the code is AmbiguousNumber. What is no number, or has
// more digits than can be kept, is an InvalidNumber; so are exponents, as their digits may be cut.
func readNumber(s string) (float64, issue.Code) {
	n, ok := scanNumeral(s)
	if !ok {
		return 0, issue.InvalidNumber
	}
	decimals, code := n.decimals()
	if code != "" {
		return 0, code
	}
	var b strings.Builder
	if n.negative {
		b.WriteByte('-')
	}
	for i, run := range n.runs {
		if decimals && i == len(n.runs)-1 {
			b.WriteByte('.')
		}
		b.WriteString(run)
	}
	significant := strings.TrimLeft(strings.Replace(strings.TrimLeft(b.String(), "-"), ".", "", 1), "0")
	if len(strings.TrimRight(significant, "0")) > mostDigits {
		return 0, issue.InvalidNumber
	}
	value, err := strconv.ParseFloat(b.String(), 64)
	if err != nil || math.IsInf(value, 0) {
		return 0, issue.InvalidNumber
	}
	return value + 0, ""
}

// tooLong is how many digits a number may have, for one that is a number but has more of them, else "".
func tooLong(s string) string {
	n, ok := scanNumeral(s)
	if !ok {
		return ""
	}
	if _, code := n.decimals(); code != "" || len(strings.Trim(strings.Join(n.runs, ""), "0")) <= mostDigits {
		return ""
	}
	return strconv.Itoa(mostDigits)
}

func scanNumeral(s string) (n numeral, ok bool) {
	s, n.negative = cutSign(s)
	s, n.whole = cutDash(s)
	start := 0
	for i, r := range s {
		mark := r
		switch {
		case '0' <= r && r <= '9':
			continue
		case r == '\'' || r == '’' || r == 'ʼ':
			mark = ' '
		case r != '.' && r != ',' && r != ' ':
			return n, false
		}
		n.runs, n.marks = append(n.runs, s[start:i]), append(n.marks, mark)
		start = i + len(string(r))
	}
	n.runs = append(n.runs, s[start:])
	for i, run := range n.runs {
		leading := i == 0 && len(n.runs) == 2 && n.marks[0] != ' ' // ,5
		if run == "" && !leading {
			return n, false
		}
	}
	return n, len(n.runs) > 1 || n.runs[0] != ""
}

// cutSign cuts a sign off, with spaces behind it.
func cutSign(s string) (rest string, negative bool) {
	for _, sign := range []string{"-", "−", "‐", "‑", "–"} {
		if rest, found := strings.CutPrefix(s, sign); found {
			return strings.TrimLeft(rest, " "), true
		}
	}
	return strings.TrimLeft(strings.TrimPrefix(s, "+"), " "), false
}

// cutDash cuts off the dash that stands for decimals in Czech prices: 1 499,-
func cutDash(s string) (rest string, found bool) {
	if s == "" || !strings.ContainsAny(s[max(0, len(s)-3):], "-–—") {
		return s, false
	}
	rest = strings.TrimRight(s, "-–—")
	if n := len(rest); n < 2 || rest[n-1] != ',' && rest[n-1] != '.' || len(s)-n > len("——") {
		return s, false
	}
	return rest[:len(rest)-1], true
}

// decimals reports whether the last run of digits are decimals, or why that can't be told.
func (n *numeral) decimals() (bool, issue.Code) {
	if len(n.marks) == 0 {
		return false, ""
	}
	last := n.marks[len(n.marks)-1]
	count := 0
	for _, m := range n.marks {
		if m == last {
			count++
		}
	}
	decimals := last != ' ' && count == 1 && !n.whole
	if decimals && len(n.marks) == 1 {
		if before := n.runs[0]; len(n.runs[1]) == 3 && len(before) >= 1 && len(before) <= 3 && before[0] != '0' {
			return false, issue.AmbiguousNumber
		}
		return true, ""
	}
	groups, marks := n.runs, n.marks
	if decimals {
		groups, marks = groups[:len(groups)-1], marks[:len(marks)-1]
	}
	for _, m := range marks {
		if m != marks[0] {
			return false, issue.InvalidNumber
		}
	}
	if first := groups[0]; len(first) < 1 || len(first) > 3 || first[0] == '0' {
		return false, issue.InvalidNumber
	}
	for _, g := range groups[1:] {
		if len(g) != 3 {
			return false, issue.InvalidNumber
		}
	}
	return decimals, ""
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

// readExponent reads 1.5E+3, with either decimal mark.
func readExponent(s string) (float64, bool) {
	mantissa, exponent, found := strings.Cut(strings.ToUpper(s), "E")
	if !found || len(exponent) > 4 {
		return 0, false
	}
	power, err := strconv.Atoi(exponent)
	if err != nil || power < -mostDigits || power > mostDigits {
		return 0, false
	}
	whole, decimals, _ := strings.Cut(strings.Replace(strings.TrimPrefix(mantissa, "-"), ",", ".", 1), ".")
	if !allDigits(whole) || decimals != "" && !allDigits(decimals) {
		return 0, false
	}
	n, err := strconv.ParseFloat(strings.Replace(mantissa, ",", ".", 1)+"E"+exponent, 64)
	return n, err == nil
}
