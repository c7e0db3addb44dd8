package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// An option is one value of a field with what people call it.
type option struct {
	title string
	value any
}

// A lookup is a field for text that suggests what could be meant, as one types. Arrows choose a suggestion, Enter takes it, Escape puts
// the suggestions away.
type lookup struct {
	entry
	over  *overlay
	find  func(text string, show func([]option)) // calls show with what could be meant, now or later; nil text is all
	taken func(option)

	options []option
	at      int // the marked suggestion, -1 is none
	open    bool
}

func newLookup(over *overlay, find func(string, func([]option)), taken func(option)) *lookup {
	l := &lookup{over: over, find: find, taken: taken, at: -1}
	l.ExtendBaseWidget(l)
	return l
}

// suggest asks what could be meant by the text.
func (l *lookup) suggest() {
	text := l.Text
	l.open = true
	l.find(text, func(options []option) {
		if l.open && l.Text == text {
			l.options, l.at = options, -1
			l.draw()
		}
	})
}

// TypedRune types and suggests.
func (l *lookup) TypedRune(r rune) {
	l.Entry.TypedRune(r)
	l.suggest()
}

// TypedKey moves among the suggestions or edits the text.
func (l *lookup) TypedKey(k *fyne.KeyEvent) {
	switch {
	case k.Name == fyne.KeyDown && !l.open:
		l.suggest()
	case k.Name == fyne.KeyDown && len(l.options) > 0:
		l.at = min(l.at+1, len(l.options)-1)
		l.draw()
	case k.Name == fyne.KeyUp && l.open:
		l.at = max(l.at-1, 0)
		l.draw()
	case (k.Name == fyne.KeyReturn || k.Name == fyne.KeyEnter) && l.open && l.at >= 0:
		l.take(l.options[l.at])
	case k.Name == fyne.KeyEscape && l.open:
		l.hide()
	default:
		l.entry.TypedKey(k)
		if k.Name == fyne.KeyBackspace || k.Name == fyne.KeyDelete {
			l.suggest()
		}
	}
}

// Tapped puts the keyboard here and suggests.
func (l *lookup) Tapped(e *fyne.PointEvent) {
	l.Entry.Tapped(e)
	l.suggest()
}

// FocusLost puts the suggestions away.
func (l *lookup) FocusLost() {
	l.Entry.FocusLost()
	l.hide()
}

func (l *lookup) take(o option) {
	l.hide()
	l.taken(o)
}

func (l *lookup) hide() {
	l.open = false
	l.over.hide(l)
}

func (l *lookup) draw() {
	rows := stack(0)
	for i, o := range l.options {
		rows.Add(newSuggestion(o.title, i == l.at, func() { l.take(o) }))
	}
	l.over.show(l, rows)
}

// An overlay is a place above a form for suggestions; unlike a window of its own it leaves the keyboard where it is.
type overlay struct {
	*fyne.Container
	of fyne.CanvasObject
}

func newOverlay() *overlay { return &overlay{Container: container.NewWithoutLayout()} }

// show puts content below a field, or above where there is more room.
func (o *overlay) show(field fyne.CanvasObject, content *fyne.Container) {
	o.of = field
	if len(content.Objects) == 0 {
		o.hide(field)
		return
	}
	box := container.NewStack(newSurface(theme.ColorNameMenuBackground, colorBorder, 6), padded(gapTiny, content))
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

// hide takes away what was shown for a field.
func (o *overlay) hide(field fyne.CanvasObject) {
	if o.of == field {
		o.of, o.Objects = nil, nil
		o.Refresh()
	}
}

// A suggestion is a line that is taken when the mouse goes down: a press also takes the keyboard from the field, which puts the suggestions away.
type suggestion struct {
	widget.BaseWidget
	text    string
	marked  bool
	hovered bool
	do      func()
}

func newSuggestion(text string, marked bool, do func()) *suggestion {
	s := &suggestion{text: text, marked: marked, do: do}
	s.ExtendBaseWidget(s)
	return s
}

// MouseDown takes the suggestion.
func (s *suggestion) MouseDown(*desktop.MouseEvent) { s.do() }

// MouseUp is a part of desktop.Mouseable.
func (s *suggestion) MouseUp(*desktop.MouseEvent) {}

// MouseIn marks the line.
func (s *suggestion) MouseIn(*desktop.MouseEvent) { s.hovered = true; s.Refresh() }

// MouseMoved is a part of desktop.Hoverable.
func (s *suggestion) MouseMoved(*desktop.MouseEvent) {}

// MouseOut undoes MouseIn.
func (s *suggestion) MouseOut() { s.hovered = false; s.Refresh() }

// Cursor is a hand.
func (s *suggestion) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer draws the line.
func (s *suggestion) CreateRenderer() fyne.WidgetRenderer {
	r := &suggestionRenderer{s: s, back: area(), text: canvas.NewText("", nil)}
	r.Refresh()
	return r
}

type suggestionRenderer struct {
	s    *suggestion
	back *canvas.Rectangle
	text *canvas.Text
}

func (r *suggestionRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	r.text.Text = shorten(r.s.text, size.Width-2*cellInset, theme.TextSize(), fyne.TextStyle{})
	height := r.text.MinSize().Height
	r.text.Move(fyne.NewPos(cellInset, (size.Height-height)/2))
	r.text.Resize(fyne.NewSize(size.Width-2*cellInset, height))
}
func (r *suggestionRenderer) MinSize() fyne.Size {
	return fyne.NewSize(60, fyne.MeasureText("Ůj", theme.TextSize(), fyne.TextStyle{}).Height+10)
}
func (r *suggestionRenderer) Refresh() {
	r.back.CornerRadius, r.back.FillColor = 4, ink0("")
	if r.s.marked || r.s.hovered {
		r.back.FillColor = ink(colorAccentSoft)
	}
	r.text.Color, r.text.TextSize = ink(theme.ColorNameForeground), theme.TextSize()
	r.Layout(r.s.Size())
	r.back.Refresh()
	r.text.Refresh()
}
func (r *suggestionRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.text}
}
func (r *suggestionRenderer) Destroy() {}
