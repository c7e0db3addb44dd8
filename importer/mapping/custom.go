package mapping

import (
	"fmt"
	"slices"
	"strings"

	"kartoteka/data"
	"kartoteka/data/fold"
)

// custom is the custom field of a title, nil when there is none, or it is retired.
func custom(schema *data.Schema, t data.RecordType, title string) *data.Field {
	for _, f := range schema.Active(t) {
		if f.Custom() && fold.Text(f.Title) == fold.Text(title) {
			return f
		}
	}
	return nil
}

// NewFields are the custom fields that the mapping names and the schema lacks: the import makes them. Their keys are good
// until then.
func (m *Mapping) NewFields(schema *data.Schema) map[data.RecordType][]data.Field {
	fields := map[data.RecordType][]data.Field{}
	add := func(name string, of data.FieldType) {
		record, key, _ := cutField(name)
		t := recordOf(record)
		title, is := strings.CutPrefix(key, "custom:")
		if !is || custom(schema, t, title) != nil || slices.ContainsFunc(fields[t], func(f data.Field) bool { return fold.Text(f.Title) == fold.Text(title) }) {
			return
		}
		if !slices.Contains(data.CustomTypes(), of) || of == data.List { // which would have no items
			of = data.Text
		}
		fields[t] = append(fields[t], data.Field{ID: -1, Key: fmt.Sprintf("new_%d", len(fields[t])+1), Title: strings.TrimSpace(title), Type: of, Group: "custom", Identity: name})
	}
	for i := range m.Columns {
		for _, name := range m.Columns[i].To {
			add(name, m.Columns[i].NewType)
		}
	}
	for name := range m.Constants {
		add(name, "")
	}
	return fields
}
