package app

import (
	"testing"

	"fyne.io/fyne/v2"

	"kartoteka/app/settings"
	"kartoteka/assets"
)

// TestLayout: at each size every page is whole, in every language: nothing is cut without a hint, nothing lies over something else.
func TestLayout(t *testing.T) {
	a := newTestApp(t)
	for _, look := range []struct {
		size fyne.Size
		text int
	}{{fyne.NewSize(960, 600), settings.LargestText}, {fyne.NewSize(1280, 617), settings.NormalText}, {fyne.NewSize(1280, 720), settings.NormalText}, {fyne.NewSize(1920, 1080), settings.NormalText}} {
		for _, l := range assets.Languages() {
			a.Lang, a.Settings.TextSize = l, look.text
			a.FyneWindow.Resize(look.size)
			a.rebuild()
			for _, e := range pageTable() {
				if e.Key == "import" || e.Key == "welcome" {
					continue
				}
				a.Show(e.Key)
				for _, fault := range a.look().LayoutFaults() {
					t.Errorf("%s, %s, %.0f×%.0f, text %d: %s", e.Key, l, look.size.Width, look.size.Height, look.text, fault)
				}
			}
		}
	}
}
