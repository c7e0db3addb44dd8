package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Plain is a short text in any colour of the theme, on one line.
type Plain struct {
	widget.BaseWidget
	Text  *canvas.Text
	color fyne.ThemeColorName
	size  fyne.ThemeSizeName
}

// NewPlain is a small text in a colour of the theme.
func NewPlain(s string, c fyne.ThemeColorName) *Plain {
	p := &Plain{Text: canvas.NewText(s, Ink(c)), color: c, size: theme.SizeNameCaptionText}
	p.ExtendBaseWidget(p)
	return p
}

// large makes the text as large as a heading, for the numbers of tiles.
func (p *Plain) large() *Plain {
	p.size = theme.SizeNameHeadingText
	p.Text.TextStyle.Bold = true
	return p
}

// SetText replaces the text.
func (p *Plain) SetText(s string) {
	p.Text.Text = s
	p.Refresh()
}

// CreateRenderer draws the text.
func (p *Plain) CreateRenderer() fyne.WidgetRenderer {
	r := &plainRenderer{p}
	r.Refresh()
	return r
}

type plainRenderer struct{ p *Plain }

func (r *plainRenderer) Layout(size fyne.Size) { r.p.Text.Resize(size) }
func (r *plainRenderer) MinSize() fyne.Size {
	r.p.Text.TextSize = theme.Size(r.p.size)
	return r.p.Text.MinSize()
}
func (r *plainRenderer) Refresh() {
	r.p.Text.Color, r.p.Text.TextSize = Ink(r.p.color), theme.Size(r.p.size)
	r.p.Text.Refresh()
}
func (r *plainRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.p.Text} }
func (r *plainRenderer) Destroy()                     {}
