package data

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/gofrs/flock"

	"kartoteka/data/dbfile"
	"kartoteka/data/structure"
)

// A Store is an open database. It may be used from several goroutines at once: reading goes on
// while one of them writes, and writers wait for one another, also across programs (see ErrLocked).
type Store struct {
	path  string
	write *sql.DB // one connection, so that writers queue in Go
	read  *sql.DB
	lock  *flock.Flock // shared while the Store is open, exclusive while it is being opened
	now   func() time.Time

	removed   Removal
	leftAlone []structure.Foreign
	reindexed Backup
	readOnly  bool
	foreign   bool // the file is none of ours, and its lock is the first that was made for it
}

// A Removal is what Open has removed from a database because the program does not make it.
type Removal struct {
	Foreign []structure.Foreign
	Backup  Backup // of the database before it
}

// Removed returns the parts that Open has removed from the database: triggers, views and indexes that the program does not make.
// There is nothing to remove the next time, so it is said once.
func (s *Store) Removed() Removal { return s.removed }

// LeftAlone returns the tables and columns in the database that the program does not make, as Open found them. Nothing of it reads or
// changes them, but a backup that has them is refused when it is to be restored, see [Store.RestoreBackup].
func (s *Store) LeftAlone() []structure.Foreign { return s.leftAlone }

// ReadOnly reports whether the file can only be read, as when its permissions say so. Each change is refused with ErrReadOnly then.
func (s *Store) ReadOnly() bool { return s.readOnly }

// Path returns the absolute path of the database file.
func (s *Store) Path() string { return s.path }

// Close ends the use of the database. Calls that still run fail.
func (s *Store) Close() error {
	var errs []error
	for _, db := range []*sql.DB{s.read, s.write} { // the writer last: it takes the log into the file
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	if s.lock != nil {
		errs = append(errs, s.lock.Unlock())
	}
	return wrap(errors.Join(errs...), "close database")
}

// Check looks through the whole database, indexes and references included.
// It takes seconds when there are hundreds of thousands of records. ErrDamaged says it is damaged.
func (s *Store) Check(ctx context.Context) error {
	return wrap(dbfile.CheckWhole(ctx, s.read), "check database")
}

// Revision returns a number that differs after any committed change of records, fields, lists
// or settings, whichever program made it.
func (s *Store) Revision(ctx context.Context) (int64, error) {
	var revision int64
	err := s.read.QueryRowContext(ctx, `SELECT revision FROM state`).Scan(&revision)
	return revision, wrap(err, "read revision")
}

// timeFormat is how moments are stored: UTC, comparable as text.
const timeFormat = "2006-01-02T15:04:05.000Z"

// A tx is a transaction that writes; its moment and its account hold for all it writes.
type tx struct {
	*sql.Tx
	now time.Time
	by  int64 // id of the acting account, 0 for the program itself
}

func (tx *tx) stamp() string { return tx.now.UTC().Format(timeFormat) }

// transact runs do in one transaction, which holds the right to write from its beginning.
// When do fails or ctx ends, nothing of it remains.
func (s *Store) transact(ctx context.Context, do func(*tx) error) error {
	conn, err := s.write.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	// Without the context, or database/sql would roll back beside the running statements.
	t, err := conn.BeginTx(context.WithoutCancel(ctx), nil)
	if err != nil {
		return err
	}
	defer t.Rollback() //nolint:errcheck // after Commit there is nothing to roll back
	if err := do(&tx{Tx: t, now: s.now()}); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return err
	}
	return t.Commit()
}
