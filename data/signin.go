package data

import (
	"context"
	"database/sql"
	"errors"
	"sync"
	"time"
)

// Wrong tries in a row that are let pass; from then on each next try waits, twice as long every time.
const (
	freeTries   = 5
	firstDelay  = 10 * time.Second
	longestWait = 15 * time.Minute
)

// SignIn returns the active account of that name if the password is right; an account without
// a password needs none. Otherwise ErrWrongPassword, which takes as long and says as little for a name
// nobody has. After five wrong tries in a row it is a *WaitError until the delay is over.
func (s *Store) SignIn(ctx context.Context, name, password string) (User, error) {
	folded := Fold(name)
	// The try is counted before it is judged, so that tries side by side gain nothing.
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
	right := verifyPassword(hash, password)
	if len(users) == 0 || users[0].HasPassword && !right {
		return User{}, wrap(ErrWrongPassword, "sign in")
	}
	err = s.transact(ctx, func(tx *tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM sign_ins WHERE m_name = ?`, folded)
		return err
	})
	return users[0], wrap(err, "sign in")
}

// someHash is verified against when there is nothing to verify, to take the same time.
var someHash = sync.OnceValue(func() string {
	hash, _ := hashPassword("no account has this hash", cost())
	s, _ := hash.(string)
	return s
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
