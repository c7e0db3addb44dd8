package value

import (
	"slices"
	"time"

	"kartoteka/assets"
	"kartoteka/data"
)

// firstSerial is the first day spreadsheets agree about: Excel takes 1900 for a leap year. Earlier dates are
// written as text.
var firstSerial = time.Date(1900, 3, 1, 0, 0, 0, 0, time.UTC)

// CellOf returns a value of a field as it is written into a cell of its column: as a person would have typed
// or picked it, in the language. An account is written by the name people give for its id.
func CellOf(l assets.Lang, f *data.Field, v any, account func(id int64) string) any {
	text, _ := v.(string)
	switch f.Type {
	case data.Bool:
		if yes, _ := v.(bool); yes {
			return l.Text("bool.true")
		}
		return l.Text("bool.false")
	case data.Choice:
		if slices.Contains(f.Choices, text) {
			return l.Text("choice." + f.Key + "." + text)
		}
		return text
	case data.Country:
		return l.Country(text)
	case data.Account:
		if id, ok := v.(int64); ok {
			return account(id)
		}
	case data.Date:
		return serial(text, time.DateOnly)
	case data.DateTime:
		return serial(text, "2006-01-02T15:04:05")
	case data.Time:
		if t, err := time.Parse(time.TimeOnly, text); err == nil {
			return t.Sub(t.Truncate(24 * time.Hour))
		}
	}
	return v
}

// serial is a date cell, or the text itself where spreadsheets have no such date.
func serial(text, layout string) any {
	t, err := time.Parse(layout, text)
	if err != nil || t.Before(firstSerial) {
		return text
	}
	return t
}
