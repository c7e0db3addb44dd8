package data_test

import (
	"errors"
	"strings"
	"testing"

	"kartoteka/data"
)

func field(tb testing.TB, s *data.Store, by data.User, t data.RecordType, ft data.FieldType, title string, items ...string) data.Field {
	tb.Helper()
	f, err := s.AddField(ctx, by, t, data.Field{Title: title, Type: ft}, items...)
	if err != nil {
		tb.Fatal(err)
	}
	return f
}

// customTitles returns the titles of a record type's custom fields, those retired in brackets.
func customTitles(tb testing.TB, s *data.Store, t data.RecordType) string {
	tb.Helper()
	schema, err := s.Schema(ctx)
	if err != nil {
		tb.Fatal(err)
	}
	var titles []string
	for _, f := range schema.Fields(t) {
		switch {
		case f.Retired:
			titles = append(titles, "["+f.Title+"]")
		case f.Custom():
			titles = append(titles, f.Title)
		}
	}
	return strings.Join(titles, " ")
}

func TestCustomFields(t *testing.T) {
	s, admin := fresh(t)
	f, err := s.AddField(ctx, admin, data.Client, data.Field{
		Title: " Barva vozu ", Type: data.List, Panel: "Vozy", Hint: "Podle vzorníku", Required: true, Key: "name", ID: 7, Retired: true,
	}, "modrá", "červená")
	if err != nil || f.Title != "Barva vozu" || f.Key != "x_1" || f.List != "custom:1" || f.ID != 1 || f.Identity == "" || f.Retired {
		t.Fatalf("%+v, %v", f, err)
	}
	field(t, s, admin, data.Client, data.Number, "Počet vozů")
	field(t, s, admin, data.Client, data.Date, "Den nákupu")
	field(t, s, admin, data.Contact, data.Text, "Barva vozu")
	schema, _ := s.Schema(ctx)
	if got := schema.Field(data.Client, "x_1"); got == nil || got.Title != f.Title || got.Panel != "Vozy" || got.Hint != "Podle vzorníku" || !got.Required || got.Identity != f.Identity || got.Type != data.List {
		t.Errorf("%+v", got)
	}
	if lists, _ := s.Lists(ctx); strings.Join(lists["custom:1"], " ") != "modrá červená" {
		t.Errorf("items %v", lists["custom:1"])
	}

	for _, c := range []struct {
		t    data.RecordType
		f    data.Field
		want error
	}{
		{data.Client, data.Field{Title: "BARVA-VOZU", Type: data.Text}, data.ErrExists},
		{data.Client, data.Field{Title: "ab", Type: data.Text}, data.ErrInvalid},
		{data.Client, data.Field{Title: strings.Repeat("ž", 61), Type: data.Text}, data.ErrInvalid},
		{data.Client, data.Field{Title: "— — —", Type: data.Text}, data.ErrInvalid},
		{data.Client, data.Field{Title: "dva\nřádky", Type: data.Text}, data.ErrInvalid},
		{data.Client, data.Field{Title: "Odkaz", Type: data.Reference}, data.ErrInvalid},
		{data.Client, data.Field{Title: "Odkaz", Type: "TEXT; DROP TABLE clients"}, data.ErrInvalid},
		{data.DealItem, data.Field{Title: "Odkaz", Type: data.Text}, data.ErrInvalid},
	} {
		if _, err := s.AddField(ctx, admin, c.t, c.f); !errors.Is(err, c.want) {
			t.Errorf("%+v: %v", c.f, err)
		}
	}
	if _, err := s.AddField(ctx, admin, data.Client, data.Field{Title: "Cena", Type: data.Number}, "a", "b"); !errors.Is(err, data.ErrInvalid) {
		t.Errorf("items of a number: %v", err)
	}
	field(t, s, admin, data.Lead, data.Text, "!?= "+strings.Repeat("ž", 56))

	for _, move := range []struct {
		id   int64
		to   int
		want string
	}{{3, 0, "Den nákupu Barva vozu Počet vozů"}, {3, 99, "Barva vozu Počet vozů Den nákupu"}, {3, 1, "Barva vozu Den nákupu Počet vozů"}, {1, -5, "Barva vozu Den nákupu Počet vozů"}} {
		if err := s.MoveField(ctx, admin, move.id, move.to); err != nil {
			t.Fatal(err)
		}
		if got := customTitles(t, s, data.Client); got != move.want {
			t.Errorf("%+v: %s", move, got)
		}
	}
	if err := s.RenameField(ctx, admin, 1, "Odstín"); err != nil {
		t.Fatal(err)
	}
	if err := s.RenameField(ctx, admin, 1, "odstín"); err != nil {
		t.Errorf("its own title: %v", err)
	}
	if err := s.RenameField(ctx, admin, 1, "pocet vozu"); !errors.Is(err, data.ErrExists) {
		t.Errorf("a taken title: %v", err)
	}
	if err := s.UpdateField(ctx, admin, data.Field{ID: 2, Panel: "Jiné", Hint: "Kusy", Required: true, Title: "nic"}); err != nil {
		t.Fatal(err)
	}
	schema, _ = s.Schema(ctx)
	if got := schema.Field(data.Client, "x_2"); got.Panel != "Jiné" || got.Hint != "Kusy" || !got.Required || got.Title != "Počet vozů" {
		t.Errorf("%+v", got)
	}
}

// A retired field keeps its values; only one that is empty can be deleted, and its key never comes back.
func TestRetireAndDeleteField(t *testing.T) {
	s, admin := fresh(t)
	f := field(t, s, admin, data.Client, data.List, "Barva", "modrá")
	id := add(t, s, admin, data.Client, "name", "Alfa", f.Key, "modrá")
	if err := s.RetireField(ctx, admin, f.ID, true); err != nil {
		t.Fatal(err)
	}
	if r, _ := s.Record(ctx, data.Client, id); r.Text(f.Key) != "modrá" {
		t.Error("its value is gone")
	}
	schema, _ := s.Schema(ctx)
	for _, a := range schema.Active(data.Client) {
		if a.Custom() {
			t.Error("it is still active")
		}
	}
	if err := s.RetireField(ctx, admin, f.ID, false); err != nil || customTitles(t, s, data.Client) != "Barva" {
		t.Errorf("brought back: %v", err)
	}
	if err := s.DeleteField(ctx, admin, f.ID); !errors.Is(err, data.ErrLinked) {
		t.Errorf("with a value: %v", err)
	}
	deletion, err := s.Remove(ctx, admin, data.Client, id)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.DeleteField(ctx, admin, f.ID); !errors.Is(err, data.ErrLinked) {
		t.Errorf("with a value of a deleted record: %v", err)
	}
	if _, err := s.RestoreRemoved(ctx, admin, deletion); err != nil {
		t.Fatal(err)
	}
	r, _ := s.Record(ctx, data.Client, id)
	r.Set(f.Key, nil)
	if err := s.Update(ctx, admin, &r); err != nil {
		t.Fatal(err)
	}
	if err := s.DeleteField(ctx, admin, f.ID); err != nil {
		t.Fatalf("empty: %v", err)
	}
	if lists, _ := s.Lists(ctx); len(lists[f.List]) != 0 {
		t.Error("its items are left")
	}
	if changes, err := s.Changes(ctx, data.Client, id); err != nil || len(changes) != 0 {
		t.Errorf("changes %v, %v", changes, err)
	}
	if again := field(t, s, admin, data.Client, data.Text, "Barva"); again.Key == f.Key || again.Identity == f.Identity {
		t.Errorf("the next field is %s again", again.Key)
	}
	s = reopen(t, s)
	check(t, s)
	for _, missing := range []error{
		s.DeleteField(ctx, admin, f.ID), s.RetireField(ctx, admin, 99, true), s.MoveField(ctx, admin, 99, 0),
		s.RenameField(ctx, admin, 99, "Barva 2"), s.UpdateField(ctx, admin, data.Field{ID: 99}),
	} {
		if !errors.Is(missing, data.ErrNotFound) {
			t.Errorf("no such field: %v", missing)
		}
	}
}
