package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// An Entry is a field for text that hands Escape on to the window.
type Entry struct {
	widget.Entry
	Keys  func(*fyne.KeyEvent) bool // takes a key before the field does and reports whether it did; nil: takes none
	text  *container.Scroll         // its own, in which longer text moves
	wheel fyne.CanvasObject         // over all of it
}

// CreateRenderer draws the field with a wheel over it.
func (e *Entry) CreateRenderer() fyne.WidgetRenderer {
	r := entryRenderer{e.Entry.CreateRenderer(), newWheel(e)}
	for _, o := range r.WidgetRenderer.Objects() {
		if s, ok := o.(*container.Scroll); ok {
			e.text = s
		}
	}
	e.wheel = r.wheel
	return r
}

type entryRenderer struct {
	fyne.WidgetRenderer
	wheel fyne.CanvasObject
}

func (r entryRenderer) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	r.wheel.Resize(size)
}

func (r entryRenderer) Objects() []fyne.CanvasObject {
	return append(slices.Clip(r.WidgetRenderer.Objects()), r.wheel)
}

// NewEntry is an empty field of one line.
func NewEntry() *Entry {
	e := &Entry{}
	e.ExtendBaseWidget(e)
	return e
}

// NewPasswordEntry is an empty field that shows dots for what is typed.
func NewPasswordEntry() *Entry {
	e := NewEntry()
	e.Password = true
	return e
}

// NewTextEntry is a field for several lines; Tab leaves it, as it does every other.
func NewTextEntry(lines int) *Entry {
	e := NewEntry()
	e.MultiLine, e.Wrapping = true, fyne.TextWrapWord
	e.SetMinRowsVisible(lines)
	return e
}

// AcceptsTab leaves Tab to the window.
func (e *Entry) AcceptsTab() bool { return false }

// NewSearch is a field that calls do with its text at every keystroke.
func NewSearch(placeholder string, do func(string)) *Entry {
	e := NewEntry()
	e.PlaceHolder, e.Icon, e.OnChanged = placeholder, icon("search"), do
	return e
}

// TypedKey edits the text; Escape, F1, F5, F6 and F8 are for the window.
func (e *Entry) TypedKey(k *fyne.KeyEvent) {
	if e.Keys != nil && e.Keys(k) {
		return
	}
	switch k.Name {
	case fyne.KeyEscape, fyne.KeyF1, fyne.KeyF5, fyne.KeyF6, fyne.KeyF8:
		passKey(e, k)
	default:
		e.Entry.TypedKey(k)
	}
}

// A Choice is a field that opens a list to choose one of. Its border is drawn around it, so lay out its box.
type Choice struct {
	Box *fyne.Container
	*widget.Select
}

// NewChoice offers options with the one at an index chosen, -1 for none. do is called with another index, never with the first one.
func NewChoice(options []string, at int, do func(i int)) *Choice {
	s := widget.NewSelect(options, nil)
	s.PlaceHolder = " " // Fyne's own is English
	s.SetSelectedIndex(at)
	s.OnChanged = func(string) {
		if i := s.SelectedIndex(); i >= 0 {
			do(i)
		}
	}
	return &Choice{container.NewStack(s, NewSurface("", "inputBorder", 6)), s}
}

// Labelled puts a title above a field.
func Labelled(title string, field fyne.CanvasObject) *fyne.Container {
	return Stack(GapTiny, Caption(title), field)
}

// Setting is a line with a title on the left and its field on the right.
func Setting(title string, field fyne.CanvasObject) *fyne.Container {
	return container.NewBorder(nil, nil, AtLeast(200, Middle(Body(title))), nil, Leading(field))
}
