package importer

import (
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// programName is how the program signs what it writes.
const programName = "Kartotéka"

// noteWidth is the width of a note in pixels; some 40 characters of its small type stand on a line.
const noteWidth = 260

// A styleKey names a style of a workbook: a look, with a number format or a mark of its own.
type styleKey struct {
	look   look
	format string // custom number format, "" for that of the look
	bad    bool   // the cell has an error
}

// A drawing is a workbook while it is drawn: the file, the styles it has so far, and the first error, which makes
// everything after it a no-op, so that the code reads as the list of what a workbook consists of.
type drawing struct {
	file   *excelize.File
	styles map[styleKey]int
	err    error
}

func newDrawing(f *excelize.File) *drawing { return &drawing{file: f, styles: map[styleKey]int{}} }

// do remembers the first error.
func (d *drawing) do(err error) {
	if d.err == nil {
		d.err = err
	}
}

// style is the number of a look's style in the workbook.
func (d *drawing) style(k look) int { return d.styleOf(styleKey{look: k}) }

func (d *drawing) styleOf(k styleKey) int {
	if id, ok := d.styles[k]; ok {
		return id
	}
	style := styleOf(k.look)
	if k.format != "" {
		style.NumFmt, style.CustomNumFmt = 0, &k.format
	}
	if k.bad {
		style.Fill = fill(badPale)
	}
	id, err := d.file.NewStyle(style)
	d.do(err)
	d.styles[k] = id
	return id
}

// linesOf estimates how many lines a text takes when it is wrapped at a width in characters.
func linesOf(text string, width float64) int {
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

// rowHeight leaves a row of one line as spreadsheets have it and makes others as high as their text needs.
func rowHeight(lines int) excelize.RowOpts {
	if lines <= 1 {
		return excelize.RowOpts{}
	}
	return excelize.RowOpts{Height: min(13.5*float64(lines)+4, excelize.MaxRowHeight)}
}

func ptr[T any](v T) *T { return &v }
