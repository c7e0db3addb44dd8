package columns

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"kartoteka/app/ui"
)

// How wide and long a note is at most.
const (
	noteWide  float32 = 300
	noteLines int     = 12
)

// drawNote draws, above everything else, why the chip under the mouse or the keyboard is what it is, or all of a cell that is
// shortened.
func (r *sheetRenderer) drawNote(size fyne.Size) {
	s, b := r.s, r.note
	b.begin(fyne.NewPos(0, 0), size)
	defer b.end()
	switch {
	case s.open || s.hold.bar != noBar:
	case s.over.chip:
		r.chipNote(s.over.col, size)
	case s.over.col >= 0 && s.over.row >= 0:
		r.cellNote(size)
	case s.focused && s.at >= 0 && s.at < len(s.chips):
		r.chipNote(s.at, size)
	}
}

// chipNote says what a column becomes, how sure that is and why, and what the keys do.
func (r *sheetRenderer) chipNote(i int, size fyne.Size) {
	s := r.s
	c, p := s.chips[i], s.places[i]
	lines := wrapped(c.reason, noteWide-2*cellInset, theme.CaptionTextSize(), 6)
	x := s.numbersWide() + p.x - s.left + chipGap/2
	keys := ""
	if s.focused && i == s.at && !s.over.chip {
		keys = strings.Join(s.keys, "   ")
	}
	r.noteAt(x, bandHeight()+2, c.field+" · "+c.words, c.look, lines, keys, size)
}

// cellNote shows all of a cell that has no room for it.
func (r *sheetRenderer) cellNote(size fyne.Size) {
	s := r.s
	row, ok := s.textsAt(s.over.row)
	if !ok || s.over.col >= len(s.chips) {
		return
	}
	text := row.Cells[s.chips[s.over.col].col]
	style := fyne.TextStyle{Bold: s.over.row < len(s.head)}
	if ui.Shorten(text, s.places[s.over.col].wide-2*cellInset, theme.CaptionTextSize(), style) == text {
		return
	}
	r.noteAt(s.over.pos.X+12, s.over.pos.Y+16, "", leftOut, wrapped(text, noteWide-2*cellInset, theme.CaptionTextSize(), noteLines), "", size)
}

func (r *sheetRenderer) noteAt(x, y float32, title string, look certainty, lines []string, keys string, size fyne.Size) {
	b := r.note
	small, h := smallPen(theme.ColorNameForeground, false), lineHeight(theme.CaptionTextSize(), false)
	bold := pen{theme.TextSize(), true, ui.Ink(theme.ColorNameForeground)}
	wide, high := float32(0), 2*cellInset+float32(len(lines))*h
	for _, l := range lines {
		wide = max(wide, fyne.MeasureText(l, small.size, fyne.TextStyle{}).Width)
	}
	if title != "" {
		wide = max(wide, fyne.MeasureText(title, bold.size, fyne.TextStyle{Bold: true}).Width+22)
		high += lineHeight(bold.size, true) + 3
	}
	if keys != "" {
		wide = max(wide, fyne.MeasureText(keys, small.size, fyne.TextStyle{}).Width)
		high += h + 4
	}
	wide = min(wide+2*cellInset+2, size.Width)
	x = max(0, min(x, size.Width-wide))
	if y+high > size.Height {
		y = max(0, size.Height-high)
	}
	b.area(x, y, wide, high, theme.ColorNameMenuBackground, ui.ColorEdge, 1, 6)
	at := y + cellInset
	if title != "" {
		line := lineHeight(bold.size, true)
		b.image(looks[look].icon, looks[look].color, x+cellInset, at+(line-16)/2, 16)
		b.text(title, bold, x+cellInset+20, at, wide-2*cellInset-20, line, fyne.TextAlignLeading)
		at += line + 3
	}
	for _, l := range lines {
		b.text(l, small, x+cellInset, at, wide-2*cellInset+2, h, fyne.TextAlignLeading)
		at += h
	}
	if keys != "" {
		b.text(keys, smallPen(ui.ColorMuted, false), x+cellInset, at+4, wide-2*cellInset+2, h, fyne.TextAlignLeading)
	}
}

// wrapped parts a text into lines between words, inside them only where one is wider than the line.
func wrapped(text string, width, size float32, most int) []string {
	var lines []string
	measure := func(s string) float32 { return fyne.MeasureText(s, size, fyne.TextStyle{}).Width }
	for paragraph := range strings.SplitSeq(text, "\n") {
		line := ""
		for word := range strings.FieldsSeq(paragraph) {
			next := strings.TrimSpace(line + " " + word)
			if measure(next) <= width {
				line = next
				continue
			}
			if line != "" {
				lines = append(lines, line)
			}
			for measure(word) > width {
				n := len(word)
				runes := []rune(word)
				for i := range runes {
					if measure(string(runes[:i+1])) > width {
						n = len(string(runes[:max(1, i)]))
						break
					}
				}
				lines, word = append(lines, word[:n]), word[n:]
				if len(lines) > most {
					break
				}
			}
			line = word
		}
		if line != "" {
			lines = append(lines, line)
		}
	}
	if len(lines) > most {
		lines = append(lines[:most-1], lines[most-1]+" …")
	}
	return lines
}
