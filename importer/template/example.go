package template

import (
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/unicode/norm"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer/style"
)

// An example row carries a mark: the value of its sheet's example column begins with the word "PŘÍKLAD:" (in the
// template's language). That survives every program a workbook passes through, and it goes by itself when
// people type their own data over the example.

// ExampleColumn is the index of the column that carries the mark: the first required text of the sheet.
func ExampleColumn(columns []Column) int {
	for i, c := range columns {
		if c.Required() && c.Field.Type == data.Text {
			return i
		}
	}
	return 0
}

// IsExample reports whether the value of an example column carries the mark, in any language.
func IsExample(value string) bool {
	value = norm.NFC.String(strings.TrimSpace(value))
	for _, l := range assets.Languages() {
		if strings.HasPrefix(value, exampleMark(l)) {
			return true
		}
	}
	return false
}

func exampleMark(l assets.Lang) string { return l.Text("instructions.example_mark") }

// exampleRows are two rows for a sheet: one with an example in every column, as the instructions have them,
// and one as people often fill it in, with the few columns that have a second example.
func (b *Book) exampleRows(s *Sheet) [][]any {
	columns := s.Columns(b.schema)
	first, second := make([]any, len(columns)), make([]any, len(columns))
	mark := ExampleColumn(columns)
	for i, c := range columns {
		one, two := b.example(c), b.secondExample(c)
		switch c.Section.Number { // the first row has two persons, the second row none
		case 0:
		case 1:
			two = ""
		case 2:
			one, two = two, ""
		default:
			one, two = "", ""
		}
		if ofIndividual(c) {
			one = "" // the first row is a company
		}
		if others := c.Section.Record.Kind().OneOf; slices.Contains(others, c.Field.Key) && c.Field.Key != others[0] {
			one = "" // the first row belongs to the first of those it may belong to
		}
		if i == mark {
			one, two = exampleMark(b.Lang)+" "+one, exampleMark(b.Lang)+" "+two
		}
		first[i], second[i] = b.exampleCell(c, one), b.exampleCell(c, two)
	}
	return [][]any{first, second}
}

// ofIndividual reports whether a column is for clients and leads that are a person.
func ofIndividual(c Column) bool {
	switch c.Section.Record {
	case data.Client, data.Lead:
		return slices.Contains([]string{"title_before", "first_name", "last_name", "title_after", "salutation"}, c.Field.Key)
	}
	return false
}

// example is a credible value of a column, as one types it. Where the values are the customer's own, it is one of them.
func (b *Book) example(c Column) string {
	example := b.Lang.FieldExample(string(c.Section.Record), c.Field.Key)
	if c.Field.Custom() {
		example = b.Text("instructions.example_of." + string(c.Field.Type))
	}
	if c.Field.Type != data.List && c.Field.Type != data.Account {
		return example
	}
	choices := b.choices(c)
	if slices.Contains(choices, example) || len(choices) == 0 {
		return example
	}
	return choices[0]
}

func (b *Book) secondExample(c Column) string {
	key := "instructions.second." + string(c.Section.Record) + "." + c.Field.Key
	if c.Field.Custom() || !b.Lang.Has(key) {
		return ""
	}
	return b.Text(key)
}

func (b *Book) exampleCell(c Column, text string) any {
	if text == "" {
		return nil
	}
	return excelize.Cell{StyleID: b.Style(style.ColumnLook(c.Field.Type).Example()), Value: b.typed(c.Field, text)}
}
