package value

import (
	"math"
	"strconv"
	"strings"

	"kartoteka/importer/issue"
)

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
