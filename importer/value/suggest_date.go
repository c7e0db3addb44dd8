package value

import (
	"strconv"
	"strings"

	"kartoteka/importer/xlsx"
)

// suggestDate guesses the date someone meant, or is empty. A guess is offered only where one
// reading makes sense, and with the time of day that stands behind the date.
func (p *Parser) suggestDate(c xlsx.Cell) string {
	text := plainSpaces(c.Text)
	if c.Kind == xlsx.Number {
		// The serial number of a date whose format got lost.
		const from, to = 10_959, 73_415 // 1930 to 2100
		if m, ok := p.fromSerial(c.Number); ok && c.Number >= from && c.Number < to {
			m.clock = m.hour+m.minute+m.second != 0
			return m.String()
		}
		text = xlsx.FormatGeneral(c.Number)
	}
	numbers, rest := numbersIn(text)
	m, ok := p.guess(numbers)
	if rest = strings.TrimLeft(rest, " .,T"); ok && rest != "" {
		var clock moment
		clock, ok = readClock(withoutZone(rest))
		m.hour, m.minute, m.second, m.clock = clock.hour, clock.minute, clock.second, true
	}
	if !ok {
		return ""
	}
	return m.String()
}

// numbersIn returns the numbers at the beginning of a text that a date may be made of, and what follows them: three, or
// one of eight digits. Letters end them.
func numbersIn(s string) (numbers []string, rest string) {
	at := 0
	for at < len(s) && len(numbers) < 3 && !(len(numbers) == 1 && len(numbers[0]) == 8) {
		if !isDigit(s[at]) {
			if c := s[at] | 0x20; 'a' <= c && c <= 'z' {
				break
			}
			at++
			continue
		}
		var number string
		number, at = run(s, at)
		numbers = append(numbers, number)
	}
	return numbers, s[at:]
}

// guess reads numbers as a date in every way that is usual somewhere, until one is a date.
func (p *Parser) guess(n []string) (moment, bool) {
	if len(n) == 1 && len(n[0]) == 8 { // 20261224, 24122026
		s := n[0]
		backward, ok := date(s[6:], s[4:6], s[:4])
		forward, also := date(s[:2], s[2:4], s[4:])
		if ok == also {
			return moment{}, false
		}
		if ok {
			return backward, true
		}
		return forward, true
	}
	if len(n) < 3 {
		return moment{}, false
	}
	d, m, y := n[0], n[1], n[2]
	if len(d) == 4 {
		d, y = y, d
	}
	if len(y) == 2 {
		y = p.century(y)
	}
	if found, ok := date(d, m, y); ok {
		return found, true
	}
	return date(m, d, y) // the American order
}

func date(d, m, y string) (moment, bool) {
	found, ok := day(d, m, y)
	return found, ok && found.valid()
}

// century completes a year of two digits: to a year at most ten years ahead.
func (p *Parser) century(y string) string {
	n, _ := strconv.Atoi(y)
	latest := p.Today.Year() + 10
	year := latest - latest%100 + n
	if year > latest {
		year -= 100
	}
	return strconv.Itoa(year)
}
