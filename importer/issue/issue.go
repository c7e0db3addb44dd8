// Package issue is the language all rooms of the importer speak about data that is not as it should be.
//
//	value.Parser.Parse ──> Finding   about a value: a code, what was expected, a suggestion; no place
//	importer.Check     ──> Issue     the finding with its place: sheet, row, column, record, field
//	Issue.Message      ──> string    whole sentences, made when they are shown and in any language
//
// The [Code] decides everything else: its [Severity], whether it stops the whole file, its title and its messages. A new
// kind of issue is one line in the table of codes, in code.go, and two texts in assets: "issue.<code>.title", a heading
// for groups, and "issue.<code>", the message.
//
// An Issue is plain data. A report may hold 200,000 of them, so nothing in one is a text of the program: the window, the
// copies of a workbook and the command line each ask for the [Issue.Message] or the [Issue.JSON] of those they show.
package issue

import (
	"strconv"
	"strings"

	"kartoteka/assets"
	"kartoteka/data"
)

// An Issue is something to know about a place in a file. It is data; its message is made when it is
// shown, in whatever language that is. There may be 200,000 of them.
type Issue struct {
	Severity   Severity
	Code       Code
	Sheet      string          // as named in the file, "" for the whole file
	Row, Col   int             // from 1; Row 0: the whole sheet, Col 0: the whole row
	Column     string          // title as in the file
	Record     data.RecordType // "" when it is about no record
	Field      string          // FieldName of the field, "" when it is about no field
	Value      string          // what stands in the cell
	Title      string          // of the record, where the message names it
	Want       string          // the form that was expected, where that is short to say
	Suggestion string          // a value to put in instead; of a Repair the value that is imported
	Others     []Place         // the other record of a duplicate, the first mostOthers a reference could mean
	Part       string          // the piece of Value it is about, which the Suggestion replaces; "" for all of it
	Cols       []int           // the columns that make the value together, Col the first filled one; nil: one column
	More       int             // how many further rows it is true of
	Address    string          // of a cell that no letters name: that of an address card, "17:TEL;CELL"
	Absent     bool            // the table has no column for the field, and Column is the title of the field
}

// Corrected is the value of the cell with the suggestion in place of the piece the issue is about.
func (i *Issue) Corrected() string {
	if i.Part == "" {
		return i.Suggestion
	}
	return strings.Replace(i.Value, i.Part, i.Suggestion, 1)
}

// A Place is where another record stands: a row or a cell of the file, or a record of the database.
type Place struct {
	Sheet string `json:"sheet,omitempty"`
	Row   int    `json:"row,omitempty"`
	Cell  string `json:"cell,omitempty"`  // "D17" where it is a cell rather than the whole row
	ID    int64  `json:"id,omitempty"`    // of a record of the database, else 0
	Title string `json:"title,omitempty"` // what that record is called
}

// Cell is the address of the cell, "D17" or "AB1203", or "" when the issue is about no single cell.
func (i *Issue) Cell() string {
	if i.Row == 0 || i.Col == 0 {
		return ""
	}
	if i.Address != "" {
		return i.Address
	}
	return columnLetters(i.Col) + strconv.Itoa(i.Row)
}

// columnLetters is how spreadsheets name a column: 1 is A, 26 Z, 27 AA.
func columnLetters(col int) string {
	var b [8]byte
	at := len(b)
	for ; col > 0 && at > 0; col = (col - 1) / 26 {
		at--
		b[at] = 'A' + byte((col-1)%26)
	}
	return string(b[at:])
}

// A Finding is a remark of the parser about one value. Its severity is that of its code.
type Finding struct {
	Code       Code
	Want       string // the form that was expected, where that is short to say
	Suggestion string // a value to put in instead; of a repair the value taken
	Absent     string // the title of the field, where the table has no column for it
}

// FieldName is how issues and JSON name a field: its key, or "custom:" and the title of a custom one.
func FieldName(f *data.Field) string {
	if f.Custom() {
		return "custom:" + f.Title
	}
	return f.Key
}

// A JSON is an issue as the command line prints it.
type JSON struct {
	Severity   Severity        `json:"severity"`
	Code       Code            `json:"code"`
	Sheet      string          `json:"sheet,omitempty"`
	Cell       string          `json:"cell,omitempty"`
	Row        int             `json:"row,omitempty"`
	Column     string          `json:"column,omitempty"`
	Record     data.RecordType `json:"record,omitempty"`
	Field      string          `json:"field,omitempty"`
	Value      string          `json:"value,omitempty"`
	Part       string          `json:"part,omitempty"`
	Cells      []string        `json:"cells,omitempty"`
	More       int             `json:"more,omitempty"`
	Suggestion string          `json:"suggestion,omitempty"`
	Others     []Place         `json:"others,omitempty"`
	Message    string          `json:"message"`
}

// JSON returns the issue for output as JSON, with its message in the language.
func (i *Issue) JSON(l assets.Lang) JSON {
	var cells []string
	for _, col := range i.Cols {
		cells = append(cells, columnLetters(col)+strconv.Itoa(i.Row))
	}
	return JSON{i.Severity, i.Code, i.Sheet, i.Cell(), i.Row, i.Column, i.Record, i.Field, i.Value, i.Part, cells, i.More, i.Suggestion, i.Others, i.Message(l)}
}
