package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// besideFrom is the width from which the detail stands beside the grid instead of below it.
const besideFrom float32 = 1240

// A Splitter shows two objects side by side where there is room for that, else one above the other. The line between them can be
// dragged.
type Splitter struct {
	widget.BaseWidget
	first, second fyne.CanvasObject
	line          *splitLine
	parts         *Parts
	dragged       func()
}

// Parts are what the first object of a splitter has of the room: one above the other, and side by side. 0 is as it is at first.
type Parts [2]float32

// firstParts give the first object a little more of the room than the second.
var firstParts = Parts{0.54, 0.66}

// Bounds of what the first object has.
const (
	leastPart float32 = 0.25
	mostPart  float32 = 0.8
)

// NewSplitter divides the room as parts say, which follow the line when it is dragged; then dragged is called.
func NewSplitter(first, second fyne.CanvasObject, parts *Parts, dragged func()) *Splitter {
	s := &Splitter{first: first, second: second, parts: parts, dragged: dragged}
	s.line = &splitLine{splitter: s}
	s.line.ExtendBaseWidget(s.line)
	s.ExtendBaseWidget(s)
	return s
}

// Inside are the two objects.
func (s *Splitter) Inside() []fyne.CanvasObject { return []fyne.CanvasObject{s.first, s.second} }

// beside is 1 when the objects stand side by side, else 0.
func (s *Splitter) beside() int {
	if s.Size().Width >= besideFrom {
		return 1
	}
	return 0
}

// part is the share of the first object.
func (s *Splitter) part() float32 {
	i := s.beside()
	if s.parts[i] == 0 {
		return firstParts[i]
	}
	return min(mostPart, max(leastPart, s.parts[i]))
}

// MinSize leaves room for a little of both.
func (s *Splitter) MinSize() fyne.Size { return fyne.NewSize(480, 240) }

// CreateRenderer lays the objects out.
func (s *Splitter) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.New(splitLayout{s}, s.first, s.line, s.second))
}

type splitLayout struct{ s *Splitter }

func (l splitLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	s := l.s
	if s.beside() == 1 {
		x := (size.Width - splitRoom) * s.part()
		objects[0].Resize(fyne.NewSize(x, size.Height))
		objects[1].Move(fyne.NewPos(x, 0))
		objects[1].Resize(fyne.NewSize(splitRoom, size.Height))
		objects[2].Move(fyne.NewPos(x+splitRoom, 0))
		objects[2].Resize(fyne.NewSize(size.Width-x-splitRoom, size.Height))
		return
	}
	y := (size.Height - splitRoom) * s.part()
	objects[0].Resize(fyne.NewSize(size.Width, y))
	objects[1].Move(fyne.NewPos(0, y))
	objects[1].Resize(fyne.NewSize(size.Width, splitRoom))
	objects[2].Move(fyne.NewPos(0, y+splitRoom))
	objects[2].Resize(fyne.NewSize(size.Width, size.Height-y-splitRoom))
}

func (splitLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(480, 240) }

// splitRoom is the distance between the two objects of a splitter.
const splitRoom float32 = 12

// splitLine is where a splitter can be dragged.
type splitLine struct {
	widget.BaseWidget
	splitter *Splitter
	hovered  bool
}

// Dragged moves the line.
func (l *splitLine) Dragged(e *fyne.DragEvent) {
	s := l.splitter
	whole, by := s.Size().Height, e.Dragged.DY
	if s.beside() == 1 {
		whole, by = s.Size().Width, e.Dragged.DX
	}
	s.parts[s.beside()] = min(mostPart, max(leastPart, s.part()+by/max(1, whole)))
	s.Refresh()
}

// DragEnd reports where the line is now.
func (l *splitLine) DragEnd() { l.splitter.dragged() }

// MouseIn shows that the line can be dragged.
func (l *splitLine) MouseIn(*desktop.MouseEvent) { l.hovered = true; l.Refresh() }

// MouseMoved is a part of desktop.Hoverable.
func (l *splitLine) MouseMoved(*desktop.MouseEvent) {}

// MouseOut undoes MouseIn.
func (l *splitLine) MouseOut() { l.hovered = false; l.Refresh() }

// Cursor shows which way the line can be dragged.
func (l *splitLine) Cursor() desktop.Cursor {
	if l.splitter.beside() == 1 {
		return desktop.HResizeCursor
	}
	return desktop.VResizeCursor
}

// CreateRenderer draws a short line in the middle.
func (l *splitLine) CreateRenderer() fyne.WidgetRenderer {
	r := &splitLineRenderer{l, Area()}
	r.Refresh()
	return r
}

type splitLineRenderer struct {
	l    *splitLine
	area *canvas.Rectangle
}

func (r *splitLineRenderer) Layout(size fyne.Size) {
	long := fyne.NewSize(40, 4)
	if r.l.splitter.beside() == 1 {
		long = fyne.NewSize(4, 40)
	}
	r.area.Resize(long)
	r.area.Move(fyne.NewPos((size.Width-long.Width)/2, (size.Height-long.Height)/2))
}
func (r *splitLineRenderer) MinSize() fyne.Size { return fyne.NewSquareSize(splitRoom) }
func (r *splitLineRenderer) Refresh() {
	r.area.FillColor, r.area.CornerRadius = Ink(ColorBorder), 2
	if r.l.hovered {
		r.area.FillColor = Ink(theme.ColorNamePrimary)
	}
	r.Layout(r.l.Size())
	r.area.Refresh()
}
func (r *splitLineRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.area} }
func (r *splitLineRenderer) Destroy()                     {}
