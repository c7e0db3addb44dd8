package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// How many rows say how wide a column has to be, and how much of its text is shown at most, in points with text of normal size.
const (
	sampleRows         = 60
	widestFit  float32 = 420
)

// A cellAt is a place in a grid; row −1 is the header, and the zero value is the first cell, which the mouse has to enter like any other.
type cellAt struct{ row, col int }

// layoutColumns gives each column its room. Those that a person made wide or narrow stay so. Of the others, those that need less than their
// usual width give room away where it is scarce, and those that need more share by need what is left. Room that nothing needs goes to the
// column that grows.
func (g *gridView) layoutColumns() {
	columns := g.source.Columns()
	g.measure(columns)
	g.layout = g.layout[:0]
	total, spare, missing, grow := float32(0), float32(0), float32(0), len(columns)-1
	for i, c := range columns {
		wide := max(c.width, narrowest)
		if fit := g.widths[i]; fit > 0 && !c.set {
			spare += max(0, wide-max(fit, narrowest))
			missing += max(0, fit-wide)
		}
		g.layout = append(g.layout, placedColumn{gridColumn: c, wide: wide})
		total += wide
		if c.grow {
			grow = i
		}
	}
	rest := g.Size().Width - barSize - total
	give := min(1, max(0, missing-rest)/max(1, spare)) // the part of what can be given away that is needed
	take := min(1, max(0, rest+give*spare)/max(1, missing))
	for i, c := range g.layout {
		if fit := g.widths[i]; fit > 0 && !c.set {
			by := take * (fit - c.wide)
			if fit < c.wide {
				by = give * (max(fit, narrowest) - c.wide)
			}
			g.layout[i].wide += by
			rest -= by
		}
	}
	if rest > 0 && grow >= 0 {
		g.layout[grow].wide += rest
	}
	x := float32(0)
	for i := range g.layout {
		g.layout[i].x = x
		x += g.layout[i].wide
	}
}

// measure finds out how wide the columns have to be for the rows that come into view first and some of the others. A column never gets
// narrower by that, so that nothing jumps while somebody types into a search field.
func (g *gridView) measure(columns []gridColumn) {
	if len(g.widths) != len(columns) {
		g.widths, g.fitted = make([]float32, len(columns)), false
	}
	if g.fitted {
		return
	}
	most := widestFit * theme.TextSize() / 14
	rows := g.sample()
	for i := range columns {
		for _, row := range rows {
			if wide := g.cellWidth(row, i); wide > 2*cellInset+1 {
				g.fitted = true
				g.widths[i] = max(g.widths[i], min(wide, most))
			}
		}
	}
	for i, c := range columns {
		if g.fitted {
			g.widths[i] = max(g.widths[i], textWidth(c.Title, theme.CaptionTextSize(), fyne.TextStyle{Bold: true})+2*cellInset+16+GapTiny)
		}
	}
}

// sample are the rows in view and some spread over all of them.
func (g *gridView) sample() []int {
	var rows []int
	n, first := g.source.length(), int(g.Top/float64(g.RowHeight()))
	for row := first; row < min(first+sampleRows, n); row++ {
		rows = append(rows, row)
	}
	for i := 1; i <= sampleRows && n > sampleRows; i++ {
		rows = append(rows, i*n/sampleRows-1)
	}
	return rows
}

// cellWidth is the width in which a cell is whole.
func (g *gridView) cellWidth(row, col int) float32 {
	cell := g.source.Cell(row, col)
	wide := textWidth(OneLine(cell.Text), theme.TextSize(), fyne.TextStyle{}) + 2*cellInset + 1
	if cell.signed {
		wide += 16 + GapTiny
	}
	return wide
}

// fit makes a column as wide as what is in view of it, as if a person had dragged its border there.
func (g *gridView) fit(col int) {
	wide := narrowest
	for _, row := range g.sample() {
		wide = max(wide, g.cellWidth(row, col))
	}
	g.source.resized(col, wide)
	g.source.settled()
	g.Refresh()
}

// hintCell shows the whole text of the cell under the mouse where it is cut.
func (g *gridView) hintCell(p fyne.Position) {
	at := cellAt{-1, g.columnAt(p.X)}
	if p.Y >= g.RowHeight() {
		at.row = g.rowAt(p.Y)
		if at.row < 0 {
			at.col = -1
		}
	}
	if at == g.hinted {
		return
	}
	g.hinted = at
	unhint(g.self)
	if at.col < 0 {
		return
	}
	c := g.layout[at.col]
	text, need := c.Title, textWidth(c.Title, theme.CaptionTextSize(), fyne.TextStyle{Bold: true})+2*cellInset
	y := float32(0)
	if at.row >= 0 {
		text, need = g.source.Cell(at.row, at.col).Text, g.cellWidth(at.row, at.col)-1
		y = g.RowHeight() + float32(float64(at.row)*float64(g.RowHeight())-g.Top)
	}
	if need > c.wide || c.x+need-g.left > g.Size().Width {
		hintAt(g.self, fyne.NewPos(max(0, c.x-g.left), y), fyne.NewSize(c.wide, g.RowHeight()), text, false)
	}
}
