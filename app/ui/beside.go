package ui

import "fyne.io/fyne/v2"

// The layouts of this file put something beside a name or a sentence, as far as there is room for both.

// A WrapRow puts the second object at the right edge beside the first, or below it where there is no room for both.
type WrapRow struct{ width float32 }

func (l *WrapRow) wraps(objects []fyne.CanvasObject) bool {
	return l.width > 0 && objects[1].Visible() && IdealWidth(objects[0])+Gap+IdealWidth(objects[1]) > l.width
}

// Layout places the objects.
func (l *WrapRow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	first, second := objects[0], objects[1]
	if l.wraps(objects) {
		setWidth(first, size.Width)
		setWidth(second, size.Width)
		first.Move(fyne.NewPos(0, 0))
		second.Move(fyne.NewPos(0, first.Size().Height+GapSmall))
		return
	}
	wide := float32(0)
	if second.Visible() {
		wide = IdealWidth(second)
		setWidth(second, wide)
		second.Move(fyne.NewPos(size.Width-wide, (size.Height-second.Size().Height)/2))
		wide += Gap
	}
	setWidth(first, size.Width-wide)
	first.Move(fyne.NewPos(0, (size.Height-first.Size().Height)/2))
}

// MinSize is that of one line or of two, for the width there was last.
func (l *WrapRow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	first, second := objects[0].MinSize(), objects[1].MinSize()
	if l.wraps(objects) {
		return fyne.NewSize(max(first.Width, second.Width), first.Height+GapSmall+second.Height)
	}
	return fyne.NewSize(max(first.Width, second.Width), max(first.Height, second.Height))
}

// aside puts the second object, a row of buttons, beside the first, which is a sentence; below it where they would take half of the room.
type aside struct{ width float32 }

func (l *aside) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	wide := IdealWidth(objects[1])
	if wide > size.Width/2 {
		setWidth(objects[0], size.Width)
		setWidth(objects[1], size.Width)
		objects[0].Move(fyne.NewPos(0, 0))
		objects[1].Move(fyne.NewPos(0, objects[0].Size().Height+GapSmall))
		return
	}
	setWidth(objects[1], wide)
	objects[1].Move(fyne.NewPos(size.Width-wide, (size.Height-objects[1].Size().Height)/2))
	setWidth(objects[0], size.Width-wide-Gap)
	objects[0].Move(fyne.NewPos(0, (size.Height-objects[0].Size().Height)/2))
}

func (l *aside) MinSize(objects []fyne.CanvasObject) fyne.Size {
	first, second := objects[0].MinSize(), objects[1].MinSize()
	if l.width > 0 && IdealWidth(objects[1]) > l.width/2 {
		return fyne.NewSize(max(first.Width, second.Width), first.Height+GapSmall+second.Height)
	}
	return fyne.NewSize(max(first.Width, second.Width), max(first.Height, second.Height))
}

// NameAndMore puts the second object, which distinguishes a name from others, at the right edge behind the first, in a part of the room at most.
type NameAndMore float32

// Layout puts the two side by side.
func (part NameAndMore) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	more := min(IdealWidth(objects[1]), max(size.Width*float32(part), size.Width-IdealWidth(objects[0])-GapSmall))
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(fyne.NewSize(min(IdealWidth(objects[0]), size.Width-more-GapSmall), size.Height))
	high := objects[1].MinSize().Height
	objects[1].Move(fyne.NewPos(size.Width-more, (size.Height-high)/2))
	objects[1].Resize(fyne.NewSize(more, high))
}

// MinSize is as high as the higher one.
func (NameAndMore) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(120, max(objects[0].MinSize().Height, objects[1].MinSize().Height))
}

// BesideName is the layout that puts objects behind a name, which is shortened where there is no room for all of it.
type BesideName struct{}

func (BesideName) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	rest := float32(0)
	for _, o := range objects[1:] {
		rest += 1.5*GapSmall + o.MinSize().Width
	}
	x := min(IdealWidth(objects[0]), max(0, size.Width-rest))
	high := objects[0].MinSize().Height
	objects[0].Move(fyne.NewPos(0, (size.Height-high)/2))
	objects[0].Resize(fyne.NewSize(x, high))
	for _, o := range objects[1:] {
		least := o.MinSize()
		o.Move(fyne.NewPos(x+1.5*GapSmall, (size.Height-least.Height)/2))
		o.Resize(least)
		x += 1.5*GapSmall + least.Width
	}
}

func (BesideName) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		least := o.MinSize()
		size = fyne.NewSize(size.Width+least.Width+1.5*GapSmall, max(size.Height, least.Height))
	}
	return size
}
