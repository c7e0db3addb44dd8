// Package mapping says what the columns of a foreign table are.
//
// A table that follows no template is proposed a Mapping: which sheet, where its header stands, what a row is, and of each
// column the fields it fills, how its values are parted or joined, how sure that is and why.
//
//	source.Book ──read──> table ──header──> columns ──evidence──> candidates ──assign──> Mapping
//
// Evidence comes from titles (the table of synonyms in assets, the titles of our own fields), from values (their forms, see
// value.Form), and from what the table has besides. Where the two contradict each other, values win. Then all columns at once
// are given their fields: the better column keeps a field, another takes the second slot or is left out. Rather left out than
// wrong.
//
// A mapping is data: a person changes it ([Mapping.Change], [Mapping.Answer]), it is written to a file, kept in the database,
// and laid over the next table with the same header.
package mapping

import (
	"strings"

	"kartoteka/data"
	"kartoteka/importer/source"
)

// A Mapping is what the columns of one sheet of a foreign table are.
type Mapping struct {
	File     string        `json:"file"`
	Template string        `json:"template"` // key of the template the table follows; then nothing else is here
	Name     string        `json:"mapping"`  // of the remembered mapping that was laid over the table
	Format   source.Format `json:"format"`
	Sheet    string        `json:"sheet"`
	// HeaderRow is the row of the titles, of a header of two rows the lower one; 0: there is none.
	HeaderRow  int `json:"header_row"`
	HeaderRows int `json:"header_rows"`
	Rows       int `json:"rows"` // filled rows below the header

	Row            data.RecordType   `json:"row"`                       // what one row is
	WithoutCompany string            `json:"without_company,omitempty"` // of rows of kind contact: Individual or RequireCompany
	Columns        []Column          `json:"columns"`
	Constants      map[string]string `json:"constants,omitempty"` // values of fields that no column holds, by "client.country"
	Missing        []string          `json:"missing"`             // required fields without a column
	Doubtful       []string          `json:"doubtful"`            // letters of columns that hold values and may be something, or ask something

	Sheets []string `json:"-"` // visible sheets of the file, for a choice

	schema *data.Schema
}

// Rows lists what a row may be, in the order people are offered them.
func Rows() []data.RecordType {
	return []data.RecordType{data.Client, data.Contact, data.Lead, data.Product, data.Deal, data.Activity}
}

// What a row of kind contact without a company becomes.
const (
	Individual     = "individual" // a client that is a person
	RequireCompany = "required"   // an error
)

// A Column is one column of a foreign table.
type Column struct {
	Column string `json:"column"` // letters, or the property of an address card
	Title  string `json:"title"`
	Choice
	Order  string `json:"order,omitempty"`   // of names and dates
	Number string `json:"decimal,omitempty"` // decimal mark of numbers

	Replace map[string]string `json:"replace,omitempty"` // values put in place of others
	NewType data.FieldType    `json:"type,omitempty"`    // of the custom field that the import makes of the column; else text

	Asks      Ask       `json:"asks,omitempty"` // what none of its values tells
	Score     float64   `json:"score"`
	Certainty Certainty `json:"certainty"`
	Because   Because   `json:"because"`
	Reason    string    `json:"reason"` // a sentence in the language asked for
	Filled    int       `json:"filled"` // rows with a value
	Samples   []string  `json:"samples"`
	Others    []Other   `json:"others"`

	Col  int  `json:"-"` // number of the column, from 1
	Why  Why  `json:"-"` // what Reason says, as data
	Loss bool `json:"-"` // it holds values and nothing takes them

	texts []string // of its sampled cells, the different ones
}

// A Choice is what a column becomes, or may be made by a person. Without fields the column is left out.
type Choice struct {
	To   []string `json:"to"` // "client.name", "contact.2.email_1", "client.custom:Title", "client.note+"
	How  string   `json:"how,omitempty"`
	Part string   `json:"part,omitempty"` // of a join
}

// An Other is what else a column may be.
type Other struct {
	Choice
	Score float64 `json:"score"`
}

// The ways a column becomes fields; "" takes its values as they are.
const (
	SplitName    = "split-name"
	SplitAddress = "split-address"
	SplitList    = "split-list"
	Join         = "join"
)

// The parts of a join.
const (
	PartStreet      = "street"
	PartNumber      = "number"
	PartOrientation = "orientation"
	PartPrefix      = "prefix"
	PartAccount     = "account"
	PartBank        = "bank"
	PartYear        = "year"
	PartMonth       = "month"
	PartDay         = "day"
)

// A Certainty is a score in words.
type Certainty string

// The certainties.
const (
	Certain Certainty = "certain" // from 0.9 on
	Likely  Certainty = "likely"  // from 0.6 on
	Unknown Certainty = "unknown" // the column stays without a field
)

// Bounds of the score.
const (
	certainScore  = 0.9
	likelyScore   = 0.6
	doubtfulScore = 0.3
)

func certainty(score float64) Certainty {
	switch {
	case score >= certainScore:
		return Certain
	case score >= likelyScore:
		return Likely
	}
	return Unknown
}

// Because says which evidence decided.
type Because string

// The kinds of evidence.
const (
	Remembered    Because = "remembered"
	ByTitle       Because = "title"
	BySynonym     Because = "synonym"
	ByValues      Because = "values"
	Contradiction Because = "contradiction" // the values say something else than the title
	Assignment    Because = "assignment"    // another column had the field, or a field was left
	ByHand        Because = "hand"
)

// A Why is the reason of a column as data.
type Why struct {
	Code    string // of the text "mapping.reason.<Code>"
	Title   string // of the column
	Field   string // "client.name"
	Against string // what the title would mean, when the values contradict
	Form    string // of the text "mapping.form.<Form>"
	Percent int    // of the values that have the form
	Column  string // letters of the column that has the field
}

// Mapped reports whether the column has a field.
func (c *Column) Mapped() bool { return len(c.To) > 0 }

func recordOf(record string) data.RecordType {
	t, _, _ := strings.Cut(record, ".")
	return data.RecordType(t)
}

func isDateType(t data.FieldType) bool { return t == data.Date || t == data.DateTime }

func isNumberType(t data.FieldType) bool {
	return t == data.Number || t == data.Percent || t == data.Amount
}
