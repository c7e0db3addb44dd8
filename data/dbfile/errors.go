package dbfile

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// Why a database file can't be used.
var (
	ErrLocked      = errors.New("the database is in use by another program")
	ErrReadOnly    = errors.New("the database can't be written to")
	ErrUnreadable  = errors.New("the file can't be read")
	ErrDiskFull    = errors.New("the disk is full")
	ErrDamaged     = errors.New("the database is damaged")
	ErrNotDatabase = errors.New("not a database of this program")
)

// Refusal returns the refusal that an error of SQLite or of the operating system amounts to, or nil. It is one of those above, or
// context.Canceled for a statement that was interrupted.
func Refusal(err error) error {
	switch {
	case errors.Is(err, ErrUnreadable):
		return ErrUnreadable
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return ErrReadOnly
	case errors.Is(err, syscall.ENOSPC):
		return ErrDiskFull
	}
	code := Code(err)
	switch code {
	case sqlite3.SQLITE_IOERR_SHMSIZE: // no room for the index of the write-ahead log, which even a reader needs
		return ErrDiskFull
	case sqlite3.SQLITE_IOERR_READ, sqlite3.SQLITE_IOERR_SHORT_READ, sqlite3.SQLITE_IOERR_CORRUPTFS, sqlite3.SQLITE_IOERR_DATA:
		return ErrDamaged // the disk can't read what it holds
	}
	switch code & 0xff {
	case sqlite3.SQLITE_ERROR:
		// FTS5 has no code of its own for what it can't read.
		if text := err.Error(); strings.Contains(text, "invalid fts5 file format") || strings.Contains(text, "vtable constructor failed") {
			return ErrDamaged
		}
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL:
		return ErrLocked
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN:
		return ErrReadOnly
	case sqlite3.SQLITE_FULL:
		return ErrDiskFull
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB: // that it is a database, its header has shown
		return ErrDamaged
	case sqlite3.SQLITE_INTERRUPT:
		return context.Canceled
	}
	return nil
}

// Reading marks an error of reading a file or folder as ErrUnreadable when permissions are the reason. All else stays as it is.
func Reading(err error) error {
	if errors.Is(err, fs.ErrPermission) {
		return fmt.Errorf("%w: %w", ErrUnreadable, err)
	}
	return err
}

// Code returns the extended result code of an error of SQLite, or 0.
func Code(err error) int {
	var e *sqlite.Error
	if errors.As(err, &e) {
		return e.Code()
	}
	return 0
}

// Taken reports whether an error of SQLite says that another row has a value no two may share.
func Taken(err error) bool {
	switch Code(err) {
	case sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY:
		return true
	}
	return false
}
