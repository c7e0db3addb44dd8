package app

import "fyne.io/fyne/v2"

// sideBySide gives the first object that part of the width and the second the rest, with a distance between them.
type sideBySide float32

// Layout puts the objects side by side.
func (part sideBySide) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	left := (size.Width - gapLarge) * float32(part)
	objects[0].Resize(fyne.NewSize(left, size.Height))
	objects[1].Move(fyne.NewPos(left+gapLarge, 0))
	objects[1].Resize(fyne.NewSize(size.Width-left-gapLarge, size.Height))
}

// MinSize is that of both.
func (sideBySide) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(a.Width+gapLarge+b.Width, max(a.Height, b.Height))
}

// threeRows gives the middle object the room that the others leave.
type threeRows struct{ distance float32 }

// Layout puts the objects one under another.
func (l threeRows) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects { // text that wraps knows its height once it has a width
		o.Resize(fyne.NewSize(size.Width, o.MinSize().Height))
	}
	top, bottom := objects[0].MinSize().Height, objects[2].MinSize().Height
	rest := max(0, size.Height-top-bottom-2*l.distance)
	y := float32(0)
	for i, h := range []float32{top, rest, bottom} {
		objects[i].Move(fyne.NewPos(0, y))
		objects[i].Resize(fyne.NewSize(size.Width, h))
		y += h + l.distance
	}
}

// MinSize is the sum of the objects.
func (l threeRows) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(0, 2*l.distance)
	for _, o := range objects {
		least := o.MinSize()
		size = fyne.NewSize(max(size.Width, least.Width), size.Height+least.Height)
	}
	return size
}

// A wrapRow puts the second object at the right edge beside the first, or below it where there is no room for both.
type wrapRow struct{ width float32 }

func (l *wrapRow) wraps(objects []fyne.CanvasObject) bool {
	return l.width > 0 && objects[0].MinSize().Width+gap+objects[1].MinSize().Width > l.width
}

// Layout places the objects.
func (l *wrapRow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	first, second := objects[0].MinSize(), objects[1].MinSize()
	y, height, top := float32(0), size.Height, (size.Height-first.Height)/2
	if l.wraps(objects) {
		y, height, top = first.Height+gapSmall, second.Height, 0
	}
	objects[0].Move(fyne.NewPos(0, top))
	objects[0].Resize(first)
	objects[1].Move(fyne.NewPos(size.Width-second.Width, y))
	objects[1].Resize(fyne.NewSize(second.Width, height))
}

// MinSize is that of one line or of two, for the width there was last.
func (l *wrapRow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	first, second := objects[0].MinSize(), objects[1].MinSize()
	if l.wraps(objects) {
		return fyne.NewSize(max(first.Width, second.Width), first.Height+gapSmall+second.Height)
	}
	return fyne.NewSize(max(first.Width, second.Width), max(first.Height, second.Height))
}

// fixedRoom is as high as some lines of small text, whatever stands in it.
type fixedRoom struct{ lines int }

// Layout gives the object all of the room.
func (f fixedRoom) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(size.SubtractWidthHeight(0, gapTiny))
	objects[0].Move(fyne.NewPos(0, gapTiny))
}

// MinSize is the height of the lines.
func (f fixedRoom) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, caption("Ag").MinSize().Height*float32(f.lines)+gapTiny)
}

// minHeight keeps an object at least that high.
type minHeight float32

// Layout gives the object all the room there is.
func (h minHeight) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size)
	}
}

// MinSize is that of the object, but not lower.
func (h minHeight) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := objects[0].MinSize()
	return fyne.NewSize(size.Width, max(size.Height, float32(h)))
}
