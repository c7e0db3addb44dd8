package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"kartoteka/app/ui"
)

// A Dialog is a card in front of the window: a title, content, and verbs to choose from. One can be
// open at a time; opening another closes it.
type Dialog struct {
	Title   string
	Content fyne.CanvasObject
	Width   float32        // of the content, 0 is 440
	Buttons []*ui.Button   // from left to right; the last is what Enter should do
	First   fyne.Focusable // where the keyboard begins; nil is the last button
	closed  func()         // after it was closed, however that happened; nil: nothing

	overlay *scrim
}

// OpenDialog shows a dialog.
func (w *Window) OpenDialog(d *Dialog) {
	w.CloseDialog()
	width := d.Width
	if width == 0 {
		width = 440
	}
	verbs := ui.Beside(ui.GapSmall, layout.NewSpacer())
	for _, b := range d.Buttons {
		verbs.Add(b)
	}
	content := container.New(dialogRows{}, subheadingLarge(d.Title), container.NewVScroll(container.NewBorder(nil, nil, nil, ui.GapOf(ui.Gap), ui.AtLeast(width, d.Content))), verbs)
	d.overlay = newScrim(container.NewStack(ui.NewSurface(theme.ColorNameOverlayBackground, ui.ColorBorder, 12), ui.Padded(ui.GapLarge, content)))
	w.Dialog = d
	c := w.Canvas()
	d.overlay.Resize(c.Size())
	c.Overlays().Add(d.overlay)
	switch {
	case d.First != nil:
		c.Focus(d.First)
	case len(d.Buttons) > 0:
		c.Focus(d.Buttons[len(d.Buttons)-1])
	}
}

// dialogRows gives the content of a dialog, a scroll between its title and its verbs, the height it needs or the window has.
type dialogRows struct{}

// Layout puts the three one under another. The bar of the scroll stands in the margin at the right.
func (dialogRows) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	title, content, verbs := objects[0], objects[1], objects[2]
	title.Resize(fyne.NewSize(size.Width, title.MinSize().Height))
	head, foot := title.MinSize().Height+ui.Gap, verbs.MinSize().Height+ui.Gap
	content.Move(fyne.NewPos(0, head))
	content.Resize(fyne.NewSize(size.Width+ui.Gap, size.Height-head-foot))
	verbs.Move(fyne.NewPos(0, size.Height-foot+ui.Gap))
	verbs.Resize(fyne.NewSize(size.Width, foot-ui.Gap))
}

// MinSize is the size in which nothing has to be scrolled.
func (dialogRows) MinSize(objects []fyne.CanvasObject) fyne.Size {
	title, content, verbs := objects[0].MinSize(), objects[1].(*container.Scroll).Content.MinSize(), objects[2].MinSize()
	return fyne.NewSize(max(title.Width, content.Width-ui.Gap, verbs.Width), title.Height+content.Height+verbs.Height+2*ui.Gap)
}

// subheadingLarge is the title of a dialog.
func subheadingLarge(s string) *ui.Words {
	w := ui.Subheading(s)
	w.Label.Wrapping = fyne.TextWrapWord
	return w
}

// CloseDialog closes the dialog that is open, if there is one.
func (w *Window) CloseDialog() {
	d := w.Dialog
	if d == nil {
		return
	}
	w.Dialog = nil
	w.Canvas().Overlays().Remove(d.overlay)
	if d.closed != nil {
		d.closed()
	}
}

// DialogOpen reports whether a dialog is open.
func (w *Window) DialogOpen() bool { return w.Dialog != nil }

// Closing is a button that only closes the dialog.
func (w *Window) Closing(text string) *ui.Button { return ui.Secondary(text, "", w.CloseDialog) }

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

// Inside is the content of the dialog.
func (s *scrim) Inside() []fyne.CanvasObject { return []fyne.CanvasObject{s.content} }

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
