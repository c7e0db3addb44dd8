package xlsx

import "bytes"

// isConstant reports whether a formula is a constant that some program wrote as one: TRUE(), =5, ="text". Its stored
// value can't be out of date.
func isConstant(formula []byte) bool {
	f := bytes.TrimSpace(formula)
	f = bytes.TrimSpace(bytes.TrimPrefix(f, []byte("=")))
	for len(f) > 1 && f[0] == '(' && f[len(f)-1] == ')' {
		f = bytes.TrimSpace(f[1 : len(f)-1])
	}
	if len(f) > 1 && f[0] == '"' {
		return isQuoted(f)
	}
	for _, word := range []string{"TRUE", "FALSE"} {
		if rest, found := bytes.CutPrefix(bytes.ToUpper(f[:min(len(f), 8)]), []byte(word)); found && len(f) <= 8 {
			rest = bytes.ReplaceAll(rest, []byte(" "), nil)
			return len(rest) == 0 || string(rest) == "()"
		}
	}
	number := string(bytes.TrimLeft(bytes.TrimRight(f, "% "), "+- "))
	if number == "" || number[0] != '.' && (number[0] < '0' || number[0] > '9') {
		return false
	}
	_, ok := parseNumber(number)
	return ok
}

// isQuoted reports whether a formula is one text in quotation marks, those within it doubled.
func isQuoted(f []byte) bool {
	if f[len(f)-1] != '"' {
		return false
	}
	inner := bytes.ReplaceAll(f[1:len(f)-1], []byte(`""`), nil)
	return bytes.IndexByte(inner, '"') < 0
}
