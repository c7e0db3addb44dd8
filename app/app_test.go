package app

import (
	"context"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2/test"

	"kartoteka/app/settings"
	"kartoteka/assets"
	"kartoteka/data"
)

// atOnce runs work in the goroutine of the test.
func atOnce(work func()) { work() }

// newTestApp is a window on a fresh database, in Czech, with the work of its tasks done at once.
func newTestApp(t *testing.T) *App {
	t.Helper()
	t.Setenv("LANG", "C.UTF-8")
	folder := t.TempDir()
	store, err := data.Open(filepath.Join(folder, "try.db"), data.Options{Fresh: data.Fresh(assets.Czech.Fresh())})
	if err != nil {
		t.Fatal(err)
	}
	kept, err := settings.Load(filepath.Join(folder, "settings.json"))
	if err != nil {
		t.Fatal(err)
	}
	a := newApp(test.NewTempApp(t), store, options{settings: kept, lang: assets.Czech, spawn: atOnce})
	a.watch = func(context.Context, string, func()) error { return nil }
	t.Cleanup(func() {
		a.quit()
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	return a
}
