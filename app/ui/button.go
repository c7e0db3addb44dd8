package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// A Rank says how much a button asks for attention. A page has one primary button at most.
type Rank int

// The ranks.
const (
	SecondaryRank Rank = iota // bordered: what one may do as well
	PrimaryRank               // filled: the next step
	QuietRank                 // text alone: what is at hand but not asked for
	DangerRank                // filled red: what takes something away
	ChosenRank                // the one of several choices that holds
)

// A Button is an icon and a verb.
type Button struct {
	widget.DisableableWidget
	Text     string
	Icon     string // name of a drawing, "" for none
	Rank     Rank
	Leading  bool // text at the left edge instead of the middle
	Shortens bool // the text is cut with … where there is no room, and shown whole while the mouse rests on it
	hint     string
	onTapped func()

	hovered, focused bool
}

// Primary is a button of the rank PrimaryRank; icon is the name of a drawing, "" for none.
func Primary(text, icon string, do func()) *Button { return NewButton(PrimaryRank, text, icon, do) }

// Secondary is one of the rank SecondaryRank.
func Secondary(text, icon string, do func()) *Button { return NewButton(SecondaryRank, text, icon, do) }

// Quiet is one of the rank QuietRank.
func Quiet(text, icon string, do func()) *Button { return NewButton(QuietRank, text, icon, do) }

// Danger is one of the rank DangerRank.
func Danger(text, icon string, do func()) *Button { return NewButton(DangerRank, text, icon, do) }

// Sign is a quiet button of an icon alone. The hint says what it does, while the mouse rests on it.
func Sign(icon, hint string, do func()) *Button {
	b := Quiet("", icon, do)
	b.hint = hint
	return b
}

// NewButton is a button that does something when it is pressed; icon is the name of a drawing, "" for none.
func NewButton(r Rank, text, icon string, do func()) *Button {
	b := &Button{Text: text, Icon: icon, Rank: r, onTapped: do}
	b.ExtendBaseWidget(b)
	return b
}

// SetEnabled enables or disables the button.
func (b *Button) SetEnabled(on bool) {
	if on {
		b.Enable()
	} else {
		b.Disable()
	}
}

// SetText replaces the text.
func (b *Button) SetText(s string) {
	if b.Text != s {
		b.Text = s
		b.Refresh()
	}
}

// Tapped does what the button says.
func (b *Button) Tapped(*fyne.PointEvent) {
	unhint(b)
	if !b.Disabled() && b.onTapped != nil {
		b.onTapped()
	}
}

// TypedKey presses the button with Enter or Space and hands Escape on to the window.
func (b *Button) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		b.Tapped(nil)
	default:
		passKey(b, e)
	}
}

// TypedRune is a part of fyne.Focusable.
func (b *Button) TypedRune(rune) {}

// FocusGained shows that the keyboard is here.
func (b *Button) FocusGained() { b.focused = true; b.Refresh() }

// FocusLost takes the sign of the keyboard away.
func (b *Button) FocusLost() { b.focused = false; b.Refresh() }

// MouseIn shows that the button can be pressed.
func (b *Button) MouseIn(*desktop.MouseEvent) {
	b.hovered = true
	b.Refresh()
	if b.Shortens && b.hint == "" && b.Size().Width < b.whole() {
		hint(b, b.Text, false)
		return
	}
	hint(b, b.hint, false)
}

// whole is the width in which the text is not cut.
func (b *Button) whole() float32 {
	width := fyne.MeasureText(b.Text, theme.TextSize(), fyne.TextStyle{Bold: true}).Width + 3*GapSmall
	if b.Icon != "" {
		width += theme.IconInlineSize() + GapSmall
	}
	return width
}

// MouseMoved is a part of desktop.Hoverable.
func (b *Button) MouseMoved(*desktop.MouseEvent) {}

// MouseOut undoes MouseIn.
func (b *Button) MouseOut() {
	b.hovered = false
	b.Refresh()
	unhint(b)
}

// Cursor is a hand over a button that can be pressed.
func (b *Button) Cursor() desktop.Cursor {
	if b.Disabled() {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// passKey hands a key that a widget has no use for to the window, which closes dialogs with Escape.
func passKey(o fyne.CanvasObject, e *fyne.KeyEvent) {
	c := fyne.CurrentApp().Driver().CanvasForObject(o)
	if c == nil {
		return
	}
	if typed := c.OnTypedKey(); typed != nil {
		typed(e)
	}
}

// CreateRenderer draws the button.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	r := &buttonRenderer{b: b, back: Area(), tint: Area(), text: canvas.NewText("", nil)}
	r.text.TextStyle.Bold = true
	if b.Icon != "" {
		r.image = Picture(icon(b.Icon), theme.IconInlineSize())
	}
	r.Refresh()
	return r
}

type buttonRenderer struct {
	b          *Button
	back, tint *canvas.Rectangle
	image      *canvas.Image // nil without an icon
	text       *canvas.Text
}

func (r *buttonRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	r.tint.Resize(size)
	if r.b.Shortens {
		room := size.Width - (r.b.whole() - fyne.MeasureText(r.b.Text, theme.TextSize(), fyne.TextStyle{Bold: true}).Width)
		r.text.Text = Shorten(r.b.Text, max(0, room)+1, r.text.TextSize, r.text.TextStyle)
	}
	content := r.content()
	x := (size.Width - content.Width) / 2
	if r.b.Leading {
		x = 1.5 * GapSmall
	}
	if r.image != nil {
		side := theme.IconInlineSize()
		r.image.Resize(fyne.NewSquareSize(side))
		r.image.Move(fyne.NewPos(x, (size.Height-side)/2))
		x += side
		if r.text.Text != "" {
			x += GapSmall
		}
	}
	text := r.text.MinSize()
	r.text.Resize(text)
	r.text.Move(fyne.NewPos(x, (size.Height-text.Height)/2))
}

// content is the size of icon and text.
func (r *buttonRenderer) content() fyne.Size {
	size := fyne.NewSize(0, fyne.MeasureText("Ag", theme.TextSize(), fyne.TextStyle{}).Height)
	if r.text.Text != "" {
		size.Width += r.text.MinSize().Width
	}
	if r.image != nil {
		size.Width += theme.IconInlineSize()
		if r.text.Text != "" {
			size.Width += GapSmall
		}
	}
	return size
}

func (r *buttonRenderer) MinSize() fyne.Size {
	size := r.content()
	height := max(size.Height+14, 32)
	if r.b.Text == "" {
		return fyne.NewSquareSize(height)
	}
	if r.b.Shortens {
		return fyne.NewSize(min(r.b.whole(), 3*height), height)
	}
	return fyne.NewSize(size.Width+3*GapSmall, height)
}

func (r *buttonRenderer) Refresh() {
	fill, border, text := r.colors()
	r.back.FillColor, r.back.StrokeColor = InkOr(fill), InkOr(border)
	r.back.CornerRadius, r.tint.CornerRadius = CornerRadius-2, CornerRadius-2
	r.back.StrokeWidth = 0
	if border != "" {
		r.back.StrokeWidth = 1
	}
	if r.b.focused {
		r.back.StrokeColor, r.back.StrokeWidth = Ink(theme.ColorNamePrimary), 2
		if r.b.Rank == PrimaryRank || r.b.Rank == DangerRank {
			r.back.StrokeColor = Ink(theme.ColorNameForeground)
		}
	}
	r.tint.FillColor = color.Transparent
	if r.b.hovered && !r.b.Disabled() {
		r.tint.FillColor = Ink(theme.ColorNameHover)
	}
	r.text.Text, r.text.TextSize, r.text.Color = r.b.Text, theme.TextSize(), Ink(text)
	if r.image != nil {
		r.image.Resource = IconIn(r.b.Icon, text)
		r.image.Refresh()
	}
	r.Layout(r.b.Size())
	r.back.Refresh()
	r.tint.Refresh()
	r.text.Refresh()
}

// colors are those of the area, its border and the text; "" is none.
func (r *buttonRenderer) colors() (fill, border, text fyne.ThemeColorName) {
	if r.b.Disabled() {
		if r.b.Rank == QuietRank {
			return "", "", colorDisabled
		}
		return theme.ColorNameDisabledButton, "", colorDisabled
	}
	switch r.b.Rank {
	case PrimaryRank:
		return theme.ColorNamePrimary, "", theme.ColorNameForegroundOnPrimary
	case DangerRank:
		return theme.ColorNameError, "", theme.ColorNameForegroundOnError
	case QuietRank:
		return "", "", theme.ColorNamePrimary
	case ChosenRank:
		return ColorAccentSoft, "", ColorOnAccent
	}
	return theme.ColorNameButton, ColorEdge, theme.ColorNameForeground
}

// InkOr is a colour of the theme, transparent for "".
func InkOr(name fyne.ThemeColorName) color.Color {
	if name == "" {
		return color.Transparent
	}
	return Ink(name)
}

func (r *buttonRenderer) Objects() []fyne.CanvasObject {
	if r.image == nil {
		return []fyne.CanvasObject{r.back, r.tint, r.text}
	}
	return []fyne.CanvasObject{r.back, r.tint, r.image, r.text}
}

func (r *buttonRenderer) Destroy() {}
