// Package style is the look of every workbook the program writes: colours, fonts, formats of cells.
//
// A [Drawing] is a workbook while it is drawn with excelize. A cell has a [Look], a name for its whole appearance, and
// Drawing.Style gives the number of that look in the workbook, made when it is asked for the first time. The first
// error stays in Drawing.Err and makes everything after it a no-op, so that drawing reads as a list of steps and is
// asked once, at its end, whether it worked.
package style

import (
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// ProgramName is the author of the files the program writes.
const ProgramName = "Kartotéka"

// NoteWidth is the width of a note in pixels; some 40 characters of its small type stand on a line.
const NoteWidth = 260

// A Key names a style of a workbook: a look, with a number format or a mark of its own.
type Key struct {
	Look   Look
	Format string // custom number format, "" for that of the look
	Bad    bool   // the cell has an error
}

// A Drawing is a workbook while it is drawn: the file, the styles it has so far, and the first error, which makes
// everything after it a no-op.
type Drawing struct {
	File   *excelize.File
	Err    error
	styles map[Key]int
}

// New begins to draw in a workbook.
func New(f *excelize.File) *Drawing { return &Drawing{File: f, styles: map[Key]int{}} }

// Do remembers the first error.
func (d *Drawing) Do(err error) {
	if d.Err == nil {
		d.Err = err
	}
}

// Style is the number of a look's style in the workbook.
func (d *Drawing) Style(k Look) int { return d.StyleOf(Key{Look: k}) }

// StyleOf is Style for a look that is varied.
func (d *Drawing) StyleOf(k Key) int {
	if id, ok := d.styles[k]; ok {
		return id
	}
	style := styleOf(k.Look)
	if k.Format != "" {
		style.NumFmt, style.CustomNumFmt = 0, &k.Format
	}
	if k.Bad {
		style.Fill = Fill(badPale)
	}
	id, err := d.File.NewStyle(style)
	d.Do(err)
	d.styles[k] = id
	return id
}

// LinesOf estimates how many lines a text takes when it is wrapped at a width in characters.
func LinesOf(text string, width float64) int {
	lines := 0
	for part := range strings.Lines(text) {
		used := 0.0
		lines++
		for _, word := range strings.Fields(part) {
			n := float64(utf8.RuneCountInString(word))
			if used > 0 && used+1+n > width {
				lines, used = lines+1, 0
			}
			used += n + 1
		}
	}
	return max(lines, 1)
}

// RowHeight leaves a row of one line as spreadsheets have it and makes others as high as their text needs.
func RowHeight(lines int) excelize.RowOpts {
	if lines <= 1 {
		return excelize.RowOpts{}
	}
	return excelize.RowOpts{Height: min(13.5*float64(lines)+4, excelize.MaxRowHeight)}
}
