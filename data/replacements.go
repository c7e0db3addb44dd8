package data

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
)

// replacements is the setting that holds them, as JSON.
const replacements = "replacements"

// Replacements returns the values that imports put in place of others, by record type and key of the field ("client.role"), by
// the value they stand for.
func (s *Store) Replacements(ctx context.Context) (map[string]map[string]string, error) {
	text, err := s.Setting(ctx, replacements)
	if err != nil || text == "" {
		return nil, err
	}
	var all map[string]map[string]string
	if err := json.Unmarshal([]byte(text), &all); err != nil {
		return nil, nil //nolint:nilerr // of a newer program: nothing is replaced
	}
	return all, nil
}

// SetReplacement makes imports put a value in place of another wherever it stands in a field; "" ends that. ErrInvalid when
// there is no such field. Only an administrator may.
func (s *Store) SetReplacement(ctx context.Context, by User, t RecordType, key, was, now string) error {
	err := s.change(ctx, by, adminOnly, func(tx *tx) error {
		schema, err := readSchema(ctx, tx)
		if err != nil {
			return err
		}
		if was = strings.TrimSpace(was); was == "" || schema.Field(t, key) == nil {
			return fmt.Errorf("%w: value %q of %s.%s", ErrInvalid, was, t, key)
		}
		all, err := s.Replacements(ctx)
		if err != nil {
			return err
		}
		if all == nil {
			all = map[string]map[string]string{}
		}
		field := string(t) + "." + key
		switch {
		case now == "":
			delete(all[field], was)
		case all[field] == nil:
			all[field] = map[string]string{was: now}
		default:
			all[field][was] = now
		}
		text, err := json.Marshal(all)
		if err != nil {
			return err
		}
		return setSetting(ctx, tx, replacements, string(text))
	})
	return wrap(err, "replace values of %s", key)
}
