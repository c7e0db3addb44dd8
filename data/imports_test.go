package data_test

import (
	"context"
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"kartoteka/data"
)

func TestImport(t *testing.T) {
	s, admin := fresh(t)
	in := data.Import{
		File: "/home/eva/klienti.xlsx", SHA256: strings.Repeat("AB", 32), Template: "clients-wide", Language: "cs",
		Found:      data.Counts{data.Client: 3, data.Contact: 2},
		Rejected:   data.Counts{data.Client: 1, data.Contact: 1},
		Duplicates: data.Counts{data.Client: 1},
		NewItems:   map[string][]string{"source": {"burza", "Internet"}, "product_line": {"Zima"}},
	}
	im, err := s.Import(ctx, admin, in, func(insert func(*data.Record) error) error {
		client := record(data.Client, "name", "Alfa")
		client.Row = 3
		if err := insert(client); err != nil {
			return err
		}
		if client.ID == 0 || client.Label != "Import 22.11.2026 #1" {
			t.Errorf("inserted %+v", client)
		}
		person := record(data.Contact, "client", client.ID, "last_name", "Novák")
		person.Row = 3
		return insert(person)
	})
	if err != nil {
		t.Fatal(err)
	}
	want := data.Import{
		Number: 1, Label: "Import 22.11.2026 #1", Date: now, File: "klienti.xlsx", SHA256: strings.Repeat("ab", 32), Template: "clients-wide", Language: "cs",
		UserID: admin.ID, UserName: admin.FullName, Found: in.Found, Rejected: in.Rejected, Duplicates: in.Duplicates,
		Imported: data.Counts{data.Client: 1, data.Contact: 1}, Remaining: data.Counts{data.Client: 1, data.Contact: 1}, Status: data.Imported,
	}
	same(t, "returned", im, want)
	imports, err := s.Imports(ctx)
	if err != nil || len(imports) != 1 {
		t.Fatal(imports, err)
	}
	same(t, "history", imports[0], want)
	again, err := s.ImportBySHA(ctx, strings.Repeat("aB", 32))
	if err != nil || again == nil {
		t.Fatal(again, err)
	}
	same(t, "by content", *again, want)
	if other, err := s.ImportBySHA(ctx, "00"); other != nil || err != nil {
		t.Errorf("another content: %v, %v", other, err)
	}
	if _, err := s.ImportByLabel(ctx, "Import 22.11.2026 #2"); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("no such label: %v", err)
	}
	r, err := s.Record(ctx, data.Contact, 1)
	if err != nil || r.Label != im.Label || r.Import != 1 || r.Row != 3 {
		t.Errorf("%+v, %v", r, err)
	}
	lists, _ := s.Lists(ctx)
	if got := strings.Join(lists["source"], " "); !strings.HasSuffix(got, "burza") || strings.Contains(got, "Internet") || lists["product_line"][0] != "Zima" {
		t.Errorf("lists %v", lists)
	}
	second := bring(t, s, admin, these(record(data.Lead, "topic", "Dotaz"))...)
	for rt, want := range map[data.RecordType]string{data.Client: im.Label, data.Contact: im.Label, data.Lead: second.Label, data.Product: ""} {
		labels, err := s.Labels(ctx, rt)
		var got []string
		for _, l := range labels {
			got = append(got, l.Label)
		}
		if err != nil || strings.Join(got, " ") != want {
			t.Errorf("labels of %ss: %v, %v", rt, got, err)
		}
	}
}

// same compares two imports, times by their moment.
func same(t *testing.T, what string, got, want data.Import) {
	t.Helper()
	if !got.Date.Equal(want.Date) {
		t.Errorf("%s: date %v", what, got.Date)
	}
	got.Date = want.Date
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s: %+v, want %+v", what, got, want)
	}
}

// An import that fails in any way leaves nothing, and its number is not lost.
func TestImportAllOrNothing(t *testing.T) {
	s, admin := fresh(t)
	add(t, s, admin, data.Product, "code", "X", "name", "Stůl")
	revision, _ := s.Revision(ctx)
	cancelled, cancel := context.WithCancel(ctx)
	cancelledLate, cancelLate := context.WithCancel(ctx)
	trouble := errors.New("trouble")
	client := record(data.Client, "name", "Alfa")
	for name, c := range map[string]struct {
		ctx  context.Context
		in   data.Import
		last *data.Record
		do   func() error
		want error
	}{
		"trouble with the workbook": {ctx, data.Import{}, client, func() error { return trouble }, trouble},
		"cancelled":                 {cancelled, data.Import{}, client, func() error { cancel(); return nil }, context.Canceled},
		"cancelled at the end":      {cancelledLate, data.Import{Found: data.Counts{data.Client: 1}}, nil, func() error { cancelLate(); return nil }, context.Canceled},
		"a code that is taken":      {ctx, data.Import{}, record(data.Product, "code", "x", "name", "Židle"), nil, data.ErrExists},
		"no such client":            {ctx, data.Import{}, record(data.Contact, "client", int64(99), "last_name", "Novák"), nil, data.ErrNotFound},
		"a value of a wrong type":   {ctx, data.Import{}, record(data.Client, "name", 1.5), nil, data.ErrInvalid},
		"the sum is wrong":          {ctx, data.Import{Found: data.Counts{data.Client: 2}}, nil, nil, data.ErrInvalid},
		"checked long ago":          {ctx, data.Import{Found: data.Counts{data.Client: 1}, Revision: revision - 1}, nil, nil, data.ErrStale},
		"an unknown list":           {ctx, data.Import{Found: data.Counts{data.Client: 1}, NewItems: map[string][]string{"colours": {"red"}}}, nil, nil, data.ErrNotFound},
		"an empty list item":        {ctx, data.Import{Found: data.Counts{data.Client: 1}, NewItems: map[string][]string{"source": {" "}}}, nil, nil, data.ErrInvalid},
	} {
		c.in.NewItems = withItem(c.in.NewItems)
		_, err := s.Import(c.ctx, admin, c.in, func(insert func(*data.Record) error) error {
			if err := insert(record(data.Client, "name", "Beta")); err != nil {
				return err
			}
			if c.do != nil {
				if err := c.do(); err != nil {
					return err
				}
			}
			if c.last != nil {
				return insert(c.last)
			}
			return nil
		})
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
		if now, _ := s.Revision(ctx); now != revision {
			t.Errorf("%s: the revision has changed", name)
		}
		lists, _ := s.Lists(ctx)
		imports, _ := s.Imports(ctx)
		if n := count(t, s, data.Client, data.Query{}); n != 0 || len(imports) != 0 || len(lists["product_line"]) != 0 {
			t.Errorf("%s: something is left", name)
		}
	}
	im := bring(t, s, admin, these(record(data.Client, "name", "Alfa"))...)
	if im.Number != 1 {
		t.Errorf("the first import has number %d", im.Number)
	}
	check(t, s)
}

func withItem(items map[string][]string) map[string][]string {
	if items == nil {
		items = map[string][]string{}
	}
	items["product_line"] = []string{"Zima"}
	return items
}

// Reading goes on while an import writes, and sees nothing of it before its end.
func TestReadingDuringAnImport(t *testing.T) {
	s, admin := fresh(t)
	_, err := s.Import(ctx, admin, data.Import{Found: data.Counts{data.Client: 1}}, func(insert func(*data.Record) error) error {
		if err := insert(record(data.Client, "name", "Alfa")); err != nil {
			return err
		}
		if n := count(t, s, data.Client, data.Query{Search: "alfa"}); n != 0 {
			t.Errorf("%d records are seen", n)
		}
		if _, err := s.Schema(ctx); err != nil {
			t.Error(err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if n := count(t, s, data.Client, data.Query{Search: "alfa"}); n != 1 {
		t.Errorf("%d records are seen afterwards", n)
	}
}

// The date of a label is that of the clock on the wall, also where it is already tomorrow.
func TestLabelHasTheLocalDate(t *testing.T) {
	path := t.TempDir() + "/x.db"
	s, err := data.Open(path, data.Options{Now: func() time.Time {
		return time.Date(2026, 2, 3, 0, 30, 0, 0, time.FixedZone("east", 9*3600))
	}})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	admin, _ := s.DefaultUser(ctx)
	if im := bring(t, s, admin, these(record(data.Client, "name", "Alfa"))...); im.Label != "Import 3.2.2026 #1" {
		t.Error(im.Label)
	}
}
