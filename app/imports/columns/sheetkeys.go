package columns

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"kartoteka/app/ui"
)

// A bar is a scroll bar.
type barKind int

const (
	noBar barKind = iota
	sideBar
	downBar
)

// A hold is what the mouse holds between press and release.
type hold struct {
	bar   barKind
	press fyne.Position
	from  float32 // what was scrolled then
}

type drawnBar struct {
	kind                barKind
	x, y, width, height float32
}

// bars are the scroll bars there is a use for.
func (s *sheet) bars() []drawnBar {
	var all []drawnBar
	room := s.body()
	if whole := s.contentWidth(); whole > room.Width && room.Width > 0 {
		length := max(shortestBar, room.Width*room.Width/whole)
		at := (room.Width - length) * s.left / (whole - room.Width)
		all = append(all, drawnBar{sideBar, s.numbersWide() + at, s.Size().Height - barRoom + 3, length, 6})
	}
	if whole := s.contentHeight(); whole > room.Height && room.Height > 0 {
		length := min(room.Height, max(shortestBar, room.Height*room.Height/whole))
		at := (room.Height - length) * s.top / (whole - room.Height)
		all = append(all, drawnBar{downBar, s.Size().Width - barRoom + 3, s.frozen() + at, 6, length})
	}
	return all
}

// spotAt is what stands at a point.
func (s *sheet) spotAt(pos fyne.Position) spot {
	at := spot{col: -1, row: -1, pos: pos}
	room := s.body()
	x := pos.X - s.numbersWide()
	if x < 0 || x > room.Width {
		return at
	}
	for i, p := range s.places {
		if x+s.left >= p.x && x+s.left < p.x+p.wide {
			at.col = i
		}
	}
	switch below := pos.Y - bandHeight() - rowHeight(); {
	case at.col < 0:
	case pos.Y < bandHeight():
		at.chip = true
	case below < 0: // letters
	case pos.Y < s.frozen():
		at.row = int(below / rowHeight())
	case pos.Y < s.frozen()+room.Height:
		at.row = len(s.head) + int((pos.Y-s.frozen()+s.top)/rowHeight())
	}
	return at
}

// MouseDown chooses a column, opens the list of a chip, or takes hold of a scroll bar.
func (s *sheet) MouseDown(e *desktop.MouseEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(s); c != nil {
		c.Focus(s)
	}
	s.hold = hold{press: e.Position}
	for _, b := range s.bars() {
		if b.kind == sideBar && e.Position.Y >= s.Size().Height-barRoom {
			s.hold = hold{sideBar, e.Position, s.left}
			return
		}
		if b.kind == downBar && e.Position.X >= s.Size().Width-barRoom {
			s.hold = hold{downBar, e.Position, s.top}
			return
		}
	}
	if at := s.spotAt(e.Position); at.col >= 0 {
		s.choose(at.col)
		if at.chip {
			s.verbs.open(s.chips[at.col].index, "")
		}
	}
}

// MouseUp lets go.
func (s *sheet) MouseUp(*desktop.MouseEvent) { s.hold = hold{} }

// Dragged moves the scroll bar that is held.
func (s *sheet) Dragged(e *fyne.DragEvent) {
	by, room := e.Position.Subtract(s.hold.press), s.body()
	for _, b := range s.bars() {
		switch {
		case b.kind != s.hold.bar:
		case b.kind == sideBar:
			s.scroll(s.hold.from+by.X*(s.contentWidth()-room.Width)/max(1, room.Width-b.width), s.top)
		case b.kind == downBar:
			s.scroll(s.left, s.hold.from+by.Y*(s.contentHeight()-room.Height)/max(1, room.Height-b.height))
		}
	}
	s.Refresh()
}

// DragEnd lets go.
func (s *sheet) DragEnd() { s.hold = hold{} }

// Scrolled scrolls with the wheel.
func (s *sheet) Scrolled(e *fyne.ScrollEvent) {
	s.over = nowhere
	s.scroll(s.left-e.Scrolled.DX, s.top-e.Scrolled.DY)
	s.Refresh()
}

// MouseIn is a part of desktop.Hoverable.
func (s *sheet) MouseIn(e *desktop.MouseEvent) { s.MouseMoved(e) }

// MouseMoved shows what is known of what is under the mouse.
func (s *sheet) MouseMoved(e *desktop.MouseEvent) {
	at := s.spotAt(e.Position)
	if at.col != s.over.col || at.row != s.over.row || at.chip != s.over.chip {
		s.over = at
		s.Refresh()
	}
}

// MouseOut takes that away.
func (s *sheet) MouseOut() {
	s.over = nowhere
	s.Refresh()
}

// Cursor is a hand over a chip.
func (s *sheet) Cursor() desktop.Cursor {
	if s.over.chip {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// FocusGained shows that the keyboard is here.
func (s *sheet) FocusGained() {
	s.focused = true
	s.reveal()
	s.Refresh()
}

// FocusLost takes the sign of the keyboard away.
func (s *sheet) FocusLost() {
	s.focused = false
	s.Refresh()
}

// TypedRune opens the list of the chosen chip and searches at once.
func (s *sheet) TypedRune(r rune) {
	if s.at >= 0 && r != ' ' {
		s.verbs.open(s.chips[s.at].index, string(r))
	}
}

// TypedKey goes from chip to chip, opens a list, leaves a column out.
func (s *sheet) TypedKey(e *fyne.KeyEvent) {
	s.over = nowhere
	page := max(rowHeight(), s.body().Height-rowHeight())
	switch e.Name {
	case fyne.KeyRight:
		s.choose(min(s.at+1, len(s.chips)-1))
	case fyne.KeyLeft:
		s.choose(max(s.at-1, 0))
	case fyne.KeyHome:
		s.choose(0)
	case fyne.KeyEnd:
		s.choose(len(s.chips) - 1)
	case fyne.KeyPageDown:
		s.scroll(s.left, s.top+page)
		s.Refresh()
	case fyne.KeyPageUp:
		s.scroll(s.left, s.top-page)
		s.Refresh()
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyDown, fyne.KeySpace:
		if s.at >= 0 {
			s.verbs.open(s.chips[s.at].index, "")
		}
	case fyne.KeyDelete:
		if s.at >= 0 {
			s.verbs.leave(s.chips[s.at].index)
		}
	default:
		if s.verbs.key(e.Name) {
			return
		}
		if c := fyne.CurrentApp().Driver().CanvasForObject(s); c != nil && c.OnTypedKey() != nil {
			c.OnTypedKey()(e)
		}
	}
}

// TypedShortcut hands shortcuts on.
func (s *sheet) TypedShortcut(shortcut fyne.Shortcut) { ui.PassShortcut(s, shortcut) }
