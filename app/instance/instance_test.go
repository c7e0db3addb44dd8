package instance_test

import (
	"errors"
	"path/filepath"
	"testing"
	"time"

	"kartoteka/app/instance"
)

func TestSecondStartHandsItsFileOver(t *testing.T) {
	database := filepath.Join(t.TempDir(), "složka", "kartotéka.db")
	first, err := instance.Acquire(database, "")
	if err != nil || first == nil {
		t.Fatal(first, err)
	}
	got := make(chan string, 2)
	go first.Listen(func(file string) { got <- file })
	for _, file := range []string{"/tmp/klienti – říjen.xlsx", ""} {
		second, err := instance.Acquire(database, file)
		if err != nil || second != nil {
			t.Fatalf("second start: %v, %v, want nothing", second, err)
		}
		if handed := <-got; handed != file {
			t.Errorf("the first window got %q, want %q", handed, file)
		}
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	third, err := instance.Acquire(database, "")
	if err != nil || third == nil {
		t.Fatalf("after the first window closed: %v, %v", third, err)
	}
	if err := third.Close(); err != nil {
		t.Error(err)
	}
}

func TestOtherDatabaseHasItsOwnWindow(t *testing.T) {
	folder := t.TempDir()
	a, err := instance.Acquire(filepath.Join(folder, "a.db"), "")
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	b, err := instance.Acquire(filepath.Join(folder, "b.db"), "")
	if err != nil || b == nil {
		t.Fatalf("%v, %v", b, err)
	}
	defer b.Close()
}

func TestSilentWindow(t *testing.T) {
	defer instance.SetTimeout(time.Millisecond)()
	database := filepath.Join(t.TempDir(), "a.db")
	first, err := instance.Acquire(database, "")
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	if _, err := instance.Acquire(database, ""); !errors.Is(err, instance.ErrBusy) {
		t.Errorf("error %v, want ErrBusy", err)
	}
}

// TestWindowThatEnds: a start that waits for a window which ends takes its place.
func TestWindowThatEnds(t *testing.T) {
	database := filepath.Join(t.TempDir(), "a.db")
	first, err := instance.Acquire(database, "")
	if err != nil {
		t.Fatal(err)
	}
	next := make(chan *instance.Instance)
	go func() {
		second, err := instance.Acquire(database, "")
		if err != nil {
			t.Error(err)
		}
		next <- second
	}()
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	if second := <-next; second == nil {
		t.Error("the second start did not become the window")
	} else if err := second.Close(); err != nil {
		t.Error(err)
	}
}
