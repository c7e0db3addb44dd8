package window

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kartoteka/app/ui"
	"kartoteka/data"
)

// A Changer makes small changes, beside the window and one at a time: what is asked for while another is being made
// does not happen.
type Changer struct {
	Window *Window
	busy   bool
}

// Do makes a change, and calls done in the window's goroutine with what came of it.
func (c *Changer) Do(change func(context.Context) error, done func(error)) {
	if c.busy {
		return
	}
	c.busy = true
	Start(c.Window, Task[struct{}]{
		Work: func(ctx context.Context, _ data.Progress) (struct{}, error) { return struct{}{}, change(ctx) },
		Done: func(_ struct{}, err error) {
			c.busy = false
			done(err)
		},
	})
}

// Editing is what the pages share that make small changes and then show themselves as they are now, with a
// sentence about what was done.
type Editing struct {
	Changer
	Load func() // draws again what the page shows
	Said func() fyne.CanvasObject
}

// Change makes a change and says that it was made; "" says nothing.
func (e *Editing) Change(work func(context.Context) error, said string) {
	e.Do(work, func(err error) { e.Made(err, said) })
}

// Made draws the page again after a change, or says why it was not made.
func (e *Editing) Made(err error, said string) {
	e.Said = nil
	if err == nil && said != "" {
		e.Said = func() fyne.CanvasObject { return ui.Note(ui.SuccessTone, said) }
	}
	e.Load()
	e.Window.Fail(err)
}

// Below puts content below what there is to say.
func (e *Editing) Below(content fyne.CanvasObject) fyne.CanvasObject {
	if e.Said == nil {
		return content
	}
	return container.New(ui.SpacedBorder(ui.GapSmall), e.Said(), content)
}
