package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// The layouts of this file know their height once they have a width: what does not fit beside each other goes on below. Whoever lays
// them out gives them the width first and asks for the height then.

// Flow puts objects side by side, each as wide as it needs, and goes on in a next line where there is no more room.
func Flow(distance float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&flow{distance: distance}, objects...)
}

// A flow is the layout of a Flow.
type flow struct {
	distance float32
	width    float32 // there was last, 0 before the first time
}

// lines are the objects that share a line of a width.
func (l *flow) lines(objects []fyne.CanvasObject, width float32) [][]fyne.CanvasObject {
	var lines [][]fyne.CanvasObject
	x := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		wide := IdealWidth(o)
		if n := len(lines); n == 0 || x+l.distance+wide > width && width > 0 {
			lines, x = append(lines, nil), 0
		} else {
			x += l.distance
		}
		lines[len(lines)-1] = append(lines[len(lines)-1], o)
		x += wide
	}
	return lines
}

// Layout places the objects.
func (l *flow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	y := float32(0)
	for _, line := range l.lines(objects, size.Width) {
		x, high := float32(0), float32(0)
		for _, o := range line {
			setWidth(o, min(IdealWidth(o), size.Width))
			high = max(high, o.Size().Height)
		}
		for _, o := range line {
			wide := o.Size().Width
			o.Move(fyne.NewPos(x, y))
			o.Resize(fyne.NewSize(wide, high))
			x += wide + l.distance
		}
		y += high + l.distance
	}
}

// MinSize is as wide as the widest object and as high as the lines are in the width there was last.
func (l *flow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for i, line := range l.lines(objects, l.width) {
		for _, o := range line {
			size.Width = max(size.Width, o.MinSize().Width)
		}
		if i > 0 {
			size.Height += l.distance
		}
		size.Height += Highest(line)
	}
	return size
}

// ideal is the width in which all objects stand in one line.
func (l *flow) ideal(objects []fyne.CanvasObject) float32 {
	width := float32(0)
	for _, o := range objects {
		if o.Visible() {
			width += IdealWidth(o) + l.distance
		}
	}
	return max(0, width-l.distance)
}

// Highest is the height of the highest object.
func Highest(objects []fyne.CanvasObject) float32 {
	high := float32(0)
	for _, o := range objects {
		high = max(high, o.MinSize().Height)
	}
	return high
}

// IdealWidth is the width in which an object stands without wrapping, or being shortened.
func IdealWidth(o fyne.CanvasObject) float32 {
	switch o := o.(type) {
	case *Button:
		if o.Shortens {
			return o.whole()
		}
	case *Words:
		if o.Label.Truncation != fyne.TextTruncateOff {
			return o.wholeWidth()
		}
	case *fyne.Container:
		switch l := o.Layout.(type) {
		case *flow:
			return l.ideal(o.Objects)
		case *segments:
			return l.ideal(o.Objects[1:]) + 2*l.distance
		case leading:
			return IdealWidth(o.Objects[0])
		case BesideName:
			width := -1.5 * GapSmall
			for _, part := range o.Objects {
				width += IdealWidth(part) + 1.5*GapSmall
			}
			return width
		case stack, midLayout:
			width := float32(0)
			for _, part := range o.Objects {
				if part.Visible() {
					width = max(width, IdealWidth(part))
				}
			}
			return width
		}
		if len(o.Objects) == 1 { // a frame of some kind around it
			return o.MinSize().Width - o.Objects[0].MinSize().Width + IdealWidth(o.Objects[0])
		}
	}
	return o.MinSize().Width
}

// setWidth gives an object a width, and the height it needs in it.
func setWidth(o fyne.CanvasObject, width float32) {
	o.Resize(fyne.NewSize(width, o.MinSize().Height))
	o.Resize(fyne.NewSize(width, o.MinSize().Height))
}

// Cards puts objects side by side in equal widths, as many in a row as get a width of their own, in points with text of normal size. Those of
// a row are as high as the highest.
func Cards(least float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&cards{least: least}, objects...)
}

type cards struct{ least, width float32 }

// inRow is how many objects a row has.
func (l *cards) inRow(objects []fyne.CanvasObject, width float32) int {
	least := l.least * theme.TextSize() / 14
	return max(1, min(len(objects), int((width+Gap)/(least+Gap))))
}

// rows gives each object its width and returns what stands side by side.
func (l *cards) rows(objects []fyne.CanvasObject) [][]fyne.CanvasObject {
	return slices.Collect(slices.Chunk(objects, l.inRow(objects, l.width)))
}

// Layout places the objects.
func (l *cards) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	n := float32(l.inRow(objects, size.Width))
	wide, y := (size.Width-Gap*(n-1))/n, float32(0)
	for _, row := range l.rows(objects) {
		for _, o := range row {
			setWidth(o, wide)
		}
		high := Highest(row)
		for i, o := range row {
			o.Move(fyne.NewPos(float32(i)*(wide+Gap), y))
			o.Resize(fyne.NewSize(wide, high))
		}
		y += high + Gap
	}
}

// MinSize is as wide as the widest object and as high as the rows are in the width there was last.
func (l *cards) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(0, -Gap)
	for _, row := range l.rows(objects) {
		for _, o := range row {
			size.Width = max(size.Width, o.MinSize().Width)
		}
		size.Height += Highest(row) + Gap
	}
	return fyne.NewSize(size.Width, max(0, size.Height))
}

// Centered puts an object in the middle of the room, no wider than it is read well and whole by scrolling where the room is too low.
func Centered(most float32, o fyne.CanvasObject) fyne.CanvasObject {
	return container.NewVScroll(container.New(centeredPage(most), o))
}

// A centeredPage is the greatest width of its object.
type centeredPage float32

func (most centeredPage) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	wide := min(size.Width-2*Gap, float32(most))
	setWidth(objects[0], wide)
	objects[0].Move(fyne.NewPos((size.Width-wide)/2, max(0, (size.Height-objects[0].Size().Height)/2)))
}

func (centeredPage) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().AddWidthHeight(2*Gap, 0)
}

// Leading lets an object be no wider than it needs; it stands at the left edge.
func Leading(o fyne.CanvasObject) *fyne.Container { return container.New(leading{}, o) }

type leading struct{}

func (leading) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(fyne.NewSize(min(IdealWidth(objects[0]), size.Width), size.Height))
}

func (leading) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

// Stack puts objects one under another with a distance between them.
func Stack(distance float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(stack(distance), objects...)
}

// A stack is the layout of a Stack.
type stack float32

// Layout gives each object the whole width.
func (l stack) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	for _, o := range objects {
		if o.Visible() {
			setWidth(o, size.Width)
			o.Move(fyne.NewPos(0, y))
			y += o.Size().Height + float32(l)
		}
	}
}

// MinSize is as wide as the widest object and as high as all of them.
func (l stack) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		if o.Visible() {
			least := o.MinSize()
			size = fyne.NewSize(max(size.Width, least.Width), size.Height+least.Height+float32(l))
		}
	}
	size.Height = max(0, size.Height-float32(l))
	return size
}
