package importer

import (
	"cmp"
	"context"
	"io"
	"maps"
	"slices"
	"strings"

	"kartoteka/importer/export"
	"kartoteka/importer/issue"
	"kartoteka/importer/patch"
	"kartoteka/importer/source"
	"kartoteka/importer/style"
	"kartoteka/importer/xlsx"
)

// A tableWriter writes rows of cells, as a workbook or as delimited text.
type tableWriter struct {
	copy   *patch.Copy
	rows   *patch.Rows
	header int // number of the row of titles, 0: none
	row    int

	text      io.Writer // instead of a workbook
	delimiter string
}

// A tableRow is a row to be written, by column from 1.
type tableRow struct {
	number  int // more than that of the row before; 0 is the next
	texts   map[int]string
	numbers map[int]float64 // where the cell holds one
	bad     map[int]bool    // cells with errors
	reason  int             // column of the reason, 0: none
	height  float64         // in points, 0: as usual
}

// newWorkbookWriter writes a workbook of one sheet of so many columns, whose titles stand in the row header. reason is the
// column of the reason, 0: none.
func newWorkbookWriter(ctx context.Context, sheet string, header, width, reason int, p patch.Properties) (*tableWriter, error) {
	c, err := patch.New(style.ProgramName)
	if err != nil {
		return nil, err
	}
	p.Author = style.ProgramName
	c.Describe(p)
	columns := slices.Repeat([]patch.Column{{Width: 20}}, width)
	if reason > 0 {
		columns[reason-1].Width = reasonWidth
	}
	s := patch.Sheet{Name: sheet, Columns: columns, Header: header, Filter: header > 0, Footer: sheetFooter}
	return &tableWriter{copy: c, rows: c.Append(ctx, c.Add(s)), header: header}, nil
}

// newTextWriter writes text in the encoding and with the delimiter of a file.
func newTextWriter(w io.Writer, f source.Format) (*tableWriter, error) {
	out, err := source.Encode(w, f.Encoding)
	if err != nil {
		return nil, err
	}
	return &tableWriter{text: out, delimiter: cmp.Or(f.Delimiter, ";")}, nil
}

func (t *tableWriter) write(r tableRow) error {
	if r.number == 0 {
		r.number = t.row + 1
	}
	cols := slices.Sorted(maps.Keys(r.texts))
	if t.text != nil {
		width := 0
		if len(cols) > 0 {
			width = cols[len(cols)-1]
		}
		return t.writeText(r.number, r.texts, width)
	}
	for ; t.row < r.number-1; t.row++ {
		t.rows.Write(0)
	}
	t.row = r.number
	cells := make([]patch.Cell, 0, len(cols))
	for _, col := range cols {
		if r.texts[col] == "" && !r.bad[col] {
			continue
		}
		cell := patch.Text(col, r.texts[col])
		if n, ok := r.numbers[col]; ok {
			cell = patch.Cell{Col: col, Kind: xlsx.Number, Number: n}
		}
		if r.bad[col] {
			cell.Look.Fill = style.SeverityFills[issue.Error]
		}
		switch {
		case t.row == t.header:
			cell.Style = t.copy.Style(style.Patch(style.TableHead))
		case col == r.reason:
			cell.Style = t.copy.Style(style.Patch(style.Reason))
		}
		cells = append(cells, cell)
	}
	t.rows.Write(r.height, cells...)
	return t.copy.Err()
}

func (t *tableWriter) writeText(number int, texts map[int]string, width int) error {
	var b strings.Builder
	for ; t.row < number-1; t.row++ {
		b.WriteString("\r\n")
	}
	t.row = number
	for col := 1; col <= width; col++ {
		if col > 1 {
			b.WriteString(t.delimiter)
		}
		text := export.Harmless(texts[col])
		if strings.ContainsAny(text, t.delimiter+"\"\r\n") {
			text = `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
		}
		b.WriteString(text)
	}
	b.WriteString("\r\n")
	_, err := io.WriteString(t.text, b.String())
	return err
}

// finish writes the workbook; of text all has been written, but what the encoding holds back.
func (t *tableWriter) finish(ctx context.Context, w io.Writer) error {
	if t.text != nil {
		if c, ok := t.text.(io.Closer); ok {
			return c.Close()
		}
		return nil
	}
	t.rows.Close()
	return t.copy.Write(ctx, w)
}
