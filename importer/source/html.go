package source

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"kartoteka/importer/xlsx"
)

// readHTML makes a book of the tables of a page, such as old portals save under the name of a workbook. A table is a sheet;
// of tables inside tables the inner one.
func readHTML(text, encoding string) (*Book, error) { //nolint:gocognit // one case for each tag
	b := &Book{Format: Format{Kind: HTML, Encoding: encoding}}
	z := html.NewTokenizer(strings.NewReader(text))
	var open []*htmlTable
	for {
		switch kind := z.Next(); kind {
		case html.ErrorToken: // the end; a tokenizer of a text in memory has no other
			for i, t := range open {
				if err := t.endRow(); err != nil {
					return nil, err
				}
				open[i].keep(b)
			}
			if len(b.grids) == 0 {
				return nil, xlsx.ErrHTML
			}
			return b, nil
		case html.TextToken:
			if len(open) > 0 {
				open[len(open)-1].text.Write(z.Text())
			}
		case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
			name, more := z.TagName()
			tag, end := string(name), kind == html.EndTagToken
			if tag == "table" && !end {
				open = append(open, &htmlTable{grid: &grid{}})
				continue
			}
			if len(open) == 0 {
				continue
			}
			t := open[len(open)-1]
			span := 1
			for more {
				var key, value []byte
				key, value, more = z.TagAttr()
				if n, err := strconv.Atoi(string(value)); err == nil && string(key) == "colspan" && n > 1 {
					span = min(n, MaxColumns)
				}
			}
			var err error
			switch {
			case tag == "table":
				err = t.endRow()
				t.keep(b)
				open = open[:len(open)-1]
			case tag == "tr":
				err = t.endRow()
				t.inRow = !end
			case tag == "td" || tag == "th":
				err = t.endCell()
				t.inCell, t.span = !end, span
			case tag == "br" || (tag == "p" || tag == "div") && end:
				t.text.WriteByte('\v')
			case tag == "script" || tag == "style":
				t.text.Reset()
			}
			if err != nil {
				return nil, err
			}
		}
	}
}

// An htmlTable is a table while it is read.
type htmlTable struct {
	grid          *grid
	row, col      int
	inRow, inCell bool
	span          int
	cells         []Cell
	text          strings.Builder
}

func (t *htmlTable) endCell() error {
	if t.inCell {
		raw := html.UnescapeString(t.text.String())
		if len(raw) > MaxFieldBytes {
			return &xlsx.LimitError{Limit: LimitFieldBytes, Max: MaxFieldBytes}
		}
		var lines []string
		for line := range strings.SplitSeq(raw, "\v") {
			if line = strings.Join(strings.Fields(line), " "); line != "" {
				lines = append(lines, line)
			}
		}
		t.col++
		if text := strings.Join(lines, "\n"); text != "" {
			t.cells = append(t.cells, Cell{Col: t.col, Kind: xlsx.Text, Text: text})
		}
		t.col += t.span - 1
	}
	t.inCell = false
	t.text.Reset()
	return nil
}

func (t *htmlTable) endRow() error {
	if err := t.endCell(); err != nil {
		return err
	}
	if t.inRow || len(t.cells) > 0 {
		t.row++
		if err := t.grid.add(t.row, t.cells); err != nil {
			return err
		}
	}
	t.inRow, t.col, t.cells = false, 0, nil
	return nil
}

// keep adds the table to the book when it has rows.
func (t *htmlTable) keep(b *Book) {
	if len(t.grid.rows) > 0 {
		b.grids = append(b.grids, t.grid)
		b.Sheets = append(b.Sheets, Sheet{Name: sheetName(len(b.grids))})
	}
}

// sheetName is what the tables of a file without names are called; the first has none.
func sheetName(n int) string {
	if n == 1 {
		return ""
	}
	return strconv.Itoa(n)
}
