package imports

import (
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"kartoteka/app/ui"
	"kartoteka/app/window"
	"kartoteka/data"
	"kartoteka/importer"
	"kartoteka/importer/issue"
	"kartoteka/importer/xlsx"
)

// pieces reads pieces of the checked workbook. It reads a few hundred rows at a time, so that going from issue to issue
// shows the next one at once.
type pieces struct {
	step     *checkStep
	of       *view // whose file the rows are from
	sheet    int
	from, to int
	rows     []importer.SheetRow
	cancel   context.CancelFunc
	run      int
}

// How many rows around the wanted one are read; and of these, how many columns and at most and at least how many rows on
// each side of the bad cell are shown.
const (
	piecesAround  = 150
	columnsBefore = 4
	columnsAfter  = 8
	mostAround    = 20
)

// show puts the piece of the sheet an issue stands in into a place, now or as soon as it is read.
func (p *pieces) show(r *issueRow, place *fyne.Container) {
	v := p.step.view
	p.run++
	if p.cancel != nil {
		p.cancel()
		p.cancel = nil
	}
	sheet := slices.IndexFunc(v.report.Sheets, func(s importer.SheetRead) bool { return s.Name == r.Sheet })
	place.Hidden = sheet < 0 || r.Row == 0 && r.Code == issue.UnknownSheet
	if place.Hidden {
		return
	}
	row := max(r.Row, v.report.Sheets[sheet].Header)
	if p.of == v && p.sheet == sheet && row-mostAround >= p.from && row+mostAround <= p.to {
		hang(place, p.draw(r, row))
		return
	}
	p.read(r, sheet, row, place)
}

func (p *pieces) read(r *issueRow, sheet, row int, place *fyne.Container) {
	w, v, run := p.step.page.window, p.step.view, p.run
	from, to := max(1, row-piecesAround), row+piecesAround
	fixes := v.report.Corrected
	p.cancel = window.Start(w, window.Task[[]importer.SheetRow]{
		Work: func(ctx context.Context, _ data.Progress) ([]importer.SheetRow, error) {
			return w.Importer.Excerpt(ctx, v.report, fixes, sheet, from, to)
		},
		Done: func(rows []importer.SheetRow, err error) {
			switch {
			case run != p.run:
			case err != nil:
				hang(place, ui.Muted(w.Text("import.piece.unreadable")))
			default:
				p.of, p.sheet, p.from, p.to, p.rows = v, sheet, from, to, rows
				if from == 1 {
					p.from = -mostAround // above the first row there is nothing
				}
				hang(place, p.draw(r, row))
			}
		},
	})
}

// Sizes of the drawn cells.
const (
	pieceColumn  float32 = 132
	pieceNumbers float32 = 48
)

// draw draws as many rows around one as there is room for.
func (p *pieces) draw(r *issueRow, row int) fyne.CanvasObject {
	rows := p.rows
	l := &pieceLayout{around: -1, draw: func(around int) drawnPiece { return drawPiece(rows, r, row, around) }}
	return container.New(l, container.NewWithoutLayout(), container.NewHScroll(container.NewWithoutLayout()))
}

// pieceHeight is the height of a drawn row.
func pieceHeight() float32 { return theme.TextSize() + 9 }

// A drawnPiece is a piece of a sheet: the row numbers stand still when the cells are scrolled.
type drawnPiece struct {
	numbers, cells *fyne.Container
	x              float32 // middle of the bad cell
}

// drawPiece draws the rows around one with column letters and row numbers, the bad cell marked.
func drawPiece(rows []importer.SheetRow, r *issueRow, row, around int) drawnPiece {
	d := pieceDrawing{height: pieceHeight(), box: container.NewWithoutLayout()}
	left := pieceDrawing{height: d.height, box: container.NewWithoutLayout()}
	header := rows[0]
	last := 1
	for col := range header.Cells {
		last = max(last, col)
	}
	first := max(1, r.Col-columnsBefore)
	last = max(r.Col, min(last, max(1, r.Col)+columnsAfter))
	numbers := []int{header.Number}
	for n := row - around; n <= row+around; n++ {
		if n > header.Number {
			numbers = append(numbers, n)
		}
	}
	left.cell(0, 0, pieceNumbers, "", headCell)
	for col := first; col <= last; col++ {
		d.cell(float32(col-first)*pieceColumn, 0, pieceColumn, xlsx.ColumnName(col), headCell)
	}
	for i, n := range numbers {
		y := float32(i+1) * d.height
		left.cell(0, y, pieceNumbers, fmt.Sprint(n), headCell)
		texts := textsOf(rows, n)
		for col := first; col <= last; col++ {
			look := bodyCell
			if n == header.Number {
				look = titleCell
			}
			d.cell(float32(col-first)*pieceColumn, y, pieceColumn, texts[col], look)
		}
		if n == r.Row || r.Row == 0 && n == header.Number {
			d.mark(r, y, first, last)
		}
	}
	height := float32(len(numbers)+1) * d.height
	return drawnPiece{left.box, container.New(fixedSize(fyne.NewSize(float32(last-first+1)*pieceColumn, height)), d.box),
		(float32(max(r.Col, first)-first) + 0.5) * pieceColumn}
}

func textsOf(rows []importer.SheetRow, row int) map[int]string {
	for _, r := range rows {
		if r.Number == row {
			return r.Cells
		}
	}
	return nil
}

// cellLook says how a cell of a piece looks.
type cellLook int

const (
	bodyCell cellLook = iota
	titleCell
	headCell // column letters and row numbers
)

// A pieceDrawing puts cells side by side.
type pieceDrawing struct {
	height float32
	box    *fyne.Container
}

func (d *pieceDrawing) cell(x, y, width float32, text string, look cellLook) {
	back := canvas.NewRectangle(ui.Ink(ui.ColorSurface))
	back.StrokeColor, back.StrokeWidth = ui.Ink(theme.ColorNameSeparator), 1
	words := canvas.NewText("", ui.Ink(theme.ColorNameForeground))
	words.TextSize = theme.CaptionTextSize()
	switch look {
	case headCell:
		back.FillColor, words.Color, words.Alignment = ui.Ink(theme.ColorNameHeaderBackground), ui.Ink(ui.ColorMuted), fyne.TextAlignCenter
	case titleCell:
		words.TextStyle.Bold = true
	}
	words.Text = ui.Shorten(text, width-2*ui.GapSmall, words.TextSize, words.TextStyle)
	back.Move(fyne.NewPos(x, y))
	back.Resize(fyne.NewSize(width+1, d.height+1))
	words.Move(fyne.NewPos(x+ui.GapSmall, y))
	words.Resize(fyne.NewSize(width-2*ui.GapSmall, d.height))
	d.box.Add(back)
	d.box.Add(words)
}

// mark frames the bad cell, or the whole row when the issue is about no single cell.
func (d *pieceDrawing) mark(r *issueRow, y float32, first, last int) {
	look := ui.Tones[severityTone(r)]
	x, width := float32(0), float32(last-first+1)*pieceColumn
	if r.Col > 0 {
		x, width = float32(r.Col-first)*pieceColumn, pieceColumn
	}
	frame := canvas.NewRectangle(ui.Ink(look.Soft))
	for i, o := range d.box.Objects { // below the text of the cell
		if words, ok := o.(*canvas.Text); ok && words.Position().Y == y && words.Position().X >= x && words.Position().X < x+width {
			frame.StrokeColor, frame.StrokeWidth, frame.CornerRadius = ui.Ink(look.Text), 2, 2
			d.box.Objects = slices.Insert(d.box.Objects, i, fyne.CanvasObject(frame))
			break
		}
	}
	frame.Move(fyne.NewPos(x, y))
	frame.Resize(fyne.NewSize(width+1, d.height+1))
}

// fixedSize gives its object a size of its own.
type fixedSize fyne.Size

func (s fixedSize) Layout(objects []fyne.CanvasObject, _ fyne.Size) { objects[0].Resize(fyne.Size(s)) }
func (s fixedSize) MinSize([]fyne.CanvasObject) fyne.Size           { return fyne.Size(s) }

// pieceLayout draws a piece with the rows that fit, and scrolls so that the bad cell stands in the middle.
type pieceLayout struct {
	draw   func(around int) drawnPiece
	around int // as drawn, −1 for not yet
	x      float32
}

func (l *pieceLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	numbers, scroll := objects[0].(*fyne.Container), objects[1].(*container.Scroll)
	fit := int(size.Height/pieceHeight()) - 3 // letters, titles, the row itself
	if around := min(mostAround, max(0, fit/2)); around != l.around {
		p := l.draw(around)
		l.around, l.x = around, p.x
		numbers.Objects, scroll.Content = p.numbers.Objects, p.cells
	}
	numbers.Resize(fyne.NewSize(pieceNumbers, size.Height))
	scroll.Move(fyne.NewPos(pieceNumbers, 0))
	scroll.Resize(fyne.NewSize(max(0, size.Width-pieceNumbers), size.Height))
	most := max(0, scroll.Content.MinSize().Width-scroll.Size().Width)
	scroll.Offset = fyne.NewPos(min(most, max(0, l.x-scroll.Size().Width/2)), 0)
	scroll.Refresh()
}

func (l *pieceLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(120, 3*pieceHeight())
}
