package data

import (
	"context"
	"slices"
)

// Merge makes one record of two of the same type: everything that refers to other, its parts too, comes to refer to
// kept, which is then stored with the values it holds here; other goes to the trash. The histories of kept and of all
// that was re-pointed say so. It happens as a whole or not at all. It returns the number of the deletion, by which
// RestoreRemoved brings other back, though not what referred to it.
//
// ErrStale says that one of the two has changed since it was read, ErrNotFound that it is gone, ErrInvalid that they
// are the same one or of two types; values are guarded as Update does. Any account may.
func (s *Store) Merge(ctx context.Context, by User, kept, other *Record) (deletion int64, err error) {
	merged := *kept
	err = s.change(ctx, by, anyone, func(tx *tx) error {
		if kept.Type != other.Type || kept.ID == other.ID || tables[kept.Type] == "" {
			return ErrInvalid
		}
		in, err := newInserter(ctx, tx, 0)
		if err != nil {
			return err
		}
		defer in.close()
		if err := in.current(kept, other); err != nil {
			return err
		}
		if err := in.repoint(kept.Type, other.ID, kept.ID); err != nil {
			return err
		}
		// The other one goes first: kept may take over a value that no two may have.
		deletion, err = bury(ctx, tx, burial{kind: string(kept.Type), going: map[RecordType][]int64{kept.Type: {other.ID}}})
		if err != nil {
			return err
		}
		if err := in.save(&merged); err != nil {
			return err
		}
		return in.index.flush()
	})
	if err != nil {
		return 0, wrap(err, "merge %s %d into %d", other.Type, other.ID, kept.ID)
	}
	*kept = merged
	return deletion, nil
}

// current reports ErrNotFound or ErrStale unless the records are stored as they are here.
func (in *inserter) current(records ...*Record) error {
	for _, r := range records {
		stored, err := readRecords(in.ctx, in.tx, in.schema, r.Type, "WHERE id = ?", r.ID)
		switch {
		case err != nil:
			return err
		case len(stored) == 0:
			return ErrNotFound
		case r.Version != 0 && r.Version != stored[0].Version:
			return ErrStale
		}
	}
	return nil
}

// repoint makes everything that refers to a record of type t refer to another one.
func (in *inserter) repoint(t RecordType, from, to int64) error {
	for _, holder := range RecordTypes() {
		for _, f := range in.schema.stored(holder) {
			if f.Type != Reference || f.To != t {
				continue
			}
			holders, err := readRecords(in.ctx, in.tx, in.schema, holder, "WHERE "+quote(f.Key)+" = ?", from)
			if err != nil {
				return err
			}
			for _, r := range holders {
				changed := r
				changed.Values = slices.Clone(r.Values)
				changed.Set(f.Key, to)
				if err := in.save(&changed); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
