package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kartoteka/app/ui"
)

// A part is what F6 moves to: an area that scrolls, a grid, or the row of buttons around them. It is known by its first place for the keyboard.
type part struct {
	area  fyne.CanvasObject // nil: what stands in no area
	first fyne.Focusable
	all   []fyne.Focusable
}

// MovePart moves the keyboard to the next part of the window, the sidebar included, or to the one before with by = −1.
func (w *Window) MovePart(by int) {
	root := w.FyneWindow.Content()
	if top := w.Canvas().Overlays().Top(); top != nil {
		root = top
	}
	parts := partsOf(root)
	if len(parts) == 0 {
		return
	}
	at := -1
	for i, p := range parts {
		for _, f := range p.all {
			if f == w.Canvas().Focused() {
				at = i
			}
		}
	}
	if at < 0 && by < 0 {
		at = 0
	}
	w.Canvas().Focus(parts[(at+by+len(parts))%len(parts)].first)
}

// partsOf finds the parts in the order the eye meets them.
func partsOf(root fyne.CanvasObject) []part {
	var parts []part
	add := func(area fyne.CanvasObject, f fyne.Focusable) {
		if d, ok := f.(fyne.Disableable); ok && d.Disabled() {
			return
		}
		for i := range parts {
			if parts[i].area == area {
				parts[i].all = append(parts[i].all, f)
				return
			}
		}
		parts = append(parts, part{area, f, []fyne.Focusable{f}})
	}
	var walk func(o, area fyne.CanvasObject)
	walk = func(o, area fyne.CanvasObject) {
		if !o.Visible() {
			return
		}
		if f, ok := o.(fyne.Focusable); ok {
			if _, grid := o.(ui.Grids); grid {
				area = o
			}
			add(area, f)
			return
		}
		switch o := o.(type) {
		case *fyne.Container:
			for _, child := range o.Objects {
				walk(child, area)
			}
		case *container.Scroll:
			walk(o.Content, o)
		case ui.Parent:
			for _, child := range o.Inside() {
				walk(child, area)
			}
		}
	}
	walk(root, nil)
	return parts
}
