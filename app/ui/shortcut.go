package ui

import "fyne.io/fyne/v2"

// PassShortcut hands a shortcut that a widget has no use for to the window.
func PassShortcut(o fyne.CanvasObject, s fyne.Shortcut) {
	if c, ok := fyne.CurrentApp().Driver().CanvasForObject(o).(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}
