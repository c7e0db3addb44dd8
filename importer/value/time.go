package value

import (
	"strconv"
	"strings"
)

// readClock reads "14:30", "14:30:05", "14.30", "2:30 PM". A fraction of a second is dropped.
func readClock(s string) (m moment, ok bool) {
	s, afternoon, half := cutHalf(s)
	mark := byte(':')
	if strings.IndexByte(s, ':') < 0 {
		mark = '.'
	}
	parts := strings.Split(s, string(mark))
	if len(parts) < 2 || len(parts) > 3 || mark == '.' && len(parts) == 3 {
		return m, false
	}
	if len(parts) == 3 {
		whole, fraction, found := strings.Cut(strings.ReplaceAll(parts[2], ",", "."), ".")
		if found && !allDigits(fraction) {
			return m, false
		}
		parts[2] = whole
	}
	var n [3]int
	for i, part := range parts {
		if !allDigits(part) || len(part) > 2 || i > 0 && len(part) != 2 {
			return m, false
		}
		n[i], _ = strconv.Atoi(part)
	}
	if half {
		if n[0] < 1 || n[0] > 12 {
			return m, false
		}
		n[0] %= 12
		if afternoon {
			n[0] += 12
		}
	}
	return moment{hour: n[0], minute: n[1], second: n[2], clock: true}, n[0] < 24 && n[1] < 60 && n[2] < 60
}

// cutHalf cuts AM or PM off a time.
func cutHalf(s string) (rest string, afternoon, found bool) {
	lower := strings.ToLower(strings.ReplaceAll(s, ".m.", "m"))
	for _, half := range []string{"am", "pm"} {
		if rest, found = strings.CutSuffix(lower, half); found {
			return strings.TrimRight(rest, " "), half == "pm", true
		}
	}
	return s, false, false
}

func allDigits(s string) bool {
	for i := range len(s) {
		if !isDigit(s[i]) {
			return false
		}
	}
	return s != ""
}
