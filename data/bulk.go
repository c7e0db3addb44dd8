package data

import (
	"context"
	"database/sql"
	"slices"
)

// A Holding is a value of a field and the records that hold it; a nil value is none.
type Holding struct {
	Value any
	IDs   []int64
}

// SetField gives one field of many records other values and notes that in their history, all of it or none. It returns
// what the records that changed held before: SetField with that takes it back. The field must be one of type Choice,
// List, Account, Country or Bool, else it is an ErrInvalid; ErrNotFound says that one of the records is gone. Any
// account may.
func (s *Store) SetField(ctx context.Context, by User, t RecordType, key string, to []Holding) (before []Holding, err error) {
	err = s.change(ctx, by, anyone, func(tx *tx) error {
		schema, err := readSchema(ctx, tx)
		if err != nil {
			return err
		}
		f := schema.Field(t, key)
		if f == nil || !settable(f.Type) {
			return &ValueError{t, key, nil, "not a field to be set for many"}
		}
		held := map[any][]int64{}
		for _, h := range to {
			if h.Value == nil && f.Required && !f.Custom() {
				return &ValueError{t, key, nil, "required"}
			}
			if err := setField(ctx, tx, t, f, h, held); err != nil {
				return err
			}
		}
		for value, ids := range held {
			before = append(before, Holding{value, ids})
		}
		return nil
	})
	return before, wrap(err, "change %s of many %s", key, t.table())
}

// settable reports whether nothing else follows from a value of the type: no match value, no order, no search text.
func settable(t FieldType) bool {
	return slices.Contains([]FieldType{Choice, List, Account, Country, Bool}, t)
}

// setField gives the records of a holding its value and adds what they held to held.
func setField(ctx context.Context, tx *tx, t RecordType, f *Field, h Holding, held map[any][]int64) error {
	value, err := encode(t, f, h.Value)
	if err != nil {
		return err
	}
	ids := slices.Compact(slices.Sorted(slices.Values(h.IDs)))
	args := []any{sql.Named("ids", jsonIDs(ids)), sql.Named("value", value), sql.Named("at", tx.stamp()), sql.Named("by", tx.by),
		sql.Named("type", string(t)), sql.Named("key", f.Key)}
	these := " FROM " + t.table() + " WHERE id IN (SELECT value FROM json_each(:ids))"
	var found int
	if err := tx.QueryRowContext(ctx, "SELECT count(*)"+these, args[0]).Scan(&found); err != nil {
		return err
	}
	if found != len(ids) {
		return ErrNotFound
	}
	other := these + " AND " + quote(f.Key) + " IS NOT :value"
	rows, err := tx.QueryContext(ctx, "SELECT id, "+quote(f.Key)+other, args[:2]...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id int64
		var v any
		if err := rows.Scan(&id, &v); err != nil {
			return err
		}
		if v != nil {
			v = decode(f, v)
		}
		held[v] = append(held[v], id)
	}
	if err := rows.Err(); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, "INSERT INTO changes (record_type, record_id, at, user_id, field, old, new) SELECT :type, id, :at, :by, :key, "+
		quote(f.Key)+", :value"+other, args...)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, "UPDATE "+t.table()+" SET "+quote(f.Key)+" = :value, version = version + 1, changed_at = :at, changed_by = :by WHERE id IN (SELECT id"+other+")", args[:4]...)
	return err
}
