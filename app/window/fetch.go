package window

import (
	"context"

	"fyne.io/fyne/v2"

	"kartoteka/data"
)

// A Fetch reads what a page shows, beside the window. Only the newest answer counts: whoever asks
// again has no use for the one before, which is cancelled.
type Fetch[T any] struct {
	asked  int
	cancel context.CancelFunc
}

// Start reads in a task and hands the answer over in the window's goroutine, unless something else was asked for meanwhile.
func (f *Fetch[T]) Start(w *Window, read func(context.Context) (T, error), done func(T, error)) {
	f.asked++
	mine := f.asked
	if f.cancel != nil {
		f.cancel()
	}
	f.cancel = Start(w, Task[T]{
		Work: func(ctx context.Context, _ data.Progress) (T, error) { return read(ctx) },
		Done: func(v T, err error) {
			if mine == f.asked {
				done(v, err)
			}
		},
	})
}

// Cancel gives up what is asked for; its answer is not wanted any more.
func (f *Fetch[T]) Cancel() {
	f.asked++
	if f.cancel != nil {
		f.cancel()
	}
}

// A Job is a long task of a page with a progress card that can be drawn again while it runs.
type Job struct {
	window *Window
	title  func() string
	cancel func()
	card   *ProgressCard
	last   Progress
}

// RunJob starts a task that the slot holds as long as it runs. work, done as in a task.
func RunJob[T any](w *Window, slot **Job, title func() string, work func(context.Context, data.Progress) (T, error), done func(T, error)) {
	j := &Job{window: w, title: title}
	*slot = j
	j.cancel = Start(w, Task[T]{Work: work, Shown: j.shown, Done: func(v T, err error) {
		*slot = nil
		done(v, err)
	}})
}

// Draw makes the card that shows how far the job is.
func (j *Job) Draw() fyne.CanvasObject {
	j.card = NewProgressCard(j.window, j.title())
	j.card.CancelWith(func() { j.cancel() })
	if j.last.Done > 0 {
		j.card.Shown(j.last)
	}
	return j.card.Container
}

func (j *Job) shown(p Progress) {
	j.last = p
	if j.card != nil {
		j.card.Shown(p)
	}
}
