package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// A navItem is one line of the sidebar: icon, name, count.
type navItem struct {
	widget.BaseWidget
	icon, title, count string
	narrow, chosen     bool
	onTapped           func()
	step               func(by int) // moves the focus up or down the sidebar

	hovered, focused bool
}

func newNavItem(icon, title string, do func()) *navItem {
	n := &navItem{icon: icon, title: title, onTapped: do}
	n.ExtendBaseWidget(n)
	return n
}

// Tapped opens the page.
func (n *navItem) Tapped(*fyne.PointEvent) { n.onTapped() }

// TypedKey opens the page with Enter or Space and walks through the sidebar with the arrows.
func (n *navItem) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		n.onTapped()
	case fyne.KeyDown:
		n.step(1)
	case fyne.KeyUp:
		n.step(-1)
	default:
		passKey(n, e)
	}
}

// TypedRune is a part of fyne.Focusable.
func (n *navItem) TypedRune(rune) {}

// FocusGained shows that the keyboard is here.
func (n *navItem) FocusGained() { n.focused = true; n.Refresh() }

// FocusLost takes the sign of the keyboard away.
func (n *navItem) FocusLost() { n.focused = false; n.Refresh() }

// MouseIn shows that the line can be pressed.
func (n *navItem) MouseIn(*desktop.MouseEvent) { n.hovered = true; n.Refresh() }

// MouseMoved is a part of desktop.Hoverable.
func (n *navItem) MouseMoved(*desktop.MouseEvent) {}

// MouseOut undoes MouseIn.
func (n *navItem) MouseOut() { n.hovered = false; n.Refresh() }

// Cursor is a hand.
func (n *navItem) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer draws the line.
func (n *navItem) CreateRenderer() fyne.WidgetRenderer {
	r := &navRenderer{n: n, back: area(), image: picture(icon(n.icon), theme.IconInlineSize()),
		title: canvas.NewText("", nil), count: canvas.NewText("", nil)}
	r.Refresh()
	return r
}

type navRenderer struct {
	n            *navItem
	back         *canvas.Rectangle
	image        *canvas.Image
	title, count *canvas.Text
}

func (r *navRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	side := theme.IconInlineSize()
	r.image.Resize(fyne.NewSquareSize(side))
	x := 1.5 * gapSmall
	if r.n.narrow {
		x = (size.Width - side) / 2
	}
	r.image.Move(fyne.NewPos(x, (size.Height-side)/2))
	count := r.count.MinSize()
	r.count.Move(fyne.NewPos(size.Width-count.Width-1.5*gapSmall, (size.Height-count.Height)/2))
	x += side + 1.5*gapSmall
	room := size.Width - x - gapSmall
	if r.count.Text != "" {
		room -= count.Width + 1.5*gapSmall
	}
	r.title.Text = shorten(r.n.title, room, r.title.TextSize, r.title.TextStyle)
	r.title.Move(fyne.NewPos(x, (size.Height-r.title.MinSize().Height)/2))
	r.title.Hidden, r.count.Hidden = r.n.narrow, r.n.narrow
}

func (r *navRenderer) MinSize() fyne.Size {
	return fyne.NewSize(40, theme.TextSize()+22)
}

func (r *navRenderer) Refresh() {
	n := r.n
	text := theme.ColorNameForeground
	r.back.FillColor = ink0("")
	switch {
	case n.chosen:
		text = colorOnAccent
		r.back.FillColor = ink(colorAccentSoft)
	case n.hovered:
		r.back.FillColor = ink(theme.ColorNameHover)
	}
	r.back.CornerRadius, r.back.StrokeWidth = cornerRadius-2, 0
	if n.focused {
		r.back.StrokeColor, r.back.StrokeWidth = ink(theme.ColorNamePrimary), 2
	}
	r.title.Color, r.title.TextSize, r.title.TextStyle.Bold = ink(text), theme.TextSize(), n.chosen
	r.count.Text, r.count.TextSize, r.count.Color = n.count, theme.CaptionTextSize(), ink(colorMuted)
	if n.chosen {
		r.count.Color = ink(colorOnAccent)
	}
	r.image.Resource = iconIn(n.icon, text)
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
