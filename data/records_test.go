package data_test

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"kartoteka/data"
)

// awkward are texts that spreadsheets, SQL or careless code would change.
var awkward = []string{
	"=cmd|'/c calc'!A0", "+420777123456", "-1", "@x", "0123", "1e5", "1.50", " mezery ", "NULL", "null", "TRUE", "'; DROP TABLE clients; --",
	`"uvozovky" a \ lomítka %s`, "řádek\r\nřádek\tsloupec", "a\x00b", "\x00", "žluťoučký kůň", "z\u030cluty", "𝒳🎉👩‍👩‍👧", "مرحبا", "汉字", "\ufeffBOM", "\u202eobráceně",
	strings.Repeat("ž", 255), strings.Repeat("x", 100_000), "2026-12-24", "9007199254740993", "0x10", "\U0010ffff",
}

var numbers = []float64{0, 1, -1, 0.1, 1.0 / 3, 1e300, -1e-300, math.MaxFloat64, math.SmallestNonzeroFloat64, 1 << 53, 1<<53 + 2, 9007199254740993, 21, 1234.5, math.Pi}

// value returns a value of the field's Go type; the n-th of the awkward ones or a random one.
func value(r *rand.Rand, f *data.Field, n int) any {
	switch f.Type {
	case data.Number, data.Percent:
		if n < len(numbers) {
			return numbers[n]
		}
		for {
			if x := math.Float64frombits(r.Uint64()); !math.IsNaN(x) && !math.IsInf(x, 0) && x != 0 {
				return x
			}
		}
	case data.Bool:
		return r.IntN(2) == 0
	case data.Account, data.Reference:
		return int64(1)
	}
	if n < len(awkward) {
		return awkward[n]
	}
	var b strings.Builder
	for range 1 + r.IntN(30) {
		c := rune(r.IntN(utf8.MaxRune + 1))
		if r.IntN(2) == 0 {
			c = rune(r.IntN(0x180))
		}
		if utf8.ValidRune(c) {
			b.WriteRune(c)
		}
	}
	return b.String() + "."
}

// Whatever is stored is read back equal, bit by bit, in every field of every record type,
// custom ones of every type included, after a change and after opening again.
func TestValuesAreReadBackEqual(t *testing.T) {
	s, admin := fresh(t)
	for _, rt := range data.Importable() {
		for _, ft := range data.CustomTypes() {
			if _, err := s.AddField(ctx, admin, rt, data.Field{Title: "Pole " + string(ft), Type: ft}); err != nil {
				t.Fatal(err)
			}
		}
	}
	schema, err := s.Schema(ctx)
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(1, 1))
	var stored []*data.Record
	for n := range 60 {
		for _, rt := range data.RecordTypes() {
			record := &data.Record{Type: rt}
			for _, f := range schema.Fields(rt) {
				if !f.Unstored && (f.Required || r.IntN(3) > 0) {
					record.Set(f.Key, value(r, f, n))
				}
			}
			if rt == data.Product {
				record.Set("code", fmt.Sprint("c", n))
			}
			if err := s.Insert(ctx, admin, record); err != nil {
				t.Fatal(err)
			}
			if n%3 == 0 { // change some
				for _, f := range schema.Fields(rt) {
					if v := record.Value(f.Key); v != nil && f.Key != "code" {
						record.Set(f.Key, value(r, f, len(awkward)+n))
					}
				}
				if err := s.Update(ctx, admin, record); err != nil {
					t.Fatal(err)
				}
			}
			stored = append(stored, record)
		}
	}
	s = reopen(t, s)
	for _, want := range stored {
		got, err := s.Record(ctx, want.Type, want.ID)
		if err != nil {
			t.Fatal(err)
		}
		order := func(a, b data.Value) int { return strings.Compare(a.Key, b.Key) }
		slices.SortFunc(got.Values, order)
		slices.SortFunc(want.Values, order)
		if !reflect.DeepEqual(&got, want) {
			t.Errorf("stored %+v, read back %+v", want, got)
		}
	}
	check(t, s)
}

func TestValuesThatAreRefused(t *testing.T) {
	s, admin := fresh(t)
	for _, c := range []struct {
		record *data.Record
		key    string
	}{
		{record(data.Client), "name"},
		{record(data.Client, "name", 7.0), "name"},
		{record(data.Client, "name", "a\xffb"), "name"},
		{record(data.Client, "name", "Alfa", "person", "yes"), "person"},
		{record(data.Client, "name", "Alfa", "colour", "red"), "colour"},
		{record(data.Client, "name", "Alfa", "row_key", "1"), "row_key"},
		{record(data.Client, "name", "Alfa", "id", int64(7)), "id"},
		{record(data.Client, "name", "Alfa", "import_id", int64(1)), "import_id"},
		{record(data.Client, "name", "Alfa", "owner", "petr"), "owner"},
		{record(data.Product, "code", "1", "name", "x", "price", math.NaN()), "price"},
		{record(data.Product, "code", "1", "name", "x", "price", math.Inf(1)), "price"},
		{record(data.Product, "code", "1", "name", "x", "price", 7), "price"},
	} {
		var refused *data.ValueError
		if err := s.Insert(ctx, admin, c.record); !errors.As(err, &refused) || refused.Key != c.key || !errors.Is(err, data.ErrInvalid) {
			t.Errorf("%v: %v", c.record.Values, err)
		}
	}
	if err := s.Insert(ctx, admin, record("house", "name", "x")); !errors.Is(err, data.ErrInvalid) {
		t.Errorf("an unknown type: %v", err)
	}
	for _, missing := range []*data.Record{
		record(data.Contact, "last_name", "Novák", "client", int64(99)),
		record(data.Client, "name", "Alfa", "owner", int64(99)),
	} {
		if err := s.Insert(ctx, admin, missing); !errors.Is(err, data.ErrNotFound) {
			t.Errorf("%v: %v", missing.Values, err)
		}
	}
	for _, rt := range data.RecordTypes() {
		if n := count(t, s, rt, data.Query{}); n != 0 {
			t.Errorf("%d %ss are there", n, rt)
		}
	}
}

func TestNegativeZeroIsZero(t *testing.T) {
	s, admin := fresh(t)
	id := add(t, s, admin, data.Product, "code", "1", "name", "x", "price", math.Copysign(0, -1))
	if r, _ := s.Record(ctx, data.Product, id); r.Value("price") != 0.0 || math.Signbit(r.Number("price")) {
		t.Errorf("read back %v", r.Value("price"))
	}
}

func TestUniqueCode(t *testing.T) {
	s, admin := fresh(t)
	first := add(t, s, admin, data.Product, "code", "Á-1", "name", "Stůl")
	second := add(t, s, admin, data.Product, "code", "Á1", "name", "Židle")
	var exists *data.ExistsError
	for _, code := range []string{"Á-1", " á-1 ", "A\u0301-1"} {
		err := s.Insert(ctx, admin, record(data.Product, "code", code, "name", "Postel"))
		if !errors.As(err, &exists) || exists.ID != first || exists.Title != "Stůl" || exists.Key != "code" || !errors.Is(err, data.ErrExists) {
			t.Errorf("%q: %v", code, err)
		}
	}
	r := record(data.Product, "code", "á-1", "name", "Židle")
	r.ID = second
	if err := s.Update(ctx, admin, r); !errors.As(err, &exists) || exists.ID != first {
		t.Errorf("changed: %v", err)
	}
	r.Set("code", "á1")
	if err := s.Update(ctx, admin, r); err != nil {
		t.Errorf("its own code: %v", err)
	}
}

// Whoever adds a record by hand can't slip it into an import, nor take one out of it.
func TestImportOfARecordIsNotForTheCallerToSay(t *testing.T) {
	s, admin := fresh(t)
	im := bring(t, s, admin, these(record(data.Client, "name", "Alfa"))...)
	r := record(data.Client, "name", "Beta")
	r.ID, r.Import, r.Label, r.Row = 77, im.Number, im.Label, 3
	if err := s.Insert(ctx, admin, r); err != nil || r.Import != 0 || r.Label != "" || r.Row != 0 || r.ID == 77 {
		t.Errorf("%+v, %v", r, err)
	}
	if n := count(t, s, data.Client, data.Query{Label: im.Label}); n != 1 {
		t.Errorf("%d records carry the label", n)
	}
	r = record(data.Client, "name", "Alfa 2")
	r.ID = 1
	if err := s.Update(ctx, admin, r); err != nil {
		t.Fatal(err)
	}
	if got, _ := s.Record(ctx, data.Client, 1); got.Label != im.Label || got.Row != 3 || got.Text("name") != "Alfa 2" {
		t.Errorf("%+v", got)
	}
}

func TestUpdate(t *testing.T) {
	s, admin := fresh(t)
	id := add(t, s, admin, data.Client, "name", "Alfa", "vat_payer", true, "city", "Brno")
	r, err := s.Record(ctx, data.Client, id)
	if err != nil {
		t.Fatal(err)
	}
	stale := r
	stale.Values = slices.Clone(r.Values)
	r.Set("name", "Alfa a.s.")
	r.Set("city", nil)
	r.Set("street", "Dlouhá 1")
	r.Set("vat_payer", false)
	if err := s.Update(ctx, admin, &r); err != nil || r.Version != 2 {
		t.Fatal(r.Version, err)
	}
	changes, err := s.Changes(ctx, data.Client, id)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string][2]any{}
	for _, c := range changes {
		got[c.Field] = [2]any{c.Old, c.New}
		if !c.At.Equal(now) || c.UserName != admin.FullName {
			t.Errorf("%+v", c)
		}
	}
	want := map[string][2]any{"name": {"Alfa", "Alfa a.s."}, "city": {"Brno", nil}, "street": {nil, "Dlouhá 1"}, "vat_payer": {true, false}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("changes %v", got)
	}
	stale.Set("name", "Omega")
	if err := s.Update(ctx, admin, &stale); !errors.Is(err, data.ErrStale) {
		t.Errorf("an older version: %v", err)
	}
	stale.Version = 0
	if err := s.Update(ctx, admin, &stale); err != nil || stale.Version != 3 {
		t.Errorf("whatever the version: %v", err)
	}
	stale.ID = 99
	if err := s.Update(ctx, admin, &stale); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("no such record: %v", err)
	}
	if n := count(t, s, data.Client, data.Query{Search: "omega"}); n != 1 {
		t.Errorf("found %d times by its new name", n)
	}
	if n := count(t, s, data.Client, data.Query{Search: "alfa"}); n != 0 {
		t.Errorf("found %d times by its old name", n)
	}
}
