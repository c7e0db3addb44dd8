package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// Settings that hold for the whole database. What is one person's own (language, theme) is not here.
const (
	DefaultCountry  = "default_country"  // ISO 3166-1 alpha-2, of phones and identifiers without one
	DefaultCurrency = "default_currency" // ISO 4217, of amounts without one
)

// defaults are the values of settings that were never changed.
var defaults = map[string]string{DefaultCountry: "CZ", DefaultCurrency: "CZK"}

// Setting returns the value of a setting; one that was never set has its default, or "".
func (s *Store) Setting(ctx context.Context, key string) (string, error) {
	value := defaults[key]
	err := s.read.QueryRowContext(ctx, `SELECT value FROM settings WHERE key = ?`, key).Scan(&value)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return value, wrap(err, "read setting %s", key)
}

// SetSetting stores the value of a setting; one without a default is ErrInvalid. Only an administrator may.
func (s *Store) SetSetting(ctx context.Context, by User, key, value string) error {
	err := s.change(ctx, by, adminOnly, func(tx *tx) error {
		if _, known := defaults[key]; !known {
			return fmt.Errorf("%w: no such setting", ErrInvalid)
		}
		return setSetting(ctx, tx, key, value)
	})
	return wrap(err, "set setting %s", key)
}

func setSetting(ctx context.Context, tx *tx, key, value string) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO settings VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value`, key, value)
	return err
}
