package app

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// A rank says how much a button asks for attention. A page has one primary button at most.
type rank int

const (
	secondaryRank rank = iota // bordered: what one may do as well
	primaryRank               // filled: the next step
	quietRank                 // text alone: what is at hand but not asked for
	dangerRank                // filled red: what takes something away
	chosenRank                // the one of several choices that holds
)

// A button is an icon and a verb.
type button struct {
	widget.DisableableWidget
	text     string
	icon     string // name of a drawing, "" for none
	rank     rank
	leading  bool // text at the left edge instead of the middle
	onTapped func()

	hovered, focused bool
}

func primary(text, icon string, do func()) *button   { return newButton(primaryRank, text, icon, do) }
func secondary(text, icon string, do func()) *button { return newButton(secondaryRank, text, icon, do) }
func quiet(text, icon string, do func()) *button     { return newButton(quietRank, text, icon, do) }
func danger(text, icon string, do func()) *button    { return newButton(dangerRank, text, icon, do) }

func newButton(r rank, text, icon string, do func()) *button {
	b := &button{text: text, icon: icon, rank: r, onTapped: do}
	b.ExtendBaseWidget(b)
	return b
}

// enable enables or disables the button.
func (b *button) enable(on bool) {
	if on {
		b.Enable()
	} else {
		b.Disable()
	}
}

// SetText replaces the text.
func (b *button) SetText(s string) {
	if b.text != s {
		b.text = s
		b.Refresh()
	}
}

// Tapped does what the button says.
func (b *button) Tapped(*fyne.PointEvent) {
	if !b.Disabled() && b.onTapped != nil {
		b.onTapped()
	}
}

// TypedKey presses the button with Enter or Space and hands Escape on to the window.
func (b *button) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		b.Tapped(nil)
	default:
		passKey(b, e)
	}
}

// TypedRune is a part of fyne.Focusable.
func (b *button) TypedRune(rune) {}

// FocusGained shows that the keyboard is here.
func (b *button) FocusGained() { b.focused = true; b.Refresh() }

// FocusLost takes the sign of the keyboard away.
func (b *button) FocusLost() { b.focused = false; b.Refresh() }

// MouseIn shows that the button can be pressed.
func (b *button) MouseIn(*desktop.MouseEvent) { b.hovered = true; b.Refresh() }

// MouseMoved is a part of desktop.Hoverable.
func (b *button) MouseMoved(*desktop.MouseEvent) {}

// MouseOut undoes MouseIn.
func (b *button) MouseOut() { b.hovered = false; b.Refresh() }

// Cursor is a hand over a button that can be pressed.
func (b *button) Cursor() desktop.Cursor {
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
func (b *button) CreateRenderer() fyne.WidgetRenderer {
	r := &buttonRenderer{b: b, back: area(), tint: area(), text: canvas.NewText("", nil)}
	r.text.TextStyle.Bold = true
	if b.icon != "" {
		r.image = picture(icon(b.icon), theme.IconInlineSize())
	}
	r.Refresh()
	return r
}

type buttonRenderer struct {
	b          *button
	back, tint *canvas.Rectangle
	image      *canvas.Image // nil without an icon
	text       *canvas.Text
}

func (r *buttonRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	r.tint.Resize(size)
	content := r.content()
	x := (size.Width - content.Width) / 2
	if r.b.leading {
		x = 1.5 * gapSmall
	}
	if r.image != nil {
		side := theme.IconInlineSize()
		r.image.Resize(fyne.NewSquareSize(side))
		r.image.Move(fyne.NewPos(x, (size.Height-side)/2))
		x += side
		if r.text.Text != "" {
			x += gapSmall
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
			size.Width += gapSmall
		}
	}
	return size
}

func (r *buttonRenderer) MinSize() fyne.Size {
	size := r.content()
	height := max(size.Height+14, 32)
	if r.text.Text == "" {
		return fyne.NewSquareSize(height)
	}
	return fyne.NewSize(size.Width+3*gapSmall, height)
}

func (r *buttonRenderer) Refresh() {
	fill, border, text := r.colors()
	r.back.FillColor, r.back.StrokeColor = ink0(fill), ink0(border)
	r.back.CornerRadius, r.tint.CornerRadius = cornerRadius-2, cornerRadius-2
	r.back.StrokeWidth = 0
	if border != "" {
		r.back.StrokeWidth = 1
	}
	if r.b.focused {
		r.back.StrokeColor, r.back.StrokeWidth = ink(theme.ColorNamePrimary), 2
		if r.b.rank == primaryRank || r.b.rank == dangerRank {
			r.back.StrokeColor = ink(theme.ColorNameForeground)
		}
	}
	r.tint.FillColor = color.Transparent
	if r.b.hovered && !r.b.Disabled() {
		r.tint.FillColor = ink(theme.ColorNameHover)
	}
	r.text.Text, r.text.TextSize, r.text.Color = r.b.text, theme.TextSize(), ink(text)
	if r.image != nil {
		r.image.Resource = iconIn(r.b.icon, text)
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
		if r.b.rank == quietRank {
			return "", "", colorDisabled
		}
		return theme.ColorNameDisabledButton, "", colorDisabled
	}
	switch r.b.rank {
	case primaryRank:
		return theme.ColorNamePrimary, "", theme.ColorNameForegroundOnPrimary
	case dangerRank:
		return theme.ColorNameError, "", theme.ColorNameForegroundOnError
	case quietRank:
		return "", "", theme.ColorNamePrimary
	case chosenRank:
		return colorAccentSoft, "", colorOnAccent
	}
	return theme.ColorNameButton, colorBorder, theme.ColorNameForeground
}

// ink0 is a colour of the theme, transparent for "".
func ink0(name fyne.ThemeColorName) color.Color {
	if name == "" {
		return color.Transparent
	}
	return ink(name)
}

func (r *buttonRenderer) Objects() []fyne.CanvasObject {
	if r.image == nil {
		return []fyne.CanvasObject{r.back, r.tint, r.text}
	}
	return []fyne.CanvasObject{r.back, r.tint, r.image, r.text}
}

func (r *buttonRenderer) Destroy() {}
