package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// NewSegments offers a few choices side by side, all visible, one of them chosen (-1 is none).
func NewSegments(choices []string, chosen int, do func(i int)) *fyne.Container {
	all := container.New(&segments{flow{distance: 2}}, NewSurface("background", ColorBorder, CornerRadius))
	for i, text := range choices {
		b := Quiet(text, "", nil)
		if i == chosen {
			b.Rank = ChosenRank
		} else {
			b.onTapped = func() { do(i) }
		}
		all.Add(b)
	}
	return all
}

// segments lays choices out on an area, the first object, in as many lines as they need.
type segments struct{ flow }

func (l *segments) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(size)
	l.flow.Layout(objects[1:], size.SubtractWidthHeight(2*l.distance, 2*l.distance))
	for _, o := range objects[1:] {
		o.Move(o.Position().AddXY(l.distance, l.distance))
	}
}

func (l *segments) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return l.flow.MinSize(objects[1:]).AddWidthHeight(2*l.distance, 2*l.distance)
}
