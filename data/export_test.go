package data

import (
	"context"
	"database/sql"
	"io/fs"
	"testing"
	"time"

	"kartoteka/data/dbfile"
)

// Writer gives tests the connection that writes, to set limits on it.
func (s *Store) Writer() *sql.DB { return s.write }

// SetBusyTimeout shortens for one test how long a program waits for another.
func SetBusyTimeout(tb testing.TB, d time.Duration) {
	was := dbfile.BusyTimeout
	dbfile.BusyTimeout = d
	tb.Cleanup(func() { dbfile.BusyTimeout = was })
}

// Migrate runs the migrations of files.
func (s *Store) Migrate(ctx context.Context, files fs.FS) error { return s.migrate(ctx, files) }

// UserVersion returns the number of the last migration that was run.
func (s *Store) UserVersion(tb testing.TB) int {
	version, err := dbfile.UserVersion(context.Background(), s.write)
	if err != nil {
		tb.Fatal(err)
	}
	return version
}

// Version returns the size of the file in pages and the counter of its schema.
func (s *Store) Version(tb testing.TB) (pages, schema int) {
	for pragma, into := range map[string]*int{"page_count": &pages, "schema_version": &schema} {
		if err := s.write.QueryRow("PRAGMA " + pragma).Scan(into); err != nil {
			tb.Fatal(err)
		}
	}
	return pages, schema
}

// OnNetworkDrive makes every database one on a drive of another computer, for one test.
func OnNetworkDrive(tb testing.TB) {
	was := networkDrive
	networkDrive = func(string) bool { return true }
	tb.Cleanup(func() { networkDrive = was })
}

// JournalMode is how changes are written.
func (s *Store) JournalMode(tb testing.TB) (mode string) {
	if err := s.write.QueryRow(`PRAGMA journal_mode`).Scan(&mode); err != nil {
		tb.Fatal(err)
	}
	return mode
}
