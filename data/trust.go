package data

import (
	"context"
	"fmt"

	"kartoteka/data/dbfile"
	"kartoteka/data/password"
	"kartoteka/data/structure"
)

// A Removal is what Open has removed from a database because the program does not make it.
type Removal struct {
	Foreign []structure.Foreign
	Backup  Backup // of the database before it
}

// Removed returns what Open has removed from the database: triggers, views and indexes that the program does not make.
// There is nothing to remove the next time, so it is said once.
func (s *Store) Removed() Removal { return s.removed }

// admit looks whether the structure of the database is the one the program makes, and removes what could act or stand in the way
// when something is written. Tables and columns of others are left: nothing of ours reads them.
func (s *Store) admit(ctx context.Context) error {
	x, err := examine(ctx, s.write)
	if err != nil {
		return err
	}
	if there, err := hasAdministrator(ctx, s.write); err != nil {
		return err
	} else if !there {
		return fmt.Errorf("%w: no active administrator", ErrDamaged)
	}
	var removable []structure.Foreign
	for _, f := range x.foreign {
		switch f.Kind {
		case structure.Definition:
			return fmt.Errorf("%w: %s is defined otherwise", ErrDamaged, f.Name)
		case structure.Trigger, structure.View, structure.Index:
			removable = append(removable, f)
		case structure.Table, structure.Column:
		}
	}
	if len(removable) == 0 || s.readOnly { // where nothing is written, nothing acts
		return nil
	}
	backup, err := s.backedUp(ctx, BeforeRepair, func() error {
		return s.transact(ctx, func(tx *tx) error { return removeForeign(ctx, tx, removable, x.made) })
	})
	if err == nil {
		s.removed = Removal{removable, backup}
	}
	return err
}

// removeForeign removes foreign parts, and makes the indexes that such parts had the names of.
func removeForeign(ctx context.Context, tx *tx, foreign []structure.Foreign, made structure.Structure) error {
	for _, f := range foreign {
		if _, err := tx.ExecContext(ctx, "DROP "+string(f.Kind)+" IF EXISTS "+quote(f.Name)); err != nil {
			return err
		}
	}
	left, err := structure.Read(ctx, tx)
	if err != nil {
		return err
	}
	for _, f := range foreign {
		if left[f.Name] != nil {
			return fmt.Errorf("%w: %s has two names", ErrDamaged, f.Name)
		}
	}
	for name, o := range made {
		if o.Kind == structure.Index && o.SQL != "" && left[o.Table] != nil && left[name] == nil {
			if _, err := tx.ExecContext(ctx, o.SQL); err != nil {
				return err
			}
		}
	}
	return nil
}

// checkBackup returns the check of a backup that comes from anywhere: it must have the structure the program makes and
// nothing else, pass a look through its pages, and have accounts with which the program can be used.
func checkBackup(pages func(context.Context, dbfile.Querier) error) func(context.Context, dbfile.Querier) error {
	return func(ctx context.Context, q dbfile.Querier) error {
		x, err := examine(ctx, q)
		if err != nil {
			return damagedBy(err)
		}
		if len(x.foreign) > 0 {
			return &UntrustedError{string(x.foreign[0].Kind), x.foreign[0].Name}
		}
		if there, err := hasAdministrator(ctx, q); err != nil {
			return err
		} else if !there {
			return &UntrustedError{Reason: NoAdministrator}
		}
		if err := checkPasswords(ctx, q); err != nil {
			return err
		}
		return pages(ctx, q)
	}
}

// hasAdministrator reports whether there is an account that may do what only an administrator may.
func hasAdministrator(ctx context.Context, q dbfile.Querier) (there bool, err error) {
	err = q.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM users WHERE role = 'admin' AND active)`).Scan(&there)
	return there, err
}

// checkPasswords looks whether the passwords of all accounts can be verified.
func checkPasswords(ctx context.Context, q dbfile.Querier) error {
	rows, err := q.QueryContext(ctx, `SELECT name, password FROM users WHERE password IS NOT NULL ORDER BY id`)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var name, hash string
		if err := rows.Scan(&name, &hash); err != nil {
			return err
		}
		if password.Check(hash) != nil {
			return &UntrustedError{CostlyPassword, name}
		}
	}
	return rows.Err()
}
