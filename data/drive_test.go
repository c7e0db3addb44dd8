package data_test

import (
	"path/filepath"
	"testing"

	"kartoteka/data"
)

// A database that was on a drive of this computer and now is on one of the network needs no log beside it, keeps
// its records, and lets them be read while an import is written.
func TestNetworkDrive(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	s := open(t, path)
	admin, err := s.DefaultUser(ctx)
	if err != nil {
		t.Fatal(err)
	}
	add(t, s, admin, data.Client, "name", "Alfa")
	if mode := s.JournalMode(t); mode != "wal" {
		t.Errorf("here: journal mode %s", mode)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}

	data.OnNetworkDrive(t)
	s = open(t, path)
	if mode := s.JournalMode(t); mode != "delete" {
		t.Errorf("on the network: journal mode %s", mode)
	}
	g := newGenerator(3)
	_, err = s.Import(ctx, admin, data.Import{File: "x.xlsx", Found: data.Counts{data.Client: 200}}, func(insert func(*data.Record) error) error {
		for range 200 {
			if err := insert(g.client()); err != nil {
				return err
			}
			if n := count(t, s, data.Client, data.Query{}); n != 1 {
				t.Errorf("%d clients are seen during the import", n)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if n := count(t, s, data.Client, data.Query{}); n != 201 {
		t.Errorf("%d clients after the import", n)
	}
	if err := s.Check(ctx); err != nil {
		t.Error(err)
	}
}
