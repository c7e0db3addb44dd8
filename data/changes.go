package data

import (
	"context"
	"time"
)

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
