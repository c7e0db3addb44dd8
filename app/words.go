package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// words are text without the inset of Fyne's labels, so that text, buttons and grids share one left edge.
type words struct {
	widget.BaseWidget
	label *widget.Label
}

// heading is the title of a page.
func heading(s string) *words {
	w := newWords(s)
	w.label.SizeName = theme.SizeNameHeadingText
	w.label.TextStyle.Bold = true
	return w
}

// subheading is the title of a card or of a group in a page.
func subheading(s string) *words {
	w := newWords(s)
	w.label.TextStyle.Bold = true
	return w
}

// line is body text that stays on one line and is shortened with … where it does not fit.
func line(s string) *words {
	w := newWords(s)
	w.label.Truncation = fyne.TextTruncateEllipsis
	return w
}

// paragraph is body text that wraps.
func paragraph(s string) *words {
	w := newWords(s)
	w.label.Wrapping = fyne.TextWrapWord
	return w
}

// muted is a paragraph of second rank.
func muted(s string) *words {
	w := paragraph(s)
	w.label.Importance = widget.LowImportance
	return w
}

// caption is small text of second rank.
func caption(s string) *words {
	w := newWords(s)
	w.label.SizeName = theme.SizeNameCaptionText
	w.label.Importance = widget.LowImportance
	return w
}

// smallPrint is a sentence or two of small text of second rank that wrap.
func smallPrint(s string) *words {
	w := caption(s)
	w.label.Wrapping = fyne.TextWrapWord
	return w
}

// body is body text on one line that is never shortened.
func body(s string) *words { return newWords(s) }

func newWords(s string) *words {
	w := &words{label: widget.NewLabel(s)}
	w.ExtendBaseWidget(w)
	return w
}

// SetText replaces the text.
func (w *words) SetText(s string) {
	if w.label.Text != s {
		w.label.SetText(s)
	}
}

// Text is the text as it was set.
func (w *words) Text() string { return w.label.Text }

// paint gives the text the colour of an importance: danger, warning, success.
func (w *words) paint(i widget.Importance) *words {
	w.label.Importance = i
	w.label.Refresh()
	return w
}

// center puts the text in the middle.
func (w *words) center() *words {
	w.label.Alignment = fyne.TextAlignCenter
	return w
}

// wrapped lets the text go on in a next line.
func (w *words) wrapped() *words {
	w.label.Wrapping = fyne.TextWrapBreak
	return w
}

// selectable lets people mark and copy the text.
func (w *words) selectable() *words {
	w.label.Selectable = true
	return w
}

// CreateRenderer takes the label's inset away.
func (w *words) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.New(flush{}, w.label))
}

// flush lays its one object out beyond its own bounds by the inset that Fyne's widgets keep around text.
type flush struct{}

func (flush) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	inset := theme.InnerPadding()
	for _, o := range objects {
		o.Move(fyne.NewPos(-inset, -inset))
		o.Resize(size.AddWidthHeight(2*inset, 2*inset))
	}
}

func (flush) MinSize(objects []fyne.CanvasObject) fyne.Size {
	inset := theme.InnerPadding()
	var size fyne.Size
	for _, o := range objects {
		size = size.Max(o.MinSize())
	}
	return fyne.NewSize(max(0, size.Width-2*inset), max(0, size.Height-2*inset))
}

// stack puts objects one under another with a distance between them.
func stack(distance float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedVBoxLayout(distance), objects...)
}

// beside puts objects side by side with a distance between them.
func beside(distance float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedHBoxLayout(distance), objects...)
}

// padded keeps a distance around an object.
func padded(distance float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedLayout(distance, distance, distance, distance), o)
}

// middle keeps an object at its smallest height, in the middle of the height it is given.
func middle(o fyne.CanvasObject) *fyne.Container { return container.New(midLayout{}, o) }

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

// atMost keeps an object from growing wider than a width; it stays at the left edge.
func atMost(width float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(widthLayout{most: width}, o)
}

// atLeast keeps an object from getting narrower than a width.
func atLeast(width float32, o fyne.CanvasObject) *fyne.Container {
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

// columns puts objects side by side in equal widths with a distance between them, all as high as the highest.
func columns(distance float32, objects ...fyne.CanvasObject) *fyne.Container {
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
