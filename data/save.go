package data

import (
	"context"
	"database/sql"
	"slices"
)

// Save stores a record made or changed by hand, as Insert does for one without an ID and Update for any other, and
// makes its parts, as the lines of a deal are, those given: one with an ID is changed, one without is added, one that
// is not among them goes to the bin. All of it or nothing. It refuses what Insert and Update do.
func (s *Store) Save(ctx context.Context, by User, r *Record, parts ...Record) error {
	stored := *r
	err := s.change(ctx, by, anyone, func(tx *tx) error {
		in, err := newInserter(ctx, tx, 0)
		if err != nil {
			return err
		}
		defer in.close()
		if err := in.save(&stored); err != nil {
			return err
		}
		for _, t := range RecordTypes() {
			if part := in.schema.part(t); part != nil && part.To == r.Type {
				if err := in.saveParts(t, part.Key, stored.ID, parts); err != nil {
					return err
				}
			}
		}
		return in.index.flush()
	})
	if err != nil {
		return wrap(err, "save %s %d", r.Type, r.ID)
	}
	*r = stored
	return nil
}

// save inserts a record or changes the stored one.
func (in *inserter) save(r *Record) error {
	if r.ID == 0 {
		r.Import, r.Label, r.Row = 0, "", 0
		return in.insert(r)
	}
	old, err := in.current(r)
	if err != nil {
		return err
	}
	r.Version = old.Version + 1
	return in.update(&old, r)
}

// current returns a record as it is stored. It reports ErrNotFound when it is gone, and ErrStale when it has changed since it was read.
func (in *inserter) current(r *Record) (Record, error) {
	stored, err := readRecords(in.ctx, in.tx, in.schema, r.Type, "WHERE id = ?", r.ID)
	switch {
	case err != nil:
		return Record{}, err
	case len(stored) == 0:
		return Record{}, ErrNotFound
	case r.Version != 0 && r.Version != stored[0].Version:
		return Record{}, ErrStale
	}
	return stored[0], nil
}

// saveParts makes the parts of type t of a record those given.
func (in *inserter) saveParts(t RecordType, key string, whole int64, parts []Record) error {
	var gone, kept []int64
	for _, p := range parts {
		kept = append(kept, p.ID)
	}
	err := eachRow(in.ctx, in.tx, "SELECT id FROM "+t.table()+" WHERE "+quote(key)+" = ?", []any{whole}, func(id, _ int64) {
		if !slices.Contains(kept, id) {
			gone = append(gone, id)
		}
	})
	if err != nil {
		return err
	}
	if len(gone) > 0 {
		if _, err := remove(in.ctx, in.tx, removal{kind: string(t), going: map[RecordType][]int64{t: gone}}); err != nil {
			return err
		}
	}
	for _, p := range parts {
		if p.Type != t {
			continue
		}
		p.Values = slices.Clone(p.Values)
		p.Set(key, whole)
		p.Version = 0
		if err := in.save(&p); err != nil {
			return err
		}
	}
	return nil
}

// Convert ties a lead to the client it has become: client is stored when it has no ID yet, and so are its contact
// persons. All of it or nothing; both are as Save leaves them. A lead that has a client already is an ErrExists;
// ErrStale says that the lead has changed since it was read. Any account may.
func (s *Store) Convert(ctx context.Context, by User, lead, client *Record, contacts ...Record) error {
	changed, made := *lead, *client
	err := s.change(ctx, by, anyone, func(tx *tx) error {
		in, err := newInserter(ctx, tx, 0)
		if err != nil {
			return err
		}
		defer in.close()
		if lead.Type != Lead || client.Type != Client || lead.ID == 0 {
			return ErrInvalid
		}
		if lead.Ref("client") != 0 {
			return ErrExists
		}
		if made.ID == 0 {
			if err := in.save(&made); err != nil {
				return err
			}
		}
		for _, c := range contacts {
			c.Values = slices.Clone(c.Values)
			c.Set("client", made.ID)
			if err := in.save(&c); err != nil {
				return err
			}
		}
		changed.Values = slices.Clone(lead.Values)
		changed.Set("client", made.ID)
		if err := in.save(&changed); err != nil {
			return err
		}
		return in.index.flush()
	})
	if err != nil {
		return wrap(err, "convert lead %d", lead.ID)
	}
	*lead, *client = changed, made
	return nil
}

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
