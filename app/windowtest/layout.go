package windowtest

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"kartoteka/app/ui"
)

// slack is how many points an object may stand out before a person would see it.
const slack = 1.5

// LayoutFaults are the places where the window shows less than it should: text that is cut without a hint, text broken inside a
// word that would fit on a line, objects that lie over each other, and objects that leave the room they were given without a way to
// scroll there. Each is a sentence for the person who mends it.
func (w Window) LayoutFaults() []string {
	root := w.FyneWindow.Content()
	if top := w.FyneWindow.Canvas().Overlays().Top(); top != nil {
		root = top
	}
	size := root.Size() // laid out again, as a driver does before it draws: what wraps has another height than it was asked for at first
	root.Resize(size.SubtractWidthHeight(1, 1))
	root.Resize(size)
	l := &layoutLook{window: box{size: w.FyneWindow.Canvas().Size()}}
	if least := root.MinSize(); least.Width > l.window.size.Width+slack || least.Height > l.window.size.Height+slack {
		l.fault("the window can't be smaller than %.0f×%.0f", least.Width, least.Height)
	}
	l.walk(root, fyne.Position{}, l.window, freedom{}, nil)
	l.overlaps()
	slices.Sort(l.faults)
	return slices.Compact(l.faults)
}

// A box is where something stands in the window.
type box struct {
	at   fyne.Position
	size fyne.Size
}

func (b box) right() float32  { return b.at.X + b.size.Width }
func (b box) bottom() float32 { return b.at.Y + b.size.Height }

// common is the part that two boxes share, empty where they don't meet.
func (b box) common(c box) box {
	x, y := max(b.at.X, c.at.X), max(b.at.Y, c.at.Y)
	return box{fyne.NewPos(x, y), fyne.NewSize(max(0, min(b.right(), c.right())-x), max(0, min(b.bottom(), c.bottom())-y))}
}

func (b box) empty() bool { return b.size.Width <= slack || b.size.Height <= slack }

// freedom says in which directions one can scroll to what lies outside.
type freedom struct{ across, down bool }

// A layoutLook walks over all visible objects.
type layoutLook struct {
	window box
	pieces []piece
	faults []string
}

// A piece is something that is read or pressed and that nothing else may cover.
type piece struct {
	name    string
	box     box // the part of it in view
	parents []fyne.CanvasObject
}

func (l *layoutLook) fault(format string, values ...any) {
	l.faults = append(l.faults, fmt.Sprintf(format, values...))
}

// walk looks at an object in its parent at a place. view is the part of the window it may be seen in.
func (l *layoutLook) walk(o fyne.CanvasObject, parent fyne.Position, view box, free freedom, parents []fyne.CanvasObject) {
	if !o.Visible() {
		return
	}
	b := box{parent.Add(o.Position()), o.Size()}
	parents = append(slices.Clip(parents), o)
	switch o := o.(type) {
	case *canvas.Text:
		l.text(o, b, view, free, parents)
	case *fyne.Container:
		for _, child := range o.Objects {
			l.walk(child, b.at, view, free, parents)
		}
	case *container.Scroll:
		down := o.Direction == container.ScrollBoth || o.Direction == container.ScrollVerticalOnly
		across := o.Direction == container.ScrollBoth || o.Direction == container.ScrollHorizontalOnly
		l.reaches("scrolled "+firstWords(o.Content), b, view, free)
		l.walk(o.Content, b.at, b.common(view), freedom{free.across || across, free.down || down}, parents)
	case *ui.Pressable:
		if need := o.MinSize(); o.Size().Width < need.Width-slack || o.Size().Height < need.Height-slack {
			l.fault("tile %s is %v and needs %v", firstWords(o), o.Size(), need)
		}
		l.reaches("tile "+firstWords(o), b, view, free)
		l.inside(o, b, view, free, parents)
	case *container.Clip: // whoever clips moves what is in it by itself
		l.walk(o.Content, b.at, b.common(view), freedom{true, true}, parents)
	case ui.Grids:
		l.piece("grid", b, view, free, parents)
	case *ui.Words:
		l.words(o)
		l.inside(o, b, view, free, parents)
	case *ui.Button:
		if o.Size().Width < o.MinSize().Width-slack && o.Text != "" {
			l.fault("button %q is %.0f wide and needs %.0f", o.Text, o.Size().Width, o.MinSize().Width)
		}
		l.piece(fmt.Sprintf("button %q", o.Text), b, view, free, parents)
	case *ui.NavItem:
		l.piece(fmt.Sprintf("line %q", o.Title), b, view, free, parents)
	case *ui.Entry:
		l.piece(fmt.Sprintf("field %q", firstOf(o.Text, o.PlaceHolder)), b, view, free, parents)
	case *widget.Select:
		if need := o.MinSize().Width; o.Size().Width < need-slack && o.Selected != "" {
			l.fault("choice %q is %.0f wide and needs %.0f", o.Selected, o.Size().Width, need)
		}
		l.piece(fmt.Sprintf("choice %q", o.Selected), b, view, free, parents)
	case *widget.Check:
		if o.Size().Width < o.MinSize().Width-slack {
			l.fault("check %q is %.0f wide and needs %.0f", o.Text, o.Size().Width, o.MinSize().Width)
		}
		inset := theme.InnerPadding() // around its box, with nothing in it
		l.piece(fmt.Sprintf("check %q", o.Text), box{b.at.AddXY(inset, inset), b.size.SubtractWidthHeight(2*inset, 2*inset)}, view, free, parents)
	case fyne.Widget:
		l.inside(o, b, view, free, parents)
	}
}

func (l *layoutLook) inside(o fyne.Widget, b, view box, free freedom, parents []fyne.CanvasObject) {
	for _, child := range test.WidgetRenderer(o).Objects() {
		l.walk(child, b.at, view, free, parents)
	}
}

// text looks at a line of text.
func (l *layoutLook) text(t *canvas.Text, b, view box, free freedom, parents []fyne.CanvasObject) {
	if strings.TrimSpace(t.Text) == "" {
		return
	}
	need := t.MinSize()
	switch t.Alignment {
	case fyne.TextAlignCenter:
		b.at.X += (b.size.Width - need.Width) / 2
	case fyne.TextAlignTrailing:
		b.at.X += b.size.Width - need.Width
	}
	b.size.Width = need.Width
	l.piece(fmt.Sprintf("text %q", t.Text), b, view, free, parents)
}

// piece remembers something that must be seen whole, and looks whether it can be.
func (l *layoutLook) piece(name string, b, view box, free freedom, parents []fyne.CanvasObject) {
	l.reaches(name, b, view, free)
	if seen := b.common(view); !seen.empty() {
		l.pieces = append(l.pieces, piece{name, seen, parents})
	}
}

// reaches finds what leaves its view in a direction in which one can't scroll.
func (l *layoutLook) reaches(name string, b, view box, free freedom) {
	if !free.across && (b.at.X < view.at.X-slack || b.right() > view.right()+slack) {
		l.fault("%s stands from %.0f to %.0f across, in view is %.0f to %.0f", name, b.at.X, b.right(), view.at.X, view.right())
	}
	if !free.down && (b.at.Y < view.at.Y-slack || b.bottom() > view.bottom()+slack) {
		l.fault("%s stands from %.0f to %.0f down, in view is %.0f to %.0f", name, b.at.Y, b.bottom(), view.at.Y, view.bottom())
	}
}

// words looks whether text is whole and broken between words.
func (l *layoutLook) words(w *ui.Words) {
	full := w.Text()
	lines := drawnLines(w.Label)
	if len(lines) == 0 || strings.TrimSpace(full) == "" {
		return
	}
	if last := lines[len(lines)-1]; strings.HasSuffix(last, "…") && !strings.HasSuffix(full, "…") && !w.Hints() {
		l.fault("text %q is shortened to %q without a hint", full, strings.Join(lines, " "))
	}
	rest := []rune(full)
	for i, line := range lines[:len(lines)-1] {
		n := len([]rune(line))
		if n == 0 || n >= len(rest) {
			break
		}
		end, next := rest[n-1], rest[n]
		if isWord(end) && isWord(next) && strings.ContainsFunc(line, unicode.IsSpace) {
			l.fault("text %q is broken inside a word: %q, %q", full, line, lines[i+1])
		}
		rest = rest[n:]
		for len(rest) > 0 && unicode.IsSpace(rest[0]) && !strings.HasPrefix(lines[i+1], string(rest[0])) {
			rest = rest[1:]
		}
	}
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// drawnLines are the lines of a label as they are drawn.
func drawnLines(label *widget.Label) []string {
	var lines []string
	for _, o := range test.LaidOutObjects(label) {
		if t, ok := o.(*canvas.Text); ok {
			lines = append(lines, t.Text)
		}
	}
	return lines
}

// overlaps finds pieces that lie over each other.
func (l *layoutLook) overlaps() {
	for i, a := range l.pieces {
		for _, b := range l.pieces[i+1:] {
			if a.box.common(b.box).empty() || slices.Contains(b.parents, a.parents[len(a.parents)-1]) {
				continue
			}
			l.fault("%s lies over %s", b.name, a.name)
		}
	}
}

func firstOf(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

// firstWords is the first text in an object, to say which one it is.
func firstWords(o fyne.CanvasObject) string {
	for _, o := range test.LaidOutObjects(o) {
		if t, ok := o.(*canvas.Text); ok && t.Text != "" {
			return fmt.Sprintf("%q", t.Text)
		}
	}
	return "area"
}
