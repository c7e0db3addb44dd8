package data

import (
	"context"
	"database/sql"
	"errors"

	"kartoteka/data/dbfile"
)

// A Role says what an account may do.
type Role string

// The roles. An administrator does everything; a user reads, searches, adds and edits records.
const (
	Admin   Role = "admin"
	Regular Role = "user"
)

// A User is an account. Accounts are deactivated, never deleted, because records name them.
type User struct {
	ID          int64
	Name        string // to sign in with, unique without regard to case, accents, spaces and punctuation
	FullName    string // as people read it
	Role        Role
	Active      bool // an inactive account can't sign in and change anything
	HasPassword bool // whoever has none signs in without
}

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
