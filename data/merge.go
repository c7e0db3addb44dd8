package data

import (
	"context"
	"slices"
)

// A Merged says what a merge changed: Unmerge takes it back.
type Merged struct {
	before, after Record // the kept one
	deletion      int64  // that took the other one
	other         int64
	holders       []holder
}

// A holder is a record that refers to another one by a field.
type holder struct {
	record RecordType
	id     int64
	key    string
}

// Merge makes one record of two of the same type: everything that refers to other, its parts too, comes to refer to
// kept, which is then stored with the values it holds here; other goes to the bin. The histories of kept and of all
// that was re-pointed say so. It happens as a whole or not at all.
//
// ErrStale says that one of the two has changed since it was read, ErrNotFound that it is gone, ErrInvalid that they
// are the same one or of two types; values are guarded as Update does. Any account may.
func (s *Store) Merge(ctx context.Context, by User, kept, other *Record) (*Merged, error) {
	m := &Merged{after: *kept, other: other.ID}
	err := s.change(ctx, by, anyone, func(tx *tx) error {
		if kept.Type != other.Type || kept.ID == other.ID || kept.Type.table() == "" {
			return ErrInvalid
		}
		in, err := newInserter(ctx, tx, 0)
		if err != nil {
			return err
		}
		defer in.close()
		if _, err := in.current(other); err != nil {
			return err
		}
		if m.before, err = in.current(kept); err != nil {
			return err
		}
		if m.holders, err = in.holders(kept.Type, other.ID); err != nil {
			return err
		}
		if err := in.repoint(m.holders, other.ID, kept.ID); err != nil {
			return err
		}
		// The other one goes first: kept may take over a value that no two may have.
		m.deletion, err = remove(ctx, tx, removal{kind: string(kept.Type), going: map[RecordType][]int64{kept.Type: {other.ID}}})
		if err != nil {
			return err
		}
		if err := in.save(&m.after); err != nil {
			return err
		}
		return in.index.flush()
	})
	if err != nil {
		return nil, wrap(err, "merge %s %d into %d", other.Type, other.ID, kept.ID)
	}
	*kept = m.after
	return m, nil
}

// Unmerge takes a merge back: the kept record gets the values it had, the other one comes back, and what referred to it refers
// to it again, unless it has gone or been pointed elsewhere since. It happens as a whole or not at all.
//
// ErrStale says that the kept record has changed since the merge, ErrNotFound that it is gone or that the merge was taken back
// already. Any account may.
func (s *Store) Unmerge(ctx context.Context, by User, m *Merged) error {
	err := s.change(ctx, by, anyone, func(tx *tx) error {
		in, err := newInserter(ctx, tx, 0)
		if err != nil {
			return err
		}
		defer in.close()
		kept := m.before
		kept.Version = m.after.Version
		if err := in.save(&kept); err != nil { // first: it may hold a value of the other one that no two may have
			return err
		}
		if err := in.index.flush(); err != nil {
			return err
		}
		var deletions []int64
		err = eachRow(ctx, tx, `SELECT id FROM deletions WHERE id = ? AND restored_at IS NULL`, []any{m.deletion},
			func(id, _ int64) { deletions = append(deletions, id) })
		if err != nil {
			return err
		}
		if _, err := putBack(ctx, tx, deletions, nil); err != nil {
			return err
		}
		if err := in.repoint(m.holders, kept.ID, m.other); err != nil {
			return err
		}
		return in.index.flush()
	})
	return wrap(err, "take back the merge of %s %d into %d", m.after.Type, m.other, m.after.ID)
}

// holders finds everything that refers to a record of type t.
func (in *inserter) holders(t RecordType, id int64) (found []holder, err error) {
	for _, rt := range RecordTypes() {
		for _, f := range in.schema.stored(rt) {
			if f.Type != Reference || f.To != t {
				continue
			}
			err := eachRow(in.ctx, in.tx, "SELECT id FROM "+rt.table()+" WHERE "+quote(f.Key)+" = ? ORDER BY id", []any{id},
				func(id, _ int64) { found = append(found, holder{rt, id, f.Key}) })
			if err != nil {
				return nil, err
			}
		}
	}
	return found, nil
}

// repoint makes the holders that refer to one record refer to another one of its type.
func (in *inserter) repoint(holders []holder, from, to int64) error {
	for _, h := range holders {
		stored, err := readRecords(in.ctx, in.tx, in.schema, h.record, "WHERE id = ?", h.id)
		if err != nil {
			return err
		}
		if len(stored) == 0 || stored[0].Ref(h.key) != from {
			continue
		}
		r := stored[0]
		r.Values = slices.Clone(r.Values)
		r.Set(h.key, to)
		if err := in.save(&r); err != nil {
			return err
		}
	}
	return nil
}
