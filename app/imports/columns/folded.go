package columns

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"kartoteka/app/ui"
	"kartoteka/assets"
	"kartoteka/importer"
)

// foldedCard stands in place of the table when a remembered mapping answers every question.
func (s *Step) foldedCard() fyne.CanvasObject {
	w := s.window
	text := w.Text("columns.folded", assets.Values{"Name": s.m.Name})
	if i := slices.IndexFunc(s.known.saved, func(m importer.RememberedMapping) bool { return m.Name == s.m.Name }); i >= 0 {
		text = w.Text("columns.folded.used", assets.Values{"Name": s.m.Name, "Date": w.Lang.Date(s.known.saved[i].Used), "User": s.known.saved[i].UserName})
	}
	change := ui.Secondary(w.Text("columns.folded.change"), "edit", s.unfold)
	content := ui.Stack(ui.Gap, ui.Subheading(w.Text("columns.folded.title")), ui.Paragraph(text),
		ui.Muted(s.understood()), container.NewHBox(change))
	return container.NewVBox(ui.AtMost(760, ui.Card(content)))
}

// unfold shows the columns of a remembered mapping.
func (s *Step) unfold() {
	s.folded = false
	s.verbs.Draw()
}

// Shortcut does what a shortcut stands for.
func (s *Step) Shortcut(shortcut fyne.Shortcut) {
	if s.m == nil || s.folded {
		return
	}
	switch short := shortcut.(type) {
	case *fyne.ShortcutUndo:
		s.Undo()
	case *fyne.ShortcutRedo:
		s.Redo()
	case *desktop.CustomShortcut:
		switch short.KeyName {
		case fyne.KeyLeft:
			s.turn(-1)
		case fyne.KeyRight:
			s.turn(1)
		}
	}
}

// shiftHeld reports whether a Shift key is down.
func shiftHeld() bool {
	d, ok := fyne.CurrentApp().Driver().(desktop.Driver)
	return ok && d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0
}
