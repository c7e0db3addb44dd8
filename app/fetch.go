package app

import (
	"context"

	"fyne.io/fyne/v2"

	"kartoteka/app/ui"
	"kartoteka/data"
)

// A fetch reads what a page shows, beside the window. Only the newest answer is heard: whoever asks
// again has no use for the one before, which is cancelled.
type fetch[T any] struct {
	asked  int
	cancel context.CancelFunc
}

func (f *fetch[T]) start(a *Window, read func(context.Context) (T, error), done func(T, error)) {
	f.asked++
	mine := f.asked
	if f.cancel != nil {
		f.cancel()
	}
	f.cancel = start(a, task[T]{
		work: func(ctx context.Context, _ data.Progress) (T, error) { return read(ctx) },
		done: func(v T, err error) {
			if mine == f.asked {
				done(v, err)
			}
		},
	})
}

// A job is a long task of a page with a progress card that can be drawn anew while it runs.
type job struct {
	window *Window
	title  func() string
	cancel func()
	card   *progressCard
	last   progress
}

// runJob starts a task that the slot holds as long as it runs. work, done as in a task.
func runJob[T any](a *Window, slot **job, title func() string, work func(context.Context, data.Progress) (T, error), done func(T, error)) {
	j := &job{window: a, title: title}
	*slot = j
	j.cancel = start(a, task[T]{work: work, shown: j.shown, done: func(v T, err error) {
		*slot = nil
		done(v, err)
	}})
}

// draw makes the card that shows how far the job is.
func (j *job) draw() fyne.CanvasObject {
	j.card = newProgressCard(j.window, j.title())
	j.card.cancelWith(func() { j.cancel() })
	if j.last.done > 0 {
		j.card.shown(j.last)
	}
	return j.card.Container
}

func (j *job) shown(p progress) {
	j.last = p
	if j.card != nil {
		j.card.shown(p)
	}
}

// fill replaces the rows of a grid and leaves the cursor on the row that is the same as before; where that is gone, it goes to the
// first one.
func fill[T comparable](g *ui.Grid[T], rows []T, same func(T) bool) {
	g.SetRows(rows)
	for i, row := range g.Rows {
		if same(row) {
			g.GoTo(i, false)
			return
		}
	}
	if len(rows) > 0 {
		g.GoTo(0, false)
	}
}
