package data_test

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"kartoteka/data"
)

var ctx = context.Background()

// now is the moment of everything a test stores.
var now = time.Date(2026, 11, 22, 10, 30, 0, 0, time.Local)

func open(tb testing.TB, path string) *data.Store {
	tb.Helper()
	s, err := data.Open(path, data.Options{Now: func() time.Time { return now }})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { s.Close() })
	return s
}

// fresh returns an empty store and its administrator.
func fresh(tb testing.TB) (*data.Store, data.User) {
	tb.Helper()
	s := open(tb, filepath.Join(tb.TempDir(), "kartotéka.db"))
	admin, err := s.DefaultUser(ctx)
	if err != nil {
		tb.Fatal(err)
	}
	return s, admin
}

func TestImportSmoke(t *testing.T) {
	s, admin := fresh(t)
	im, err := s.Import(ctx, admin, data.Import{File: "/x/klienti.xlsx", Found: data.Counts{data.Client: 1, data.Contact: 1}}, func(insert func(*data.Record) error) error {
		c := &data.Record{Type: data.Client, Row: 4, Values: []data.Value{{"name", "Čáp"}, {"vat_payer", true}}}
		if err := insert(c); err != nil {
			return err
		}
		return insert(&data.Record{Type: data.Contact, Row: 4, Values: []data.Value{{"client", c.ID}, {"last_name", "Novák"}}})
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Log(im)
	rs, err := s.Records(ctx, data.Contact, data.Query{})
	if err != nil {
		t.Fatal(err)
	}
	t.Log(rs)
	ims, err := s.Imports(ctx)
	t.Log(ims, err)
}
