package app

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// A surface is an area in a colour of the theme that keeps its colour when the theme changes.
type surface struct {
	widget.BaseWidget
	fill, border fyne.ThemeColorName // "" is none
	radius       float32
}

func newSurface(fill, border fyne.ThemeColorName, radius float32) *surface {
	s := &surface{fill: fill, border: border, radius: radius}
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer draws the area.
func (s *surface) CreateRenderer() fyne.WidgetRenderer {
	r := &surfaceRenderer{s, area()}
	r.Refresh()
	return r
}

type surfaceRenderer struct {
	s    *surface
	area *canvas.Rectangle
}

func (r *surfaceRenderer) Layout(size fyne.Size) { r.area.Resize(size) }
func (r *surfaceRenderer) MinSize() fyne.Size    { return fyne.Size{} }
func (r *surfaceRenderer) Refresh() {
	r.area.FillColor, r.area.StrokeColor = ink0(r.s.fill), ink0(r.s.border)
	r.area.CornerRadius, r.area.StrokeWidth = r.s.radius, 0
	if r.s.border != "" {
		r.area.StrokeWidth = 1
	}
	r.area.Refresh()
}
func (r *surfaceRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.area} }
func (r *surfaceRenderer) Destroy()                     {}

// card groups what belongs together on a raised area.
func card(content fyne.CanvasObject) *fyne.Container {
	return container.NewStack(newSurface(colorSurface, colorBorder, cornerRadius), padded(gap, content))
}

// titledCard is a card with a heading.
func titledCard(title string, content ...fyne.CanvasObject) *fyne.Container {
	return card(stack(gap, append([]fyne.CanvasObject{subheading(title)}, content...)...))
}

// frame is a card without distance around its content, for grids.
func frame(content fyne.CanvasObject) *fyne.Container {
	return container.NewStack(newSurface(colorSurface, colorBorder, cornerRadius), padded(1, content))
}

// A tone colours what has a meaning. Icon and words always say the same, so that colour is never the only sign.
type tone int

const (
	neutralTone tone = iota
	errorTone
	warningTone
	successTone
	infoTone
	duplicateTone
	repairTone
)

var tones = map[tone]struct {
	icon       string
	text, soft fyne.ThemeColorName
	importance widget.Importance
}{
	neutralTone: {"info", colorMuted, colorRowHover, widget.LowImportance},
	errorTone:   {"error", "error", colorErrorSoft, widget.DangerImportance},
	warningTone: {"warning", "warning", colorWarningSoft, widget.WarningImportance},
	successTone: {"success", "success", colorSuccessSoft, widget.SuccessImportance},
	infoTone:    {"info", colorInfo, colorInfoSoft, widget.MediumImportance},

	duplicateTone: {"duplicate", colorInfo, colorInfoSoft, widget.MediumImportance},
	repairTone:    {"repair", colorMuted, colorRowHover, widget.LowImportance},
}

// note is a sentence that has to be seen, with the icon of its tone, and what can be done about it.
func note(t tone, text string, actions ...fyne.CanvasObject) *fyne.Container {
	look := tones[t]
	sign := middle(picture(iconIn(look.icon, look.text), 20))
	right := beside(gapSmall, actions...)
	inner := container.NewBorder(nil, nil, beside(gapSmall, sign, gapOf(gapTiny)), middle(right), middle(paragraph(text)))
	return container.NewStack(newSurface(look.soft, "", cornerRadius), padded(1.5*gapSmall, inner))
}

// badge is a word or two in a tone, to be shown in a row of things.
func badge(t tone, text string) *fyne.Container {
	look := tones[t]
	words := newPlain(text, look.text)
	inner := beside(gapTiny, middle(picture(iconIn(look.icon, look.text), 14)), middle(words))
	return container.NewStack(newSurface(look.soft, "", 10), container.NewPadded(inner))
}

// gapOf is empty room of a width and height.
func gapOf(side float32) fyne.CanvasObject {
	r := area()
	r.SetMinSize(fyne.NewSquareSize(side))
	return r
}

// empty says why there is nothing to see yet and what to do about it.
func empty(drawing, title, text string, actions ...fyne.CanvasObject) fyne.CanvasObject {
	content := stack(gapSmall,
		container.NewCenter(picture(iconIn(drawing, colorMuted), 40)), gapOf(gapSmall),
		subheading(title).center(), atLeast(420, muted(text).center()))
	if len(actions) > 0 {
		content.Add(gapOf(gapSmall))
		content.Add(container.NewCenter(beside(gapSmall, actions...)))
	}
	return container.NewCenter(content)
}

// pageFrame is what all pages look like: the title, a sentence, what can be done on the right, and the content
// in all the room that is left.
func pageFrame(title, hint string, actions []fyne.CanvasObject, content fyne.CanvasObject) fyne.CanvasObject {
	titles := stack(gapTiny, heading(title))
	if hint != "" {
		titles.Add(muted(hint))
	}
	top := container.NewBorder(nil, nil, nil, container.NewVBox(beside(gapSmall, actions...)), titles)
	return padded(gapLarge, container.New(spacedBorder{gap}, top, content))
}

// scrolled lets the content of a page be longer than the window, and keeps it readable on wide screens.
func scrolled(content fyne.CanvasObject) fyne.CanvasObject {
	return container.NewVScroll(container.NewBorder(nil, nil, nil, gapOf(gap), atMost(860, content)))
}

// spacedBorder puts the first object on top and gives the second the rest.
type spacedBorder struct{ distance float32 }

func (l spacedBorder) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	top := objects[0].MinSize().Height
	objects[0].Resize(fyne.NewSize(size.Width, top))
	objects[1].Move(fyne.NewPos(0, top+l.distance))
	objects[1].Resize(fyne.NewSize(size.Width, max(0, size.Height-top-l.distance)))
}

func (l spacedBorder) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(max(a.Width, b.Width), a.Height+b.Height+l.distance)
}

// area is a rectangle that can't be seen until it gets a colour.
func area() *canvas.Rectangle { return canvas.NewRectangle(color.Transparent) }
