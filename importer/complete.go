package importer

import (
	"cmp"
	"slices"
	"strings"

	"kartoteka/data"
	"kartoteka/data/fold"
	"kartoteka/importer/issue"
	"kartoteka/importer/xlsx"
)

// checkUnique reports a value that an earlier row of the file has already.
func (r *rowReader) checkUnique(e *Entry, f *data.Field, cell xlsx.Cell, v any) {
	key := uniqueKey{f, fold.Code(v.(string))}
	if first := r.unique[key]; first != nil {
		r.found(e, f, cell, issue.Finding{Code: issue.DuplicateKey}, r.report.place(first))
		return
	}
	r.unique[key] = e
}

// complete fills in values that follow from others and the defaults of empty cells, and reports
// required values that are missing.
func (r *rowReader) complete(e *Entry, s *sectionReader) {
	for i, column := range r.layout.Columns {
		f := column.Field
		if column.Section != s.section || f.Default == "" || e.Record.Value(f.Key) != nil {
			continue
		}
		if _, filled := s.cell(i); filled {
			continue
		}
		d, ok := r.defaults[f]
		if !ok {
			d = r.parser.Default(f)
			r.defaults[f] = d
		}
		e.Record.Set(f.Key, d)
	}
	if f := r.report.schema.Field(e.Record.Type, "owner"); f != nil && e.Record.Value(f.Key) == nil && r.options.By.ID != 0 {
		e.Record.Set(f.Key, r.options.By.ID)
	}
	if complete(&e.Record) {
		e.shown = append(e.shown, shownCell{"name", ""})
	}
	for _, p := range checkRecord(r.report.schema, &e.Record) {
		r.problem(e, s, p)
	}
	r.checkOneOf(e, s)
}

// checkOneOf reports a record that doesn't refer to exactly one of those that its type may belong to.
func (r *rowReader) checkOneOf(e *Entry, s *sectionReader) {
	keys := e.Record.Type.Kind().OneOf
	if keys == nil {
		return
	}
	var titles, absent []string
	var at *data.Field // the first of them, or the second that is filled in
	var cell xlsx.Cell
	given := 0
	for i, column := range r.layout.Columns {
		if column.Section != s.section || !slices.Contains(keys, column.Field.Key) {
			continue
		}
		col := r.layout.Col[i]
		if col == 0 {
			if !column.Extra() {
				absent = append(absent, column.Title(r.Language))
			}
			continue
		}
		titles = append(titles, r.layout.Title(col))
		c, filled := s.cell(i)
		if filled {
			given++
		}
		if at == nil || filled && given == 2 {
			c.Col = col
			at, cell = column.Field, c
		}
	}
	if at == nil { // the sheet has none of these columns
		at, titles = r.report.schema.Field(e.Record.Type, keys[0]), absent
	}
	if given != 1 {
		r.found(e, at, cell, issue.Finding{Code: issue.Required, Want: strings.Join(titles, ", ")})
	}
}

// problem turns the finding of a rule into an issue at the cell of the field it names. It passes over a
// cell or a missing column that has been reported already, and over a reference, see references.
func (r *rowReader) problem(e *Entry, s *sectionReader, p Problem) {
	if p.Field.Type == data.Reference && (s.section.Parent || e.Client != nil || e.unsure || e.Record.Value(p.Field.Key) != nil) {
		return
	}
	for i, column := range r.layout.Columns {
		if column.Section != s.section || column.Field != p.Field {
			continue
		}
		cell, filled := s.cell(i)
		if p.Code == issue.Required && (filled || column.Required() && r.layout.Col[i] == 0 && r.foreign == nil) {
			return
		}
		cell.Col = cmp.Or(r.layout.Col[i], e.Col)
		if r.foreign != nil && r.layout.Col[i] == 0 {
			if cell.Col = r.personColumn(e, p.Field); cell.Col == 0 {
				cell.Col, p.Absent = e.Col, column.Title(r.Language)
			}
		}
		r.found(e, p.Field, cell, p.Finding)
		return
	}
}
