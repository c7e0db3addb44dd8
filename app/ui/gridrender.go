package ui

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// A gridRenderer draws a gridView: a header, the rows in view, two scroll bars.
type gridRenderer struct {
	g                    *gridView
	header               *gridRow
	headerBack           *canvas.Rectangle
	headerLine           *canvas.Rectangle
	rows                 []*gridRow // the row i of the source is drawn by rows[i % len(rows)]
	body, top            *fyne.Container
	bodyClip, topClip    *container.Clip
	vertical, horizontal *canvas.Rectangle
	focus                *canvas.Rectangle
}

func newGridRenderer(g *gridView) *gridRenderer {
	r := &gridRenderer{g: g, headerBack: Area(), headerLine: Area(), header: newGridRow(true),
		body: container.NewWithoutLayout(), vertical: barRectangle(), horizontal: barRectangle(), focus: Area()}
	r.top = container.NewWithoutLayout(r.headerBack, r.header.box, r.headerLine)
	r.bodyClip, r.topClip = container.NewClip(r.body), container.NewClip(r.top)
	return r
}

func (r *gridRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.bodyClip, r.topClip, r.vertical, r.horizontal, r.focus}
}

func (r *gridRenderer) MinSize() fyne.Size { return r.g.MinSize() }
func (r *gridRenderer) Destroy()           {}

func (r *gridRenderer) Layout(size fyne.Size) {
	h := r.g.RowHeight()
	r.topClip.Resize(fyne.NewSize(size.Width, h))
	r.bodyClip.Move(fyne.NewPos(0, h))
	r.bodyClip.Resize(fyne.NewSize(size.Width, max(0, size.Height-h)))
	r.headerBack.Resize(fyne.NewSize(size.Width, h))
	r.headerLine.Move(fyne.NewPos(0, h-1))
	r.headerLine.Resize(fyne.NewSize(size.Width, 1))
	r.focus.Resize(size)
	r.draw()
}

func (r *gridRenderer) Refresh() {
	r.headerBack.FillColor, r.headerLine.FillColor = Ink(theme.ColorNameHeaderBackground), Ink(ColorBorder)
	r.headerBack.TopLeftCornerRadius, r.headerBack.TopRightCornerRadius = CornerRadius-1, CornerRadius-1
	r.vertical.FillColor, r.horizontal.FillColor = Ink(theme.ColorNameScrollBar), Ink(theme.ColorNameScrollBar)
	r.focus.CornerRadius, r.focus.StrokeColor = CornerRadius-1, color.Transparent
	if r.g.focused {
		r.focus.StrokeColor, r.focus.StrokeWidth = Ink(theme.ColorNameFocus), 2
	}
	r.Layout(r.g.Size())
	canvas.Refresh(r.g.self)
}

// draw gives each row in view to a row object.
func (r *gridRenderer) draw() {
	g := r.g
	h, n := g.RowHeight(), g.source.length()
	r.header.place(g, h, 0)
	for i, c := range g.layout {
		r.header.set(i, c, gridCell{Text: c.Title}, h)
	}
	r.header.trim(len(g.layout))

	count := int(g.bodyHeight()/h) + 2
	if len(r.rows) != count {
		r.rows, r.body.Objects = nil, nil
		for range count {
			row := newGridRow(false)
			r.rows = append(r.rows, row)
			r.body.Objects = append(r.body.Objects, row.box)
		}
	}
	first := int(g.Top / float64(h))
	if g.Viewed != nil {
		g.Viewed(min(first, n), min(first+count, n))
	}
	for i := first; i < first+count; i++ {
		row := r.rows[i%count]
		if i >= n {
			row.box.Hide()
			continue
		}
		row.place(g, h, float32(float64(i)*float64(h)-g.Top))
		row.paint(g.isSelected(i), i == g.hovered)
		for col, c := range g.layout {
			row.set(col, c, g.source.Cell(i, col), h)
		}
		row.trim(len(g.layout))
		row.box.Show()
	}
	r.drawBars()
}

func (r *gridRenderer) drawBars() {
	g := r.g
	g.placeBars()
	size, b := g.Size(), g.bars
	r.vertical.Hidden, r.horizontal.Hidden = b.vertical.length == 0, b.horizontal.length == 0
	r.vertical.Move(fyne.NewPos(size.Width-barSize+3, b.vertical.at))
	r.vertical.Resize(fyne.NewSize(6, b.vertical.length))
	r.horizontal.Move(fyne.NewPos(b.horizontal.at, size.Height-barSize+3))
	r.horizontal.Resize(fyne.NewSize(b.horizontal.length, 6))
}

// A gridRow draws one row. It changes only what is different from what it drew before.
type gridRow struct {
	header     bool
	box        *fyne.Container
	back, rule *canvas.Rectangle
	edge       *canvas.Rectangle // at the left of a selected row
	cells      []*drawnCell
}

type drawnCell struct {
	text  *canvas.Text
	image *canvas.Image
	full  string // before it was shortened
	width float32
	size  float32
	sign  string // name of the icon and its colour
}

func newGridRow(header bool) *gridRow {
	r := &gridRow{header: header, back: Area(), rule: Area(), edge: Area()}
	r.edge.Hide()
	r.box = container.NewWithoutLayout(r.back, r.rule, r.edge)
	return r
}

func (r *gridRow) place(g *gridView, h, y float32) {
	r.box.Move(fyne.NewPos(-g.left, y))
	width := max(g.contentWidth(), g.Size().Width+g.left)
	r.box.Resize(fyne.NewSize(width, h))
	r.back.Resize(fyne.NewSize(width, h))
	r.rule.Move(fyne.NewPos(0, h-1))
	r.rule.Resize(fyne.NewSize(width, 1))
	r.edge.Move(fyne.NewPos(g.left, 0))
	r.edge.Resize(fyne.NewSize(3, h))
}

func (r *gridRow) paint(selected, hovered bool) {
	fill := color.Color(color.Transparent)
	switch {
	case selected:
		fill = Ink(theme.ColorNameSelection)
	case hovered:
		fill = Ink(colorRowHover)
	}
	r.back.FillColor, r.rule.FillColor = fill, Ink(theme.ColorNameSeparator)
	r.edge.FillColor, r.edge.Hidden = Ink(theme.ColorNamePrimary), !selected
}

// set draws a cell at its place.
func (r *gridRow) set(col int, c placedColumn, cell gridCell, h float32) {
	for len(r.cells) <= col {
		d := &drawnCell{text: canvas.NewText("", nil), image: Picture(nil, 16)}
		d.text.TextStyle.Bold = r.header
		d.image.Hide()
		r.cells = append(r.cells, d)
		r.box.Objects = append(r.box.Objects, d.text, d.image)
	}
	d := r.cells[col]
	d.text.Color = Ink(theme.ColorNameForeground)
	d.text.TextSize = theme.TextSize()
	if r.header {
		d.text.Color, d.text.TextSize = Ink(ColorMuted), theme.CaptionTextSize()
	}
	sign, signColor := "", ColorMuted
	if cell.signed {
		sign, signColor = Tones[cell.tone].Icon, Tones[cell.tone].Text
	} else if r.header && c.order != 0 {
		sign = map[int]string{1: "arrow-up", -1: "arrow-down"}[c.order]
	}
	d.show(sign, signColor)
	room := c.wide - 2*cellInset
	if sign != "" {
		room -= 16 + GapTiny
	}
	if d.full != cell.Text || d.width != room || d.size != d.text.TextSize {
		d.full, d.width, d.size = cell.Text, room, d.text.TextSize
		d.text.Text = Shorten(cell.Text, room, d.text.TextSize, d.text.TextStyle)
		d.text.Refresh()
	}
	x := c.x + cellInset
	wide := textWidth(d.text.Text, d.text.TextSize, d.text.TextStyle)
	if c.numbers {
		x += room - wide
	}
	switch {
	case sign == "":
	case r.header:
		d.image.Move(fyne.NewPos(x+wide+GapTiny, (h-16)/2))
	default:
		d.image.Move(fyne.NewPos(x, (h-16)/2))
		x += 16 + GapTiny
	}
	d.image.Resize(fyne.NewSquareSize(16))
	height := d.text.MinSize().Height
	d.text.Move(fyne.NewPos(x, float32(int((h-height)/2))))
	d.text.Resize(fyne.NewSize(wide, height))
	d.text.Show()
}

// show puts the icon of that name before the cell; "" is none.
func (d *drawnCell) show(sign string, c fyne.ThemeColorName) {
	if sign == "" {
		d.image.Hide()
		d.sign = ""
		return
	}
	resource := IconIn(sign, c)
	if name := resource.Name(); name != d.sign {
		d.sign = name
		d.image.Resource = resource
		d.image.Refresh()
	}
	d.image.Show()
}

// trim hides cells beyond the last column.
func (r *gridRow) trim(columns int) {
	for _, d := range r.cells[min(columns, len(r.cells)):] {
		d.text.Hide()
		d.image.Hide()
		d.full, d.sign = "", ""
		d.text.Text = ""
	}
}

type glyph struct {
	r    rune
	size float32
	bold bool
}

// glyphWidths are measured once per character: shaping every text to find out where it must be cut costs most of the time of drawing.
// Only the goroutine of the window uses them.
var glyphWidths = map[glyph]float32{}

func glyphWidth(r rune, size float32, style fyne.TextStyle) float32 {
	key := glyph{r, size, style.Bold}
	w, ok := glyphWidths[key]
	if !ok {
		w = fyne.MeasureText(string(r), size, style).Width
		glyphWidths[key] = w
	}
	return w
}

func textWidth(s string, size float32, style fyne.TextStyle) float32 {
	w := float32(0)
	for _, r := range s {
		w += glyphWidth(r, size, style)
	}
	return w
}

// Shorten cuts a text with … so that it fits into a width.
func Shorten(s string, width, size float32, style fyne.TextStyle) string {
	total, dots, fits := float32(0), glyphWidth('…', size, style), 0
	for i, r := range s {
		if r < ' ' {
			return Shorten(OneLine(s), width, size, style)
		}
		total += glyphWidth(r, size, style)
		if total > width {
			return strings.TrimRight(s[:fits], " ") + "…"
		}
		if total+dots <= width {
			fits = i + len(string(r))
		}
	}
	return s
}
