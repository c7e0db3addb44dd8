package data_test

import (
	"reflect"
	"testing"

	"kartoteka/data"
)

// A cell names a record as people do: a client by number, external id or name, a person by the name in full or by an
// e-mail, and only one of the client that is asked for.
func TestNamed(t *testing.T) {
	s, admin := fresh(t)
	alfa := add(t, s, admin, data.Client, "name", "Alfa, s.r.o.", "reg_number", "01234567", "external_id", "EXT-1")
	beta := add(t, s, admin, data.Client, "name", "EXT-1 a syn")
	twice := add(t, s, admin, data.Client, "name", "Alfa s. r. o.")
	jan := add(t, s, admin, data.Contact, "client", alfa, "title_before", "Ing.", "first_name", "Jan", "last_name", "Novák-Malý", "email_1", "Jan@Alfa.example")
	other := add(t, s, admin, data.Contact, "client", beta, "first_name", "Jan", "last_name", "Novák Malý", "email_2", "jan@alfa.example")
	alone := add(t, s, admin, data.Contact, "client", beta, "last_name", "Malý")
	lead := add(t, s, admin, data.Lead, "topic", "Sklad")
	product := add(t, s, admin, data.Product, "code", "A-1", "name", "Stůl")
	deal := add(t, s, admin, data.Deal, "name", "Nákup 2026", "client", alfa)
	for _, c := range []struct {
		t      data.RecordType
		text   string
		within int64 // client
		want   []int64
	}{
		{data.Client, "1234567", 0, []int64{alfa}},
		{data.Client, " ext-1 ", 0, []int64{alfa}},
		{data.Client, "EXT", 0, nil},
		{data.Client, "ALFA SRO", 0, []int64{alfa, twice}},
		{data.Client, " ", 0, nil},
		{data.Client, "—", 0, nil},
		{data.Contact, "Jan Novák-Malý", 0, []int64{jan, other}},
		{data.Contact, "novak maly jan", 0, []int64{jan, other}},
		{data.Contact, "ing. Jan Novák - Malý", 0, []int64{jan}},
		{data.Contact, "Mgr. Jan Novák-Malý", 0, nil},
		{data.Contact, "Novák-Malý", 0, nil},
		{data.Contact, "Malý", 0, []int64{alone}},
		{data.Contact, "Jan Novák-Malý", beta, []int64{other}},
		{data.Contact, "Jan Novák-Malý", twice, nil},
		{data.Contact, "JAN@alfa.example", 0, []int64{jan, other}},
		{data.Contact, "jan@alfa.example", alfa, []int64{jan}},
		{data.Contact, "Alfa, s.r.o.", 0, nil},
		{data.Lead, "SKLAD", beta, []int64{lead}},
		{data.Product, "a-1", 0, []int64{product}},
		{data.Product, "a1", 0, nil},
		{data.Deal, "nákup 2026", alfa, []int64{deal}},
		{data.Deal, "Nákup 2026", beta, nil},
		{data.Activity, "Nákup 2026", 0, nil},
	} {
		finder, err := s.Finder(ctx, c.t)
		if err != nil {
			t.Fatal(err)
		}
		var within []data.Value
		if c.within != 0 {
			within = []data.Value{{Key: "client", V: c.within}}
		}
		var got []int64
		found, err := finder.Named(ctx, c.text, within...)
		for _, r := range found {
			got = append(got, r.ID)
		}
		if err != nil || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s %q of client %d: %v, want %v, %v", c.t, c.text, c.within, got, c.want, err)
		}
		finder.Close()
	}
}

// A text that means different records in different ways means all of them: which of them was meant only people know.
func TestNamedInSeveralWays(t *testing.T) {
	s, admin := fresh(t)
	alfa := add(t, s, admin, data.Client, "name", "Alfa s.r.o.", "reg_number", "27074358", "external_id", "ALFA SRO")
	gama := add(t, s, admin, data.Client, "name", "Gama", "external_id", "Alfa s.r.o.")
	delta := add(t, s, admin, data.Client, "name", "Delta", "external_id", "27074358")
	jan := add(t, s, admin, data.Contact, "client", alfa, "last_name", "jan@alfa.example")
	eva := add(t, s, admin, data.Contact, "client", gama, "last_name", "Eva", "email_1", "jan@alfa.example")
	for _, c := range []struct {
		t      data.RecordType
		text   string
		client int64
		want   []int64
	}{
		{data.Client, "Alfa s.r.o.", 0, []int64{alfa, gama}},
		{data.Client, "27074358", 0, []int64{alfa, delta}},
		{data.Client, "alfa sro", 0, []int64{alfa}},
		{data.Client, "Delta", 0, []int64{delta}},
		{data.Contact, "jan@alfa.example", 0, []int64{jan, eva}},
		{data.Contact, "jan@alfa.example", gama, []int64{eva}},
	} {
		finder, err := s.Finder(t.Context(), c.t)
		if err != nil {
			t.Fatal(err)
		}
		var within data.Value
		if c.client != 0 {
			within = data.Value{Key: "client", V: c.client}
		}
		var got []int64
		found, err := finder.Named(t.Context(), c.text, within)
		for _, r := range found {
			got = append(got, r.ID)
		}
		if err != nil || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s %q: %v, want %v, %v", c.t, c.text, got, c.want, err)
		}
		finder.Close()
	}
}
