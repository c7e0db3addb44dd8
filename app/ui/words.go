package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Words are text without the inset of Fyne's labels, so that text, buttons and grids share one left edge.
type Words struct {
	widget.BaseWidget
	Label *widget.Label
}

// Heading is the title of a page.
func Heading(s string) *Words {
	w := Body(s)
	w.Label.SizeName = theme.SizeNameHeadingText
	w.Label.TextStyle.Bold = true
	return w
}

// Subheading is the title of a card or of a group in a page.
func Subheading(s string) *Words {
	w := Body(s)
	w.Label.TextStyle.Bold = true
	return w
}

// Line is body text that stays on one line and is shortened with … where it does not fit.
func Line(s string) *Words {
	return Body(s).Shortened()
}

// Paragraph is body text that wraps.
func Paragraph(s string) *Words {
	w := Body(s)
	w.Label.Wrapping = fyne.TextWrapWord
	return w
}

// Muted is a paragraph of second rank.
func Muted(s string) *Words {
	w := Paragraph(s)
	w.Label.Importance = widget.LowImportance
	return w
}

// Caption is small text of second rank.
func Caption(s string) *Words {
	w := Body(s)
	w.Label.SizeName = theme.SizeNameCaptionText
	w.Label.Importance = widget.LowImportance
	return w
}

// SmallPrint is a sentence or two of small text of second rank that wrap.
func SmallPrint(s string) *Words {
	w := Caption(s)
	w.Label.Wrapping = fyne.TextWrapWord
	return w
}

// Body is body text on one line that is never shortened. Its label can be given another look.
func Body(s string) *Words {
	w := &Words{Label: widget.NewLabel(s)}
	w.ExtendBaseWidget(w)
	return w
}

// SetText replaces the text.
func (w *Words) SetText(s string) {
	if w.Label.Text != s {
		w.Label.SetText(s)
	}
}

// Text is the text as it was set.
func (w *Words) Text() string { return w.Label.Text }

// Paint gives the text the colour of an importance: danger, warning, success.
func (w *Words) Paint(i widget.Importance) *Words {
	w.Label.Importance = i
	w.Label.Refresh()
	return w
}

// Center puts the text in the middle.
func (w *Words) Center() *Words {
	w.Label.Alignment = fyne.TextAlignCenter
	return w
}

// Wrapped lets the text go on in a next line.
func (w *Words) Wrapped() *Words {
	w.Label.Wrapping = fyne.TextWrapWord
	return w
}

// Shortened keeps the text on one line, with … where it does not fit; it is shown whole while the mouse rests on it.
func (w *Words) Shortened() *Words {
	w.Label.Truncation = fyne.TextTruncateEllipsis
	return w
}

// Selectable lets people mark and copy the text.
func (w *Words) Selectable() *Words {
	w.Label.Selectable = true
	return w
}

// CreateRenderer takes the label's inset away.
func (w *Words) CreateRenderer() fyne.WidgetRenderer {
	flush := container.New(Flush{}, w.Label)
	if !w.Hints() {
		return widget.NewSimpleRenderer(flush)
	}
	return widget.NewSimpleRenderer(container.NewStack(flush, newWholeText(w)))
}

// Flush lays its one object out beyond its own bounds by the inset that Fyne's widgets keep around text.
type Flush struct{}

func (Flush) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	inset := theme.InnerPadding()
	for _, o := range objects {
		o.Move(fyne.NewPos(-inset, -inset))
		o.Resize(size.AddWidthHeight(2*inset, 2*inset))
	}
}

func (Flush) MinSize(objects []fyne.CanvasObject) fyne.Size {
	inset := theme.InnerPadding()
	var size fyne.Size
	for _, o := range objects {
		size = size.Max(o.MinSize())
	}
	return fyne.NewSize(max(0, size.Width-2*inset), max(0, size.Height-2*inset))
}

// Beside puts objects side by side with a distance between them.
func Beside(distance float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedHBoxLayout(distance), objects...)
}

// Padded keeps a distance around an object.
func Padded(distance float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedLayout(distance, distance, distance, distance), o)
}

// Middle keeps an object at its smallest height, in the middle of the height it is given.
func Middle(o fyne.CanvasObject) *fyne.Container { return container.New(midLayout{}, o) }

type midLayout struct{}

func (midLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		h := min(o.MinSize().Height, size.Height)
		o.Resize(fyne.NewSize(size.Width, h))
		o.Move(fyne.NewPos(0, (size.Height-h)/2))
	}
}

func (midLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		size = size.Max(o.MinSize())
	}
	return size
}

// AtMost keeps an object from growing wider than a width; it stays at the left edge.
func AtMost(width float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(widthLayout{most: width}, o)
}

// AtLeast keeps an object from getting narrower than a width.
func AtLeast(width float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(widthLayout{least: width}, o)
}

type widthLayout struct{ least, most float32 }

func (l widthLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	if l.most > 0 {
		size.Width = min(size.Width, l.most)
	}
	for _, o := range objects {
		o.Resize(size)
		o.Move(fyne.NewPos(0, 0))
	}
}

func (l widthLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		size = size.Max(o.MinSize())
	}
	size.Width = max(size.Width, l.least)
	return size
}

// Columns puts objects side by side in equal widths with a distance between them, all as high as the highest.
func Columns(distance float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(equalLayout(distance), objects...)
}

type equalLayout float32

func (l equalLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	n := float32(len(objects))
	wide := (size.Width - float32(l)*(n-1)) / n
	for i, o := range objects {
		o.Resize(fyne.NewSize(wide, size.Height))
		o.Move(fyne.NewPos(float32(i)*(wide+float32(l)), 0))
	}
}

func (l equalLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var most fyne.Size
	for _, o := range objects {
		most = most.Max(o.MinSize())
	}
	n := float32(len(objects))
	return fyne.NewSize(most.Width*n+float32(l)*max(0, n-1), most.Height)
}

// Trailing puts the text at the right edge.
func Trailing(w *Words) *Words {
	w.Label.Alignment = fyne.TextAlignTrailing
	return w
}

// Hints reports whether the whole text is shown while the mouse rests on it.
func (w *Words) Hints() bool { return w.Label.Truncation != fyne.TextTruncateOff }

// wholeWidth is the width in which a line is not shortened.
func (w *Words) wholeWidth() float32 {
	size := theme.TextSize()
	if w.Label.SizeName != "" {
		size = theme.Size(w.Label.SizeName)
	}
	return fyne.MeasureText(w.Label.Text, size, w.Label.TextStyle).Width + 1
}

// Hinted is an object that shows a text, which is shown whole while the mouse rests on it and it is wider than the object.
func Hinted(o fyne.CanvasObject, text string) *fyne.Container {
	return container.NewStack(o, newWholeText(Line(text)))
}

// A wholeText lies over a line of text and shows all of it while the mouse rests there and the line is shortened.
type wholeText struct {
	widget.BaseWidget
	of *Words
}

func newWholeText(w *Words) *wholeText {
	h := &wholeText{of: w}
	h.ExtendBaseWidget(h)
	return h
}

// MouseIn shows the text.
func (h *wholeText) MouseIn(*desktop.MouseEvent) {
	if h.of.wholeWidth() > h.Size().Width+1 {
		hint(h, h.of.Text(), false)
	}
}

// MouseMoved is a part of desktop.Hoverable.
func (h *wholeText) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes the text away.
func (h *wholeText) MouseOut() { unhint(h) }

// CreateRenderer draws nothing.
func (h *wholeText) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(Area()) }
