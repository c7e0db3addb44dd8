package xlsx

import (
	"math"
	"strconv"
	"strings"
)

// showNumber writes a number, spelled as in English.
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

// look is the text of a part that is no placeholder of a digit.
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
