package mapping

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"kartoteka/data/fold"
	"kartoteka/importer/source"
	"kartoteka/importer/value"
	"kartoteka/importer/xlsx"
)

// headerRows is how far down a sheet its header may stand.
const headerRows = 20

// sampleRows is about how many rows the values of a column are judged by, spread over the whole sheet.
const sampleRows = 400

// A row is a row of a sheet that is kept.
type row struct {
	number int
	cells  []source.Cell
}

// A table is what is kept of a sheet: its first rows, a sample of all, and how many values each column has.
type table struct {
	book   *source.Book
	index  int
	name   string
	called string   // the sheet, or the file where that has no name
	titles []string // of a source whose columns have names of their own
	top    []row    // of the first headerRows numbers
	sample []row
	filled []int // by column
	rows   int
	merged []xlsx.Range
}

// readTable reads a sheet once. Rows out of order make the workbook sort them: then it is read once more.
func readTable(ctx context.Context, book *source.Book, index int) (*table, error) {
	t := &table{book: book, index: index, name: book.Sheets[index].Name, called: cmp.Or(book.Sheets[index].Name, book.Name), titles: book.Sheets[index].Titles}
	rows, err := book.Rows(index)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	step := 1
	for n := 0; rows.Next(); n++ {
		if n%256 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		blank := true
		for _, c := range rows.Cells() {
			if value.IsBlank(c) {
				continue
			}
			blank = false
			for len(t.filled) <= c.Col {
				t.filled = append(t.filled, 0)
			}
			t.filled[c.Col]++
		}
		if blank {
			continue
		}
		t.rows++
		inTop := rows.Number() <= headerRows && len(t.top) < headerRows
		if !inTop && t.rows%step != 0 {
			continue
		}
		r := row{rows.Number(), slices.Clone(rows.Cells())}
		if inTop {
			t.top = append(t.top, r)
		}
		t.sample = append(t.sample, r)
		if len(t.sample) > 2*sampleRows {
			// Every second row of the sample goes, and from now on half as many come.
			step *= 2
			kept := t.sample[:0]
			for i, r := range t.sample {
				if i%2 == 0 || i < headerRows {
					kept = append(kept, r)
				}
			}
			t.sample = kept
		}
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	t.merged = book.Merged(index)
	return t, nil
}

// columns are the columns that have a title or a value below the header.
func (t *table) columns(p *value.Parser, h head) []*column {
	above := make([]int, len(t.filled))
	count := 0
	for _, r := range t.top {
		if r.number > h.row {
			break
		}
		count++
		for _, c := range r.cells {
			if !value.IsBlank(c) {
				above[c.Col]++
			}
		}
	}
	cells := map[int][]source.Cell{}
	for _, r := range t.sample {
		if r.number <= h.row {
			continue
		}
		for _, c := range r.cells {
			if !value.IsBlank(c) && c.Kind != xlsx.None {
				cells[c.Col] = append(cells[c.Col], c)
			}
		}
	}
	t.rows -= count
	var all []*column
	width := len(t.filled) - 1
	for col := range h.titles {
		width = max(width, col)
	}
	for col := 1; col <= width; col++ {
		filled := 0
		if col < len(t.filled) {
			filled = t.filled[col] - above[col]
		}
		title := h.titles[col]
		if title == "" && filled == 0 {
			continue
		}
		c := &column{col: col, title: title, profile: newProfile(p, filled, cells[col])}
		c.meanings = vocabulary().meanings(title)
		if t.titles != nil {
			c.meanings = cardMeanings(title)
		}
		c.generic = isGeneric(title)
		all = append(all, c)
	}
	return all
}

// letters is what a column is called in addresses.
func (t *table) letters(col int) string {
	if t.titles != nil && col <= len(t.titles) {
		return t.titles[col-1]
	}
	return xlsx.ColumnName(col)
}

// generic are titles that programs give when there is none.
var generic = []string{"sloupec", "sloupce", "stlpec", "column", "col", "field", "pole", "spalte", "feld", "unnamed", "nepojmenovany", "bez nazvu", "untitled", "f", "attribute", "polozka"}

func isGeneric(title string) bool {
	list := titleWords(title)
	for len(list) > 0 && isNumber(list[len(list)-1]) {
		list = list[:len(list)-1]
	}
	return len(list) == 0 || slices.Contains(generic, strings.Join(list, " ")) || len(list) == 1 && len(fold.Text(title)) == 1
}
