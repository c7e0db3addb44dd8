package data_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"kartoteka/assets"
	"kartoteka/data"
)

var ctx = context.Background()

// now is the moment of everything a test stores.
var now = time.Date(2026, 11, 22, 10, 30, 0, 0, time.Local)

func open(tb testing.TB, path string) *data.Store {
	tb.Helper()
	s, err := data.Open(path, data.Options{Fresh: data.Fresh(assets.Czech.Fresh()), Now: func() time.Time { return now }})
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

// reopen closes a store and opens it again.
func reopen(tb testing.TB, s *data.Store) *data.Store {
	tb.Helper()
	if err := s.Close(); err != nil {
		tb.Fatal(err)
	}
	return open(tb, s.Path())
}

// check fails the test unless the whole database is sound.
func check(tb testing.TB, s *data.Store) {
	tb.Helper()
	if err := s.Check(ctx); err != nil {
		tb.Error(err)
	}
}

func TestFreshDatabase(t *testing.T) {
	for l, want := range map[assets.Lang]struct{ admin, country, currency, lost string }{
		assets.Czech:   {"Administrátor", "CZ", "CZK", "Nezájem"},
		assets.English: {"Administrator", "CZ", "CZK", "Not interested"},
		assets.Slovak:  {"Administrátor", "SK", "EUR", "Nezáujem"},
	} {
		s, err := data.Open(filepath.Join(t.TempDir(), "new folder", "with #, ?, %41 and ů.db"), data.Options{Fresh: data.Fresh(l.Fresh())})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		admin, err := s.DefaultUser(ctx)
		if err != nil || admin.FullName != want.admin || admin.Role != data.Admin || admin.HasPassword || !admin.Active {
			t.Errorf("%s: administrator %+v, %v", l, admin, err)
		}
		lists, err := s.Lists(ctx)
		if err != nil || lists["currency"][0] != want.currency || lists["lead_phase"][3] != want.lost {
			t.Errorf("%s: lists %v, %v", l, lists, err)
		}
		for key, value := range map[string]string{data.DefaultCountry: want.country, data.DefaultCurrency: want.currency} {
			if got, err := s.Setting(ctx, key); got != value || err != nil {
				t.Errorf("%s: %s is %q, %v", l, key, got, err)
			}
		}
		check(t, s)
		files, err := os.ReadDir(filepath.Dir(s.Path()))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			info, err := f.Info()
			if err != nil {
				t.Fatal(err)
			}
			if runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
				t.Errorf("%s has mode %v", f.Name(), info.Mode())
			}
		}
		if info, _ := os.Stat(filepath.Dir(s.Path())); runtime.GOOS != "windows" && info.Mode().Perm() != 0o700 {
			t.Errorf("folder has mode %v", info.Mode())
		}
	}
}

// TestEmptyFresh: a database that is given nothing has an administrator and empty lists.
func TestEmptyFresh(t *testing.T) {
	s, err := data.Open(filepath.Join(t.TempDir(), "empty.db"), data.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	admin, err := s.DefaultUser(ctx)
	lists, failed := s.Lists(ctx)
	if admin.FullName != "Administrator" || err != nil || len(lists) != 0 || failed != nil {
		t.Errorf("administrator %+v, %v; lists %v, %v", admin, err, lists, failed)
	}
	if _, err := data.Open(filepath.Join(t.TempDir(), "x.db"), data.Options{Fresh: data.Fresh{Lists: map[string][]string{"colours": {"red"}}}}); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("a list that is none: %v", err)
	}
}

// Every list a field draws from is built in, and no other.
func TestBuiltInListsAreThoseOfTheSchema(t *testing.T) {
	drawn := map[string]bool{}
	schema := data.NewSchema(nil)
	for _, rt := range data.RecordTypes() {
		for _, f := range schema.Fields(rt) {
			if f.Type == data.List {
				drawn[f.List] = true
			}
		}
	}
	for _, list := range data.ListKeys() {
		if !drawn[list] {
			t.Errorf("no field draws from %s", list)
		}
		delete(drawn, list)
	}
	for list := range drawn {
		t.Errorf("%s is no built-in list", list)
	}
}

func TestForeignFilesAreLeftUntouched(t *testing.T) {
	foreign := filepath.Join(t.TempDir(), "foreign.db")
	db := openSQL(t, foreign+"?_pragma=journal_mode(wal)")
	if _, err := db.Exec(`CREATE TABLE letters (a); INSERT INTO letters VALUES ('á')`); err != nil {
		t.Fatal(err)
	}
	db.Close()
	database, err := os.ReadFile(foreign)
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{
		"another program's database": database,
		"a text":                     []byte("Milý deníčku"),
		"a workbook":                 append([]byte("PK\x03\x04"), make([]byte, 5000)...),
		"a cut database":             database[:60],
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "x.db")
			if err := os.WriteFile(path, content, 0o644); err != nil {
				t.Fatal(err)
			}
			if _, err := data.Open(path, data.Options{}); !errors.Is(err, data.ErrNotDatabase) {
				t.Errorf("got %v", err)
			}
			if after, _ := os.ReadFile(path); !bytes.Equal(after, content) {
				t.Error("the file was changed")
			}
			if beside, _ := filepath.Glob(path + "*"); len(beside) != 1 {
				t.Errorf("left beside it: %v", beside)
			}
		})
	}
	if _, err := data.Open(t.TempDir(), data.Options{}); !errors.Is(err, data.ErrNotDatabase) {
		t.Errorf("a folder: %v", err)
	}
}

func TestEmptyFileAndDraftLeftByAKill(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	for file, content := range map[string]string{path: "", path + ".new": "half a data", path + ".new-journal": "of it"} {
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	check(t, open(t, path))
	if _, err := os.Stat(path + ".new"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the draft is still there: %v", err)
	}
}

func TestNewerDatabase(t *testing.T) {
	s, _ := fresh(t)
	if _, err := s.Writer().Exec(`PRAGMA user_version = 1000`); err != nil {
		t.Fatal(err)
	}
	s.Close()
	if _, err := data.Open(s.Path(), data.Options{}); !errors.Is(err, data.ErrNewer) {
		t.Errorf("got %v", err)
	}
}

// A database whose pages were overwritten is refused when it was not closed properly, and found by Check always.
func TestDamagedDatabase(t *testing.T) {
	s, admin := fresh(t)
	importT1(t, s, admin, newGenerator(3), 100)
	if _, err := s.Writer().Exec(`PRAGMA wal_checkpoint(TRUNCATE)`); err != nil {
		t.Fatal(err)
	}
	add(t, s, admin, data.Client, "name", "in the log")
	content, err := os.ReadFile(s.Path())
	if err != nil {
		t.Fatal(err)
	}
	log, err := os.ReadFile(s.Path() + "-wal")
	if err != nil || len(log) == 0 {
		t.Fatal(len(log), err)
	}
	for page := len(content) / 4096 / 2; page < len(content)/4096*2/3; page++ {
		copy(content[page*4096:], "rotten, rotten, rotten")
	}
	path := filepath.Join(t.TempDir(), "x.db")
	for file, content := range map[string][]byte{path: content, path + "-wal": log} {
		if err := os.WriteFile(file, content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := data.Open(path, data.Options{}); !errors.Is(err, data.ErrDamaged) {
		t.Errorf("after an unclean end: %v", err)
	}
	os.Remove(path + "-wal")
	os.Remove(path + "-shm")
	damaged, err := data.Open(path, data.Options{})
	if err == nil {
		defer damaged.Close()
		err = damaged.Check(ctx)
	}
	if !errors.Is(err, data.ErrDamaged) {
		t.Errorf("when looked at: %v", err)
	}
}

// What was stored before a kill is there, from the log, and the database is sound.
func TestUncleanEnd(t *testing.T) {
	s, admin := fresh(t)
	add(t, s, admin, data.Client, "name", "Alfa")
	path := filepath.Join(t.TempDir(), "x.db")
	for _, suffix := range []string{"", "-wal"} {
		content, err := os.ReadFile(s.Path() + suffix)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path+suffix, content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	killed := open(t, path)
	check(t, killed)
	if count(t, killed, data.Client, data.Query{Search: "alfa"}) != 1 {
		t.Error("the client is gone")
	}
}

func TestLockedByAnotherProgram(t *testing.T) {
	data.SetBusyTimeout(t, 50*time.Millisecond)
	s, admin := fresh(t)
	other := openSQL(t, s.Path()+"?_txlock=immediate")
	tx, err := other.Begin()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Insert(ctx, admin, record(data.Client, "name", "Alfa")); !errors.Is(err, data.ErrLocked) {
		t.Errorf("while it is locked: %v", err)
	}
	if _, err := s.Records(ctx, data.Client, data.Query{}); err != nil {
		t.Errorf("reading while it is locked: %v", err)
	}
	if second, err := data.Open(s.Path(), data.Options{}); err != nil {
		t.Errorf("opening while it is locked: %v", err)
	} else {
		second.Close()
	}
	tx.Rollback()
	if err := s.Insert(ctx, admin, record(data.Client, "name", "Alfa")); err != nil {
		t.Errorf("afterwards: %v", err)
	}
}

// The command line works beside an open window: two stores on one file see each other's changes.
func TestTwoStores(t *testing.T) {
	s, admin := fresh(t)
	other := open(t, s.Path())
	before, _ := other.Revision(ctx)
	add(t, s, admin, data.Client, "name", "Alfa")
	if _, err := s.AddField(ctx, admin, data.Client, data.Field{Title: "Barva", Type: data.Text}); err != nil {
		t.Fatal(err)
	}
	if count(t, other, data.Client, data.Query{}) != 1 {
		t.Error("the record can't be seen")
	}
	add(t, other, admin, data.Client, "name", "Beta", "x_1", "modrá")
	if after, _ := other.Revision(ctx); after != before+3 {
		t.Errorf("revision %d after %d", after, before)
	}
}

func TestReadOnlyDatabase(t *testing.T) {
	s, admin := fresh(t)
	if s.ReadOnly() {
		t.Error("one that can be written to is read-only")
	}
	if _, err := s.Writer().Exec(`PRAGMA query_only = 1`); err != nil {
		t.Fatal(err)
	}
	if err := s.Insert(ctx, admin, record(data.Client, "name", "Alfa")); !errors.Is(err, data.ErrReadOnly) {
		t.Errorf("got %v", err)
	}
}

// TestReadOnlyFileAndFolder: a database whose file alone can't be written to is shown, and changes are refused. In a folder
// that can't be written to there is no room for the log, which even reading takes; so it isn't opened.
func TestReadOnlyFileAndFolder(t *testing.T) {
	if os.Geteuid() == 0 || runtime.GOOS == "windows" {
		t.Skip("rights do not bind this account")
	}
	protected := func(t *testing.T, file, folder fs.FileMode) (path string, admin data.User) {
		t.Helper()
		s, admin := fresh(t)
		add(t, s, admin, data.Client, "name", "Alfa")
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { os.Chmod(filepath.Dir(s.Path()), 0o700) })
		for path, mode := range map[string]fs.FileMode{s.Path(): file, filepath.Dir(s.Path()): folder} {
			if err := os.Chmod(path, mode); err != nil {
				t.Fatal(err)
			}
		}
		return s.Path(), admin
	}
	t.Run("file", func(t *testing.T) {
		path, admin := protected(t, 0o400, 0o700)
		s := open(t, path)
		if !s.ReadOnly() {
			t.Error("does not say so")
		}
		if count(t, s, data.Client, data.Query{}) != 1 {
			t.Error("the record can't be seen")
		}
		if err := s.Insert(ctx, admin, record(data.Client, "name", "Beta")); !errors.Is(err, data.ErrReadOnly) {
			t.Errorf("a record was added: %v", err)
		}
	})
	t.Run("folder", func(t *testing.T) {
		path, _ := protected(t, 0o600, 0o500)
		if _, err := data.Open(path, data.Options{}); !errors.Is(err, data.ErrReadOnly) {
			t.Errorf("got %v", err)
		}
	})
}

func TestFullDisk(t *testing.T) {
	s, admin := fresh(t)
	add(t, s, admin, data.Client, "name", "Alfa")
	var pages int
	if err := s.Writer().QueryRow(`PRAGMA page_count`).Scan(&pages); err != nil {
		t.Fatal(err)
	}
	limit := func(pages int) {
		if _, err := s.Writer().Exec(fmt.Sprintf("PRAGMA max_page_count = %d", pages)); err != nil {
			t.Fatal(err)
		}
	}
	limit(pages + 20)
	before, _ := s.Revision(ctx)
	if _, err := newGenerator(4).importT1(s, admin, 500); !errors.Is(err, data.ErrDiskFull) {
		t.Errorf("got %v", err)
	}
	imports, err := s.Imports(ctx)
	if after, _ := s.Revision(ctx); len(imports) != 0 || err != nil || after != before || count(t, s, data.Contact, data.Query{}) != 0 {
		t.Error("something of the import is left")
	}
	limit(1 << 30)
	importT1(t, s, admin, newGenerator(4), 50)
	check(t, s)
}
