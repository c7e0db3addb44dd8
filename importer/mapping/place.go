package mapping

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"kartoteka/data"
	"kartoteka/importer/convert"
	"kartoteka/importer/template"
	"kartoteka/importer/value"
	"kartoteka/importer/xlsx"
)

// A placer parts the cells of a row among the fields of its records.
type placer struct {
	mapping *Mapping
	schema  *data.Schema
	parser  *value.Parser
	sheet   *template.Sheet

	list    []template.Column
	section []int // of each column, index into the sections of the sheet
	source  []int // workbook column of each column, 0 for none
	columns map[string]int
	rules   map[int][]rule // by workbook column
	joins   []*join

	constants []constant
	notes     map[int]int               // section → its column of notes
	replace   map[int]map[string]string // values put in place of others, by workbook column

	out     []template.Placed // of the current row
	remarks []template.Remark
	taken   []bool
	extra   map[int][]string // lines for the notes, by section
}

// A rule is what becomes of the cells of one workbook column.
type rule struct {
	column  *Column
	to      []int // columns
	join    *join
	note    int // section whose note gets the value, -1 for none
	date    convert.DateOrder
	empty   bool // placeholders for no value are dropped
	country bool // it may be written as cars show it
	yesNo   bool
}

// A join is a column that several workbook columns make together.
type join struct {
	column int
	parts  map[string]int // part → workbook column
	texts  map[string]string
	first  int
}

func (j *join) cols() []int {
	var cols []int
	for _, col := range j.parts {
		cols = append(cols, col)
	}
	slices.Sort(cols)
	return cols
}

type constant struct {
	column int
	text   string
}

// column is the index of the column for a field, which is made when it is first asked for.
func (p *placer) column(field string, source int) (int, error) {
	if i, ok := p.columns[field]; ok {
		if p.source[i] == 0 {
			p.source[i] = source
		}
		return i, nil
	}
	record, key, person := cutField(field)
	t := recordOf(record)
	number := person
	if p.mapping.Row == data.Contact && t == data.Contact {
		number = 1
	}
	if p.mapping.Row == data.Client && t == data.Contact && person == 0 {
		number = 1
	}
	s := slices.IndexFunc(p.sheet.Sections, func(s template.Section) bool { return s.Record == t && s.Number == number })
	f := p.schema.Field(t, key)
	if title, own := strings.CutPrefix(key, "custom:"); own {
		f = custom(p.schema, t, title)
	}
	if s < 0 || f == nil || f.Unstored {
		return 0, fmt.Errorf("%q: %w", field, ErrFields)
	}
	p.list = append(p.list, template.Column{Section: &p.sheet.Sections[s], Field: f})
	p.section = append(p.section, s)
	p.source = append(p.source, source)
	p.columns[field] = len(p.list) - 1
	return len(p.list) - 1, nil
}

// rebind points the columns at the sections of the sheet they belong to in the end.
func (p *placer) rebind() {
	for i := range p.list {
		p.list[i].Section = &p.sheet.Sections[p.section[i]]
	}
}

func (p *placer) mapped(col int) bool { return len(p.rules[col]) > 0 }

func (p *placer) begin() {
	p.rules, p.notes, p.extra, p.replace = map[int][]rule{}, map[int]int{}, map[int][]string{}, map[int]map[string]string{}
}

// add makes the rule of a column that the file has.
func (p *placer) add(c *Column, col int) error {
	if p.rules == nil {
		p.begin()
	}
	r := rule{column: c, note: -1}
	if len(c.Replace) > 0 {
		p.replace[col] = c.Replace
	}
	for _, field := range c.To {
		name, noted := strings.CutSuffix(field, "+")
		i, err := p.column(name, col)
		if err != nil {
			return err
		}
		f := p.list[i].Field
		if noted {
			r.note = p.section[i]
			p.notes[r.note] = i
			continue
		}
		r.to = append(r.to, i)
		if isDateType(f.Type) {
			r.date = convert.DateOrder(c.Order)
		}
		r.yesNo = r.yesNo || f.Type == data.Bool
		r.country = r.country || f.Type == data.Country
		r.empty = r.empty || f.Type != data.Text && f.Type != data.LongText && f.Type != data.Tags
	}
	if c.How == Join && len(r.to) == 1 {
		at := slices.IndexFunc(p.joins, func(j *join) bool { return j.column == r.to[0] })
		if at < 0 {
			p.joins = append(p.joins, &join{column: r.to[0], parts: map[string]int{}, texts: map[string]string{}})
			at = len(p.joins) - 1
		}
		r.join = p.joins[at]
		r.join.parts[c.Part] = col
	}
	if c.How == SplitAddress {
		s := &p.sheet.Sections[p.section[r.to[0]]]
		for _, key := range []string{"street", "city", "zip", "region", "country"} {
			if p.schema.Field(s.Record, key) != nil {
				if _, err := p.column(fieldName(s, key), 0); err != nil {
					return err
				}
			}
		}
	}
	p.rules[col] = append(p.rules[col], r)
	return nil
}

// addRest adds what no column of the file gives: constants, required fields, and fields that conversions may need.
func (p *placer) addRest() error {
	if p.rules == nil {
		p.begin()
	}
	for field, text := range p.mapping.Constants {
		i, err := p.column(field, 0)
		if err != nil {
			return err
		}
		p.constants = append(p.constants, constant{i, text})
	}
	slices.SortFunc(p.constants, func(a, b constant) int { return cmp.Compare(a.column, b.column) })
	for i := range p.sheet.Sections {
		s := &p.sheet.Sections[i]
		for _, f := range p.schema.Active(s.Record) {
			needed := f.Required && f.Type != data.Reference || f.Default != ""
			if s.Record == data.Client {
				needed = needed || f.Key == "person" || f.Key == "last_name" || len(p.sheet.Sections) > 1 && !f.Custom() && !f.Unstored
			}
			if f.Type == data.LongText && f.Key == "note" || f.Key == "salutation" || needed {
				if _, err := p.column(fieldName(s, f.Key), 0); err != nil {
					return err
				}
			}
		}
		if n, ok := p.columns[fieldName(s, "note")]; ok {
			p.notes[i] = n
		}
	}
	p.taken = make([]bool, len(p.list))
	return nil
}

// fieldName is how a mapping names a field of a section.
func fieldName(s *template.Section, key string) string {
	if s.Number > 0 {
		return string(s.Record) + "." + strconv.Itoa(s.Number) + "." + key
	}
	return string(s.Record) + "." + key
}

// place parts the cells of a row. What it returns is good until the next row.
func (p *placer) place(cells []xlsx.Cell) ([]template.Placed, []template.Remark) {
	p.out, p.remarks = p.out[:0], p.remarks[:0]
	clear(p.taken)
	clear(p.extra)
	for _, j := range p.joins {
		clear(j.texts)
		j.first = 0
	}
	for _, cell := range cells {
		rules := p.rules[cell.Col]
		if len(rules) == 0 || value.IsBlank(cell) {
			continue
		}
		for i := range rules {
			p.apply(&rules[i], cell)
		}
	}
	for _, j := range p.joins {
		p.join(j)
	}
	p.fitLong()
	p.addNotes()
	p.addConstants()
	p.namePerson()
	slices.SortStableFunc(p.out, func(a, b template.Placed) int { return a.Cell.Col - b.Cell.Col })
	return p.out, p.remarks
}

// put gives a column a piece of a cell. A column that has its value keeps it, and the text goes to the note.
func (p *placer) put(column int, cell xlsx.Cell, text string) {
	if text == "" {
		return
	}
	if p.taken[column] {
		p.note(p.section[column], p.titleOf(cell.Col), text)
		return
	}
	p.taken[column] = true
	p.out = append(p.out, template.Placed{Column: column, Cell: xlsx.Cell{Col: cell.Col, Kind: xlsx.Text, Text: text}})
}
