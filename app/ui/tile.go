package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// A Pressable is a card that can be chosen: with the mouse, with Tab and Enter. Tiles and the choices of
// the welcome page are made of it.
type Pressable struct {
	widget.BaseWidget
	content  fyne.CanvasObject
	chosen   bool // drawn as the current one
	Inset    float32
	onTapped func()

	hovered, focused bool
}

// NewPressable is a card around content that does something when it is pressed; nil: it can't be pressed.
func NewPressable(content fyne.CanvasObject, do func()) *Pressable {
	p := &Pressable{content: content, onTapped: do, Inset: Gap}
	p.ExtendBaseWidget(p)
	return p
}

// Tile shows a number with what it counts, and does something when it is pressed; do may be nil.
func Tile(t Tone, number, what string, do func()) *Pressable {
	look := Tones[t]
	text := look.Text
	if t == NeutralTone {
		text = theme.ColorNameForeground
	}
	words := SmallPrint(what)
	top := fyne.CanvasObject(NewPlain(number, text).large())
	if t != NeutralTone {
		top = container.NewBorder(nil, nil, nil, Middle(Picture(IconIn(look.Icon, look.Text), 18)), top)
	}
	return NewPressable(Stack(0, top, words), do)
}

// Choose marks the tile as the current one, or takes the mark away.
func (p *Pressable) Choose(on bool) {
	if p.chosen != on {
		p.chosen = on
		p.Refresh()
	}
}

// Tapped does what the card stands for.
func (p *Pressable) Tapped(*fyne.PointEvent) {
	if p.onTapped != nil {
		p.onTapped()
	}
}

// TypedKey presses the card with Enter or Space.
func (p *Pressable) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		p.Tapped(nil)
	default:
		passKey(p, e)
	}
}

// TypedRune is a part of fyne.Focusable.
func (p *Pressable) TypedRune(rune) {}

// FocusGained shows that the keyboard is here.
func (p *Pressable) FocusGained() { p.focused = true; p.Refresh() }

// FocusLost takes the sign of the keyboard away.
func (p *Pressable) FocusLost() { p.focused = false; p.Refresh() }

// MouseIn shows that the card can be pressed.
func (p *Pressable) MouseIn(*desktop.MouseEvent) { p.hovered = true; p.Refresh() }

// MouseMoved is a part of desktop.Hoverable.
func (p *Pressable) MouseMoved(*desktop.MouseEvent) {}

// MouseOut undoes MouseIn.
func (p *Pressable) MouseOut() { p.hovered = false; p.Refresh() }

// Cursor is a hand over what can be pressed.
func (p *Pressable) Cursor() desktop.Cursor {
	if p.onTapped == nil {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// CreateRenderer draws the card.
func (p *Pressable) CreateRenderer() fyne.WidgetRenderer {
	r := &pressableRenderer{p: p, area: Area(), inner: Padded(p.Inset, p.content)}
	r.Refresh()
	return r
}

type pressableRenderer struct {
	p     *Pressable
	area  *canvas.Rectangle
	inner *fyne.Container
}

func (r *pressableRenderer) Layout(size fyne.Size) {
	r.area.Resize(size)
	r.inner.Resize(size)
}
func (r *pressableRenderer) MinSize() fyne.Size { return r.inner.MinSize() }
func (r *pressableRenderer) Refresh() {
	r.area.CornerRadius, r.area.StrokeWidth = CornerRadius, 1
	r.area.FillColor, r.area.StrokeColor = Ink(ColorSurface), Ink(ColorBorder)
	if r.p.chosen {
		r.area.FillColor, r.area.StrokeColor = Ink(ColorAccentSoft), Ink(theme.ColorNamePrimary)
	}
	if r.p.onTapped != nil && r.p.hovered {
		r.area.StrokeColor = Ink(theme.ColorNamePrimary)
	}
	if r.p.onTapped != nil && r.p.focused {
		r.area.StrokeColor, r.area.StrokeWidth = Ink(theme.ColorNamePrimary), 2
	}
	r.area.Refresh()
	r.inner.Refresh()
}
func (r *pressableRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.area, r.inner}
}
func (r *pressableRenderer) Destroy() {}

// TileLayout puts tiles side by side, each as wide as it needs, and shares what is left over equally.
type TileLayout struct{}

func (TileLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	need := TileLayout{}.MinSize(objects).Width
	extra := max(0, size.Width-need) / float32(max(1, len(objects)))
	x := float32(0)
	for _, o := range objects {
		wide := o.MinSize().Width + extra
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(wide, size.Height))
		x += wide + GapSmall
	}
}

func (TileLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		m := o.MinSize()
		size.Width += m.Width
		size.Height = max(size.Height, m.Height)
	}
	size.Width += GapSmall * float32(max(0, len(objects)-1))
	return size
}
