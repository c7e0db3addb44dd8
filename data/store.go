package data

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/gofrs/flock"
	_ "modernc.org/sqlite" // the driver "sqlite"
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

// busyTimeout is how long a program waits for another to finish writing. Only tests change it.
var busyTimeout = 5 * time.Second

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
	if s.path, err = realPath(path); err != nil {
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
		for _, log := range []string{"-wal", "-journal"} {
			if info, err := os.Stat(s.path + log); err == nil && info.Size() > 0 {
				unclean = true
			}
		}
	} else if err := s.share(ctx); err != nil {
		return err
	}
	if s.write, err = connect(s.path, append(journal(networkDrive(s.path)), "_txlock=immediate", "_pragma=synchronous(full)")...); err != nil {
		return err
	}
	s.write.SetMaxOpenConns(1)
	if s.read, err = connect(s.path, "_pragma=query_only(1)", "_pragma=cache_size(-16384)"); err != nil {
		return err
	}
	s.read.SetMaxOpenConns(4)
	s.read.SetMaxIdleConns(4)
	if s.readOnly, err = isReadOnly(ctx, s.write); err != nil {
		return err
	}
	if unclean {
		if err := s.quickCheck(ctx); err != nil {
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

func isReadOnly(ctx context.Context, db *sql.DB) (readOnly bool, err error) {
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

// realPath returns the absolute path of a database file; that of a symbolic link is the file it leads to, so that all who use
// the database share its lock and its backups, and a damaged one is replaced where it is.
func realPath(path string) (string, error) {
	if target, err := filepath.EvalSymlinks(path); err == nil {
		if info, err := os.Lstat(path); err == nil && info.Mode().Type() == fs.ModeSymlink {
			path = target
		}
	}
	return filepath.Abs(path)
}

// networkDrive is onNetwork but in tests.
var networkDrive = onNetwork

// journal says how changes are written: ahead into a log, which lets others read meanwhile. The log needs memory that all programs
// share, and a drive of another computer has none (https://sqlite.org/wal.html, "Disadvantages"); there the old pages are kept aside
// instead, and those that changed stay in memory until the end, so that others wait for no more than that.
func journal(network bool) []string {
	if network {
		return []string{"_pragma=journal_mode(delete)", "_pragma=cache_spill(0)"}
	}
	return []string{"_pragma=journal_mode(wal)"}
}

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
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	var header [100]byte // https://sqlite.org/fileformat.html#the_database_header
	if _, err := io.ReadFull(f, header[:]); err != nil || !strings.HasPrefix(string(header[:]), "SQLite format 3\x00") ||
		binary.BigEndian.Uint32(header[68:]) != applicationID {
		return ErrNotDatabase
	}
	return checkVersion(int(binary.BigEndian.Uint32(header[60:])))
}

// create makes a database beside its place and moves it there when it is complete,
// so that a kill at any moment leaves either none or a whole one.
func create(ctx context.Context, path string, fresh Fresh) error {
	draft := path + ".new"
	for _, suffix := range []string{"", "-journal"} {
		if err := os.Remove(draft + suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	f, err := os.OpenFile(draft, os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	db, err := connect(draft, "_txlock=immediate", "_pragma=synchronous(full)")
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(1)
	s := &Store{path: draft, write: db, now: time.Now}
	err = s.upToDate(ctx, false)
	if err == nil {
		err = s.transact(ctx, func(tx *tx) error { return seed(ctx, tx, fresh) })
	}
	if err = errors.Join(err, db.Close()); err != nil {
		_ = os.Remove(draft)
		return err
	}
	return os.Rename(draft, path)
}

// guarded are the parameters SQLite advises for files that come from others (https://sqlite.org/security.html, "Untrusted SQLite
// Database Files"). They hold for every database, for ours may have been changed by another program as well.
var guarded = []string{
	"_defensive=1",               // no statement can write to the schema or past it
	"_pragma=trusted_schema(0)",  // what the schema has in it can't call functions of ours
	"_pragma=cell_size_check(1)", // a damaged page is noticed when it is read
	"_pragma=mmap_size(0)",       // a file that changes meanwhile can't change what was checked
}

// connect prepares connections to a database file; parameters are those of the driver's DSN.
func connect(path string, parameters ...string) (*sql.DB, error) {
	parameters = slices.Concat(guarded, []string{
		fmt.Sprintf("_pragma=busy_timeout(%d)", busyTimeout.Milliseconds()),
		"_pragma=foreign_keys(1)",
		"_pragma=cache_size(-32768)",           // 32 MB
		"_pragma=journal_size_limit(67108864)", // the log shrinks to 64 MB after a large import
		"_pragma=temp_store(memory)",           // nothing of the data lands in other folders
		"_pragma=recursive_triggers(0)",        // there are none
		"_dqs=0",                               // "x" is a name, never a text
	}, parameters) // the caller's win
	if err := registerSortKey(); err != nil {
		return nil, err
	}
	return sql.Open("sqlite", fileURI(path, parameters...))
}

// fileURI returns the URI of a database file. Its path is absolute: a URI can't name one from where the program stands.
func fileURI(path string, parameters ...string) string {
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

// share waits until no other program has the database to itself.
func (s *Store) share(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, busyTimeout)
	defer cancel()
	if ok, err := s.lock.TryRLockContext(ctx, 20*time.Millisecond); !ok {
		return fmt.Errorf("%w: %w", ErrLocked, err)
	}
	return nil
}

// quickCheck looks through a database that was not closed properly. It reads the whole file,
// so a clean one is spared.
func (s *Store) quickCheck(ctx context.Context) error {
	var found string
	if err := s.write.QueryRowContext(ctx, `PRAGMA quick_check(1)`).Scan(&found); err != nil {
		return err
	}
	if found != "ok" {
		return fmt.Errorf("%w: %s", ErrDamaged, found)
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
	return wrap(checkWhole(ctx, s.read), "check database")
}

func checkWhole(ctx context.Context, q querier) error {
	var found string
	if err := q.QueryRowContext(ctx, `PRAGMA integrity_check(1)`).Scan(&found); err != nil {
		return err
	}
	if found == "ok" {
		err := q.QueryRowContext(ctx, `SELECT "table" FROM pragma_foreign_key_check LIMIT 1`).Scan(&found)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		} else if err != nil {
			return err
		}
		found = "a reference of " + found
	}
	return fmt.Errorf("%w: %s", ErrDamaged, found)
}

// Revision returns a number that differs after any committed change of records, fields, lists
// or settings, whichever program made it.
func (s *Store) Revision(ctx context.Context) (int64, error) {
	var revision int64
	err := s.read.QueryRowContext(ctx, `SELECT revision FROM state`).Scan(&revision)
	return revision, wrap(err, "read revision")
}
