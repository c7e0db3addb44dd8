package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// An Option is one value of a field with what people call it.
type Option struct {
	Title string
	Value any
}

// A Lookup is a field for text that suggests what could be meant, as one types. Arrows choose a suggestion, Enter takes it, Escape puts
// the suggestions away.
type Lookup struct {
	Entry
	over  *Overlay
	find  func(text string, show func([]Option)) // calls show with what could be meant, now or later; nil text is all
	taken func(Option)

	Options []Option
	at      int // the marked suggestion, -1 is none
	open    bool
}

// NewLookup is an empty field. over is where its suggestions are shown; find calls show with what could be meant; taken is called with the choice.
func NewLookup(over *Overlay, find func(string, func([]Option)), taken func(Option)) *Lookup {
	l := &Lookup{over: over, find: find, taken: taken, at: -1}
	l.ExtendBaseWidget(l)
	return l
}

// Suggest asks what could be meant by the text.
func (l *Lookup) Suggest() {
	text := l.Text
	l.open = true
	l.find(text, func(options []Option) {
		if l.open && l.Text == text {
			l.Options, l.at = options, -1
			l.draw()
		}
	})
}

// TypedRune types and suggests.
func (l *Lookup) TypedRune(r rune) {
	l.Entry.TypedRune(r)
	l.Suggest()
}

// TypedKey moves among the suggestions or edits the text.
func (l *Lookup) TypedKey(k *fyne.KeyEvent) {
	switch {
	case k.Name == fyne.KeyDown && !l.open:
		l.Suggest()
	case k.Name == fyne.KeyDown && len(l.Options) > 0:
		l.at = min(l.at+1, len(l.Options)-1)
		l.draw()
	case k.Name == fyne.KeyUp && l.open:
		l.at = max(l.at-1, 0)
		l.draw()
	case (k.Name == fyne.KeyReturn || k.Name == fyne.KeyEnter) && l.open && l.at >= 0:
		l.take(l.Options[l.at])
	case k.Name == fyne.KeyEscape && l.open:
		l.hide()
	default:
		l.Entry.TypedKey(k)
		if k.Name == fyne.KeyBackspace || k.Name == fyne.KeyDelete {
			l.Suggest()
		}
	}
}

// Tapped puts the keyboard here and suggests.
func (l *Lookup) Tapped(e *fyne.PointEvent) {
	l.Entry.Tapped(e)
	l.Suggest()
}

// FocusLost puts the suggestions away.
func (l *Lookup) FocusLost() {
	l.Entry.FocusLost()
	l.hide()
}

func (l *Lookup) take(o Option) {
	l.hide()
	l.taken(o)
}

func (l *Lookup) hide() {
	l.open = false
	l.over.Clear(l)
}

func (l *Lookup) draw() {
	rows := Stack(0)
	for i, o := range l.Options {
		rows.Add(newSuggestion(o.Title, i == l.at, func() { l.take(o) }))
	}
	l.over.show(l, rows)
}

// An Overlay is a place above a form for suggestions; unlike a window of its own it leaves the keyboard where it is.
type Overlay struct {
	*fyne.Container
	Field fyne.CanvasObject
}

// NewOverlay is an empty one. It is to lie above everything that may suggest something.
func NewOverlay() *Overlay { return &Overlay{Container: container.NewWithoutLayout()} }

// show puts content below a field, or above where there is more room.
func (o *Overlay) show(field fyne.CanvasObject, content *fyne.Container) {
	o.Field = field
	if len(content.Objects) == 0 {
		o.Clear(field)
		return
	}
	box := container.NewStack(NewSurface(theme.ColorNameMenuBackground, ColorBorder, 6), Padded(GapTiny, content))
	driver := fyne.CurrentApp().Driver()
	at := driver.AbsolutePositionForObject(field).Subtract(driver.AbsolutePositionForObject(o.Container))
	size := fyne.NewSize(field.Size().Width, box.MinSize().Height)
	y := at.Y + field.Size().Height + 2
	if y+size.Height > o.Size().Height && at.Y-size.Height-2 > 0 {
		y = at.Y - size.Height - 2
	}
	box.Resize(size)
	box.Move(fyne.NewPos(at.X, y))
	o.Objects = []fyne.CanvasObject{box}
	o.Refresh()
}

// Clear takes away what was shown for a field.
func (o *Overlay) Clear(field fyne.CanvasObject) {
	if o.Field == field {
		o.Field, o.Objects = nil, nil
		o.Refresh()
	}
}

// A Suggestion is a line that is taken when the mouse goes down: a press also takes the keyboard from the field, which puts the suggestions away.
type Suggestion struct {
	widget.BaseWidget
	Text    string
	marked  bool
	hovered bool
	do      func()
}

func newSuggestion(text string, marked bool, do func()) *Suggestion {
	s := &Suggestion{Text: text, marked: marked, do: do}
	s.ExtendBaseWidget(s)
	return s
}

// MouseDown takes the suggestion.
func (s *Suggestion) MouseDown(*desktop.MouseEvent) { s.do() }

// MouseUp is a part of desktop.Mouseable.
func (s *Suggestion) MouseUp(*desktop.MouseEvent) {}

// MouseIn marks the line.
func (s *Suggestion) MouseIn(*desktop.MouseEvent) { s.hovered = true; s.Refresh() }

// MouseMoved is a part of desktop.Hoverable.
func (s *Suggestion) MouseMoved(*desktop.MouseEvent) {}

// MouseOut undoes MouseIn.
func (s *Suggestion) MouseOut() { s.hovered = false; s.Refresh() }

// Cursor is a hand.
func (s *Suggestion) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer draws the line.
func (s *Suggestion) CreateRenderer() fyne.WidgetRenderer {
	r := &suggestionRenderer{s: s, back: Area(), text: canvas.NewText("", nil)}
	r.Refresh()
	return r
}

type suggestionRenderer struct {
	s    *Suggestion
	back *canvas.Rectangle
	text *canvas.Text
}

func (r *suggestionRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	r.text.Text = Shorten(r.s.Text, size.Width-2*cellInset, theme.TextSize(), fyne.TextStyle{})
	height := r.text.MinSize().Height
	r.text.Move(fyne.NewPos(cellInset, (size.Height-height)/2))
	r.text.Resize(fyne.NewSize(size.Width-2*cellInset, height))
}
func (r *suggestionRenderer) MinSize() fyne.Size {
	return fyne.NewSize(60, fyne.MeasureText("Ůj", theme.TextSize(), fyne.TextStyle{}).Height+10)
}
func (r *suggestionRenderer) Refresh() {
	r.back.CornerRadius, r.back.FillColor = 4, InkOr("")
	if r.s.marked || r.s.hovered {
		r.back.FillColor = Ink(ColorAccentSoft)
	}
	r.text.Color, r.text.TextSize = Ink(theme.ColorNameForeground), theme.TextSize()
	r.Layout(r.s.Size())
	r.back.Refresh()
	r.text.Refresh()
}
func (r *suggestionRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.text}
}
func (r *suggestionRenderer) Destroy() {}
