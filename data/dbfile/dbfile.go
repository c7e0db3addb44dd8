// Package dbfile works with a database of SQLite as a file: it opens it with care, copies it while it is in use, gives it its name
// in one step, looks through its pages and says in plain refusals what went wrong. It knows neither tables nor records; package data
// does.
//
//	Connect ─────> *sql.DB, with the parameters SQLite advises for files that come from others
//	Draft ──> Copy ──> Finish ──> Move      a copy: complete, checked and on the disk before it has its name
//	Restore                                 the content of a file replaces that of an open database, in one transaction
//	CheckPages, CheckTables, CheckWhole     from quick to thorough
//	Refusal                                 an error of SQLite or of the system as one of the Err… below
package dbfile

import (
	"context"
	"database/sql"
	"encoding/binary"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// A Querier reads: a *sql.DB, a *sql.Conn or a *sql.Tx.
type Querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// BusyTimeout is how long a program waits for another to finish writing. Only tests change it.
var BusyTimeout = 5 * time.Second

// guarded are the parameters SQLite advises for files that come from others (https://sqlite.org/security.html, "Untrusted SQLite
// Database Files"). They hold for every database, for ours may have been changed by another program as well.
var guarded = []string{
	"_defensive=1",               // first: no statement can write to the schema or past it
	"_pragma=trusted_schema(0)",  // what the schema has in it can't call functions of ours
	"_pragma=cell_size_check(1)", // a damaged page is noticed when it is read
	"_pragma=mmap_size(0)",       // a file that changes meanwhile can't change what was checked
}

// Connect prepares connections to a database file; parameters are those of the driver's DSN. The first use opens it.
func Connect(path string, parameters ...string) (*sql.DB, error) {
	parameters = slices.Concat(guarded, []string{
		fmt.Sprintf("_pragma=busy_timeout(%d)", BusyTimeout.Milliseconds()),
		"_pragma=foreign_keys(1)",
		"_pragma=cache_size(-32768)",           // 32 MB
		"_pragma=journal_size_limit(67108864)", // the log shrinks to 64 MB after a large import
		"_pragma=temp_store(memory)",           // nothing of the data lands in other folders
		"_pragma=recursive_triggers(0)",        // there are none
		"_dqs=0",                               // "x" is a name, never a text
	}, parameters) // the caller's win
	return open(uri(path, parameters...))
}

// ConnectToRepair prepares a connection that writes, and may write the tables that SQLite keeps for a full-text index too: it lacks
// the first of the guarded parameters.
func ConnectToRepair(path string) (*sql.DB, error) {
	parameters := slices.Concat(guarded[1:], []string{"_defensive=0", "_txlock=immediate", "_pragma=synchronous(full)", fmt.Sprintf("_pragma=busy_timeout(%d)", BusyTimeout.Milliseconds())})
	return open(uri(path, parameters...))
}

// ConnectToRead prepares to read a file that stays as it is. One without a log is read without locks and files beside it, so that it may
// lie in a folder that can't be written to.
func ConnectToRead(path string) (*sql.DB, error) {
	for _, log := range logs {
		if _, err := os.Stat(path + log); err == nil {
			return Connect(path, "mode=ro")
		}
	}
	return Connect(path, "mode=ro", "immutable=1")
}

// Journal returns the parameters that say how changes are written: ahead into a log, which lets others read meanwhile. The log needs
// memory that all programs share, and a drive of another computer has none (https://sqlite.org/wal.html, "Disadvantages"); there the old
// pages are kept aside instead, and those that changed stay in memory until the end, so that others wait for no more than that.
func Journal(network bool) []string {
	if network {
		return []string{"_pragma=journal_mode(delete)", "_pragma=cache_spill(0)"}
	}
	return []string{"_pragma=journal_mode(wal)"}
}

// uri returns the URI of a database file. Its path is absolute: a URI can't name one from where the program stands.
func uri(path string, parameters ...string) string {
	if absolute, err := filepath.Abs(path); err == nil {
		path = absolute
	}
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") { // C:/…
		path = "/" + path
	}
	u := url.URL{Scheme: "file", Path: path, RawQuery: strings.Join(parameters, "&")}
	return u.String()
}

// IsReadOnly reports whether the file can only be read, as when its permissions say so.
func IsReadOnly(ctx context.Context, db *sql.DB) (readOnly bool, err error) {
	c, err := db.Conn(ctx)
	if err != nil {
		return false, err
	}
	defer c.Close()
	err = c.Raw(func(driver any) (err error) {
		readOnly, err = driver.(interface{ IsReadOnly(string) (bool, error) }).IsReadOnly("main")
		return err
	})
	return readOnly, err
}

// UserVersion returns the number that a program keeps in the database for itself.
func UserVersion(ctx context.Context, q Querier) (version int, err error) {
	return version, q.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version)
}

// A Header is what the first bytes of a database say about it.
type Header struct {
	Application uint32 // which program made it
	UserVersion int
}

// ReadHeader reads the header of a file without SQLite, which would take part in its locks. ErrNotDatabase says that it has none.
func ReadHeader(path string) (Header, error) {
	f, err := os.Open(path)
	if err != nil {
		return Header{}, Reading(err)
	}
	defer f.Close()
	var header [100]byte // https://sqlite.org/fileformat.html#the_database_header
	if _, err := io.ReadFull(f, header[:]); err != nil || !strings.HasPrefix(string(header[:]), "SQLite format 3\x00") {
		return Header{}, ErrNotDatabase
	}
	return Header{binary.BigEndian.Uint32(header[68:]), int(int32(binary.BigEndian.Uint32(header[60:])))}, nil
}
