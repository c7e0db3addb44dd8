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

// A FieldType says what kind of value a field holds: how a cell of it is read,
// which column stores it, how it is written into a workbook and edited in a form.
// The set is closed; behaviour per type is a switch in the function that needs it.
type FieldType string

// The types of fields. The comment behind each names the Go type of its values in a Record.
const (
	Text      FieldType = "text"      // string, one line
	LongText  FieldType = "longtext"  // string, may hold line breaks
	Email     FieldType = "email"     // string, one address
	Phone     FieldType = "phone"     // string, as typed
	URL       FieldType = "url"       // string, http or https, scheme optional
	Number    FieldType = "number"    // float64, at most 15 significant digits
	Percent   FieldType = "percent"   // float64, 21 means 21 %
	Amount    FieldType = "amount"    // string, "1500.5 CZK": decimal point, then the ISO 4217 code
	Date      FieldType = "date"      // string, "2026-12-24"
	DateTime  FieldType = "datetime"  // string, "2026-12-24T14:30:00", local time
	Time      FieldType = "time"      // string, "14:30:00"
	Bool      FieldType = "bool"      // bool
	Choice    FieldType = "choice"    // string, one of Field.Choices
	List      FieldType = "list"      // string, an item of the list Field.List
	Account   FieldType = "user"      // int64, the id of a User
	Country   FieldType = "country"   // string, ISO 3166-1 alpha-2
	Tags      FieldType = "tags"      // string, tags joined by ", "
	Reference FieldType = "reference" // int64, the id of a record of type Field.To
)

// CustomTypes are the types an administrator may give a custom field, in the order forms offer them.
func CustomTypes() []FieldType {
	return []FieldType{Text, LongText, Number, Amount, Percent, Bool, Date, DateTime, Time, List, URL}
}

// A Format is the identifier written in a text field, or the meaning of a percentage; their checks hang on it.
type Format string

// The formats, all checked offline. Their checks warn and never reject (see importer/value/identifier.go).
const (
	RegNumber   Format = "reg-number"   // IČO
	TaxNumber   Format = "tax-number"   // DIČ
	VATNumber   Format = "vat-number"   // IČ DPH
	ZIP         Format = "zip"          // PSČ
	BankAccount Format = "bank-account" // domestic or IBAN
	DataBox     Format = "databox"      // datová schránka
	TaxRate     Format = "tax-rate"     // sazba DPH
)

// MaxLength is the number of Unicode code points a cell may hold, in every type of field.
const MaxLength = 255

// A Field describes one field of a record. Templates, reader, checks, tables and pages follow it;
// none knows a field by name, except where a rule names it. The zero value of each member means
// "no such rule".
type Field struct {
	Key      string     // stable name, also the database column: "reg_number"; a custom field's is "x_12"
	Type     FieldType  //
	Required bool       // a record without a value is not imported
	Group    string     // key of the heading the field stands under: "address" (text "group.address")
	Choices  []string   // keys a Choice may take, in order
	List     string     // key of the list a List draws from
	To       RecordType // what a Reference points at
	Part     bool       // of a Reference: the record is a part of what it points at and goes with it
	Mutual   bool       // of a Reference: what it points at holds the record, too: neither goes without the other
	Default  string     // value of an empty cell, as it would be typed; "today" of a Date, DefaultCurrency for that setting
	Format   Format     // identifier checked in a Text, or meaning of a Percent
	Money    bool       // of a Number: an amount in the currency of its record
	Unique   bool       // no two records of the type may share the value
	Unstored bool       // lives in the template only (the key of the two-sheet template)

	ID       int64  // of a custom field, else 0
	Identity string // of a custom field: what templates know it by, whatever its title is
	Title    string // of a custom field; titles of built-in fields are texts "field.…"
	Panel    string // of a custom field: the heading it stands under, "" for the common one
	Hint     string // of a custom field: the note of its header
	Retired  bool   // of a custom field: kept for its values, absent from templates and forms
}

// Custom reports whether an administrator defined the field.
func (f *Field) Custom() bool { return f.ID != 0 }
