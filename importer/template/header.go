package template

import (
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"kartoteka/data"
	"kartoteka/importer/style"
	"kartoteka/importer/xlsx"
)

// A heading is a cell above one column; columns of one group stand under one merged heading.
type heading struct {
	section *Section // nil for extra columns
	group   string
	title   string
	look    style.Look
}

func (w *SheetWriter) headings() []heading {
	var all []heading
	for _, c := range w.before {
		all = append(all, heading{nil, c.Group, c.Title, style.Header.Above(c.Look)})
	}
	for _, c := range w.Columns {
		h := heading{c.Section, c.group(w.Lang), w.header(c), style.Header}
		if c.Required() {
			h.look = style.HeaderRequired
		}
		h.look = h.look.Above(style.ColumnLook(c.Field.Type))
		all = append(all, h)
	}
	for _, c := range w.after {
		all = append(all, heading{nil, c.Group, c.Title, style.Header.Above(c.Look)})
	}
	return all
}

// groups is the row of group headings, merged over the columns that stand under each.
func (w *SheetWriter) groups() []any {
	headings := w.headings()
	cells := make([]any, len(headings))
	look := style.Group
	for from := 0; from < len(headings); {
		to := from + 1
		for to < len(headings) && headings[to].section == headings[from].section && headings[to].group == headings[from].group {
			to++
		}
		for i := from; i < to; i++ {
			cells[i] = excelize.Cell{StyleID: w.Style(look)}
		}
		cells[from] = excelize.Cell{StyleID: w.Style(look), Value: headings[from].group}
		if to-from > 1 {
			w.Do(w.stream.MergeCell(xlsx.CellName(from+1, groupRow), xlsx.CellName(to, groupRow)))
		}
		from = to
		look = style.Group + style.GroupOther - look // the other of the two
	}
	return cells
}

func (w *SheetWriter) headers() []any {
	var cells []any
	for _, h := range w.headings() {
		cells = append(cells, excelize.Cell{StyleID: w.Style(h.look), Value: h.title})
	}
	return cells
}

// header is the title of a column as it stands in the sheet.
func (b *Book) header(c Column) string {
	if c.Required() {
		return c.Title(b.Lang) + " *"
	}
	return c.Title(b.Lang)
}

// ColumnWidth is wide enough for usual values and for the title on two lines beside the filter's button.
func ColumnWidth(f *data.Field, title string) float64 {
	need := max(titleWidth(title)+1, float64(min((utf8.RuneCountInString(title)+1)/2, 26)+5))
	return min(max(valueWidth(f), need), 42)
}

// valueWidth is how many characters the values of a field usually take.
func valueWidth(f *data.Field) float64 {
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
	case f.Unstored:
		return 12
	case f.Unique:
		return 16
	case f.Required:
		return 30
	case f.Format == data.BankAccount:
		return 26
	case f.Format != "":
		return 14
	}
	return 18
}
