package importer

import (
	"slices"

	"kartoteka/data"
	"kartoteka/importer/issue"
	"kartoteka/importer/template"
	"kartoteka/importer/value"
	"kartoteka/importer/xlsx"
)

// The example rows of a template are passed over by their marks. What is left of them in a row that somebody typed over
// would become part of a record, so it is reported; and so is what somebody typed into a row that still has its mark.

// examples are the values of the example rows by column.
type examples []exampleColumn

type exampleColumn struct {
	telling telling
	texts   map[string]bool // false for one too short to tell anything
	numbers map[any]bool    // numbers and dates as they are stored
}

// telling says how much the value of an example in a cell tells.
type telling int

const (
	plausible telling = iota // nothing: records have such values too
	number                   // a number or a date, left over beside a text that is
	likely                   // a text, left over beside another value of the example
	made                     // a text that is made up, left over wherever it stands
)

// tells says how telling the example of a field is. What people pick from a list, or what thousands have in common, is not.
func tells(f *data.Field) telling {
	switch f.Type {
	case data.Email, data.Phone, data.URL, data.Tags, data.Reference:
		return made
	case data.LongText:
		return likely
	case data.Number, data.Amount, data.Date, data.DateTime:
		return number
	case data.Text:
		switch {
		case f.Format == data.ZIP || f.Unstored || slices.Contains(common, f.Key):
			return plausible
		case f.Format != "" || f.Group == "social" || slices.Contains(unique, f.Key):
			return made
		}
		return likely
	}
	return plausible
}

var (
	common = []string{"title_before", "first_name", "title_after", "salutation", "position", "address_name", "city", "region", "unit"}
	unique = []string{"court_file", "fax", "other_contact", "external_id"}
)

// shortest is how long a text must be to tell anything, in bytes: many have a key K001.
const shortest = 6

// newExamples are the values of the examples of columns. Records of a database are none, whatever they are like.
func newExamples(columns []template.Column, p *value.Parser, exported bool) *examples {
	all := make(examples, len(columns))
	if exported {
		return &all
	}
	for i, c := range columns {
		e := &all[i]
		if e.telling = tells(c.Field); e.telling == plausible {
			continue
		}
		e.texts, e.numbers = map[string]bool{}, map[any]bool{}
		for _, text := range c.Examples() {
			if e.telling > number {
				e.texts[text] = len(text) >= shortest
			} else if v, _ := p.Parse(c.Field, value.Typed(text)); v != nil {
				e.numbers[v] = true
			}
		}
	}
	return &all
}

// has reports whether a cell with the text and the value holds an example of the column.
func (e *exampleColumn) has(text string, value any) bool {
	return e.telling == number && value != nil && e.numbers[value] || e.telling > number && e.texts[text]
}

// isExample reports whether a section of the current row is one of the examples a template carries on request.
func (r *rowReader) isExample(s *sectionReader) bool {
	cell, filled := s.cell(s.mark)
	return filled && template.IsExample(cell.Text)
}

// checkExamples reports the cells of an entry that still hold an example.
func (r *rowReader) checkExamples(e *Entry, s *sectionReader, parsed []value.Parsed) {
	if r.examples == nil {
		return
	}
	var left []int // indexes of the cells that hold a telling example
	most := plausible
	for i, p := range s.cells {
		example := &(*r.examples)[p.column]
		of := example.telling
		if f := r.layout.Columns[p.column].Field; f.Key == "last_name" && template.IsExample(p.cell.Text) {
			of = made
		} else if !example.has(p.cell.Text, parsed[i].Value) {
			continue
		}
		most = max(most, of)
		left = append(left, i)
	}
	if most < likely || most == likely && len(left) < 2 {
		return
	}
	for _, i := range left {
		p := s.cells[i]
		r.found(e, r.layout.Columns[p.column].Field, p.cell, issue.Finding{Code: issue.ExampleLeft})
	}
}

// checkTyped reports that an example row, which is passed over, holds what is none of the example.
func (r *rowReader) checkTyped(row int) {
	for i := range r.sections {
		s := &r.sections[i]
		for _, p := range s.cells {
			example := &(*r.examples)[p.column]
			_, same := example.texts[template.WithoutMark(p.cell.Text)]
			if example.telling >= likely && !same {
				r.exampleUnread(row, &r.sections[0])
				return
			}
		}
	}
}

// exampleUnread reports that a section of a row is passed over as an example.
func (r *rowReader) exampleUnread(row int, s *sectionReader) {
	cell, _ := s.cell(s.mark)
	r.add(issue.Issue{
		Code: issue.ExampleLeft, Sheet: r.layout.Name, Row: row, Col: cell.Col, Column: r.layout.Title(cell.Col),
		Value: cell.Text,
	})
}

// cell is the cell of the current row in a column of the section.
func (s *sectionReader) cell(column int) (xlsx.Cell, bool) {
	for _, p := range s.cells {
		if p.column == column {
			return p.cell, true
		}
	}
	return xlsx.Cell{}, false
}
