package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
)

// newSegments offers a few choices side by side, all visible, one of them chosen (-1 is none).
func newSegments(choices []string, chosen int, do func(i int)) *fyne.Container {
	segments := container.New(layout.NewCustomPaddedHBoxLayout(2))
	for i, text := range choices {
		b := quiet(text, "", nil)
		if i == chosen {
			b.rank = chosenRank
		} else {
			b.onTapped = func() { do(i) }
		}
		segments.Add(b)
	}
	return container.NewStack(newSurface("background", colorBorder, cornerRadius), padded(2, segments))
}
