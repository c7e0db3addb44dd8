package watch

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// TestWatchFile: what spreadsheets do when they save, and what people do to files.
func TestWatchFile(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "klienti.xlsx")
	must(t, os.WriteFile(path, []byte("1"), 0o600))
	ctx, cancel := context.WithCancel(context.Background())
	changed, ended := make(chan struct{}, 9), make(chan error)
	seen := stampOf(path)
	go func() { ended <- watchSince(ctx, path, seen, func() { changed <- struct{}{} }) }()
	for _, step := range []struct {
		what string
		do   func() error
	}{
		{"written", func() error { return os.WriteFile(path, []byte("22"), 0o600) }},
		{"replaced", func() error {
			must(t, os.WriteFile(path+".tmp", []byte("333"), 0o600))
			return os.Rename(path+".tmp", path)
		}},
		{"taken away", func() error { return os.Rename(path, path+".pryč") }},
		{"brought back", func() error { return os.Rename(path+".pryč", path) }},
	} {
		must(t, step.do())
		select {
		case <-changed:
		case <-time.After(15 * time.Second):
			t.Fatalf("no one was told that the file was %s", step.what)
		}
	}
	cancel()
	must(t, <-ended)
	if len(changed) != 0 {
		t.Errorf("told %d times too often", len(changed))
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
