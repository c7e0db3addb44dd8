package structure

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// A definition is a statement CREATE …, taken apart so that two can be compared whatever spaces and comments they
// have, and so that a table can be compared column by column.
type definition struct {
	head  string   // what stands before the first bracket
	parts []string // columns and constraints of the table, or columns of the index
	tail  string   // what stands behind the last bracket
}

// parseDefinition takes a statement apart. Tokens are separated by one space each and otherwise stay as they are; what is no
// statement with one list in brackets becomes a head alone.
func parseDefinition(sql string) definition {
	tokens := tokenize(sql)
	first := slices.Index(tokens, "(")
	if first < 0 {
		return definition{head: strings.Join(tokens, " ")}
	}
	d := definition{head: strings.Join(tokens[:first], " ")}
	depth, from := 0, first+1
	for i := first; i < len(tokens); i++ {
		switch tokens[i] {
		case "(":
			depth++
		case ")":
			depth--
		}
		if depth == 0 || depth == 1 && tokens[i] == "," {
			d.parts = append(d.parts, strings.Join(tokens[from:i], " "))
			from = i + 1
		}
		if depth == 0 {
			break
		}
	}
	d.tail = strings.Join(tokens[from:], " ")
	return d
}

// firstToken returns the token that a part of a table's definition begins with.
func firstToken(part string) string {
	if part == "" {
		return ""
	}
	return part[:tokenLength(part)]
}

// columnName returns the name that a part of a table's definition begins with.
func columnName(part string) string {
	name := firstToken(part)
	if n := len(name); n > 1 && name[0] == '"' {
		name = strings.ReplaceAll(name[1:n-1], `""`, `"`)
	}
	return name
}

// tokenize splits SQL into its tokens as SQLite does (https://sqlite.org/src/file/src/tokenize.c), without spaces and comments.
// What is never closed lasts to the end.
func tokenize(sql string) []string {
	var tokens []string
	for sql != "" {
		n := tokenLength(sql)
		if token := sql[:n]; strings.TrimSpace(token) != "" && !strings.HasPrefix(token, "--") && !strings.HasPrefix(token, "/*") {
			tokens = append(tokens, token)
		}
		sql = sql[n:]
	}
	return tokens
}

// tokenLength returns the length in bytes of the token, the space or the comment that sql begins with.
func tokenLength(sql string) int {
	closed := func(end string, from int) int {
		if i := strings.Index(sql[from:], end); i >= 0 {
			return from + i + len(end)
		}
		return len(sql)
	}
	switch c := sql[0]; {
	case strings.HasPrefix(sql, "--"):
		return closed("\n", 2)
	case strings.HasPrefix(sql, "/*"):
		return closed("*/", 2)
	case c == '[':
		return closed("]", 1)
	case c == '"', c == '\'', c == '`':
		for i := 1; i < len(sql); i++ {
			if sql[i] != c {
				continue
			}
			if i+1 == len(sql) || sql[i+1] != c {
				return i + 1
			}
			i++ // doubled: one of the text
		}
		return len(sql)
	case isWord(c):
		n := 1
		for n < len(sql) && isWord(sql[n]) {
			n++
		}
		return n
	}
	return 1
}

// isWord reports whether a byte belongs to names, keywords and numbers.
func isWord(c byte) bool {
	return c == '_' || c == '$' || c >= utf8.RuneSelf || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}
