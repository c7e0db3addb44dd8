package ui

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// hintDelay is how long the mouse rests on something before its hint is shown.
const hintDelay = 500 * time.Millisecond

// A hintLayer lies over the content of a window and shows one hint at a time. Nothing in it takes the mouse away from what
// lies below; a pop-up of Fyne's would.
type hintLayer struct {
	widget.BaseWidget
	shown *fyne.Container
	of    fyne.CanvasObject // what the hint is about, nil for none
	wait  *fyne.Animation
}

// CreateRenderer draws the hint.
func (l *hintLayer) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.shown) }

// WithHints is the content of a window in which signs tell what they do while the mouse rests on them.
func WithHints(content fyne.CanvasObject) fyne.CanvasObject {
	l := &hintLayer{shown: container.NewWithoutLayout()}
	l.ExtendBaseWidget(l)
	return container.NewStack(content, l)
}

// hintsOver is the layer over an object, or nil where there is none or a dialog covers it.
func hintsOver(o fyne.CanvasObject) *hintLayer {
	c := fyne.CurrentApp().Driver().CanvasForObject(o)
	if c == nil || c.Overlays().Top() != nil {
		return nil
	}
	if content, ok := c.Content().(*fyne.Container); ok && len(content.Objects) > 0 {
		layer, _ := content.Objects[len(content.Objects)-1].(*hintLayer)
		return layer
	}
	return nil
}

// hint shows in a moment what an object does, beside it or below it.
func hint(o fyne.CanvasObject, text string, beside bool) {
	hintAt(o, fyne.Position{}, o.Size(), text, beside)
}

// hintAt shows in a moment a text about a part of an object.
func hintAt(o fyne.CanvasObject, part fyne.Position, of fyne.Size, text string, beside bool) {
	l := hintsOver(o)
	if l == nil || text == "" {
		return
	}
	l.clear()
	l.of = o
	l.wait = fyne.NewAnimation(hintDelay, func(passed float32) {
		if passed == 1 && l.of == o {
			l.show(part, of, text, beside)
		}
	})
	l.wait.Start()
}

// unhint takes the hint of an object away.
func unhint(o fyne.CanvasObject) {
	if l := hintsOver(o); l != nil && l.of == o {
		l.clear()
	}
}

func (l *hintLayer) clear() {
	if l.wait != nil {
		l.wait.Stop()
	}
	l.of, l.wait = nil, nil
	if len(l.shown.Objects) > 0 {
		l.shown.RemoveAll()
	}
}

// widestHint is the width from which on a hint goes on in a next line.
const widestHint float32 = 420

func (l *hintLayer) show(part fyne.Position, of fyne.Size, text string, beside bool) {
	words := fyne.CanvasObject(NewPlain(text, theme.ColorNameForeground))
	if words.MinSize().Width > widestHint || strings.Contains(text, "\n") {
		s := SmallPrint(text)
		s.Label.Importance = widget.MediumImportance
		words = AtLeast(widestHint, s)
		setWidth(words, widestHint)
	}
	box := container.NewStack(NewSurface(theme.ColorNameMenuBackground, ColorBorder, 6), Padded(0.75*GapSmall, words))
	driver := fyne.CurrentApp().Driver()
	at := driver.AbsolutePositionForObject(l.of).Subtract(driver.AbsolutePositionForObject(l)).Add(part)
	size := box.MinSize()
	place := fyne.NewPos(at.X+(of.Width-size.Width)/2, at.Y+of.Height+GapTiny)
	if beside {
		place = fyne.NewPos(at.X+of.Width+GapSmall, at.Y+(of.Height-size.Height)/2)
	}
	place.X = max(GapTiny, min(place.X, l.Size().Width-size.Width-GapTiny))
	if place.Y+size.Height > l.Size().Height {
		place.Y = at.Y - size.Height - GapTiny
	}
	box.Resize(size)
	box.Move(place)
	l.shown.Objects = []fyne.CanvasObject{box}
	l.shown.Refresh()
}
