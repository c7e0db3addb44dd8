package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// SideBySide gives the first object that part of the width and the second the rest, with a distance between them.
type SideBySide float32

// Layout puts the objects side by side.
func (part SideBySide) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	left := (size.Width - GapLarge) * float32(part)
	objects[0].Resize(fyne.NewSize(left, size.Height))
	objects[1].Move(fyne.NewPos(left+GapLarge, 0))
	objects[1].Resize(fyne.NewSize(size.Width-left-GapLarge, size.Height))
}

// MinSize is that of both.
func (SideBySide) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(a.Width+GapLarge+b.Width, max(a.Height, b.Height))
}

// ThreeRows gives the middle object the room that the others leave.
type ThreeRows float32

// Layout puts the objects one under another.
func (l ThreeRows) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		setWidth(o, size.Width)
	}
	top, bottom := objects[0].MinSize().Height, objects[2].MinSize().Height
	rest := max(0, size.Height-top-bottom-2*float32(l))
	y := float32(0)
	for i, h := range []float32{top, rest, bottom} {
		objects[i].Move(fyne.NewPos(0, y))
		objects[i].Resize(fyne.NewSize(size.Width, h))
		y += h + float32(l)
	}
}

// MinSize is the sum of the objects.
func (l ThreeRows) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(0, 2*float32(l))
	for _, o := range objects {
		least := o.MinSize()
		size = fyne.NewSize(max(size.Width, least.Width), size.Height+least.Height)
	}
	return size
}

// FixedRoom is as high as some lines of small text, whatever stands in it.
type FixedRoom int

// Layout gives the object all of the room.
func (f FixedRoom) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(size.SubtractWidthHeight(0, GapTiny))
	objects[0].Move(fyne.NewPos(0, GapTiny))
}

// MinSize is the height of the lines.
func (f FixedRoom) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, Caption("Ag").MinSize().Height*float32(f)+GapTiny)
}

// MinHeight keeps an object at least that high.
type MinHeight float32

// Layout gives the object all the room there is.
func (h MinHeight) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size)
	}
}

// MinSize is that of the object, but not lower.
func (h MinHeight) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := objects[0].MinSize()
	return fyne.NewSize(size.Width, max(size.Height, float32(h)))
}

// TopInset keeps a small distance above its object.
type TopInset struct{}

func (TopInset) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.NewPos(0, GapSmall))
	objects[0].Resize(size.SubtractWidthHeight(0, GapSmall))
}

func (TopInset) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().AddWidthHeight(0, GapSmall)
}

// TwoUp lays the words about an issue and what they are about out side by side where there is room, else one above the other. The
// first object is a scroll whose content says how high it wants to be; the second one may be hidden.
type TwoUp struct{}

const twoUpFrom float32 = 760

func (TwoUp) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	words, piece := objects[0].(*container.Scroll), objects[1]
	if !piece.Visible() {
		words.Resize(size)
		words.Move(fyne.NewPos(0, 0))
		return
	}
	if size.Width >= twoUpFrom {
		left := (size.Width - Gap) * 0.44
		words.Resize(fyne.NewSize(left, size.Height))
		words.Move(fyne.NewPos(0, 0))
		piece.Move(fyne.NewPos(left+Gap, 0))
		piece.Resize(fyne.NewSize(size.Width-left-Gap, size.Height))
		return
	}
	words.Resize(fyne.NewSize(size.Width, size.Height/2))
	words.Move(fyne.NewPos(0, 0))
	height := min(words.Content.MinSize().Height, size.Height*0.62) // text that wraps knows its height once it has a width
	words.Resize(fyne.NewSize(size.Width, height))
	piece.Move(fyne.NewPos(0, height+Gap))
	piece.Resize(fyne.NewSize(size.Width, max(0, size.Height-height-Gap)))
}

func (TwoUp) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(240, 120) }

// FixedWidth lays its object out in a width of its own.
type FixedWidth float32

// Layout gives the object all the room.
func (w FixedWidth) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size)
	}
}

// MinSize is the width, and as high as the object.
func (w FixedWidth) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(float32(w), objects[0].MinSize().Height)
}
