package data

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/gofrs/flock"

	"kartoteka/data/dbfile"
)

// Options say how a database is opened. The zero value is good.
type Options struct {
	Fresh Fresh            // what a database holds that is made
	Now   func() time.Time // the clock, in local time; nil: time.Now
}

// Open opens the database in the file path, and makes one with an administrator and the lists
// that ship when there is none. An older one is brought up to date.
//
// What is not a database of this program is left untouched: ErrNotDatabase, ErrNewer, ErrDamaged. What has backups was
// a database once, so it is ErrDamaged even when nothing in it shows that any more. ErrNoAdministrator says that no account can administer it.
// ErrReadOnly, ErrLocked and ErrDiskFull say why a good one can't be used; one whose file alone is read-only is opened for reading, see
// [Store.ReadOnly]. Triggers, views and indexes that the program does not make
// are removed after a backup, see [Store.Removed]; foreign tables and columns stay, see [Store.LeftAlone]. A search index that can't be read is made again, see
// [Store.Reindexed].
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
	if err := s.admit(ctx); err != nil {
		return damagedBy(err)
	}
	if unclean {
		if err := dbfile.CheckPages(ctx, s.write); err != nil {
			return err
		}
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

// share waits until no other program has the database to itself.
func (s *Store) share(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, dbfile.BusyTimeout)
	defer cancel()
	if ok, err := s.lock.TryRLockContext(ctx, 20*time.Millisecond); !ok {
		return fmt.Errorf("%w: %w", ErrLocked, err)
	}
	return nil
}

// Fresh is the content of a database when it is made. It depends on the language and the home of whoever makes it; from then on it
// is the same for all who use the database.
type Fresh struct {
	Admin             string              // name of its administrator, who has no password; "" is Administrator
	Country, Currency string              // the settings DefaultCountry and DefaultCurrency; "" leaves them at their defaults
	Lists             map[string][]string // items of the built-in lists, by key
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
	db, err := dbfile.Connect(draft, "_txlock=immediate", "_pragma=synchronous(full)")
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

// seed fills a database that was just made.
func seed(ctx context.Context, tx *tx, fresh Fresh) error {
	name := cmp.Or(fresh.Admin, "Administrator")
	if err := addUser(ctx, tx, &User{Name: name, FullName: name, Role: Admin, Active: true}, ""); err != nil {
		return err
	}
	for key, value := range map[string]string{DefaultCountry: fresh.Country, DefaultCurrency: fresh.Currency} {
		if value == "" {
			continue
		}
		if err := setSetting(ctx, tx, key, value); err != nil {
			return err
		}
	}
	for _, list := range slices.Sorted(maps.Keys(fresh.Lists)) {
		if err := knownList(ctx, tx, list); err != nil {
			return wrap(err, "fill list %s", list)
		}
		for _, item := range fresh.Lists[list] {
			if _, err := addListItem(ctx, tx, list, item); err != nil {
				return err
			}
		}
	}
	return nil
}
