package patch

import (
	"cmp"
	"fmt"
	"slices"

	"kartoteka/importer/xlsx"
)

func (p *patcher) startRow() error {
	from, to, err := p.at.startRow(p.r)
	if err != nil {
		return err
	}
	p.insertRows(from, to)
	style := p.r.Int("s", -1)
	p.mostStyle = max(p.mostStyle, style)
	p.row = -1
	if isTrue(p.r.Attr("customFormat")) {
		p.row = max(0, style)
	}
	p.openRow()
	return nil
}

// changed reports whether the rows of the sheet are touched at all.
func (s *sheet) changed() bool { return s.rows != nil || len(s.changes) > 0 }

// openRow makes room in the row for its changes. The hint of which columns it has no longer holds.
func (p *patcher) openRow() {
	if !p.at.busy() {
		return
	}
	opened := p.r.Empty()
	p.r.Open(xlsx.Attr{Name: "spans"})
	for i := p.at.from; i < p.at.to; i++ {
		p.done[i] = done{style: -1, opened: opened}
	}
}

// startCell rewrites the tag of a cell that has a change, and leaves its value out when there is another.
func (p *patcher) startCell() error {
	style := p.r.Int("s", 0)
	p.mostStyle = max(p.mostStyle, style)
	if p.at.idle() {
		return nil
	}
	missing, i, err := p.at.startCell(p.r)
	if err != nil {
		return err
	}
	for ; missing < i || i < 0 && missing < p.at.next; missing++ {
		p.insert(missing)
	}
	if i < 0 {
		return nil
	}
	c := &p.changes[i]
	attrs := []xlsx.Attr{}
	if c.Look != (Look{}) {
		if style >= len(p.copy.styles.formats) {
			style = 0
		}
		p.done[i].style = p.copy.styles.restyle(style, c.Look)
		attrs = append(attrs, xlsx.Attr{Name: "s", Value: p.copy.styles.number(p.done[i].style)})
	}
	if c.Text == nil {
		p.r.Retag(attrs...)
		return nil
	}
	return p.replace(*c.Text, append(attrs, xlsx.Attr{Name: "t"}, xlsx.Attr{Name: "cm"}, xlsx.Attr{Name: "vm"}))
}

var errSharedFormula = fmt.Errorf("a formula that other cells share can't be replaced: %w", ErrNotCopied)

// replace puts a text in place of the value of a cell.
func (p *patcher) replace(text string, attrs []xlsx.Attr) error {
	if text != "" {
		attrs = append(attrs, xlsx.Attr{Name: "t", Value: "inlineStr"})
		attrs = slices.DeleteFunc(attrs, func(a xlsx.Attr) bool { return a.Name == "t" && a.Value == "" })
	}
	name := xlsx.CellName(p.at.col, p.at.row)
	p.r.Replace(text != "", attrs...)
	var shared error
	err := p.r.Skip(func(t xlsx.Token) {
		if t == xlsx.Start && p.r.Is("f") {
			p.copy.dropCalc = true
			if ref := p.r.Attr("ref"); ref != "" && ref != name && ref != name+":"+name {
				shared = errSharedFormula
			}
		}
	})
	if err != nil || shared != nil || text == "" {
		return cmp.Or(err, shared)
	}
	p.buf = appendInline(p.buf[:0], p.r.Prefix(), text)
	p.buf = append(append(append(p.buf, "</"...), p.r.Prefix()...), "c>"...)
	_, err = p.r.Write(p.buf)
	return err
}

// appendInline appends a text as the content of a cell.
func appendInline(dst []byte, prefix, text string) []byte {
	dst = append(append(append(append(append(dst, '<'), prefix...), "is><"...), prefix...), `t xml:space="preserve">`...)
	dst = xlsx.AppendText(dst, text)
	return append(append(append(append(append(dst, "</"...), prefix...), "t></"...), prefix...), "is>"...)
}

// insert writes a cell that is not there, before the token at hand.
func (p *patcher) insert(i int) {
	c := &p.changes[i]
	style := p.row
	if style < 0 {
		style = styleOf(p.columns, c.Col)
	}
	if style >= len(p.copy.styles.formats) {
		style = 0
	}
	style = p.copy.styles.restyle(style, c.Look)
	p.done[i].style, p.done[i].inserted = style, true
	p.r.Before()
	cell := Cell{Col: c.Col}
	if c.Text != nil {
		cell.Kind, cell.Text = xlsx.Text, *c.Text
	}
	p.buf = appendCell(p.buf[:0], p.r.Prefix(), c.Row, style, p.copy.styles.number(style), &cell, false)
	_, _ = p.r.Write(p.buf)
}

// styleOf is the style of a cell that is not there, by its column.
func styleOf(columns []column, col int) int {
	for _, c := range columns {
		if c.min <= col && col <= c.max {
			return c.style
		}
	}
	return 0
}

func (p *patcher) endRow() error {
	for from, to := p.at.endRow(); from < to; from++ {
		if p.at.missed(from) {
			p.insert(from)
		}
	}
	return nil
}

// insertRows writes the rows of some changes that are not there, before the token at hand.
func (p *patcher) insertRows(from, to int) {
	for from < to {
		row := p.changes[from].Row
		p.row = -1
		p.r.Before()
		p.r.WriteString(fmt.Sprintf(`<%srow r="%d">`, p.r.Prefix(), row))
		for ; from < to && p.changes[from].Row == row; from++ {
			p.insert(from)
			p.done[from].row = true
		}
		p.r.WriteString("</" + p.r.Prefix() + "row>")
	}
}

// endRows writes the added rows behind the last one.
func (p *patcher) endRows() {
	p.at.inRows = false
	for from, to := p.at.rest(); from < to; from, to = p.at.rest() {
		p.insertRows(from, to)
	}
	if p.rows != nil {
		p.r.Before()
		p.paused = true
	}
}

func isTrue(s string) bool { return s == "1" || s == "true" || s == "on" }
