package xlsx

import (
	"math"
	"strconv"
	"strings"
)

// Kind is the kind of value of a cell.
type Kind uint8

const (
	None    Kind = iota // nothing: a formula without a stored value; Text is the formula, "=A1+B1", where the cell spells it
	Text                // Text
	Number              // Number, and Text as the file spells it
	Bool                // Number is 1 or 0
	Error               // Text is the error value, "#N/A"
	Date                // a date written as text by ISO 8601: Text, and Number as its serial
	Invalid             // the file contradicts itself here; Text is what it says
)

// A Cell is a cell with a value or a formula. Blank cells, and cells of empty text without a
// formula, are left out.
type Cell struct {
	Col     int // from 1
	Kind    Kind
	Formula bool    // the value is the stored result of a formula that is no mere constant
	Style   uint32  // number of the cell's format in the workbook, see Workbook.FormatCode
	Text    string  // see Kind
	Number  float64 // see Kind
	Format  Format  // number format of the cell
}

// Excel's last column and row.
const (
	MaxColumn = 16_384
	MaxRow    = 1_048_576
)

// ColumnName returns the letters of a column from 1 on: "A", "Z", "AA"; "" for any other number.
func ColumnName(col int) string {
	var b [8]byte
	i := len(b)
	for ; col > 0 && i > 0; col = (col - 1) / 26 {
		i--
		b[i] = byte('A' + (col-1)%26)
	}
	return string(b[i:])
}

// CellName returns the address of a cell, column and row from 1 on: "AB1203".
func CellName(col, row int) string { return ColumnName(col) + strconv.Itoa(row) }

// ParseCell is the reverse of CellName. It takes lower case and dollar signs too, and reports
// false for what is not a cell of a sheet in Excel.
func ParseCell(name string) (col, row int, ok bool) {
	return parseRef([]byte(strings.ReplaceAll(name, "$", "")))
}

// ParseColumn is the reverse of ColumnName.
func ParseColumn(name string) (col int, ok bool) {
	col, _, ok = parseRef([]byte(name + "1"))
	return col, ok
}

func parseRef(ref []byte) (col, row int, ok bool) {
	i := 0
	for ; i < len(ref); i++ {
		c := ref[i] &^ 0x20
		if c < 'A' || c > 'Z' {
			break
		}
		if col = col*26 + int(c-'A') + 1; col > MaxColumn {
			return 0, 0, false
		}
	}
	row, ok = parseInt(ref[i:])
	return col, row, ok && i > 0 && row >= 1 && row <= MaxRow
}

// parseInt reads a number of one to nine digits.
func parseInt(p []byte) (n int, ok bool) {
	if len(p) == 0 || len(p) > 9 {
		return 0, false
	}
	for _, c := range p {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, true
}

// A Range is a rectangle of cells, corners included, from 1 on.
type Range struct{ Col, Row, LastCol, LastRow int }

// Contains reports whether the cell lies in the range.
func (r Range) Contains(col, row int) bool {
	return col >= r.Col && col <= r.LastCol && row >= r.Row && row <= r.LastRow
}

// parseRange reads "A1:B2", "A1", and whole columns and rows: "B:D", "2:5".
func parseRange(ref string) (Range, bool) {
	first, last, two := strings.Cut(strings.ReplaceAll(ref, "$", ""), ":")
	if !two {
		last = first
	}
	c1, r1, ok1 := parseCorner(first, 1, 1)
	c2, r2, ok2 := parseCorner(last, MaxColumn, MaxRow)
	return Range{min(c1, c2), min(r1, r2), max(c1, c2), max(r1, r2)}, ok1 && ok2
}

// parseCorner reads a cell reference from which the column or the row may be left out.
func parseCorner(ref string, col, row int) (int, int, bool) {
	if c, r, ok := parseRef([]byte(ref)); ok {
		return c, r, true
	}
	if c, ok := ParseColumn(ref); ok {
		return c, row, true
	}
	r, ok := parseInt([]byte(ref))
	return col, r, ok && r >= 1 && r <= MaxRow
}

// General returns a number cell as Excel prints it with the format General in a wide enough column,
// that is, rounded to 15 digits (whole numbers a float64 holds exactly keep all of theirs), but never
// in scientific notation. scientific reports that the file spells it so: 4.206E+11.
func (c *Cell) General() (text string, scientific bool) {
	return FormatGeneral(c.Number), strings.ContainsAny(c.Text, "eE")
}

// FormatGeneral is Cell.General for a number that comes from elsewhere.
func FormatGeneral(f float64) string {
	const exact = 1 << 53
	if f == math.Trunc(f) && math.Abs(f) < exact {
		return strconv.FormatInt(int64(f), 10)
	}
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(f, 'e', 14, 64), 64)
	if err != nil {
		return strconv.FormatFloat(f, 'f', -1, 64)
	}
	return strconv.FormatFloat(rounded, 'f', -1, 64)
}
