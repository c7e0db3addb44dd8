package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// typed is what keys do that nothing else has a use for: Escape closes the dialog, or else what the page has open; F1
// opens the help, F5 checks again and F6 goes from part to part, for Fyne gives menus only shortcuts with a modifier.
func (w *Window) typed(e *fyne.KeyEvent) {
	switch {
	case e.Name == fyne.KeyF1:
		w.OpenHelp()
	case e.Name == fyne.KeyF6:
		w.MovePart(1)
	case e.Name == fyne.KeyF5:
		w.OnPage(func(p Page) { Call(p, CheckPage.CheckAgain) })
	case e.Name != fyne.KeyEscape:
		w.OnPage(func(p Page) { Call(p, func(k keyPage) { k.Key(e.Name) }) })
	case w.Dialog != nil:
		w.CloseDialog()
	default:
		w.OnPage(func(p Page) { Call(p, func(e escapePage) { e.Escape() }) })
	}
}

// takeShortcuts hands shortcuts that nothing else has a use for to the page; those of the menu come before.
func (w *Window) takeShortcuts() {
	alt := func(key fyne.KeyName) fyne.Shortcut {
		return &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierAlt}
	}
	for _, s := range []fyne.Shortcut{&fyne.ShortcutPaste{}, &fyne.ShortcutUndo{}, &fyne.ShortcutRedo{}, alt(fyne.KeyLeft), alt(fyne.KeyRight)} {
		w.Canvas().AddShortcut(s, func(s fyne.Shortcut) {
			w.OnPage(func(p Page) { Call(p, func(k keyPage) { k.Shortcut(s) }) })
		})
	}
}

// OnPage does something with the page that is shown, unless a dialog is open.
func (w *Window) OnPage(do func(Page)) {
	if p := w.pages[w.Current]; p != nil && w.Dialog == nil {
		do(p)
	}
}

// Call calls a method of a page that has it.
func Call[P any](p Page, method func(P)) {
	if able, ok := p.(P); ok {
		method(able)
	}
}
