package data

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	sqlite3 "modernc.org/sqlite/lib"

	"kartoteka/data/dbfile"
	"kartoteka/data/scratch"
)

// A BackupKind says why a backup was made.
type BackupKind string

// The kinds of backups.
const (
	Daily         BackupKind = "daily"          // by the program itself, the first time it is used on a day
	BeforeDelete  BackupKind = "before-delete"  // before an import was deleted
	BeforeRestore BackupKind = "before-restore" // before another backup took the database's place
	BeforeRepair  BackupKind = "before-repair"  // before foreign parts of the database were removed
	Manual        BackupKind = "manual"         // asked for
)

// keep is how many backups of a kind stay in the folder; the older ones go. Those made by hand all stay.
var keep = map[BackupKind]int{Daily: 10, BeforeDelete: 10, BeforeRestore: 10, BeforeRepair: 10}

// A Backup is a copy of a database as it was at one moment: one file, complete and checked.
type Backup struct {
	Path string
	At   time.Time // local time, to the millisecond
	Kind BackupKind
	Size int64 // bytes
}

// backupTime is the moment in a backup's name: UTC, so that names sort by time.
const backupTime = "20060102T150405.000Z"

// backupFolder returns the folder of the backups of a database and what their names begin with.
func backupFolder(path string) (folder, prefix string) {
	base := filepath.Base(path)
	return filepath.Join(filepath.Dir(path), "backups"), strings.TrimSuffix(base, filepath.Ext(base)) + "-"
}

// Backups returns the backups in the folder beside the database file path, newest first. It needs no
// open Store, for it is asked when the database can't be opened.
func Backups(path string) ([]Backup, error) {
	path, err := dbfile.RealPath(path)
	if err != nil {
		return nil, wrap(err, "list backups")
	}
	folder, prefix := backupFolder(path)
	entries, err := os.ReadDir(folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, wrap(dbfile.Reading(err), "list backups")
	}
	var backups []Backup
	for _, e := range entries {
		b, ok := parseBackup(e.Name(), prefix)
		info, err := e.Info()
		if !ok || err != nil || !info.Mode().IsRegular() {
			continue // a draft, a file of another program, or gone by now
		}
		b.Path, b.Size = filepath.Join(folder, e.Name()), info.Size()
		backups = append(backups, b)
	}
	slices.SortStableFunc(backups, func(a, b Backup) int { return cmp.Or(b.At.Compare(a.At), cmp.Compare(a.Path, b.Path)) })
	return backups, nil
}

func parseBackup(name, prefix string) (Backup, bool) {
	name, ok := strings.CutPrefix(name, prefix)
	name, isDB := strings.CutSuffix(name, ".db")
	stamp, kind, cut := strings.Cut(name, "-")
	at, err := time.ParseInLocation(backupTime, stamp, time.UTC)
	_, known := keep[BackupKind(kind)]
	return Backup{At: at.Local(), Kind: BackupKind(kind)}, ok && isDB && cut && err == nil && (known || BackupKind(kind) == Manual)
}

// Backup writes a consistent copy of the database while others go on working, checks it, and only
// then gives it its name. file "" is one of kind Manual in the folder of backups; a file that exists is
// ErrExists unless overwrite; ErrBackupPlace says that nothing can be written there. Only an administrator may.
func (s *Store) Backup(ctx context.Context, by User, file string, overwrite bool) (Backup, error) {
	b, err := s.backupFor(ctx, by, file, overwrite)
	if err == nil {
		s.rotate(b)
	}
	return b, wrap(err, "back up")
}

func (s *Store) backupFor(ctx context.Context, by User, file string, overwrite bool) (Backup, error) {
	if err := authorise(ctx, s.read, by, adminOnly); err != nil {
		return Backup{}, err
	}
	if file == "" {
		return s.backupOf(ctx, Manual)
	}
	path, err := filepath.Abs(file)
	if err != nil {
		return Backup{}, err
	}
	if dbfile.Same(path, s.path) {
		return Backup{}, fmt.Errorf("%w: %s is the database", ErrInvalid, file)
	}
	if _, err := os.Lstat(path); err == nil && !overwrite {
		return Backup{}, fmt.Errorf("%w: %s", ErrExists, file)
	}
	return s.backup(ctx, Backup{Path: path, At: s.now(), Kind: Manual})
}

// DailyBackup makes the backup of the day when there is none yet, and otherwise returns a zero Backup.
// The program calls it on its own behalf.
func (s *Store) DailyBackup(ctx context.Context) (Backup, error) {
	backups, err := Backups(s.path)
	if err != nil {
		return Backup{}, err
	}
	today := s.now().Local().Format(time.DateOnly)
	if slices.ContainsFunc(backups, func(b Backup) bool { return b.Kind == Daily && b.At.Format(time.DateOnly) == today }) {
		return Backup{}, nil
	}
	b, err := s.backupOf(ctx, Daily)
	if err == nil {
		s.rotate(b)
	}
	return b, wrap(err, "back up")
}

// misplaced says that it is the place which can't be written to, unless its disk is full.
func misplaced(err error) error {
	if sentinel(err) == ErrDiskFull {
		return err
	}
	return fmt.Errorf("%w: %v", ErrBackupPlace, err) //nolint:errorlint // or it would read as a read-only database
}

// backupPlace returns a free place for a backup made now in the folder of backups, which it makes.
func (s *Store) backupPlace(kind BackupKind) (Backup, error) {
	folder, prefix := backupFolder(s.path)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return Backup{}, misplaced(err)
	}
	for at := s.now(); ; at = at.Add(time.Millisecond) {
		path := filepath.Join(folder, prefix+at.UTC().Format(backupTime)+"-"+string(kind)+".db")
		if _, err := os.Lstat(path); err != nil {
			return Backup{Path: path, At: at, Kind: kind}, nil //nolint:nilerr // the error says that the place is free
		}
	}
}

// backupOf makes a backup of a kind in the folder of backups.
func (s *Store) backupOf(ctx context.Context, kind BackupKind) (Backup, error) {
	place, err := s.backupPlace(kind)
	if err != nil {
		return Backup{}, err
	}
	return s.backup(ctx, place)
}

// backup writes the database to the place b names, in one step for all who look. Its caller has to rotate.
func (s *Store) backup(ctx context.Context, b Backup) (Backup, error) {
	draft, err := dbfile.Draft(b.Path)
	if err != nil {
		return Backup{}, misplaced(err)
	}
	defer scratch.Remove(draft) //nolint:errcheck // it is swept later
	if err := dbfile.Copy(ctx, s.read, draft); err != nil {
		return Backup{}, err
	}
	if err := dbfile.Finish(ctx, draft, inspect(dbfile.CheckTables)); err != nil {
		return Backup{}, err
	}
	info, err := os.Stat(draft)
	if err != nil {
		return Backup{}, err
	}
	if err := dbfile.Move(draft, b.Path); err != nil {
		return Backup{}, misplaced(err)
	}
	b.At, b.Size = b.At.Local(), info.Size()
	return b, nil
}

// backedUp runs a change that is only made after a backup of the database. Of a change that fails the backup is removed
// again, unless the disk failed: then it may be needed.
func (s *Store) backedUp(ctx context.Context, kind BackupKind, change func() error) (Backup, error) {
	b, err := s.backupOf(ctx, kind)
	if err != nil {
		return Backup{}, fmt.Errorf("backup: %w", err)
	}
	if err := change(); err != nil {
		if dbfile.Code(err)&0xff != sqlite3.SQLITE_IOERR {
			err = errors.Join(err, os.Remove(b.Path))
		}
		return Backup{}, err
	}
	s.rotate(b)
	return b, nil
}

// rotate removes what backups there are too many of the kind that was just made, and drafts left over. The one just made always
// stays. Those whose names lie in the future, made when the clock was wrong, go first, then the oldest. What can't be removed goes
// the next time.
func (s *Store) rotate(made Backup) {
	folder, _ := backupFolder(s.path)
	dbfile.Sweep(folder, time.Now())
	backups, err := Backups(s.path)
	if err != nil || keep[made.Kind] == 0 {
		return
	}
	backups = slices.DeleteFunc(backups, func(b Backup) bool { return b.Kind != made.Kind || b.Path == made.Path })
	backups = trustedFirst(backups, s.now())
	for _, b := range backups[min(len(backups), keep[made.Kind]-1):] {
		_ = os.Remove(b.Path)
	}
}

// trustedFirst puts backups whose names lie in the future behind all others; the newest come first in both parts.
func trustedFirst(backups []Backup, now time.Time) []Backup {
	latest := now.Add(time.Minute) // names may run ahead by some milliseconds, and clocks by some seconds
	slices.SortStableFunc(backups, func(a, b Backup) int {
		return cmp.Or(cmp.Compare(after(a, latest), after(b, latest)), b.At.Compare(a.At))
	})
	return backups
}

// after is 1 for a backup made after a moment, else 0.
func after(b Backup, moment time.Time) int {
	if b.At.After(moment) {
		return 1
	}
	return 0
}
