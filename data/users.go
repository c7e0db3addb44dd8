package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"kartoteka/data/fold"
	"kartoteka/data/password"
)

const userColumns = `id, name, full_name, role, active, password IS NOT NULL`

func (u *User) fields() []any {
	return []any{&u.ID, &u.Name, &u.FullName, &u.Role, &u.Active, &u.HasPassword}
}

// Users returns all accounts, inactive ones included, in the order they were added.
func (s *Store) Users(ctx context.Context) ([]User, error) {
	users, err := s.users(ctx, `TRUE`)
	return users, wrap(err, "list users")
}

func (s *Store) users(ctx context.Context, where string, args ...any) ([]User, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT `+userColumns+` FROM users WHERE `+where+` ORDER BY id`, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var users []User
	for rows.Next() {
		var u User
		if err := rows.Scan(u.fields()...); err != nil {
			return nil, err
		}
		users = append(users, u)
	}
	return users, rows.Err()
}

// User returns the account of that id, or ErrNotFound.
func (s *Store) User(ctx context.Context, id int64) (User, error) {
	users, err := s.users(ctx, `id = ?`, id)
	if err == nil && len(users) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return User{}, wrap(err, "read user %d", id)
	}
	return users[0], nil
}

// DefaultUser returns the account the program opens with: the only active administrator,
// when it has no password. Otherwise ErrNotFound: a sign-in is needed.
func (s *Store) DefaultUser(ctx context.Context) (User, error) {
	users, err := s.users(ctx, `role = 'admin' AND active`)
	if err == nil && (len(users) != 1 || users[0].HasPassword) {
		err = ErrNotFound
	}
	if err != nil {
		return User{}, wrap(err, "default user")
	}
	return users[0], nil
}

// AddUser adds an account and returns it with its id; "" is no password. A taken name is
// ErrExists, a blank one ErrInvalid. Only an administrator may.
func (s *Store) AddUser(ctx context.Context, by, u User, secret string) (User, error) {
	err := s.change(ctx, by, adminOnly, func(tx *tx) error { return addUser(ctx, tx, &u, secret) })
	return u, wrap(err, "add user %s", u.Name)
}

func addUser(ctx context.Context, tx *tx, u *User, secret string) error {
	if err := u.check(); err != nil {
		return err
	}
	hash, err := hashOf(secret)
	if err != nil {
		return err
	}
	result, err := tx.ExecContext(ctx, `INSERT INTO users (name, m_name, full_name, role, active, password) VALUES (?, ?, ?, ?, ?, ?)`,
		u.Name, fold.Text(u.Name), u.FullName, u.Role, u.Active, hash)
	if err != nil {
		return taken(err, u.Name)
	}
	u.HasPassword = secret != ""
	u.ID, err = result.LastInsertId()
	return err
}

// UpdateUser stores the names, role and active flag of the account u.ID. ErrLastAdmin when no
// active administrator would remain. Only an administrator may.
func (s *Store) UpdateUser(ctx context.Context, by, u User) error {
	err := s.change(ctx, by, adminOnly, func(tx *tx) error {
		if err := u.check(); err != nil {
			return err
		}
		result, err := tx.ExecContext(ctx, `UPDATE users SET name = ?, m_name = ?, full_name = ?, role = ?, active = ? WHERE id = ?`,
			u.Name, fold.Text(u.Name), u.FullName, u.Role, u.Active, u.ID)
		if err != nil {
			return taken(err, u.Name)
		}
		if n, err := result.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, ErrNotFound)
		}
		var admins int
		err = tx.QueryRowContext(ctx, `SELECT count(*) FROM users WHERE role = 'admin' AND active`).Scan(&admins)
		if err == nil && admins == 0 {
			err = ErrLastAdmin
		}
		return err
	})
	return wrap(err, "change user %s", u.Name)
}

// check tidies the names and refuses what is no account.
func (u *User) check() error {
	for _, name := range []*string{&u.Name, &u.FullName} {
		*name = norm.NFC.String(strings.Join(strings.Fields(*name), " "))
	}
	if u.FullName == "" {
		u.FullName = u.Name
	}
	switch {
	case fold.Text(u.Name) == "", strings.ContainsFunc(u.Name+u.FullName, unicode.IsControl), !utf8.ValidString(u.Name + u.FullName), utf8.RuneCountInString(u.Name) > MaxLength, utf8.RuneCountInString(u.FullName) > MaxLength:
		return fmt.Errorf("%w: name of an account %q", ErrInvalid, u.Name)
	case u.Role != Admin && u.Role != Regular:
		return fmt.Errorf("%w: role %q", ErrInvalid, u.Role)
	}
	return nil
}

// hashOf returns the stored hash of a password: nil for "", which is none.
func hashOf(secret string) (any, error) {
	if secret == "" {
		return nil, nil
	}
	hash, err := password.Hash(secret)
	if errors.Is(err, password.ErrInvalid) {
		err = fmt.Errorf("%w: %w", ErrInvalid, err)
	}
	return hash, err
}

// SetPassword gives the account id another password; "" takes it away. Every account may change
// its own, with the old one unless there is none (else ErrWrongPassword, or ErrUnverifiable as SignIn); an administrator
// may set that of others.
func (s *Store) SetPassword(ctx context.Context, by User, id int64, old, secret string) error {
	err := s.change(ctx, by, anyone, func(tx *tx) error {
		if id != by.ID {
			if err := authorise(ctx, tx, by, adminOnly); err != nil {
				return err
			}
		}
		var hash sql.NullString
		err := tx.QueryRowContext(ctx, `SELECT password FROM users WHERE id = ?`, id).Scan(&hash)
		if errors.Is(err, sql.ErrNoRows) {
			return ErrNotFound
		} else if err != nil {
			return err
		}
		if id == by.ID && hash.Valid {
			if right, err := password.Verify(hash.String, old); err != nil {
				return err
			} else if !right {
				return ErrWrongPassword
			}
		}
		newHash, err := hashOf(secret)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `UPDATE users SET password = ? WHERE id = ?`, newHash, id)
		return err
	})
	return wrap(err, "set password of user %d", id)
}
