package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// An entry is a field for text that hands Escape on to the window.
type entry struct{ widget.Entry }

func newEntry() *entry {
	e := &entry{}
	e.ExtendBaseWidget(e)
	return e
}

func newPasswordEntry() *entry {
	e := newEntry()
	e.Password = true
	return e
}

// newSearch is a field that calls do with its text at every keystroke.
func newSearch(placeholder string, do func(string)) *entry {
	e := newEntry()
	e.PlaceHolder, e.Icon, e.OnChanged = placeholder, icon("search"), do
	return e
}

// TypedKey edits the text; Escape, F1 and F5 are for the window.
func (e *entry) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyEscape, fyne.KeyF1, fyne.KeyF5:
		passKey(e, k)
	default:
		e.Entry.TypedKey(k)
	}
}

// A choice is a field that opens a list to choose one of. Its border is drawn around it, so lay out its box.
type choice struct {
	box *fyne.Container
	*widget.Select
}

// newChoice offers options with the one at an index chosen, -1 for none. do hears of another index, never of the first one.
func newChoice(options []string, at int, do func(i int)) *choice {
	s := widget.NewSelect(options, nil)
	s.PlaceHolder = " " // Fyne's own is English
	s.SetSelectedIndex(at)
	s.OnChanged = func(string) {
		if i := s.SelectedIndex(); i >= 0 {
			do(i)
		}
	}
	return &choice{container.NewStack(s, newSurface("", "inputBorder", 6)), s}
}

// labelled puts a title above a field.
func labelled(title string, field fyne.CanvasObject) *fyne.Container {
	return stack(gapTiny, caption(title), field)
}

// setting is a line with a title on the left and its field on the right.
func setting(title string, field fyne.CanvasObject) *fyne.Container {
	return container.NewBorder(nil, nil, atLeast(200, middle(body(title))), nil, container.NewHBox(field))
}
