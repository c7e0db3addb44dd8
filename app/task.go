package app

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

// A task is work that runs beside the window. Tasks are the only goroutines of the window.
type task[T any] struct {
	// work does it, away from the window: it must touch no widget. It ends early when ctx does.
	work func(ctx context.Context, progress data.Progress) (T, error)
	// shown hears how far it is, in the window's goroutine and not more than once in 50 ms. nil: nobody.
	shown func(p progress)
	// done gets the result, in the window's goroutine. After cancel the error is a context.Canceled; a panic
	// of work is a *crashError.
	done func(result T, err error)
}

// A progress says how far a task is.
type progress struct {
	done, total int
	left        time.Duration // estimated, 0 while nobody knows
}

// pace is the least time between two signs of life of a task.
const pace = 50 * time.Millisecond

// A crashError is a panic in a task.
type crashError struct {
	cause any
	stack []byte
}

func (e *crashError) Error() string { return fmt.Sprintf("panic: %v\n%s", e.cause, e.stack) }

// start runs a task and returns what cancels it. Closing the window cancels all tasks and waits for their end.
func start[T any](a *Window, t task[T]) (cancel context.CancelFunc) {
	ctx, cancel := context.WithCancel(a.ctx)
	a.tasks.Add(1)
	a.spawn(func() {
		defer a.tasks.Done()
		var result T
		err := safely(func() (err error) {
			result, err = t.work(ctx, paced(t.shown))
			return err
		})
		cancel()
		if a.ctx.Err() != nil {
			return // the window is gone
		}
		fyne.Do(func() { t.done(result, err) })
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
func paced(show func(progress)) data.Progress {
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
		p := progress{done, total, timeLeft(now.Sub(begun), done, total)}
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
