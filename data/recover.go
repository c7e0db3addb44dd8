package data

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"

	"kartoteka/data/dbfile"
	"kartoteka/data/scratch"
)

// RestoreBackup puts the content of a backup in place of the database's, after a backup of the
// present state (BeforeRestore), which it returns. It works while the database is open, also in other programs:
// all see either the old content or the new one. A backup of an older version is brought up to date
// on the way. A *BackupError says why a file is refused: ErrNotFound, ErrNotDatabase, ErrNewer, ErrDamaged, or an *UntrustedError
// that names what none of ours has; nothing has changed then. A search index that is damaged is made again on the way. Accounts and passwords are those of the backup afterwards.
// Only an administrator may: of the accounts as they are before. Of a database that is too damaged to be backed up, the Backup is a
// copy beside it, as it is.
func (s *Store) RestoreBackup(ctx context.Context, by User, file string, progress func(done, total int)) (Backup, error) {
	b, err := s.restoreBackup(ctx, by, file, progress)
	return b, wrap(err, "restore backup %s", file)
}

func (s *Store) restoreBackup(ctx context.Context, by User, file string, progress func(done, total int)) (Backup, error) {
	if err := authorise(ctx, s.read, by, adminOnly); err != nil {
		return Backup{}, err
	}
	if dbfile.Same(file, s.path) {
		return Backup{}, &BackupError{fmt.Errorf("%w: %s is the database", ErrInvalid, file)}
	}
	place, err := s.backupPlace(BeforeRestore)
	if err != nil {
		return Backup{}, err
	}
	draft, err := dbfile.Draft(place.Path)
	if err != nil {
		return Backup{}, misplaced(err)
	}
	defer scratch.Remove(draft) //nolint:errcheck // it is swept later
	if err := takeBackup(ctx, file, draft); err != nil {
		return Backup{}, err
	}
	if err := s.prepare(ctx, draft); err != nil {
		return Backup{}, err
	}
	replace := func() error { return s.replaceContent(ctx, by, draft, progress) }
	before, err := s.backedUp(ctx, BeforeRestore, replace)
	if errors.Is(err, ErrDamaged) || sentinel(err) == ErrDamaged { // no backup can be made of it
		return s.putAside(ctx, replace)
	}
	return before, err
}

// putAside runs a change of a damaged database after a copy of it, damaged as it is, was put where [SetAside] would.
func (s *Store) putAside(ctx context.Context, change func() error) (Backup, error) {
	aside := freeAside(s.path)
	draft, err := dbfile.Draft(aside)
	if err != nil {
		return Backup{}, err
	}
	defer scratch.Remove(draft) //nolint:errcheck // it is swept later
	if err := dbfile.Copy(ctx, s.read, draft); err != nil {
		return Backup{}, err
	}
	if err := errors.Join(dbfile.Sync(draft), dbfile.Move(draft, aside)); err != nil {
		return Backup{}, err
	}
	info, err := os.Stat(aside)
	if err != nil {
		return Backup{}, err
	}
	return Backup{Path: aside, At: s.now().Local(), Kind: BeforeRestore, Size: info.Size()}, change()
}

// takeBackup copies a backup into the empty file draft and checks the copy. Its error is a *BackupError where the backup is to blame.
func takeBackup(ctx context.Context, file, draft string) error {
	path, err := backupFile(file)
	if err != nil {
		return &BackupError{err}
	}
	db, err := dbfile.ConnectToRead(path)
	if err != nil {
		return err
	}
	err = errors.Join(dbfile.Copy(ctx, db, draft), db.Close())
	if err == nil {
		err = checkDraft(ctx, draft)
	}
	if err != nil && ctx.Err() == nil && sentinel(err) != ErrDiskFull {
		err = &BackupError{err}
	}
	return err
}

// checkDraft checks the copy of a backup. Where the search indexes alone are damaged they are dropped: what is missing is made
// again from the records when the copy is brought up to date.
func checkDraft(ctx context.Context, draft string) error {
	whole := inspect(checkBackup(dbfile.CheckWhole))
	err := dbfile.Finish(ctx, draft, whole)
	if errors.Is(err, ErrDamaged) || sentinel(err) == ErrDamaged {
		if dropSearch(ctx, draft) == nil {
			err = dbfile.Finish(ctx, draft, whole)
		}
	}
	return err
}

// backupFile refuses what is no file of this program or of a newer one, and returns its absolute path.
func backupFile(file string) (path string, err error) {
	if path, err = filepath.Abs(file); err != nil {
		return "", err
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", fmt.Errorf("%w: %w", ErrNotFound, err)
	case err != nil:
		return "", dbfile.Reading(err)
	case !info.Mode().IsRegular():
		return "", ErrNotDatabase
	}
	return path, checkHeader(path)
}

// prepare brings a copy up to date, and its revision beyond every one this database has had.
func (s *Store) prepare(ctx context.Context, draft string) error {
	db, err := dbfile.Connect(draft, "_txlock=immediate", "_pragma=synchronous(full)")
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(1)
	copied := &Store{path: draft, write: db, read: db, now: s.now}
	err = copied.upToDate(ctx, false)
	if err == nil {
		err = copied.leap(ctx, s)
	}
	return errors.Join(err, db.Close())
}

// leap sets the revision far enough beyond that of another store that whatever is written there until this
// one takes its place doesn't reach it.
func (s *Store) leap(ctx context.Context, other *Store) error {
	revision, err := other.Revision(ctx)
	if err != nil {
		return err
	}
	return s.transact(ctx, func(tx *tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE state SET revision = max(revision, ?) + 1000000`, revision)
		return err
	})
}

// replaceContent makes the database hold what the file source holds, in one transaction of SQLite.
func (s *Store) replaceContent(ctx context.Context, by User, source string, progress func(done, total int)) error {
	conn, err := s.write.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	if err := authorise(ctx, conn, by, adminOnly); err != nil {
		return err
	}
	return dbfile.Restore(ctx, conn, source, progress)
}

// NewestBackup returns the newest backup of the database file path that can be restored, or ErrNotFound. Those
// whose names lie in the future come last. It needs no open Store.
func NewestBackup(ctx context.Context, path string) (Backup, error) {
	backups, err := Backups(path)
	if err != nil {
		return Backup{}, err
	}
	for _, b := range trustedFirst(backups, time.Now()) {
		if check(ctx, b.Path) == nil {
			return b, nil
		}
		if ctx.Err() != nil {
			return Backup{}, ctx.Err()
		}
	}
	return Backup{}, wrap(ErrNotFound, "find a backup of %s", path)
}

// check looks whether a backup can be restored.
func check(ctx context.Context, path string) error {
	if err := checkHeader(path); err != nil {
		return err
	}
	db, err := dbfile.ConnectToRead(path)
	if err != nil {
		return err
	}
	return errors.Join(inspect(checkBackup(dbfile.CheckTables))(ctx, db), db.Close())
}

// SetAside gives a damaged database file, and what belongs to it, another name in the same folder, which it returns;
// then Open makes a new one and Recover finds its place free. ErrLocked says that a program uses it.
func SetAside(path string) (string, error) {
	var aside string
	err := alone(path, func(path string) (err error) {
		aside, err = setAside(path)
		return err
	})
	return aside, wrap(err, "set aside %s", path)
}

func setAside(path string) (string, error) {
	aside := freeAside(path)
	if err := os.Rename(path, aside); err != nil {
		return "", err
	}
	for _, suffix := range dbfile.Sidecars {
		if err := os.Rename(path+suffix, aside+suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return aside, err
		}
	}
	return aside, dbfile.Sync(filepath.Dir(path))
}

// freeAside returns a free name for a damaged database in its folder.
func freeAside(path string) string {
	ext := filepath.Ext(path)
	for at := time.Now(); ; at = at.Add(time.Millisecond) {
		aside := strings.TrimSuffix(path, ext) + "-damaged-" + at.UTC().Format(backupTime) + ext
		if _, err := os.Lstat(aside); err != nil {
			return aside
		}
	}
}

// Recover puts a copy of a backup in the place of a damaged database, which is set aside first, and returns where that
// is, "" when there was none. The backup is refused as RestoreBackup does; nothing has changed then. ErrLocked says
// that a program uses the database.
func Recover(ctx context.Context, path, backup string) (aside string, err error) {
	err = alone(path, func(path string) error {
		draft, err := dbfile.Draft(path)
		if err != nil {
			return err
		}
		defer scratch.Remove(draft) //nolint:errcheck // it is swept later
		if err := takeBackup(ctx, backup, draft); err != nil {
			return err
		}
		if aside, err = setAside(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return dbfile.Move(draft, path)
	})
	return aside, wrap(err, "recover %s", path)
}

// alone runs do with the path of the database file itself while no program has the database open or opens it.
func alone(path string, do func(path string) error) error {
	path, err := dbfile.RealPath(path)
	if err != nil {
		return err
	}
	lock := flock.New(path + ".lock")
	ok, err := lock.TryLock()
	if err != nil {
		return err
	}
	if !ok {
		return ErrLocked
	}
	return errors.Join(do(path), lock.Unlock())
}
