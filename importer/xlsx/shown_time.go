package xlsx

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// showTime writes a date, a time or an elapsed time.
func (s *section) showTime(n float64, date1904 bool) (string, bool) {
	t, ok := (&Workbook{Date1904: date1904}).Time(n)
	if !ok {
		return "", false
	}
	seconds := int64(math.Round(n * secondsPerDay))
	var b strings.Builder
	last := byte(0) // letter of the part before
	for i, p := range s.parts {
		switch p.kind {
		case 'L', '$':
			b.WriteString(p.text)
			continue
		case '.', ',', '/', '%', '#', '?':
			b.WriteByte(p.kind)
			continue
		case '0':
			b.WriteByte('0') // a fraction of a second, which is never more than noise
			continue
		case 'A':
			b.WriteString(halves(p.text, t.Hour() >= 12))
			continue
		case '[':
			per := map[byte]int64{'h': 3600, 'm': 60, 's': 1}[p.text[0]]
			b.WriteString(pad(int(seconds/per), len(p.text)))
			last = p.text[0]
			continue
		case 'm':
			if last == 'h' || s.nextLetter(i) == 's' {
				b.WriteString(pad(t.Minute(), len(p.text)))
			} else {
				b.WriteString(monthOf(t, len(p.text)))
			}
		default:
			b.WriteString(s.timePart(p, t))
		}
		last = p.kind
	}
	return b.String(), true
}

func (s *section) nextLetter(i int) byte {
	for _, p := range s.parts[i+1:] {
		switch p.kind {
		case 'd', 'm', 'y', 'h', 's':
			return p.kind
		case '[':
			return p.text[0]
		}
	}
	return 0
}

func (s *section) timePart(p piece, t time.Time) string {
	switch n := len(p.text); p.kind {
	case 'd':
		switch {
		case n <= 2:
			return pad(t.Day(), n)
		case n == 3:
			return t.Format("Mon")
		}
		return t.Format("Monday")
	case 'y':
		if n <= 2 {
			return t.Format("06")
		}
		return t.Format("2006")
	case 'h':
		hour := t.Hour()
		if s.half {
			hour = (hour+11)%12 + 1
		}
		return pad(hour, n)
	case 's':
		return pad(t.Second(), n)
	}
	return ""
}

func monthOf(t time.Time, n int) string {
	switch n {
	case 1, 2:
		return pad(int(t.Month()), n)
	case 3:
		return t.Format("Jan")
	case 5:
		return t.Format("Jan")[:1]
	}
	return t.Format("January")
}

func halves(form string, afternoon bool) string {
	morning, evening, _ := strings.Cut(form, "/")
	if afternoon {
		return evening
	}
	return morning
}

func pad(n, width int) string {
	s := strconv.Itoa(n)
	return strings.Repeat("0", max(0, min(width, 2)-len(s))) + s
}
