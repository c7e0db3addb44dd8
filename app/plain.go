package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// plain is a short text in any colour of the theme, on one line.
type plain struct {
	widget.BaseWidget
	text  *canvas.Text
	color fyne.ThemeColorName
	size  fyne.ThemeSizeName
}

func newPlain(s string, c fyne.ThemeColorName) *plain {
	p := &plain{text: canvas.NewText(s, ink(c)), color: c, size: theme.SizeNameCaptionText}
	p.ExtendBaseWidget(p)
	return p
}

// large makes the text as large as a heading, for the numbers of tiles.
func (p *plain) large() *plain {
	p.size = theme.SizeNameHeadingText
	p.text.TextStyle.Bold = true
	return p
}

// SetText replaces the text.
func (p *plain) SetText(s string) {
	p.text.Text = s
	p.Refresh()
}

// CreateRenderer draws the text.
func (p *plain) CreateRenderer() fyne.WidgetRenderer {
	r := &plainRenderer{p}
	r.Refresh()
	return r
}

type plainRenderer struct{ p *plain }

func (r *plainRenderer) Layout(size fyne.Size) { r.p.text.Resize(size) }
func (r *plainRenderer) MinSize() fyne.Size {
	r.p.text.TextSize = theme.Size(r.p.size)
	return r.p.text.MinSize()
}
func (r *plainRenderer) Refresh() {
	r.p.text.Color, r.p.text.TextSize = ink(r.p.color), theme.Size(r.p.size)
	r.p.text.Refresh()
}
func (r *plainRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.p.text} }
func (r *plainRenderer) Destroy()                     {}
