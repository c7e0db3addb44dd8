package data

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"kartoteka/data/dbfile"
)

// A Deletion says what deleting an import would do; PlanDeletion makes it and Delete carries it out.
type Deletion struct {
	Label   string    `json:"label"`
	Type    Deletable `json:"type"`
	Deleted Counts    `json:"deleted"` // how many go; has all types of Type
	Kept    []Kept    `json:"kept"`    // those that stay, by type and id

	number int64 // of the import
	decision
}

// A Kept is a record that can't go because others, which stay, refer to it.
type Kept struct {
	Record  RecordType `json:"record"`
	ID      int64      `json:"id"`
	Name    string     `json:"name"`
	Because []Link     `json:"because"` // all that holds it directly, by type and id
}

// A LinkError names the records that can't be removed and what holds each. It is an ErrLinked.
type LinkError struct{ Kept []Kept }

func (e *LinkError) Error() string {
	k := e.Kept[0]
	return fmt.Sprintf("%s %d, %s, is held by %s %d, %s (%d records in all)",
		k.Record, k.ID, k.Name, k.Because[0].Record, k.Because[0].ID, k.Because[0].Name, len(e.Kept))
}

// Unwrap returns ErrLinked.
func (e *LinkError) Unwrap() error { return ErrLinked }

// PlanDeletion says which records of an import would go and what holds the others. It changes
// nothing. An unknown label, and one without records of that type left, is ErrNotFound. Only an
// administrator may.
func (s *Store) PlanDeletion(ctx context.Context, by User, t Deletable, label string) (*Deletion, error) {
	var d *Deletion
	err := s.snapshot(ctx, func(q dbfile.Querier) error {
		if err := authorise(ctx, q, by, adminOnly); err != nil {
			return err
		}
		var err error
		d, err = planDeletion(ctx, q, t, label)
		return err
	})
	return d, wrap(err, "plan to delete %s of %q", t, label)
}

// snapshot runs do on the database as it is at one moment, whatever is written meanwhile.
func (s *Store) snapshot(ctx context.Context, do func(dbfile.Querier) error) error {
	t, err := s.read.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer t.Rollback() //nolint:errcheck // nothing was written
	return do(t)
}

func planDeletion(ctx context.Context, q dbfile.Querier, t Deletable, label string) (*Deletion, error) {
	number, err := importNumber(ctx, q, label)
	if err != nil {
		return nil, err
	}
	schema, err := readSchema(ctx, q)
	if err != nil {
		return nil, err
	}
	d := &Deletion{Label: label, Type: t, Deleted: Counts{}, number: number}
	if d.decision, err = decide(ctx, q, schema, byImport(t.Types(), number)); err != nil {
		return nil, err
	}
	if len(d.going)+len(d.kept) == 0 {
		return nil, ErrNotFound
	}
	for _, t := range t.Types() {
		d.Deleted[t] = len(d.going[t])
	}
	d.Kept, err = d.explain(ctx, q, schema)
	return d, err
}

// importNumber returns the number of the import with that label, or ErrNotFound.
func importNumber(ctx context.Context, q dbfile.Querier, label string) (number int64, err error) {
	found := false
	err = eachRow(ctx, q, `SELECT id FROM imports WHERE label = ?`, []any{label}, func(id, _ int64) { number, found = id, true })
	if err == nil && !found {
		err = ErrNotFound
	}
	return number, err
}

// A DeletionResult is a deletion that was carried out: what went, and what stayed and why.
type DeletionResult struct {
	Deletion
	ID     int64  `json:"-"` // of the deletion, 0 when nothing could go
	Backup Backup `json:"-"` // of the database before it; none when nothing could go
}

// Delete carries out a planned deletion after a backup of the database (BeforeDelete). Within its
// transaction it plans again: a record that something has come to hold stays, and the result says so;
// when a record would go that the plan did not name, nothing goes and it is ErrStale. What went can be put back
// by Restore. Only an administrator may.
func (s *Store) Delete(ctx context.Context, by User, d *Deletion, progress func(done, total int)) (DeletionResult, error) {
	result, err := s.delete(ctx, by, d, progress)
	return result, wrap(err, "delete %s of %q", d.Type, d.Label)
}

func (s *Store) delete(ctx context.Context, by User, plan *Deletion, progress func(done, total int)) (DeletionResult, error) {
	if err := authorise(ctx, s.read, by, adminOnly); err != nil {
		return DeletionResult{}, err
	}
	if len(plan.going) == 0 {
		return s.carryOut(ctx, by, plan, progress)
	}
	var result DeletionResult
	backup, err := s.backedUp(ctx, BeforeDelete, func() (err error) {
		result, err = s.carryOut(ctx, by, plan, progress)
		return err
	})
	if err != nil {
		return DeletionResult{}, err
	}
	result.Backup = backup
	return result, nil
}

func (s *Store) carryOut(ctx context.Context, by User, plan *Deletion, progress func(done, total int)) (result DeletionResult, err error) {
	err = s.change(ctx, by, adminOnly, func(tx *tx) error {
		now, err := planDeletion(ctx, tx, plan.Type, plan.Label)
		if errors.Is(err, ErrNotFound) || err == nil && !now.within(plan.decision) {
			return ErrStale
		} else if err != nil {
			return err
		}
		result.Deletion = *now
		if len(now.going) == 0 {
			return nil
		}
		result.ID, err = remove(ctx, tx, removal{now.number, string(now.Type), now.going, progress})
		return err
	})
	return result, err
}

// within reports whether no record goes that does not go in the other decision.
func (d decision) within(other decision) bool {
	for t, ids := range d.going {
		for _, id := range ids {
			if _, ok := slices.BinarySearch(other.going[t], id); !ok {
				return false
			}
		}
	}
	return true
}

// Remove deletes records by hand, a deal with its items, all of them or none: a *LinkError names
// those that something else holds, ErrNotFound says that one is gone already. It returns the
// number by which RestoreRemoved puts them back. Any account may.
func (s *Store) Remove(ctx context.Context, by User, t RecordType, ids ...int64) (deletion int64, err error) {
	err = s.change(ctx, by, anyone, func(tx *tx) error {
		if t.table() == "" || len(ids) == 0 {
			return ErrNotFound
		}
		schema, err := readSchema(ctx, tx)
		if err != nil {
			return err
		}
		ids := slices.Compact(slices.Sorted(slices.Values(ids)))
		d, err := decide(ctx, tx, schema, byID(t, ids))
		if err != nil {
			return err
		}
		if len(d.going[t])+len(d.kept) != len(ids) {
			return ErrNotFound
		}
		if len(d.kept) > 0 {
			kept, err := d.explain(ctx, tx, schema)
			if err != nil {
				return err
			}
			return &LinkError{kept}
		}
		deletion, err = remove(ctx, tx, removal{kind: string(t), going: d.going})
		return err
	})
	return deletion, wrap(err, "remove %s", t)
}
