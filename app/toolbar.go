package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// A toolbar holds what can be done with the row a grid's cursor is on.
type toolbar struct {
	*fyne.Container
	canvas  fyne.Canvas
	buttons []*button
}

func newToolbar(c fyne.Canvas) *toolbar { return &toolbar{Container: container.NewStack(), canvas: c} }

// offer replaces the buttons. The keyboard stays where it was: on the button that says the same, so that
// "Up" can be pressed again and again.
func (t *toolbar) offer(buttons ...*button) {
	pressed := ""
	for _, b := range t.buttons {
		if t.canvas.Focused() == fyne.Focusable(b) {
			pressed = b.text
		}
	}
	t.buttons = buttons
	row := beside(0)
	for _, b := range buttons {
		row.Add(b)
	}
	t.Objects = []fyne.CanvasObject{row}
	t.Refresh()
	for _, b := range buttons {
		if pressed != "" && b.text == pressed && !b.Disabled() {
			t.canvas.Focus(b)
		}
	}
}
