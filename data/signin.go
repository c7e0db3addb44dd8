package data

import (
	"context"
	"database/sql"
	"errors"
	"sync"
	"time"

	"kartoteka/data/fold"
	"kartoteka/data/password"
)

// Wrong tries in a row that are let pass; from then on each next try waits, twice as long every time.
const (
	freeTries   = 5
	firstDelay  = 10 * time.Second
	longestWait = 15 * time.Minute
)

// SignIn returns the active account of that name if the password is right; an account without
// a password needs none. Otherwise ErrWrongPassword, which takes as long and says as little for a name
// that no account has. After five wrong tries in a row it is a *WaitError until the delay is over.
// ErrUnverifiable says at once that the password of the account can't be verified, see [password.ErrUnverifiable]; an administrator
// can set another.
func (s *Store) SignIn(ctx context.Context, name, secret string) (User, error) {
	folded := fold.Text(name)
	// The try is counted before it is decided, so that tries side by side gain nothing.
	if err := s.transact(ctx, func(tx *tx) error { return countTry(ctx, tx, folded) }); err != nil {
		return User{}, wrap(err, "sign in")
	}
	users, err := s.users(ctx, `m_name = ? AND active`, folded)
	if err != nil {
		return User{}, wrap(err, "sign in")
	}
	hash := someHash()
	if len(users) == 1 && users[0].HasPassword {
		if err := s.read.QueryRowContext(ctx, `SELECT password FROM users WHERE id = ?`, users[0].ID).Scan(&hash); err != nil {
			return User{}, wrap(err, "sign in")
		}
	}
	right, unverifiable := password.Verify(hash, secret)
	if ctx.Err() != nil {
		return User{}, ctx.Err()
	}
	if unverifiable == nil && (len(users) == 0 || users[0].HasPassword && !right) {
		return User{}, wrap(ErrWrongPassword, "sign in")
	}
	err = s.transact(ctx, func(tx *tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM sign_ins WHERE m_name = ?`, folded)
		return err
	})
	if err = errors.Join(unverifiable, err); err != nil {
		return User{}, wrap(err, "sign in")
	}
	return users[0], nil
}

// someHash is verified against when there is nothing to verify, to take the same time.
var someHash = sync.OnceValue(func() string {
	hash, _ := password.Hash("no account has this hash")
	return hash
})

// countTry counts one more try to sign in, or refuses it while the delay after the last one lasts.
func countTry(ctx context.Context, tx *tx, folded string) error {
	var failed int
	var stamp string
	err := tx.QueryRowContext(ctx, `SELECT failed, last FROM sign_ins WHERE m_name = ?`, folded).Scan(&failed, &stamp)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	if failed >= freeTries {
		last, err := time.Parse(timeFormat, stamp)
		if err != nil {
			return err
		}
		// A clock that was set back must not lock the door for years.
		if until := last.Add(delay(failed)); tx.now.Before(until) && !tx.now.Before(last) {
			return &WaitError{Until: until.Local()}
		}
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO sign_ins VALUES (?, 1, ?)
		ON CONFLICT DO UPDATE SET failed = failed + 1, last = excluded.last`, folded, tx.stamp())
	return err
}

// delay is how long the next try waits after that many wrong ones.
func delay(failed int) time.Duration {
	d := firstDelay
	for range failed - freeTries {
		if d *= 2; d >= longestWait {
			return longestWait
		}
	}
	return d
}
