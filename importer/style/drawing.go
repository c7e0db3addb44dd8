// Package style is the look of every workbook the program writes: colours, fonts, formats of cells.
//
// A [Drawing] is a workbook while it is drawn with excelize. A cell has a [Look], a name for its whole appearance, and
// Drawing.Style gives the number of that look in the workbook, made when it is asked for the first time. The first
// error stays in Drawing.Err and makes everything after it a no-op, so that drawing reads as a list of steps and is
// asked once, at its end, whether it worked.
package style

import (
	"strings"
	"unicode"

	"github.com/xuri/excelize/v2"
)

// ProgramName is the author of the files the program writes.
const ProgramName = "Kartotéka"

// NoteWidth is the width of a note in pixels; some 40 characters of its small type stand on a line.
const NoteWidth = 260

// NoteHeight is how high a note is to be to show all of its text, in pixels.
func NoteHeight(text string) uint { return uint(15*LinesOf(text, 42) + 8) }

// FrozenWidth is how wide the columns that stay in view may be together, in characters: they leave room for others on half
// of a laptop's screen.
const FrozenWidth = 47

// A Drawing is a workbook while it is drawn: the file, the styles it has so far, and the first error, which makes
// everything after it a no-op.
type Drawing struct {
	File   *excelize.File
	Err    error
	styles map[Look]int
}

// New begins to draw in a workbook.
func New(f *excelize.File) *Drawing { return &Drawing{File: f, styles: map[Look]int{}} }

// Do remembers the first error.
func (d *Drawing) Do(err error) {
	if d.Err == nil {
		d.Err = err
	}
}

// Style is the number of a look's style in the workbook.
func (d *Drawing) Style(k Look) int {
	if id, ok := d.styles[k]; ok {
		return id
	}
	id, err := d.File.NewStyle(styleOf(k))
	d.Do(err)
	d.styles[k] = id
	return id
}

// LinesOf estimates how many lines a text takes when it is wrapped at a width in characters.
func LinesOf(text string, width float64) int {
	if float64(len(text)) <= width && !strings.Contains(text, "\n") {
		return 1
	}
	lines, used, word := 1, 0, 0
	wrap := func() {
		if word == 0 {
			return
		}
		if used > 0 && float64(used+word) > width {
			lines, used = lines+1, 0
		}
		used, word = used+word+1, 0
	}
	text = strings.TrimSuffix(text, "\n")
	for _, r := range text {
		switch {
		case r == '\n':
			wrap()
			lines, used = lines+1, 0
		case unicode.IsSpace(r):
			wrap()
		default:
			word++
		}
	}
	wrap()
	return lines
}

// RowHeight is how high a row of so many lines of text is to be, in points; 0 leaves a row of one line as spreadsheets
// have it.
func RowHeight(lines int) float64 {
	if lines <= 1 {
		return 0
	}
	return min(13.5*float64(lines)+4, excelize.MaxRowHeight)
}
