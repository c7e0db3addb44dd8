package columns

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"kartoteka/importer"
)

// A chip is a column of the sheet with what it becomes.
type chip struct {
	index   int    // of the column in the mapping
	col     int    // in the file, from 1
	letters string // as a spreadsheet calls it
	title   string // as the file has it
	field   string // what it becomes, or a question
	words   string // how sure that is
	look    certainty
	reason  string // why, a sentence
}

// sheet shows the first rows of a table as they stand in the file, with its column letters and row numbers, and above each column
// a chip that says what it becomes. For the keyboard it is one stop, arrows go from chip to chip.
type sheet struct {
	widget.BaseWidget
	chips  []chip
	head   []importer.SheetRow // rows of the header, which stay in view
	rows   []importer.SheetRow
	verbs  sheetVerbs
	keys   []string // what the keys do, in words: Enter, Del
	at     int      // chip that is chosen
	places []place  // of the columns

	left, top float32 // scrolled
	focused   bool
	open      bool // the list of the chosen chip is open
	over      spot // under the mouse
	hold      hold
}

// sheetVerbs are what the sheet asks for.
type sheetVerbs struct {
	chosen func(i int)               // another chip is chosen
	open   func(i int, typed string) // the list of a chip, with what was typed
	leave  func(i int)               // the column is left out
	key    func(fyne.KeyName) bool   // keys it has no use for
}

// A place is where a column stands, from the left edge of all of them.
type place struct{ x, wide float32 }

// A spot is what is under the mouse: a chip, or a cell of a row of those in view.
type spot struct {
	col, row int
	chip     bool
	pos      fyne.Position
}

var nowhere = spot{col: -1, row: -1}

func newSheet(keys []string, verbs sheetVerbs) *sheet {
	s := &sheet{verbs: verbs, keys: keys, over: nowhere, at: -1}
	s.ExtendBaseWidget(s)
	return s
}

// Distances and sizes. All follow the size of the text.
const (
	cellInset   float32 = 8
	chipGap     float32 = 6
	narrowest   float32 = 112
	widest      float32 = 230
	barRoom     float32 = 12
	shortestBar float32 = 32
)

func rowHeight() float32 { return float32(int(lineHeight(theme.CaptionTextSize(), false))) + 8 }
func chipHeight() float32 {
	return float32(int(lineHeight(theme.TextSize(), true)+lineHeight(theme.CaptionTextSize(), false))) + 13
}
func bandHeight() float32 { return chipHeight() + 2*chipGap }

// numbersWide is the width of the row numbers.
func (s *sheet) numbersWide() float32 {
	wide := float32(40)
	for _, r := range s.rows {
		wide = max(wide, fyne.MeasureText(number(r.Number), theme.CaptionTextSize(), fyne.TextStyle{}).Width+2*cellInset)
	}
	return wide
}

// frozen is the height of what stays when the rows are scrolled: chips, letters, header.
func (s *sheet) frozen() float32 { return bandHeight() + float32(1+len(s.head))*rowHeight() }

// set replaces what is shown. The chosen chip stays where it was.
func (s *sheet) set(chips []chip, head, rows []importer.SheetRow) {
	before := -1
	if s.at >= 0 && s.at < len(s.chips) {
		before = s.chips[s.at].index
	}
	s.chips, s.head, s.rows = chips, head, rows
	s.at = -1
	for i, c := range chips {
		if c.index == before {
			s.at = i
		}
	}
	if s.at < 0 && len(chips) > 0 {
		s.at = 0
	}
	s.measure()
	s.scroll(s.left, s.top)
	s.Refresh()
}

// measure gives each column the width its values and its chip want.
func (s *sheet) measure() {
	small, body := theme.CaptionTextSize(), theme.TextSize()
	s.places = s.places[:0]
	x := float32(0)
	for _, c := range s.chips {
		wide := max(fyne.MeasureText(c.field, body, fyne.TextStyle{Bold: true}).Width+48, fyne.MeasureText(c.words, small, fyne.TextStyle{}).Width+48)
		for _, r := range s.head {
			wide = max(wide, fyne.MeasureText(r.Cells[c.col], small, fyne.TextStyle{Bold: true}).Width+2*cellInset+4)
		}
		for i, r := range s.rows {
			if i == 30 {
				break
			}
			if text := r.Cells[c.col]; len(text) < 60 {
				wide = max(wide, fyne.MeasureText(text, small, fyne.TextStyle{}).Width+2*cellInset+4)
			} else {
				wide = widest
			}
		}
		wide = float32(int(min(max(wide, narrowest*body/14), widest*body/14)))
		s.places = append(s.places, place{x, wide})
		x += wide
	}
}

func (s *sheet) contentWidth() float32 {
	if len(s.places) == 0 {
		return 0
	}
	last := s.places[len(s.places)-1]
	return last.x + last.wide
}

func (s *sheet) contentHeight() float32 { return float32(len(s.rows)) * rowHeight() }

// body is the room for cells, without numbers, chips and scroll bars.
func (s *sheet) body() fyne.Size {
	return fyne.NewSize(max(0, s.Size().Width-s.numbersWide()-barRoom), max(0, s.Size().Height-s.frozen()-barRoom))
}

// scroll puts a point of the cells into the corner, as far as there are cells.
func (s *sheet) scroll(left, top float32) {
	room := s.body()
	s.left = float32(int(min(max(0, left), max(0, s.contentWidth()-room.Width))))
	s.top = float32(int(min(max(0, top), max(0, s.contentHeight()-room.Height))))
}

// choose puts the mark on a chip and brings it into view.
func (s *sheet) choose(i int) {
	if i < 0 || i >= len(s.chips) {
		return
	}
	s.at = i
	s.reveal()
	s.over = nowhere
	s.Refresh()
	s.verbs.chosen(s.chips[i].index)
}

// reveal scrolls as little as it takes to show the chosen chip.
func (s *sheet) reveal() {
	if s.at < 0 || s.at >= len(s.places) || s.body().Width == 0 {
		return
	}
	p, room := s.places[s.at], s.body()
	switch {
	case p.x < s.left:
		s.scroll(p.x, s.top)
	case p.x+p.wide > s.left+room.Width:
		s.scroll(min(p.x, p.x+p.wide-room.Width), s.top)
	}
}

// pick chooses the chip of a column of the mapping, if it is shown.
func (s *sheet) pick(index int) {
	for i, c := range s.chips {
		if c.index == index {
			s.choose(i)
		}
	}
}

// chipAt is the place of the chosen chip in the sheet.
func (s *sheet) chipAt() (at fyne.Position, size fyne.Size) {
	if s.at < 0 || s.at >= len(s.places) {
		return fyne.NewPos(s.numbersWide(), chipGap), fyne.NewSize(narrowest, chipHeight())
	}
	p := s.places[s.at]
	x := max(s.numbersWide(), s.numbersWide()+p.x-s.left+chipGap/2)
	return fyne.NewPos(x, chipGap), fyne.NewSize(p.wide-chipGap, chipHeight())
}

// Resize gives the sheet another size.
func (s *sheet) Resize(size fyne.Size) {
	if size == s.Size() {
		return
	}
	s.BaseWidget.Resize(size)
	s.scroll(s.left, s.top)
	s.reveal()
	s.Refresh()
}

// MinSize leaves room for a column and some rows.
func (s *sheet) MinSize() fyne.Size {
	return fyne.NewSize(s.numbersWide()+narrowest+barRoom, s.frozen()+3*rowHeight()+barRoom)
}

// CreateRenderer draws the sheet.
func (s *sheet) CreateRenderer() fyne.WidgetRenderer {
	r := &sheetRenderer{s: s, chips: newBrush(), cells: newBrush(), numbers: newBrush(), frame: newBrush(), note: newBrush()}
	r.Refresh()
	return r
}
