package value

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"kartoteka/importer/convert"
	"kartoteka/importer/issue"

	"github.com/nyaruka/phonenumbers"
)

// parsePhone reads a telephone number, which is stored as typed. Whether it is likely to exist, a
// library with the numbering plans of all countries decides; an unlikely one is a warning.
func (p *Parser) parsePhone(s string) (any, []issue.Finding) {
	if strings.IndexFunc(s, unicode.IsDigit) < 0 {
		return nil, []issue.Finding{{Code: issue.InvalidPhone}}
	}
	region := p.region()
	if _, likely := p.homeNumber(s, region); likely {
		return s, nil
	}
	switch n := p.dial(s, region); {
	case n.several:
		return s, []issue.Finding{{Code: issue.SeveralPhones}}
	case !n.likely:
		f := issue.Finding{Code: issue.DoubtfulPhone}
		if whole, cut := withoutZeroDecimals(s); cut && p.dial(whole, region).likely {
			f.Suggestion = whole
		}
		return s, []issue.Finding{f}
	}
	return s, nil
}

// E164 returns the number a phone can be dialled by from anywhere, "+420777123456", or "" when none can be made of it. country is
// ISO 3166-1 alpha-2 and counts for a number written without prefix; "" is Czechia.
func E164(phone, country string) string {
	var p Parser
	p.DefaultCountry = country
	number := p.e164(phone)
	if n, err := phonenumbers.Parse(number, ""); err != nil || !phonenumbers.IsPossibleNumber(n) {
		return ""
	}
	return number
}

// e164 is the number a value of a Phone field can be dialled by from anywhere, "+420777123456", by the
// rules of the country of the record; "" when no number can be made of it. It is what phones are compared by.
func (p *Parser) e164(phone string) string {
	region := p.region()
	if n, likely := p.homeNumber(phone, region); likely {
		return string(n[:])
	}
	return p.dial(phone, region).e164
}

// region is the country whose numbers need no prefix.
func (p *Parser) region() string { return cmp.Or(p.setting.phones, p.DefaultCountry, "CZ") }

// A dialled is the reading of a phone written in some way.
type dialled struct {
	e164    string
	likely  bool
	several bool // the text holds several numbers; the first one counts
}

// A phoneText is a phone as written, and the country it is written in.
type phoneText struct{ text, region string }

// dial makes a number of a text by the rules of a region.
func (p *Parser) dial(s, region string) dialled {
	key := phoneText{s, region}
	n, known := p.phones[key]
	if !known {
		n = dial(s, region)
		if p.phones == nil {
			p.phones = map[phoneText]dialled{}
		}
		p.phones[key] = n
	}
	return n
}

func dial(s, region string) dialled {
	if e164 := firstOfSeveral(s, region); e164 != "" {
		return dialled{e164: e164, several: true}
	}
	e164, likely := parseNumberOf(phoneDigits(s), region)
	return dialled{e164: e164, likely: likely && !strings.Contains(s, "@")} // an e-mail beside it is not lost unseen
}

// leastPhone is how many digits one of several numbers has at least: shorter ones are extensions, or parts of a number.
const leastPhone = 6

// firstOfSeveral returns the first number of a text that holds several, with any separator or none but a blank; else "".
func firstOfSeveral(s, region string) string {
	s = strings.NewReplacer("＋", "+", "+ ", "| ").Replace(plainSpaces(s)) // a plus that stands alone parts two numbers
	if countDigits(s) < 2*leastPhone {
		return ""
	}
	parts := slices.DeleteFunc(convert.PhoneParts(strings.ReplaceAll(s, "+", "|+")), func(part string) bool { return countDigits(part) < leastPhone })
	if len(parts) > 1 {
		first, found := "", 0
		for _, part := range parts {
			if e164, ok := parseNumberOf(phoneDigits(part), region); ok {
				first, found = cmp.Or(first, e164), found+1
			}
		}
		if found > 1 {
			return first
		}
	}
	// No number is as long as two, so a blank that parts two likely ones stands between two.
	for i := range len(s) {
		if s[i] != ' ' || countDigits(s[:i]) < shortestAlone || countDigits(s[i:]) < shortestAlone {
			continue
		}
		left, ok := parseNumberOf(phoneDigits(s[:i]), region)
		if _, also := parseNumberOf(phoneDigits(s[i:]), region); ok && also {
			return left
		}
	}
	return ""
}

// shortestAlone is how many digits each of two numbers has with only a blank between them: twice as many are more than
// the fifteen of the longest number (ITU-T E.164, 6.2.1).
const shortestAlone = 8

func countDigits(s string) int {
	n := 0
	for i := range len(s) {
		if isDigit(s[i]) {
			n++
		}
	}
	return n
}

// withPrefix is how long a number with the prefix of its country is at least. Shorter ones are not tried as such:
// many national numbers begin like some country's prefix.
const withPrefix = 11

// parseNumberOf reads a number by the numbering plan of a region and reports whether such a number may exist.
func parseNumberOf(s, region string) (e164 string, likely bool) {
	n, err := phonenumbers.Parse(s, region)
	if err != nil {
		return "", false
	}
	likely = phonenumbers.IsValidNumber(n)
	if !likely && s[0] != '+' && len(s) >= withPrefix {
		// A number cell swallows the plus: 420777123456.
		if abroad, err := phonenumbers.Parse("+"+s, region); err == nil && phonenumbers.IsValidNumber(abroad) {
			n, likely = abroad, true
		}
	}
	n.Extension = nil
	return phonenumbers.Format(n, phonenumbers.E164), likely
}

// phoneDigits cuts the words round a number off: "tel.: 777 123 456 (kancelář)". Extensions go with
// them, as they are no part of the number.
func phoneDigits(s string) string {
	s = plainSpaces(s)
	start := strings.IndexFunc(s, func(r rune) bool { return r == '+' || r == '＋' || unicode.IsDigit(r) })
	if start < 0 {
		return ""
	}
	s = s[start:]
	for i, r := range s {
		if unicode.IsLetter(r) || r == '#' || r == ':' {
			return strings.TrimRight(s[:i], " .,;-/(")
		}
	}
	return strings.Replace(s, "(0)", "", 1) // +420 (0) 777 123 456
}

// homeNumber is the fast way for the numbers most cells hold: nine digits of Czechia or Slovakia, with or
// without their prefix. It reports false for everything else, likely or not, and agrees with dial
// where it reports true. Whether a number is likely it asks the library once for all numbers that
// begin with the same five digits, because both numbering plans decide by those.
func (p *Parser) homeNumber(s, region string) (e164 [13]byte, likely bool) {
	var d [15]byte
	n := 0
	international := false
	for i := range len(s) {
		switch c := s[i]; {
		case isDigit(c):
			if n == len(d) {
				return e164, false
			}
			d[n] = c
			n++
		case c == '+' && i == 0:
			international = true
		case strings.IndexByte(" -./()", c) < 0:
			return e164, false
		}
	}
	number := d[:n]
	home := region == "CZ" || region == "SK"
	if home && !international && n > 2 && number[0] == '0' && number[1] == '0' {
		number, international = number[2:], true
	}
	var prefix string
	switch {
	case len(number) == 12 && string(number[:2]) == "42" && (number[2] == '0' || number[2] == '1'):
		if !international && !home {
			return e164, false
		}
		prefix, number = "+42"+string(number[2]), number[3:]
	case international || len(number) != 9 && !(len(number) == 10 && number[0] == '0' && region == "SK"):
		return e164, false
	case region == "CZ":
		prefix = "+420"
	case region == "SK":
		prefix, number = "+421", number[len(number)-9:]
	default:
		return e164, false
	}
	if number[0] == '0' {
		return e164, false
	}
	copy(e164[:], prefix)
	copy(e164[4:], number)
	return e164, p.isHome(e164)
}

// isHome asks the library about a number, once for its first five digits.
func (p *Parser) isHome(e164 [13]byte) bool {
	key := 0
	for _, c := range e164[3:9] {
		key = key*10 + int(c-'0')
	}
	likely, known := p.home[key]
	if !known {
		n, err := phonenumbers.Parse(string(e164[:]), "")
		likely = err == nil && phonenumbers.IsValidNumber(n)
		if p.home == nil {
			p.home = map[int]bool{}
		}
		p.home[key] = likely
	}
	return likely
}
