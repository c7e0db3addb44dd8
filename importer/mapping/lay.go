package mapping

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"kartoteka/data"
	"kartoteka/data/fold"
	"kartoteka/importer/source"
	"kartoteka/importer/template"
	"kartoteka/importer/value"
	"kartoteka/importer/xlsx"
)

// ErrFields says that a mapping names a field that does not exist, or a row that is none.
var ErrFields = errors.New("the mapping names an unknown field")

// A Laid is a mapping over the columns of a file: from here on nothing knows where columns came from.
type Laid struct {
	Template *template.Template // of one sheet; its key is ""
	Layout   *template.Layout
	Lacking  []Column // that the mapping names and the file lacks

	placer *placer
}

// Reads reports whether the mapping reads a column of the file.
func (l *Laid) Reads(col int) bool { return l.placer.mapped(col) }

// Replacements are the values put in place of others, by column of the file.
func (l *Laid) Replacements() map[int]map[string]string { return l.placer.replace }

// Lay lays the mapping over a file. A column is found by its title, and by its letters when titles are empty or stand twice.
func (m *Mapping) Lay(ctx context.Context, book *source.Book, schema *data.Schema, parser *value.Parser) (*Laid, error) {
	index := slices.IndexFunc(book.Sheets, func(s source.Sheet) bool { return s.Name == m.Sheet })
	if index < 0 && len(book.Sheets) == 1 {
		index = 0
	}
	if index < 0 {
		return nil, ErrNoSheet
	}
	h, err := m.header(ctx, book, index, parser)
	if err != nil {
		return nil, err
	}
	p := &placer{mapping: m, schema: schema, parser: parser, columns: map[string]int{}}
	if err := p.addSections(); err != nil {
		return nil, err
	}
	laid := &Laid{placer: p}
	at := m.find(h, book.Sheets[index].Titles)
	for i := range m.Columns {
		c := &m.Columns[i]
		col := at[i]
		if !c.Mapped() {
			continue
		}
		if col == 0 {
			laid.Lacking = append(laid.Lacking, *c)
			continue
		}
		if err := p.add(c, col); err != nil {
			return nil, err
		}
	}
	if err := p.addRest(); err != nil {
		return nil, err
	}
	width := 0
	for col := range h.titles {
		width = max(width, col)
	}
	titles := make([]string, width+1)
	for col, title := range h.titles {
		titles[col] = title
	}
	record := m.Row
	if record == data.Contact {
		record = data.Client
	}
	laid.Template = &template.Template{Record: record, Sheets: []template.Sheet{*p.sheet}}
	p.sheet = &laid.Template.Sheets[0]
	p.rebind()
	laid.Layout = template.NewLayout(p.sheet, p.list, index, book.Sheets[index].Name, h.row, titles, p.source)
	laid.Layout.Place = p.place
	laid.Layout.Joined = make([][]int, len(p.list))
	for _, g := range p.joins {
		laid.Layout.Joined[g.column] = g.cols()
	}
	return laid, nil
}

// header finds the header of the mapping in a file: the row it names if its titles stand there, else the row of the first
// ones where most of them stand.
func (m *Mapping) header(ctx context.Context, book *source.Book, index int, parser *value.Parser) (head, error) {
	if book.Sheets[index].Titles != nil {
		return (&table{titles: book.Sheets[index].Titles}).findHead(parser, 0, 0), nil
	}
	t := &table{book: book, index: index}
	if m.HeaderRows > 1 {
		whole, err := readTable(ctx, book, index)
		if err != nil {
			return head{}, err
		}
		t = whole
	} else if err := t.readTop(); err != nil {
		return head{}, err
	}
	if m.HeaderRow == 0 && m.Format.Kind != source.VCard { // of cards a workbook may have been made, see Importer.WriteRejected
		h := head{titles: map[int]string{}}
		for _, r := range t.top {
			for _, c := range r.cells {
				h.titles[c.Col] = ""
			}
		}
		return h, nil
	}
	wanted := map[string]bool{}
	for _, c := range m.Columns {
		wanted[fold.Text(c.Title)] = true
	}
	var best head
	most := -1
	for _, r := range t.top {
		h := t.headAt(parser, r.number, m.HeaderRows > 1)
		n := 0
		for _, title := range h.titles {
			if title != "" && wanted[fold.Text(title)] {
				n += 2
			}
		}
		if r.number == m.HeaderRow {
			n++
		}
		if n > most {
			best, most = h, n
		}
	}
	return best, nil
}

// readTop reads the first rows of a sheet and no more.
func (t *table) readTop() error {
	rows, err := t.book.Rows(t.index)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() && rows.Number() <= headerRows {
		t.top = append(t.top, row{rows.Number(), slices.Clone(rows.Cells())})
	}
	return rows.Err()
}

// headAt is the header in a row.
func (t *table) headAt(p *value.Parser, number int, groups bool) head {
	h := head{row: number, rows: 1, titles: map[int]string{}}
	for i, r := range t.top {
		if r.number != number {
			continue
		}
		for _, c := range r.cells {
			h.titles[c.Col] = cleanTitle(c.Text)
		}
		if groups && i > 0 && t.top[i-1].number == number-1 {
			t.joinAbove(p, &h, t.top[i-1], r)
		}
	}
	return h
}

// At is the index of the column with these letters and title, or of the only one with the title; -1 when there is none.
func (m *Mapping) At(letters, title string) int {
	found := -1
	for i, c := range m.Columns {
		switch {
		case fold.Text(c.Title) != fold.Text(title):
		case c.Column == letters:
			return i
		case found < 0 && title != "":
			found = i
		}
	}
	return found
}

// find gives each column of the mapping its column in the file, 0 for none.
func (m *Mapping) find(h head, cards []string) []int {
	byTitle := map[string][]int{}
	for col, title := range h.titles {
		if key := fold.Text(title); key != "" {
			byTitle[key] = append(byTitle[key], col)
		}
	}
	letters := func(c Column) int {
		if cards != nil {
			return slices.Index(cards, c.Column) + 1
		}
		col, _ := xlsx.ParseColumn(c.Column)
		if _, there := h.titles[col]; !there && h.row > 0 {
			return 0
		}
		return col
	}
	twice := map[string]int{}
	for _, c := range m.Columns {
		twice[fold.Text(c.Title)]++
	}
	at := make([]int, len(m.Columns))
	for i, c := range m.Columns {
		key := fold.Text(c.Title)
		switch cols := byTitle[key]; {
		case key == "" || len(cols) > 1 || twice[key] > 1:
			if at[i] = letters(c); key != "" && at[i] > 0 && fold.Text(h.titles[at[i]]) != key {
				at[i] = 0
			}
		case len(cols) == 1:
			at[i] = cols[0]
		}
	}
	return at
}

// addSections makes the sections of a row.
func (p *placer) addSections() error {
	m := p.mapping
	p.sheet = &template.Sheet{Key: "foreign"}
	switch m.Row {
	case data.Client:
		p.sheet.Sections = append(p.sheet.Sections, template.Section{Record: data.Client})
		for n := 1; n <= mostPersons; n++ {
			prefix := "contact." + strconv.Itoa(n) + "."
			if slices.ContainsFunc(m.Columns, func(c Column) bool {
				return slices.ContainsFunc(c.To, func(f string) bool { return strings.HasPrefix(f, prefix) })
			}) {
				p.sheet.Sections = append(p.sheet.Sections, template.Section{Record: data.Contact, Number: n, Parent: true})
			}
		}
	case data.Contact:
		p.sheet.Sections = []template.Section{{Record: data.Client}, {Record: data.Contact, Number: 1, Parent: true}}
	case data.Lead, data.Product, data.Deal, data.Activity:
		p.sheet.Sections = []template.Section{{Record: m.Row}}
	default:
		return fmt.Errorf("row %q: %w", m.Row, ErrFields)
	}
	return nil
}
