package ui

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// How much higher than its least height a line of the sidebar becomes where there is room.
const navEase float32 = 10

// A NavRhythm keeps the lines of a sidebar at one height: low enough for all of them to be seen in a low window, and comfortable
// where there is room. Lay the lines out by Lines, and what they stand in by Column.
type NavRhythm struct{ extra float32 }

// Lines puts objects one under another; the lines among them all have the height of the rhythm.
func (r *NavRhythm) Lines() fyne.Layout { return navLines{r} }

// Column gives the second object, a scroll of lines, the room that the first and the third leave. The first stands on top.
func (r *NavRhythm) Column() fyne.Layout { return navColumn{r} }

type navLines struct{ rhythm *NavRhythm }

func (l navLines) height(o fyne.CanvasObject) float32 {
	h := o.MinSize().Height
	if _, ok := o.(*NavItem); ok {
		h += l.rhythm.extra
	}
	return h
}

// Layout puts the objects one under another.
func (l navLines) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	for _, o := range objects {
		h := l.height(o)
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, h))
		y += h + 1
	}
}

// MinSize is the sum of the objects, in the rhythm there is.
func (l navLines) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(0, max(0, float32(len(objects)-1)))
	for _, o := range objects {
		size = fyne.NewSize(max(size.Width, o.MinSize().Width), size.Height+l.height(o))
	}
	return size
}

type navColumn struct{ rhythm *NavRhythm }

// lines counts the lines in an object.
func lines(o fyne.CanvasObject) (n int) {
	switch o := o.(type) {
	case *NavItem:
		return 1
	case *fyne.Container:
		for _, part := range o.Objects {
			n += lines(part)
		}
	}
	return n
}

// Layout finds the rhythm that fills the height, and keeps to it.
func (l navColumn) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	top, view, bottom := objects[0], objects[1].(*container.Scroll), objects[2]
	l.rhythm.extra = 0
	rest := size.Height - top.MinSize().Height - view.Content.MinSize().Height - bottom.MinSize().Height - GapSmall
	each := float32(math.Floor(float64(rest) / float64(max(1, lines(view.Content)+lines(bottom)))))
	l.rhythm.extra = min(navEase, max(0, each))
	head, foot := top.MinSize().Height, bottom.MinSize().Height
	top.Resize(fyne.NewSize(size.Width, head))
	view.Move(fyne.NewPos(0, head))
	view.Resize(fyne.NewSize(size.Width, max(0, size.Height-head-foot-GapSmall)))
	view.Content.Refresh()
	bottom.Move(fyne.NewPos(0, size.Height-foot))
	bottom.Resize(fyne.NewSize(size.Width, foot))
}

// MinSize is that of the ends; the list between them can be scrolled.
func (l navColumn) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		least := o.MinSize()
		size = fyne.NewSize(max(size.Width, least.Width), size.Height+least.Height)
	}
	return size
}
