package data_test

import (
	"errors"
	"reflect"
	"testing"

	"kartoteka/data"
)

func TestConvertTiesALeadToItsClient(t *testing.T) {
	s, admin := fresh(t)
	lead := read(t, s, data.Lead, add(t, s, admin, data.Lead, "topic", "Stoly", "company_name", "Alfa"))
	again := *lead
	client := record(data.Client, "name", "Alfa")
	if err := s.Convert(ctx, admin, lead, client, *record(data.Contact, "last_name", "Nová")); err != nil {
		t.Fatal(err)
	}
	if got := read(t, s, data.Lead, lead.ID); got.Ref("client") != client.ID || client.ID == 0 {
		t.Errorf("the lead: %+v, the client: %+v", got, client)
	}
	if n := count(t, s, data.Contact, data.Query{Filter: map[string]any{"client": client.ID}, Search: "alfa nova"}); n != 1 {
		t.Errorf("%d contact persons", n)
	}
	if _, err := s.Remove(ctx, admin, data.Lead, lead.ID); !errors.Is(err, data.ErrLinked) {
		t.Errorf("a lead that became a client is removed: %v", err)
	}
	before := content(t, s)
	if err := s.Convert(ctx, admin, lead, record(data.Client, "name", "Beta")); !errors.Is(err, data.ErrExists) {
		t.Errorf("a second client: %v", err)
	}
	if err := s.Convert(ctx, admin, &again, record(data.Client, "name", "Beta")); !errors.Is(err, data.ErrStale) {
		t.Errorf("a lead read before: %v", err)
	}
	if !reflect.DeepEqual(before, content(t, s)) {
		t.Error("what was refused left something behind")
	}
}

func TestSaveMakesThePartsThoseGiven(t *testing.T) {
	s, admin := fresh(t)
	deal := record(data.Deal, "name", "Nábytek")
	line := func(name string, quantity float64) data.Record {
		return *record(data.DealItem, "name", name, "quantity", quantity)
	}
	lines := func() []data.Record {
		records, err := s.Records(ctx, data.DealItem, data.Query{Filter: map[string]any{"deal": deal.ID}})
		if err != nil {
			t.Fatal(err)
		}
		return records
	}
	if err := s.Save(ctx, admin, deal, line("Stůl", 1), line("Židle", 4)); err != nil {
		t.Fatal(err)
	}
	was := lines()
	if len(was) != 2 || deal.ID == 0 || deal.Version != 1 {
		t.Fatalf("%+v with %+v", deal, was)
	}
	was[1].Set("quantity", 6.0)
	before := content(t, s)
	broken := line("", 1)
	if err := s.Save(ctx, admin, deal, was[1], broken); !errors.Is(err, data.ErrInvalid) {
		t.Errorf("a line without a name: %v", err)
	}
	if !reflect.DeepEqual(before, content(t, s)) {
		t.Error("a refused line left something behind")
	}
	if err := s.Save(ctx, admin, deal, was[1], line("Lampa", 2)); err != nil {
		t.Fatal(err)
	}
	now := lines()
	if len(now) != 2 || now[0].ID != was[1].ID || now[0].Number("quantity") != 6 || now[1].Text("name") != "Lampa" || deal.Version != 2 {
		t.Errorf("%+v with %+v", deal, now)
	}
}
