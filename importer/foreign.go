package importer

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"kartoteka/data"
	"kartoteka/importer/issue"
	"kartoteka/importer/mapping"
	"kartoteka/importer/source"
	"kartoteka/importer/template"
	"kartoteka/importer/value"
	"kartoteka/importer/xlsx"
)

// reading is how the text of a file is read: as its mapping says.
func (o *CheckOptions) reading() source.Options {
	if o.Map == nil || o.Map.Format.Kind != source.CSV && o.Map.Format.Kind != source.VCard {
		return source.Options{}
	}
	return source.Options{Encoding: o.Map.Format.Encoding, Delimiter: o.Map.Format.Delimiter}
}

// recognise finds the columns of a file: those of a template, or by the mapping of a foreign table.
func recognise(ctx context.Context, book *source.Book, schema *data.Schema, parser *value.Parser, o CheckOptions) (*template.Recognition, *mapping.Laid, error) {
	if o.Map == nil || o.Map.Template != "" {
		found, err := recogniseTemplate(book, schema)
		return found, nil, err
	}
	laid, err := o.Map.Lay(ctx, book, schema, parser)
	if err != nil {
		return nil, nil, err
	}
	return &template.Recognition{Template: laid.Template, Language: o.Lang, Layouts: []*template.Layout{laid.Layout}}, laid, nil
}

// newFields are the custom fields that the import makes of columns, see mapping.Mapping.NewFields.
func newFields(schema *data.Schema, m *mapping.Mapping) (map[data.RecordType][]data.Field, error) {
	if m == nil {
		return nil, nil
	}
	fields := m.NewFields(schema)
	for _, all := range fields {
		for _, f := range all {
			if n := utf8.RuneCountInString(f.Title); n < data.MinTitle || n > data.MaxTitle {
				return nil, fmt.Errorf("custom field %q: %w", f.Title, mapping.ErrFields)
			}
		}
	}
	return fields, nil
}

// Foreign is the state of a check of a foreign table besides its layout.
type foreign struct {
	laid      *mapping.Laid
	companies companies
}

func newForeign(laid *mapping.Laid) *foreign {
	return &foreign{laid: laid, companies: newCompanies()}
}

// checkMapping reports what the mapping names and the file lacks.
func (c *check) checkMapping(l *template.Layout) {
	for _, column := range c.foreign.laid.Lacking {
		c.add(issue.Issue{Code: issue.MappedColumnMissing, Sheet: l.Name, Column: column.Title, Value: column.Title})
	}
	lost := *c.options.Map
	lost.Columns = slices.DeleteFunc(slices.Clone(lost.Columns), func(column mapping.Column) bool {
		return slices.ContainsFunc(c.foreign.laid.Lacking, func(l mapping.Column) bool { return l.Column == column.Column && l.Title == column.Title })
	})
	for _, field := range mapping.Missing(&lost) {
		record, key := mapping.Field(field)
		c.add(issue.Issue{Code: issue.MissingColumn, Absent: true, Sheet: l.Name, Column: mapping.FieldTitle(c.options.Lang, field), Record: record, Field: key})
	}
}

// readForeign takes one row of a foreign table. It reports whether the row was filled.
func (r *rowReader) readForeign(row int, cells []xlsx.Cell) bool {
	filled := false
	for _, cell := range cells {
		if value.IsBlank(cell) {
			continue
		}
		filled = true
		if !r.foreign.laid.Reads(cell.Col) {
			r.left[cell.Col]++
		}
	}
	if !filled {
		return false
	}
	r.last, r.cells = row, cells
	r.report.Rows.Read++
	placed, remarks := r.layout.Place(cells)
	for _, p := range placed {
		s := r.sectionOf(p.Column)
		s.cells = append(s.cells, placedCell(p))
	}
	if !r.anyCells() {
		r.report.Rows.LeftOut++
		r.add(issue.Issue{Code: issue.RowLeftOut, Sheet: r.layout.Name, Row: row})
		return true
	}
	if r.options.Map.Row == data.Contact {
		r.contactRow(row)
	} else {
		r.recordRow(row)
	}
	r.remarks(row, remarks)
	return true
}

// recordRow reads a row that is one record, of a client with its persons. A person without a name is none: what the row says
// of it goes to the note of the client. A client without a name and a number is its first person.
func (r *rowReader) recordRow(row int) {
	clients := r.options.Map.Row == data.Client
	if clients {
		r.report.Rows.Client++
		r.dropNameless()
	}
	client := &r.sections[0]
	from := 0
	var first *Entry
	if clients && len(r.sections) > 1 && r.textOf(client, "name") == "" && r.textOf(client, "reg_number") == "" && r.textOf(&r.sections[1], "last_name") != "" {
		first = r.individual(row, client, &r.sections[1])
		from = 2
	}
	for i := from; i < len(r.sections); i++ {
		s := &r.sections[i]
		if len(s.cells) == 0 && i > 0 {
			continue
		}
		e := r.entry(row, s, first)
		if i == 0 {
			first = e
		}
	}
}

// dropNameless moves what a row says of persons without a name to the note of its client.
func (r *rowReader) dropNameless() {
	note := r.columnOf("note")
	for i := 1; i < len(r.sections); i++ {
		s := &r.sections[i]
		if len(s.cells) == 0 || note < 0 || r.textOf(s, "last_name") != "" || r.textOf(s, "first_name") != "" {
			continue
		}
		var lines []string
		col := 0
		for _, p := range s.cells {
			lines = append(lines, r.layout.Title(p.cell.Col)+": "+r.parser.Shown(p.cell))
			col = p.cell.Col
		}
		s.cells = s.cells[:0]
		r.addNote(&r.sections[0], note, col, lines)
	}
}

// addNote adds lines to the note of a record.
func (r *rowReader) addNote(s *sectionReader, column, col int, lines []string) {
	text := strings.Join(lines, "\n")
	for i := range s.cells {
		if s.cells[i].column == column {
			c := s.cells[i].cell
			s.cells[i].cell = xlsx.Cell{Col: c.Col, Kind: xlsx.Text, Text: r.parser.Shown(c) + "\n" + text}
			return
		}
	}
	s.cells = append(s.cells, placed{column, xlsx.Cell{Col: col, Kind: xlsx.Text, Text: text}})
}

func placedCell(p template.Placed) placed { return placed{p.Column, p.Cell} }

// remarks turns what was said about splits and joins into issues.
func (r *rowReader) remarks(row int, all []template.Remark) {
	for _, remark := range all {
		column := r.layout.Columns[remark.Column]
		i := issue.Issue{
			Code: remark.Code, Sheet: r.layout.Name, Row: row, Col: remark.Col, Column: r.layout.Title(remark.Col), Record: column.Section.Record,
			Field: issue.FieldName(column.Field), Value: r.shownAt(remark.Col), Suggestion: remark.Suggestion, Cols: r.layout.Joined[remark.Column],
		}
		if i.Cols != nil {
			i.Value = ""
			for _, col := range i.Cols {
				if text := r.shownAt(col); text != "" {
					if i.Value != "" {
						i.Value += " | "
					}
					i.Value += text
				}
			}
		}
		r.add(i)
	}
}

// shownAt is the shown text of the cell of the current row in a column.
func (r *rowReader) shownAt(col int) string {
	if c := cellAt(r.cells, col); c != nil {
		return r.parser.Shown(*c)
	}
	return ""
}

// atCell makes an issue about a piece of a cell one about the cell, and weighs it as a foreign table does: an account that
// no account has leaves the record without an owner.
func (r *rowReader) atCell(i *issue.Issue, e *Entry, f *data.Field) {
	if i.Code == issue.UnknownUser {
		i.Severity = issue.Warning
	}
	if i.Row != e.Row || i.Value == "" {
		return
	}
	whole := r.shownAt(i.Col)
	if whole != "" && whole != i.Value {
		i.Part, i.Value = i.Value, whole
	}
	for n, cols := range r.layout.Joined {
		if len(cols) > 1 && r.layout.Columns[n].Field == f && r.layout.Columns[n].Section.Number == e.Section {
			i.Cols = cols
		}
	}
}

// personColumn is the column of the file for a field of a client that its person has, or 0: the last name that an individual lacks.
func (r *rowReader) personColumn(e *Entry, f *data.Field) int {
	for i, column := range r.layout.Columns {
		if e.Record.Type == data.Client && column.Section.Record == data.Contact && column.Field.Key == f.Key && r.layout.Col[i] != 0 {
			return r.layout.Col[i]
		}
	}
	return 0
}

// leaveOut lists the columns of a sheet with values that are not read, but for those that say why a row was left out before.
func (r *rowReader) leaveOut() {
	for _, col := range slices.Sorted(maps.Keys(r.left)) {
		if title := r.layout.Title(col); !template.IsRejectedTitle(title) {
			r.report.LeftOut = append(r.report.LeftOut, Left{Sheet: r.layout.Name, Column: r.report.columnName(r.sheet, col), Title: title, Filled: r.left[col]})
		}
	}
}

// columnName is how people call a column of the file: by its letters, of an address card by its property.
func (r *Report) columnName(sheet, col int) string {
	if r.kind == source.VCard {
		return r.Sheets[sheet].layout.Title(col)
	}
	return xlsx.ColumnName(col)
}

// addressCards gives the issues of address cards their addresses: the number of the card and the property.
func (r *Report) addressCards() {
	if r.kind != source.VCard {
		return
	}
	for i := range r.Issues {
		if one := &r.Issues[i]; one.Row > 0 && one.Col > 0 && len(r.Sheets) > 0 {
			one.Address = strconv.Itoa(one.Row) + ":" + r.Sheets[0].layout.Title(one.Col)
		}
	}
}
