package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// topInset keeps a small distance above its object.
type topInset struct{}

func (topInset) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.NewPos(0, gapSmall))
	objects[0].Resize(size.SubtractWidthHeight(0, gapSmall))
}

func (topInset) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().AddWidthHeight(0, gapSmall)
}

// tileLayout puts tiles side by side, each as wide as it needs, and shares what is left over equally.
type tileLayout struct{}

func (tileLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	need := tileLayout{}.MinSize(objects).Width
	extra := max(0, size.Width-need) / float32(max(1, len(objects)))
	x := float32(0)
	for _, o := range objects {
		wide := o.MinSize().Width + extra
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(wide, size.Height))
		x += wide + gapSmall
	}
}

func (tileLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		m := o.MinSize()
		size.Width += m.Width
		size.Height = max(size.Height, m.Height)
	}
	size.Width += gapSmall * float32(max(0, len(objects)-1))
	return size
}

// twoUp lays the words about an issue and what they are about out side by side where there is room, else one above the other. The
// first object is a scroll whose content says how high it wants to be; the second one may be hidden.
type twoUp struct{}

const twoUpFrom float32 = 760

func (twoUp) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	words, piece := objects[0].(*container.Scroll), objects[1]
	if !piece.Visible() {
		words.Resize(size)
		words.Move(fyne.NewPos(0, 0))
		return
	}
	if size.Width >= twoUpFrom {
		left := (size.Width - gap) * 0.44
		words.Resize(fyne.NewSize(left, size.Height))
		words.Move(fyne.NewPos(0, 0))
		piece.Move(fyne.NewPos(left+gap, 0))
		piece.Resize(fyne.NewSize(size.Width-left-gap, size.Height))
		return
	}
	words.Resize(fyne.NewSize(size.Width, size.Height/2))
	words.Move(fyne.NewPos(0, 0))
	height := min(words.Content.MinSize().Height, size.Height*0.62) // text that wraps knows its height once it has a width
	words.Resize(fyne.NewSize(size.Width, height))
	piece.Move(fyne.NewPos(0, height+gap))
	piece.Resize(fyne.NewSize(size.Width, max(0, size.Height-height-gap)))
}

func (twoUp) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(240, 120) }
