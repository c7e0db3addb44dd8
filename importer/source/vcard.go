package source

import (
	"io"
	"mime/quotedprintable"
	"slices"
	"strings"

	"golang.org/x/text/encoding/htmlindex"

	"kartoteka/importer/xlsx"
)

// Address cards by vCard 2.1 (versit), 3.0 (RFC 2426) and 4.0 (RFC 6350). A card is a row, a property with its types a
// column: "TEL;CELL"; the parts of a name and an address are columns of their own: "N;FAMILY", "ADR;WORK;CITY".

// A CardError says that a card is not closed, or that something stands between cards. Number is that of the card, from 1.
type CardError struct{ Number int }

func (e *CardError) Error() string { return "address card without an end" }

func (e *CardError) Unwrap() error { return ErrNotCard }

// parts name the components of structured properties. A "" is left out.
var parts = map[string][]string{
	"N":   {"FAMILY", "GIVEN", "ADDITIONAL", "PREFIX", "SUFFIX"},
	"ADR": {"BOX", "EXTENDED", "STREET", "CITY", "REGION", "ZIP", "COUNTRY"},
	"ORG": {"NAME", "UNIT"},
}

// pictures are the properties whose values are no text; the others of unread say nothing about a person.
var unread = []string{"PHOTO", "LOGO", "SOUND", "KEY", "VERSION", "PRODID", "REV", "AGENT", "X-ABADR", "X-ABLABEL"}

// silent are the types that don't tell one number or address from another.
var silent = []string{"PREF", "INTERNET", "VOICE", "POSTAL", "PARCEL", "DOM", "INTL", "QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT", "X400"}

func isCard(text string) bool {
	const begin = "BEGIN:VCARD"
	text = strings.TrimLeft(text, " \t\r\n")
	return len(text) >= len(begin) && strings.EqualFold(text[:len(begin)], begin)
}

// A property is one line of a card.
type property struct {
	name    string
	types   []string
	charset string
	quoted  bool // its value is quoted-printable
	value   string
}

func readCards(text, encoding string) (*Book, error) {
	b := &Book{Format: Format{Kind: VCard, Encoding: encoding}}
	columns := map[string]int{}
	g := &grid{}
	sheet := Sheet{}
	var cells []Cell
	var filled map[string]bool
	number := 0
	inside := false
	set := func(title, value string) error {
		if value = strings.TrimSpace(value); value == "" {
			return nil
		}
		if len(value) > MaxFieldBytes {
			return &xlsx.LimitError{Limit: LimitFieldBytes, Max: MaxFieldBytes}
		}
		col, known := columns[title]
		if !known {
			if len(sheet.Titles) == MaxColumns {
				return &xlsx.LimitError{Limit: xlsx.LimitColumns, Max: MaxColumns}
			}
			sheet.Titles = append(sheet.Titles, title)
			col = len(sheet.Titles)
			columns[title] = col
		}
		cells = append(cells, Cell{Col: col, Kind: xlsx.Text, Text: value})
		return nil
	}
	lines := cardLines{text: text}
	for {
		line, ok := lines.next()
		if !ok {
			break
		}
		p, ok := parseProperty(line)
		switch {
		case !ok:
			if !inside && strings.TrimSpace(line) != "" {
				return nil, &CardError{number + 1}
			}
			continue
		case p.name == "BEGIN":
			if inside {
				return nil, &CardError{number}
			}
			inside = true
			number++
			cells, filled = nil, map[string]bool{}
			continue
		case !inside:
			return nil, &CardError{number + 1}
		case p.name == "END":
			inside = false
			slices.SortFunc(cells, func(a, b Cell) int { return a.Col - b.Col })
			if err := g.add(number, cells); err != nil {
				return nil, err
			}
			continue
		case slices.Contains(unread, p.name):
			continue
		}
		if p.quoted {
			for strings.HasSuffix(strings.TrimRight(p.value, " \t"), "=") {
				more, ok := lines.next()
				if !ok {
					break
				}
				p.value = strings.TrimSuffix(strings.TrimRight(p.value, " \t"), "=") + more
				if len(p.value) > 3*MaxFieldBytes {
					return nil, &xlsx.LimitError{Limit: LimitFieldBytes, Max: MaxFieldBytes}
				}
			}
			p.value = unquote(p.value, p.charset)
		}
		title := strings.Join(append([]string{p.name}, p.types...), ";")
		for n := 2; filled[title]; n++ {
			title = strings.Join(append([]string{p.name}, p.types...), ";") + " " + string(rune('0'+min(n, 9)))
			if n > 9 {
				break
			}
		}
		filled[title] = true
		names := parts[p.name]
		if names == nil {
			if err := set(title, unescape(p.value)); err != nil {
				return nil, err
			}
			continue
		}
		for i, value := range components(p.value) {
			if i >= len(names) {
				break
			}
			if err := set(title+";"+names[i], value); err != nil {
				return nil, err
			}
		}
	}
	if inside {
		return nil, &CardError{number}
	}
	b.Sheets, b.grids = []Sheet{sheet}, []*grid{g}
	return b, nil
}

// cardLines yields the unfolded lines of a text of cards.
type cardLines struct{ text string }

func (l *cardLines) next() (string, bool) {
	if l.text == "" {
		return "", false
	}
	line := l.line()
	for l.text != "" && (l.text[0] == ' ' || l.text[0] == '\t') && len(line) <= 4*MaxFieldBytes {
		l.text = l.text[1:]
		line += l.line()
	}
	return line, true
}

func (l *cardLines) line() string {
	i := strings.IndexAny(l.text, "\r\n")
	if i < 0 {
		line := l.text
		l.text = ""
		return line
	}
	line := l.text[:i]
	if strings.HasPrefix(l.text[i:], "\r\n") {
		i++
	}
	l.text = l.text[i+1:]
	return line
}

// parseProperty reads "item1.TEL;TYPE=CELL,VOICE;CHARSET=UTF-8:value".
func parseProperty(line string) (p property, ok bool) {
	head, quotes := len(line), false
	for i := 0; i < len(line); i++ {
		if line[i] == '"' {
			quotes = !quotes
		}
		if line[i] == ':' && !quotes {
			head = i
			break
		}
	}
	if head == len(line) {
		return p, false
	}
	p.value = line[head+1:]
	params := strings.Split(line[:head], ";")
	p.name = strings.ToUpper(strings.TrimSpace(params[0]))
	if i := strings.LastIndexByte(p.name, '.'); i >= 0 {
		p.name = p.name[i+1:]
	}
	for _, param := range params[1:] {
		key, value, named := strings.Cut(param, "=")
		if !named {
			key, value = "TYPE", param
		}
		switch strings.ToUpper(strings.TrimSpace(key)) {
		case "CHARSET":
			p.charset = value
		case "ENCODING":
			p.quoted = strings.EqualFold(value, "QUOTED-PRINTABLE")
		case "TYPE":
			for _, t := range strings.Split(strings.Trim(value, `"`), ",") {
				t = strings.ToUpper(strings.TrimSpace(t))
				p.quoted = p.quoted || t == "QUOTED-PRINTABLE"
				if t != "" && !slices.Contains(silent, t) && !slices.Contains(p.types, t) {
					p.types = append(p.types, t)
				}
			}
		}
	}
	return p, p.name != "" && !strings.ContainsAny(p.name, " \t")
}

// unquote decodes quoted-printable text (RFC 2045) of a character set.
func unquote(s, charset string) string {
	decoded, err := io.ReadAll(quotedprintable.NewReader(strings.NewReader(s)))
	if err != nil {
		return s
	}
	text := string(decoded)
	if charset != "" && !strings.EqualFold(charset, "utf-8") {
		if e, err := htmlindex.Get(charset); err == nil {
			if t, err := e.NewDecoder().String(text); err == nil {
				text = t
			}
		}
	}
	return strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\x00", "")
}

var escapes = strings.NewReplacer(`\\`, `\`, `\n`, "\n", `\N`, "\n", `\,`, ",", `\;`, ";", `\:`, ":")

func unescape(s string) string {
	if strings.IndexByte(s, '\\') < 0 {
		return s
	}
	return escapes.Replace(s)
}

// components parts a structured value at the semicolons that are not escaped.
func components(s string) []string {
	var all []string
	start := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case ';':
			all = append(all, unescape(s[start:i]))
			start = i + 1
		}
	}
	return append(all, unescape(s[start:]))
}
