package columns

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"kartoteka/app/ui"
)

// A brush draws into a clipped place. What was drawn before is used again, so that scrolling makes no new objects.
type brush struct {
	clip   *container.Clip
	box    *fyne.Container
	areas  []*canvas.Rectangle
	texts  []*canvas.Text
	images []*canvas.Image
	drawn  []fyne.CanvasObject
	used   [3]int // of areas, texts, images
}

func newBrush() *brush {
	b := &brush{box: container.NewWithoutLayout()}
	b.clip = container.NewClip(b.box)
	return b
}

// begin takes away what was drawn.
func (b *brush) begin(at fyne.Position, size fyne.Size) {
	b.drawn, b.used = b.drawn[:0], [3]int{}
	b.clip.Move(at)
	b.clip.Resize(size)
	b.box.Resize(size)
}

// end shows what was drawn.
func (b *brush) end() {
	b.box.Objects = append(b.box.Objects[:0], b.drawn...)
	b.box.Refresh()
}

// area draws a rectangle; "" is no colour.
func (b *brush) area(x, y, width, height float32, fill, edge fyne.ThemeColorName, stroke, radius float32) {
	if b.used[0] == len(b.areas) {
		b.areas = append(b.areas, ui.Area())
	}
	r := b.areas[b.used[0]]
	b.used[0]++
	r.FillColor, r.StrokeColor, r.StrokeWidth, r.CornerRadius = ui.InkOr(fill), ui.InkOr(edge), stroke, radius
	r.Move(fyne.NewPos(x, y))
	r.Resize(fyne.NewSize(width, height))
	b.drawn = append(b.drawn, r)
}

// A pen is how a text looks.
type pen struct {
	size  float32
	bold  bool
	color color.Color
}

// text draws one line in a width, shortened with … and in the middle of a height. It reports whether all of it is there.
func (b *brush) text(s string, p pen, x, y, width, height float32, align fyne.TextAlign) bool {
	if b.used[1] == len(b.texts) {
		b.texts = append(b.texts, canvas.NewText("", nil))
	}
	t := b.texts[b.used[1]]
	b.used[1]++
	style := fyne.TextStyle{Bold: p.bold}
	short := ui.Shorten(s, width, p.size, style)
	t.Text, t.TextSize, t.TextStyle, t.Color, t.Alignment = short, p.size, style, p.color, align
	line := lineHeight(p.size, p.bold)
	t.Move(fyne.NewPos(x, y+float32(int((height-line)/2))))
	t.Resize(fyne.NewSize(width, line))
	b.drawn = append(b.drawn, t)
	return short == s
}

// image draws an icon.
func (b *brush) image(name string, c fyne.ThemeColorName, x, y, side float32) {
	if b.used[2] == len(b.images) {
		b.images = append(b.images, ui.Picture(nil, side))
	}
	i := b.images[b.used[2]]
	b.used[2]++
	if resource := ui.IconIn(name, c); i.Resource == nil || i.Resource.Name() != resource.Name() {
		i.Resource = resource
		i.Refresh()
	}
	i.Move(fyne.NewPos(x, y))
	i.Resize(fyne.NewSquareSize(side))
	b.drawn = append(b.drawn, i)
}

type line struct {
	size float32
	bold bool
}

// lineHeights are measured once. Only the goroutine of the window uses them.
var lineHeights = map[line]float32{}

func lineHeight(size float32, bold bool) float32 {
	h, ok := lineHeights[line{size, bold}]
	if !ok {
		h = fyne.MeasureText("Ůj", size, fyne.TextStyle{Bold: bold}).Height
		lineHeights[line{size, bold}] = h
	}
	return h
}
