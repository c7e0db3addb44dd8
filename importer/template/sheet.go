package template

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"kartoteka/data"
	"kartoteka/importer/style"
	"kartoteka/importer/xlsx"
)

// The rows of a data sheet.
const (
	groupRow  = 1
	headerRow = 2
	firstRow  = 3
	// fillRows is how many rows have drop-downs and can be filtered in a template: twice what one import may bring, and
	// little enough for Google Sheets, which bounds the cells of a workbook to ten million.
	fillRows = 2 * data.MaxRecords
)

// A SheetWriter writes a data sheet row by row.
type SheetWriter struct {
	*Book
	Sheet         *Sheet
	Name          string // of the sheet in the workbook
	Columns       []Column
	before, after []ExtraColumn
	widths        []float64 // of all columns, in characters
	frozen        int       // how many columns stay in view
	levels        int       // of columns that can be folded away
	folded        []int     // columns behind those that are
	stream        *excelize.StreamWriter
	row           int
}

// An ExtraColumn is a column beside those of the template, which the import does not read.
type ExtraColumn struct {
	Group, Title string
	Width        float64
	Look         style.Look
}

// OpenSheet begins a data sheet: its columns, headings, notes, drop-downs and views.
func (b *Book) OpenSheet(s *Sheet, before, after []ExtraColumn) *SheetWriter {
	w := &SheetWriter{
		Book: b, Sheet: s, Name: b.sheetName(s), Columns: s.Columns(b.schema), before: before, after: after, row: firstRow,
	}
	b.sheets = append(b.sheets, w)
	w.arrange()
	w.writeFrame()
	if b.Err != nil {
		return w
	}
	var err error
	w.stream, err = b.File.NewStreamWriter(w.Name)
	if b.Do(err); b.Err != nil {
		return w
	}
	height := w.writeColumns()
	b.Do(b.File.SetRowHeight(w.Name, headerRow, height)) // the stream's own is not known where notes are placed
	w.writeNotes()
	b.Do(w.stream.SetRow(xlsx.CellName(1, groupRow), w.groups(), excelize.RowOpts{Height: 21}))
	b.Do(w.stream.SetRow(xlsx.CellName(1, headerRow), w.headers(), excelize.RowOpts{Height: height}))
	return w
}

// Write adds a row, one value per column, the extra ones included. A value is nil or one that an excelize cell may hold.
func (w *SheetWriter) Write(row []any) {
	if w.Err == nil {
		w.Do(w.stream.SetRow(xlsx.CellName(1, w.row), row))
		w.row++
	}
}

// Finish ends the sheet.
func (w *SheetWriter) Finish() {
	if w.Err == nil {
		w.Do(w.stream.Flush())
	}
}

// At is the number of the column of a field.
func (w *SheetWriter) At(column int) int { return len(w.before) + column + 1 }

// Width is how many columns the sheet has.
func (w *SheetWriter) Width() int { return len(w.before) + len(w.Columns) + len(w.after) }

// writeFrame sets what belongs to the sheet as a whole. It is written where a stream begins, hence first.
func (w *SheetWriter) writeFrame() {
	last := xlsx.ColumnName(w.Width())
	w.Do(w.File.AutoFilter(w.Name, fmt.Sprintf("A%d:%s%d", headerRow, last, w.lastRow()), nil))
	w.Do(w.File.SetSheetDimension(w.Name, ""))
	w.Do(w.File.SetSheetProps(w.Name, &excelize.SheetPropsOptions{TabColorRGB: new("FF" + style.Accent), FitToPage: new(w.fitsPage())}))
	w.Do(w.File.SetSheetView(w.Name, 0, &excelize.ViewOptions{ZoomScale: new(100.0)}))
	w.writePrint()
	w.writeRules()
	w.ignoreNumbersAsText()
}

// lastRow is the last row with drop-downs and in the filter.
func (w *SheetWriter) lastRow() int { return firstRow + max(fillRows, w.Rows) - 1 }

// ignoreNumbersAsText keeps Excel from marking each IČO, PSČ and phone number as a mistake and offering to make a number
// of it, without its leading zeros.
func (w *SheetWriter) ignoreNumbersAsText() {
	isText := func(i int) bool { return style.ColumnLook(w.Columns[i].Field.Type) == style.Text }
	var areas []string
	for i := 0; i < len(w.Columns); i++ {
		from := i
		for i < len(w.Columns) && isText(i) {
			i++
		}
		if from < i {
			areas = append(areas, xlsx.CellName(w.At(from), firstRow)+":"+xlsx.CellName(w.At(i-1), w.lastRow()))
		}
	}
	if len(areas) > 0 {
		w.Do(w.File.AddIgnoredErrors(w.Name, strings.Join(areas, " "), excelize.IgnoredErrorsNumberStoredAsText))
	}
}

// fitsPage reports whether a printed page is wide enough for all columns to stay readable, or only the first are printed.
func (w *SheetWriter) fitsPage() bool { return w.Width() <= 20 || w.printsFirst() }

// printsFirst reports whether only the first columns are printed: those that say why a row is here and whose it is. On pages
// beside one another the others would be unreadable.
func (w *SheetWriter) printsFirst() bool { return len(w.before) > 0 && w.Width() > 20 }

// pageWidth is how many characters stand beside one another on a printed page and stay readable.
const pageWidth = 190

// printed is the last column of those that fit a page.
func (w *SheetWriter) printed() int {
	width := 0.0
	for i, each := range w.widths {
		if width += each; width > pageWidth {
			return max(1, i)
		}
	}
	return len(w.widths)
}

func (w *SheetWriter) writePrint() {
	layout := &excelize.PageLayoutOptions{Size: new(9), Orientation: new("landscape"), PageOrder: new("overThenDown")}
	if w.fitsPage() {
		layout.FitToWidth, layout.FitToHeight = new(1), new(0)
	} else {
		layout.AdjustTo = new(uint(80))
	}
	footer := "&L&8&A&R&8&P / &N"
	if w.printsFirst() {
		footer = "&L&8&A&C&8" + strings.ReplaceAll(w.Text("instructions.printed"), "&", "&&") + "&R&8&P / &N"
		w.Do(w.File.SetDefinedName(&excelize.DefinedName{
			Name: "_xlnm.Print_Area", Scope: w.Name, RefersTo: fmt.Sprintf("'%s'!$A$1:$%s$%d", w.Name, xlsx.ColumnName(w.printed()), headerRow+max(1, w.Rows)),
		}))
	}
	w.Do(w.File.SetPageLayout(w.Name, layout))
	w.Do(w.File.SetPageMargins(w.Name, &excelize.PageLayoutMarginsOptions{
		Left: new(0.4), Right: new(0.4), Top: new(0.5), Bottom: new(0.6), Header: new(0.3), Footer: new(0.3),
	}))
	w.Do(w.File.SetHeaderFooter(w.Name, &excelize.HeaderFooterOptions{OddFooter: footer}))
	w.Do(w.File.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", Scope: w.Name,
		RefersTo: fmt.Sprintf("'%s'!$A:$%s,'%s'!$%d:$%d", w.Name, xlsx.ColumnName(w.frozen), w.Name, groupRow, headerRow),
	}))
}

// writeColumns sets widths, formats and panes, and returns the height the row of titles needs.
func (w *SheetWriter) writeColumns() (height float64) {
	lines := 2
	set := func(col int, title string, k style.Look) {
		width := w.widths[col-1]
		lines = max(lines, style.LinesOf(title, width-4))
		w.Do(w.stream.SetColWidth(col, col, width))
		w.Do(w.stream.SetColStyle(col, col, w.Style(k)))
	}
	// From the last to the first: the stream puts each column before those it has.
	w.unfolds()
	for i, c := range slices.Backward(w.after) {
		set(len(w.before)+len(w.Columns)+i+1, c.Title, c.Look)
	}
	for i, c := range slices.Backward(w.Columns) {
		set(w.At(i), w.header(c), style.ColumnLook(c.Field.Type))
		w.fold(i)
	}
	for i, c := range slices.Backward(w.before) {
		set(i+1, c.Title, c.Look)
	}
	w.show()
	return float64(lines)*13.5 + 9
}
