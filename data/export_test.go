package data

import (
	"database/sql"
	"testing"
	"time"
)

// Writer gives tests the connection that writes, to set limits on it.
func (s *Store) Writer() *sql.DB { return s.write }

// SetPatience shortens for one test how long a program waits for another.
func SetPatience(tb testing.TB, d time.Duration) {
	was := patience
	patience = d
	tb.Cleanup(func() { patience = was })
}
