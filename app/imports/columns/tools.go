package columns

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"kartoteka/app/ui"
	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer/mapping"
	"kartoteka/importer/source"
)

type column = mapping.Column

// tools are what the person may say of the table: what a row is, where its header stands, how it is read, which mapping holds.
func (s *Step) tools() fyne.CanvasObject {
	w := s.window
	pairs := []fyne.CanvasObject{ui.Caption(w.Text("columns.row")), s.rowChoice(), ui.Caption(w.Text("columns.header")), s.headerChoice()}
	if how := s.formatTool(); how != nil {
		pairs = append(pairs, ui.Caption(w.Text("columns.format")), how)
	}
	return container.New(&toolRow{}, append(pairs, ui.Caption(w.Text("columns.mapping")), s.savedChoice())...)
}

// rowChoice says what a row is.
func (s *Step) rowChoice() fyne.CanvasObject {
	w := s.window
	var titles []string
	for _, t := range mapping.Rows() {
		titles = append(titles, w.Text("columns.row."+string(t)))
	}
	return fitted(titles, ui.NewChoice(titles, slices.Index(mapping.Rows(), s.m.Row), func(i int) { s.takeRow(mapping.Rows()[i]) }))
}

// takeRow says what a row is.
func (s *Step) takeRow(t data.RecordType) {
	s.pin()
	s.table.Row = t
	s.read(s.m)
}

// pin keeps what holds of the table now when something else of it changes.
func (s *Step) pin() {
	s.table = mapping.Options{Row: s.m.Row, Sheet: s.m.Sheet, Header: s.m.HeaderRow}
	if s.m.HeaderRow == 0 && s.m.Format.Kind != source.VCard {
		s.table.Header = mapping.NoHeader
	}
}

// headerRows is how many of the first rows may be the header.
const headerRows = 20

// headerChoice says in which row the titles stand.
func (s *Step) headerChoice() fyne.CanvasObject {
	w := s.window
	titles, numbers, at := []string{w.Text("columns.header.none")}, []int{mapping.NoHeader}, 0
	for _, r := range s.known.look.Rows {
		if r.Number > headerRows {
			break
		}
		if r.Number == s.m.HeaderRow {
			at = len(titles)
		}
		titles, numbers = append(titles, w.Text("columns.header.row", assets.Values{"N": r.Number})), append(numbers, r.Number)
	}
	c := ui.NewChoice(titles, at, func(i int) {
		s.pin()
		s.table.Header, s.table.Row = numbers[i], ""
		s.read(s.m)
	})
	if s.m.Format.Kind == source.VCard {
		c.Disable()
	}
	return fitted(titles, c)
}

// formatTool says how the file is read: the encoding and delimiter of a text, the sheet of a workbook; nil: there is nothing to
// choose.
func (s *Step) formatTool() fyne.CanvasObject {
	w := s.window
	switch f := s.m.Format; {
	case f.Kind == source.CSV:
		return ui.Secondary("CSV ("+s.delimiter(f.Delimiter)+"), "+f.Encoding, "", s.askFormat)
	case f.Kind == source.VCard:
		return ui.Secondary(w.Text("columns.format.vcard", assets.Values{"Encoding": f.Encoding}), "", s.askFormat)
	case len(s.known.look.Sheets) > 1:
		sheets := s.known.look.Sheets
		return fitted(sheets, ui.NewChoice(sheets, slices.Index(sheets, s.m.Sheet), func(i int) {
			s.table = mapping.Options{Sheet: sheets[i]}
			s.read(nil)
		}))
	}
	return nil
}

// fitted makes a choice as wide as its longest title, within reason.
func fitted(titles []string, c *ui.Choice) fyne.CanvasObject {
	wide := float32(0)
	for _, t := range titles {
		wide = max(wide, fyne.MeasureText(t, theme.TextSize(), fyne.TextStyle{}).Width)
	}
	return ui.AtLeast(min(wide+theme.IconInlineSize()+4*ui.GapSmall, 250*theme.TextSize()/14), c.Box)
}

// delimiters are those a text may have.
var delimiters = []string{";", ",", "\t", "|"}

func (s *Step) delimiter(d string) string {
	if d == "\t" {
		return s.window.Text("columns.format.tab")
	}
	return d
}

// toolRow lays pairs of a caption and a field out in a row, the last pair at the right edge. Where there is no room captions go,
// from the third on and then all, and then the row breaks.
type toolRow struct{ width float32 }

const pairGap = ui.Gap

// rows parts the pairs into lines for a width, and says from which pair on captions are hidden.
func (l *toolRow) rows(objects []fyne.CanvasObject, width float32) (lines [][]int, bare int) {
	n := len(objects) / 2
	need := func(bare int) float32 {
		sum := float32(0)
		for i := range n {
			sum += l.pair(objects, i, bare).Width + pairGap
		}
		return sum - pairGap
	}
	for _, bare := range []int{n, 2, 0} {
		if bare <= n && need(bare) <= width {
			all := make([]int, n)
			for i := range all {
				all[i] = i
			}
			return [][]int{all}, bare
		}
	}
	line, used := []int{}, float32(0)
	for i := range n {
		wide := l.pair(objects, i, n).Width
		if len(line) > 0 && used+pairGap+wide > width {
			lines, line, used = append(lines, line), nil, 0
		}
		if len(line) > 0 {
			used += pairGap
		}
		line, used = append(line, i), used+wide
	}
	return append(lines, line), n
}

func (l *toolRow) pair(objects []fyne.CanvasObject, i, bare int) fyne.Size {
	caption, field := objects[2*i].MinSize(), objects[2*i+1].MinSize()
	if i >= bare {
		return field
	}
	return fyne.NewSize(caption.Width+ui.GapSmall+field.Width, max(caption.Height, field.Height))
}

// Layout puts the pairs in their places.
func (l *toolRow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	lines, bare := l.rows(objects, size.Width)
	y := float32(0)
	for at, line := range lines {
		x, high := float32(0), float32(0)
		for _, i := range line {
			high = max(high, l.pair(objects, i, bare).Height)
		}
		for _, i := range line {
			pair := l.pair(objects, i, bare)
			wide := min(pair.Width, size.Width)
			if at == 0 && i == len(objects)/2-1 && len(lines) == 1 {
				x = max(x, size.Width-wide)
			}
			caption, field := objects[2*i], objects[2*i+1]
			caption.Hide()
			if i < bare {
				caption.Show()
				c := caption.MinSize()
				caption.Move(fyne.NewPos(x, y+(high-c.Height)/2))
				caption.Resize(c)
				x, wide = x+c.Width+ui.GapSmall, wide-c.Width-ui.GapSmall
			}
			f := field.MinSize()
			field.Move(fyne.NewPos(x, y+(high-f.Height)/2))
			field.Resize(fyne.NewSize(wide, f.Height))
			x += wide + pairGap
		}
		y += high + ui.GapSmall
	}
}

// MinSize is as high as the lines at the width there was last.
func (l *toolRow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	width := l.width
	if width == 0 {
		width = 720
	}
	lines, bare := l.rows(objects, width)
	least := fyne.NewSize(0, -ui.GapSmall)
	for _, line := range lines {
		high := float32(0)
		for _, i := range line {
			pair := l.pair(objects, i, bare)
			least.Width, high = max(least.Width, objects[2*i+1].MinSize().Width), max(high, pair.Height)
		}
		least.Height += high + ui.GapSmall
	}
	return least
}

// A filter says which columns are shown.
type filter int

// everything shows all; the other filters are one more than a certainty.
const everything filter = 0

func only(c certainty) filter { return filter(c) + 1 }

func (f filter) passes(c certainty) bool { return f == everything || f == only(c) }

// filter shows some of the columns.
func (s *Step) filter(f filter) {
	if s.only == f {
		f = everything
	}
	s.only = f
	s.refresh()
}

// filterRow says how many columns are understood, filters by that, and goes from one uncertain column to the next.
func (s *Step) filterRow() fyne.CanvasObject {
	w := s.window
	counts := map[certainty]int{}
	for i := range s.m.Columns {
		counts[certaintyOf(s.m, &s.m.Columns[i])]++
	}
	all := len(s.m.Columns)
	chips := ui.Beside(ui.GapSmall)
	chips.Add(newCountChip(w.Text("columns.all"), w.Lang.Int(all), "", "", s.only == everything, func() { s.filter(everything) }))
	for _, c := range certainties {
		if counts[c] > 0 {
			look := looks[c]
			chips.Add(newCountChip(w.Text("columns.chip."+look.key), w.Lang.Int(counts[c]), look.icon, look.color, s.only == only(c), func() { s.filter(only(c)) }))
		}
	}
	undo, redo := ui.Sign("undo", w.Text("columns.undo"), s.Undo), ui.Sign("redo", w.Text("columns.redo"), s.Redo)
	undo.SetEnabled(len(s.past) > 0)
	redo.SetEnabled(len(s.future) > 0)
	verbs := ui.Beside(ui.GapTiny, undo, redo, ui.Secondary(w.Text("columns.fill"), "add", s.askConstant))
	if counts[likely]+counts[inDoubt] > 0 {
		verbs.Add(ui.Secondary(w.Text("columns.next"), "", func() { s.next(false) }))
	}
	if w.Canvas().Size().Width < understoodFrom {
		return container.New(&flow{}, chips, verbs)
	}
	return container.New(&flow{}, container.New(layout.NewCustomPaddedLayout(7, 0, 0, ui.GapSmall), ui.Subheading(s.understood())), chips, verbs)
}

// flow puts objects one behind another, the last one at the right edge, and breaks the line where there is no room.
type flow struct{ width float32 }

func (l *flow) lines(objects []fyne.CanvasObject, width float32) (lines [][]fyne.CanvasObject) {
	var line []fyne.CanvasObject
	used := float32(0)
	for _, o := range objects {
		wide := o.MinSize().Width
		if len(line) > 0 && used+ui.GapSmall+wide > width {
			lines, line, used = append(lines, line), nil, 0
		}
		line, used = append(line, o), used+wide+ui.GapSmall
	}
	return append(lines, line)
}

// Layout places the objects.
func (l *flow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	y := float32(0)
	for _, line := range l.lines(objects, size.Width) {
		x, high := float32(0), float32(0)
		for _, o := range line {
			high = max(high, o.MinSize().Height)
		}
		for _, o := range line {
			least := o.MinSize()
			if o == objects[len(objects)-1] {
				x = max(x, size.Width-least.Width)
			}
			o.Move(fyne.NewPos(x, y+(high-least.Height)/2))
			o.Resize(fyne.NewSize(min(least.Width, size.Width), least.Height))
			x += least.Width + ui.GapSmall
		}
		y += high + ui.GapTiny
	}
}

// MinSize is as high as the lines at the width there was last.
func (l *flow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	width := l.width
	if width == 0 {
		width = 900
	}
	least := fyne.NewSize(0, -ui.GapTiny)
	for _, line := range l.lines(objects, width) {
		high := float32(0)
		for _, o := range line {
			least.Width, high = max(least.Width, o.MinSize().Width), max(high, o.MinSize().Height)
		}
		least.Height += high + ui.GapTiny
	}
	return least
}

// leftTitles are the columns with values that nothing takes, by what people call them.
func (s *Step) leftTitles() []string {
	var titles []string
	for i := range s.m.Columns {
		c := &s.m.Columns[i]
		if !c.Mapped() && c.Filled > 0 {
			titles = append(titles, strings.TrimSpace(s.columnTitle(c)))
		}
	}
	return titles
}
