package data

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"kartoteka/data/dbfile"
)

// timeFormat is how moments are stored: UTC, comparable as text.
const timeFormat = "2006-01-02T15:04:05.000Z"

// A tx is a transaction that writes; its moment and its account hold for all it writes.
type tx struct {
	*sql.Tx
	now time.Time
	by  int64 // id of the acting account, 0 for the program itself
}

func (tx *tx) stamp() string { return tx.now.UTC().Format(timeFormat) }

// A right is what an account must have to make a change.
type right int

const (
	anyone    right = iota // any active account
	adminOnly              // an active administrator
)

// change runs do in one transaction for an account that has the right, and counts the revision up.
// Every method of Store that changes something on somebody's behalf goes through here.
func (s *Store) change(ctx context.Context, by User, need right, do func(*tx) error) error {
	return s.transact(ctx, func(tx *tx) error {
		if err := authorise(ctx, tx, by, need); err != nil {
			return err
		}
		tx.by = by.ID
		if err := do(tx); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `UPDATE state SET revision = revision + 1`)
		return err
	})
}

// authorise asks the database what the account may do at this moment; what the caller
// believes about its role does not count.
func authorise(ctx context.Context, q dbfile.Querier, by User, need right) error {
	var role Role
	err := q.QueryRowContext(ctx, `SELECT role FROM users WHERE id = ? AND active`, by.ID).Scan(&role)
	switch {
	case errors.Is(err, sql.ErrNoRows), err == nil && need == adminOnly && role != Admin:
		return ErrNotAllowed
	}
	return err
}

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
