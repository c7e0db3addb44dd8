package importer

import (
	"time"

	"kartoteka/assets"
	"kartoteka/data"
)

// A Context is what the meaning of a cell depends on besides its field.
type Context struct {
	Lang            assets.Lang         // language of the suggestions that are titles of choices and countries
	Today           time.Time           // pivot of two-digit years in suggestions, and the default "today"
	DefaultCountry  string              // ISO 3166-1 alpha-2 of phones without a prefix; "" means CZ
	DefaultCurrency string              // ISO 4217 of amounts without a currency; "" means CZK
	Date1904        bool                // the workbook counts its days from 1904
	Lists           map[string][]string // the items of each list by its key
	Users           []Account           // the active accounts
	AddListItems    bool                // an unknown list item is a repair instead of an error
}

// An Account is what a cell of an Account field may name.
type Account struct {
	ID     int64
	SignIn string
	Name   string
}

// A Finding is what the parser says about one cell. Its severity is that of its code.
type Finding struct {
	Code       Code
	Want       string // what was expected, where that is short to say
	Suggestion string // a value to put in instead; of a repair the value taken
}

// A Parser turns cells into values. It remembers what it has seen, so one Parser should serve a whole
// workbook; it is not safe for concurrent use.
//
// Country and Currency belong to the record whose cells are read: the check parses these two
// fields of a record first and sets them here, wherever their columns stand.
type Parser struct {
	Context
	Country  string // ISO 3166-1 alpha-2 the record gives, "" when it gives none
	Currency string // ISO 4217 the record gives, "" for the default one
}

// NewParser returns a parser for the context.
func NewParser(c Context) *Parser { return &Parser{Context: c} }

// Parse reads a cell as a value of the field, of the Go type data.FieldType tells. The value is nil
// when the cell is empty, and when a finding is an error. Of a Reference it is the cleaned text;
// what that refers to is for the caller to resolve. Defaults are not filled in, see Default.
func (p *Parser) Parse(f *data.Field, c Cell) (value any, findings []Finding) { return nil, nil }

// Default is the value of an empty cell of the field, or nil.
func (p *Parser) Default(f *data.Field) any { return nil }

// Print writes a value of the field so that Parse reads the same value back: for a form to be edited.
func (p *Parser) Print(f *data.Field, v any) string { return "" }

// E164 is the number a value of a Phone field can be dialled by from anywhere, "+420777123456", by the
// rules of the Country; "" when no number can be made of it. It is what phones are compared by.
func (p *Parser) E164(phone string) string { return "" }
