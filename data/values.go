package data

import (
	"math"
	"unicode/utf8"
)

// encode returns a value as its column stores it, nil for none. A value of another Go type than
// FieldType says is refused, and so is what SQLite would give back changed.
func encode(t RecordType, f *Field, v any) (any, error) {
	refuse := func(reason string) (any, error) { return nil, &ValueError{t, f.Key, v, reason} }
	if v == nil {
		return nil, nil
	}
	switch f.Type {
	case Number, Percent:
		n, ok := v.(float64)
		if !ok || math.IsNaN(n) || math.IsInf(n, 0) {
			return refuse("not a number")
		}
		return n, nil // SQLite makes 0 of −0
	case Bool:
		b, ok := v.(bool)
		if !ok {
			return refuse("not yes or no")
		}
		if b {
			return int64(1), nil
		}
		return int64(0), nil
	case Account, Reference:
		id, ok := v.(int64)
		if !ok {
			return refuse("not an id")
		}
		return id, nil
	}
	s, ok := v.(string)
	if !ok || !utf8.ValidString(s) {
		return refuse("not a text")
	}
	if s == "" {
		return nil, nil
	}
	return s, nil
}

// decode returns what a column stores as the Go type FieldType says.
func decode(f *Field, v any) any {
	if f.Type == Bool {
		n, _ := v.(int64)
		return n != 0
	}
	return v
}
