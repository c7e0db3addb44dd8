// Package importer says how a workbook becomes records.
//
//	workbook ──Check──> Report (records, issues) ──Import──> data.Import (label)
//	   │                  │
//	   │ xlsx rows        ├─ Decide        what happens to duplicates
//	   │ header.go        ├─ Annotate      a copy with the issues marked
//	   │ parse*.go        ├─ Rejected      what was left out, to be mended
//	   │ rules.go         └─ Split         parts of at most 5,000
//	   └ duplicate.go, reference.go
//
// A check reads the file once, from top to bottom. The header of each sheet says which column is
// which field; each filled row gives one record per section of its sheet; each cell becomes a value
// or an Issue with its address. Rules about whole records, references between sheets and duplicates
// follow. Nothing is written: the Report is the result, and the only ticket to an import, which
// refuses it when file or database have changed since.
//
// Wrong data is an Issue. A file that can't be read at all is one of the errors of package xlsx or an
// UnknownTemplateError. Everything else that fails is unexpected.
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
