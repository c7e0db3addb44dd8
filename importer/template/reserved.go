package template

import (
	"slices"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/data/fold"
)

// ReservedTitle reports whether a custom field of the record type can't have a title because the header of a template
// already means something else by it, in any language of the program: a built-in field, which it returns, or (nil) a
// column the program itself adds to the rows it rejects. Case, accents, spaces and punctuation make no difference.
// Titles of other custom fields are the store's affair.
func ReservedTitle(t data.RecordType, title string) (of *data.Field, reserved bool) {
	builtin := data.NewSchema(nil)
	for _, template := range templates {
		for i := range template.Sheets {
			if f := template.Sheets[i].meaning(builtin, t, title); f != nil {
				return f, true
			}
		}
	}
	return nil, slices.ContainsFunc(RejectedTitles, func(key string) bool {
		return slices.ContainsFunc(assets.Languages(), func(l assets.Lang) bool { return fold.Text(l.Text(key)) == fold.Text(title) })
	})
}

// meaning is the built-in field a header of the sheet would be taken for if a custom field of the record type had that
// title, or nil.
func (s *Sheet) meaning(builtin *data.Schema, t data.RecordType, title string) *data.Field {
	columns := s.Columns(builtin)
	names := columnNames(columns, nil)
	for i := range s.Sections {
		if s.Sections[i].Record != t {
			continue
		}
		for _, header := range (Column{&s.Sections[i], nil}).named(title) {
			if at, taken := names[fold.Text(header)]; taken {
				return columns[at].Field
			}
		}
	}
	return nil
}
