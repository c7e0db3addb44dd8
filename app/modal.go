package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"kartoteka/app/ui"
)

// A dialog is a card in front of the window: a title, content, and verbs to choose from. One can be
// open at a time; opening another closes it.
type dialog struct {
	title   string
	content fyne.CanvasObject
	width   float32        // of the content, 0 is 440
	buttons []*ui.Button   // from left to right; the last is what Enter should do
	first   fyne.Focusable // where the keyboard begins; nil is the last button
	closed  func()         // after it was closed, however that happened; nil: nothing

	overlay *scrim
}

// open shows a dialog.
func (a *Window) open(d *dialog) {
	a.closeDialog()
	width := d.width
	if width == 0 {
		width = 440
	}
	verbs := ui.Beside(ui.GapSmall, layout.NewSpacer())
	for _, b := range d.buttons {
		verbs.Add(b)
	}
	content := ui.Stack(ui.Gap, subheadingLarge(d.title), ui.AtLeast(width, d.content), verbs)
	d.overlay = newScrim(container.NewStack(ui.NewSurface(theme.ColorNameOverlayBackground, ui.ColorBorder, 12), ui.Padded(ui.GapLarge, content)))
	a.dialog = d
	c := a.canvas()
	d.overlay.Resize(c.Size())
	c.Overlays().Add(d.overlay)
	switch {
	case d.first != nil:
		c.Focus(d.first)
	case len(d.buttons) > 0:
		c.Focus(d.buttons[len(d.buttons)-1])
	}
}

// subheadingLarge is the title of a dialog.
func subheadingLarge(s string) *ui.Words {
	w := ui.Subheading(s)
	w.Label.Wrapping = fyne.TextWrapWord
	return w
}

// closeDialog closes the dialog that is open, if there is one.
func (a *Window) closeDialog() {
	d := a.dialog
	if d == nil {
		return
	}
	a.dialog = nil
	a.canvas().Overlays().Remove(d.overlay)
	if d.closed != nil {
		d.closed()
	}
}

// closing is a button that only closes the dialog.
func (a *Window) closing(text string) *ui.Button { return ui.Secondary(text, "", a.closeDialog) }

// A scrim darkens the window and keeps the mouse from it; its content stands in the middle.
type scrim struct {
	widget.BaseWidget
	content fyne.CanvasObject
}

func newScrim(content fyne.CanvasObject) *scrim {
	s := &scrim{content: content}
	s.ExtendBaseWidget(s)
	return s
}

// Tapped does nothing: what is behind can't be reached.
func (s *scrim) Tapped(*fyne.PointEvent) {}

// CreateRenderer draws the scrim.
func (s *scrim) CreateRenderer() fyne.WidgetRenderer {
	r := &scrimRenderer{s, canvas.NewRectangle(ui.Ink(ui.ColorScrim))}
	return r
}

type scrimRenderer struct {
	s    *scrim
	dark *canvas.Rectangle
}

func (r *scrimRenderer) Layout(size fyne.Size) {
	r.dark.Resize(size)
	content := r.s.content.MinSize().Min(size)
	r.s.content.Resize(content)
	content = r.s.content.MinSize().Min(size) // text that wraps knows its height once it has a width
	r.s.content.Resize(content)
	r.s.content.Move(fyne.NewPos((size.Width-content.Width)/2, (size.Height-content.Height)/2))
}
func (r *scrimRenderer) MinSize() fyne.Size { return fyne.Size{} }
func (r *scrimRenderer) Refresh() {
	r.dark.FillColor = ui.Ink(ui.ColorScrim)
	r.Layout(r.s.Size())
	r.dark.Refresh()
	r.s.content.Refresh()
}
func (r *scrimRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.dark, r.s.content}
}
func (r *scrimRenderer) Destroy() {}
