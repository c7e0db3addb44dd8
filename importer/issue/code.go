package issue

import (
	"kartoteka/assets"
	"kartoteka/data"
)

// A Severity is the consequence of an issue for its record.
type Severity string

// The severities, the gravest first.
const (
	Error       Severity = "error"       // the record is not imported
	Consequence Severity = "consequence" // not imported because of errors of another record; never a reason to refuse an import
	Duplicate   Severity = "duplicate"   // the record is skipped unless the user decides otherwise
	Warning     Severity = "warning"     // imported as it is
	Repair      Severity = "repair"      // imported changed; the Suggestion of the issue is the new value
)

// Severities lists the severities, the gravest first.
func Severities() []Severity { return []Severity{Error, Consequence, Duplicate, Warning, Repair} }

// A Code names a kind of issue. Its texts are "issue.<code>.title", a heading for groups, and
// "issue.<code>", the message; "issue.<code>.suggested" is the message of an issue with a suggestion
// where the two differ.
type Code string

// The codes. Their texts, and the functions that raise them, say more.
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
	UnknownContact      Code = "unknown-contact"
	AmbiguousContact    Code = "ambiguous-contact"
	UnknownLead         Code = "unknown-lead"
	AmbiguousLead       Code = "ambiguous-lead"
	UnknownDeal         Code = "unknown-deal"
	AmbiguousDeal       Code = "ambiguous-deal"
	FormulaError        Code = "formula-error"
	FormulaWithoutValue Code = "formula-without-value"
	InvalidRange        Code = "invalid-range"
	DuplicateKey        Code = "duplicate-key"

	ClientLeftOut Code = "client-left-out"

	MissingSheet    Code = "missing-sheet"
	MissingColumn   Code = "missing-column"
	DuplicateColumn Code = "duplicate-column"
	NoData          Code = "no-data"
	TooManyRecords  Code = "too-many-records"

	DuplicateInFile     Code = "duplicate-in-file"
	DuplicateInDatabase Code = "duplicate-in-database"
	ClientSkipped       Code = "client-skipped"

	DoubtfulRegNumber   Code = "doubtful-reg-number"
	DoubtfulTaxNumber   Code = "doubtful-tax-number"
	DoubtfulZIP         Code = "doubtful-zip"
	DoubtfulBankAccount Code = "doubtful-bank-account"
	DoubtfulDataBox     Code = "doubtful-databox"
	DoubtfulPhone       Code = "doubtful-phone"
	DoubtfulRate        Code = "doubtful-rate"
	SeveralPhones       Code = "several-phones"
	ShownDiffers        Code = "shown-differs"
	CurrencyDiffers     Code = "currency-differs"
	UnknownColumn       Code = "unknown-column"
	UnknownSheet        Code = "unknown-sheet"
	OutdatedTemplate    Code = "outdated-template"
	RetiredColumn       Code = "retired-column"
	Formula             Code = "formula"
	MergedCells         Code = "merged-cells"
	RepeatedHeader      Code = "repeated-header"
	SeventhPerson       Code = "seventh-person"
	ExampleLeft         Code = "example-left"
	AlreadyImported     Code = "already-imported"
	MappedColumnMissing Code = "mapped-column-missing"
	ClientDiffers       Code = "client-differs"
	DoubtfulSplit       Code = "doubtful-split"
	RowLeftOut          Code = "row-left-out"

	LeadingZeros  Code = "leading-zeros"
	Scientific    Code = "scientific"
	NewListItem   Code = "new-list-item"
	Trimmed       Code = "trimmed"
	ValueReplaced Code = "value-replaced"
	Split         Code = "split"
	Shortened     Code = "shortened"
	ReadAsText    Code = "read-as-text"
	ZerosShown    Code = "zeros-shown"

	CurrencyFromFormat Code = "currency-from-format"
)

// A codeRule is the entry of a code in the table.
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
	{UnknownContact, Error, false},
	{AmbiguousContact, Error, false},
	{UnknownLead, Error, false},
	{AmbiguousLead, Error, false},
	{UnknownDeal, Error, false},
	{AmbiguousDeal, Error, false},
	{FormulaError, Error, false},
	{FormulaWithoutValue, Error, false},
	{InvalidRange, Error, false},
	{DuplicateKey, Error, false},

	{ClientLeftOut, Consequence, false},

	{DuplicateInFile, Duplicate, false},
	{DuplicateInDatabase, Duplicate, false},
	{ClientSkipped, Duplicate, false},

	{AlreadyImported, Warning, false},
	{MappedColumnMissing, Warning, false},
	{RowLeftOut, Warning, false},
	{ClientDiffers, Warning, false},
	{DoubtfulSplit, Warning, false},
	{OutdatedTemplate, Warning, false},
	{RetiredColumn, Warning, false},
	{UnknownSheet, Warning, false},
	{UnknownColumn, Warning, false},
	{SeventhPerson, Warning, false},
	{RepeatedHeader, Warning, false},
	{ExampleLeft, Warning, false},
	{MergedCells, Warning, false},
	{Formula, Warning, false},
	{DoubtfulRegNumber, Warning, false},
	{DoubtfulTaxNumber, Warning, false},
	{DoubtfulZIP, Warning, false},
	{DoubtfulBankAccount, Warning, false},
	{DoubtfulDataBox, Warning, false},
	{DoubtfulPhone, Warning, false},
	{DoubtfulRate, Warning, false},
	{SeveralPhones, Warning, false},
	{ShownDiffers, Warning, false},
	{CurrencyDiffers, Warning, false},

	{LeadingZeros, Repair, false},
	{Scientific, Repair, false},
	{NewListItem, Repair, false},
	{Trimmed, Repair, false},
	{ValueReplaced, Repair, false},
	{Split, Repair, false},
	{Shortened, Repair, false},
	{ReadAsText, Repair, false},
	{ZerosShown, Repair, false},
	{CurrencyFromFormat, Repair, false},
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

// Severity is the consequence an issue of the code has for its record, "" for a text that is no code.
func (c Code) Severity() Severity { return codeRules[c].severity }

// OfFile reports whether an issue of the code stops the import of the whole file until it is mended.
func (c Code) OfFile() bool { return codeRules[c].file }

// Title is the heading of the issues of the code as a group: "Neplatná e-mailová adresa".
func (c Code) Title(l assets.Lang) string { return l.Text("issue." + string(c) + ".title") }

// UnknownReference is the code of an issue about a reference that names no record of the type it refers to.
func UnknownReference(to data.RecordType) Code { return Code("unknown-" + to) }

// AmbiguousReference is the code of an issue about a reference that names several records of the type it refers to.
func AmbiguousReference(to data.RecordType) Code { return Code("ambiguous-" + to) }
