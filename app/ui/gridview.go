package ui

import (
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// A gridView draws the rows of a grid and moves among them. It keeps as many row objects as fit on the screen and gives a row
// to one of them when it comes into view; how many rows there are makes no difference.
//
// Fyne's own Table is no help here: it adds up the heights of all rows in 32-bit numbers,
// and is hundreds of rows off the mark at 200,000.
type gridView struct {
	widget.BaseWidget
	source gridSource
	self   gridWidget // the grid itself: it stands in the window, not the view inside it
	layout []placedColumn

	Top               float64      // points scrolled down, a whole number
	left              float32      // points scrolled right
	CursorRow, anchor int          // rows; the selection is what lies between them, -1 is none
	picked            map[int]bool // rows chosen one by one, with Ctrl; nil: the selection is what lies between anchor and cursor
	hovered           int          // row under the mouse, -1 is none
	focused           bool
	grab              grab
	LastPress         time.Time
	lastRow           int
	pointer           bool               // the mouse is over a border of the header that can be dragged
	Viewed            func(from, to int) // is called with the rows that are about to be drawn; may be nil

	bars   gridBars
	widths []float32 // in which the rows that came into view first are whole, 0 before there were any
	fitted bool      // the widths hold for the rows there are
	hinted cellAt    // the cell the mouse rests on
}

// A gridSource is where a view gets its rows from: the grid.
type gridSource interface {
	length() int
	Columns() []gridColumn
	Cell(row, col int) gridCell
	sortBy(col int)
	resized(col int, width float32) // while a border is dragged
	settled()                       // when it was let go
	moved(row int)
	open(row int)
	rowMenu(row int) []*fyne.MenuItem
	headerMenu() []*fyne.MenuItem
	copied() string
}

type gridColumn struct {
	Title   string
	width   float32 // of text that is not known yet; set is one that a person chose
	set     bool
	numbers bool
	grow    bool
	order   int // 1 sorted up, -1 sorted down
}

type gridCell struct {
	Text   string
	tone   Tone
	signed bool // with the icon of its tone
}

// A placedColumn is a column with the room it got.
type placedColumn struct {
	gridColumn
	x, wide float32
}

const (
	cellInset   float32 = 8
	narrowest   float32 = 40 // a column can't be dragged to less
	barSize     float32 = 12
	shortestBar float32 = 32
)

// A gridWidget is what stands in the window.
type gridWidget interface {
	fyne.Widget
	fyne.Focusable
}

func newGridView(source gridSource) *gridView {
	return &gridView{source: source, CursorRow: -1, anchor: -1, hovered: -1, lastRow: -1}
}

// RowHeight is a whole number, so that rows meet exactly.
func (g *gridView) RowHeight() float32 {
	return float32(math.Ceil(float64(fyne.MeasureText("Ůj", theme.TextSize(), fyne.TextStyle{}).Height))) + 8
}

// page is how many whole rows fit into the view.
func (g *gridView) page() int { return max(1, int(g.bodyHeight()/g.RowHeight())) }

func (g *gridView) bodyHeight() float32 { return max(0, g.Size().Height-g.RowHeight()) }

func (g *gridView) contentWidth() float32 {
	if len(g.layout) == 0 {
		return 0
	}
	last := g.layout[len(g.layout)-1]
	return last.x + last.wide
}

func (g *gridView) contentHeight() float64 {
	return float64(g.source.length()) * float64(g.RowHeight())
}

// ScrollTo puts a point of the content at the upper edge, as far as there is content.
func (g *gridView) ScrollTo(top float64) {
	most := max(0, g.contentHeight()-float64(g.bodyHeight()))
	g.Top = math.Round(min(max(0, top), most))
}

func (g *gridView) scrollSide(left float32) {
	g.left = min(max(0, left), max(0, g.contentWidth()-g.Size().Width+barSize))
}

// reveal scrolls as little as it takes to show a row.
func (g *gridView) reveal(row int) {
	if g.bodyHeight() == 0 {
		return // it has no size yet; Resize shows the cursor
	}
	h := float64(g.RowHeight())
	y := float64(row) * h
	switch {
	case y < g.Top:
		g.ScrollTo(y)
	case y+h > g.Top+float64(g.bodyHeight()):
		g.ScrollTo(y + h - float64(g.bodyHeight()))
	}
}

// selection returns the first and last selected row, -1 when there is none.
func (g *gridView) selection() (from, to int) {
	n := g.source.length()
	if g.CursorRow < 0 || g.CursorRow >= n {
		return -1, -1
	}
	anchor := g.anchor
	if anchor < 0 || anchor >= n {
		anchor = g.CursorRow
	}
	return min(g.CursorRow, anchor), max(g.CursorRow, anchor)
}

// isSelected reports whether a row is selected.
func (g *gridView) isSelected(row int) bool {
	if g.picked != nil {
		return g.picked[row]
	}
	from, to := g.selection()
	return from >= 0 && row >= from && row <= to
}

// toggle adds a row to the selection or takes it away.
func (g *gridView) toggle(row int) {
	if g.picked == nil {
		g.picked = map[int]bool{}
		if from, to := g.selection(); from >= 0 {
			for i := from; i <= to; i++ {
				g.picked[i] = true
			}
		}
	}
	if g.picked[row] = !g.picked[row]; !g.picked[row] {
		delete(g.picked, row)
	}
	g.CursorRow, g.anchor = row, row
	g.reveal(row)
	g.Refresh()
	g.source.moved(row)
}

// GoTo puts the cursor on a row, or on the nearest there is; -1 takes it away. With extend
// the selection reaches from where it began to that row.
func (g *gridView) GoTo(row int, extend bool) {
	n := g.source.length()
	g.picked = nil
	if n == 0 || row < 0 {
		g.CursorRow, g.anchor = -1, -1
		g.Refresh()
		return
	}
	row = min(row, n-1)
	moved := row != g.CursorRow
	g.CursorRow = row
	if !extend || g.anchor < 0 {
		g.anchor = row
	}
	g.reveal(row)
	g.Refresh()
	if moved {
		g.source.moved(row)
	}
}

func (g *gridView) copy() {
	if text := g.source.copied(); text != "" {
		fyne.CurrentApp().Clipboard().SetContent(text)
	}
}

// Resize gives the view another size.
func (g *gridView) Resize(size fyne.Size) {
	if size == g.Size() {
		return
	}
	begins := g.bodyHeight() == 0
	g.BaseWidget.Resize(size)
	g.layoutColumns()
	g.ScrollTo(g.Top)
	if begins && g.CursorRow >= 0 {
		g.reveal(g.CursorRow)
	}
	g.scrollSide(g.left)
	g.Refresh()
}

// Refresh draws the view again, with the columns and rows the source has now.
func (g *gridView) Refresh() {
	g.layoutColumns()
	g.BaseWidget.Refresh()
}

// MinSize leaves room for the header and three rows.
func (g *gridView) MinSize() fyne.Size { return fyne.NewSize(160, 4*g.RowHeight()) }

// CreateRenderer draws the view.
func (g *gridView) CreateRenderer() fyne.WidgetRenderer {
	r := newGridRenderer(g)
	r.Refresh()
	return r
}

// bar is a scroll bar: where it begins and how long it is, along its edge. A length of 0 is none.
type bar struct{ at, length float32 }

type gridBars struct{ vertical, horizontal bar }

// placeBars finds out where the scroll bars are.
func (g *gridView) placeBars() {
	g.bars = gridBars{}
	if view, all := float64(g.bodyHeight()), g.contentHeight(); all > view && view > 0 {
		length := max(float64(shortestBar), view*view/all)
		g.bars.vertical = bar{g.RowHeight() + float32((view-length)*g.Top/(all-view)), float32(length)}
	}
	if view, all := g.Size().Width-barSize, g.contentWidth(); all > view && view > 0 {
		length := max(shortestBar, view*view/all)
		g.bars.horizontal = bar{(view - length) * g.left / (all - view), length}
	}
}

// barRectangle is how a scroll bar looks.
func barRectangle() *canvas.Rectangle {
	r := canvas.NewRectangle(Ink(theme.ColorNameScrollBar))
	r.CornerRadius = 3
	return r
}

// Grids are the grids of all kinds of rows.
type Grids interface{ isGrid() }

func (g *gridView) isGrid() {}
