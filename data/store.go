package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"

	"kartoteka/data/dbfile"
)

// Options say how a database is opened. The zero value is good.
type Options struct {
	Fresh Fresh            // what a database holds that is made
	Now   func() time.Time // the clock, in local time; nil: time.Now
}

// A Store is an open database. It may be used from several goroutines at once: reading goes on
// while one of them writes, and writers wait for one another, also across programs (see ErrLocked).
type Store struct {
	path  string
	write *sql.DB // one connection, so that writers queue in Go
	read  *sql.DB
	lock  *flock.Flock // shared while the Store is open, exclusive while it is being opened
	now   func() time.Time

	removed  Removal
	readOnly bool
	foreign  bool // the file is none of ours, and its lock is the first that was made for it
}

// applicationID marks a database as ours, see migrations/0001_tables.sql.
const applicationID = 0x4B617274

// Open opens the database in the file path, and makes one with an administrator and the lists
// that ship when there is none. An older one is brought up to date.
//
// What is not a database of this program is left untouched: ErrNotDatabase, ErrNewer, ErrDamaged. What has backups was
// a database once, so it is ErrDamaged even when nothing in it shows that any more.
// ErrReadOnly, ErrLocked and ErrDiskFull say why a good one can't be used; one whose file alone is read-only is opened for reading, see
// [Store.ReadOnly]. Triggers, views and indexes that the program does not make
// are removed after a backup, see [Store.Removed]; foreign tables are left alone.
func Open(path string, o Options) (*Store, error) {
	s := &Store{now: o.Now}
	if s.now == nil {
		s.now = time.Now
	}
	err := s.open(path, o.Fresh)
	if err != nil {
		_ = s.Close()
		if s.foreign {
			_ = os.Remove(s.path + ".lock") // it is not in use, and would be the only trace
		}
		return nil, wrap(err, "open database %s", path)
	}
	return s, nil
}

func (s *Store) open(path string, fresh Fresh) (err error) {
	if s.path, err = dbfile.RealPath(path); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(s.path), 0o700); err != nil {
		return err
	}
	if info, err := os.Stat(s.path); err == nil && !info.Mode().IsRegular() {
		return ErrNotDatabase
	}
	_, err = os.Stat(s.path + ".lock")
	first := errors.Is(err, fs.ErrNotExist)
	s.lock = flock.New(s.path + ".lock")
	alone, err := s.lock.TryLock()
	if err != nil {
		return err
	}
	ctx := context.Background()
	unclean := false
	if alone {
		// Only now may the file be opened but by SQLite: closing it would drop
		// the locks another Store of this process holds on it.
		if err := s.checkFile(ctx, fresh); err != nil {
			s.foreign = first && errors.Is(err, ErrNotDatabase)
			return err
		}
		unclean = dbfile.HasLog(s.path)
	} else if err := s.share(ctx); err != nil {
		return err
	}
	if err := registerSortKey(); err != nil {
		return err
	}
	if s.write, err = dbfile.Connect(s.path, append(dbfile.Journal(networkDrive(s.path)), "_txlock=immediate", "_pragma=synchronous(full)")...); err != nil {
		return err
	}
	s.write.SetMaxOpenConns(1)
	if s.read, err = dbfile.Connect(s.path, "_pragma=query_only(1)", "_pragma=cache_size(-16384)"); err != nil {
		return err
	}
	s.read.SetMaxOpenConns(4)
	s.read.SetMaxIdleConns(4)
	if s.readOnly, err = dbfile.IsReadOnly(ctx, s.write); err != nil {
		return err
	}
	if unclean {
		if err := dbfile.CheckPages(ctx, s.write); err != nil {
			return err
		}
	}
	if err := s.admit(ctx); err != nil {
		return damagedBy(err)
	}
	if err := s.upToDate(ctx, !unclean); err != nil {
		return damagedBy(err)
	}
	if alone {
		if err := s.lock.Unlock(); err != nil {
			return err
		}
		return s.share(ctx)
	}
	return nil
}

// ReadOnly reports whether the file can only be read, as when its permissions say so. Each change is refused with ErrReadOnly then.
func (s *Store) ReadOnly() bool { return s.readOnly }

// networkDrive is dbfile.OnNetwork but in tests.
var networkDrive = dbfile.OnNetwork

// checkFile makes the database when there is none and otherwise looks whether it is one of ours.
func (s *Store) checkFile(ctx context.Context, fresh Fresh) error {
	info, err := os.Stat(s.path)
	if errors.Is(err, fs.ErrNotExist) {
		return create(ctx, s.path, fresh)
	}
	empty := err == nil && info.Size() == 0
	if !empty {
		if err = checkHeader(s.path); !errors.Is(err, ErrNotDatabase) {
			return err
		}
	}
	if backups, e := Backups(s.path); e == nil && len(backups) > 0 {
		return fmt.Errorf("%w: it does not begin like a database", ErrDamaged)
	}
	if empty {
		return create(ctx, s.path, fresh)
	}
	return err
}

// checkHeader reports ErrNotDatabase when a file is none of ours, and ErrNewer, by its first bytes alone.
func checkHeader(path string) error {
	header, err := dbfile.ReadHeader(path)
	if err == nil && header.Application != applicationID {
		err = ErrNotDatabase
	}
	if err != nil {
		return err
	}
	return checkVersion(header.UserVersion)
}

// share waits until no other program has the database to itself.
func (s *Store) share(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, dbfile.BusyTimeout)
	defer cancel()
	if ok, err := s.lock.TryRLockContext(ctx, 20*time.Millisecond); !ok {
		return fmt.Errorf("%w: %w", ErrLocked, err)
	}
	return nil
}

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
