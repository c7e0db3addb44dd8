package window

import (
	"context"
	"fmt"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"kartoteka/data"

	"fyne.io/fyne/v2"
)

// A Task is work that runs beside the window. Tasks are the only goroutines of the window.
type Task[T any] struct {
	// Work does it, away from the window: it must touch no widget. It ends early when ctx does.
	Work func(ctx context.Context, progress data.Progress) (T, error)
	// Shown draws how far it is, in the window's goroutine and not more than once in 50 ms; it may be nil.
	Shown func(p Progress)
	// Done gets the result, in the window's goroutine. After cancel the error is a context.Canceled; a panic
	// of work is a *crashError.
	Done func(result T, err error)
}

// A Progress says how far a task is.
type Progress struct {
	Done, Total int
	Left        time.Duration // estimated, 0 while unknown
}

// pace is the least time between two signs of life of a task.
const pace = 50 * time.Millisecond

// A crashError is a panic in a task.
type crashError struct {
	cause any
	stack []byte
}

func (e *crashError) Error() string { return fmt.Sprintf("panic: %v\n%s", e.cause, e.stack) }

// Start runs a task and returns what cancels it. Closing the window cancels all tasks and waits for their end.
func Start[T any](w *Window, t Task[T]) (cancel context.CancelFunc) {
	ctx, cancel := context.WithCancel(w.Context)
	w.tasks.Add(1)
	w.Spawn(func() {
		defer w.tasks.Done()
		var result T
		err := safely(func() (err error) {
			result, err = t.Work(ctx, paced(t.Shown))
			return err
		})
		cancel()
		if w.Context.Err() != nil {
			return // the window is gone
		}
		fyne.Do(func() { t.Done(result, err) })
	})
	return cancel
}

// safely turns a panic into an error.
func safely(work func() error) (err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = &crashError{cause, debug.Stack()}
		}
	}()
	return work()
}

// paced hands the newest progress to the window, at least 50 ms after the one before, and
// never a second one before the first was drawn. What comes from several goroutines is taken one by one.
func paced(show func(Progress)) data.Progress {
	if show == nil {
		return nil
	}
	var lock sync.Mutex
	var drawing atomic.Bool
	begun := time.Now()
	last := time.Time{}
	return func(done, total int) {
		lock.Lock()
		defer lock.Unlock()
		now := time.Now()
		if now.Sub(last) < pace && done < total || !drawing.CompareAndSwap(false, true) {
			return
		}
		last = now
		p := Progress{done, total, timeLeft(now.Sub(begun), done, total)}
		fyne.Do(func() {
			drawing.Store(false)
			show(p)
		})
	}
}

// timeLeft assumes that the rest goes as fast as what is done. It says nothing in the first second.
func timeLeft(spent time.Duration, done, total int) time.Duration {
	if done <= 0 || total <= done || spent < time.Second {
		return 0
	}
	return time.Duration(float64(spent) / float64(done) * float64(total-done))
}
