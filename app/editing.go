package app

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kartoteka/importer"
)

// editing is what the pages share that make small changes: beside the window, one at a time, and then the page as it
// is now with a sentence about what was done.
type editing struct {
	app  *App
	load func() // draws what the page shows anew
	said func() fyne.CanvasObject
	busy bool
}

// change makes a change and says that it was made; "" says nothing. What is asked for while another
// is being made does not happen.
func (e *editing) change(work func(context.Context) error, said string) {
	e.try(work, func(err error) { e.made(err, said) })
}

// try makes a change and leaves it to done to say so.
func (e *editing) try(work func(context.Context) error, done func(error)) {
	if e.busy {
		return
	}
	e.busy = true
	start(e.app, task[struct{}]{
		work: func(ctx context.Context, _ importer.Progress) (struct{}, error) { return struct{}{}, work(ctx) },
		done: func(_ struct{}, err error) {
			e.busy = false
			done(err)
		},
	})
}

// made draws the page anew after a change, or says why it was not made.
func (e *editing) made(err error, said string) {
	e.said = nil
	if err == nil && said != "" {
		e.said = func() fyne.CanvasObject { return note(successTone, said) }
	}
	e.load()
	e.app.fail(err)
}

// below puts content below what there is to say.
func (e *editing) below(content fyne.CanvasObject) fyne.CanvasObject {
	if e.said == nil {
		return content
	}
	return container.New(spacedBorder{gapSmall}, e.said(), content)
}
