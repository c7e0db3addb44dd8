package importer

import (
	"slices"
	"time"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer/issue"
	"kartoteka/importer/mapping"
	"kartoteka/importer/source"
	"kartoteka/importer/template"
)

// A Report is the result of a check, and the only ticket to Import. Its issues stand in file order:
// sheet, row, column. Decide may change it, nothing else does.
type Report struct {
	File     string // path as given
	SHA256   string // of the file's content, hex
	Template *template.Template
	Mapping  *mapping.Mapping // of a foreign table; then the key of Template is ""
	Rows     RowSum           // of a foreign table
	LeftOut  []Left           // columns with values that are not read
	Language assets.Lang      // of the file
	Checked  time.Time
	Sheets   []SheetRead
	Entries  []*Entry // every record found, in file order
	Issues   []issue.Issue

	Replaced  Corrections // values put in place of others by what was decided for good
	Corrected Corrections // those of CheckOptions that were applied: their cells still showed what was corrected

	fixed    []issue.Issue // the issues that no decision changes
	choices  Choices
	newItems map[string][]string              // list items the import adds
	fields   map[data.RecordType][]data.Field // custom fields the import makes
	revision int64                            // of the store when it was checked
	schema   *data.Schema
	stored   map[data.RecordType]*matcher // what the database has, by what entries are compared by
	blocked  bool
	options  source.Options // the file was read by
	kind     source.Kind    // of the file
}

// Schema is that of the report: the fields of the database, and the custom ones that the import makes.
func (r *Report) Schema() *data.Schema { return r.schema }

// NewFields are the custom fields that the import makes, by record type.
func (r *Report) NewFields() map[data.RecordType][]data.Field { return r.fields }

// A RowSum proves that no row of a foreign table is lost: Client, the rows with a company or an individual, are the clients
// found and those Repeated; LeftOut rows hold values only in columns that are not read.
type RowSum struct {
	Read     int `json:"read"`
	Client   int `json:"client"`
	Repeated int `json:"repeated"`
	LeftOut  int `json:"left_out"`
}

// A Left is a column of the file whose values are not read.
type Left struct {
	Sheet  string `json:"sheet,omitempty"`
	Column string `json:"column"`
	Title  string `json:"title"`
	Filled int    `json:"filled"`
}

// A SheetRead is a data sheet of the workbook, as it was found.
type SheetRead struct {
	Name   string
	Index  int // in the workbook, from 0
	Header int // row number of its header
	Rows   int // filled rows below the header

	layout *template.Layout
}

// An Entry is a record found in the file, and what becomes of it.
type Entry struct {
	Record  data.Record
	Sheet   int     // index into Report.Sheets
	Row     int     // row number in the sheet, from 1
	Section int     // number of its section, 0 when it stands alone
	Col     int     // column of its first filled cell, else of the first cell of its row
	Client  *Entry  // of a contact person: its client, when it is in the file
	Same    *Same   // what it is a duplicate of, or nil
	Outcome Outcome // what an import would do with it

	first  string       // what the cell in column Col shows
	shown  []shownCell  // what other cells show that are compared, where the value differs
	errors []int        // the columns of its own cells with errors
	unsure bool         // its client could not be found
	points []string     // its e-mails and phones, comparable
	keys   []data.Match // its match values
}

// A shownCell is what a cell of an entry shows in its spreadsheet.
type shownCell struct {
	field string
	text  string
}

// shows is the shown text of the cell of a field, which issues about it have as their value.
func (e *Entry) shows(field string) string {
	for _, c := range e.shown {
		if c.field == field {
			return c.text
		}
	}
	return e.Record.Text(field)
}

// key is the match value of that name, or "".
func (e *Entry) key(name string) string { return (&candidate{keys: e.keys}).key(name) }

// Same is the other of a duplicate: an earlier entry of the file or a record of the database. Of the latter a
// check keeps only what names it and its client; the store has the rest.
type Same struct {
	Field  string // key of the field the two were compared by first
	Entry  *Entry
	Record data.Record // when Entry is nil
}

// An Outcome says whether an import takes an entry.
type Outcome uint8

// The outcomes. Every entry has exactly one, so that found = imported + rejected + duplicates.
const (
	Imported Outcome = iota
	Rejected
	Skipped // as a duplicate, or with its client that is one
)

// A Decision says what happens to a duplicate.
type Decision string

// The decisions.
const (
	SkipDuplicate   Decision = "skip"
	ImportDuplicate Decision = "import"
	// AttachPersons skips a client that is there already, in the database or in a row above, but imports those of its
	// contact persons who are not there yet and ties them to it.
	AttachPersons Decision = "attach"
)

// Decisions lists the decisions, as flags and choices offer them.
func Decisions() []string {
	return []string{string(SkipDuplicate), string(AttachPersons), string(ImportDuplicate)}
}

// Choices hold the decisions about duplicates: one for all, and exceptions by entry.
type Choices struct {
	All   Decision // the zero value skips
	Entry map[EntryKey]Decision
}

// An EntryKey names an entry across checks of the same file.
type EntryKey struct {
	Sheet        string
	Row, Section int
}

// Key names the entry across checks.
func (r *Report) Key(e *Entry) EntryKey {
	return EntryKey{r.Sheets[e.Sheet].Name, e.Row, e.Section}
}

func (r *Report) decision(e *Entry) Decision {
	if d, ok := r.choices.Entry[r.Key(e)]; ok {
		return d
	}
	switch {
	case r.choices.All != "":
	case r.attaches():
		return AttachPersons
	default:
		return SkipDuplicate
	}
	return r.choices.All
}

// attaches reports rows of persons with their company: a company that is in the database gets the new ones.
func (r *Report) attaches() bool { return r.Mapping != nil && r.Mapping.Row == data.Contact }

// Blocked reports whether an issue concerns the whole file, so that nothing of it can be imported.
func (r *Report) Blocked() bool { return r.blocked }

// HasErrors reports whether any record or the file itself has an error.
func (r *Report) HasErrors() bool {
	return slices.ContainsFunc(r.Issues, func(i issue.Issue) bool { return i.Severity == issue.Error })
}

// Counts returns the number of issues of each severity.
func (r *Report) Counts() map[issue.Severity]int {
	n := map[issue.Severity]int{}
	for _, s := range issue.Severities() {
		n[s] = 0
	}
	for i := range r.Issues {
		n[r.Issues[i].Severity]++
	}
	return n
}

// Found returns the number of records found of each record type the template can hold.
func (r *Report) Found() data.Counts {
	return r.count(func(*Entry) bool { return true })
}

// Outcomes returns the number of records of each type that meet the outcome given.
func (r *Report) Outcomes(o Outcome) data.Counts {
	return r.count(func(e *Entry) bool { return e.Outcome == o })
}

// Attached returns how many of the records that come with another one, as contact persons do with clients, an import ties to
// one that is in the database already.
func (r *Report) Attached() data.Counts {
	all := r.count(func(e *Entry) bool {
		return e.Outcome == Imported && e.belongsTo().entry == nil
	})
	for t := range all {
		if t.Kind().With == "" {
			delete(all, t)
		}
	}
	return all
}

func (r *Report) count(which func(*Entry) bool) data.Counts {
	n := data.Counts{}
	for _, s := range r.Template.Sheets {
		for _, section := range s.Sections {
			n[section.Record] = 0
		}
	}
	for _, e := range r.Entries {
		if which(e) {
			n[e.Record.Type]++
		}
	}
	return n
}
