package xlsx

import (
	"cmp"
	"math"
	"strconv"
	"strings"
	"time"
)

// Show returns what a spreadsheet shows for a number, spelled as in English and without the blanks around
// it. zeros reports that the format pads a whole number to a fixed length, 0000 or 000 00, so that the text holds all its
// digits. ok is false where the look is not known.
func (l *Look) Show(n float64, date1904 bool) (text string, zeros, ok bool) {
	s, n := l.section(n)
	if s == nil || s.foreign {
		return "", false, false
	}
	if s.date {
		text, ok = s.showTime(n, date1904)
	} else {
		text, ok = s.showNumber(n), true
	}
	return strings.TrimSpace(strings.ReplaceAll(text, "\u00A0", " ")), s.zeros && n == math.Trunc(n), ok
}

// Unit returns the words that the format puts beside a number, with the code of a currency where its sign alone says too
// little. percent reports that the number is shown as a percentage; thousands is by which power of a thousand it is shown smaller.
func (l *Look) Unit(n float64) (unit string, percent bool, thousands int) {
	s, _ := l.section(n)
	if s == nil {
		return "", false, 0
	}
	var b strings.Builder
	for _, p := range s.parts {
		switch {
		case p.kind == 'L' || p.kind == '$':
			b.WriteString(cmp.Or(p.code, p.text))
		case p.kind == '/' && !s.hasFraction():
			b.WriteByte('/')
		case b.Len() > 0:
			b.WriteByte(' ')
		}
	}
	return strings.TrimSpace(b.String()), s.percents > 0, s.thousands
}

// ShowText is Show for a text.
func (l *Look) ShowText(s string) (text string, ok bool) {
	last := &l.sections[len(l.sections)-1]
	if !last.text {
		return "", false
	}
	var b strings.Builder
	for _, p := range last.parts {
		switch p.kind {
		case '@':
			b.WriteString(s)
		case 'L', '$':
			b.WriteString(p.text)
		}
	}
	return strings.TrimSpace(b.String()), true
}

// builtinCodes are the formats that every program knows by an id and shows alike.
var builtinCodes = map[int]string{
	1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
	15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss",
	37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
	45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0",
}

func (s *section) showNumber(n float64) string {
	negative := n < 0
	n = math.Abs(n) * math.Pow(100, float64(s.percents)) / math.Pow(1000, float64(s.thousands))
	if rounded, err := strconv.ParseFloat(strconv.FormatFloat(n, 'e', 14, 64), 64); err == nil {
		n = rounded // spreadsheets know fifteen digits
	}
	var text string
	switch exponent := s.index('E'); {
	case exponent >= 0:
		text = s.scientific(n, exponent)
	case s.hasFraction():
		text = s.fraction(n)
	default:
		text = s.fixed(n)
	}
	if negative && strings.ContainsAny(text, "123456789") {
		return "-" + strings.TrimLeft(text, " ")
	}
	return text
}

func (s *section) index(kind byte) int {
	for i := range s.parts {
		if s.parts[i].kind == kind {
			return i
		}
	}
	return -1
}

// fixed fills the digits of a number into the placeholders.
func (s *section) fixed(n float64) string {
	point := s.index('.')
	if point < 0 {
		point = len(s.parts)
	}
	return fill(s.parts, n, point, s.grouped)
}

// fill writes the parts, with the digits of a number in their placeholders; point is the index of the decimal point.
func fill(parts []piece, n float64, point int, grouped bool) string {
	places := 0
	for _, p := range parts[min(point, len(parts)):] {
		if isPlaceholder(p.kind) {
			places++
		}
	}
	digits := roundHalf(n, places)
	if n >= 1e15 {
		digits = strconv.FormatFloat(n, 'f', -1, 64) + "." + strings.Repeat("0", places) // no more than are known
	}
	whole, decimals, _ := strings.Cut(digits, ".")
	if whole = strings.TrimLeft(whole, "0"); whole == "" && point < len(parts) {
		whole = ""
	}
	first := -1
	for i, p := range parts[:min(point, len(parts))] {
		if isPlaceholder(p.kind) {
			first = i
			break
		}
	}
	// The whole part is filled from its right end.
	var left []string
	written := 0
	digit := func(d byte) {
		if grouped && written > 0 && written%3 == 0 && d != ' ' {
			left = append(left, ",")
		}
		left = append(left, string(d))
		written++
	}
	for i := min(point, len(parts)) - 1; i >= 0; i-- {
		switch p := parts[i]; {
		case isPlaceholder(p.kind):
			switch {
			case whole != "":
				digit(whole[len(whole)-1])
				whole = whole[:len(whole)-1]
			case p.kind == '0':
				digit('0')
			case p.kind == '?':
				digit(' ')
			}
			if i == first {
				for ; whole != ""; whole = whole[:len(whole)-1] {
					digit(whole[len(whole)-1])
				}
			}
		default:
			left = append(left, p.look(n))
		}
	}
	var b strings.Builder
	for i := len(left) - 1; i >= 0; i-- {
		b.WriteString(left[i])
	}
	if point >= len(parts) {
		return b.String()
	}
	b.WriteString(whole) // of a format without a place before the point
	b.WriteByte('.')
	at := 0
	for i, p := range parts[point+1:] {
		if !isPlaceholder(p.kind) {
			b.WriteString(p.look(n))
			continue
		}
		rest := decimals[at:]
		d := decimals[at]
		at++
		switch {
		case p.kind == '0' || strings.Trim(rest, "0") != "" || hasZero(parts[point+2+i:]):
			b.WriteByte(d)
		case p.kind == '?':
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// roundHalf writes a number that is not negative with so many decimals. A half is rounded up, as spreadsheets do.
func roundHalf(n float64, places int) string {
	whole, decimals, _ := strings.Cut(strconv.FormatFloat(n, 'f', -1, 64), ".")
	if len(decimals) <= places || decimals[places] < '5' {
		return strconv.FormatFloat(n, 'f', places, 64)
	}
	digits := []byte(whole + decimals[:places])
	for i := len(digits) - 1; ; i-- {
		switch {
		case i < 0:
			digits = append([]byte{'1'}, digits...)
		case digits[i] == '9':
			digits[i] = '0'
			continue
		default:
			digits[i]++
		}
		break
	}
	point := len(digits) - places
	return strings.TrimSuffix(string(digits[:point])+"."+string(digits[point:]), ".")
}

func hasZero(parts []piece) bool {
	for _, p := range parts {
		if p.kind == '0' {
			return true
		}
	}
	return false
}

// look is what a part shows that is no placeholder of a digit.
func (p piece) look(n float64) string {
	switch p.kind {
	case 'L', '$':
		return p.text
	case '%', '/':
		return string(p.kind)
	case 'G', '@':
		return FormatGeneral(n)
	}
	return ""
}

func (s *section) scientific(n float64, exponent int) string {
	mantissa := s.parts[:exponent]
	point, places := len(mantissa), 0
	for i, p := range mantissa {
		if p.kind == '.' {
			point = i
			break
		}
		if isPlaceholder(p.kind) {
			places++
		}
	}
	power := 0
	if n != 0 {
		decimals := 0
		for _, p := range mantissa[point:] {
			if isPlaceholder(p.kind) {
				decimals++
			}
		}
		_, e, _ := strings.Cut(strconv.FormatFloat(n, 'e', decimals+max(places, 1)-1, 64), "e")
		power, _ = strconv.Atoi(e)
		if places > 1 {
			power -= ((power % places) + places) % places
		}
	}
	size := strconv.Itoa(max(power, -power))
	width := 0
	var behind strings.Builder
	for _, p := range s.parts[exponent+1:] {
		if isPlaceholder(p.kind) {
			width++
		} else {
			behind.WriteString(p.look(n))
		}
	}
	sign := ""
	switch {
	case power < 0:
		sign = "-"
	case s.parts[exponent].text == "+":
		sign = "+"
	}
	return fill(mantissa, n/math.Pow10(power), point, s.grouped) + "E" + sign + strings.Repeat("0", max(0, width-len(size))) + size + behind.String()
}

// fraction writes the number with the nearest fraction whose denominator has as many digits as places.
func (s *section) fraction(n float64) string {
	slash := s.index('/')
	places, fixed := 0, 0
	end := slash + 1
	for ; end < len(s.parts) && isPlaceholder(s.parts[end].kind); end++ {
		places++
	}
	if places == 0 {
		fixed, _ = strconv.Atoi(s.parts[end].text)
		end++
	}
	begin := slash
	for begin > 0 && isPlaceholder(s.parts[begin-1].kind) {
		begin--
	}
	before := s.parts[:begin]
	mixed := false
	for _, p := range before {
		mixed = mixed || isPlaceholder(p.kind)
	}
	whole, rest := math.Modf(n)
	if !mixed {
		whole, rest = 0, n
	}
	from, to := 1, int(math.Pow10(min(places, 4)))-1
	if fixed > 0 {
		from, to = fixed, fixed
	}
	top, bottom, best := 0, 1, math.Inf(1)
	for d := from; d <= to; d++ {
		t := math.Round(rest * float64(d))
		if off := math.Abs(rest - t/float64(d)); off < best-1e-12 {
			top, bottom, best = int(t), d, off
		}
	}
	if mixed && top == bottom {
		whole, top = whole+1, 0
	}
	text := strconv.Itoa(top) + "/" + strconv.Itoa(bottom)
	switch {
	case mixed && top == 0:
		text = FormatGeneral(whole)
	case mixed && whole != 0:
		text = FormatGeneral(whole) + " " + text
	}
	for _, p := range s.parts[end:] {
		text += p.look(n)
	}
	return text
}

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
