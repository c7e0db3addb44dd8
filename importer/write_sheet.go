package importer

import (
	"fmt"
	"slices"

	"github.com/xuri/excelize/v2"

	"kartoteka/data"
	"kartoteka/importer/xlsx"
)

// The rows of a data sheet.
const (
	groupRow  = 1
	headerRow = 2
	firstRow  = 3
	// lastRow is the last row with drop-downs and in the filter: ten times what one import may bring, and little
	// enough for Google Sheets, which bounds the cells of a workbook.
	lastRow = firstRow + 10*data.MaxRecords - 1
)

// A sheetWriter writes a data sheet row by row.
type sheetWriter struct {
	*book
	name          string
	columns       []Column
	before, after []extraColumn
	stream        *excelize.StreamWriter
	row           int
}

// An extraColumn is a column beside those of the template, which the import does not read.
type extraColumn struct {
	group, title string
	width        float64
	look         look
}

// openSheet begins a data sheet: its columns, headings, notes, drop-downs and views.
func (b *book) openSheet(s *Sheet, before, after []extraColumn) *sheetWriter {
	w := &sheetWriter{
		book: b, name: b.sheetName(s), columns: s.Columns(b.schema), before: before, after: after, row: firstRow,
	}
	w.writeFrame()
	if b.err != nil {
		return w
	}
	var err error
	w.stream, err = b.file.NewStreamWriter(w.name)
	if b.do(err); b.err != nil {
		return w
	}
	height := w.writeColumns()
	w.writeNotes()
	b.do(w.stream.SetRow(xlsx.CellName(1, groupRow), w.groups(), excelize.RowOpts{Height: 21}))
	b.do(w.stream.SetRow(xlsx.CellName(1, headerRow), w.headers(), excelize.RowOpts{Height: height}))
	return w
}

// write adds a row, one value per column, the extra ones included. A value is nil or what an excelize cell may hold.
func (w *sheetWriter) write(row []any) { w.writeTall(row, 1) }

// writeTall is write for a row that is to show several lines of text.
func (w *sheetWriter) writeTall(row []any, lines int) {
	if w.err == nil {
		w.do(w.stream.SetRow(xlsx.CellName(1, w.row), row, rowHeight(lines)))
		w.row++
	}
}

// finish ends the sheet.
func (w *sheetWriter) finish() {
	if w.err == nil {
		w.do(w.stream.Flush())
	}
}

// at is the number of the column of a field.
func (w *sheetWriter) at(column int) int { return len(w.before) + column + 1 }

// width is how many columns the sheet has.
func (w *sheetWriter) width() int { return len(w.before) + len(w.columns) + len(w.after) }

// writeFrame sets what belongs to the sheet as a whole. It is written where a stream begins, hence first.
func (w *sheetWriter) writeFrame() {
	last := xlsx.ColumnName(w.width())
	w.do(w.file.AutoFilter(w.name, fmt.Sprintf("A%d:%s%d", headerRow, last, lastRow), nil))
	w.do(w.file.SetSheetDimension(w.name, ""))
	w.do(w.file.SetSheetProps(w.name, &excelize.SheetPropsOptions{TabColorRGB: new("FF" + accent), FitToPage: new(w.fitsPage())}))
	w.do(w.file.SetSheetView(w.name, 0, &excelize.ViewOptions{ZoomScale: new(100.0)}))
	w.writePrint()
	w.writeDropDowns()
}

// fitsPage reports whether a printed page is wide enough for all columns to stay readable.
func (w *sheetWriter) fitsPage() bool { return w.width() <= 20 }

func (w *sheetWriter) writePrint() {
	layout := &excelize.PageLayoutOptions{Size: new(9), Orientation: new("landscape"), PageOrder: new("overThenDown")}
	if w.fitsPage() {
		layout.FitToWidth, layout.FitToHeight = new(1), new(0)
	} else {
		layout.AdjustTo = new(uint(80))
	}
	w.do(w.file.SetPageLayout(w.name, layout))
	w.do(w.file.SetPageMargins(w.name, &excelize.PageLayoutMarginsOptions{
		Left: new(0.4), Right: new(0.4), Top: new(0.5), Bottom: new(0.6), Header: new(0.3), Footer: new(0.3),
	}))
	w.do(w.file.SetHeaderFooter(w.name, &excelize.HeaderFooterOptions{OddFooter: "&L&8&A&R&8&P / &N"}))
	w.do(w.file.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", Scope: w.name,
		RefersTo: fmt.Sprintf("'%s'!$A:$%s,'%s'!$%d:$%d", w.name, xlsx.ColumnName(w.frozen()), w.name, groupRow, headerRow),
	}))
}

// writeColumns sets widths, formats and panes, and returns the height the row of titles needs.
func (w *sheetWriter) writeColumns() (height float64) {
	lines := 2
	set := func(col int, title string, width float64, k look) {
		lines = max(lines, linesOf(title, width-4))
		w.do(w.stream.SetColWidth(col, col, width))
		w.do(w.stream.SetColStyle(col, col, w.style(k)))
	}
	// From the last to the first: the stream puts each column before those it has.
	for i, c := range slices.Backward(w.after) {
		set(len(w.before)+len(w.columns)+i+1, c.title, c.width, c.look)
	}
	for i, c := range slices.Backward(w.columns) {
		title := w.header(c)
		set(w.at(i), title, columnWidth(c.Field, title), columnLook(c.Field.Type))
	}
	for i, c := range slices.Backward(w.before) {
		set(i+1, c.title, c.width, c.look)
	}
	corner := xlsx.CellName(w.frozen()+1, firstRow)
	w.do(w.stream.SetPanes(&excelize.Panes{
		Freeze: true, XSplit: w.frozen(), YSplit: headerRow, TopLeftCell: corner, ActivePane: "bottomRight",
		Selection: []excelize.Selection{{SQRef: corner, ActiveCell: corner, Pane: "bottomRight"}},
	}))
	return float64(lines)*13.5 + 9
}

// frozen is how many columns stay in view: those up to the last required one of the first four, by which
// people know the record of a row.
func (w *sheetWriter) frozen() int {
	n := 1
	for i := range min(4, len(w.columns)) {
		if w.columns[i].Required() {
			n = i + 1
		}
	}
	return len(w.before) + n
}
