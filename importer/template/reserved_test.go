package template_test

import (
	"testing"

	"kartoteka/data"
	"kartoteka/importer/template"
)

// TestReservedTitles: a custom field can't have a title that a header would be read as something else by.
func TestReservedTitles(t *testing.T) {
	for _, c := range []struct {
		record data.RecordType
		title  string
		of     string // key of the built-in field, "" for a column of the program's own
		free   bool
	}{
		{data.Client, "Název", "name", false},
		{data.Client, "nazev *", "name", false},
		{data.Client, "Name", "name", false}, // in another language than the window's
		{data.Client, "Firma", "name", false},
		{data.Client, "reg_number", "reg_number", false},
		{data.Client, "Kontakt 3 – E-mail 1", "email_1", false}, // of the one-row template
		{data.Contact, "Job title", "position", false},
		{data.Contact, "Rodinný stav", "marital_status", false}, // in the two-sheet template only
		{data.Lead, "důvod vynechání", "", false},
		{data.Product, "Kód", "code", false},
		{data.Client, "Kód", "", true},
		{data.Client, "Flotila", "", true},
		{data.Contact, "Kontakt na asistentku", "", true},
	} {
		f, reserved := template.ReservedTitle(c.record, c.title)
		key := ""
		if f != nil {
			key = f.Key
		}
		if reserved == c.free || key != c.of {
			t.Errorf("%s %q: field %q, reserved %v", c.record, c.title, key, reserved)
		}
	}
}
