package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"kartoteka/data/scratch"
)

// newDraft makes an empty file beside path, for its owner alone; what is written there gets its
// name path when it is complete.
func newDraft(path string) (string, error) {
	f, err := scratch.Draft(path, 0o600)
	if err != nil {
		return "", err
	}
	return f.Name(), f.Close()
}

// sidecars are the files SQLite keeps beside a database while it is in use.
var sidecars = []string{"-wal", "-shm", "-journal"}

// sweep removes drafts that are older than a day: those of a computer that lost power, and of older versions of the program.
// scratch sweeps those of killed programs.
func sweep(folder string, now time.Time) {
	entries, _ := os.ReadDir(folder)
	for _, e := range entries {
		info, err := e.Info()
		if err == nil && strings.Contains(e.Name(), ".draft") && info.Mode().IsRegular() && now.Sub(info.ModTime()) > 24*time.Hour {
			_ = os.Remove(filepath.Join(folder, e.Name()))
		}
	}
}

// finishCopy makes one file of a copied database, checks it and puts it safely on the disk.
func finishCopy(ctx context.Context, path string, check func(context.Context, querier) error) error {
	db, err := connect(path)
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(1)
	err = onlyFile(ctx, db)
	if err == nil {
		err = inspect(ctx, db, check)
	}
	if err = errors.Join(err, db.Close()); err != nil {
		return err
	}
	return syncPath(path)
}

// onlyFile ends write-ahead logging, so that all of the database is in its one file.
func onlyFile(ctx context.Context, db *sql.DB) error {
	var mode string
	if err := db.QueryRowContext(ctx, `PRAGMA journal_mode = delete`).Scan(&mode); err != nil {
		return err
	}
	if mode != "delete" {
		return fmt.Errorf("%w: journal mode %s", ErrLocked, mode)
	}
	return nil
}

// inspect looks whether a database is one of ours, not newer than this program, and passes a check.
func inspect(ctx context.Context, db *sql.DB, check func(context.Context, querier) error) error {
	var id int64
	if err := db.QueryRowContext(ctx, `PRAGMA application_id`).Scan(&id); err != nil {
		return err
	}
	if id != applicationID {
		return ErrNotDatabase
	}
	version, err := userVersion(ctx, db)
	if err != nil {
		return err
	}
	if err := checkVersion(version); err != nil {
		return err
	}
	return check(ctx, db)
}

// quickCheck looks through every page of the tables and their indexes, but not whether an index
// says what its table says, nor into the words of the search index: that takes ten times as long, and a
// page that was lost or torn on the way is found without.
func quickCheck(ctx context.Context, q querier) error {
	var names []string
	rows, err := q.QueryContext(ctx, `SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL %'`)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return err
		}
		names = append(names, name)
	}
	if err := rows.Err(); err != nil {
		return err
	}
	for _, name := range names {
		var found string
		if err := q.QueryRowContext(ctx, `PRAGMA quick_check(`+quote(name)+`)`).Scan(&found); err != nil {
			return err
		}
		if found != "ok" {
			return fmt.Errorf("%w: %s", ErrDamaged, found)
		}
	}
	return nil
}

// moveFile gives a complete file its name, in one step; a file of that name is replaced.
func moveFile(from, to string) error {
	if err := os.Rename(from, to); err != nil {
		return err
	}
	return syncPath(filepath.Dir(to))
}

// syncPath waits until a file, or the names in a folder, are on the disk.
func syncPath(path string) error {
	info, err := os.Stat(path)
	if err != nil || info.IsDir() && runtime.GOOS == "windows" { // which writes names by itself
		return err
	}
	mode := os.O_RDWR // Windows syncs only what could be written
	if info.IsDir() {
		mode = os.O_RDONLY
	}
	f, err := os.OpenFile(path, mode, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
