package cli

import (
	"bufio"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// tableBlock is how many rows are measured together: a table of any length appears while it is made.
const tableBlock = 500

// A table writes aligned columns. Its last column is never padded or cut, so it is the place of long texts.
type table struct {
	w     *bufio.Writer
	right []bool // columns of numbers
	width []int
	rows  [][]string
}

// newTable starts a table with its titles. A title that begins with ">" is that of a column of numbers.
func newTable(w io.Writer, titles ...string) *table {
	t := &table{w: bufio.NewWriter(w), right: make([]bool, len(titles)), width: make([]int, len(titles))}
	for i, title := range titles {
		titles[i], t.right[i] = strings.CutPrefix(title, ">")
	}
	t.row(titles...)
	return t
}

// row adds a row. Control characters in a cell, which could move the cursor of a terminal, are replaced.
func (t *table) row(cells ...string) {
	for i := range cells {
		cells[i] = printable(cells[i])
	}
	t.rows = append(t.rows, cells)
	if len(t.rows) >= tableBlock {
		t.block()
	}
}

func (t *table) block() {
	for _, row := range t.rows {
		for i, cell := range row {
			t.width[i] = max(t.width[i], utf8.RuneCountInString(cell))
		}
	}
	for _, row := range t.rows {
		line := ""
		for i, cell := range row {
			pad := strings.Repeat(" ", t.width[i]-utf8.RuneCountInString(cell))
			switch {
			case t.right[i]:
				line += pad + cell
			default:
				line += cell + pad
			}
			line += "  "
		}
		_, _ = t.w.WriteString(strings.TrimRight(line, " ") + "\n") // the writer keeps its first error for end
	}
	t.rows = t.rows[:0]
}

// end writes the remaining rows.
func (t *table) end() error {
	t.block()
	return t.w.Flush()
}

// printable is a text on one line without control characters.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return ' '
		case unicode.IsControl(r):
			return unicode.ReplacementChar
		}
		return r
	}, s)
}

// shorten cuts a text to n characters, the last of which says so.
func shorten(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return string([]rune(s)[:n-1]) + "…"
}
