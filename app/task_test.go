package app

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"kartoteka/data"
)

func TestTaskHandsItsResultOver(t *testing.T) {
	a := newTestApp(t)
	got := 0
	start(a.Window, task[int]{
		work: func(context.Context, data.Progress) (int, error) { return 7, nil },
		done: func(n int, err error) { got = n },
	})
	if got != 7 {
		t.Errorf("result %d, want 7", got)
	}
}

func TestTaskSurvivesAPanic(t *testing.T) {
	a := newTestApp(t)
	var got error
	start(a.Window, task[int]{
		work: func(context.Context, data.Progress) (int, error) { panic("boom") },
		done: func(_ int, err error) { got = err },
	})
	var crash *crashError
	if !errors.As(got, &crash) || crash.cause != "boom" || len(crash.stack) == 0 {
		t.Errorf("error %v, want the panic", got)
	}
}

// TestCancelledTask: cancel reaches the work, and its real errors are not taken for a cancel.
func TestCancelledTask(t *testing.T) {
	a := newTestApp(t)
	var wait sync.WaitGroup
	a.spawn = func(work func()) { wait.Go(work) }
	var got error
	cancel := start(a.Window, task[int]{
		work: func(ctx context.Context, _ data.Progress) (int, error) {
			<-ctx.Done()
			return 0, ctx.Err()
		},
		done: func(_ int, err error) { got = err },
	})
	cancel()
	wait.Wait()
	if !errors.Is(got, context.Canceled) {
		t.Errorf("error %v, want Canceled", got)
	}
	begun, broken := make(chan bool), errors.New("broken")
	cancel = start(a.Window, task[int]{
		work: func(ctx context.Context, _ data.Progress) (int, error) {
			close(begun)
			<-ctx.Done()
			return 0, broken
		},
		done: func(_ int, err error) { got = err },
	})
	<-begun
	cancel()
	wait.Wait()
	if errors.Is(got, context.Canceled) || !errors.Is(got, broken) {
		t.Errorf("error %v, want the one of the work", got)
	}
}

// TestProgressIsPaced: 200,000 signs of life become a few, and the last one is among them.
func TestProgressIsPaced(t *testing.T) {
	a := newTestApp(t)
	var shown []progress
	start(a.Window, task[int]{
		work: func(_ context.Context, p data.Progress) (int, error) {
			for i := range 200_000 {
				p(i+1, 200_000)
			}
			return 0, nil
		},
		shown: func(p progress) { shown = append(shown, p) },
		done:  func(int, error) {},
	})
	if n := len(shown); n == 0 || n > 1000 || shown[n-1].done != 200_000 {
		t.Errorf("%d signs of life, the last %+v", n, shown[max(0, n-1)])
	}
}

func TestTimeLeft(t *testing.T) {
	for _, c := range []struct {
		spent       time.Duration
		done, total int
		want        time.Duration
	}{
		{10 * time.Second, 100, 400, 30 * time.Second},
		{100 * time.Millisecond, 1, 400, 0}, // too early to tell
		{10 * time.Second, 0, 400, 0},
		{10 * time.Second, 50, 0, 0}, // nobody knows how much there is
		{10 * time.Second, 400, 400, 0},
	} {
		if got := timeLeft(c.spent, c.done, c.total); got != c.want {
			t.Errorf("%v for %d of %d: %v left, want %v", c.spent, c.done, c.total, got, c.want)
		}
	}
}

// TestClosingWaitsForTasks: the database is closed after work that still runs has ended.
func TestClosingWaitsForTasks(t *testing.T) {
	a := newTestApp(t)
	a.spawn = func(work func()) { go work() }
	ended := false
	start(a.Window, task[int]{
		work: func(ctx context.Context, _ data.Progress) (int, error) {
			<-ctx.Done()
			ended = true
			return 0, ctx.Err()
		},
		done: func(int, error) { t.Error("done was called after the window was closed") },
	})
	a.quit()
	if !ended {
		t.Error("the window closed while a task was running")
	}
}
