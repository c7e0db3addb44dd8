package app

import (
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kartoteka/app/settings"
	"kartoteka/assets"
	"kartoteka/data"
)

// newTestApp is a window on a fresh database, in Czech, with the work of its tasks done at once.
func newTestApp(t *testing.T) *App {
	t.Helper()
	t.Setenv("LANG", "C.UTF-8")
	folder := t.TempDir()
	store, err := data.Open(filepath.Join(folder, "try.db"), data.Options{})
	if err != nil {
		t.Fatal(err)
	}
	kept, err := settings.Load(filepath.Join(folder, "settings.json"))
	if err != nil {
		t.Fatal(err)
	}
	a := newApp(test.NewTempApp(t), store, options{settings: kept, lang: assets.Czech})
	a.spawn = func(work func()) { work() }
	t.Cleanup(func() {
		a.quit()
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	return a
}

// picture writes what the window shows into the folder KARTOTEKA_PICTURES, for people to look at.
func (a *App) picture(t *testing.T, name string) {
	t.Helper()
	folder := os.Getenv("KARTOTEKA_PICTURES")
	if folder == "" {
		return
	}
	f, err := os.Create(filepath.Join(folder, name+".png"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, a.window.Canvas().Capture()); err != nil {
		t.Fatal(err)
	}
}

// TestPictures draws every page and the dialogs, in both languages and themes.
func TestPictures(t *testing.T) {
	if os.Getenv("KARTOTEKA_PICTURES") == "" {
		t.Skip("KARTOTEKA_PICTURES is not set")
	}
	a := newTestApp(t)
	a.logFile = filepath.Join(t.TempDir(), "kartoteka.log")
	for _, size := range []fyne.Size{{Width: 1280, Height: 720}, {Width: 1920, Height: 1080}} {
		a.window.Resize(size)
		for _, th := range []settings.Theme{settings.Light, settings.Dark} {
			for _, l := range assets.Languages() {
				name := func(what string) string { return fmt.Sprintf("%s-%s-%s-%.0f", what, l, th, size.Width) }
				a.settings.Theme, a.lang = th, l
				a.rebuild()
				for _, e := range pageTable() {
					a.show(e.key)
					a.picture(t, name(e.key))
				}
				a.fail(fmt.Errorf("open: %w", data.ErrDamaged))
				a.press(t, a.text("error.details"))
				a.picture(t, name("dialog"))
			}
		}
	}
}
