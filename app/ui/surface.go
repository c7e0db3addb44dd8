package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// A Surface is an area in a colour of the theme that keeps its colour when the theme changes.
type Surface struct {
	widget.BaseWidget
	fill, border fyne.ThemeColorName // "" is none
	radius       float32
}

// NewSurface is an area with a fill and a border, "" for none, and corners of a radius in points.
func NewSurface(fill, border fyne.ThemeColorName, radius float32) *Surface {
	s := &Surface{fill: fill, border: border, radius: radius}
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer draws the area.
func (s *Surface) CreateRenderer() fyne.WidgetRenderer {
	r := &surfaceRenderer{s, Area()}
	r.Refresh()
	return r
}

type surfaceRenderer struct {
	s    *Surface
	area *canvas.Rectangle
}

func (r *surfaceRenderer) Layout(size fyne.Size) { r.area.Resize(size) }
func (r *surfaceRenderer) MinSize() fyne.Size    { return fyne.Size{} }
func (r *surfaceRenderer) Refresh() {
	r.area.FillColor, r.area.StrokeColor = InkOr(r.s.fill), InkOr(r.s.border)
	r.area.CornerRadius, r.area.StrokeWidth = r.s.radius, 0
	if r.s.border != "" {
		r.area.StrokeWidth = 1
	}
	r.area.Refresh()
}
func (r *surfaceRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.area} }
func (r *surfaceRenderer) Destroy()                     {}

// Card groups what belongs together on a raised area.
func Card(content fyne.CanvasObject) *fyne.Container {
	return container.NewStack(NewSurface(ColorSurface, ColorBorder, CornerRadius), Padded(Gap, content))
}

// TitledCard is a card with a heading.
func TitledCard(title string, content ...fyne.CanvasObject) *fyne.Container {
	return Card(Stack(Gap, append([]fyne.CanvasObject{Subheading(title)}, content...)...))
}

// Frame is a card without distance around its content, for grids.
func Frame(content fyne.CanvasObject) *fyne.Container {
	return container.NewStack(NewSurface(ColorSurface, ColorBorder, CornerRadius), Padded(1, content))
}

// A Tone colours what has a meaning. Icon and words always say the same, so that colour is never the only sign.
type Tone int

// The tones.
const (
	NeutralTone Tone = iota
	ErrorTone
	WarningTone
	SuccessTone
	InfoTone
	DuplicateTone
	RepairTone
	FolderTone // signs of the files of a dialog
	FileTone
)

// Tones are how the tones look: icon, colour of the text and behind it, importance of Fyne's widgets.
var Tones = map[Tone]struct {
	Icon       string
	Text, Soft fyne.ThemeColorName
	Importance widget.Importance
}{
	NeutralTone: {"info", ColorMuted, colorRowHover, widget.LowImportance},
	ErrorTone:   {"error", "error", colorErrorSoft, widget.DangerImportance},
	WarningTone: {"warning", "warning", colorWarningSoft, widget.WarningImportance},
	SuccessTone: {"success", "success", colorSuccessSoft, widget.SuccessImportance},
	InfoTone:    {"info", ColorInfo, colorInfoSoft, widget.MediumImportance},

	DuplicateTone: {"duplicate", ColorInfo, colorInfoSoft, widget.MediumImportance},
	RepairTone:    {"repair", ColorMuted, colorRowHover, widget.LowImportance},

	FolderTone: {"folder", "primary", colorRowHover, widget.MediumImportance},
	FileTone:   {"sheet", ColorMuted, colorRowHover, widget.LowImportance},
}

// Note is a sentence that has to be seen, with the icon of its tone, and what can be done about it.
func Note(t Tone, text string, actions ...fyne.CanvasObject) *fyne.Container {
	look := Tones[t]
	sign := Middle(Picture(IconIn(look.Icon, look.Text), 20))
	said := fyne.CanvasObject(Middle(Paragraph(text)))
	if len(actions) > 0 {
		said = container.New(&aside{}, said, Flow(GapSmall, actions...))
	}
	inner := container.NewBorder(nil, nil, Beside(GapSmall, sign, GapOf(GapTiny)), nil, said)
	return container.NewStack(NewSurface(look.Soft, "", CornerRadius), Padded(1.5*GapSmall, inner))
}

// Badge is a word or two in a tone, to be shown in a row of things.
func Badge(t Tone, text string) *fyne.Container {
	look := Tones[t]
	words := NewPlain(text, look.Text)
	inner := Beside(GapTiny, Middle(Picture(IconIn(look.Icon, look.Text), 14)), Middle(words))
	return container.NewStack(NewSurface(look.Soft, "", 10), container.NewPadded(inner))
}

// GapOf is empty room of a width and height.
func GapOf(side float32) fyne.CanvasObject {
	r := Area()
	r.SetMinSize(fyne.NewSquareSize(side))
	return r
}

// Empty says why there is nothing to see yet and what to do about it, in the middle of the room it is given.
func Empty(drawing, title, text string, actions ...fyne.CanvasObject) fyne.CanvasObject {
	parts := []fyne.CanvasObject{container.NewCenter(Picture(IconIn(drawing, ColorMuted), 40)), GapOf(GapSmall),
		Subheading(title).Center().Wrapped(), Muted(text).Center()}
	if len(actions) > 0 {
		parts = append(parts, GapOf(GapSmall), InMiddle(Flow(GapSmall, actions...)))
	}
	return Centered(460, Stack(GapSmall, parts...))
}

// InMiddle puts an object in the middle across, no wider than it needs.
func InMiddle(o fyne.CanvasObject) *fyne.Container { return container.New(centered{}, o) }

// centered puts an object in the middle across, no wider than it needs.
type centered struct{}

func (centered) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	wide := min(IdealWidth(objects[0]), size.Width)
	setWidth(objects[0], wide)
	objects[0].Move(fyne.NewPos((size.Width-wide)/2, 0))
}

func (centered) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

// PageFrame is the frame of all pages: the title, a sentence, what can be done on the right, and the content
// in all the room that is left.
func PageFrame(title, hint string, actions []fyne.CanvasObject, content fyne.CanvasObject) fyne.CanvasObject {
	head := PageHead(title, nil, actions)
	if hint != "" {
		head = Stack(GapTiny, head, Muted(hint))
	}
	return Padded(GapLarge, container.New(SpacedBorder(Gap), head, content))
}

// PageHead is the title of a page with a word beside it, nil for none, and what can be done at the right.
func PageHead(title string, beside fyne.CanvasObject, actions []fyne.CanvasObject) *fyne.Container {
	name := Heading(title)
	name.Label.Truncation = fyne.TextTruncateEllipsis
	titles := container.New(BesideName{}, name)
	if beside != nil {
		titles.Add(beside)
	}
	return container.New(&WrapRow{}, titles, Flow(GapSmall, actions...))
}

// Scrolled lets the content of a page be longer than the window, and keeps it readable on wide screens.
func Scrolled(content fyne.CanvasObject) fyne.CanvasObject {
	return container.NewVScroll(container.NewBorder(nil, nil, nil, GapOf(Gap), AtMost(860, content)))
}

// SpacedBorder puts the first object on top and gives the second the rest.
type SpacedBorder float32

func (l SpacedBorder) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	setWidth(objects[0], size.Width)
	top := objects[0].Size().Height
	objects[1].Move(fyne.NewPos(0, top+float32(l)))
	objects[1].Resize(fyne.NewSize(size.Width, max(0, size.Height-top-float32(l))))
}

func (l SpacedBorder) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(max(a.Width, b.Width), a.Height+b.Height+float32(l))
}

// Area is a rectangle that can't be seen until it gets a colour.
func Area() *canvas.Rectangle { return canvas.NewRectangle(color.Transparent) }
