package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// A StepState says where one is with a step.
type StepState int

// The states.
const (
	StepAhead StepState = iota // not to be opened yet
	StepOpen                   // to be opened
	StepDone                   // behind, to be opened again
	StepHere
)

// A Step is one of the steps of a way, in a thin line of them.
type Step struct {
	widget.BaseWidget
	Text             string
	State            StepState
	do               func()
	hovered, focused bool
}

// NewStep is a step that does something when it is pressed, unless it lies ahead.
func NewStep(text string, state StepState, do func()) *Step {
	s := &Step{Text: text, State: state, do: do}
	s.ExtendBaseWidget(s)
	return s
}

// Tapped opens the step.
func (s *Step) Tapped(*fyne.PointEvent) {
	if s.State != StepAhead {
		s.do()
	}
}

// TypedKey opens the step with Enter or Space.
func (s *Step) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		s.Tapped(nil)
	default:
		passKey(s, e)
	}
}

// TypedRune is a part of fyne.Focusable.
func (s *Step) TypedRune(rune) {}

// FocusGained shows that the keyboard is here.
func (s *Step) FocusGained() { s.focused = true; s.Refresh() }

// FocusLost takes the sign of the keyboard away.
func (s *Step) FocusLost() { s.focused = false; s.Refresh() }

// Disabled keeps the keyboard from a step that lies ahead.
func (s *Step) Disabled() bool { return s.State == StepAhead }

// Enable is a part of fyne.Disableable; a new step is made instead.
func (s *Step) Enable() {}

// Disable is a part of fyne.Disableable; a new step is made instead.
func (s *Step) Disable() {}

// MouseIn shows that the step can be opened.
func (s *Step) MouseIn(*desktop.MouseEvent) { s.hovered = true; s.Refresh() }

// MouseMoved is a part of desktop.Hoverable.
func (s *Step) MouseMoved(*desktop.MouseEvent) {}

// MouseOut undoes MouseIn.
func (s *Step) MouseOut() { s.hovered = false; s.Refresh() }

// Cursor is a hand over a step that can be opened.
func (s *Step) Cursor() desktop.Cursor {
	if s.State == StepAhead || s.State == StepHere {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// CreateRenderer draws the step.
func (s *Step) CreateRenderer() fyne.WidgetRenderer {
	r := &stepRenderer{s: s, back: Area(), line: Area(), text: canvas.NewText("", nil), check: Picture(IconIn("check", theme.ColorNamePrimary), 14)}
	r.Refresh()
	return r
}

type stepRenderer struct {
	s          *Step
	back, line *canvas.Rectangle
	check      *canvas.Image
	text       *canvas.Text
}

func (r *stepRenderer) signWidth() float32 {
	if r.s.State == StepDone {
		return theme.CaptionTextSize() + 2 + GapTiny
	}
	return 0
}

func (r *stepRenderer) MinSize() fyne.Size {
	text := fyne.MeasureText(r.s.Text, theme.CaptionTextSize(), fyne.TextStyle{Bold: true})
	return fyne.NewSize(float32(int(text.Width))+1+r.signWidth()+2*GapTiny, max(28, text.Height+10))
}

func (r *stepRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	side := theme.CaptionTextSize() + 2
	r.check.Move(fyne.NewPos(GapTiny, (size.Height-side)/2))
	r.check.Resize(fyne.NewSquareSize(side))
	text := r.text.MinSize()
	x := GapTiny + r.signWidth()
	r.text.Move(fyne.NewPos(x, (size.Height-text.Height)/2))
	r.text.Resize(fyne.NewSize(size.Width-x, text.Height))
	r.line.Move(fyne.NewPos(GapTiny, size.Height-2))
	r.line.Resize(fyne.NewSize(size.Width-2*GapTiny, 2))
}

func (r *stepRenderer) Refresh() {
	color := theme.ColorNamePrimary
	if r.s.State == StepAhead {
		color = ColorMuted
	}
	r.text.Text, r.text.TextSize, r.text.TextStyle.Bold, r.text.Color = r.s.Text, theme.CaptionTextSize(), r.s.State == StepHere, Ink(color)
	r.check.Resource = IconIn("check", color)
	r.check.Hidden = r.s.State != StepDone
	r.line.FillColor = InkOr("")
	if r.s.State == StepHere {
		r.line.FillColor = Ink(theme.ColorNamePrimary)
	}
	r.back.CornerRadius, r.back.StrokeWidth, r.back.FillColor, r.back.StrokeColor = 6, 0, InkOr(""), InkOr("")
	if r.s.hovered && r.s.State != StepAhead {
		r.back.FillColor = Ink(theme.ColorNameHover)
	}
	if r.s.focused {
		r.back.StrokeWidth, r.back.StrokeColor = 2, Ink(theme.ColorNamePrimary)
	}
	r.Layout(r.s.Size())
	canvas.Refresh(r.s)
}

func (r *stepRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.check, r.text, r.line}
}
func (r *stepRenderer) Destroy() {}

// NewStepLine is the line between two steps.
func NewStepLine() fyne.CanvasObject {
	r := canvas.NewRectangle(Ink(ColorEdge))
	r.SetMinSize(fyne.NewSize(14, 1))
	return r
}
