package data

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"syscall"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
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
	Reason string // "trigger", "password"; see the kinds of Foreign, NoAdministrator and CostlyPassword
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

// Unwrap returns what is wrong.
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
	switch {
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return ErrReadOnly
	case errors.Is(err, syscall.ENOSPC):
		return ErrDiskFull
	}
	code := sqliteCode(err)
	switch code {
	case sqlite3.SQLITE_IOERR_SHMSIZE: // no room for the index of the write-ahead log, which even a reader needs
		return ErrDiskFull
	case sqlite3.SQLITE_IOERR_READ, sqlite3.SQLITE_IOERR_SHORT_READ, sqlite3.SQLITE_IOERR_CORRUPTFS, sqlite3.SQLITE_IOERR_DATA:
		return ErrDamaged // the disk can't read what it holds
	}
	switch code & 0xff {
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL:
		return ErrLocked
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN:
		return ErrReadOnly
	case sqlite3.SQLITE_FULL:
		return ErrDiskFull
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB: // that it is ours, Open has seen
		return ErrDamaged
	case sqlite3.SQLITE_INTERRUPT:
		return context.Canceled
	case sqlite3.SQLITE_CONSTRAINT:
		if code == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY {
			return ErrNotFound
		}
	}
	return nil
}

// sqliteCode returns the extended result code of an error of SQLite, or 0.
func sqliteCode(err error) int {
	var e *sqlite.Error
	if errors.As(err, &e) {
		return e.Code()
	}
	return 0
}

// taken turns the refusal of a value that another row has into ErrExists.
func taken(err error, value string) error {
	switch sqliteCode(err) {
	case sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY:
		return fmt.Errorf("%w: %q", ErrExists, value)
	}
	return err
}
