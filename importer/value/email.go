package value

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/idna"

	"kartoteka/assets"
	"kartoteka/data/fold"
	"kartoteka/importer/issue"
)

// Lengths in octets by RFC 5321, 4.5.3.1.
const (
	mostLocal   = 64
	mostDomain  = 255
	mostAddress = 254 // a path of 256 holds the address in angle brackets
	mostLabel   = 63  // RFC 1035, 2.3.4
)

// parseEmail reads one address, without a display name.
func parseEmail(s string) (any, []issue.Finding) {
	s = plainSpaces(s)
	if isEmail(s) {
		return s, nil
	}
	if holdsSeveralEmails(s) {
		return nil, []issue.Finding{{Code: issue.SeveralValues}}
	}
	return nil, []issue.Finding{{Code: issue.InvalidEmail, Suggestion: suggestEmail(s)}}
}

// isEmail reports whether a text is an address by RFC 5321, its domain possibly international. Addresses in
// words beyond ASCII (RFC 6531) are not accepted: with us they are slips, and no common provider has them.
func isEmail(s string) bool {
	at := strings.LastIndexByte(s, '@')
	if at < 1 || at > mostLocal {
		return false
	}
	domain := s[at+1:]
	ascii, ok := asciiDomain(domain)
	return ok && strings.IndexByte(ascii, '.') > 0 && at+1+len(ascii) <= mostAddress && isLocal(s[:at])
}

// isLocal reports whether a text is the part before the @: a dot-string or a quoted string.
func isLocal(s string) bool {
	if len(s) > 2 && s[0] == '"' && s[len(s)-1] == '"' {
		return isQuoted(s[1 : len(s)-1])
	}
	if s[0] == '.' || s[len(s)-1] == '.' || strings.Contains(s, "..") {
		return false
	}
	for i := range len(s) {
		c := s[i]
		if !isAlphanumeric(c) && strings.IndexByte("!#$%&'*+-/=?^_`{|}~.", c) < 0 {
			return false
		}
	}
	return true
}

func isQuoted(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' {
			i++
		} else if s[i] == '"' {
			return false
		}
		if i >= len(s) || s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

func isAlphanumeric(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

// asciiDomain returns the form of a host name that goes over the wire, "xn--…", if it is one: labels of
// letters, digits and inner hyphens, the last one not of digits alone.
func asciiDomain(s string) (string, bool) {
	if !isASCII(s) {
		var err error
		if s, err = idna.Lookup.ToASCII(s); err != nil {
			return "", false
		}
	}
	if len(s) > mostDomain {
		return "", false
	}
	start, numeric := 0, false
	for i := 0; i <= len(s); i++ {
		if i < len(s) && s[i] != '.' {
			if !isAlphanumeric(s[i]) && s[i] != '-' {
				return "", false
			}
			continue
		}
		label := s[start:i]
		if label == "" || len(label) > mostLabel || label[0] == '-' || label[len(label)-1] == '-' {
			return "", false
		}
		numeric = allDigits(label)
		start = i + 1
	}
	return s, !numeric
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// holdsSeveralEmails reports whether a text holds two addresses or more.
func holdsSeveralEmails(s string) bool {
	n := 0
	for _, part := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" ,;/|<>()\n", r) }) {
		if isEmail(part) {
			n++
		}
	}
	return n > 1
}

// slips are usual replacements of @ and for the full stop: the word for it in any language, in brackets or by itself.
var slips = assets.PerTable(func() *strings.Replacer {
	pairs := []string{"(a)", "@"}
	add := func(words []string, mark string) {
		for _, word := range words {
			for _, bracket := range []string{"()", "[]", "{}", "<>", "  "} {
				pairs = append(pairs, bracket[:1]+word+bracket[1:], mark)
			}
		}
	}
	add(assets.AtWords(), "@")
	add(assets.DotWords(), ".")
	return strings.NewReplacer(pairs...)
})

// suggestEmail guesses the address someone meant, or is empty. A display name and a word before a colon may go, other
// words are a part of the value.
func suggestEmail(s string) string {
	if open, end := strings.LastIndexByte(s, '<'), strings.LastIndexByte(s, '>'); open >= 0 && open < end && strings.Contains(s[open:end], "@") {
		s = s[open+1 : end] // Jan Novák <novak@firma.cz>
	}
	if len(s) >= len("mailto:") && strings.EqualFold(s[:len("mailto:")], "mailto:") {
		s, _, _ = strings.Cut(s[len("mailto:"):], "?")
	}
	s = slips().Replace(s)
	if label, rest, found := strings.Cut(s, ":"); found && isLabel(label) {
		s = rest
	}
	if parts := strings.Fields(s); len(parts) > 1 && slices.ContainsFunc(parts, func(part string) bool { return isEmail(strings.Trim(part, `.,;:<>()[]"'`)) }) {
		return ""
	}
	s = withoutSpaces(s)
	s = strings.Trim(strings.NewReplacer(",", ".", ";", ".", "..", ".", "@.", "@", ".@", "@", "@@", "@").Replace(s), `.:<>()[]"'`)
	if isEmail(s) {
		return s
	}
	// Novák@firma.cz
	if local, domain, ok := strings.Cut(s, "@"); ok {
		if plain := withoutAccents(local) + "@" + domain; isEmail(plain) {
			return plain
		}
	}
	return ""
}

// isLabel reports whether a text is a single word, as it stands before a colon: "e-mail", "web".
func isLabel(s string) bool {
	s = strings.TrimSpace(s)
	return s != "" && !strings.ContainsAny(s, " @/.")
}

// withoutAccents is the text in ASCII letters; marks stay.
func withoutAccents(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r < utf8.RuneSelf {
			b.WriteRune(r)
		} else {
			b.WriteString(fold.Text(string(r)))
		}
	}
	return b.String()
}
