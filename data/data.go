// Package data says what a record is and keeps it.
//
// A record (a client, a contact person, a lead, a product, a deal, an activity) is a sparse set of
// values; its record type lists the fields it may have:
//
//	RecordType ── schema.go ──> []Field ──> one column each in the type's table
//	                                └─ custom fields are rows of custom_fields and columns x_1, x_2 …
//
// A Store keeps records in one local SQLite file. Every record an import creates carries that
// import's id, and through it the label people see ("Import 22.11.2026 #3"). An import can be
// deleted by its label: PlanDeletion says which of its records would go and what holds the others,
// Delete moves them out of sight, Restore puts them back exactly as they were.
//
// Methods that change anything take the acting User and ask the database for the role that account
// has at that moment; what only an administrator may do is refused here, not in the window.
//
// What needs no record lies in packages of its own below: [kartoteka/data/fold] (texts as they are compared), [kartoteka/data/fts] (the
// words of a search), [kartoteka/data/password], [kartoteka/data/dbfile] (a database as a file), [kartoteka/data/structure] (what is foreign in one) and
// [kartoteka/data/scratch]. The package imports nothing else of the program. It never logs, never panics and starts no goroutine that
// outlives a call.
package data

import (
	"errors"

	"kartoteka/data/dbfile"
	"kartoteka/data/password"
)

// Refusals. They are wrapped with what was being done; the window and the command line turn each
// into a sentence in the user's language. Any other error is unexpected. Those of the file and of passwords are found where they
// are refused.
var (
	ErrNotAllowed      = errors.New("not allowed for this account")
	ErrNotFound        = errors.New("not found")
	ErrInvalid         = errors.New("invalid value")             // a value no rule can accept; see ValueError
	ErrExists          = errors.New("exists already")            // a name or a unique value is taken
	ErrLinked          = errors.New("other records refer to it") // see LinkError
	ErrLastAdmin       = errors.New("the last administrator must stay")
	ErrWrongPassword   = errors.New("wrong name or password")
	ErrStale           = errors.New("the data changed meanwhile") // check or plan again
	ErrLocked          = dbfile.ErrLocked
	ErrReadOnly        = dbfile.ErrReadOnly
	ErrUnreadable      = dbfile.ErrUnreadable // a permission to read is missing
	ErrDiskFull        = dbfile.ErrDiskFull
	ErrNewer           = errors.New("the database belongs to a newer version of the program")
	ErrDamaged         = dbfile.ErrDamaged
	ErrNotDatabase     = dbfile.ErrNotDatabase
	ErrNoAdministrator = errors.New("the database has no active administrator")
	ErrBackupPlace     = errors.New("no backup can be written there")
	ErrUntrusted       = errors.New("the backup can't be trusted") // see UntrustedError
	ErrUnverifiable    = password.ErrUnverifiable                  // see Store.SignIn
)

// A Progress is called with how far a long task is: done of total, in rows or records. A nil Progress is never called.
type Progress func(done, total int)

// Report calls the progress, if there is one. The total is never less than what is done.
func (p Progress) Report(done, total int) {
	if p != nil {
		p(done, max(done, total))
	}
}
