package convert

import (
	"regexp"
	"strconv"
	"strings"
)

// A DateOrder says how the day, the month and the year of a numeric date follow each other.
type DateOrder string

// The orders of a date.
const (
	DayMonth  DateOrder = "dmy"
	MonthDay  DateOrder = "mdy"
	YearMonth DateOrder = "ymd"
)

var numericDate = regexp.MustCompile(`^\s*(\d{1,4})\s*([./-])\s*(\d{1,2})\s*[./-]\s*(\d{1,4})`)

// A Decision says how a column decided what one cell of it can't tell.
type Decision uint8

// The decisions.
const (
	Plain   Decision = iota // no value needs one
	Decided                 // every value that decides, decides the same
	Open                    // values need one and none decides
	Mixed                   // some tell one and some the other
)

// decision is that of a column where first values tell one, second the other, and open ones need to be told.
func decision(first, second, open int) Decision {
	switch {
	case first > 0 && second > 0:
		return Mixed
	case first+second > 0:
		return Decided
	case open > 0:
		return Open
	}
	return Plain
}

// DateOrderOf decides the order of day and month for a column of dates: a number over twelve is the day. Dots
// speak for the day first, so that only dates with strokes can be open.
func DateOrderOf(dates []string) (DateOrder, Decision) {
	first, second, year, slashes := 0, 0, 0, 0
	for _, date := range dates {
		m := numericDate.FindStringSubmatch(date)
		if m == nil {
			continue
		}
		a, _ := strconv.Atoi(m[1])
		b, _ := strconv.Atoi(m[3])
		switch {
		case len(m[1]) == 4 || a > 31:
			year++
		case a > 12 && b <= 12:
			first++
		case b > 12 && a <= 12:
			second++
		case m[2] == "/" && a != b:
			slashes++
		}
	}
	switch {
	case year > first+second:
		return YearMonth, decision(year, first+second, 0)
	case second > first:
		return MonthDay, decision(first, second, 0)
	}
	return DayMonth, decision(first, second, slashes)
}

// ReorderDate writes a numeric date of the order month, day, year with its day first and dots; other dates stay as they
// are. What stands behind the date, a time, stays.
func ReorderDate(date string, order DateOrder) string {
	m := numericDate.FindStringSubmatchIndex(date)
	if order != MonthDay || m == nil {
		return date
	}
	month, day, year := date[m[2]:m[3]], date[m[6]:m[7]], date[m[8]:m[9]]
	if n, _ := strconv.Atoi(month); n > 12 || len(month) > 2 {
		return date
	}
	return day + ". " + month + ". " + year + date[m[9]:]
}

var grouped = regexp.MustCompile(`^[-+]?\d{1,3}(?:([.,\s\x{00A0}'])\d{3})+(?:([.,])\d+)?$`)
var ambiguous = regexp.MustCompile(`^[-+]?[1-9]\d{0,2}[.,]\d{3}$`) // 1.234 is either
var decimals = regexp.MustCompile(`^[-+]?\d*([.,])(\d+)$`)

// aroundNumber are the characters of blanks, currencies and percent signs, which may stand around a number.
const aroundNumber = " \u00a0KčCZEURczkeur€$£%"

// DecimalOf decides the decimal mark for a column of numbers: "," or ".". Whole numbers need none; 1.234 may be either.
func DecimalOf(numbers []string) (mark string, d Decision) {
	votes := map[string]int{}
	open := 0
	for _, n := range numbers {
		n = strings.TrimSpace(strings.Trim(n, aroundNumber))
		switch m := decimals.FindStringSubmatch(n); {
		case m != nil && len(m[2]) != 3:
			votes[m[1]]++
		case m != nil:
			if ambiguous.MatchString(n) {
				open++
			}
		default:
			if g := grouped.FindStringSubmatch(n); g != nil && (g[2] == "," || g[2] == ".") && g[2] != g[1] {
				votes[g[2]]++
			}
		}
	}
	mark = ","
	if votes["."] > votes[","] {
		mark = "."
	}
	return mark, decision(votes[","], votes["."], open)
}

// NumberOf reads a number whose decimal mark is known: "," or ".". ok is false for what is no plain number.
func NumberOf(s, mark string) (n float64, ok bool) {
	other := map[string]string{",": ".", ".": ","}[mark]
	s = strings.TrimSpace(strings.Trim(strings.TrimSpace(s), aroundNumber))
	s = strings.NewReplacer(" ", "", "\u00A0", "", "\u202F", "", "'", "", other, "", mark, ".").Replace(s)
	n, err := strconv.ParseFloat(s, 64)
	return n, err == nil && strings.Trim(s, "-+.0123456789") == ""
}

// RewriteNumber writes a number whose decimal mark is known so that it has one meaning without its column. The currency or
// percent sign around it stays: "1.250,5 €" is "1250.5 €". A text that is no number stays as it is.
func RewriteNumber(s, mark string) string {
	n, ok := NumberOf(s, mark)
	if !ok {
		return s
	}
	first, last := strings.IndexAny(s, "-+.,0123456789"), strings.LastIndexAny(s, ".,0123456789")
	plain := strconv.FormatFloat(n, 'f', -1, 64)
	if ambiguous.MatchString(plain) {
		plain += "0"
	}
	return s[:first] + plain + s[last+1:]
}
