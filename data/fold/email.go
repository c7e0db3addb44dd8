package fold

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/idna"
)

// Email folds an e-mail address for comparison: in lower case, its domain as it goes over the wire, for an international one
// is written in two ways (RFC 5890): háčky.cz, xn--hky-ela4t.cz.
func Email(s string) string {
	if isASCII(s) {
		return strings.ToLower(strings.TrimSpace(s))
	}
	s = Code(s)
	if local, domain, ok := domainOf(s); ok && !isASCII(domain) {
		if ascii, err := idna.Lookup.ToASCII(domain); err == nil {
			return local + ascii
		}
	}
	return s
}

// EmailForms returns an address in both writings of its domain; they are the same for most.
func EmailForms(s string) (wire, people string) {
	wire = Email(s)
	if local, domain, ok := domainOf(wire); ok && strings.Contains(domain, "xn--") {
		if unicode, err := idna.Lookup.ToUnicode(domain); err == nil {
			return wire, local + unicode
		}
	}
	return wire, wire
}

// domainOf cuts an address behind its last @.
func domainOf(s string) (local, domain string, ok bool) {
	at := strings.LastIndexByte(s, '@') + 1
	return s[:at], s[at:], at > 0
}

func isASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
}
