package columns

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"kartoteka/app/ui"
)

// newCountChip is a filter with the number of what it shows.
func newCountChip(title, count, icon string, color fyne.ThemeColorName, chosen bool, do func()) fyne.CanvasObject {
	row := ui.Beside(6)
	if icon != "" {
		row.Add(ui.Middle(ui.Picture(ui.IconIn(icon, color), theme.IconInlineSize()-2)))
	}
	words, n := ui.Body(title), ui.Subheading(count)
	if chosen {
		words = ui.Subheading(title)
	}
	row.Add(words)
	row.Add(n)
	p := ui.NewPressable(container.NewStack(row), do)
	p.Inset = 6
	p.Choose(chosen)
	return p
}
