package columns

import (
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"kartoteka/app/message"
	"kartoteka/app/ui"
	"kartoteka/app/window"
	"kartoteka/assets"
	"kartoteka/importer"
)

// parts are what is drawn again when the state changes.
type parts struct {
	above, tools, asks, filters, record, foot *fyne.Container
	whole                                     *fyne.Container // nil while it is put together
	sheet                                     *sheet
	goOn                                      *ui.Button // to the check
	list                                      *picker    // of a chip, nil while none is open
}

// fit lays the parts out again after one of them has become higher or lower.
func (p *parts) fit() {
	if p.whole != nil {
		p.whole.Refresh()
	}
}

// Build draws the step.
func (s *Step) Build() fyne.CanvasObject {
	if s.m == nil {
		s.progress = window.NewProgressCard(s.window, s.window.Text("columns.reading", assets.Values{"File": filepath.Base(s.file)}))
		s.progress.CancelWith(s.verbs.Back)
		return container.NewVBox(s.progress.Container)
	}
	p := &parts{tools: container.NewStack(), asks: container.NewStack(), filters: container.NewStack(), record: container.NewStack(), foot: container.NewStack()}
	before := s.parts
	s.parts = p
	keys := []string{s.window.Text("columns.key.open"), s.window.Text("columns.key.leave")}
	p.sheet = newSheet(keys, sheetVerbs{
		chosen: func(int) {},
		open:   s.openList,
		leave:  s.leave,
		key:    s.Key,
	})
	if before != nil && before.sheet != nil {
		p.sheet.left, p.sheet.top = before.sheet.left, before.sheet.top
		p.sheet.chips, p.sheet.at = before.sheet.chips, before.sheet.at
	}
	p.above = ui.Stack(ui.GapSmall, p.tools)
	if s.trouble != nil {
		p.above.Add(ui.Note(ui.ErrorTone, message.Of(s.trouble, s.window.Lang), ui.Quiet(s.window.Text("dialog.close"), "", func() { s.trouble = nil; s.verbs.Draw() })))
	}
	var middle fyne.CanvasObject
	if s.folded {
		middle = s.foldedCard()
	} else {
		p.above.Add(p.asks)
		p.above.Add(p.filters)
		middle = container.New(sideBySide{}, ui.Frame(p.sheet), ui.Frame(p.record))
	}
	s.refresh()
	p.whole = container.New(ui.ThreeRows(ui.GapSmall), p.above, middle, p.foot)
	return p.whole
}

// Header says which file it is and how large its table is.
func (s *Step) Header() fyne.CanvasObject {
	w := s.window
	size := w.Plural("columns.rows", s.m.Rows) + " · " + w.Plural("columns.count", len(s.m.Columns))
	if w.Canvas().Size().Width < understoodFrom {
		size = w.Plural("columns.rows", s.m.Rows) + " · " + s.understood()
	}
	return container.NewBorder(nil, nil, ui.Beside(ui.GapSmall, ui.Middle(ui.Picture(ui.IconIn("file", ui.ColorMuted), 22)), ui.GapOf(0)), nil,
		ui.Middle(ui.Stack(0, bold(filepath.Base(s.file)), ui.NewCut(size, ui.ColorMuted, theme.SizeNameCaptionText))))
}

// understoodFrom is the width of a window from which there is room to say above the table how many columns are understood; in
// a narrower one it stands beside the name of the file.
const understoodFrom float32 = 1100

func (s *Step) understood() string {
	n := 0
	for i := range s.m.Columns {
		if s.m.Columns[i].Mapped() {
			n++
		}
	}
	return s.window.Text("columns.understood", assets.Values{"N": n, "All": len(s.m.Columns)})
}

func bold(text string) *ui.Cut {
	c := ui.NewCut(text, theme.ColorNameForeground, theme.SizeNameText)
	c.Bold = true
	return c
}

// Shown puts the keyboard where the first question is, else on the way on, when the step has come into the window for the first
// time.
func (s *Step) Shown() {
	if s.m == nil || s.begun {
		return
	}
	s.begun = true
	at := slices.IndexFunc(s.m.Columns, func(c column) bool { return certaintyOf(s.m, &c) == inDoubt })
	if at >= 0 && !s.folded {
		s.parts.sheet.pick(at)
		s.window.Canvas().Focus(s.parts.sheet)
	} else if s.parts.goOn != nil {
		s.window.Canvas().Focus(s.parts.goOn)
	}
}

// Search opens the list of the chosen chip, whose first field is a search.
func (s *Step) Search() {
	if s.parts != nil && !s.folded && s.parts.sheet.at >= 0 {
		s.openList(s.parts.sheet.chips[s.parts.sheet.at].index, "")
	}
}

// refresh fills the parts from the state.
func (s *Step) refresh() {
	p := s.parts
	if p == nil || s.m == nil {
		return
	}
	if !slices.ContainsFunc(s.m.Columns, func(c column) bool { return s.only.passes(certaintyOf(s.m, &c)) }) {
		s.only = everything // the last column that passed has become another
	}
	hang(p.tools, s.tools())
	s.drawAsks()
	hang(p.filters, s.filterRow())
	s.fillSheet()
	s.drawRecord()
	s.drawFoot()
}

// fillSheet gives the sheet the columns that pass the filter.
func (s *Step) fillSheet() {
	var chips []chip
	for i := range s.m.Columns {
		if c := s.chip(i); s.only.passes(c.look) {
			chips = append(chips, c)
		}
	}
	var head, rows []importer.SheetRow
	for _, r := range s.known.look.Rows {
		switch {
		case s.m.HeaderRow > 0 && r.Number > s.m.HeaderRow-max(1, s.m.HeaderRows) && r.Number <= s.m.HeaderRow:
			head = append(head, r)
		case r.Number > s.m.HeaderRow:
			rows = append(rows, r)
		}
	}
	s.parts.sheet.set(chips, head, rows)
}

// Key does what a key stands for that the focused part has no use for.
func (s *Step) Key(key fyne.KeyName) bool {
	if key == fyne.KeyF8 && s.m != nil {
		s.next(shiftHeld())
		return true
	}
	return false
}

// next goes to the next column that is not certain, or the one before.
func (s *Step) next(back bool) {
	if s.folded || s.parts == nil {
		return
	}
	sh := s.parts.sheet
	n := len(sh.chips)
	for step := 1; step <= n; step++ {
		i := (sh.at + step) % n
		if back {
			i = (sh.at - step + 2*n) % n
		}
		if look := sh.chips[i].look; look == likely || look == inDoubt {
			sh.choose(i)
			s.window.Canvas().Focus(sh)
			return
		}
	}
}

// Escape closes the list, or shows all columns again. It reports whether there was anything to close.
func (s *Step) Escape() bool {
	switch {
	case s.parts != nil && s.parts.list != nil:
		s.parts.list.close()
	case s.only != everything:
		s.filter(everything)
	default:
		return false
	}
	return true
}

// hang puts one object in place of what a container has.
func hang(c *fyne.Container, o fyne.CanvasObject) {
	c.Objects = []fyne.CanvasObject{o}
	c.Refresh()
}

// sideBySide gives the record at the right its width and the sheet the rest.
type sideBySide struct{}

func recordWide(width float32) float32 {
	switch {
	case width < 860:
		return 256
	case width < 1240:
		return 292
	}
	return 360
}

func (sideBySide) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	right := recordWide(size.Width)
	objects[0].Resize(fyne.NewSize(size.Width-right-ui.GapSmall, size.Height))
	objects[1].Move(fyne.NewPos(size.Width-right, 0))
	objects[1].Resize(fyne.NewSize(right, size.Height))
}

func (sideBySide) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(objects[0].MinSize().Width+ui.GapSmall+256, max(objects[0].MinSize().Height, 160))
}
