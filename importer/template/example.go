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

// What an example is carries a mark: the name that each of its records needs, such as that of a client and the last name of
// a contact person beside it, begins with the word "PŘÍKLAD:" (in the template's language). That survives every program a
// workbook passes through, and it goes by itself when people type their own data over the example.

// ExampleColumn is the index of the column that carries the mark of a section: its first required text. It is -1 where the
// section has none.
func ExampleColumn(columns []Column, s *Section) int {
	return slices.IndexFunc(columns, func(c Column) bool { return c.Section == s && c.Required() && c.Field.Type == data.Text })
}

// IsExample reports whether the value of an example column carries the mark, in any language.
func IsExample(value string) bool { return WithoutMark(value) != plain(value) }

func exampleMark(l assets.Lang) string { return l.Text("instructions.example_mark") }

var exampleMarks = assets.PerTable(func() []string {
	var marks []string
	for _, l := range assets.Languages() {
		marks = append(marks, exampleMark(l))
	}
	return marks
})

// WithoutMark is the value of an example column without the mark, if it has one.
func WithoutMark(value string) string {
	value = plain(value)
	for _, mark := range exampleMarks() {
		if rest, marked := strings.CutPrefix(value, mark); marked {
			return strings.TrimSpace(rest)
		}
	}
	return value
}

func plain(value string) string { return norm.NFC.String(strings.TrimSpace(value)) }

// Examples are the texts of the example rows in the column, in every language, without the mark. Those that depend on
// the lists and accounts of a database are missing.
func (c Column) Examples() []string {
	if c.Field.Type == data.List || c.Field.Type == data.Account {
		return nil
	}
	var texts []string
	for _, l := range assets.Languages() {
		b := Book{Lang: l}
		for _, text := range []string{b.example(c), b.secondExample(c)} {
			if text != "" {
				texts = append(texts, text)
			}
		}
	}
	return texts
}

// exampleCount is how many examples a sheet has on request.
const exampleCount = 2

// exampleRows are two rows for a sheet: one with an example in every column, as the instructions have them,
// and one as people often fill it in, with the few columns that have a second example.
func (b *Book) exampleRows(s *Sheet) [exampleCount][]any {
	columns := s.Columns(b.schema)
	first, second := make([]any, len(columns)), make([]any, len(columns))
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
		if marked := i == ExampleColumn(columns, c.Section); marked || ofIndividual(c) && c.Field.Key == "last_name" {
			one, two = b.marked(one), b.marked(two)
		}
		first[i], second[i] = b.exampleCell(c, one), b.exampleCell(c, two)
	}
	return [exampleCount][]any{first, second}
}

// marked is an example with the mark before it.
func (b *Book) marked(text string) string {
	if text == "" {
		return ""
	}
	return exampleMark(b.Lang) + " " + text
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
	switch {
	case slices.Contains(choices, example):
		return example
	case len(choices) == 0:
		return ""
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
