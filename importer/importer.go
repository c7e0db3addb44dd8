// Package importer says how a workbook becomes records.
//
//	workbook ──Check──> Report (records, issues) ──Import──> data.Import (label)
//	   │ xlsx             │
//	   │ template         ├─ Decide          skip, import or attach duplicates
//	   │ value            ├─ Annotate        a copy with the issues marked
//	   │ rules.go         ├─ WriteRejected   the records left out, to be mended
//	   │ reference.go     ├─ WriteCorrected  a copy with the corrections put in
//	   └ duplicate.go     └─ Split           parts of at most 5,000
//
// A check reads the file once, from top to bottom. The header of each sheet says which column is
// which field ([template.Recognise]); each filled row gives one record per section of its sheet; each cell becomes a
// value or an [issue.Issue] with its address ([value.Parser.ParseRecord]). Rules about whole records, references between
// sheets and duplicates follow. Nothing is written: the Report is the result, and the only ticket to an import, which
// refuses it when file or database have changed since.
//
// A table of another program needs no template: [Importer.Map] proposes what its columns are, [mapping.Mapping] is changed
// column by column while [Importer.Look] shows the table and a check of its first rows the records, and the check takes it as
// CheckOptions.Map. From there on nothing knows where the columns of a sheet came from.
//
// Wrong data is an Issue. A file that can't be read at all is one of the errors of package xlsx or a
// [template.UnknownError]. Everything else that fails is unexpected.
//
// The rooms below know nothing of a check, and none of them knows one above it:
//
//	importer   rows, rules, references, duplicates, report, import, copies
//	export     records as XLSX, CSV, vCard
//	template   our workbooks, drawn and recognised
//	value      a cell becomes a value and back      style   looks of the workbooks we write
//	patch      copies of workbooks, nothing lost    source  anything with rows and cell addresses
//	issue      codes, findings, issues, messages    xlsx    reads a workbook without trust
//
// A record typed into a form or on the command line goes the same way as a row: [ReadTyped] reads it, and
// [Importer.SameAs] finds the record it is the same as.
package importer

import (
	"errors"

	"kartoteka/data"
)

// An Importer checks workbooks against a store and imports them into it.
type Importer struct {
	Store *data.Store
}

// Refusals of an import. The file must be checked again before it can be imported.
var (
	ErrChanged = errors.New("the file changed since the check")
	ErrGone    = errors.New("the file can't be read any more")
	ErrBlocked = errors.New("nothing in the file can be imported")
)
