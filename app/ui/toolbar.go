package ui

import "fyne.io/fyne/v2"

// A Toolbar holds what can be done with what is shown beside or below it.
type Toolbar struct {
	*fyne.Container
	canvas  fyne.Canvas
	Buttons []*Button
}

// NewToolbar is an empty toolbar in the window of that canvas.
func NewToolbar(c fyne.Canvas) *Toolbar { return &Toolbar{Container: Flow(GapSmall), canvas: c} }

// Offer replaces the buttons. The keyboard stays where it was: on the button that says the same, so that
// "Up" can be pressed again and again.
func (t *Toolbar) Offer(buttons ...*Button) {
	pressed := ""
	for _, b := range t.Buttons {
		if t.canvas.Focused() == fyne.Focusable(b) {
			pressed = b.Text
		}
	}
	t.Buttons = buttons
	t.Objects = nil
	for _, b := range buttons {
		t.Add(b)
	}
	t.Refresh()
	for _, b := range buttons {
		if pressed != "" && b.Text == pressed && !b.Disabled() {
			t.canvas.Focus(b)
		}
	}
}
