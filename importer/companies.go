package importer

import (
	"slices"

	"kartoteka/data"
	"kartoteka/data/fold"
	"kartoteka/importer/issue"
	"kartoteka/importer/mapping"
	"kartoteka/importer/value"
)

// In a table of persons the company of a person stands in the same row, and repeats. Rows of one company, by its IČO, else by
// the number another program gives it, else by its name, become one client with all its persons, wherever they stand.

// companies are the clients of a table of persons.
type companies struct {
	byNumber, byExternal, byName map[string]*company
	all                          []*company
}

func newCompanies() companies {
	return companies{byNumber: map[string]*company{}, byExternal: map[string]*company{}, byName: map[string]*company{}}
}

// A company is a client while its rows are read.
type company struct {
	entry   *Entry
	number  string
	cells   []placed      // the first filled ones of its rows
	rows    []int         // of each of cells
	differs []differences // by first difference
}

// differences are later values of a column that are others than the first.
type differences struct {
	column int
	issue  issue.Issue
}

// find returns the company that a row is about, or nil when it is a new one.
func (c *companies) find(number, external, name string) *company {
	if number != "" {
		if found := c.byNumber[number]; found != nil {
			return found
		}
	}
	if external != "" {
		if found := c.byExternal[external]; found != nil && (number == "" || found.number == "") {
			return found
		}
	}
	if found := c.byName[name]; name != "" && found != nil && (number == "" || found.number == "") {
		return found
	}
	return nil
}

// know remembers a company under what its rows call it.
func (c *companies) know(one *company, number, external, name string) {
	remember := func(index map[string]*company, key string) {
		if key != "" && index[key] == nil {
			index[key] = one
		}
	}
	if one.number == "" {
		one.number = number
	}
	remember(c.byNumber, number)
	remember(c.byExternal, external)
	remember(c.byName, name)
}

// contactRow reads a row of a table of persons: its company, which may be known, and its person.
func (r *rowReader) contactRow(row int) {
	client, person := &r.sections[0], &r.sections[1]
	number, external, name := r.textOf(client, "reg_number"), r.textOf(client, "external_id"), r.textOf(client, "name")
	if number == "" && name == "" && external == "" {
		if len(person.cells) > 0 && r.options.Map.WithoutCompany != mapping.RequireCompany {
			r.report.Rows.Client++
			r.individual(row, client, person)
			return
		}
		if len(client.cells) == 0 && len(person.cells) == 0 {
			return
		}
	}
	key, id, folded := fold.RegNumber(number), fold.Code(external), fold.Text(name)
	c := r.foreign.companies.find(key, id, folded)
	r.report.Rows.Client++
	if c == nil {
		c = &company{cells: slices.Clone(client.cells)}
		c.rows = slices.Repeat([]int{row}, len(c.cells))
		c.entry = r.startCompany(row, client)
		r.foreign.companies.all = append(r.foreign.companies.all, c)
	} else {
		r.report.Rows.Repeated++
		r.compare(c, row, client)
	}
	r.foreign.companies.know(c, key, id, folded)
	if len(person.cells) > 0 {
		r.entry(row, person, c.entry)
	}
}

func (r *rowReader) textOf(s *sectionReader, key string) string {
	for _, p := range s.cells {
		if r.layout.Columns[p.column].Field.Key == key {
			return r.parser.Shown(p.cell)
		}
	}
	return ""
}

// startCompany makes the entry of a company at its first row. What follows from all its rows is filled in at the end.
func (r *rowReader) startCompany(row int, s *sectionReader) *Entry {
	e := &Entry{Sheet: r.sheet, Row: row, Record: data.Record{Type: data.Client}}
	if len(s.cells) > 0 {
		e.Col = s.cells[0].cell.Col
	}
	r.take(e, s.cells)
	r.report.Entries = append(r.report.Entries, e)
	return e
}

// take reads cells as values of an entry.
func (r *rowReader) take(e *Entry, cells []placed) {
	r.filled = r.filled[:0]
	for _, p := range cells {
		r.filled = append(r.filled, value.Filled{Field: r.layout.Columns[p.column].Field, Cell: p.cell})
	}
	for i, parsed := range r.parser.ParseRecord(&e.Record, value.Parent{}, r.filled) {
		f := r.layout.Columns[cells[i].column].Field
		r.remark(e, f, cells[i].cell, parsed)
		if parsed.Value != nil {
			e.Record.Set(f.Key, parsed.Value)
		}
	}
}

// compare lays a further row of a company beside its first ones: a column that was empty so far is filled, another value
// of one that is filled is only reported.
func (r *rowReader) compare(c *company, row int, s *sectionReader) {
	var fresh []placed
	for _, p := range s.cells {
		i := slices.IndexFunc(c.cells, func(known placed) bool { return known.column == p.column })
		if i < 0 {
			fresh = append(fresh, p)
			continue
		}
		was, now := r.parser.Shown(c.cells[i].cell), r.parser.Shown(p.cell)
		if fold.Text(was) == fold.Text(now) {
			continue
		}
		if at := slices.IndexFunc(c.differs, func(d differences) bool { return d.column == p.column }); at >= 0 {
			c.differs[at].issue.More++
			continue
		}
		f := r.layout.Columns[p.column].Field
		c.differs = append(c.differs, differences{p.column, issue.Issue{
			Code: issue.ClientDiffers, Sheet: r.layout.Name, Row: row, Col: p.cell.Col, Column: r.layout.Title(p.cell.Col), Record: data.Client,
			Field: issue.FieldName(f), Value: now, Want: was, Others: []issue.Place{{Sheet: r.layout.Name, Row: c.rows[i], Title: was}},
		}})
	}
	if len(fresh) == 0 {
		return
	}
	first := c.entry.Row
	c.entry.Row = row // issues about these values stand in this row
	r.take(c.entry, fresh)
	c.entry.Row = first
	c.cells = append(c.cells, fresh...)
	c.rows = append(c.rows, slices.Repeat([]int{row}, len(fresh))...)
}

// finishCompanies fills in what follows from all rows of the companies, and what is to be said of the file.
func (r *rowReader) finishCompanies() {
	r.cells = nil
	for _, c := range r.foreign.companies.all {
		r.finishClient(c.entry, c.cells)
		for _, d := range c.differs {
			r.add(d.issue)
		}
	}
}

func (r *rowReader) finishClient(e *Entry, cells []placed) {
	s := sectionReader{section: r.sections[0].section, cells: cells}
	r.complete(e, &s)
	e.points = r.parser.Connections(&e.Record, value.Parent{})
	e.keys = keysOf(&e.Record, true)
}

// individual makes a client that is a person of a row without a company. What a client has no field for goes to its note.
func (r *rowReader) individual(row int, client, person *sectionReader) *Entry {
	cells := slices.Clone(client.cells)
	has := func(column int) int {
		return slices.IndexFunc(cells, func(p placed) bool { return p.column == column })
	}
	var notes []string
	col := 0
	for _, p := range person.cells {
		f := r.layout.Columns[p.column].Field
		text := r.parser.Shown(p.cell)
		col = max(col, p.cell.Col)
		column := r.clientColumn(f)
		if column >= 0 && has(column) >= 0 {
			if other := r.secondColumn(f); other >= 0 && has(other) < 0 {
				column = other
			} else {
				column = -1
			}
		}
		if f.Key == "note" {
			notes = append([]string{text}, notes...)
			continue
		}
		if column < 0 {
			notes = append(notes, r.layout.Title(p.cell.Col)+": "+text)
			continue
		}
		cells = append(cells, placed{column, p.cell})
	}
	s := &sectionReader{section: client.section, cells: cells}
	if column := r.columnOf("note"); column >= 0 && len(notes) > 0 {
		r.addNote(s, column, col, notes)
	}
	cells = s.cells
	e := r.startCompany(row, s)
	e.Record.Set("person", true)
	r.finishClient(e, cells)
	return e
}

// clientColumn is the column of the client for a field of a contact person, -1 when a client has none.
func (r *rowReader) clientColumn(f *data.Field) int {
	key := f.Key
	if key == "birthday" {
		key = "anniversary"
	}
	own := r.report.schema.Field(data.Client, key)
	if own == nil || own.Type != f.Type || own.List != f.List || f.Custom() {
		return -1
	}
	return r.columnOf(key)
}

func (r *rowReader) secondColumn(f *data.Field) int {
	switch f.Key {
	case "phone_1":
		return r.columnOf("phone_2")
	case "email_1":
		return r.columnOf("email_2")
	}
	return -1
}

func (r *rowReader) columnOf(key string) int {
	for i, c := range r.layout.Columns {
		if c.Section == r.sections[0].section && c.Field.Key == key {
			return i
		}
	}
	return -1
}
