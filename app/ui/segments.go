package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
)

// NewSegments offers a few choices side by side, all visible, one of them chosen (-1 is none).
func NewSegments(choices []string, chosen int, do func(i int)) *fyne.Container {
	segments := container.New(layout.NewCustomPaddedHBoxLayout(2))
	for i, text := range choices {
		b := Quiet(text, "", nil)
		if i == chosen {
			b.Rank = ChosenRank
		} else {
			b.onTapped = func() { do(i) }
		}
		segments.Add(b)
	}
	return container.NewStack(NewSurface("background", ColorBorder, CornerRadius), Padded(2, segments))
}
