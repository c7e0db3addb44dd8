package data_test

import (
	"errors"
	"os"
	"testing"

	"kartoteka/data"
)

// A search index that can't be read is made again from the records when the database is opened, after a backup, and that is said once. A
// backup with such an index is damaged.
func TestDamagedSearchIndex(t *testing.T) {
	for name, statement := range map[string]string{
		"no format":         `DELETE FROM search_clients_config`,
		"no structure":      `DELETE FROM search_clients_data`,
		"another structure": `UPDATE search_clients_data SET block = x'00112233445566' WHERE id = 10; DELETE FROM search_contacts_config`,
	} {
		t.Run(name, func(t *testing.T) {
			s, admin := fresh(t)
			firm(t, s, admin)
			b := makeBackup(t, s, admin)
			execute(t, b.Path, statement)
			var backup *data.BackupError
			if _, err := s.RestoreBackup(ctx, admin, b.Path, nil); !errors.Is(err, data.ErrDamaged) || !errors.As(err, &backup) {
				t.Errorf("restored: %v", err)
			}
			if err := os.Remove(b.Path); err != nil {
				t.Fatal(err)
			}
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
			if s = reopen(t, s); s.Reindexed().Path != "" {
				t.Error("said again")
			}
		})
	}
}
