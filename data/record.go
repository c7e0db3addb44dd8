package data

import "slices"

// A Record is one client, contact person, lead, product, deal, line of a deal or activity.
// Records are sparse: Values holds only the fields that have a value, in no particular order.
type Record struct {
	ID      int64 // 0 until it is stored
	Type    RecordType
	Import  int64  // number of the import that created it, 0 when made by hand
	Label   string // label of that import, "" when made by hand
	Row     int    // row of the workbook it came from, 0 when made by hand
	Version int64  // 1 when stored first, one more with each change; Update compares it
	Values  []Value
}

// A Value is what a record holds in one field; FieldType says which Go type it has.
type Value struct {
	Key string
	V   any
}

// Value returns the value of a field, or nil when the record has none.
func (r *Record) Value(key string) any {
	for i := range r.Values {
		if r.Values[i].Key == key {
			return r.Values[i].V
		}
	}
	return nil
}

// Text returns the value of a field that holds text, or "".
func (r *Record) Text(key string) string { s, _ := r.Value(key).(string); return s }

// Number returns the value of a field that holds a number, or 0.
func (r *Record) Number(key string) float64 { n, _ := r.Value(key).(float64); return n }

// Bool returns the value of a field that holds yes or no, or false.
func (r *Record) Bool(key string) bool { b, _ := r.Value(key).(bool); return b }

// Ref returns the id a Reference or Account field holds, or 0.
func (r *Record) Ref(key string) int64 { id, _ := r.Value(key).(int64); return id }

// Set gives a field a value; nil and "" take it away.
func (r *Record) Set(key string, v any) {
	i := slices.IndexFunc(r.Values, func(x Value) bool { return x.Key == key })
	empty := v == nil || v == ""
	switch {
	case i < 0 && !empty:
		r.Values = append(r.Values, Value{key, v})
	case i >= 0 && empty:
		r.Values = slices.Delete(r.Values, i, i+1)
	case i >= 0:
		r.Values[i].V = v
	}
}
