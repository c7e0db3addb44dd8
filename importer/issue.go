package importer

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"kartoteka/assets"
	"kartoteka/data"
)

// A Severity says what an issue means for its record.
type Severity string

// The severities, the gravest first.
const (
	Error     Severity = "error"     // the record is not imported
	Duplicate Severity = "duplicate" // the record is skipped unless the user decides otherwise
	Warning   Severity = "warning"   // imported as it is
	Repair    Severity = "repair"    // imported changed; the Suggestion of the issue is the new value
)

// Severities lists the severities, the gravest first.
func Severities() []Severity { return []Severity{Error, Duplicate, Warning, Repair} }

// A Code names a kind of issue. Its texts are "issue.<code>.title", a heading for groups, and
// "issue.<code>", the message; "issue.<code>.suggested" is the message of an issue with a suggestion
// where the two differ.
type Code string

// The codes. What each means is said by its texts and by the functions that raise it.
const (
	Required            Code = "required"
	TooLong             Code = "too-long"
	InvalidDate         Code = "invalid-date"
	InvalidTime         Code = "invalid-time"
	InvalidNumber       Code = "invalid-number"
	AmbiguousNumber     Code = "ambiguous-number"
	InvalidBool         Code = "invalid-bool"
	InvalidEmail        Code = "invalid-email"
	SeveralValues       Code = "several-values"
	InvalidPhone        Code = "invalid-phone"
	InvalidURL          Code = "invalid-url"
	NotInList           Code = "not-in-list"
	UnknownUser         Code = "unknown-user"
	UnknownClient       Code = "unknown-client"
	AmbiguousClient     Code = "ambiguous-client"
	FormulaError        Code = "formula-error"
	FormulaWithoutValue Code = "formula-without-value"
	InvalidRange        Code = "invalid-range"
	DuplicateKey        Code = "duplicate-key"
	ClientLeftOut       Code = "client-left-out"

	MissingSheet    Code = "missing-sheet"
	MissingColumn   Code = "missing-column"
	DuplicateColumn Code = "duplicate-column"
	NoData          Code = "no-data"
	TooManyRecords  Code = "too-many-records"

	DuplicateInFile     Code = "duplicate-in-file"
	DuplicateInDatabase Code = "duplicate-in-database"

	DoubtfulRegNumber   Code = "doubtful-reg-number"
	DoubtfulTaxNumber   Code = "doubtful-tax-number"
	DoubtfulZIP         Code = "doubtful-zip"
	DoubtfulBankAccount Code = "doubtful-bank-account"
	DoubtfulDataBox     Code = "doubtful-databox"
	DoubtfulPhone       Code = "doubtful-phone"
	UnknownColumn       Code = "unknown-column"
	UnknownSheet        Code = "unknown-sheet"
	OutdatedTemplate    Code = "outdated-template"
	RetiredColumn       Code = "retired-column"
	Formula             Code = "formula"
	MergedCells         Code = "merged-cells"
	AlreadyImported     Code = "already-imported"

	LeadingZeros Code = "leading-zeros"
	Scientific   Code = "scientific"
	NewListItem  Code = "new-list-item"
	Trimmed      Code = "trimmed"
)

// A codeRule is what the program knows about a code.
type codeRule struct {
	code     Code
	severity Severity
	file     bool // nothing of the file can be imported until it is mended
}

// The table of codes, in the order reports list them.
var codes = []codeRule{
	{MissingSheet, Error, true},
	{MissingColumn, Error, true},
	{DuplicateColumn, Error, true},
	{NoData, Error, true},
	{TooManyRecords, Error, true},

	{Required, Error, false},
	{TooLong, Error, false},
	{InvalidDate, Error, false},
	{InvalidTime, Error, false},
	{InvalidNumber, Error, false},
	{AmbiguousNumber, Error, false},
	{InvalidBool, Error, false},
	{InvalidEmail, Error, false},
	{SeveralValues, Error, false},
	{InvalidPhone, Error, false},
	{InvalidURL, Error, false},
	{NotInList, Error, false},
	{UnknownUser, Error, false},
	{UnknownClient, Error, false},
	{AmbiguousClient, Error, false},
	{FormulaError, Error, false},
	{FormulaWithoutValue, Error, false},
	{InvalidRange, Error, false},
	{DuplicateKey, Error, false},
	{ClientLeftOut, Error, false},

	{DuplicateInFile, Duplicate, false},
	{DuplicateInDatabase, Duplicate, false},

	{AlreadyImported, Warning, false},
	{OutdatedTemplate, Warning, false},
	{RetiredColumn, Warning, false},
	{UnknownSheet, Warning, false},
	{UnknownColumn, Warning, false},
	{MergedCells, Warning, false},
	{Formula, Warning, false},
	{DoubtfulRegNumber, Warning, false},
	{DoubtfulTaxNumber, Warning, false},
	{DoubtfulZIP, Warning, false},
	{DoubtfulBankAccount, Warning, false},
	{DoubtfulDataBox, Warning, false},
	{DoubtfulPhone, Warning, false},

	{LeadingZeros, Repair, false},
	{Scientific, Repair, false},
	{NewListItem, Repair, false},
	{Trimmed, Repair, false},
}

// Codes lists all codes in the order reports list them.
func Codes() []Code {
	all := make([]Code, len(codes))
	for i := range codes {
		all[i] = codes[i].code
	}
	return all
}

var codeRules = func() map[Code]codeRule {
	m := map[Code]codeRule{}
	for _, c := range codes {
		m[c.code] = c
	}
	return m
}()

// Severity is what an issue of the code means for its record, "" for a text that is no code.
func (c Code) Severity() Severity { return codeRules[c].severity }

// OfFile reports whether an issue of the code stops the import of the whole file until it is mended.
func (c Code) OfFile() bool { return codeRules[c].file }

// Title is what issues of the code are called as a group: "Neplatná e-mailová adresa".
func (c Code) Title(l assets.Lang) string { return l.Text("issue." + string(c) + ".title") }

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
	Value      string          // as found
	Want       string          // what was expected, where that is short to say
	Suggestion string          // a value to put in instead; of a Repair the value that is imported
	Others     []Place         // the other record of a duplicate, the first mostOthers a reference could mean
}

// A Place is where another record stands: a row of the file, or a record of the database.
type Place struct {
	Sheet string `json:"sheet,omitempty"`
	Row   int    `json:"row,omitempty"`
	ID    int64  `json:"id,omitempty"`    // of a record of the database, else 0
	Title string `json:"title,omitempty"` // what that record is called
}

// Cell is the address of the cell, "D17" or "AB1203", or "" when the issue is about no single cell.
func (i *Issue) Cell() string {
	if i.Row == 0 || i.Col == 0 {
		return ""
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

// Message says in whole sentences what is wrong and what to do about it.
func (i *Issue) Message(l assets.Lang) string { return i.say(l, "issue."+string(i.Code)) }

// TypedMessage is Message for a value that was typed into a form or on the command line, where nothing is a column, a
// cell or an import.
func (i *Issue) TypedMessage(l assets.Lang) string {
	if key := "issue." + string(i.Code) + ".typed"; l.Has(key) {
		return i.say(l, key)
	}
	return i.Message(l)
}

// say fills in the text of a key, or that of its variant for an issue with a suggestion.
func (i *Issue) say(l assets.Lang, key string) string {
	if i.Suggestion != "" && l.Has(key+".suggested") {
		key += ".suggested"
	}
	return l.Text(key, assets.Values{
		"Column": i.Column, "Cell": i.Cell(), "Row": i.Row, "Sheet": i.Sheet,
		"Value": shorten(i.Value), "Want": i.Want, "Suggestion": shorten(i.Suggestion), "Other": i.others(l),
	})
}

// others names the other places: "řádek 12 listu Klienti".
func (i *Issue) others(l assets.Lang) string {
	const most = 5
	var names []string
	for _, p := range i.Others[:min(len(i.Others), most)] {
		names = append(names, p.name(l))
	}
	if len(i.Others) > most {
		names = append(names, "…")
		return strings.Join(names, ", ")
	}
	return l.And(names)
}

func (p Place) name(l assets.Lang) string {
	switch {
	case p.ID != 0:
		return l.Text("issue.other.record", assets.Values{"Title": shorten(p.Title), "ID": p.ID})
	case p.Sheet != "":
		return l.Text("issue.other.row_of_sheet", assets.Values{"Row": p.Row, "Sheet": p.Sheet})
	}
	return l.Text("issue.other.row", assets.Values{"Row": p.Row})
}

// shorten keeps a message readable whose value is a page of text.
func shorten(s string) string {
	const most = 80
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most-1]) + "…"
}

// An IssueJSON is an issue as the command line prints it.
type IssueJSON struct {
	Severity   Severity        `json:"severity"`
	Code       Code            `json:"code"`
	Sheet      string          `json:"sheet,omitempty"`
	Cell       string          `json:"cell,omitempty"`
	Row        int             `json:"row,omitempty"`
	Column     string          `json:"column,omitempty"`
	Record     data.RecordType `json:"record,omitempty"`
	Field      string          `json:"field,omitempty"`
	Value      string          `json:"value,omitempty"`
	Suggestion string          `json:"suggestion,omitempty"`
	Others     []Place         `json:"others,omitempty"`
	Message    string          `json:"message"`
}

// JSON returns the issue for output as JSON, with its message in the language.
func (i *Issue) JSON(l assets.Lang) IssueJSON {
	return IssueJSON{i.Severity, i.Code, i.Sheet, i.Cell(), i.Row, i.Column, i.Record, i.Field, i.Value, i.Suggestion, i.Others, i.Message(l)}
}
