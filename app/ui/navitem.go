package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// A NavItem is one line of the sidebar: icon, name, count.
type NavItem struct {
	widget.BaseWidget
	icon, Title, Count string
	Narrow, Chosen     bool
	onTapped           func()
	Step               func(by int) // moves the focus up or down the sidebar
	skipped            bool         // Tab passes by

	hovered, Focused bool
}

// NewNavItem is a line that does something when it is pressed; icon is the name of a drawing.
func NewNavItem(icon, title string, do func()) *NavItem {
	n := &NavItem{icon: icon, Title: title, onTapped: do}
	n.ExtendBaseWidget(n)
	return n
}

// Enable lets Tab stop at the line.
func (n *NavItem) Enable() { n.skipped = false }

// Disable lets Tab pass by; the arrows reach the line from the one that Tab stops at. The mouse can press it all the same.
func (n *NavItem) Disable() { n.skipped = true }

// Disabled reports whether Tab passes by.
func (n *NavItem) Disabled() bool { return n.skipped }

// Tapped opens the page.
func (n *NavItem) Tapped(*fyne.PointEvent) {
	unhint(n)
	n.onTapped()
}

// TypedKey opens the page with Enter or Space and walks through the sidebar with the arrows.
func (n *NavItem) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		n.onTapped()
	case fyne.KeyDown:
		n.Step(1)
	case fyne.KeyUp:
		n.Step(-1)
	default:
		passKey(n, e)
	}
}

// TypedRune is a part of fyne.Focusable.
func (n *NavItem) TypedRune(rune) {}

// FocusGained shows that the keyboard is here.
func (n *NavItem) FocusGained() { n.Focused = true; n.Refresh() }

// FocusLost takes the sign of the keyboard away.
func (n *NavItem) FocusLost() { n.Focused = false; n.Refresh() }

// MouseIn shows that the line can be pressed.
func (n *NavItem) MouseIn(*desktop.MouseEvent) {
	n.hovered = true
	n.Refresh()
	if n.Narrow {
		hint(n, n.Title, true)
	}
}

// MouseMoved is a part of desktop.Hoverable.
func (n *NavItem) MouseMoved(*desktop.MouseEvent) {}

// MouseOut undoes MouseIn.
func (n *NavItem) MouseOut() {
	n.hovered = false
	n.Refresh()
	unhint(n)
}

// Cursor is a hand.
func (n *NavItem) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer draws the line.
func (n *NavItem) CreateRenderer() fyne.WidgetRenderer {
	r := &navRenderer{n: n, back: Area(), image: Picture(icon(n.icon), theme.IconInlineSize()),
		title: canvas.NewText("", nil), count: canvas.NewText("", nil)}
	r.Refresh()
	return r
}

type navRenderer struct {
	n            *NavItem
	back         *canvas.Rectangle
	image        *canvas.Image
	title, count *canvas.Text
}

func (r *navRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	side := theme.IconInlineSize()
	r.image.Resize(fyne.NewSquareSize(side))
	x := 1.5 * GapSmall
	if r.n.Narrow {
		x = (size.Width - side) / 2
	}
	r.image.Move(fyne.NewPos(x, (size.Height-side)/2))
	count := r.count.MinSize()
	r.count.Move(fyne.NewPos(size.Width-count.Width-1.5*GapSmall, (size.Height-count.Height)/2))
	x += side + 1.5*GapSmall
	room := size.Width - x - GapSmall
	if r.count.Text != "" {
		room -= count.Width + 1.5*GapSmall
	}
	r.title.Text = Shorten(r.n.Title, room, r.title.TextSize, r.title.TextStyle)
	r.title.Move(fyne.NewPos(x, (size.Height-r.title.MinSize().Height)/2))
	r.title.Hidden, r.count.Hidden = r.n.Narrow, r.n.Narrow
}

func (r *navRenderer) MinSize() fyne.Size {
	if r.n.Narrow {
		return fyne.NewSize(40, theme.IconInlineSize()+4)
	}
	return fyne.NewSize(40, theme.TextSize()+12)
}

func (r *navRenderer) Refresh() {
	n := r.n
	text := theme.ColorNameForeground
	r.back.FillColor = InkOr("")
	switch {
	case n.Chosen:
		text = ColorOnAccent
		r.back.FillColor = Ink(ColorAccentSoft)
	case n.hovered:
		r.back.FillColor = Ink(theme.ColorNameHover)
	}
	r.back.CornerRadius, r.back.StrokeWidth = CornerRadius-2, 0
	if n.Focused {
		r.back.StrokeColor, r.back.StrokeWidth = Ink(theme.ColorNamePrimary), 2
	}
	r.title.Color, r.title.TextSize, r.title.TextStyle.Bold = Ink(text), theme.TextSize(), n.Chosen
	r.count.Text, r.count.TextSize, r.count.Color = n.Count, theme.CaptionTextSize(), Ink(ColorMuted)
	if n.Chosen {
		r.count.Color = Ink(ColorOnAccent)
	}
	r.image.Resource = IconIn(n.icon, text)
	r.Layout(n.Size())
	r.back.Refresh()
	r.image.Refresh()
	r.title.Refresh()
	r.count.Refresh()
}

func (r *navRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.image, r.title, r.count}
}

func (r *navRenderer) Destroy() {}
