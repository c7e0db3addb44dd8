package importer

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"kartoteka/data"
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

// writeSheet writes a data sheet: headings, then the rows given, one value per column.
// A value is nil, or what a styled or plain excelize cell may hold.
func (b *book) writeSheet(s *Sheet, rows [][]any) {
	if b.err != nil {
		return
	}
	name, columns := b.sheetName(s), s.Columns(b.schema)
	b.writeFrame(name, columns)
	w, err := b.file.NewStreamWriter(name)
	if b.do(err); b.err != nil {
		return
	}
	height := b.writeColumns(w, columns)
	b.writeNotes(name, columns)
	b.do(w.SetRow(cellName(1, groupRow), b.groups(w, columns), excelize.RowOpts{Height: 21}))
	b.do(w.SetRow(cellName(1, headerRow), b.headers(columns), excelize.RowOpts{Height: height}))
	for i, row := range rows {
		b.do(w.SetRow(cellName(1, firstRow+i), row))
	}
	b.do(w.Flush())
}

// writeFrame sets what belongs to the sheet as a whole. Some of it is written where a stream begins, hence first.
func (b *book) writeFrame(name string, columns []Column) {
	last := columnLetters(len(columns))
	b.do(b.file.AutoFilter(name, fmt.Sprintf("A%d:%s%d", headerRow, last, lastRow), nil))
	b.do(b.file.SetSheetDimension(name, ""))
	b.do(b.file.SetSheetProps(name, &excelize.SheetPropsOptions{TabColorRGB: ptr("FF" + accent), FitToPage: ptr(fitsPage(columns))}))
	b.do(b.file.SetSheetView(name, 0, &excelize.ViewOptions{ZoomScale: ptr(100.0)}))
	b.writePrint(name, columns)
	b.writeDropDowns(name, columns)
}

// fitsPage reports whether a printed page is wide enough for all columns to stay readable.
func fitsPage(columns []Column) bool { return len(columns) <= 20 }

func (b *book) writePrint(name string, columns []Column) {
	layout := &excelize.PageLayoutOptions{Size: ptr(9), Orientation: ptr("landscape"), PageOrder: ptr("overThenDown")}
	if fitsPage(columns) {
		layout.FitToWidth, layout.FitToHeight = ptr(1), ptr(0)
	} else {
		layout.AdjustTo = ptr(uint(80))
	}
	b.do(b.file.SetPageLayout(name, layout))
	b.do(b.file.SetPageMargins(name, &excelize.PageLayoutMarginsOptions{
		Left: ptr(0.4), Right: ptr(0.4), Top: ptr(0.5), Bottom: ptr(0.6), Header: ptr(0.3), Footer: ptr(0.3),
	}))
	b.do(b.file.SetHeaderFooter(name, &excelize.HeaderFooterOptions{OddFooter: "&L&8&A&R&8&P / &N"}))
	b.do(b.file.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", Scope: name,
		RefersTo: fmt.Sprintf("'%s'!$A:$%s,'%s'!$%d:$%d", name, columnLetters(frozen(columns)), name, groupRow, headerRow),
	}))
}

// writeColumns sets widths, formats and panes, and returns the height the row of titles needs.
func (b *book) writeColumns(w *excelize.StreamWriter, columns []Column) (height float64) {
	lines := 2
	for i, c := range slices.Backward(columns) { // a stream puts each before those it has
		title := b.header(c)
		width := columnWidth(c.Field, title)
		lines = max(lines, linesOf(title, width-4))
		b.do(w.SetColWidth(i+1, i+1, width))
		b.do(w.SetColStyle(i+1, i+1, b.style(columnLook(c.Field.Type))))
	}
	left := frozen(columns)
	corner := cellName(left+1, firstRow)
	b.do(w.SetPanes(&excelize.Panes{
		Freeze: true, XSplit: left, YSplit: headerRow, TopLeftCell: corner, ActivePane: "bottomRight",
		Selection: []excelize.Selection{{SQRef: corner, ActiveCell: corner, Pane: "bottomRight"}},
	}))
	return float64(lines)*13.5 + 9
}

// frozen is how many columns stay in view: those up to the last required one of the first four, by which
// people know the record of a row.
func frozen(columns []Column) int {
	n := 1
	for i := range min(4, len(columns)) {
		if columns[i].Required() {
			n = i + 1
		}
	}
	return n
}

// groups is the row of group headings, merged over the columns that stand under each.
func (b *book) groups(w *excelize.StreamWriter, columns []Column) []any {
	cells := make([]any, len(columns))
	odd := false
	for from := 0; from < len(columns); {
		to := from + 1
		for to < len(columns) && b.sameGroup(columns[from], columns[to]) {
			to++
		}
		style := lookGroup
		if odd {
			style = lookGroupOther
		}
		for i := from; i < to; i++ {
			cells[i] = excelize.Cell{StyleID: b.style(style)}
		}
		cells[from] = excelize.Cell{StyleID: b.style(style), Value: columns[from].Group(b.lang)}
		if to-from > 1 {
			b.do(w.MergeCell(cellName(from+1, groupRow), cellName(to, groupRow)))
		}
		from, odd = to, !odd
	}
	return cells
}

func (b *book) sameGroup(a, c Column) bool {
	return a.Section == c.Section && a.Group(b.lang) == c.Group(b.lang)
}

func (b *book) headers(columns []Column) []any {
	cells := make([]any, len(columns))
	for i, c := range columns {
		style := lookHeader
		if c.Required() {
			style = lookHeaderRequired
		}
		cells[i] = excelize.Cell{StyleID: b.style(style), Value: b.header(c)}
	}
	return cells
}

// header is the title of a column as it stands in the sheet.
func (b *book) header(c Column) string {
	if c.Required() {
		return c.Title(b.lang) + " *"
	}
	return c.Title(b.lang)
}

// columnWidth is wide enough for usual values and for the title on two lines beside the filter's button.
func columnWidth(f *data.Field, title string) float64 {
	longest := 0
	for _, word := range strings.Fields(title) {
		longest = max(longest, utf8.RuneCountInString(word))
	}
	need := max(longest, min((utf8.RuneCountInString(title)+1)/2, 26)) + 5
	return float64(min(max(valueWidth(f), need), 42))
}

// valueWidth is how many characters the values of a field usually take.
func valueWidth(f *data.Field) int {
	switch f.Type {
	case data.Bool, data.Time, data.Percent:
		return 10
	case data.Number, data.Date, data.Choice:
		return 14
	case data.DateTime, data.Phone, data.List, data.Country, data.Amount:
		return 18
	case data.Email, data.URL, data.Reference:
		return 26
	case data.LongText:
		return 40
	}
	switch {
	case f.Required:
		return 30
	case f.Format != "":
		return 14
	}
	return 18
}

// linesOf estimates how many lines a text takes when it is wrapped at a width in characters.
func linesOf(text string, width float64) int {
	lines := 0
	for part := range strings.Lines(text) {
		used := 0.0
		lines++
		for _, word := range strings.Fields(part) {
			n := float64(utf8.RuneCountInString(word))
			if used > 0 && used+1+n > width {
				lines, used = lines+1, 0
			}
			used += n + 1
		}
	}
	return max(lines, 1)
}
