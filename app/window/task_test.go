package window_test

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"kartoteka/app/window"
	"kartoteka/app/windowtest"
	"kartoteka/data"
)

func TestTaskHandsItsResultOver(t *testing.T) {
	w := windowtest.New(t, []window.Entry{blank})
	got := 0
	window.Start(w.Window, window.Task[int]{
		Work: func(context.Context, data.Progress) (int, error) { return 7, nil },
		Done: func(n int, err error) { got = n },
	})
	if got != 7 {
		t.Errorf("result %d, want 7", got)
	}
}

func TestTaskSurvivesAPanic(t *testing.T) {
	w := windowtest.New(t, []window.Entry{blank})
	var got error
	window.Start(w.Window, window.Task[int]{
		Work: func(context.Context, data.Progress) (int, error) { panic("boom") },
		Done: func(_ int, err error) { got = err },
	})
	var crash *window.CrashError
	if !errors.As(got, &crash) || crash.Cause() != "boom" {
		t.Errorf("error %v, want the panic", got)
	}
}

// TestCancelledTask: cancel reaches the work, and its real errors are not taken for a cancel.
func TestCancelledTask(t *testing.T) {
	w := windowtest.New(t, []window.Entry{blank})
	var wait sync.WaitGroup
	w.Spawn = func(work func()) { wait.Go(work) }
	var got error
	cancel := window.Start(w.Window, window.Task[int]{
		Work: func(ctx context.Context, _ data.Progress) (int, error) {
			<-ctx.Done()
			return 0, ctx.Err()
		},
		Done: func(_ int, err error) { got = err },
	})
	cancel()
	wait.Wait()
	if !errors.Is(got, context.Canceled) {
		t.Errorf("error %v, want Canceled", got)
	}
	begun, broken := make(chan bool), errors.New("broken")
	cancel = window.Start(w.Window, window.Task[int]{
		Work: func(ctx context.Context, _ data.Progress) (int, error) {
			close(begun)
			<-ctx.Done()
			return 0, broken
		},
		Done: func(_ int, err error) { got = err },
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
	w := windowtest.New(t, []window.Entry{blank})
	var shown []window.Progress
	window.Start(w.Window, window.Task[int]{
		Work: func(_ context.Context, p data.Progress) (int, error) {
			for i := range 200_000 {
				p(i+1, 200_000)
			}
			return 0, nil
		},
		Shown: func(p window.Progress) { shown = append(shown, p) },
		Done:  func(int, error) {},
	})
	if n := len(shown); n == 0 || n > 1000 || shown[n-1].Done != 200_000 {
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
		{10 * time.Second, 50, 0, 0}, // how much there is, is not known
		{10 * time.Second, 400, 400, 0},
	} {
		if got := window.TimeLeft(c.spent, c.done, c.total); got != c.want {
			t.Errorf("%v for %d of %d: %v left, want %v", c.spent, c.done, c.total, got, c.want)
		}
	}
}

// TestClosingWaitsForTasks: the database is closed after work that still runs has ended.
func TestClosingWaitsForTasks(t *testing.T) {
	w := windowtest.New(t, []window.Entry{blank})
	w.Spawn = func(work func()) { go work() }
	ended := false
	window.Start(w.Window, window.Task[int]{
		Work: func(ctx context.Context, _ data.Progress) (int, error) {
			<-ctx.Done()
			ended = true
			return 0, ctx.Err()
		},
		Done: func(int, error) { t.Error("done was called after the window was closed") },
	})
	w.End()
	if !ended {
		t.Error("the window closed while a task was running")
	}
}

// A file that can't be finished leaves nothing behind, whatever goes wrong.
func TestSaveFileRemovesItsDraft(t *testing.T) {
	dir := t.TempDir()
	func() {
		defer func() { _ = recover() }()
		_ = window.SaveFile(filepath.Join(dir, "x.xlsx"), func(io.Writer) error { panic("boom") })
	}()
	err := window.SaveFile(filepath.Join(dir, "x.xlsx"), func(io.Writer) error { return io.ErrShortWrite })
	left, _ := os.ReadDir(dir)
	if !errors.Is(err, io.ErrShortWrite) || len(left) != 0 {
		t.Errorf("error %v, %d files stay", err, len(left))
	}
}
