package app

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kartoteka/app/ui"
	"kartoteka/data"
)

// A changer makes small changes, beside the window and one at a time: what is asked for while another is being made
// does not happen.
type changer struct {
	window *Window
	busy   bool
}

func (c *changer) do(change func(context.Context) error, done func(error)) {
	if c.busy {
		return
	}
	c.busy = true
	start(c.window, task[struct{}]{
		work: func(ctx context.Context, _ data.Progress) (struct{}, error) { return struct{}{}, change(ctx) },
		done: func(_ struct{}, err error) {
			c.busy = false
			done(err)
		},
	})
}

// editing is what the pages share that make small changes and then show themselves as they are now, with a
// sentence about what was done.
type editing struct {
	changer
	load func() // draws what the page shows anew
	said func() fyne.CanvasObject
}

// change makes a change and says that it was made; "" says nothing.
func (e *editing) change(work func(context.Context) error, said string) {
	e.do(work, func(err error) { e.made(err, said) })
}

// made draws the page anew after a change, or says why it was not made.
func (e *editing) made(err error, said string) {
	e.said = nil
	if err == nil && said != "" {
		e.said = func() fyne.CanvasObject { return ui.Note(ui.SuccessTone, said) }
	}
	e.load()
	e.window.fail(err)
}

// below puts content below what there is to say.
func (e *editing) below(content fyne.CanvasObject) fyne.CanvasObject {
	if e.said == nil {
		return content
	}
	return container.New(ui.SpacedBorder(ui.GapSmall), e.said(), content)
}
