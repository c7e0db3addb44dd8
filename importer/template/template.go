// Package template describes the workbooks people fill in, draws them and recognises them when they come back.
//
//	table of templates ──Write──> workbook ── people ──> workbook ──Recognise──> Layout of each sheet
//
// A [Template] is one entry in templates.go: its sheets, each with sections that make one record of a row. Everything
// else follows from it and from the fields of the database: columns, titles, drop-downs, notes, the sheet of
// instructions, examples. The same entry reads the workbook back, so that both can't drift apart.
//
// Drawing: [Write] fills a new [Book]; [NewBook] and [Book.OpenSheet] are for those who have rows of their own to put
// into one, as exports and the copies of rejected rows have. Looks and colours are those of package style.
//
// Recognising: [Recognise] looks for the headers among the first rows of every sheet. Titles count in any language, in
// any order, with columns added, missing or renamed; the document properties of a template decide where they survived.
// The [Layout] of a sheet says which field each column is. A workbook that follows no template is an [UnknownError], which
// names the template that comes nearest.
package template

import (
	"slices"

	"kartoteka/assets"
	"kartoteka/data"
)

// A Template describes a workbook to fill: its data sheets, and how a row of each becomes records.
// The same description writes the workbook and reads it back.
type Template struct {
	Key    string
	Record data.RecordType // of the rows that limits and counts go by
	Sheets []Sheet
}

// A Sheet is one data sheet of a template. Every filled row gives at most one record per section.
type Sheet struct {
	Key      string // "clients"; its name is the text "sheet.clients"
	Sections []Section
}

// A Section is the part of a row that makes one record.
type Section struct {
	Record  data.RecordType
	Number  int      // of a repeated section: 3 in "Kontakt 3"; 0 when it stands alone
	Fields  []string // keys in order; nil for all fields of the record type
	Without []string // keys left out of all fields
	Extra   []string // keys of columns that exports write and the check reads, but that a template to fill doesn't offer
	Parent  bool     // its record belongs to the record of the row's first section
	Shares  bool     // it shares its rows with other sections: headings say whose custom fields are whose
}

// A Column is one column of a sheet: a field of a section.
type Column struct {
	Section *Section
	Field   *data.Field
}

// Sheet returns the sheet whose rows begin with a record of the type, or nil.
func (t *Template) Sheet(record data.RecordType) *Sheet {
	for i := range t.Sheets {
		if t.Sheets[i].Sections[0].Record == record {
			return &t.Sheets[i]
		}
	}
	return nil
}

// ToFill returns the template as it is given to people: without the columns that it reads and exports but does not offer.
func (t *Template) ToFill() *Template {
	fill := *t
	fill.Sheets = slices.Clone(t.Sheets)
	for i := range fill.Sheets {
		sections := slices.Clone(fill.Sheets[i].Sections)
		for n := range sections {
			sections[n].Without = slices.Concat(sections[n].Without, sections[n].Extra)
		}
		fill.Sheets[i].Sections = sections
	}
	return &fill
}

// Columns returns the columns of the sheet in the order a new workbook has them: the built-in fields
// of each section, then the custom ones of each. Retired custom fields are left out.
func (s *Sheet) Columns(schema *data.Schema) []Column {
	var columns, custom []Column
	for i := range s.Sections {
		section := &s.Sections[i]
		for _, f := range section.fields(schema) {
			if f.Custom() {
				custom = append(custom, Column{section, f})
			} else {
				columns = append(columns, Column{section, f})
			}
		}
	}
	return append(columns, custom...)
}

func (s *Section) fields(schema *data.Schema) []*data.Field {
	active := schema.Active(s.Record)
	if s.Fields == nil {
		return slices.DeleteFunc(active, func(f *data.Field) bool { return slices.Contains(s.Without, f.Key) })
	}
	var fields []*data.Field
	for _, key := range s.Fields {
		fields = append(fields, schema.Field(s.Record, key))
	}
	for _, f := range active {
		if f.Custom() {
			fields = append(fields, f)
		}
	}
	return fields
}

// Extra reports whether a template to fill doesn't have the column; see Section.
func (c Column) Extra() bool { return slices.Contains(c.Section.Extra, c.Field.Key) }

// Required reports whether a row must have a value in the column for its record to be imported.
func (c Column) Required() bool { return c.Field.Required }

// Title is the header of the column, without the asterisk of a required one.
func (c Column) Title(l assets.Lang) string {
	title := FieldTitle(l, c.Section.Record, c.Field)
	if c.Section.Number == 0 {
		return title
	}
	return l.Text("template.person_column", assets.Values{"Section": c.Section.Title(l), "Title": title})
}

// Title is the heading of a repeated section: "Kontakt 3".
func (s *Section) Title(l assets.Lang) string {
	return l.Text("group.contact_n", assets.Values{"N": s.Number})
}

// group is the heading the column stands under in the row above the header.
func (c Column) group(l assets.Lang) string {
	section := l.Text("record." + string(c.Section.Record) + ".title")
	if c.Section.Number > 0 {
		section = c.Section.Title(l)
	}
	return c.groupOf(l, section)
}

// groupOf is the heading of the column in a section that is called so.
func (c Column) groupOf(l assets.Lang, section string) string {
	switch {
	case c.Field.Custom() && c.Section.Shares:
		return l.Text("group.custom_of", assets.Values{"Section": section})
	case c.Section.Number > 0:
		return section
	case c.Field.Custom() && c.Field.Panel != "":
		return c.Field.Panel
	case c.Field.Custom():
		return l.Text("group.custom")
	}
	return l.Text("group." + c.Field.Group)
}

// FieldTitle is the title people read for a field of a record type.
func FieldTitle(l assets.Lang, t data.RecordType, f *data.Field) string {
	if f.Custom() {
		return f.Title
	}
	return l.FieldTitle(string(t), f.Key)
}
