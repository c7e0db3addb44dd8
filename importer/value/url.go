package value

import (
	"net/netip"
	"net/url"
	"slices"
	"strings"

	"kartoteka/importer/issue"
)

// parseURL reads a web address, with or without its scheme.
func parseURL(s string) (any, []issue.Finding) {
	s = plainSpaces(s)
	if isURL(s) {
		return s, nil
	}
	return nil, []issue.Finding{{Code: issue.InvalidURL, Suggestion: suggestURL(s)}}
}

// isURL reports whether a text is an address of the web. A host without a dot is accepted only behind
// a scheme, as in-house servers have them; a user name in it is not, as it only serves deceit.
func isURL(s string) bool {
	if strings.ContainsAny(s, " \\<>\"{}|^`") {
		return false
	}
	scheme, rest, found := strings.Cut(s, "://")
	switch {
	case found && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https")):
	case found && !strings.ContainsAny(scheme, "/?#"):
		return false // ftp://, htp://
	default:
		rest, found = s, false
	}
	u, err := url.Parse("http://" + rest)
	if err != nil || u.User != nil || u.Opaque != "" {
		return false
	}
	host := u.Hostname()
	if _, err := netip.ParseAddr(host); err == nil {
		return true
	}
	ascii, ok := asciiDomain(strings.TrimSuffix(host, "."))
	return ok && (found || strings.Contains(ascii, "."))
}

// webSlips are usual misspellings of the beginning of a web address.
var webSlips = []string{"http:///", "http:/", "http//", "http:", "htp://", "htpp://", "htttp://", "hhtp://", "http;//", "ttp://", "http.//", "www:", "www,", "www/", "ww.", "wwww."}

// suggestURL guesses the address someone meant, or is empty.
func suggestURL(s string) string {
	if label, rest, found := strings.Cut(s, ": "); found && isLabel(label) { // web: www.firma.cz
		s = strings.TrimSpace(rest)
	}
	if isURL(s) && strings.Contains(s, ".") {
		return s
	}
	if parts := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" ,;<>\"", r) }); len(parts) > 1 && parts[0] != "www." && slices.ContainsFunc(parts, isURL) {
		return "" // several, or one with words round it
	}
	s = strings.ReplaceAll(withoutSpaces(s), "\\", "/")
	lower := strings.ToLower(s)
	for _, slip := range webSlips {
		secure := strings.Replace(slip, "tp", "tps", 1)
		for _, begin := range []string{slip, secure} {
			if !strings.HasPrefix(lower, begin) {
				continue
			}
			right := "http://"
			switch {
			case strings.HasPrefix(slip, "w"):
				right = "www."
			case begin == secure:
				right = "https://"
			}
			if fixed := right + strings.TrimLeft(s[len(begin):], "/"); isURL(fixed) && strings.Contains(fixed, ".") {
				return fixed
			}
		}
	}
	if fixed := strings.ReplaceAll(s, ",", "."); isURL(fixed) {
		return fixed
	}
	return ""
}
