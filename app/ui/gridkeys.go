package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// A grab is what the mouse holds between press and release.
type grab struct {
	kind  grabKind
	col   int
	start float32 // width of the column, or scroll offset, when it was grabbed
	press fyne.Position
	from  float64
}

type grabKind int

const (
	grabNothing grabKind = iota
	grabRows
	grabBorder
	grabVertical
	grabHorizontal
)

// MouseDown selects rows, sorts by a header, or takes hold of a border or scroll bar.
func (g *gridView) MouseDown(e *desktop.MouseEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(g.self); c != nil {
		c.Focus(g.self)
	}
	g.grab = g.grabAt(e.Position)
	unhint(g.self)
	switch {
	case g.grab.kind == grabBorder:
		// A DoubleTapped of its own would delay every single click by 300 ms.
		now := time.Now()
		if g.lastRow == -2-g.grab.col && now.Sub(g.LastPress) < fyne.CurrentApp().Driver().DoubleTapDelay() {
			g.fit(g.grab.col)
			g.grab = grab{}
		}
		g.LastPress, g.lastRow = now, -2-g.grab.col
	case g.grab.kind == grabRows:
		g.pressRow(e)
	case g.grab.kind == grabNothing && e.Position.Y < g.RowHeight():
		g.pressHeader(e)
	}
}

func (g *gridView) pressHeader(e *desktop.MouseEvent) {
	if e.Button == desktop.MouseButtonSecondary {
		g.showMenu(g.source.headerMenu(), e)
	} else if col := g.columnAt(e.Position.X); col >= 0 {
		g.source.sortBy(col)
	}
}

func (g *gridView) pressRow(e *desktop.MouseEvent) {
	row := g.rowAt(e.Position.Y)
	if row < 0 {
		return
	}
	if e.Button == desktop.MouseButtonSecondary {
		if !g.isSelected(row) {
			g.GoTo(row, false)
		}
		g.grab = grab{}
		g.showMenu(g.source.rowMenu(row), e)
		return
	}
	// A DoubleTapped of its own would delay every single click by 300 ms.
	now := time.Now()
	double := row == g.lastRow && now.Sub(g.LastPress) < fyne.CurrentApp().Driver().DoubleTapDelay()
	g.LastPress, g.lastRow = now, row
	if e.Modifier&fyne.KeyModifierShortcutDefault != 0 {
		g.toggle(row)
		return
	}
	g.GoTo(row, e.Modifier&fyne.KeyModifierShift != 0)
	if double {
		g.LastPress = time.Time{}
		g.source.open(row)
	}
}

func (g *gridView) showMenu(items []*fyne.MenuItem, e *desktop.MouseEvent) {
	c := fyne.CurrentApp().Driver().CanvasForObject(g.self)
	if c != nil && len(items) > 0 {
		widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), c, e.AbsolutePosition)
	}
}

// MouseUp is a part of desktop.Mouseable; DragEnd lets go of what was dragged.
func (g *gridView) MouseUp(*desktop.MouseEvent) {}

// Dragged moves what the mouse holds.
func (g *gridView) Dragged(e *fyne.DragEvent) {
	by := e.Position.Subtract(g.grab.press)
	switch g.grab.kind {
	case grabBorder:
		g.source.resized(g.grab.col, max(narrowest, g.grab.start+by.X))
		g.Refresh()
	case grabVertical:
		view := float64(g.bodyHeight())
		g.ScrollTo(g.grab.from + float64(by.Y)*(g.contentHeight()-view)/max(1, view-float64(g.bars.vertical.length)))
		g.Refresh()
	case grabHorizontal:
		view := g.Size().Width - barSize
		g.scrollSide(g.grab.start + by.X*(g.contentWidth()-view)/max(1, view-g.bars.horizontal.length))
		g.Refresh()
	case grabRows:
		if row := g.rowAt(min(max(e.Position.Y, g.RowHeight()), g.Size().Height-1)); row >= 0 {
			g.GoTo(row, true)
		}
	}
}

// DragEnd lets go.
func (g *gridView) DragEnd() {
	if g.grab.kind == grabBorder {
		g.source.settled()
	}
	g.grab = grab{}
}

// Scrolled scrolls with the wheel.
func (g *gridView) Scrolled(e *fyne.ScrollEvent) {
	g.ScrollTo(g.Top - float64(e.Scrolled.DY))
	g.scrollSide(g.left - e.Scrolled.DX)
	g.hovered, g.hinted = -1, cellAt{-1, -1}
	unhint(g.self)
	g.Refresh()
}

// grabAt is the thing to take hold of at a position.
func (g *gridView) grabAt(p fyne.Position) grab {
	size, header := g.Size(), g.RowHeight()
	switch {
	case p.Y < header:
		if col := g.borderAt(p.X); col >= 0 {
			return grab{kind: grabBorder, col: col, start: g.layout[col].wide, press: p}
		}
		return grab{}
	case g.bars.vertical.length > 0 && p.X >= size.Width-barSize:
		return grab{kind: grabVertical, press: p, from: g.Top}
	case g.bars.horizontal.length > 0 && p.Y >= size.Height-barSize:
		return grab{kind: grabHorizontal, press: p, start: g.left}
	}
	return grab{kind: grabRows, press: p}
}

// borderAt is the column whose right border is near x, or -1.
func (g *gridView) borderAt(x float32) int {
	for i, c := range g.layout {
		if edge := c.x + c.wide - g.left; x > edge-5 && x < edge+5 {
			return i
		}
	}
	return -1
}

func (g *gridView) columnAt(x float32) int {
	for i, c := range g.layout {
		if x >= c.x-g.left && x < c.x+c.wide-g.left {
			return i
		}
	}
	return -1
}

// rowAt is the row at a height of the view, or -1.
func (g *gridView) rowAt(y float32) int {
	if y < g.RowHeight() {
		return -1
	}
	row := int((g.Top + float64(y-g.RowHeight())) / float64(g.RowHeight()))
	if row >= g.source.length() {
		return -1
	}
	return row
}

// MouseIn is a part of desktop.Hoverable.
func (g *gridView) MouseIn(e *desktop.MouseEvent) { g.MouseMoved(e) }

// MouseMoved marks the row under the mouse.
func (g *gridView) MouseMoved(e *desktop.MouseEvent) {
	g.pointer = e.Position.Y < g.RowHeight() && g.borderAt(e.Position.X) >= 0
	g.hintCell(e.Position)
	if row := g.rowAt(e.Position.Y); row != g.hovered {
		g.hovered = row
		g.BaseWidget.Refresh()
	}
}

// MouseOut takes the mark away.
func (g *gridView) MouseOut() {
	g.pointer, g.hinted = false, cellAt{-1, -1}
	unhint(g.self)
	if g.hovered >= 0 {
		g.hovered = -1
		g.BaseWidget.Refresh()
	}
}

// Cursor shows where a column can be made wider.
func (g *gridView) Cursor() desktop.Cursor {
	if g.pointer || g.grab.kind == grabBorder {
		return desktop.HResizeCursor
	}
	return desktop.DefaultCursor
}

// FocusGained shows that the keyboard is here.
func (g *gridView) FocusGained() {
	g.focused = true
	if g.CursorRow < 0 && g.source.length() > 0 && g.grab.kind == grabNothing {
		g.CursorRow, g.anchor = 0, 0
		g.source.moved(0)
	}
	g.BaseWidget.Refresh()
}

// FocusLost takes the sign of the keyboard away.
func (g *gridView) FocusLost() {
	g.focused = false
	g.BaseWidget.Refresh()
}

// TypedRune is a part of fyne.Focusable.
func (g *gridView) TypedRune(rune) {}

// TypedKey moves the cursor; with Shift it selects what lies between.
func (g *gridView) TypedKey(e *fyne.KeyEvent) {
	extend := shiftHeld()
	switch e.Name {
	case fyne.KeyDown:
		g.GoTo(g.CursorRow+1, extend)
	case fyne.KeyUp:
		g.GoTo(max(0, g.CursorRow-1), extend)
	case fyne.KeyPageDown:
		g.GoTo(max(0, g.CursorRow)+g.page(), extend)
	case fyne.KeyPageUp:
		g.GoTo(max(0, g.CursorRow-g.page()), extend)
	case fyne.KeyHome:
		g.GoTo(0, extend)
	case fyne.KeyEnd:
		g.GoTo(g.source.length()-1, extend)
	case fyne.KeyLeft:
		g.scrollSide(g.left - 4*Gap)
		g.Refresh()
	case fyne.KeyRight:
		g.scrollSide(g.left + 4*Gap)
		g.Refresh()
	case fyne.KeyReturn, fyne.KeyEnter:
		g.source.open(g.CursorRow)
	default:
		passKey(g.self, e)
	}
}

// TypedShortcut copies what is selected, and selects all.
func (g *gridView) TypedShortcut(s fyne.Shortcut) {
	switch s := s.(type) {
	case *fyne.ShortcutCopy:
		if text := g.source.copied(); text != "" {
			s.Clipboard.SetContent(text)
		}
	case *fyne.ShortcutSelectAll:
		if n := g.source.length(); n > 0 {
			g.CursorRow, g.anchor, g.picked = n-1, 0, nil
			g.Refresh()
			g.source.moved(n - 1)
		}
	default:
		PassShortcut(g.self, s)
	}
}

// shiftHeld reports whether a Shift key is down.
func shiftHeld() bool {
	d, ok := fyne.CurrentApp().Driver().(desktop.Driver)
	return ok && d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0
}
