package data_test

import (
	"errors"
	"reflect"
	"testing"

	"kartoteka/data"
)

// Everything that referred to the other record refers to the kept one afterwards, whatever type and field; nothing
// else changes.
func TestMergeClients(t *testing.T) {
	s, admin := fresh(t)
	user, err := s.AddUser(ctx, admin, data.User{Name: "petr", FullName: "Petr", Role: data.Regular, Active: true}, "")
	if err != nil {
		t.Fatal(err)
	}
	kept := read(t, s, data.Client, add(t, s, admin, data.Client, "name", "Alfa", "city", "Brno"))
	im := bring(t, s, admin, these(record(data.Client, "name", "ALFA s.r.o.", "reg_number", "27482728"))...)
	imported, err := s.IDs(ctx, data.Client, data.Query{Label: im.Label})
	if err != nil || len(imported) != 1 {
		t.Fatal(imported, err)
	}
	other := read(t, s, data.Client, imported[0])
	bystander := add(t, s, admin, data.Client, "name", "Beta")
	holders := map[data.RecordType]int64{
		data.Contact:  add(t, s, admin, data.Contact, "client", other.ID, "last_name", "Novák"),
		data.Lead:     add(t, s, admin, data.Lead, "client", other.ID, "topic", "Stoly"),
		data.Deal:     add(t, s, admin, data.Deal, "client", other.ID, "name", "Židle"),
		data.Activity: add(t, s, admin, data.Activity, "client", other.ID, "subject", "Zavolat"),
	}
	untouched := add(t, s, admin, data.Contact, "client", bystander, "last_name", "Malá")

	kept.Set("reg_number", other.Text("reg_number"))
	merged, err := s.Merge(ctx, user, kept, other)
	if err != nil {
		t.Fatal(err)
	}
	for rt, id := range holders {
		r := read(t, s, rt, id)
		if r.Ref("client") != kept.ID {
			t.Errorf("the %s refers to client %d, want %d", rt, r.Ref("client"), kept.ID)
		}
		changes, err := s.Changes(ctx, rt, id)
		if err != nil || len(changes) != 1 || changes[0].Old != other.ID || changes[0].New != kept.ID || changes[0].UserID != user.ID {
			t.Errorf("history of the %s: %+v, %v", rt, changes, err)
		}
	}
	if r := read(t, s, data.Contact, untouched); r.Ref("client") != bystander || r.Version != 1 {
		t.Errorf("a person of another client has changed: %+v", r)
	}
	if r := read(t, s, data.Client, kept.ID); r.Text("reg_number") != "27482728" || r.Text("city") != "Brno" || r.Version != kept.Version || r.Label != "" {
		t.Errorf("kept: %+v", r)
	}
	if _, err := s.Record(ctx, data.Client, other.ID); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("the other one is still there: %v", err)
	}
	if n := count(t, s, data.Contact, data.Query{Search: "alfa nov"}); n != 1 {
		t.Errorf("the person is found by the new client %d times", n)
	}
	if n := count(t, s, data.Contact, data.Query{Search: "sro"}); n != 0 {
		t.Errorf("the person is still found by the old client")
	}

	// Taken back, everything is as it was; what has been pointed elsewhere since stays there.
	moved := read(t, s, data.Lead, holders[data.Lead])
	moved.Set("client", bystander)
	if err := s.Update(ctx, user, moved); err != nil {
		t.Fatal(err)
	}
	if err := s.Unmerge(ctx, user, merged); err != nil {
		t.Fatal(err)
	}
	if r := read(t, s, data.Client, other.ID); r.Text("name") != "ALFA s.r.o." || r.Label != im.Label || r.Text("reg_number") != "27482728" {
		t.Errorf("brought back: %+v", r)
	}
	if r := read(t, s, data.Client, kept.ID); r.Value("reg_number") != nil || r.Text("name") != "Alfa" {
		t.Errorf("kept, after all: %+v", r)
	}
	for rt, id := range holders {
		want := other.ID
		if rt == data.Lead {
			want = bystander
		}
		if r := read(t, s, rt, id); r.Ref("client") != want {
			t.Errorf("the %s refers to client %d, want %d", rt, r.Ref("client"), want)
		}
	}
	if n := count(t, s, data.Contact, data.Query{Search: "sro nov"}); n != 1 {
		t.Errorf("the person is found by its client %d times", n)
	}
	if err := s.Unmerge(ctx, user, merged); !errors.Is(err, data.ErrStale) {
		t.Errorf("a second time: %v", err)
	}
	if err := s.Check(ctx); err != nil {
		t.Error(err)
	}
}

// A product may take over the code of the one it is merged with; lines of deals come to it, and a deal's own lines
// come along.
func TestMergeTakesOverUniqueValuesAndParts(t *testing.T) {
	s, admin := fresh(t)
	kept := read(t, s, data.Product, add(t, s, admin, data.Product, "code", "A-1", "name", "Stůl"))
	other := read(t, s, data.Product, add(t, s, admin, data.Product, "code", "B-1", "name", "Stul"))
	one := read(t, s, data.Deal, add(t, s, admin, data.Deal, "name", "První"))
	two := read(t, s, data.Deal, add(t, s, admin, data.Deal, "name", "Druhý"))
	line := add(t, s, admin, data.DealItem, "deal", two.ID, "product", other.ID, "name", "Stul", "quantity", 2.0)
	kept.Set("code", "B-1")
	products, err := s.Merge(ctx, admin, kept, other)
	if err != nil {
		t.Fatal(err)
	}
	deals, err := s.Merge(ctx, admin, one, two)
	if err != nil {
		t.Fatal(err)
	}
	if r := read(t, s, data.DealItem, line); r.Ref("product") != kept.ID || r.Ref("deal") != one.ID {
		t.Errorf("the line: %+v", r)
	}
	for _, m := range []*data.Merged{deals, products} {
		if err := s.Unmerge(ctx, admin, m); err != nil {
			t.Fatal(err)
		}
	}
	if r := read(t, s, data.DealItem, line); r.Ref("product") != other.ID || r.Ref("deal") != two.ID {
		t.Errorf("the line, taken back: %+v", r)
	}
	if a, b := read(t, s, data.Product, kept.ID), read(t, s, data.Product, other.ID); a.Text("code") != "A-1" || b.Text("code") != "B-1" {
		t.Errorf("the codes, taken back: %s and %s", a.Text("code"), b.Text("code"))
	}
	if err := s.Check(ctx); err != nil {
		t.Error(err)
	}
}

// A merge is not taken back over a change made since, and what refuses leaves everything as it is.
func TestUnmergeRefuses(t *testing.T) {
	s, admin := fresh(t)
	kept := read(t, s, data.Client, add(t, s, admin, data.Client, "name", "Alfa"))
	other := read(t, s, data.Client, add(t, s, admin, data.Client, "name", "Beta"))
	merged, err := s.Merge(ctx, admin, kept, other)
	if err != nil {
		t.Fatal(err)
	}
	kept.Set("city", "Brno")
	if err := s.Update(ctx, admin, kept); err != nil {
		t.Fatal(err)
	}
	before := content(t, s)
	if err := s.Unmerge(ctx, admin, merged); !errors.Is(err, data.ErrStale) {
		t.Errorf("%v, want ErrStale", err)
	}
	if !reflect.DeepEqual(before, content(t, s)) {
		t.Error("the refusal left something behind")
	}
}

// What can't be merged stays exactly as it is.
func TestMergeRefuses(t *testing.T) {
	s, admin := fresh(t)
	a := read(t, s, data.Client, add(t, s, admin, data.Client, "name", "Alfa"))
	b := read(t, s, data.Client, add(t, s, admin, data.Client, "name", "Beta"))
	person := read(t, s, data.Contact, add(t, s, admin, data.Contact, "client", b.ID, "last_name", "Novák"))
	stale, gone, nameless := *b, *b, *a
	stale.Version, gone.ID = 7, 99
	nameless.Values = nil
	before := content(t, s)
	for name, c := range map[string]struct {
		kept, other *data.Record
		want        error
	}{
		"stale": {a, &stale, data.ErrStale}, "gone": {a, &gone, data.ErrNotFound}, "itself": {a, a, data.ErrInvalid},
		"two types": {a, person, data.ErrInvalid}, "without a name": {&nameless, b, data.ErrInvalid},
	} {
		if _, err := s.Merge(ctx, admin, c.kept, c.other); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	if !reflect.DeepEqual(before, content(t, s)) {
		t.Error("a refused merge left something behind")
	}
}

func read(t *testing.T, s *data.Store, rt data.RecordType, id int64) *data.Record {
	t.Helper()
	r, err := s.Record(ctx, rt, id)
	if err != nil {
		t.Fatal(err)
	}
	return &r
}
