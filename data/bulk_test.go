package data_test

import (
	"errors"
	"testing"

	"kartoteka/data"
)

func TestSetFieldAndBack(t *testing.T) {
	s, admin := fresh(t)
	vip := add(t, s, admin, data.Client, "name", "Alfa", "category", "VIP")
	none := add(t, s, admin, data.Client, "name", "Beta")
	same := add(t, s, admin, data.Client, "name", "Gama", "category", "partner")
	held := func() (got [3]string) {
		for i, id := range []int64{vip, none, same} {
			r, err := s.Record(ctx, data.Client, id)
			if err != nil {
				t.Fatal(err)
			}
			got[i] = r.Text("category")
		}
		return got
	}
	before, err := s.SetField(ctx, admin, data.Client, "category", []data.Holding{{Value: "partner", IDs: []int64{vip, none, same, vip}}})
	if got := held(); err != nil || got != [3]string{"partner", "partner", "partner"} {
		t.Fatalf("%v, %v", got, err)
	}
	if c := changesOf(t, s, vip); len(c) != 1 || c[0].Old != "VIP" || c[0].New != "partner" || c[0].UserID != admin.ID {
		t.Errorf("history: %+v", c)
	}
	if c := changesOf(t, s, same); len(c) != 0 {
		t.Errorf("a record that held the value already has a history: %+v", c)
	}
	if n := count(t, s, data.Client, data.Query{Filter: map[string]any{"category": "partner"}}); n != 3 {
		t.Errorf("%d are found by the new value", n)
	}
	if _, err := s.SetField(ctx, admin, data.Client, "category", before); err != nil {
		t.Fatal(err)
	}
	if got := held(); got != [3]string{"VIP", "", "partner"} {
		t.Errorf("taken back: %v", got)
	}
	open := record(data.Client, "name", "Alfa 2")
	open.ID, open.Version = vip, 1
	if err := s.Update(ctx, admin, open); !errors.Is(err, data.ErrStale) {
		t.Errorf("a form that was open meanwhile: %v", err)
	}
	for name, c := range map[string]struct {
		key  string
		to   data.Holding
		want error
	}{
		"gone":     {"category", data.Holding{Value: "x", IDs: []int64{vip, 99}}, data.ErrNotFound},
		"name":     {"name", data.Holding{Value: "x", IDs: []int64{vip}}, data.ErrInvalid},
		"type":     {"vat_payer", data.Holding{Value: "ano", IDs: []int64{vip}}, data.ErrInvalid},
		"unknown":  {"nothing", data.Holding{IDs: []int64{vip}}, data.ErrInvalid},
		"no owner": {"owner", data.Holding{Value: int64(77), IDs: []int64{vip}}, data.ErrNotFound},
	} {
		if _, err := s.SetField(ctx, admin, data.Client, c.key, []data.Holding{{IDs: []int64{none}}, c.to}); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	if got := held(); got != [3]string{"VIP", "", "partner"} {
		t.Errorf("after refusals: %v", got)
	}
}

func changesOf(t *testing.T, s *data.Store, id int64) []data.Change {
	t.Helper()
	changes, err := s.Changes(ctx, data.Client, id)
	if err != nil {
		t.Fatal(err)
	}
	return changes
}
