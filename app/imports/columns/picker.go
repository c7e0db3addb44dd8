package columns

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"kartoteka/app/ui"
)

// A picker is the list of a chip: a search, and below it what the column may become. The keyboard stays in the search; arrows go
// through the list, Enter takes, Esc closes.
type picker struct {
	step   *Step
	index  int  // of the column
	all    bool // every field is listed
	search *pickerSearch
	lines  *fyne.Container
	scroll *container.Scroll
	reason *ui.Words
	veil   *veil
	given  []offer
	rows   []*offerRow // of given
	at     int         // the marked one
}

func (p *picker) column() *column { return &p.step.m.Columns[p.index] }

// openList opens the list of a column's chip, with what was typed already.
func (s *Step) openList(index int, typed string) {
	if s.parts.list != nil {
		s.parts.list.close()
	}
	p := &picker{step: s, index: index, lines: ui.Stack(0)}
	s.parts.list = p
	s.parts.sheet.open = true
	s.parts.sheet.Refresh()
	p.search = newPickerSearch(p, s.window.Text("columns.search"))
	p.scroll = container.NewVScroll(container.NewBorder(nil, nil, nil, ui.GapOf(6), p.lines))
	p.reason = ui.SmallPrint(s.chip(index).reason)
	head := ui.Stack(6, container.NewStack(p.search, ui.NewSurface("", theme.ColorNameInputBorder, 6)), p.reason, ui.GapOf(0))
	inner := container.NewBorder(head, nil, nil, nil, p.scroll)
	p.veil = newVeil(container.NewStack(ui.NewSurface(theme.ColorNameMenuBackground, ui.ColorEdge, ui.CornerRadius), ui.Padded(ui.GapSmall, inner)), p.close)
	c := s.window.Canvas()
	p.veil.place = func(size fyne.Size) (fyne.Position, fyne.Size) { return p.room(size, head) }
	p.show("")
	p.veil.Resize(c.Size())
	c.Overlays().Add(p.veil)
	c.Focus(p.search)
	if typed != "" {
		for _, r := range typed {
			p.search.TypedRune(r)
		}
	}
}

// room is where the list stands: below the chip, in the window.
func (p *picker) room(size fyne.Size, head fyne.CanvasObject) (fyne.Position, fyne.Size) {
	sheet := p.step.parts.sheet
	at, chip := sheet.chipAt()
	from := fyne.CurrentApp().Driver().AbsolutePositionForObject(sheet).Add(at)
	wide := min(331*theme.TextSize()/14, size.Width-2*ui.GapSmall)
	head.Resize(fyne.NewSize(wide-2*ui.GapSmall, head.MinSize().Height)) // text that wraps knows its height once it has a width
	y := from.Y + chip.Height + 3
	want := head.MinSize().Height + theme.Padding() + p.lines.MinSize().Height + 2*ui.GapSmall + 2
	high := min(want, size.Height-y-ui.GapSmall)
	if high < min(want, 300*theme.TextSize()/14) {
		y = max(ui.GapSmall, size.Height-ui.GapSmall-want)
		high = min(want, size.Height-y-ui.GapSmall)
	}
	x := max(ui.GapSmall, min(from.X, size.Width-wide-ui.GapSmall))
	return fyne.NewPos(x, y), fyne.NewSize(wide, high)
}

// show lists what there is for a search.
func (p *picker) show(typed string) {
	p.given, p.rows, p.at = p.offers(typed), nil, 0
	p.lines.Objects = nil
	for i, o := range p.given {
		if o.rule && i > 0 {
			p.lines.Add(container.New(ui.MinHeight(13), ui.Middle(widget.NewSeparator())))
		}
		if o.head != "" {
			p.lines.Add(ui.Padded(6, ui.Caption(o.head)))
		}
		row := newOfferRow(o, func() { p.take(i) })
		p.rows = append(p.rows, row)
		p.lines.Add(row)
	}
	if len(p.given) == 0 {
		p.lines.Add(ui.Padded(ui.GapSmall, ui.Muted(p.step.window.Text("columns.none_found"))))
	}
	p.mark(0)
	p.lines.Refresh()
	p.scroll.ScrollToTop()
	p.veil.Refresh()
}

// mark moves the mark and brings it into view.
func (p *picker) mark(i int) {
	if len(p.rows) == 0 {
		return
	}
	p.at = max(0, min(i, len(p.rows)-1))
	for n, row := range p.rows {
		row.mark(n == p.at)
	}
	row := p.rows[p.at]
	y, high := row.Position().Y, row.Size().Height
	switch view := p.scroll.Size().Height; {
	case y < p.scroll.Offset.Y:
		p.scroll.ScrollToOffset(fyne.NewPos(0, y))
	case y+high > p.scroll.Offset.Y+view && view > 0:
		p.scroll.ScrollToOffset(fyne.NewPos(0, y+high-view))
	}
}

// take does what a line says.
func (p *picker) take(i int) {
	if i < 0 || i >= len(p.given) {
		return
	}
	o := p.given[i]
	if !o.stays {
		p.close()
	}
	o.do()
}

// close puts the list away; the keyboard goes back to the chips.
func (p *picker) close() {
	s := p.step
	if s.parts.list != p {
		return
	}
	s.parts.list = nil
	c := s.window.Canvas()
	c.Overlays().Remove(p.veil)
	s.parts.sheet.open = false
	c.Focus(s.parts.sheet)
	s.parts.sheet.Refresh()
}

// A pickerSearch is the search of a list, with the keys of the list.
type pickerSearch struct {
	ui.Entry
	picker *picker
}

func newPickerSearch(p *picker, hint string) *pickerSearch {
	e := &pickerSearch{picker: p}
	e.ExtendBaseWidget(e)
	e.PlaceHolder, e.OnChanged = hint, p.show
	return e
}

// TypedKey goes through the list, or edits the search.
func (e *pickerSearch) TypedKey(k *fyne.KeyEvent) {
	p := e.picker
	switch k.Name {
	case fyne.KeyDown:
		p.mark(p.at + 1)
	case fyne.KeyUp:
		p.mark(p.at - 1)
	case fyne.KeyPageDown:
		p.mark(p.at + 8)
	case fyne.KeyPageUp:
		p.mark(p.at - 8)
	case fyne.KeyReturn, fyne.KeyEnter:
		p.take(p.at)
	case fyne.KeyEscape:
		p.close()
	case fyne.KeyDelete:
		if e.Text == "" {
			p.close()
			p.step.leave(p.index)
			return
		}
		e.Entry.TypedKey(k)
	default:
		e.Entry.TypedKey(k)
	}
}

// A veil lies over the window while a list is open: a press beside the list closes it.
type veil struct {
	widget.BaseWidget
	content fyne.CanvasObject
	place   func(fyne.Size) (fyne.Position, fyne.Size)
	away    func()
}

func newVeil(content fyne.CanvasObject, away func()) *veil {
	v := &veil{content: content, away: away}
	v.ExtendBaseWidget(v)
	return v
}

// Tapped closes the list.
func (v *veil) Tapped(*fyne.PointEvent) { v.away() }

// TappedSecondary closes the list.
func (v *veil) TappedSecondary(*fyne.PointEvent) { v.away() }

// CreateRenderer draws the list.
func (v *veil) CreateRenderer() fyne.WidgetRenderer { return &veilRenderer{v} }

type veilRenderer struct{ v *veil }

func (r *veilRenderer) Layout(size fyne.Size) {
	at, room := r.v.place(size)
	r.v.content.Move(at)
	r.v.content.Resize(room)
}
func (r *veilRenderer) MinSize() fyne.Size           { return fyne.Size{} }
func (r *veilRenderer) Refresh()                     { r.Layout(r.v.Size()); canvas.Refresh(r.v) }
func (r *veilRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.v.content} }
func (r *veilRenderer) Destroy()                     {}

// An offerRow is a line of the list.
type offerRow struct {
	widget.BaseWidget
	offer   offer
	marked  bool
	hovered bool
	do      func()
}

func newOfferRow(o offer, do func()) *offerRow {
	r := &offerRow{offer: o, do: do}
	r.ExtendBaseWidget(r)
	return r
}

func (r *offerRow) mark(on bool) {
	if r.marked != on {
		r.marked = on
		r.Refresh()
	}
}

// Tapped takes the line.
func (r *offerRow) Tapped(*fyne.PointEvent) { r.do() }

// MouseIn marks the line.
func (r *offerRow) MouseIn(*desktop.MouseEvent) { r.hovered = true; r.Refresh() }

// MouseMoved is a part of desktop.Hoverable.
func (r *offerRow) MouseMoved(*desktop.MouseEvent) {}

// MouseOut undoes MouseIn.
func (r *offerRow) MouseOut() { r.hovered = false; r.Refresh() }

// Cursor is a hand.
func (r *offerRow) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer draws the line.
func (r *offerRow) CreateRenderer() fyne.WidgetRenderer {
	d := &offerRenderer{r: r, brush: newBrush()}
	d.Refresh()
	return d
}

type offerRenderer struct {
	r     *offerRow
	brush *brush
}

func (d *offerRenderer) MinSize() fyne.Size {
	high := lineHeight(theme.TextSize(), false) + 9
	if d.r.offer.under != "" {
		high += lineHeight(theme.CaptionTextSize(), false)
	}
	return fyne.NewSize(120, float32(int(high)))
}

func (d *offerRenderer) Layout(size fyne.Size) {
	b, o := d.brush, d.r.offer
	b.begin(fyne.NewPos(0, 0), size)
	switch {
	case d.r.marked:
		b.area(0, 0, size.Width, size.Height, ui.ColorAccentSoft, "", 0, 6)
		b.area(0, 0, 3, size.Height, theme.ColorNamePrimary, "", 0, 1)
	case d.r.hovered:
		b.area(0, 0, size.Width, size.Height, theme.ColorNameHover, "", 0, 6)
	}
	b.image(o.icon, o.color, ui.GapSmall, (size.Height-16)/2, 16)
	line := size.Height
	small := smallPen(ui.ColorMuted, false)
	right := min(fyne.MeasureText(o.right, small.size, fyne.TextStyle{}).Width+1, (size.Width-32)/2)
	room := size.Width - 32 - right - 2*ui.GapSmall
	if o.right != "" {
		b.text(o.right, small, size.Width-right-ui.GapSmall, 0, right, size.Height, fyne.TextAlignTrailing)
	}
	title := pen{theme.TextSize(), o.strong || d.r.marked && o.under != "", ui.Ink(theme.ColorNameForeground)}
	if o.under != "" {
		line = lineHeight(theme.TextSize(), false) + 3
		b.text(o.under, small, 32, line, room, lineHeight(small.size, false), fyne.TextAlignLeading)
	}
	top := float32(0)
	if o.under != "" {
		top = 2
	}
	b.text(o.title, title, 32, top, room, line-top, fyne.TextAlignLeading)
	b.end()
}

func (d *offerRenderer) Refresh()                     { d.Layout(d.r.Size()); canvas.Refresh(d.r) }
func (d *offerRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{d.brush.clip} }
func (d *offerRenderer) Destroy()                     {}
