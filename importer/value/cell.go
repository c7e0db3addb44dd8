package value

import (
	"math"
	"strconv"
	"strings"

	"kartoteka/importer/xlsx"
)

// Typed is the cell of a text someone typed into a form or on the command line.
func Typed(s string) xlsx.Cell { return xlsx.Cell{Kind: xlsx.Text, Text: s} }

// Shown is the cell as people see it in their spreadsheet: the Value of its issues. A number that is
// shown in scientific notation keeps all its digits, so that different cells stay different.
func (p *Parser) Shown(c xlsx.Cell) string {
	if c.Kind != xlsx.Number && c.Kind != xlsx.Date && c.Kind != xlsx.Bool {
		return c.Text
	}
	if c.Kind == xlsx.Number && isScientific(c) {
		return strings.ToUpper(strconv.FormatFloat(c.Number, 'e', -1, 64))
	}
	return p.cellText(c)
}

// cellText is the text of a cell: of a number as the format General prints it, but never in scientific
// notation; of a date or time as people write it, because its serial number means nothing to them.
func (p *Parser) cellText(c xlsx.Cell) string {
	switch {
	case c.Kind == xlsx.Bool && c.Number != 0:
		return "TRUE"
	case c.Kind == xlsx.Bool:
		return "FALSE"
	case c.Kind != xlsx.Number && c.Kind != xlsx.Date:
		return c.Text
	case holdsTime(c):
		return p.timeText(c)
	}
	text, _ := c.General()
	return text
}

// timeText is a date or time as people write it.
func (p *Parser) timeText(c xlsx.Cell) string {
	m, ok := p.fromSerial(c.Number)
	if !ok {
		return c.Text
	}
	switch class := c.Format.Class; {
	case class == xlsx.ClassDate:
		m.clock = false
	case class == xlsx.ClassTime || c.Kind == xlsx.Date && c.Number < 1:
		m.day = 0
	case class != xlsx.ClassDateTime:
		m.clock = m.hour+m.minute+m.second != 0
	}
	return m.String()
}

// holdsTime reports whether the number of the cell is a date, a time or both.
func holdsTime(c xlsx.Cell) bool {
	return c.Kind == xlsx.Date || c.Kind == xlsx.Number && c.Format.IsDate()
}

// isScientific reports whether the number cell shows in scientific notation in a spreadsheet: the
// format General does so from twelve digits on, and below 0.0001. Numbers that have lost digits are another matter,
// see shownText.
func isScientific(c xlsx.Cell) bool {
	if c.Format.Class != xlsx.ClassGeneral && c.Format.Class != xlsx.ClassText {
		return false
	}
	size := math.Abs(c.Number)
	return size >= 1e11 && size < mostKept || size != 0 && size < 1e-4
}
