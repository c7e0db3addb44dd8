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

// A Change is one field of a record that was changed by hand.
type Change struct {
	At       time.Time // local time
	UserID   int64
	UserName string // full name
	Field    string // key
	Old, New any    // as Record.Value would give them, nil: no value
}

// Changes returns what was changed of a record by hand, newest first. Fields that have been
// deleted since are left out.
func (s *Store) Changes(ctx context.Context, t RecordType, id int64) ([]Change, error) {
	changes, err := s.changes(ctx, t, id)
	return changes, wrap(err, "read changes of %s %d", t, id)
}

func (s *Store) changes(ctx context.Context, t RecordType, id int64) ([]Change, error) {
	schema, err := readSchema(ctx, s.read)
	if err != nil {
		return nil, err
	}
	rows, err := s.read.QueryContext(ctx, `
		SELECT c.at, c.user_id, u.full_name, c.field, c.old, c.new FROM changes c JOIN users u ON u.id = c.user_id
		WHERE c.record_type = ? AND c.record_id = ? ORDER BY c.id DESC`, t, id)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var changes []Change
	for rows.Next() {
		var c Change
		var at string
		if err := rows.Scan(&at, &c.UserID, &c.UserName, &c.Field, &c.Old, &c.New); err != nil {
			return nil, err
		}
		f := schema.Field(t, c.Field)
		if f == nil {
			continue
		}
		if c.At, err = time.Parse(timeFormat, at); err != nil {
			return nil, err
		}
		c.At = c.At.Local()
		for _, v := range []*any{&c.Old, &c.New} {
			if *v != nil {
				*v = decode(f, *v)
			}
		}
		changes = append(changes, c)
	}
	return changes, rows.Err()
}
