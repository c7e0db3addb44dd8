package dbfile

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"modernc.org/sqlite"
)

// pages is how many pages are copied at once; between two, the context is asked.
const pages = 2000

// Copy copies what db holds at this moment into the empty file path.
func Copy(ctx context.Context, db *sql.DB, path string) error {
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	// As long as this transaction reads, the copy doesn't start over when another program writes.
	t, err := conn.BeginTx(context.WithoutCancel(ctx), nil)
	if err != nil {
		return err
	}
	defer t.Rollback() //nolint:errcheck // nothing was written
	if _, err := UserVersion(ctx, t); err != nil {
		return err
	}
	return conn.Raw(func(driver any) error {
		source, ok := driver.(interface {
			NewBackup(string) (*sqlite.Backup, error)
		})
		if !ok {
			return errors.New("the driver can't back up")
		}
		// The copy is not used before it is complete and checked, so it needs no journal.
		b, err := source.NewBackup(uri(path, "_pragma=journal_mode(off)", "_pragma=synchronous(off)"))
		if err != nil {
			return err
		}
		return step(ctx, b, nil)
	})
}

// Restore makes the database of a connection that writes hold what the file source holds, in one transaction of SQLite. progress may
// be nil.
func Restore(ctx context.Context, conn *sql.Conn, source string, progress func(done, total int)) error {
	return conn.Raw(func(driver any) error {
		target, ok := driver.(interface {
			NewRestore(string) (*sqlite.Backup, error)
		})
		if !ok {
			return errors.New("the driver can't restore")
		}
		b, err := target.NewRestore(uri(source, append([]string{"mode=ro"}, guarded...)...))
		if err != nil {
			return err
		}
		return step(ctx, b, progress)
	})
}

// step copies page after page and ends the copy.
func step(ctx context.Context, b *sqlite.Backup, progress func(done, total int)) error {
	for more := true; more; {
		err := ctx.Err()
		if err == nil {
			more, err = b.Step(pages)
		}
		if err != nil {
			_ = b.Finish() // says the same again
			return err
		}
		if progress != nil {
			progress(b.PageCount()-b.Remaining(), b.PageCount())
		}
	}
	return b.Finish()
}

// Finish makes one file of a copied database, checks it and puts it safely on the disk.
func Finish(ctx context.Context, path string, check func(context.Context, Querier) error) error {
	db, err := Connect(path)
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(1)
	err = onlyFile(ctx, db)
	if err == nil {
		err = check(ctx, db)
	}
	if err = errors.Join(err, db.Close()); err != nil {
		return err
	}
	return Sync(path)
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
