package data_test

import (
	"errors"
	"strings"
	"testing"

	"kartoteka/data"
)

func items(tb testing.TB, s *data.Store, list string) string {
	tb.Helper()
	lists, err := s.Lists(ctx)
	if err != nil {
		tb.Fatal(err)
	}
	return strings.Join(lists[list], " | ")
}

func TestLists(t *testing.T) {
	s, admin := fresh(t)
	if err := s.AddListItems(ctx, admin, "product_line", "Jaro", " Léto ", "+", "–"); err != nil {
		t.Fatal(err)
	}
	if got := items(t, s, "product_line"); got != "Jaro | Léto | + | –" {
		t.Error(got)
	}
	for _, c := range []struct {
		list, item string
		want       error
	}{
		{"product_line", "JARO", data.ErrExists}, {"product_line", "le to", data.ErrExists}, {"product_line", "+", data.ErrExists},
		{"product_line", " ", data.ErrInvalid}, {"product_line", "a\nb", data.ErrInvalid}, {"product_line", "\xff", data.ErrInvalid},
		{"product_line", strings.Repeat("x", 256), data.ErrInvalid},
		{"colours", "red", data.ErrNotFound}, {"custom:1", "red", data.ErrNotFound},
	} {
		if err := s.AddListItems(ctx, admin, c.list, "Podzim", c.item); !errors.Is(err, c.want) {
			t.Errorf("%s %q: %v", c.list, c.item, err)
		}
	}
	if got := items(t, s, "product_line"); got != "Jaro | Léto | + | –" {
		t.Errorf("a part was added: %s", got)
	}
	for _, move := range []struct {
		item string
		to   int
		want string
	}{{"–", 0, "– | Jaro | Léto | +"}, {"jaro", 9, "– | Léto | + | Jaro"}} {
		if err := s.MoveListItem(ctx, admin, "product_line", move.item, move.to); err != nil || items(t, s, "product_line") != move.want {
			t.Errorf("%+v: %s, %v", move, items(t, s, "product_line"), err)
		}
	}
	if err := s.RemoveListItem(ctx, admin, "product_line", "+"); err != nil || items(t, s, "product_line") != "– | Léto | Jaro" {
		t.Errorf("%s, %v", items(t, s, "product_line"), err)
	}
	for _, missing := range []error{
		s.RemoveListItem(ctx, admin, "product_line", "+"), s.MoveListItem(ctx, admin, "product_line", "+", 0), s.RenameListItem(ctx, admin, "product_line", "+", "-"),
	} {
		if !errors.Is(missing, data.ErrNotFound) {
			t.Errorf("no such item: %v", missing)
		}
	}
}

// A renamed item is renamed in every field that draws from its list, in deleted records too, and
// nowhere else; who has such a record open is told that it has changed.
func TestRenameListItem(t *testing.T) {
	s, admin := fresh(t)
	client := add(t, s, admin, data.Client, "name", "Alfa", "source", "internet", "category", "VIP", "note", "internet")
	lead := add(t, s, admin, data.Lead, "topic", "Dotaz", "source", "internet")
	other := add(t, s, admin, data.Lead, "topic", "Dotaz 2", "source", "reklama")
	deletion, err := s.Remove(ctx, admin, data.Lead, lead)
	if err != nil {
		t.Fatal(err)
	}
	opened, _ := s.Record(ctx, data.Client, client)
	if err := s.RenameListItem(ctx, admin, "source", "INTERNET", "Síť"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.RestoreRemoved(ctx, admin, deletion); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		t    data.RecordType
		id   int64
		key  string
		want string
	}{
		{data.Client, client, "source", "Síť"}, {data.Client, client, "note", "internet"}, {data.Client, client, "category", "VIP"},
		{data.Lead, lead, "source", "Síť"}, {data.Lead, other, "source", "reklama"},
	} {
		if r, err := s.Record(ctx, c.t, c.id); err != nil || r.Text(c.key) != c.want {
			t.Errorf("%s %d %s: %q, %v", c.t, c.id, c.key, r.Text(c.key), err)
		}
	}
	if err := s.Update(ctx, admin, &opened); !errors.Is(err, data.ErrStale) {
		t.Errorf("the record opened before: %v", err)
	}
	if err := s.RenameListItem(ctx, admin, "source", "síť", "reklama"); !errors.Is(err, data.ErrExists) {
		t.Errorf("a taken text: %v", err)
	}
	if err := s.RenameListItem(ctx, admin, "source", "síť", "SÍŤ"); err != nil {
		t.Errorf("its own text: %v", err)
	}
	// A removed item stays in the records.
	if err := s.RemoveListItem(ctx, admin, "source", "síť"); err != nil {
		t.Fatal(err)
	}
	if r, _ := s.Record(ctx, data.Client, client); r.Text("source") != "SÍŤ" {
		t.Errorf("after its removal: %q", r.Text("source"))
	}
}

func TestSettings(t *testing.T) {
	s, admin := fresh(t)
	if v, err := s.Setting(ctx, data.DefaultCountry); v != "CZ" || err != nil {
		t.Errorf("%q, %v", v, err)
	}
	if err := s.SetSetting(ctx, admin, data.DefaultCountry, "SK"); err != nil {
		t.Fatal(err)
	}
	if v, _ := reopen(t, s).Setting(ctx, data.DefaultCountry); v != "SK" {
		t.Errorf("after it was set: %q", v)
	}
}

func TestUnknownSetting(t *testing.T) {
	s, admin := fresh(t)
	if err := s.SetSetting(ctx, admin, "colour", "red"); !errors.Is(err, data.ErrInvalid) {
		t.Errorf("got %v", err)
	}
}
