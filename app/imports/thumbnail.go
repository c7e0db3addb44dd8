package imports

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"kartoteka/app/ui"
	"kartoteka/data"
	"kartoteka/importer/template"
)

// A thumbnail is a small drawing of the tables of a template: one sheet behind the other, each with a header whose
// sections differ in colour.
type thumbnail struct {
	widget.BaseWidget
	template *template.Template
}

func newThumbnail(t *template.Template) *thumbnail {
	s := &thumbnail{template: t}
	s.ExtendBaseWidget(s)
	return s
}

// The size of a thumbnail, of one of its tables, and how far tables stand apart.
const (
	sketchWidth  float32 = 148
	sketchHeight float32 = 92
	sketchStep   float32 = 14
	sketchRow    float32 = 12
)

// MinSize is the size of the drawing.
func (s *thumbnail) MinSize() fyne.Size { return fyne.NewSize(sketchWidth, sketchHeight) }

// CreateRenderer draws the tables.
func (s *thumbnail) CreateRenderer() fyne.WidgetRenderer {
	r := &thumbnailRenderer{s: s}
	r.Refresh()
	return r
}

type thumbnailRenderer struct {
	s       *thumbnail
	objects []fyne.CanvasObject
}

func (r *thumbnailRenderer) Layout(fyne.Size)             {}
func (r *thumbnailRenderer) MinSize() fyne.Size           { return r.s.MinSize() }
func (r *thumbnailRenderer) Destroy()                     {}
func (r *thumbnailRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *thumbnailRenderer) Refresh() {
	r.objects = r.objects[:0]
	sheets := r.s.template.Sheets
	back := sketchStep * float32(len(sheets)-1)
	for i := range sheets {
		// The first sheet lies in front.
		at := float32(len(sheets) - 1 - i)
		r.table(&sheets[len(sheets)-1-i], fyne.NewPos(sketchStep*at, back-sketchStep*at), fyne.NewSize(sketchWidth-back, sketchHeight-back))
	}
	canvas.Refresh(r.s)
}

// table draws one sheet.
func (r *thumbnailRenderer) table(s *template.Sheet, at fyne.Position, size fyne.Size) {
	r.rectangle(at, size, ui.ColorSurface, ui.ColorBorder, 4)
	all := float32(0)
	columns := thumbnailColumns(s)
	for _, c := range columns {
		all += c.width
	}
	x := at.X + 1
	for i, c := range columns {
		width := (size.Width - 2) * c.width / all
		r.rectangle(fyne.NewPos(x+1, at.Y+2), fyne.NewSize(width-2, sketchRow-3), c.fill, "", 2)
		for row := float32(1); (row+1)*sketchRow < size.Height; row++ {
			if c.fill == ui.ColorInfo && int(row)%3 == 2 && i > len(columns)/2 {
				continue // not everybody has that many persons
			}
			long := width - 5
			if c.short {
				long /= 2
			}
			r.rectangle(fyne.NewPos(x+width-3-long, at.Y+row*sketchRow+5), fyne.NewSize(long, 3), ui.ColorBorder, "", 1)
		}
		x += width
	}
}

// A thumbnailColumn is a column of the drawing.
type thumbnailColumn struct {
	fill  fyne.ThemeColorName // of its header
	width float32             // in relation to the others
	short bool                // numbers, at the right edge
}

// thumbnailColumns are the columns drawn for a sheet, those of contact persons in a colour of their own.
func thumbnailColumns(s *template.Sheet) []thumbnailColumn {
	column := func(width float32) thumbnailColumn {
		return thumbnailColumn{fill: theme.ColorNamePrimary, width: width}
	}
	number := thumbnailColumn{fill: theme.ColorNamePrimary, width: 1, short: true}
	switch first := s.Sections[0]; {
	case len(s.Sections) > 1:
		columns := []thumbnailColumn{column(2), column(1)}
		for range s.Sections[1:] {
			columns = append(columns, thumbnailColumn{fill: ui.ColorInfo, width: 1})
		}
		return columns
	case first.Record == data.Contact:
		return []thumbnailColumn{{fill: ui.ColorInfo, width: 1}, {fill: ui.ColorInfo, width: 2}, {fill: ui.ColorInfo, width: 2}}
	case first.Record == data.Lead:
		return []thumbnailColumn{column(3), column(2), column(1)}
	case first.Record == data.Product:
		return []thumbnailColumn{column(1), column(3), number, number}
	}
	return []thumbnailColumn{column(2), column(1), column(1)}
}

func (r *thumbnailRenderer) rectangle(at fyne.Position, size fyne.Size, fill, border fyne.ThemeColorName, radius float32) {
	o := canvas.NewRectangle(ui.InkOr(fill))
	o.StrokeColor, o.CornerRadius = ui.InkOr(border), radius
	if border != "" {
		o.StrokeWidth = 1
	}
	o.Move(at)
	o.Resize(size)
	r.objects = append(r.objects, o)
}
