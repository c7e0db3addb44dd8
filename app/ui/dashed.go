package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// A Dashed is an area with a dashed border: something may be dropped here.
type Dashed struct{ widget.BaseWidget }

// NewDashed is such an area, without content.
func NewDashed() *Dashed {
	d := &Dashed{}
	d.ExtendBaseWidget(d)
	return d
}

// CreateRenderer draws the area.
func (d *Dashed) CreateRenderer() fyne.WidgetRenderer {
	r := &dashedRenderer{d: d, area: Area()}
	r.Refresh()
	return r
}

type dashedRenderer struct {
	d       *Dashed
	area    *canvas.Rectangle
	objects []fyne.CanvasObject
}

func (r *dashedRenderer) MinSize() fyne.Size           { return fyne.Size{} }
func (r *dashedRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *dashedRenderer) Destroy()                     {}

func (r *dashedRenderer) Refresh() {
	r.Layout(r.d.Size())
	canvas.Refresh(r.d)
}

// Layout puts the dashes around the area, the same distance apart on all sides.
func (r *dashedRenderer) Layout(size fyne.Size) {
	const dash, thick = 10, 2
	r.area.FillColor, r.area.CornerRadius = Ink(ColorSurface), CornerRadius
	r.area.Resize(size)
	r.objects = append(r.objects[:0], r.area)
	line := func(x, y, w, h float32) {
		o := canvas.NewRectangle(Ink(theme.ColorNameInputBorder))
		o.CornerRadius = thick / 2
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(w, h))
		r.objects = append(r.objects, o)
	}
	for x := float32(dash); x+dash < size.Width; x += 2 * dash {
		line(x, 0, dash, thick)
		line(x, size.Height-thick, dash, thick)
	}
	for y := float32(dash); y+dash < size.Height; y += 2 * dash {
		line(0, y, thick, dash)
		line(size.Width-thick, y, thick, dash)
	}
}
