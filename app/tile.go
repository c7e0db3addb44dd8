package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// A pressable is a card that can be chosen: with the mouse, with Tab and Enter. Tiles and the choices of
// the welcome page are made of it.
type pressable struct {
	widget.BaseWidget
	content  fyne.CanvasObject
	chosen   bool // drawn as the current one
	inset    float32
	onTapped func()

	hovered, focused bool
}

func newPressable(content fyne.CanvasObject, do func()) *pressable {
	p := &pressable{content: content, onTapped: do, inset: gap}
	p.ExtendBaseWidget(p)
	return p
}

// tile shows a number with what it counts, and does something when it is pressed; do may be nil.
func tile(t tone, number, what string, do func()) *pressable {
	look := tones[t]
	text := look.text
	if t == neutralTone {
		text = theme.ColorNameForeground
	}
	words := newPlain(what, colorMuted)
	top := fyne.CanvasObject(newPlain(number, text).large())
	if t != neutralTone {
		top = container.NewBorder(nil, nil, nil, middle(picture(iconIn(look.icon, look.text), 18)), top)
	}
	return newPressable(stack(gapTiny, top, words), do)
}

// choose marks the tile as the current one, or takes the mark away.
func (p *pressable) choose(on bool) {
	if p.chosen != on {
		p.chosen = on
		p.Refresh()
	}
}

// Tapped does what the card stands for.
func (p *pressable) Tapped(*fyne.PointEvent) {
	if p.onTapped != nil {
		p.onTapped()
	}
}

// TypedKey presses the card with Enter or Space.
func (p *pressable) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		p.Tapped(nil)
	default:
		passKey(p, e)
	}
}

// TypedRune is a part of fyne.Focusable.
func (p *pressable) TypedRune(rune) {}

// FocusGained shows that the keyboard is here.
func (p *pressable) FocusGained() { p.focused = true; p.Refresh() }

// FocusLost takes the sign of the keyboard away.
func (p *pressable) FocusLost() { p.focused = false; p.Refresh() }

// MouseIn shows that the card can be pressed.
func (p *pressable) MouseIn(*desktop.MouseEvent) { p.hovered = true; p.Refresh() }

// MouseMoved is a part of desktop.Hoverable.
func (p *pressable) MouseMoved(*desktop.MouseEvent) {}

// MouseOut undoes MouseIn.
func (p *pressable) MouseOut() { p.hovered = false; p.Refresh() }

// Cursor is a hand over what can be pressed.
func (p *pressable) Cursor() desktop.Cursor {
	if p.onTapped == nil {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// CreateRenderer draws the card.
func (p *pressable) CreateRenderer() fyne.WidgetRenderer {
	r := &pressableRenderer{p: p, area: area(), inner: padded(p.inset, p.content)}
	r.Refresh()
	return r
}

type pressableRenderer struct {
	p     *pressable
	area  *canvas.Rectangle
	inner *fyne.Container
}

func (r *pressableRenderer) Layout(size fyne.Size) {
	r.area.Resize(size)
	r.inner.Resize(size)
}
func (r *pressableRenderer) MinSize() fyne.Size { return r.inner.MinSize() }
func (r *pressableRenderer) Refresh() {
	r.area.CornerRadius, r.area.StrokeWidth = cornerRadius, 1
	r.area.FillColor, r.area.StrokeColor = ink(colorSurface), ink(colorBorder)
	if r.p.chosen {
		r.area.FillColor, r.area.StrokeColor = ink(colorAccentSoft), ink(theme.ColorNamePrimary)
	}
	if r.p.onTapped != nil && r.p.hovered {
		r.area.StrokeColor = ink(theme.ColorNamePrimary)
	}
	if r.p.onTapped != nil && r.p.focused {
		r.area.StrokeColor, r.area.StrokeWidth = ink(theme.ColorNamePrimary), 2
	}
	r.area.Refresh()
	r.inner.Refresh()
}
func (r *pressableRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.area, r.inner}
}
func (r *pressableRenderer) Destroy() {}
