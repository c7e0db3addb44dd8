package data_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"kartoteka/data"
	"kartoteka/data/structure"
)

// hostile are changes of a backup that none of ours has, each with what the refusal must name.
var hostile = []struct{ statement, reason, name string }{
	{`CREATE TRIGGER evil AFTER INSERT ON clients BEGIN UPDATE clients SET name = 'x'; DELETE FROM changes; END`, "trigger", "evil"},
	{`CREATE TRIGGER evil AFTER INSERT ON sign_ins BEGIN DELETE FROM users; END`, "trigger", "evil"},
	{`CREATE VIEW people AS SELECT * FROM clients`, "view", "people"},
	{`CREATE TABLE secrets (a)`, "table", "secrets"},
	{`CREATE TABLE deleted_secrets (a)`, "table", "deleted_secrets"},
	{`CREATE TABLE x_1 (a)`, "table", "x_1"},
	{`CREATE VIRTUAL TABLE search_secrets USING fts5(a)`, "table", "search_secrets"},
	{`CREATE VIRTUAL TABLE boxes USING rtree(id, a, b)`, "table", "boxes"},
	{`CREATE VIRTUAL TABLE search_deal_items USING fts5(words)`, "table", "search_deal_items"},
	{`ALTER TABLE clients ADD COLUMN secret TEXT`, "column", "clients.secret"},
	{`ALTER TABLE clients ADD COLUMN x_9 TEXT; ALTER TABLE deleted_clients ADD COLUMN x_9 TEXT`, "column", "clients.x_9"},
	{`ALTER TABLE clients ADD COLUMN doubled AS (name || name)`, "column", "clients.doubled"},
	{`ALTER TABLE users ADD COLUMN age`, "column", "users.age"},
	{`CREATE INDEX fast ON clients (city)`, "index", "fast"},
	{`CREATE INDEX half ON clients (city) WHERE city IS NOT NULL`, "index", "half"},
	{`DROP INDEX clients_m_name; CREATE INDEX clients_m_name ON clients (m_name) WHERE m_name > ''`, "index", "clients_m_name"},
	{`DROP INDEX clients_m_name; CREATE INDEX clients_m_name ON clients (lower(m_name))`, "index", "clients_m_name"},
	{`DROP INDEX clients_m_name; CREATE UNIQUE INDEX clients_m_name ON clients (m_name)`, "index", "clients_m_name"},
	{`DROP INDEX clients_m_name; CREATE INDEX clients_m_name ON clients (m_name COLLATE NOCASE)`, "index", "clients_m_name"},
	{`DROP TABLE search_clients; CREATE VIRTUAL TABLE search_clients USING fts5(words)`, "definition", "search_clients"},
	{`DROP TABLE search_clients; CREATE TABLE search_clients (words)`, "definition", "search_clients"},
	{`DROP TABLE sign_ins; CREATE TABLE sign_ins (m_name TEXT PRIMARY KEY, failed INTEGER NOT NULL DEFAULT (random()), last TEXT NOT NULL) WITHOUT ROWID`, "definition", "sign_ins.failed"},
	{`DROP TABLE sign_ins; CREATE TABLE sign_ins (m_name TEXT PRIMARY KEY, failed INTEGER NOT NULL CHECK (failed < 3), last TEXT NOT NULL) WITHOUT ROWID`, "definition", "sign_ins.failed"},
	{`DROP TABLE sign_ins; CREATE TABLE sign_ins (m_name TEXT PRIMARY KEY, failed INTEGER NOT NULL, last TEXT NOT NULL COLLATE NOCASE) WITHOUT ROWID`, "definition", "sign_ins.last"},
	{`DROP TABLE sign_ins; CREATE TABLE sign_ins (m_name TEXT PRIMARY KEY, failed INTEGER NOT NULL, last TEXT AS ('') STORED) WITHOUT ROWID`, "definition", "sign_ins.last"},
	{`DROP TABLE sign_ins; CREATE TABLE sign_ins (m_name TEXT PRIMARY KEY, failed INTEGER NOT NULL, last TEXT NOT NULL)`, "definition", "sign_ins"},
	{`DROP TABLE sign_ins; CREATE TABLE sign_ins (m_name TEXT PRIMARY KEY, failed INTEGER NOT NULL, last TEXT NOT NULL, CHECK (failed < 3)) WITHOUT ROWID`, "definition", "sign_ins"},
	{`UPDATE users SET active = 0`, "administrator", ""},
	{`UPDATE users SET role = 'user'`, "administrator", ""},
	{`DELETE FROM users`, "administrator", ""},
	{`UPDATE users SET password = '$argon2id$v=19$m=1048576,t=100,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'`, "password", "Administrátor"},
	{`UPDATE users SET password = '$argon2id$v=19$m=262145,t=10,p=16$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'`, "password", "Administrátor"},
	{`UPDATE users SET password = '$argon2id$v=19$m=65536,t=11,p=4$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'`, "password", "Administrátor"},
	{`UPDATE users SET password = '$argon2id$v=19$m=65536,t=3,p=17$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'`, "password", "Administrátor"},
	{`UPDATE users SET password = '$argon2id$v=19$m=65536,t=3,p=300$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'`, "password", "Administrátor"},
	{`UPDATE users SET password = '$argon2id$v=19$m=65536,t=0,p=4$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'`, "password", "Administrátor"},
	{`UPDATE users SET password = '$argon2id$v=19$m=64,t=1,p=1$AAAA$' || replace(hex(zeroblob(9000)), '0', 'A')`, "password", "Administrátor"},
	{`UPDATE users SET password = 'letmein'`, "password", "Administrátor"},
}

// A backup with anything none of ours has is refused with its name, whether it is restored or put in the place of a damaged database, and
// nothing has changed then. It is not offered as the newest that is whole either.
func TestHostileBackupsAreRefused(t *testing.T) {
	s, admin := fresh(t)
	firm(t, s, admin)
	before := dump(t, s.Path())
	good := makeBackup(t, s, admin)
	content, err := os.ReadFile(good.Path)
	if err != nil {
		t.Fatal(err)
	}
	bad := makeBackup(t, s, admin).Path
	for _, h := range hostile {
		t.Run(h.statement, func(t *testing.T) {
			if err := os.WriteFile(bad, content, 0o600); err != nil {
				t.Fatal(err)
			}
			execute(t, bad, h.statement)
			want := func(err error) {
				t.Helper()
				var untrusted *data.UntrustedError
				var backup *data.BackupError
				if !errors.As(err, &backup) || !errors.Is(err, data.ErrUntrusted) || !errors.As(err, &untrusted) || untrusted.Reason != h.reason || untrusted.Name != h.name {
					t.Errorf("%v, want %s %q", err, h.reason, h.name)
				}
			}
			_, err := s.RestoreBackup(ctx, admin, bad, nil)
			want(err)
			compare(t, before, dump(t, s.Path()))
			if list := backups(t, s); len(list) != 2 {
				t.Errorf("left %v", list)
			}
			if newest, err := data.NewestBackup(ctx, s.Path()); err != nil || newest.Path != good.Path {
				t.Errorf("the newest is %v, %v", newest, err)
			}
			path := filepath.Join(t.TempDir(), "x.db")
			if err := os.WriteFile(path, nil, 0o600); err != nil {
				t.Fatal(err)
			}
			_, err = data.Recover(ctx, path, bad)
			want(err)
			if left, _ := filepath.Glob(path + "*"); !slices.Equal(left, []string{path, path + ".lock"}) {
				t.Errorf("left %v", left)
			}
		})
	}
}

// What the program makes itself is no reason to refuse a backup: custom fields of every type, deleted ones, statistics of SQLite, and
// passwords.
func TestOwnBackupsAreRestored(t *testing.T) {
	s, admin := fresh(t)
	firm(t, s, admin)
	for _, rt := range data.Importable() {
		for _, ft := range data.CustomTypes() {
			f, err := s.AddField(ctx, admin, rt, data.Field{Title: "Vlastní " + string(ft), Type: ft})
			if err != nil {
				t.Fatal(err)
			}
			if ft == data.Text {
				if err := s.DeleteField(ctx, admin, f.ID); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	if _, err := s.AddUser(ctx, admin, data.User{Name: "eva", Role: data.Regular, Active: true}, "tajné"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Writer().Exec(`ANALYZE`); err != nil {
		t.Fatal(err)
	}
	execute(t, s.Path(), `VACUUM`)
	b := makeBackup(t, s, admin)
	before := dump(t, s.Path())
	add(t, s, admin, data.Client, "name", "Gama")
	if _, err := s.RestoreBackup(ctx, admin, b.Path, nil); err != nil {
		t.Fatal(err)
	}
	compare(t, before, dump(t, s.Path()))
	s = reopen(t, s)
	if r := s.Removed(); len(r.Foreign) > 0 {
		t.Errorf("removed %v", r)
	}
}

// Opening a database removes foreign triggers, views and indexes after a backup and says so once; a foreign table stays, and
// so do the records. An index of ours that was replaced is made again.
func TestOpenRemovesForeignParts(t *testing.T) {
	s, admin := fresh(t)
	firm(t, s, admin)
	path := s.Path()
	s.Close()
	for _, statement := range []string{
		`CREATE TABLE notes (text)`, `CREATE INDEX notes_text ON notes (text)`, `INSERT INTO notes VALUES ('dopis')`,
		`CREATE VIEW people AS SELECT name FROM clients`,
		`CREATE TRIGGER evil AFTER INSERT ON clients BEGIN UPDATE clients SET name = 'x'; DELETE FROM changes; END`,
		`CREATE TRIGGER instead INSTEAD OF DELETE ON people BEGIN DELETE FROM clients; END`,
		`CREATE UNIQUE INDEX cities ON clients (city, name)`,
		`DROP INDEX clients_m_name`, `CREATE INDEX clients_m_name ON clients (name)`,
		`DROP INDEX imports_sha256`, `CREATE INDEX imports_sha256 ON imports (sha256) WHERE id > 7`,
	} {
		execute(t, path, statement)
	}
	spoiled := dump(t, path)
	s = open(t, path)
	removed := s.Removed()
	want := []structure.Foreign{{Kind: "index", Name: "cities"}, {Kind: "index", Name: "clients_m_name"}, {Kind: "trigger", Name: "evil"},
		{Kind: "index", Name: "imports_sha256"}, {Kind: "trigger", Name: "instead"}, {Kind: "view", Name: "people"}}
	if !slices.Equal(removed.Foreign, want) {
		t.Errorf("removed %v, want %v", removed.Foreign, want)
	}
	if list := backups(t, s); len(list) != 1 || list[0] != removed.Backup || list[0].Kind != data.BeforeRepair {
		t.Errorf("backups %v", list)
	}
	compare(t, spoiled, dump(t, removed.Backup.Path))
	add(t, s, admin, data.Client, "name", "Gama")
	if n := count(t, s, data.Client, data.Query{Search: "gama"}); n != 1 {
		t.Errorf("%d clients of that name", n)
	}
	check(t, s)
	var text, sql string
	if err := s.Writer().QueryRow(`SELECT text FROM notes`).Scan(&text); err != nil || text != "dopis" {
		t.Errorf("foreign table: %q, %v", text, err)
	}
	for name, want := range map[string]string{"clients_m_name": "CREATE INDEX clients_m_name ON clients (m_name)", "imports_sha256": "CREATE INDEX imports_sha256 ON imports (sha256)"} {
		if err := s.Writer().QueryRow(`SELECT sql FROM sqlite_schema WHERE name = ?`, name).Scan(&sql); err != nil || sql != want {
			t.Errorf("%s: %q, %v", name, sql, err)
		}
	}
	s = reopen(t, s)
	if left := s.LeftAlone(); !slices.Equal(left, []structure.Foreign{{Kind: "table", Name: "notes"}}) {
		t.Errorf("left alone %v", left)
	}
	if r := s.Removed(); len(r.Foreign) > 0 || len(backups(t, s)) != 1 {
		t.Errorf("said again: %v", r)
	}
}

// A database in which no account is an active administrator is not called damaged, and a backup takes its place.
func TestOpenWithoutAdministrator(t *testing.T) {
	for _, statement := range []string{`UPDATE users SET active = 0`, `UPDATE users SET role = 'user'`, `DELETE FROM users`} {
		s, admin := fresh(t)
		firm(t, s, admin)
		b, before := makeBackup(t, s, admin), dump(t, s.Path())
		s.Close()
		execute(t, s.Path(), statement)
		if _, err := data.Open(s.Path(), data.Options{}); !errors.Is(err, data.ErrNoAdministrator) || errors.Is(err, data.ErrDamaged) || !data.NeedsBackup(err) {
			t.Errorf("%s: %v", statement, err)
		}
		if _, err := data.Recover(ctx, s.Path(), b.Path); err != nil {
			t.Fatal(err)
		}
		compare(t, before, dump(t, open(t, s.Path()).Path()))
	}
}

// An account whose password asks for too much work can't sign in, finds out at once and as often as it tries, and gets another password
// from an administrator.
func TestUnverifiablePassword(t *testing.T) {
	s, admin := fresh(t)
	eva, err := s.AddUser(ctx, admin, data.User{Name: "eva", Role: data.Regular, Active: true}, "tajné")
	if err != nil {
		t.Fatal(err)
	}
	for _, hash := range []string{"$argon2id$v=19$m=1048576,t=100,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA", "x", ""} {
		if _, err := s.Writer().Exec(`UPDATE users SET password = ? WHERE id = ?`, hash, eva.ID); err != nil {
			t.Fatal(err)
		}
		for range 7 {
			if _, err := s.SignIn(ctx, "eva", "tajné"); !errors.Is(err, data.ErrUnverifiable) {
				t.Errorf("%q: %v", hash, err)
			}
		}
		if err := s.SetPassword(ctx, eva, eva.ID, "tajné", "nové"); !errors.Is(err, data.ErrUnverifiable) {
			t.Errorf("%q: changed by the account itself: %v", hash, err)
		}
	}
	if err := s.SetPassword(ctx, admin, eva.ID, "", "nové"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.SignIn(ctx, "eva", "nové"); err != nil {
		t.Error(err)
	}
}

// A database that is open although pages of it are damaged can be replaced by a backup; it is kept beside, as it is.
func TestRestoreOverDamagedPages(t *testing.T) {
	s, admin := fresh(t)
	importT1(t, s, admin, newGenerator(4), 50)
	b := makeBackup(t, s, admin)
	before := dump(t, s.Path())
	s.Close()
	content, err := os.ReadFile(s.Path())
	if err != nil {
		t.Fatal(err)
	}
	for page := len(content) / 4096 * 3 / 4; page < len(content)/4096; page++ {
		copy(content[page*4096:], "rotten, rotten, rotten")
	}
	if err := os.WriteFile(s.Path(), content, 0o600); err != nil {
		t.Fatal(err)
	}
	s = open(t, s.Path())
	if _, err := s.Backup(ctx, admin, "", false); !errors.Is(err, data.ErrDamaged) {
		t.Fatalf("the test needs damage that a backup finds: %v", err)
	}
	replaced, err := s.RestoreBackup(ctx, admin, b.Path, nil)
	if err != nil {
		t.Fatal(err)
	}
	compare(t, before, dump(t, s.Path()))
	check(t, s)
	kept, err := os.ReadFile(replaced.Path)
	if err != nil || filepath.Dir(replaced.Path) != filepath.Dir(s.Path()) || len(kept) != len(content) {
		t.Errorf("kept %d bytes of %d in %s, %v", len(kept), len(content), replaced.Path, err)
	}
	if list := backups(t, s); len(list) != 1 {
		t.Errorf("left %v", list)
	}
}

// A database that can't be changed now is left as it is with its foreign trigger, and no backup stays of the try.
func TestForeignPartsThatCannotBeRemoved(t *testing.T) {
	s, admin := fresh(t)
	add(t, s, admin, data.Client, "name", "Alfa")
	path := s.Path()
	s.Close()
	execute(t, path, `CREATE TRIGGER evil AFTER INSERT ON clients BEGIN DELETE FROM changes; END`)
	data.SetBusyTimeout(t, 50*time.Millisecond)
	other := openSQL(t, path+"?_txlock=immediate")
	tx, err := other.Begin()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := data.Open(path, data.Options{}); !errors.Is(err, data.ErrLocked) {
		t.Errorf("while it is locked: %v", err)
	}
	tx.Rollback()
	if list, _ := data.Backups(path); len(list) > 0 {
		t.Errorf("left %v", list)
	}
	s = open(t, path)
	if r := s.Removed(); len(r.Foreign) != 1 {
		t.Errorf("removed %v", r)
	}
}

// A restoration while another program writes is refused; nothing has changed and no backup of its own is left.
func TestRestoreIntoALockedDatabase(t *testing.T) {
	data.SetBusyTimeout(t, 50*time.Millisecond)
	s, admin := fresh(t)
	b := makeBackup(t, s, admin)
	add(t, s, admin, data.Client, "name", "Alfa")
	before := dump(t, s.Path())
	other := openSQL(t, s.Path()+"?_txlock=immediate")
	tx, err := other.Begin()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.RestoreBackup(ctx, admin, b.Path, nil); !errors.Is(err, data.ErrLocked) {
		t.Errorf("while it is locked: %v", err)
	}
	tx.Rollback()
	compare(t, before, dump(t, s.Path()))
	if list := backups(t, s); len(list) != 1 {
		t.Errorf("left %v", list)
	}
}

// A backup is read where nothing can be written beside it, also one that a program copied in the middle of its work.
func TestBackupInAFolderThatCannotBeWrittenTo(t *testing.T) {
	s, admin := fresh(t)
	firm(t, s, admin)
	b := makeBackup(t, s, admin)
	before := dump(t, s.Path())
	execute(t, b.Path, `PRAGMA journal_mode = wal`)
	folder := t.TempDir()
	file := filepath.Join(folder, "záloha.db")
	if err := os.Rename(b.Path, file); err != nil {
		t.Fatal(err)
	}
	add(t, s, admin, data.Client, "name", "Gama")
	if err := errors.Join(os.Chmod(file, 0o400), os.Chmod(folder, 0o500)); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(folder, 0o700)
	if _, err := s.RestoreBackup(ctx, admin, file, nil); err != nil {
		t.Fatal(err)
	}
	compare(t, before, dump(t, s.Path()))
	if left, _ := filepath.Glob(folder + "/*"); len(left) != 1 {
		t.Errorf("left beside the backup: %v", left)
	}
}

// All who open a database through a symbolic link share its lock and its backups with those who open the file, and a backup takes the
// place of the file, not of the link.
func TestSymbolicLink(t *testing.T) {
	s, admin := fresh(t)
	firm(t, s, admin)
	path := s.Path()
	link := filepath.Join(t.TempDir(), "odkaz.db")
	if err := os.Symlink(path, link); err != nil {
		t.Skip(err)
	}
	linked := open(t, link)
	if linked.Path() != path {
		t.Errorf("path %s", linked.Path())
	}
	b := makeBackup(t, linked, admin)
	before := dump(t, path)
	if list := backups(t, s); len(list) != 1 || list[0].Path != b.Path {
		t.Errorf("backups %v", list)
	}
	linked.Close()
	if _, err := data.SetAside(link); !errors.Is(err, data.ErrLocked) {
		t.Errorf("set aside while in use: %v", err)
	}
	s.Close()
	damage(t, path)
	newest, err := data.NewestBackup(ctx, link)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := data.Recover(ctx, link, newest.Path); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode().Type() != os.ModeSymlink {
		t.Errorf("the link: %v, %v", info, err)
	}
	compare(t, before, dump(t, path))
}
