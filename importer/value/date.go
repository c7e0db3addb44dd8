package value

import (
	"strconv"
	"strings"
	"time"

	"kartoteka/data/fold"
	"kartoteka/importer/issue"
	"kartoteka/importer/xlsx"
)

// The years a date may have. Earlier ones no spreadsheet knows, later ones are slips of the finger.
const (
	firstYear = 1900
	lastYear  = 2199
)

// The forms that are expected and that suggestions have. Both languages read it.
const (
	wantDate     = "24.12.2026"
	wantDateTime = "24.12.2026 14:30"
	wantTime     = "14:30"
)

// A moment is a day, a time of day, or both, as written: without a time zone.
type moment struct {
	year, month, day     int // day 0: a time of day alone
	hour, minute, second int
	clock                bool // the time of day was given
}

func (m moment) valid() bool {
	return m.year >= firstYear && m.year <= lastYear && m.month >= 1 && m.month <= 12 &&
		m.day >= 1 && m.day <= time.Date(m.year, time.Month(m.month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// String writes the moment as people do: "24.12.2026", "24.12.2026 14:30", "14:30:05".
func (m moment) String() string {
	var parts []string
	if m.day != 0 {
		parts = append(parts, strconv.Itoa(m.day)+"."+strconv.Itoa(m.month)+"."+strconv.Itoa(m.year))
	}
	if m.clock {
		clock := strconv.Itoa(m.hour) + ":" + digits(m.minute, 2)
		if m.second != 0 {
			clock += ":" + digits(m.second, 2)
		}
		parts = append(parts, clock)
	}
	return strings.Join(parts, " ")
}

// date is the moment as a value of a Date field.
func (m moment) date() string {
	return digits(m.year, 4) + "-" + digits(m.month, 2) + "-" + digits(m.day, 2)
}

// time is the moment as a value of a Time field.
func (m moment) time() string {
	return digits(m.hour, 2) + ":" + digits(m.minute, 2) + ":" + digits(m.second, 2)
}

func digits(n, width int) string {
	s := strconv.Itoa(n)
	return strings.Repeat("0", max(0, width-len(s))) + s
}

// parseDate reads a date; a time of day behind it is allowed and dropped.
func (p *Parser) parseDate(c xlsx.Cell) (any, []issue.Finding) {
	m, ok := p.moment(c)
	if ok && m.valid() {
		return m.date(), nil
	}
	return nil, []issue.Finding{{Code: issue.InvalidDate, Want: wantDate, Suggestion: p.suggestDate(c)}}
}

// parseDateTime reads a date with a time of day; without one it is midnight.
func (p *Parser) parseDateTime(c xlsx.Cell) (any, []issue.Finding) {
	m, ok := p.moment(c)
	if ok && m.valid() {
		return m.date() + "T" + m.time(), nil
	}
	return nil, []issue.Finding{{Code: issue.InvalidDate, Want: wantDateTime, Suggestion: p.suggestDate(c)}}
}

// parseTime reads a time of day.
func (p *Parser) parseTime(c xlsx.Cell) (any, []issue.Finding) {
	if c.Kind == xlsx.Number || c.Kind == xlsx.Date {
		m, ok := p.fromSerial(c.Number)
		switch {
		case !ok:
		case c.Number < 1 && (holdsTime(c) || c.Format.Class == xlsx.ClassDuration), c.Kind == xlsx.Number && c.Format.Class == xlsx.ClassTime:
			return m.time(), nil // a cell that shows no day has none
		case c.Number > 0 && c.Number < 1:
			m.day = 0
			return nil, []issue.Finding{{Code: issue.InvalidTime, Want: wantTime, Suggestion: m.String()}}
		}
	} else if m, ok := readClock(plainSpaces(c.Text)); ok {
		return m.time(), nil
	}
	return nil, []issue.Finding{{Code: issue.InvalidTime, Want: wantTime}}
}

// moment is the date a cell holds. A bare number is none, even if it is the serial number of a date:
// 2026 typed into a column of dates is a year, not 18 July 1905.
func (p *Parser) moment(c xlsx.Cell) (moment, bool) {
	switch {
	case c.Kind == xlsx.Text:
		return readMoment(plainSpaces(c.Text))
	case holdsTime(c) && c.Format.Class != xlsx.ClassTime && c.Number >= 1:
		return p.fromSerial(c.Number)
	case holdsTime(c) && p.Date1904 && c.Format.Class != xlsx.ClassTime:
		return p.fromSerial(c.Number) // 0 is 1 January 1904
	}
	return moment{}, false
}

func (p *Parser) fromSerial(n float64) (moment, bool) {
	t, ok := (&xlsx.Workbook{Date1904: p.Date1904}).Time(n)
	return moment{t.Year(), int(t.Month()), t.Day(), t.Hour(), t.Minute(), t.Second(), true}, ok
}

// readMoment reads a date, perhaps with a time of day, from a text of plain spaces.
func readMoment(s string) (moment, bool) {
	m, rest, ok := readDay(s)
	if !ok {
		return m, false
	}
	if rest == "" {
		return m, true
	}
	text, iso := strings.CutPrefix(rest, "T")
	if !iso {
		text = strings.TrimPrefix(rest, ",")
		if text == "" || text[0] != ' ' {
			return m, false
		}
	}
	clock, ok := readClock(withoutZone(strings.TrimLeft(text, " ")))
	m.hour, m.minute, m.second, m.clock = clock.hour, clock.minute, clock.second, true
	return m, ok
}

// withoutZone cuts a time zone by ISO 8601 off a time. The time is taken as written, as
// spreadsheets know no zones.
func withoutZone(s string) string {
	if i := strings.LastIndexAny(s, "+-"); i >= 5 && len(s)-i == len("+01:00") && s[len(s)-3] == ':' {
		if _, ok := readClock(s[i+1:]); ok {
			return s[:i]
		}
	}
	return strings.TrimSuffix(s, "Z")
}

// readDay reads a date at the beginning of a text and returns what follows it.
//
// Day, month and year may be parted by full stops, slashes or dashes, with spaces; the day comes
// first, or the year. The month may be a word: "24. prosince 2026", "22 Nov 2026", "24. XII. 2026",
// "December 24, 2026".
func readDay(s string) (m moment, rest string, ok bool) {
	var fields [3]string
	var marks [2]string
	at := 0
	for i := range fields {
		fields[i], at = run(s, at)
		if fields[i] == "" {
			return m, "", false
		}
		if i < len(marks) {
			from := at
			for at < len(s) && strings.IndexByte(" .,/-", s[at]) >= 0 {
				at++
			}
			marks[i] = strings.ReplaceAll(s[from:at], " ", "")
			if marks[i] == "" && at == from {
				return m, "", false
			}
		}
	}
	rest = s[at:]
	if !isDigit(fields[0][0]) || !isDigit(fields[1][0]) {
		m, ok = wordDate(fields, marks)
		return m, rest, ok
	}
	if marks[0] != marks[1] || len(marks[0]) != 1 || marks[0] == "," {
		return m, "", false
	}
	// A full stop may close the date, as it does in Slovak and Hungarian.
	if marks[0] == "." && strings.HasPrefix(rest, ".") {
		rest = rest[1:]
	}
	if len(fields[0]) == 4 {
		fields[0], fields[2] = fields[2], fields[0]
	}
	m, ok = day(fields[0], fields[1], fields[2])
	return m, rest, ok
}

// run returns the digits, or the letters, that begin at a place of the text.
func run(s string, at int) (text string, end int) {
	end = at
	for end < len(s) && isDigit(s[end]) {
		end++
	}
	if end > at {
		return s[at:end], end
	}
	for end < len(s) && strings.IndexByte(" .,/-:", s[end]) < 0 && !isDigit(s[end]) {
		end++
	}
	return s[at:end], end
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// day puts a date together whose year has four digits.
func day(d, m, y string) (moment, bool) {
	if len(y) != 4 || len(d) > 2 || len(m) > 2 {
		return moment{}, false
	}
	var n [3]int
	for i, s := range []string{d, m, y} {
		var err error
		if n[i], err = strconv.Atoi(s); err != nil {
			return moment{}, false
		}
	}
	return moment{day: n[0], month: n[1], year: n[2]}, true
}

// wordDate puts a date together whose month is a word.
func wordDate(fields [3]string, marks [2]string) (moment, bool) {
	if len(marks[0]) > 1 || len(marks[1]) > 1 {
		return moment{}, false
	}
	if isDigit(fields[1][0]) { // December 24, 2026
		fields[0], fields[1] = fields[1], fields[0]
	}
	month, ok := months()[fold.Text(fields[1])]
	if !ok {
		return moment{}, false
	}
	return day(fields[0], strconv.Itoa(month), fields[2])
}
