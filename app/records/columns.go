package records

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kartoteka/app/ui"
	"kartoteka/app/window"
	"kartoteka/data/fold"
)

// chooseColumns lets the person choose which columns the list has, and in which order.
func (l *list) chooseColumns() {
	w := l.window
	kept := w.Settings.Grid(l.key)
	keys := l.grid.OrderedKeys()
	lines := ui.Stack(2)
	words := ""
	var draw func()
	move := func(key string, by int) {
		shown := slices.DeleteFunc(slices.Clone(keys), func(k string) bool { return !l.grid.Shows(k) })
		i := slices.Index(shown, key)
		if i < 0 || i+by < 1 || i+by >= len(shown) { // what the record is called stays in front
			return
		}
		shown[i], shown[i+by] = shown[i+by], shown[i]
		kept.Order = shown
		l.grid.Arrange()
		l.grid.Changed()
		l.grid.Refresh()
		keys = l.grid.OrderedKeys()
		draw()
	}
	draw = func() {
		lines.Objects = nil
		for _, key := range keys {
			c := l.grid.ColumnOf(key)
			if words != "" && !foldedIn(c.Title, words) {
				continue
			}
			check := widget.NewCheck(c.Title, func(bool) {
				l.grid.ToggleColumn(c)
				keys = l.grid.OrderedKeys()
				draw()
			})
			check.Checked = l.grid.Shows(key)
			if key == titleColumn {
				check.Disable()
			}
			up, down := ui.Sign("arrow-up", w.Text("order.up"), func() { move(key, -1) }), ui.Sign("arrow-down", w.Text("order.down"), func() { move(key, 1) })
			if !check.Checked || key == titleColumn || words != "" {
				up.Hide()
				down.Hide()
			}
			lines.Add(container.NewBorder(nil, nil, nil, ui.Beside(0, up, down), check))
		}
		lines.Refresh()
	}
	draw()
	scroll := container.NewVScroll(lines)
	scroll.SetMinSize(fyne.NewSize(0, min(420, w.Canvas().Size().Height-260)))
	field := ui.NewSearch(w.Text("records.columns.search"), func(s string) {
		words = s
		draw()
	})
	reset := ui.Secondary(w.Text("records.columns.reset"), "undo", func() {
		kept.Hidden, kept.Order = nil, nil
		clear(kept.Widths)
		l.grid.Arrange()
		l.grid.Changed()
		l.grid.Refresh()
		keys = l.grid.OrderedKeys()
		draw()
	})
	w.OpenDialog(&window.Dialog{Title: w.Text("records.columns"), Width: 420, Content: ui.Stack(ui.GapSmall, field, scroll), First: field,
		Buttons: []*ui.Button{reset, ui.Primary(w.Text("dialog.close"), "", w.CloseDialog)}})
}

// foldedIn reports whether a text holds another, accents and case apart.
func foldedIn(text, part string) bool { return strings.Contains(fold.Text(text), fold.Text(part)) }
