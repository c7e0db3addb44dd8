package importer

import (
	"kartoteka/data"
	"kartoteka/data/fold"
	"kartoteka/importer/issue"
	"kartoteka/importer/template"
	"kartoteka/importer/value"
	"kartoteka/importer/xlsx"
)

// A rowReader turns the rows of one sheet into entries.
type rowReader struct {
	*check
	sheet    int
	layout   *template.Layout
	sections []sectionReader
	examples *examples    // of the template; nil for a foreign table
	last     int          // number of the last filled row
	unnamed  map[int]bool // columns without a title that have been reported
	fixes    map[int][]Correction
	left     map[int]int               // values by column that is not read
	replaced map[int]map[string]string // values put in place of others, see replacementsOf
	filled   []value.Filled            // of the record being read
	cells    []xlsx.Cell               // of the current row of a foreign table, as they stand in the file
}

// A sectionReader holds what one section needs from row to row.
type sectionReader struct {
	section *template.Section
	mark    int      // index of the column that carries the mark of an example, -1 for none
	cells   []placed // of the current row, in column order
}

// A placed cell is a filled cell of the current row and the column it stands in.
type placed struct {
	column int // index into layout.columns
	cell   xlsx.Cell
}

func newRowReader(c *check, sheet int, l *template.Layout) *rowReader {
	r := &rowReader{
		check: c, sheet: sheet, layout: l,
		unnamed: map[int]bool{}, fixes: c.options.Corrections.rows(l.Name), left: map[int]int{}, replaced: c.replacementsOf(sheet),
	}
	for i := range l.Sheet.Sections {
		section := &l.Sheet.Sections[i]
		r.sections = append(r.sections, sectionReader{section: section, mark: template.ExampleColumn(l.Columns, section)})
	}
	if c.foreign == nil {
		r.examples = newExamples(l.Columns, c.parser, c.Exported)
	}
	return r
}

// read takes one row of the sheet. It reports whether the row was filled.
func (r *rowReader) read(row int, cells []xlsx.Cell) bool {
	if fixes := r.fixes[row]; fixes != nil {
		var applied Corrections
		cells, applied = applyCorrections(cells, fixes, r.parser.Shown)
		r.report.Corrected = append(r.report.Corrected, applied...)
		cells = r.replace(row, cells, applied)
	} else {
		cells = r.replace(row, cells, nil)
	}
	for i := range r.sections {
		r.sections[i].cells = r.sections[i].cells[:0]
	}
	if r.foreign != nil {
		return r.readForeign(row, cells)
	}
	filled := false
	for _, cell := range cells {
		if value.IsBlank(cell) {
			continue
		}
		filled = true
		column := -1
		if cell.Col < len(r.layout.At) {
			column = r.layout.At[cell.Col]
		}
		if column < 0 {
			r.left[cell.Col]++
			r.unread(row, cell)
			continue
		}
		s := r.sectionOf(column)
		s.cells = append(s.cells, placed{column, cell})
	}
	if !filled {
		return false
	}
	r.last = row
	if r.isExample(&r.sections[0]) {
		r.checkTyped(row)
		return false
	}
	if r.layout.Repeats(cells) {
		r.add(issue.Issue{Code: issue.RepeatedHeader, Sheet: r.layout.Name, Row: row})
		return false
	}
	var first *Entry
	for i := range r.sections {
		s := &r.sections[i]
		needed := i == 0 && len(r.sections) > 1 && r.anyCells()
		if len(s.cells) == 0 && !needed {
			continue
		}
		if i > 0 && r.isExample(s) {
			r.exampleUnread(row, s)
			continue
		}
		e := r.entry(row, s, first)
		if i == 0 {
			first = e
		}
	}
	return true
}

func (r *rowReader) sectionOf(column int) *sectionReader {
	section := r.layout.Columns[column].Section
	for i := range r.sections {
		if r.sections[i].section == section {
			return &r.sections[i]
		}
	}
	return nil // every column belongs to a section of the sheet
}

func (r *rowReader) anyCells() bool {
	for i := range r.sections {
		if len(r.sections[i].cells) > 0 {
			return true
		}
	}
	return false
}

// unread reports a filled cell below an empty header, once for its column.
func (r *rowReader) unread(row int, cell xlsx.Cell) {
	if r.layout.Title(cell.Col) != "" || r.unnamed[cell.Col] {
		return
	}
	r.unnamed[cell.Col] = true
	r.add(issue.Issue{Code: issue.UnknownColumn, Sheet: r.layout.Name, Row: row, Col: cell.Col, Column: xlsx.ColumnName(cell.Col), Value: cell.Text})
}

// entry makes the record of one section of the row. client is the record of the row's first section,
// which contact persons beside it belong to.
func (r *rowReader) entry(row int, s *sectionReader, client *Entry) *Entry {
	e := &Entry{Sheet: r.sheet, Row: row, Section: s.section.Number, Record: data.Record{Type: s.section.Record}}
	e.Record.Values = make([]data.Value, 0, len(s.cells)+2)
	if len(s.cells) > 0 {
		e.Col, e.first = s.cells[0].cell.Col, r.parser.Shown(s.cells[0].cell)
	}
	if s.section.Parent {
		e.Client = client
	}
	parent := r.parent(e, s)
	var references []reference
	all := r.parse(e, parent, s)
	for i, parsed := range all {
		p := s.cells[i]
		f := r.layout.Columns[p.column].Field
		r.remark(e, f, p.cell, parsed)
		r.giveCurrency(e, s, p.cell, parsed.Currency)
		if text, ok := parsed.Value.(string); ok && showsSameness(e.Record.Type, f) {
			if shown := r.parser.Shown(p.cell); shown != text {
				e.shown = append(e.shown, shownCell{f.Key, shown})
			}
		}
		if text, _ := parsed.Value.(string); f.Type == data.Reference && text != "" {
			references = append(references, reference{p, text})
		} else if f.Type != data.Reference && parsed.Value != nil {
			e.Record.Values = append(e.Record.Values, data.Value{Key: f.Key, V: parsed.Value})
		}
	}
	r.checkExamples(e, s, all)
	r.resolve(e, references)
	r.complete(e, s)
	if comparesConnections(e.Record.Type) {
		e.points = r.parser.Connections(&e.Record, parent)
	}
	e.keys = keysOf(&e.Record, r.foreign != nil)
	r.report.Entries = append(r.report.Entries, e)
	r.refs.know(e)
	return e
}

// parent returns the country of the client that the entry belongs to: the one of its row, else the one a cell names.
func (r *rowReader) parent(e *Entry, s *sectionReader) value.Parent {
	if e.Client != nil {
		return value.Parent{Country: e.Client.Record.Text("country")}
	}
	for _, p := range s.cells {
		if f := r.layout.Columns[p.column].Field; f.Type == data.Reference && f.To == data.Client {
			return value.Parent{Country: r.country(f, p.cell)}
		}
	}
	return value.Parent{}
}

// parse reads the cells of a section as those of one record.
func (r *rowReader) parse(e *Entry, parent value.Parent, s *sectionReader) []value.Parsed {
	r.filled = r.filled[:0]
	for _, p := range s.cells {
		r.filled = append(r.filled, value.Filled{Field: r.layout.Columns[p.column].Field, Cell: p.cell})
	}
	return r.parser.ParseRecord(&e.Record, parent, r.filled)
}

// remark reports the findings about a cell, keeps a new list item and looks for a value that must be unique.
func (r *rowReader) remark(e *Entry, f *data.Field, cell xlsx.Cell, parsed value.Parsed) {
	for _, found := range parsed.Findings {
		r.found(e, f, cell, found)
		if found.Code == issue.NewListItem {
			r.newItem(f.List, parsed.Value)
		}
	}
	if f.Unique && parsed.Value != nil {
		r.checkUnique(e, f, cell, parsed.Value)
	}
}

// found turns a finding about a cell into an issue.
func (r *rowReader) found(e *Entry, f *data.Field, cell xlsx.Cell, found issue.Finding, others ...issue.Place) {
	i := issue.Issue{
		Severity: found.Code.Severity(), Code: found.Code, Sheet: r.layout.Name, Row: e.Row, Col: cell.Col, Column: r.layout.Title(cell.Col),
		Record: e.Record.Type, Field: issue.FieldName(f), Value: r.parser.Shown(cell),
		Want: found.Want, Suggestion: found.Suggestion, Others: others,
	}
	if found.Absent != "" {
		i.Absent, i.Column = true, found.Absent
	}
	if r.foreign != nil {
		r.atCell(&i, e, f)
	}
	r.add(i)
	if i.Severity == issue.Error {
		e.errors = append(e.errors, cell.Col)
	}
}

// giveCurrency gives an entry the currency that a cell with an amount names, and reports it at the cell of the currency.
func (r *rowReader) giveCurrency(e *Entry, s *sectionReader, cell xlsx.Cell, currency string) {
	if currency == "" {
		return
	}
	e.Record.Set("currency", currency)
	f := r.report.schema.Field(e.Record.Type, "currency")
	if r.parser.Default(f) == currency {
		return
	}
	at := xlsx.Cell{Col: cell.Col}
	for i, column := range r.layout.Columns {
		if column.Section == s.section && column.Field == f && r.layout.Col[i] != 0 {
			at.Col = r.layout.Col[i]
		}
	}
	r.found(e, f, at, issue.Finding{Code: issue.CurrencyFromFormat, Suggestion: currency})
}

func (r *rowReader) newItem(list string, v any) {
	item, _ := v.(string)
	for _, known := range r.report.newItems[list] {
		if fold.Text(known) == fold.Text(item) {
			return
		}
	}
	r.report.newItems[list] = append(r.report.newItems[list], item)
}
