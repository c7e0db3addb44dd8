//go:build !cgo

package app

import (
	"context"

	"kartoteka/app/opengl"
)

// Run says that this build has no window, because Fyne's driver needs cgo, and returns 1.
func Run(_ context.Context, o Options) int {
	_, lang, _ := o.load() // what is wrong with the settings does not matter here
	opengl.Tell(lang.Text("start.no_window"))
	return 1
}
