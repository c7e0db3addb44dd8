package data

import (
	"context"
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
