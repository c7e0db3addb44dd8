package columns

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"kartoteka/app/ui"
	"kartoteka/importer"
)

// A sheetRenderer draws a sheet: chips, letters and header scroll to the side only, row numbers up and down only.
type sheetRenderer struct {
	s                                  *sheet
	chips, cells, numbers, frame, note *brush
}

// MinSize is that of the sheet.
func (r *sheetRenderer) MinSize() fyne.Size { return r.s.MinSize() }

// Destroy has nothing to end.
func (r *sheetRenderer) Destroy() {}

// Objects lie one above the other: the note last.
func (r *sheetRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.cells.clip, r.chips.clip, r.numbers.clip, r.frame.clip, r.note.clip}
}

// Layout draws at another size.
func (r *sheetRenderer) Layout(fyne.Size) { r.draw() }

// Refresh draws again.
func (r *sheetRenderer) Refresh() {
	r.draw()
	canvas.Refresh(r.s)
}

func number(n int) string { return strconv.Itoa(n) }

// Pens of the sheet.
func smallPen(c fyne.ThemeColorName, bold bool) pen {
	return pen{theme.CaptionTextSize(), bold, ui.Ink(c)}
}

func (r *sheetRenderer) draw() {
	size := r.s.Size()
	if size.Width == 0 {
		return
	}
	r.drawCells()
	r.drawChips()
	r.drawNumbers()
	r.drawFrame(size)
	r.drawNote(size)
}

// seen calls do with each column in view and where it begins.
func (s *sheet) seen(do func(i int, x, wide float32)) {
	room := s.body().Width
	for i, p := range s.places {
		if x := p.x - s.left; x+p.wide > 0 && x < room {
			do(i, x, p.wide)
		}
	}
}

func (r *sheetRenderer) drawCells() {
	s, h, room := r.s, rowHeight(), r.s.body()
	b := r.cells
	b.begin(fyne.NewPos(s.numbersWide(), s.frozen()), room)
	s.seen(func(i int, x, wide float32) {
		if i == s.at {
			b.area(x, 0, wide, min(room.Height, s.contentHeight()-s.top), theme.ColorNameHeaderBackground, "", 0, 0)
		}
	})
	first := int(s.top / h)
	for n := first; n < len(s.rows) && float32(n)*h-s.top < room.Height; n++ {
		y := float32(n)*h - s.top
		b.area(0, y+h-1, min(room.Width, s.contentWidth()-s.left), 1, theme.ColorNameSeparator, "", 0, 0)
		s.seen(func(i int, x, wide float32) {
			p := smallPen(theme.ColorNameForeground, false)
			if s.chips[i].look == leftOut || s.chips[i].look == inDoubt {
				p.color = ui.Ink(ui.ColorMuted)
			}
			b.text(s.rows[n].Cells[s.chips[i].col], p, x+cellInset, y, wide-2*cellInset, h, fyne.TextAlignLeading)
		})
	}
	s.seen(func(_ int, x, wide float32) {
		b.area(x+wide-1, 0, 1, min(room.Height, s.contentHeight()-s.top), theme.ColorNameSeparator, "", 0, 0)
	})
	b.end()
}

func (r *sheetRenderer) drawChips() {
	s, h, band := r.s, rowHeight(), bandHeight()
	b := r.chips
	room := fyne.NewSize(s.body().Width, s.frozen())
	b.begin(fyne.NewPos(s.numbersWide(), 0), room)
	width := min(room.Width, s.contentWidth()-s.left)
	b.area(0, band, width, h, theme.ColorNameHeaderBackground, "", 0, 0)
	s.seen(func(i int, x, wide float32) {
		c := s.chips[i]
		letters := smallPen(ui.ColorMuted, i == s.at)
		if i == s.at {
			b.area(x, band, wide, h, ui.ColorAccentSoft, "", 0, 0)
			b.area(x, band+h, wide, float32(len(s.head))*h, theme.ColorNameHeaderBackground, "", 0, 0)
			letters.color = ui.Ink(ui.ColorOnAccent)
		}
		b.text(c.letters, letters, x, band, wide, h, fyne.TextAlignCenter)
		for n, row := range s.head {
			b.text(row.Cells[c.col], smallPen(theme.ColorNameForeground, true), x+cellInset, band+float32(1+n)*h, wide-2*cellInset, h, fyne.TextAlignLeading)
		}
		b.area(x+wide-1, band, 1, room.Height-band, theme.ColorNameSeparator, "", 0, 0)
		r.drawChip(i, x+chipGap/2, wide-chipGap)
	})
	for n := range len(s.head) + 1 {
		b.area(0, band+float32(n)*h, width, 1, theme.ColorNameSeparator, "", 0, 0)
	}
	b.area(0, room.Height-2, width, 2, ui.ColorEdge, "", 0, 0)
	b.end()
}

// drawChip draws what a column becomes, how sure that is, and that it opens a list.
func (r *sheetRenderer) drawChip(i int, x, wide float32) {
	s, b, c := r.s, r.chips, r.s.chips[i]
	look := looks[c.look]
	fill, edge, stroke := ui.ColorSurface, ui.ColorEdge, float32(1)
	if c.look == inDoubt {
		fill, edge = ui.Tones[ui.WarningTone].Soft, theme.ColorNameWarning
	}
	if i == s.at && s.open {
		fill = ui.ColorAccentSoft
	}
	if i == s.at && (s.focused || s.open) {
		edge, stroke = theme.ColorNamePrimary, 2
	} else if s.over.chip && s.over.col == i {
		edge = theme.ColorNamePrimary
	}
	h := chipHeight()
	b.area(x, chipGap, wide, h, fill, edge, stroke, 6)
	field := pen{theme.TextSize(), true, ui.Ink(theme.ColorNameForeground)}
	if c.look == leftOut {
		field.color = ui.Ink(ui.ColorMuted)
	}
	top := lineHeight(theme.TextSize(), true)
	b.text(c.field, field, x+9, chipGap+6, wide-34, top, fyne.TextAlignLeading)
	b.image("chevron-down", ui.ColorMuted, x+wide-23, chipGap+6+(top-14)/2, 14)
	icon := theme.CaptionTextSize() + 2
	small := lineHeight(theme.CaptionTextSize(), false)
	b.image(look.icon, look.color, x+9, chipGap+7+top+(small-icon)/2, icon)
	b.text(c.words, smallPen(look.color, false), x+13+icon, chipGap+7+top, wide-18-icon, small, fyne.TextAlignLeading)
}

func (r *sheetRenderer) drawNumbers() {
	s, h := r.s, rowHeight()
	b := r.numbers
	wide := s.numbersWide()
	b.begin(fyne.NewPos(0, 0), fyne.NewSize(wide, s.frozen()+s.body().Height))
	b.area(0, s.frozen(), wide, min(s.body().Height, s.contentHeight()), theme.ColorNameHeaderBackground, "", 0, 0)
	p := smallPen(ui.ColorMuted, false)
	for n := int(s.top / h); n < len(s.rows) && float32(n)*h-s.top < s.body().Height; n++ {
		y := s.frozen() + float32(n)*h - s.top
		b.text(number(s.rows[n].Number), p, 0, y, wide, h, fyne.TextAlignCenter)
		b.area(0, y+h-1, wide, 1, theme.ColorNameSeparator, "", 0, 0)
	}
	b.area(0, 0, wide, bandHeight(), ui.ColorSurface, "", 0, ui.CornerRadius)
	b.area(0, bandHeight(), wide, s.frozen()-bandHeight(), theme.ColorNameHeaderBackground, "", 0, 0)
	for n, row := range s.head {
		b.text(number(row.Number), p, 0, bandHeight()+float32(1+n)*h, wide, h, fyne.TextAlignCenter)
	}
	b.area(0, s.frozen()-2, wide, 2, ui.ColorEdge, "", 0, 0)
	b.area(wide-1, bandHeight(), 1, s.frozen()-bandHeight()+min(s.body().Height, s.contentHeight()), ui.ColorEdge, "", 0, 0)
	b.end()
}

// drawFrame draws the scroll bars.
func (r *sheetRenderer) drawFrame(size fyne.Size) {
	b := r.frame
	b.begin(fyne.NewPos(0, 0), size)
	for _, bar := range r.s.bars() {
		b.area(bar.x, bar.y, bar.width, bar.height, ui.ColorEdge, "", 0, 3)
	}
	b.end()
}

// textsAt is the row of those in view, of the header or below it.
func (s *sheet) textsAt(row int) (importer.SheetRow, bool) {
	switch {
	case row < 0 || row >= len(s.head)+len(s.rows):
		return importer.SheetRow{}, false
	case row < len(s.head):
		return s.head[row], true
	}
	return s.rows[row-len(s.head)], true
}
