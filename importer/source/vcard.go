package source

import (
	"io"
	"mime/quotedprintable"
	"regexp"
	"slices"
	"strconv"
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

// unread are the properties whose values are no text or say nothing about a person.
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
	t := &cardTable{columns: map[string]int{}, grid: &grid{}}
	lines := cardLines{text: text}
	for {
		line, more := lines.next()
		if !more {
			break
		}
		p, ok := parseProperty(line)
		var err error
		switch {
		case !ok && (t.inside || strings.TrimSpace(line) == ""):
		case p.name == "BEGIN":
			err = t.begin()
		case !t.inside:
			err = &CardError{t.number + 1}
		case p.name == "END":
			err = t.end()
		case !slices.Contains(unread, p.name):
			if p.value, err = lines.value(p); err == nil {
				err = t.add(p)
			}
		}
		if err != nil {
			return nil, err
		}
	}
	if t.inside {
		return nil, &CardError{t.number}
	}
	return &Book{Format: Format{Kind: VCard, Encoding: encoding}, Sheets: []Sheet{t.sheet}, grids: []*grid{t.grid}}, nil
}

// A cardTable is the sheet that cards become.
type cardTable struct {
	sheet   Sheet
	columns map[string]int // by title, from 1
	grid    *grid

	number int // of the card at hand
	inside bool
	cells  []Cell
	filled map[string]bool // titles of properties
}

func (t *cardTable) begin() error {
	if t.inside {
		return &CardError{t.number}
	}
	t.inside = true
	t.number++
	t.cells, t.filled = nil, map[string]bool{}
	return nil
}

func (t *cardTable) end() error {
	t.inside = false
	slices.SortFunc(t.cells, func(a, b Cell) int { return a.Col - b.Col })
	return t.grid.add(t.number, t.cells)
}

// add puts a property, or each of its parts, into the card at hand.
func (t *cardTable) add(p property) error {
	title := t.title(p)
	names := parts[p.name]
	switch {
	case p.name == "BDAY" || p.name == "ANNIVERSARY":
		return t.set(title, hyphened(unescape(p.value)))
	case names == nil:
		return t.set(title, unescape(p.value))
	}
	values := components(p.value)
	for i := range min(len(values), len(names)) {
		if err := t.set(title+";"+names[i], values[i]); err != nil {
			return err
		}
	}
	return nil
}

var basicDate = regexp.MustCompile(`^(\d{4})(\d\d)(\d\d)(?:T\d{4}.*)?$`)

// hyphened writes a date of the basic format (ISO 8601-1, the one of vCard 4: 19800102) with hyphens and without its time;
// others stay.
func hyphened(date string) string {
	m := basicDate.FindStringSubmatch(strings.TrimSpace(date))
	if m == nil {
		return date
	}
	return m[1] + "-" + m[2] + "-" + m[3]
}

// title is that of a property: its name and its types, from the second alike in a card with a number up to 9.
func (t *cardTable) title(p property) string {
	plain := strings.Join(append([]string{p.name}, p.types...), ";")
	title := plain
	for n := 2; n <= 9 && t.filled[title]; n++ {
		title = plain + " " + strconv.Itoa(n)
	}
	t.filled[title] = true
	return title
}

func (t *cardTable) set(title, value string) error {
	if value = strings.TrimSpace(value); value == "" {
		return nil
	}
	if len(value) > MaxFieldBytes {
		return &xlsx.LimitError{Limit: LimitFieldBytes, Max: MaxFieldBytes}
	}
	col, known := t.columns[title]
	if !known {
		if len(t.sheet.Titles) == MaxColumns {
			return &xlsx.LimitError{Limit: xlsx.LimitColumns, Max: MaxColumns}
		}
		t.sheet.Titles = append(t.sheet.Titles, title)
		col = len(t.sheet.Titles)
		t.columns[title] = col
	}
	t.cells = append(t.cells, Cell{Col: col, Kind: xlsx.Text, Text: value})
	return nil
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

// value is that of a property, which in quoted-printable may go on in further lines.
func (l *cardLines) value(p property) (string, error) {
	if !p.quoted {
		return p.value, nil
	}
	value := p.value
	for strings.HasSuffix(strings.TrimRight(value, " \t"), "=") {
		more, ok := l.next()
		if !ok {
			break
		}
		value = strings.TrimSuffix(strings.TrimRight(value, " \t"), "=") + more
		if len(value) > 3*MaxFieldBytes {
			return "", &xlsx.LimitError{Limit: LimitFieldBytes, Max: MaxFieldBytes}
		}
	}
	return unquote(value, p.charset), nil
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
