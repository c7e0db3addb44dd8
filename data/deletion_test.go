package data_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"testing"

	"kartoteka/data"
)

// record makes a record of keys and values in turn.
func record(t data.RecordType, pairs ...any) *data.Record {
	r := &data.Record{Type: t}
	for i := 0; i < len(pairs); i += 2 {
		r.Set(pairs[i].(string), pairs[i+1])
	}
	return r
}

// bring imports records; what makes one may use the ids of those before it.
func bring(tb testing.TB, s *data.Store, by data.User, make ...func() *data.Record) data.Import {
	tb.Helper()
	in := data.Import{File: "import.xlsx", Template: "clients-wide", Language: "cs", Found: data.Counts{}}
	im, err := s.Import(ctx, by, in, func(insert func(*data.Record) error) error {
		for i, m := range make {
			r := m()
			r.Row = i + 3
			in.Found[r.Type]++
			if err := insert(r); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		tb.Fatal(err)
	}
	return im
}

// these hands over records whose values are known beforehand.
func these(records ...*data.Record) (make []func() *data.Record) {
	for _, r := range records {
		make = append(make, func() *data.Record { return r })
	}
	return make
}

// add stores a record by hand and returns its id.
func add(tb testing.TB, s *data.Store, by data.User, t data.RecordType, pairs ...any) int64 {
	tb.Helper()
	r := record(t, pairs...)
	if err := s.Insert(ctx, by, r); err != nil {
		tb.Fatal(err)
	}
	return r.ID
}

// firm imports two clients with two contact persons each: Alfa (Adam, Anna) and Beta (Bob, Bára).
func firm(tb testing.TB, s *data.Store, by data.User) (im data.Import, alfa, beta, adam, anna, bob, bara *data.Record) {
	alfa, beta = record(data.Client, "name", "Alfa s.r.o."), record(data.Client, "name", "Beta a.s.")
	person := func(client *data.Record, r **data.Record, name string) func() *data.Record {
		return func() *data.Record {
			*r = record(data.Contact, "client", client.ID, "last_name", name, "email_1", name+"@example.com")
			return *r
		}
	}
	im = bring(tb, s, by, func() *data.Record { return alfa }, person(alfa, &adam, "Adam"), person(alfa, &anna, "Anna"),
		func() *data.Record { return beta }, person(beta, &bob, "Bob"), person(beta, &bara, "Bára"))
	return
}

func plan(tb testing.TB, s *data.Store, by data.User, t data.Deletable, label string) *data.Deletion {
	tb.Helper()
	d, err := s.PlanDeletion(ctx, by, t, label)
	if err != nil {
		tb.Fatal(err)
	}
	return d
}

func remove(tb testing.TB, s *data.Store, by data.User, t data.Deletable, label string) data.DeletionResult {
	tb.Helper()
	result, err := s.Delete(ctx, by, plan(tb, s, by, t, label), nil)
	if err != nil {
		tb.Fatal(err)
	}
	return result
}

func status(tb testing.TB, s *data.Store, label string) data.ImportStatus {
	tb.Helper()
	im, err := s.ImportByLabel(ctx, label)
	if err != nil {
		tb.Fatal(err)
	}
	return im.Status
}

func count(tb testing.TB, s *data.Store, t data.RecordType, q data.Query) int {
	tb.Helper()
	records, err := s.Records(ctx, t, q)
	if err != nil {
		tb.Fatal(err)
	}
	return len(records)
}

func wantKept(tb testing.TB, got, want []data.Kept) {
	tb.Helper()
	if len(got)+len(want) > 0 && !reflect.DeepEqual(got, want) {
		tb.Errorf("kept\n %v, want\n %v", got, want)
	}
}

func kept(r *data.Record, because ...data.Link) data.Kept {
	return data.Kept{Record: r.Type, ID: r.ID, Name: r.Title(), Because: because}
}

func link(r *data.Record) data.Link { return data.Link{Record: r.Type, ID: r.ID, Name: r.Title()} }

// What is linked stays, for the reason that is told, and what is not goes, with its words in the index.
func TestDeleteKeepsWhatIsLinked(t *testing.T) {
	type world struct {
		s                             *data.Store
		by                            data.User
		alfa, beta, adam, anna, other *data.Record
	}
	byHand := func(t *testing.T, w world, kind data.RecordType, pairs ...any) data.Link {
		return data.Link{Record: kind, ID: add(t, w.s, w.by, kind, pairs...), Name: "X"}
	}
	tests := map[string]struct {
		link    func(*testing.T, world) []data.Kept
		deleted data.Counts
	}{
		"nothing": {func(*testing.T, world) []data.Kept { return nil }, data.Counts{data.Client: 2, data.Contact: 4}},
		"an activity of a client": {func(t *testing.T, w world) []data.Kept {
			return []data.Kept{kept(w.alfa, byHand(t, w, data.Activity, "subject", "X", "client", w.alfa.ID))}
		}, data.Counts{data.Client: 1, data.Contact: 4}},
		"an activity of a contact person, who keeps his client": {func(t *testing.T, w world) []data.Kept {
			a := byHand(t, w, data.Activity, "subject", "X", "contact", w.adam.ID)
			return []data.Kept{kept(w.alfa, link(w.adam)), kept(w.adam, a)}
		}, data.Counts{data.Client: 1, data.Contact: 3}},
		"a deal of both, told once each": {func(t *testing.T, w world) []data.Kept {
			d := byHand(t, w, data.Deal, "name", "X", "client", w.alfa.ID, "contact", w.adam.ID)
			return []data.Kept{kept(w.alfa, link(w.adam), d), kept(w.adam, d)}
		}, data.Counts{data.Client: 1, data.Contact: 3}},
		"a contact person made by hand": {func(t *testing.T, w world) []data.Kept {
			return []data.Kept{kept(w.beta, byHand(t, w, data.Contact, "last_name", "X", "client", w.beta.ID))}
		}, data.Counts{data.Client: 1, data.Contact: 4}},
		"a contact person of another import": {func(t *testing.T, w world) []data.Kept {
			w.other = record(data.Contact, "last_name", "X", "client", w.beta.ID)
			bring(t, w.s, w.by, these(w.other)...)
			return []data.Kept{kept(w.beta, link(w.other))}
		}, data.Counts{data.Client: 1, data.Contact: 4}},
		"a lead's resulting client": {func(t *testing.T, w world) []data.Kept {
			return []data.Kept{kept(w.beta, byHand(t, w, data.Lead, "topic", "X", "client", w.beta.ID))}
		}, data.Counts{data.Client: 1, data.Contact: 4}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			s, admin := fresh(t)
			im, alfa, beta, adam, anna, _, _ := firm(t, s, admin)
			kept := test.link(t, world{s, admin, alfa, beta, adam, anna, nil})
			d := plan(t, s, admin, data.Clients, im.Label)
			if !reflect.DeepEqual(d.Deleted, test.deleted) {
				t.Errorf("would delete %v, want %v", d.Deleted, test.deleted)
			}
			wantKept(t, d.Kept, kept)
			result, err := s.Delete(ctx, admin, d, nil)
			if err != nil {
				t.Fatal(err)
			}
			wantKept(t, result.Kept, kept)
			left := 0
			for _, kind := range data.Clients.Types() {
				n := count(t, s, kind, data.Query{Label: im.Label})
				left += n
				if want := im.Imported[kind] - test.deleted[kind]; n != want {
					t.Errorf("%d of type %s left, want %d", n, kind, want)
				}
			}
			want := data.Deleted
			if left > 0 {
				want = data.PartlyDeleted
			}
			if got := status(t, s, im.Label); got != want {
				t.Errorf("status %s, want %s", got, want)
			}
			if n := count(t, s, data.Contact, data.Query{Search: "anna"}); n != 0 {
				t.Error("a deleted contact person is still found by her name")
			}
			if err := s.Check(ctx); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestDeleteLeadsAndProducts(t *testing.T) {
	s, admin := fresh(t)
	converted, plain := record(data.Lead, "topic", "Poptávka"), record(data.Lead, "topic", "Dotaz")
	leads := bring(t, s, admin, these(converted, plain)...)
	sold, unsold := record(data.Product, "code", "A-1", "name", "Hřebík"), record(data.Product, "code", "A-2", "name", "Vrut")
	products := bring(t, s, admin, these(sold, unsold)...)
	client := record(data.Client, "name", "Gama")
	client.ID = add(t, s, admin, data.Client, "name", "Gama")
	converted.Set("client", client.ID)
	converted.Version = 0
	if err := s.Update(ctx, admin, converted); err != nil {
		t.Fatal(err)
	}
	deal := record(data.Deal, "name", "Nákup 2026")
	deal.ID = add(t, s, admin, data.Deal, "name", "Nákup 2026", "client", client.ID)
	add(t, s, admin, data.DealItem, "deal", deal.ID, "product", sold.ID, "name", "Hřebík")
	add(t, s, admin, data.DealItem, "deal", deal.ID, "product", sold.ID, "name", "Hřebík znovu")

	// A converted lead stays with its client, a product with the deal one of whose lines names it.
	wantKept(t, remove(t, s, admin, data.Leads, leads.Label).Kept, []data.Kept{kept(converted, link(client))})
	wantKept(t, remove(t, s, admin, data.Products, products.Label).Kept, []data.Kept{kept(sold, link(deal))})
	if _, err := s.PlanDeletion(ctx, admin, data.Clients, leads.Label); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("clients of an import of leads: %v", err)
	}
	// After the deal is gone the rest can go, and all of it comes back at once.
	if _, err := s.Remove(ctx, admin, data.Deal, deal.ID); err != nil {
		t.Fatal(err)
	}
	remove(t, s, admin, data.Products, products.Label)
	if got := status(t, s, products.Label); got != data.Deleted {
		t.Errorf("status %s", got)
	}
	if _, err := s.PlanDeletion(ctx, admin, data.Products, products.Label); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("a label without records: %v", err)
	}
	back, err := s.Restore(ctx, admin, products.Label, nil)
	if err != nil || back[data.Product] != 2 {
		t.Errorf("put back %v, %v", back, err)
	}
	if got := status(t, s, products.Label); got != data.Imported {
		t.Errorf("status %s after the restoration", got)
	}
}

// Between plan and deletion the data may change: a record that got a link stays, and none goes that the plan did not name.
func TestDeleteAfterChanges(t *testing.T) {
	s, admin := fresh(t)
	im, alfa, _, adam, _, _, _ := firm(t, s, admin)
	d := plan(t, s, admin, data.Clients, im.Label)
	activity := add(t, s, admin, data.Activity, "subject", "Schůzka", "contact", adam.ID)
	result, err := s.Delete(ctx, admin, d, nil)
	if err != nil {
		t.Fatal(err)
	}
	a := data.Link{Record: data.Activity, ID: activity, Name: "Schůzka"}
	wantKept(t, result.Kept, []data.Kept{kept(alfa, link(adam)), kept(adam, a)})

	d = plan(t, s, admin, data.Clients, im.Label)
	if _, err := s.Remove(ctx, admin, data.Activity, activity); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Delete(ctx, admin, d, nil); !errors.Is(err, data.ErrStale) {
		t.Errorf("deleted more than the plan said: %v", err)
	}
	if n := count(t, s, data.Client, data.Query{}); n != 1 {
		t.Errorf("%d clients left", n)
	}
	if _, err := s.Delete(ctx, admin, &data.Deletion{Label: im.Label, Type: data.Clients}, nil); !errors.Is(err, data.ErrStale) {
		t.Errorf("deleted without a plan: %v", err)
	}
}

func TestDeleteUnknownLabel(t *testing.T) {
	s, admin := fresh(t)
	for _, kind := range append(data.Deletables(), "deals") {
		if _, err := s.PlanDeletion(ctx, admin, kind, "Import 1.1.2026 #1"); !errors.Is(err, data.ErrNotFound) {
			t.Errorf("%s: %v", kind, err)
		}
	}
}

// A cancel in the middle leaves everything as it was.
func TestDeleteCancelled(t *testing.T) {
	s, admin := fresh(t)
	var records []*data.Record
	for i := range 5000 {
		records = append(records, record(data.Product, "code", fmt.Sprint(i), "name", "Hřebík"))
	}
	im := bring(t, s, admin, these(records...)...)
	before := dump(t, s.Path())
	ctx, cancel := context.WithCancel(ctx)
	heard := 0
	_, err := s.Delete(ctx, admin, plan(t, s, admin, data.Products, im.Label), func(done, total int) {
		if heard++; total != 5000 || done != heard*2000 {
			t.Errorf("progress %d of %d", done, total)
		}
		cancel()
	})
	if !errors.Is(err, context.Canceled) || heard != 1 {
		t.Fatalf("%v after %d steps", err, heard)
	}
	compare(t, before, dump(t, s.Path()))
}

func TestRemoveByHand(t *testing.T) {
	s, admin := fresh(t)
	user, err := s.AddUser(ctx, admin, data.User{Name: "jana", Role: data.Regular, Active: true}, "")
	if err != nil {
		t.Fatal(err)
	}
	im, alfa, beta, adam, anna, bob, bara := firm(t, s, admin)
	product := add(t, s, admin, data.Product, "code", "A", "name", "Hřebík")
	deal := record(data.Deal, "name", "Nákup", "client", beta.ID)
	if err := s.Insert(ctx, admin, deal); err != nil {
		t.Fatal(err)
	}
	add(t, s, admin, data.DealItem, "deal", deal.ID, "product", product, "name", "Hřebík")

	var linked *data.LinkError
	_, err = s.Remove(ctx, user, data.Client, alfa.ID, beta.ID)
	if !errors.Is(err, data.ErrLinked) || !errors.As(err, &linked) {
		t.Fatal(err)
	}
	wantKept(t, linked.Kept, []data.Kept{kept(alfa, link(adam), link(anna)), kept(beta, link(bob), link(bara), link(deal))})
	if _, err = s.Remove(ctx, user, data.Product, product); !errors.As(err, &linked) {
		t.Fatal(err)
	}
	if got := linked.Kept[0].Because; !reflect.DeepEqual(got, []data.Link{link(deal)}) {
		t.Errorf("a product is held by %v", got)
	}
	if _, err := s.Remove(ctx, user, data.Contact, adam.ID, 999); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("removed what is not there: %v", err)
	}

	before := dump(t, s.Path())
	persons, err := s.Remove(ctx, user, data.Contact, adam.ID, anna.ID, adam.ID)
	if err != nil {
		t.Fatal(err)
	}
	alone, err := s.Remove(ctx, user, data.Client, alfa.ID)
	if err != nil {
		t.Fatal(err)
	}
	whole, err := s.Remove(ctx, user, data.Deal, deal.ID)
	if err != nil {
		t.Fatal(err)
	}
	if n := count(t, s, data.DealItem, data.Query{}); n != 0 {
		t.Errorf("%d lines of a removed deal", n)
	}
	// Adam's client is gone: the refusal says who.
	var obstacles *data.RestoreError
	if _, err = s.RestoreRemoved(ctx, user, persons); !errors.Is(err, data.ErrNotFound) || !errors.As(err, &obstacles) {
		t.Fatal(err)
	}
	want := data.Obstacle{Link: link(adam), Field: "client", Other: link(alfa)}
	if len(obstacles.Obstacles) != 2 || obstacles.Obstacles[0] != want {
		t.Errorf("obstacles %v, want %v first", obstacles.Obstacles, want)
	}
	for _, deletion := range []int64{whole, alone, persons} {
		if _, err := s.RestoreRemoved(ctx, user, deletion); err != nil {
			t.Fatal(err)
		}
		if _, err := s.RestoreRemoved(ctx, user, deletion); !errors.Is(err, data.ErrNotFound) {
			t.Errorf("restored twice: %v", err)
		}
	}
	compare(t, before, dump(t, s.Path()))
	// What an import's label deleted is not for everybody to put back.
	result := remove(t, s, admin, data.Clients, im.Label)
	if _, err := s.RestoreRemoved(ctx, user, result.ID); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("a user restored an import: %v", err)
	}
}

// A disk that fills up in the middle of a deletion leaves everything as it was.
func TestDeleteOnFullDisk(t *testing.T) {
	s, admin := fresh(t)
	im := importT1(t, s, admin, newGenerator(4), 200)
	d := plan(t, s, admin, data.Clients, im.Label)
	before := dump(t, s.Path())
	limit := func(pages int) {
		if _, err := s.Writer().Exec(fmt.Sprintf("PRAGMA max_page_count = %d", pages)); err != nil {
			t.Fatal(err)
		}
	}
	limit(1) // as many as there are
	if _, err := s.Delete(ctx, admin, d, nil); !errors.Is(err, data.ErrDiskFull) {
		t.Errorf("got %v", err)
	}
	compare(t, before, dump(t, s.Path()))
	limit(1 << 30)
	if _, err := s.Delete(ctx, admin, d, nil); err != nil {
		t.Error(err)
	}
}
