package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// A wheel lies over a field and hands the mouse wheel on to the page. The field would keep it: its text scrolls inside. The wheel takes
// nothing else from the mouse, for it is nothing but a fyne.Scrollable.
type wheel struct {
	widget.BaseWidget
	field *Entry
}

func newWheel(field *Entry) *wheel {
	w := &wheel{field: field}
	w.ExtendBaseWidget(w)
	return w
}

// CreateRenderer draws nothing.
func (w *wheel) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(Area()) }

// Scrolled scrolls the text of a field that has the keyboard and more lines than it shows, as far as there are any, and else the page.
func (w *wheel) Scrolled(e *fyne.ScrollEvent) {
	c := fyne.CurrentApp().Driver().CanvasForObject(w)
	if c == nil {
		return
	}
	if text := w.field.text; text != nil && w.field.MultiLine && c.Focused() == fyne.Focusable(w.field) {
		before := text.Offset
		if text.Scrolled(e); text.Offset != before {
			return
		}
	}
	root := c.Content()
	if top := c.Overlays().Top(); top != nil {
		root = top
	}
	if page := scrollAround(root, w); page != nil {
		page.Scrolled(e)
	}
}

// A Parent is a widget that has objects of a page in it.
type Parent interface{ Inside() []fyne.CanvasObject }

// scrollAround is the innermost area that scrolls down and has an object in it, nil where there is none.
func scrollAround(root, o fyne.CanvasObject) *container.Scroll {
	var found *container.Scroll
	var walk func(at fyne.CanvasObject, within *container.Scroll) bool
	walk = func(at fyne.CanvasObject, within *container.Scroll) bool {
		if at == o {
			found = within
			return true
		}
		if !at.Visible() {
			return false
		}
		switch at := at.(type) {
		case *fyne.Container:
			for _, child := range at.Objects {
				if walk(child, within) {
					return true
				}
			}
		case *container.Scroll:
			if at.Direction == container.ScrollVerticalOnly || at.Direction == container.ScrollBoth {
				within = at
			}
			return walk(at.Content, within)
		case *Entry:
			return at.wheel == o && walk(o, within)
		case *Lookup:
			return at.wheel == o && walk(o, within)
		case Parent:
			for _, child := range at.Inside() {
				if walk(child, within) {
					return true
				}
			}
		}
		return false
	}
	walk(root, nil)
	return found
}
