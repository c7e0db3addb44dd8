package data_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"kartoteka/data"
)

// A web is a random tangle of records: a plain model of what a store holds.
type web struct {
	*rand.Rand
	records []*data.Record
	imports []data.Import
}

// some returns the id of a random record of a type, or nothing.
func (w *web) some(t data.RecordType) any {
	of := slices.DeleteFunc(slices.Clone(w.records), func(r *data.Record) bool { return r.Type != t || r.ID == 0 })
	if len(of) == 0 || w.IntN(3) == 0 {
		return nil
	}
	return of[w.IntN(len(of))].ID
}

// next makes a record of one of the types that refers to some of those before it.
func (w *web) next(types ...data.RecordType) *data.Record {
	t, name := types[w.IntN(len(types))], fmt.Sprint("X", len(w.records))
	r := record(t, "name", name)
	switch t {
	case data.Contact:
		r = record(t, "last_name", name, "client", w.some(data.Client))
	case data.Lead:
		r = record(t, "topic", name, "client", w.some(data.Client))
	case data.Product:
		r.Set("code", name)
	case data.Deal:
		r = record(t, "name", name, "client", w.some(data.Client), "contact", w.some(data.Contact), "lead", w.some(data.Lead))
	case data.DealItem:
		r = record(t, "name", name, "deal", w.some(data.Deal), "product", w.some(data.Product))
	case data.Activity:
		r = record(t, "subject", name, "client", w.some(data.Client), "contact", w.some(data.Contact), "lead", w.some(data.Lead), "deal", w.some(data.Deal))
	}
	if t == data.Contact && r.Value("client") == nil || t == data.DealItem && r.Value("deal") == nil {
		r = record(data.Client, "name", name)
	}
	w.records = append(w.records, r)
	return r
}

// spin fills the store with imports and, after each, with records by hand.
func (w *web) spin(tb testing.TB, s *data.Store, by data.User) {
	for range 2 + w.IntN(3) {
		made := make([]func() *data.Record, 5+w.IntN(20))
		for i := range made {
			made[i] = func() *data.Record {
				return w.next(data.Client, data.Client, data.Contact, data.Contact, data.Contact, data.Lead, data.Product)
			}
		}
		w.imports = append(w.imports, bring(tb, s, by, made...))
		for range w.IntN(12) {
			if err := s.Insert(ctx, by, w.next(data.RecordTypes()...)); err != nil {
				tb.Fatal(err)
			}
		}
	}
}

// kept says which records of an import must stay and what holds each, by the rule as people say it.
func (w *web) kept(t data.Deletable, im data.Import) map[*data.Record][]*data.Record {
	find := func(t data.RecordType, id int64) *data.Record {
		i := slices.IndexFunc(w.records, func(r *data.Record) bool { return r.Type == t && r.ID == id })
		if i < 0 {
			return nil
		}
		return w.records[i]
	}
	kept := map[*data.Record][]*data.Record{}
	candidate := func(r *data.Record) bool {
		return kept[r] == nil && r.Import == im.Number && slices.Contains(t.Types(), r.Type)
	}
	for before := -1; before != len(kept); {
		before = len(kept)
		for _, r := range w.records {
			for _, to := range []data.RecordType{data.Client, data.Contact, data.Lead, data.Deal, data.Product} {
				target, holder := find(to, r.Ref(string(to))), r
				if r.Type == data.DealItem {
					holder = find(data.Deal, r.Ref("deal"))
				}
				hold := func(target, holder *data.Record) {
					if target != nil && target != holder && target.Import == im.Number && slices.Contains(t.Types(), target.Type) &&
						!candidate(holder) && !slices.Contains(kept[target], holder) {
						kept[target] = append(kept[target], holder)
					}
				}
				hold(target, holder)
				if r.Type == data.Lead && target != nil {
					hold(r, target)
				}
			}
		}
	}
	return kept
}

// text writes what is kept in an order of its own.
func text(kept map[*data.Record][]*data.Record) string {
	var lines []string
	for r, holders := range kept {
		var names []string
		for _, h := range holders {
			names = append(names, h.Title())
		}
		slices.Sort(names)
		lines = append(lines, r.Title()+": "+strings.Join(names, ", "))
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

func planText(kept []data.Kept) string {
	var lines []string
	for _, k := range kept {
		var names []string
		for _, l := range k.Because {
			names = append(names, l.Name)
		}
		slices.Sort(names)
		lines = append(lines, k.Name+": "+strings.Join(names, ", "))
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// Whatever refers to whatever: exactly what is linked stays, nothing foreign goes, no reference dangles,
// and when all is put back the database is what it was.
func TestDeleteAnything(t *testing.T) {
	for seed := range uint64(8) {
		w := &web{Rand: rand.New(rand.NewPCG(seed, 2))}
		s, admin := fresh(t)
		w.spin(t, s, admin)
		before := dump(t, s.Path())
		deleted := map[string]bool{}
		type step struct {
			t  data.Deletable
			im data.Import
		}
		var steps []step
		for _, im := range w.imports {
			for _, t := range data.Deletables() {
				steps = append(steps, step{t, im}, step{t, im}) // the second time others may have gone
			}
		}
		w.Shuffle(len(steps), func(i, j int) { steps[i], steps[j] = steps[j], steps[i] })
		for _, step := range steps {
			d, err := s.PlanDeletion(ctx, admin, step.t, step.im.Label)
			if errors.Is(err, data.ErrNotFound) {
				continue
			} else if err != nil {
				t.Fatal(err)
			}
			kept := w.kept(step.t, step.im)
			if got, want := planText(d.Kept), text(kept); got != want {
				t.Fatalf("seed %d: kept\n%s\nwant\n%s", seed, got, want)
			}
			if _, err := s.Delete(ctx, admin, d, nil); err != nil {
				t.Fatal(err)
			}
			deleted[step.im.Label] = deleted[step.im.Label] || d.Deleted[data.Client]+d.Deleted[data.Contact]+d.Deleted[data.Lead]+d.Deleted[data.Product] > 0
			w.records = slices.DeleteFunc(w.records, func(r *data.Record) bool {
				return r.Import == step.im.Number && slices.Contains(step.t.Types(), r.Type) && kept[r] == nil
			})
			left := 0
			for _, rt := range data.RecordTypes() {
				n := count(t, s, rt, data.Query{})
				if found, err := s.Count(ctx, rt, data.Query{Search: "x"}); err != nil || rt != data.DealItem && found != n {
					t.Fatalf("seed %d: %d of %d %ss found by their name; %v", seed, found, n, rt, err)
				}
				left += n
			}
			if left != len(w.records) {
				t.Fatalf("seed %d: %d records left, want %d", seed, left, len(w.records))
			}
		}
		if err := s.Check(ctx); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		for progress := true; progress; {
			progress = false
			for _, im := range w.imports {
				if !deleted[im.Label] {
					continue
				}
				var missing *data.RestoreError
				_, err := s.Restore(ctx, admin, im.Label, nil)
				if errors.As(err, &missing) {
					continue // another import has what this one refers to
				} else if err != nil {
					t.Fatal(err)
				}
				deleted[im.Label], progress = false, true
			}
		}
		compare(t, before, dump(t, s.Path()))
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
		s.Close()
	}
}
