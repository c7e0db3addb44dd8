package patch

import (
	"context"
	"fmt"
	"strconv"

	"kartoteka/importer/xlsx"
)

// A Cell is a cell to be written: a value as package xlsx reads it, in a style.
type Cell struct {
	Col    int
	Kind   xlsx.Kind // Invalid is written as text, None as a blank cell
	Text   string    // of a Number: how it is spelled; "" leaves that to the program
	Number float64
	// Formula is written without a stored value, in place of one; programs calculate it when they open the file.
	Formula string
	Style   StyleID // 0: that of the column
	Look    Look    // what is different from that
	Link    string  // place in the workbook the cell leads to, "" none; only in added sheets
}

// Text makes a cell of a text in the style of its column.
func Text(col int, text string) Cell { return Cell{Col: col, Kind: xlsx.Text, Text: text} }

// Rows appends rows to a sheet. Errors stay in the copy.
type Rows struct {
	ctx   context.Context
	p     *patcher
	row   int // number of the last one
	base  int // number of the last row that was there
	count int
	buf   []byte
	links []placeLink
}

// A placeLink is a cell that leads to a place of the workbook.
type placeLink struct {
	row, col int
	to       string
}

// Append begins to add rows below those a sheet has. A sheet gets rows or changes, not both. Close must be called
// before the copy is written; several sheets may be open at once.
func (c *Copy) Append(ctx context.Context, sheet int) *Rows {
	s := c.sheets[sheet]
	r := &Rows{ctx: ctx}
	c.growing = true
	c.begin(ctx)
	if c.err == nil && (len(s.changes) > 0 || s.rows != nil) {
		c.do(fmt.Errorf("append rows to a sheet that has changes: %w", ErrNotCopied))
	}
	if c.err != nil {
		return r
	}
	s.rows, s.begun = r, true
	if s.added != nil {
		r.p = s.start()
		return r
	}
	l, err := c.links(s.part)
	if err == nil {
		r.p, err = s.open(l)
	}
	if err == nil {
		err = r.p.run(ctx)
		r.row, r.base = r.p.at.last, r.p.at.last
	}
	c.do(err)
	return r
}

// Write adds a row. Its height is in points, 0 lets programs decide. The cells stand in the order of their columns.
func (r *Rows) Write(height float64, cells ...Cell) {
	if r.p == nil || r.p.copy.err != nil {
		return
	}
	r.row++
	r.count++
	if r.count%cancelEvery == 0 {
		r.p.copy.do(r.ctx.Err())
	}
	if r.row > xlsx.MaxRow {
		r.p.copy.do(fmt.Errorf("row %d: %w", r.row, ErrNotCopied))
		return
	}
	prefix := r.p.prefix()
	b := append(append(append(r.buf[:0], '<'), prefix...), `row r="`...)
	b = strconv.AppendInt(b, int64(r.row), 10)
	if height > 0 {
		b = append(strconv.AppendFloat(append(b, `" ht="`...), height, 'f', -1, 64), `" customHeight="1`...)
	}
	b = append(b, `">`...)
	for i := range cells {
		c := &cells[i]
		style := r.p.copy.styles.of(c.Style)
		if c.Style == 0 {
			style = styleOf(r.p.columns, c.Col)
		}
		style = r.p.copy.styles.restyle(style, c.Look)
		b = appendCell(b, prefix, r.row, style, r.p.copy.styles.number(style), c, r.p.added != nil && r.p.added.Short)
		if c.Link != "" {
			r.links = append(r.links, placeLink{r.row, c.Col, c.Link})
		}
	}
	r.buf = append(append(append(b, "</"...), prefix...), "row>"...)
	_, err := r.p.write(r.buf)
	r.p.copy.do(err)
}

// Style adds a style to the copy, see [Copy.Style].
func (r *Rows) Style(s Style) StyleID { return r.p.copy.Style(s) }

// Number is the number of the last row, in the sheet.
func (r *Rows) Number() int { return r.row }

// Close ends the sheet.
func (r *Rows) Close() {
	p := r.p
	if p == nil {
		return
	}
	r.p = nil
	if p.added != nil {
		p.copy.do(p.end(r))
		return
	}
	defer p.close()
	if p.copy.err == nil {
		var err error
		p.paused = false
		if p.t, err = p.r.Next(); err == nil {
			err = p.run(r.ctx)
		}
		p.copy.do(err)
	}
}

func (p *patcher) prefix() string {
	if p.r == nil {
		return ""
	}
	return p.r.Prefix()
}

func (p *patcher) write(b []byte) (int, error) {
	if p.r == nil {
		return p.out.Write(b)
	}
	return p.r.Write(b)
}

// appendCell appends a whole cell. short writes texts that allow it in a form that makes a long list half as long;
// some programs take them for results of formulas.
func appendCell(b []byte, prefix string, row, style int, number string, c *Cell, short bool) []byte {
	b = append(append(append(b, '<'), prefix...), `c r="`...)
	b = strconv.AppendInt(append(b, xlsx.ColumnName(c.Col)...), int64(row), 10)
	if style > 0 {
		b = append(append(b, `" s="`...), number...)
	}
	value := func(kind, text string) {
		if kind != "" {
			b = append(append(b, `" t="`...), kind...)
		}
		b = append(append(append(b, `"><`...), prefix...), "v>"...)
		b = append(append(xlsx.AppendText(b, text), "</"...), prefix...)
		b = append(b, "v>"...)
	}
	switch {
	case c.Formula != "":
		b = append(append(append(b, `"><`...), prefix...), "f>"...)
		b = append(append(xlsx.AppendText(b, c.Formula), "</"...), prefix...)
		b = append(b, "f>"...)
	case c.Kind == xlsx.Number:
		text := c.Text
		if text == "" {
			text = strconv.FormatFloat(c.Number, 'g', -1, 64)
		}
		value("", text)
	case c.Kind == xlsx.Bool && c.Number != 0:
		value("b", "1")
	case c.Kind == xlsx.Bool:
		value("b", "0")
	case c.Kind == xlsx.Error:
		value("e", c.Text)
	case c.Kind == xlsx.Date:
		value("d", c.Text)
	case c.Kind == xlsx.None || c.Text == "":
		return append(b, `"/>`...)
	case short && plain(c.Text):
		value("str", c.Text)
	default:
		b = appendInline(append(b, `" t="inlineStr">`...), prefix, c.Text)
	}
	return append(append(append(b, "</"...), prefix...), "c>"...)
}

// plain reports whether a text has no blanks that a program could drop.
func plain(text string) bool {
	for i := range len(text) {
		if c := text[i]; c < ' ' || c == ' ' && (i == 0 || i == len(text)-1) {
			return false
		}
	}
	return true
}
