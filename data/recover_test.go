package data_test

import (
	"bytes"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kartoteka/data"
)

// execute runs a statement on a database file that no Store has open.
func execute(tb testing.TB, path, statement string) {
	tb.Helper()
	db, err := sql.Open("sqlite", "file:"+path)
	if err != nil {
		tb.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(statement); err != nil {
		tb.Fatal(err)
	}
}

// damage overwrites bytes in the middle of a file.
func damage(tb testing.TB, path string) {
	tb.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	for i := len(content) / 3; i < len(content)*2/3; i++ {
		content[i] = 0xA5
	}
	if err := os.WriteFile(path, content, 0o600); err != nil {
		tb.Fatal(err)
	}
}

// A backup takes the place of what came after it, for all who have the database open, and what it replaces is
// itself in a backup.
func TestRestoreBackup(t *testing.T) {
	s, admin := fresh(t)
	firm(t, s, admin)
	b := makeBackup(t, s, admin)
	before := dump(t, s.Path())
	firm(t, s, admin)
	if _, err := s.AddField(ctx, admin, data.Client, data.Field{Title: "Poslední návštěva", Type: data.Date}); err != nil {
		t.Fatal(err)
	}
	other := open(t, s.Path())
	if n := count(t, other, data.Client, data.Query{}); n != 4 {
		t.Fatal(n)
	}
	after := dump(t, s.Path())
	revision, err := s.Revision(ctx)
	if err != nil {
		t.Fatal(err)
	}

	steps := 0
	replaced, err := s.RestoreBackup(ctx, admin, b.Path, func(done, total int) {
		if steps++; done > total {
			t.Errorf("%d of %d", done, total)
		}
	})
	if err != nil || steps == 0 {
		t.Fatal(err)
	}
	for _, store := range []*data.Store{s, other} {
		compare(t, before, dump(t, store.Path()))
		if n := count(t, store, data.Client, data.Query{}); n != 2 {
			t.Errorf("%d clients", n)
		}
		if n := count(t, store, data.Contact, data.Query{Search: "bara beta"}); n != 1 {
			t.Errorf("found %d", n)
		}
		if now, err := store.Revision(ctx); err != nil || now <= revision {
			t.Errorf("revision %d after %d: the change goes unnoticed; %v", now, revision, err)
		}
		check(t, store)
	}
	for _, store := range []*data.Store{s, other} {
		add(t, store, admin, data.Client, "name", "Gama") // both go on writing
	}
	if replaced.Kind != data.BeforeRestore {
		t.Errorf("%+v", replaced)
	}
	compare(t, after, dump(t, replaced.Path))
	backups(t, s) // nothing else is left in the folder
	if _, err := s.RestoreBackup(ctx, admin, replaced.Path, nil); err != nil {
		t.Fatal(err)
	}
	compare(t, after, dump(t, s.Path()))
}

// What an older version of the program left out comes along with its backup.
func TestRestoreBackupOfOlderVersion(t *testing.T) {
	s, admin := fresh(t)
	firm(t, s, admin)
	b := makeBackup(t, s, admin)
	for _, statement := range []string{`DROP INDEX contacts_client`, `DROP TABLE search_contacts`, `ALTER TABLE leads DROP COLUMN youtube`, `ALTER TABLE deleted_leads DROP COLUMN youtube`} {
		execute(t, b.Path, statement)
	}
	if _, err := s.RestoreBackup(ctx, admin, b.Path, nil); err != nil {
		t.Fatal(err)
	}
	add(t, s, admin, data.Lead, "topic", "Dotaz", "youtube", "kanál")
	if n := count(t, s, data.Contact, data.Query{Search: "bara"}); n != 1 {
		t.Errorf("found %d", n)
	}
}

// A file that can't be restored is refused with its own reason, and nothing has happened.
func TestRestoreBackupRefuses(t *testing.T) {
	tests := map[string]struct {
		spoil func(path string) error
		want  error
	}{
		"missing": {os.Remove, data.ErrNotFound},
		"empty":   {func(path string) error { return os.Truncate(path, 0) }, data.ErrNotDatabase},
		"text": {func(path string) error {
			return os.WriteFile(path, []byte(strings.Repeat("Milá Anno, ", 1000)), 0o600)
		}, data.ErrNotDatabase},
		"of another program":   {func(path string) error { execute(t, path, `PRAGMA application_id = 1`); return nil }, data.ErrNotDatabase},
		"of a newer version":   {func(path string) error { execute(t, path, `PRAGMA user_version = 999`); return nil }, data.ErrNewer},
		"of no version":        {func(path string) error { execute(t, path, `PRAGMA user_version = -5`); return nil }, data.ErrDamaged},
		"damaged":              {func(path string) error { damage(t, path); return nil }, data.ErrDamaged},
		"cut off":              {func(path string) error { return os.Truncate(path, 100_000) }, data.ErrDamaged},
		"a folder":             {func(path string) error { return errors.Join(os.Remove(path), os.Mkdir(path, 0o700)) }, data.ErrNotDatabase},
		"a dangling reference": {func(path string) error { execute(t, path, `DELETE FROM clients`); return nil }, data.ErrDamaged},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			s, admin := fresh(t)
			firm(t, s, admin)
			before := dump(t, s.Path())
			b := makeBackup(t, s, admin)
			elsewhere := filepath.Join(t.TempDir(), "záloha.db")
			if err := os.Rename(b.Path, elsewhere); err != nil {
				t.Fatal(err)
			}
			if err := test.spoil(elsewhere); err != nil {
				t.Fatal(err)
			}
			if _, err := s.RestoreBackup(ctx, admin, elsewhere, nil); !errors.Is(err, test.want) {
				t.Errorf("%v, want %v", err, test.want)
			}
			compare(t, before, dump(t, s.Path()))
			if list := backups(t, s); len(list) > 0 {
				t.Errorf("left %v", list)
			}
			if _, err := s.RestoreBackup(ctx, admin, s.Path(), nil); !errors.Is(err, data.ErrInvalid) {
				t.Errorf("restored from itself: %v", err)
			}
		})
	}
}

// A damaged database is set aside, not lost, and the newest sound backup takes its place.
// Nothing in the file shows that it was a database; its backups do.
func TestWhatHasBackupsIsDamaged(t *testing.T) {
	for name, content := range map[string][]byte{"nonsense": bytes.Repeat([]byte("nesmysl"), 9000), "nothing": nil} {
		t.Run(name, func(t *testing.T) {
			s, admin := fresh(t)
			firm(t, s, admin)
			backup := makeBackup(t, s, admin)
			path := s.Path()
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, content, 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := data.Open(path, data.Options{}); !errors.Is(err, data.ErrDamaged) {
				t.Fatalf("opened with %v", err)
			}
			aside, err := data.Recover(ctx, path, backup.Path)
			if err != nil {
				t.Fatal(err)
			}
			if kept, err := os.ReadFile(aside); err != nil || !bytes.Equal(kept, content) {
				t.Errorf("set aside: %d bytes, %v", len(kept), err)
			}
			if s, err = data.Open(path, data.Options{}); err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			if count(t, s, data.Client, data.Query{}) == 0 {
				t.Error("the backup is not back")
			}
		})
	}
}

// A database may be named as it is seen from the folder one works in.
func TestRecoverByRelativePath(t *testing.T) {
	s, admin := fresh(t)
	firm(t, s, admin)
	backup := makeBackup(t, s, admin)
	folder, path := filepath.Split(s.Path())
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	t.Chdir(folder)
	if err := os.WriteFile(path, bytes.Repeat([]byte("nesmysl"), 9000), 0o600); err != nil {
		t.Fatal(err)
	}
	newest, err := data.NewestBackup(ctx, path)
	if err != nil || filepath.Base(newest.Path) != filepath.Base(backup.Path) {
		t.Fatalf("newest backup %q, %v", newest.Path, err)
	}
	if _, err := data.Recover(ctx, path, newest.Path); err != nil {
		t.Fatal(err)
	}
	if s, err = data.Open(path, data.Options{}); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if count(t, s, data.Client, data.Query{}) == 0 {
		t.Error("the backup is not back")
	}
}

func TestRecover(t *testing.T) {
	s, admin := fresh(t)
	path := s.Path()
	firm(t, s, admin)
	good := makeBackup(t, s, admin)
	before := dump(t, path)
	newer := makeBackup(t, s, admin)
	damage(t, newer.Path)
	if _, err := data.Recover(ctx, path, good.Path); !errors.Is(err, data.ErrLocked) {
		t.Errorf("recovered while in use: %v", err)
	}
	if _, err := data.SetAside(path); !errors.Is(err, data.ErrLocked) {
		t.Errorf("set aside while in use: %v", err)
	}
	s.Close()
	damage(t, path)
	spoiled, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	newest, err := data.NewestBackup(ctx, path)
	if err != nil || newest != good {
		t.Fatalf("newest backup %v, %v, want %v", newest, err, good)
	}
	if _, err := data.Recover(ctx, path, newer.Path); !errors.Is(err, data.ErrDamaged) {
		t.Errorf("recovered from a damaged backup: %v", err)
	}
	if content, _ := os.ReadFile(path); string(content) != string(spoiled) {
		t.Error("a refused backup changed the database")
	}
	aside, err := data.Recover(ctx, path, newest.Path)
	if err != nil {
		t.Fatal(err)
	}
	if content, _ := os.ReadFile(aside); string(content) != string(spoiled) {
		t.Error("the damaged database is lost")
	}
	s = open(t, path)
	compare(t, before, dump(t, path))
	s.Close()
	if aside, err = data.SetAside(path); err != nil {
		t.Fatal(err)
	}
	compare(t, before, dump(t, aside))
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Error("still in its place")
	}
	if _, err := data.NewestBackup(ctx, filepath.Join(t.TempDir(), "x.db")); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("a backup of nothing: %v", err)
	}
}
