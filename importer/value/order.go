package value

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

// DateOrderOf decides the order of day and month for a column of dates: a number over twelve tells which is the day.
// decided is false when no date tells, or some tell one and some the other; dots then speak for the day first.
func DateOrderOf(dates []string) (order DateOrder, decided bool) {
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
		return YearMonth, first == 0 && second == 0
	case second > first:
		return MonthDay, first == 0
	case first > second:
		return DayMonth, second == 0
	}
	return DayMonth, first == 0 && slashes == 0
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
var decimals = regexp.MustCompile(`^[-+]?\d*([.,])(\d+)$`)

// aroundNumber are the characters of blanks, currencies and percent signs, which may stand around a number.
const aroundNumber = " \u00a0KčCZEURczkeur€$£%"

// DecimalOf decides the decimal mark for a column of numbers: "," or ".". decided is false when no number tells, which is
// so for whole numbers too, or when some tell one and some the other.
func DecimalOf(numbers []string) (mark string, decided bool) {
	votes := map[string]int{}
	for _, n := range numbers {
		n = strings.TrimSpace(strings.Trim(n, aroundNumber))
		switch m := decimals.FindStringSubmatch(n); {
		case m != nil && len(m[2]) != 3:
			votes[m[1]]++
		case m != nil: // 1.234 may be either
		default:
			if g := grouped.FindStringSubmatch(n); g != nil && (g[2] == "," || g[2] == ".") && g[2] != g[1] {
				votes[g[2]]++
			}
		}
	}
	switch {
	case votes[","] > votes["."]:
		return ",", votes["."] == 0
	case votes["."] > votes[","]:
		return ".", votes[","] == 0
	}
	return ",", false
}

// MayGroup reports whether a number means something else with a comma as its decimal mark than with a point: 1.234.
func MayGroup(number string) bool {
	m := decimals.FindStringSubmatch(strings.TrimSpace(strings.Trim(number, aroundNumber)))
	return m != nil && len(m[2]) == 3
}

// NumberOf reads a number whose decimal mark is known: "," or ".". ok is false for what is no plain number.
func NumberOf(s, mark string) (n float64, ok bool) {
	other := map[string]string{",": ".", ".": ","}[mark]
	s = strings.TrimSpace(strings.Trim(strings.TrimSpace(s), aroundNumber))
	s = strings.NewReplacer(" ", "", "\u00A0", "", "\u202F", "", "'", "", other, "", mark, ".").Replace(s)
	n, err := strconv.ParseFloat(s, 64)
	return n, err == nil && strings.Trim(s, "-+.0123456789") == ""
}
