package app

import (
	"context"
	"testing"

	"fyne.io/fyne/v2/test"

	"kartoteka/app/windowtest"
	"kartoteka/assets"
)

// A testApp is a whole program that a test looks at and presses.
type testApp struct{ *App }

// newTestApp is the program on a fresh database, in Czech, with the work of its tasks done at once.
func newTestApp(t *testing.T) testApp {
	t.Helper()
	store, kept := windowtest.Fresh(t)
	a := newApp(test.NewTempApp(t), store, options{settings: kept, lang: assets.Czech, spawn: windowtest.AtOnce})
	a.Watch = func(context.Context, string, func()) error { return nil }
	t.Cleanup(a.quit)
	return testApp{a}
}

// look is the window of the program for the helpers of tests.
func (a *App) look() windowtest.Window { return windowtest.Window{Window: a.Window} }
