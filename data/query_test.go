package data_test

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"kartoteka/data"
)

func names(tb testing.TB, s *data.Store, t data.RecordType, q data.Query) string {
	tb.Helper()
	records, err := s.Records(ctx, t, q)
	if err != nil {
		tb.Fatal(err)
	}
	if n, err := s.Count(ctx, t, q); err != nil || q.Limit == 0 && q.Offset == 0 && n != len(records) {
		tb.Errorf("%+v: counted %d, read %d; %v", q, n, len(records), err)
	}
	var all []string
	for _, r := range records {
		all = append(all, r.Title())
	}
	return strings.Join(all, " ")
}

func TestQueries(t *testing.T) {
	s, admin := fresh(t)
	eva, err := s.AddUser(ctx, admin, data.User{Name: "eva", FullName: "Eva", Role: data.Regular, Active: true}, "")
	if err != nil {
		t.Fatal(err)
	}
	im := bring(t, s, admin, these(
		record(data.Client, "name", "Hynek", "city", "Čáslav", "owner", eva.ID, "vat_payer", true),
		record(data.Client, "name", "Chalupa", "city", "Cheb", "owner", int64(1), "vat_payer", false),
		record(data.Client, "name", "Černý", "city", "Hodonín", "owner", int64(1)),
	)...)
	bring(t, s, admin, these(record(data.Client, "name", "Cyril", "city", "Cvikov"))...)
	add(t, s, admin, data.Client, "name", "Adam")
	for _, c := range []struct {
		what string
		q    data.Query
		want string
	}{
		{"by name as in a Czech dictionary", data.Query{}, "Adam Cyril Černý Hynek Chalupa"},
		{"backwards", data.Query{Desc: true}, "Chalupa Hynek Černý Cyril Adam"},
		{"by town, without one last", data.Query{Sort: "city"}, "Cyril Hynek Černý Chalupa Adam"},
		{"by town backwards", data.Query{Sort: "city", Desc: true}, "Adam Chalupa Černý Hynek Cyril"},
		{"by owner's name", data.Query{Sort: "owner"}, "Chalupa Černý Hynek Cyril Adam"},
		{"by id", data.Query{Sort: "id"}, "Hynek Chalupa Černý Cyril Adam"},
		{"by label", data.Query{Sort: "label"}, "Hynek Chalupa Černý Cyril Adam"},
		{"a page", data.Query{Limit: 2, Offset: 1}, "Cyril Černý"},
		{"the rest", data.Query{Offset: 3}, "Hynek Chalupa"},
		{"beyond the end", data.Query{Limit: 2, Offset: 9}, ""},
		{"of a label", data.Query{Label: im.Label}, "Černý Hynek Chalupa"},
		{"of an import", data.Query{Import: 2}, "Cyril"},
		{"of no label", data.Query{Label: "Import 1.1.2020 #9"}, ""},
		{"ids", data.Query{IDs: []int64{5, 1, 99}}, "Adam Hynek"},
		{"no ids", data.Query{IDs: []int64{}}, ""},
		{"of an owner", data.Query{Filter: map[string]any{"owner": int64(1)}}, "Černý Chalupa"},
		{"of nobody", data.Query{Filter: map[string]any{"owner": nil}}, "Adam Cyril"},
		{"said no", data.Query{Filter: map[string]any{"vat_payer": false}}, "Chalupa"},
		{"two filters", data.Query{Filter: map[string]any{"owner": int64(1), "city": "Cheb"}}, "Chalupa"},
		{"search and label", data.Query{Search: "c", Label: im.Label}, "Černý Hynek Chalupa"},
		{"search and filter", data.Query{Search: "ch", Filter: map[string]any{"owner": int64(1)}}, "Chalupa"},
		{"search sorted", data.Query{Search: "c", Sort: "city", Desc: true}, "Chalupa Černý Hynek Cyril"},
	} {
		if got := names(t, s, data.Client, c.q); got != c.want {
			t.Errorf("%s: %s, want %s", c.what, got, c.want)
		}
	}
	for _, q := range []data.Query{{Sort: "colour"}, {Sort: "row_key"}, {Filter: map[string]any{"1=1 --": "x"}}, {Filter: map[string]any{"owner": "Eva"}}} {
		if _, err := s.Records(ctx, data.Client, q); !errors.Is(err, data.ErrInvalid) {
			t.Errorf("%+v: %v", q, err)
		}
	}
	if _, err := s.Records(ctx, "clients; --", data.Query{}); !errors.Is(err, data.ErrInvalid) {
		t.Errorf("an unknown type: %v", err)
	}
	if _, err := s.Record(ctx, data.Client, 99); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("no such record: %v", err)
	}
	if titles, err := s.Titles(ctx, data.Client, []int64{1, 2, 99}); err != nil || len(titles) != 2 || titles[2] != "Chalupa" {
		t.Errorf("titles %v, %v", titles, err)
	}
}

func TestEachStopsWithTheErrorOfItsCaller(t *testing.T) {
	s, admin := fresh(t)
	bring(t, s, admin, these(record(data.Client, "name", "A"), record(data.Client, "name", "B"))...)
	enough, n := errors.New("enough"), 0
	err := s.Each(ctx, data.Client, data.Query{}, func(*data.Record) error { n++; return enough })
	if !errors.Is(err, enough) || n != 1 {
		t.Errorf("%d calls, %v", n, err)
	}
}

func TestMatching(t *testing.T) {
	s, admin := fresh(t)
	bring(t, s, admin, these(
		record(data.Client, "name", "Alfa, s.r.o.", "reg_number", "1234567"),
		record(data.Client, "name", "ALFA s. r. o."),
		record(data.Client, "name", "Beta", "reg_number", "01234567"),
		record(data.Client, "name", "—"),
	)...)
	finder, err := s.Finder(ctx, data.Client)
	if err != nil {
		t.Fatal(err)
	}
	match := func(name string, values ...string) (ids []int64) {
		records, err := s.Matching(ctx, data.Client, name, values)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range records {
			ids = append(ids, r.ID)
		}
		if len(values) == 1 { // a Finder says the same
			found, err := finder.Matching(ctx, name, values[0])
			if err != nil || !reflect.DeepEqual(found, records) {
				t.Errorf("%s %q: found %v, matching %v, %v", name, values[0], found, records, err)
			}
		}
		return ids
	}
	alfa := record(data.Client, "name", "alfa sro", "reg_number", " 01 234 567 ")
	if got := match("name", alfa.Match("name"), alfa.Match("name"), "x'); --"); !slices.Equal(got, []int64{1, 2}) {
		t.Errorf("by name %v", got)
	}
	if got := match("reg_number", alfa.Match("reg_number")); !slices.Equal(got, []int64{1, 3}) {
		t.Errorf("by number %v", got)
	}
	if got := match("name", alfa.Match("name")); !slices.Equal(got, []int64{1, 2}) {
		t.Errorf("by one name %v", got)
	}
	if got := match("name", ""); got != nil {
		t.Errorf("a blank name matches %v", got)
	}
	if got := match("name"); got != nil {
		t.Errorf("nothing matches %v", got)
	}
	if _, err := s.Matching(ctx, data.Client, "city", nil); !errors.Is(err, data.ErrInvalid) {
		t.Errorf("no match value: %v", err)
	}
	if _, err := finder.Matching(ctx, "city", "x"); !errors.Is(err, data.ErrInvalid) {
		t.Errorf("no match value: %v", err)
	}
	if err := finder.Close(); err != nil {
		t.Error(err)
	}
}

func TestMatchValues(t *testing.T) {
	for _, c := range []struct {
		r    *data.Record
		name string
		want string
	}{
		{record(data.Contact, "title_before", "Ing.", "first_name", "Jan", "last_name", "Novák"), "name", "novak jan"},
		{record(data.Contact, "last_name", "Nová Malá"), "name", "novamala"},
		{record(data.Contact, "first_name", "Jan"), "name", "jan"},
		{record(data.Lead, "topic", "Dotaz: cena?"), "topic", "dotazcena"},
		{record(data.Lead, "company_name", "Alfa"), "company", "alfa"},
		{record(data.Product, "code", " A-1 "), "code", "a-1"},
		{record(data.Client, "reg_number", "12345678"), "reg_number", "12345678"},
		{record(data.Client, "reg_number", "IČ 12"), "reg_number", "ic12"},
		{record(data.Client, "reg_number", "-"), "reg_number", ""},
		{record(data.Client, "name", "x"), "unknown", ""},
	} {
		if got := c.r.Match(c.name); got != c.want {
			t.Errorf("%v %s: %q, want %q", c.r.Values, c.name, got, c.want)
		}
	}
}
