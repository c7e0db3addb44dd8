package xlsx

import (
	"bytes"
	"math"
	"strconv"
	"strings"
)

// readConstant reads a formula that is a constant, as some programs write one: TRUE(), =5, =-2%, ="text". Its value is known without
// calculating, and a stored one can't be out of date. text spells the value as a cell of that kind has it. ok is false for any other
// formula.
func readConstant(formula []byte) (kind Kind, text string, ok bool) {
	f := bytes.TrimSpace(formula)
	f = bytes.TrimSpace(bytes.TrimPrefix(f, []byte("=")))
	for len(f) > 1 && f[0] == '(' && f[len(f)-1] == ')' {
		f = bytes.TrimSpace(f[1 : len(f)-1])
	}
	if len(f) > 1 && f[0] == '"' {
		text, ok = unquote(f)
		return Text, text, ok
	}
	for word, value := range map[string]string{"TRUE": "1", "FALSE": "0"} {
		if rest, found := bytes.CutPrefix(bytes.ToUpper(f[:min(len(f), 8)]), []byte(word)); found && len(f) <= 8 {
			rest = bytes.ReplaceAll(rest, []byte(" "), nil)
			return Bool, value, len(rest) == 0 || string(rest) == "()"
		}
	}
	number := bytes.TrimRight(f, "% ")
	percents := bytes.Count(f[len(number):], []byte("%"))
	digits := bytes.TrimLeft(number, "+- ")
	if len(digits) == 0 || digits[0] != '.' && (digits[0] < '0' || digits[0] > '9') {
		return 0, "", false
	}
	n, ok := parseNumber(string(digits))
	if bytes.Count(number[:len(number)-len(digits)], []byte("-"))%2 == 1 {
		n = -n
	}
	return Number, strconv.FormatFloat(n/math.Pow10(2*percents), 'g', -1, 64), ok
}

// unquote returns the text of a formula that is one in quotation marks, those within it doubled.
func unquote(f []byte) (string, bool) {
	if f[len(f)-1] != '"' {
		return "", false
	}
	inner := string(f[1 : len(f)-1])
	if strings.Contains(strings.ReplaceAll(inner, `""`, ""), `"`) {
		return "", false
	}
	return strings.ReplaceAll(inner, `""`, `"`), true
}
