package data

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"time"

	sqlite3 "modernc.org/sqlite/lib"

	"kartoteka/data/dbfile"
)

// A ValueError says which value of a record can't be stored. It is an ErrInvalid.
type ValueError struct {
	Type   RecordType
	Key    string // of the field
	Value  any
	Reason string // for support, in English: "required", "not a text"
}

func (e *ValueError) Error() string {
	return fmt.Sprintf("%s.%s: %s (%v)", e.Type, e.Key, e.Reason, e.Value)
}

// Unwrap returns ErrInvalid.
func (e *ValueError) Unwrap() error { return ErrInvalid }

// An ExistsError names the record that already has a value no two may share. It is an ErrExists.
type ExistsError struct {
	Type  RecordType
	Key   string // of the field
	Value string
	ID    int64 // of the other record
	Title string
}

func (e *ExistsError) Error() string {
	return fmt.Sprintf("%s.%s %q is that of record %d, %s", e.Type, e.Key, e.Value, e.ID, e.Title)
}

// Unwrap returns ErrExists.
func (e *ExistsError) Unwrap() error { return ErrExists }

// A WaitError refuses a try to sign in after too many wrong ones. It is an ErrWrongPassword.
type WaitError struct{ Until time.Time }

func (e *WaitError) Error() string { return "too many wrong tries, wait until " + e.Until.String() }

// Unwrap returns ErrWrongPassword.
func (e *WaitError) Unwrap() error { return ErrWrongPassword }

// An UntrustedError names what a backup has that none of ours can have, or lacks. It is an ErrUntrusted.
type UntrustedError struct {
	Reason string // "trigger", "password"; see [structure.Kind], NoAdministrator and CostlyPassword
	Name   string // of what it is, "" for NoAdministrator
}

// Reasons of an UntrustedError beside the kinds of foreign parts.
const (
	NoAdministrator = "administrator" // no active one: what only an administrator may do could never be done
	CostlyPassword  = "password"      // the account Name has a password that can't be verified, see ErrUnverifiable
)

func (e *UntrustedError) Error() string { return fmt.Sprintf("untrusted %s %q", e.Reason, e.Name) }

// Unwrap returns ErrUntrusted.
func (e *UntrustedError) Unwrap() error { return ErrUntrusted }

// A BackupError is what is wrong with a backup, not with the database it should replace.
type BackupError struct{ Err error }

func (e *BackupError) Error() string { return e.Err.Error() }

// Unwrap returns the fault.
func (e *BackupError) Unwrap() error { return e.Err }

// wrap adds what was being done to an error and turns those of SQLite and of the
// operating system into the sentinels of this package. The original stays in the chain.
func wrap(err error, operation string, args ...any) error {
	if err == nil {
		return nil
	}
	operation = fmt.Sprintf(operation, args...)
	if s := sentinel(err); s != nil && !errors.Is(err, s) {
		return fmt.Errorf("%s: %w: %w", operation, s, err)
	}
	return fmt.Errorf("%s: %w", operation, err)
}

// sentinel returns the refusal that an error of SQLite or of the operating system amounts to, or nil.
func sentinel(err error) error {
	if dbfile.Code(err) == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY {
		return ErrNotFound
	}
	return dbfile.Refusal(err)
}

// taken turns the refusal of a value that another row has into ErrExists.
func taken(err error, value string) error {
	if dbfile.Taken(err) {
		return fmt.Errorf("%w: %q", ErrExists, value)
	}
	return err
}

// NeedsBackup reports whether an error of Open says that only a backup can make the database one to work with again.
func NeedsBackup(err error) bool {
	return errors.Is(err, ErrDamaged) || errors.Is(err, ErrNoAdministrator)
}

// refusals are the errors that already say why a database can't be opened.
var refusals = []error{ErrDamaged, ErrNoAdministrator, ErrNewer, ErrNotDatabase, ErrBackupPlace, ErrLocked, ErrReadOnly, ErrDiskFull, context.Canceled, context.DeadlineExceeded}

// damagedBy says that an error of the database's structure means damage: whatever is not for a reason outside of it.
func damagedBy(err error) error {
	var file *fs.PathError
	if err == nil || sentinel(err) != nil || errors.As(err, &file) || slices.ContainsFunc(refusals, func(known error) bool { return errors.Is(err, known) }) {
		return err
	}
	switch dbfile.Code(err) & 0xff {
	case sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_TOOBIG:
		return err
	}
	return fmt.Errorf("%w: %w", ErrDamaged, err)
}
