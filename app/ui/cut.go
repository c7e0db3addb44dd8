package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// A Cut is a text on one line that is shortened with … where there is no room; then all of it is shown while the mouse rests on it.
type Cut struct {
	widget.BaseWidget
	Text  string
	Bold  bool
	color fyne.ThemeColorName
	size  fyne.ThemeSizeName
}

// NewCut is such a text in a colour and size of the theme.
func NewCut(text string, color fyne.ThemeColorName, size fyne.ThemeSizeName) *Cut {
	c := &Cut{Text: text, color: color, size: size}
	c.ExtendBaseWidget(c)
	return c
}

func (c *Cut) style() fyne.TextStyle { return fyne.TextStyle{Bold: c.Bold} }

// MouseIn shows all of the text where a part of it is missing.
func (c *Cut) MouseIn(*desktop.MouseEvent) {
	if Shorten(c.Text, c.Size().Width, theme.Size(c.size), c.style()) != c.Text {
		hint(c, c.Text, false)
	}
}

// MouseMoved is a part of desktop.Hoverable.
func (c *Cut) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes the whole text away.
func (c *Cut) MouseOut() { unhint(c) }

// CreateRenderer draws the text.
func (c *Cut) CreateRenderer() fyne.WidgetRenderer {
	r := &cutRenderer{c: c, text: canvas.NewText("", nil)}
	r.Refresh()
	return r
}

type cutRenderer struct {
	c    *Cut
	text *canvas.Text
}

func (r *cutRenderer) Layout(size fyne.Size) {
	r.text.Text = Shorten(r.c.Text, size.Width, r.text.TextSize, r.text.TextStyle)
	height := r.text.MinSize().Height
	r.text.Move(fyne.NewPos(0, (size.Height-height)/2))
	r.text.Resize(fyne.NewSize(size.Width, height))
	r.text.Refresh()
}

func (r *cutRenderer) MinSize() fyne.Size {
	return fyne.NewSize(0, fyne.MeasureText("Ůj", theme.Size(r.c.size), r.c.style()).Height)
}

func (r *cutRenderer) Refresh() {
	r.text.Color, r.text.TextSize, r.text.TextStyle = Ink(r.c.color), theme.Size(r.c.size), r.c.style()
	r.Layout(r.c.Size())
}

func (r *cutRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.text} }
func (r *cutRenderer) Destroy()                     {}
