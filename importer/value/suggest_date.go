package value

import (
	"strconv"

	"kartoteka/importer/xlsx"
)

// suggestDate guesses the date someone meant, or is empty. A guess is offered only where one
// reading makes sense.
func (p *Parser) suggestDate(c xlsx.Cell) string {
	text := plainSpaces(c.Text)
	if c.Kind == xlsx.Number {
		// The serial number of a date whose format got lost.
		const from, to = 10_959, 73_415 // 1930 to 2100
		if m, ok := p.fromSerial(c.Number); ok && c.Number >= from && c.Number < to {
			m.clock = false
			return m.String()
		}
		text = xlsx.FormatGeneral(c.Number)
	}
	if m, ok := p.guess(numbersIn(text)); ok {
		return m.String()
	}
	return ""
}

// numbersIn returns the runs of digits of a text, or nothing when letters stand between them.
func numbersIn(s string) (numbers []string) {
	for at := 0; at < len(s); {
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
	return numbers
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
