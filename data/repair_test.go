package data_test

import (
	"errors"
	"testing"

	"kartoteka/data"
)

// A search index that can't be read is made again from the records when the database is opened, after a backup, and that is said once.
// A backup with such an index, that one too, is restored with the index made again.
func TestDamagedSearchIndex(t *testing.T) {
	for name, statement := range map[string]string{
		"no format":         `DELETE FROM search_clients_config`,
		"no structure":      `DELETE FROM search_clients_data`,
		"another structure": `UPDATE search_clients_data SET block = x'00112233445566' WHERE id = 10; DELETE FROM search_contacts_config`,
	} {
		t.Run(name, func(t *testing.T) {
			s, admin := fresh(t)
			firm(t, s, admin)
			before := dump(t, s.Path())
			s.Close()
			execute(t, s.Path(), statement)
			s = open(t, s.Path())
			if list := backups(t, s); len(list) != 1 || list[0] != s.Reindexed() || list[0].Kind != data.BeforeRepair {
				t.Errorf("backups %v", list)
			}
			compare(t, before, dump(t, s.Path()))
			add(t, s, admin, data.Client, "name", "Gama")
			if n, m := count(t, s, data.Client, data.Query{Search: "gama"}), count(t, s, data.Contact, data.Query{Search: "bara"}); n != 1 || m != 1 {
				t.Errorf("found %d clients and %d contacts", n, m)
			}
			check(t, s)
			damaged := s.Reindexed().Path
			if s = reopen(t, s); s.Reindexed().Path != "" {
				t.Error("said again")
			}
			if _, err := s.RestoreBackup(ctx, admin, damaged, nil); err != nil {
				t.Fatal(err)
			}
			restored(t, s, before)
			s.Close()
			if _, err := data.Recover(ctx, s.Path(), damaged); err != nil {
				t.Fatal(err)
			}
			s = open(t, s.Path())
			restored(t, s, before)
		})
	}
}

// restored checks that a database holds the records of before, and finds them.
func restored(t *testing.T, s *data.Store, before map[string]bool) {
	t.Helper()
	compare(t, before, dump(t, s.Path()))
	if n, m := count(t, s, data.Client, data.Query{Search: "alfa"}), count(t, s, data.Contact, data.Query{Search: "bara"}); n != 1 || m != 1 {
		t.Errorf("found %d clients and %d contacts", n, m)
	}
	check(t, s)
}

// A backup whose search index can be read but says something else than the records is restored, too; with damage elsewhere it is refused.
func TestBackupWithAWrongSearchIndex(t *testing.T) {
	s, admin := fresh(t)
	firm(t, s, admin)
	before := dump(t, s.Path())
	b := makeBackup(t, s, admin)
	execute(t, b.Path, `DELETE FROM search_clients_data WHERE id > 10`)
	add(t, s, admin, data.Client, "name", "Gama")
	if _, err := s.RestoreBackup(ctx, admin, b.Path, nil); err != nil {
		t.Fatal(err)
	}
	restored(t, s, before)
	execute(t, b.Path, `PRAGMA writable_schema = 1; UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'clients_m_city') WHERE name = 'clients_m_name'`)
	var backup *data.BackupError
	if _, err := s.RestoreBackup(ctx, admin, b.Path, nil); !errors.Is(err, data.ErrDamaged) || !errors.As(err, &backup) {
		t.Errorf("restored: %v", err)
	}
	restored(t, s, before)
}
