package app

import (
	"context"
	"database/sql"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"kartoteka/app/settings"
	"kartoteka/app/setup"
	"kartoteka/app/window"
	"kartoteka/app/windowtest"
	"kartoteka/assets"
	"kartoteka/data"
)

// newTestStarter has a database with one client, a backup of that, and another client after it.
func newTestStarter(t *testing.T) *starter {
	t.Helper()
	t.Setenv("LANG", "C.UTF-8")
	db := filepath.Join(t.TempDir(), "kartoteka.db")
	store, err := data.Open(db, data.Options{Fresh: data.Fresh(assets.Czech.Fresh())})
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	u, err := store.DefaultUser(ctx)
	if err != nil {
		t.Fatal(err)
	}
	add := func(name string) {
		r := &data.Record{Type: data.Client}
		r.Set("name", name)
		if err := store.Insert(ctx, u, r); err != nil {
			t.Fatal(err)
		}
	}
	add("Před zálohou")
	if _, err := store.Backup(ctx, u, "", false); err != nil {
		t.Fatal(err)
	}
	add("Po záloze")
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	kept, err := settings.Load(filepath.Join(t.TempDir(), "settings.json"))
	if err != nil {
		t.Fatal(err)
	}
	s := newStarter(test.NewTempApp(t), db, options{settings: kept, lang: assets.Czech, spawn: windowtest.AtOnce})
	t.Cleanup(s.close)
	return s
}

// seen lets the helpers of tests look at the window of a refusal.
func seen(r *refusal) windowtest.Window {
	return windowtest.Window{Window: &window.Window{FyneWindow: r.window, Lang: assets.Czech}}
}

// execute changes a database as another program would.
func execute(t *testing.T, path, statement string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	windowtest.Must(t, err)
	defer db.Close()
	_, err = db.Exec(statement)
	windowtest.Must(t, err)
}

// damage writes nonsense over the beginning of a file; its first bytes are left alone.
func damage(t *testing.T, path string, first int64) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.WriteAt([]byte(strings.Repeat("nesmysl ", 1024)), first); err != nil {
		t.Fatal(err)
	}
}

// TestDamagedDatabaseIsRecovered: the damaged file is set aside, the newest backup takes its place, and the window says so.
func TestDamagedDatabaseIsRecovered(t *testing.T) {
	s := newTestStarter(t)
	damage(t, s.db, 100)
	s.open()
	r := seen(s.refusal)
	r.Says(t, "Databáze je poškozená", "Nejnovější záloha, která je v pořádku")
	r.Press(t, "Obnovit tuto zálohu")
	if s.app == nil {
		t.Fatalf("the program did not start:\n%s", r.Words())
	}
	s.app.look().Says(t, "Data jsou obnovená ze zálohy", "kartoteka-damaged-")
	if n := s.app.look().Count(t, data.Client); n != 1 {
		t.Errorf("%d clients, the backup has one", n)
	}
	if aside, _ := filepath.Glob(filepath.Join(filepath.Dir(s.db), "kartoteka-damaged-*.db")); len(aside) != 1 {
		t.Errorf("set aside: %v", aside)
	}
}

// TestNothingIsLostWithoutBackup: where no backup is whole, one may begin with an empty database; the damaged file stays.
func TestNothingIsLostWithoutBackup(t *testing.T) {
	s := newTestStarter(t)
	backups, err := data.Backups(s.db)
	if err != nil || len(backups) != 1 {
		t.Fatal(backups, err)
	}
	damage(t, s.db, 0)
	damage(t, backups[0].Path, 100)
	s.open()
	r := seen(s.refusal)
	if strings.Contains(r.Words(), "Obnovit tuto zálohu") {
		t.Error("a damaged backup is offered")
	}
	r.Says(t, "není žádná použitelná záloha")
	r.Press(t, "Začít s prázdnou databází")
	if s.app == nil {
		t.Fatalf("the program did not start:\n%s", r.Words())
	}
	s.app.look().Says(t, "Začínáte s prázdnou databází")
	if n := s.app.look().Count(t, data.Client); n != 0 {
		t.Errorf("%d clients", n)
	}
	if aside, _ := filepath.Glob(filepath.Join(filepath.Dir(s.db), "kartoteka-damaged-*.db")); len(aside) != 1 {
		t.Errorf("set aside: %v", aside)
	}
}

// TestForeignFileIsLeftAlone: what is no database of the program is neither replaced nor renamed, and can be opened when the
// right one lies there.
func TestForeignFileIsLeftAlone(t *testing.T) {
	s := newTestStarter(t)
	whole, err := os.ReadFile(s.db)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Join(filepath.Dir(s.db), "backups")); err != nil {
		t.Fatal(err)
	}
	damage(t, s.db, 0)
	s.open()
	r := seen(s.refusal)
	r.Says(t, r.Text("error.not_database"))
	if strings.Contains(r.Words(), "Začít s prázdnou databází") {
		t.Error("a foreign file would be renamed")
	}
	if err := os.WriteFile(s.db, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	r.Press(t, "Zkusit znovu")
	if s.app == nil || s.app.look().Count(t, data.Client) != 2 {
		t.Errorf("the program did not start:\n%s", r.Words())
	}
}

// TestForeignTriggerIsSaid: what another program put into the database is removed, the window says so once, and a backup with such a
// thing is refused by its name.
func TestForeignTriggerIsSaid(t *testing.T) {
	s := newTestStarter(t)
	execute(t, s.db, `CREATE TRIGGER zlo AFTER INSERT ON clients BEGIN UPDATE clients SET name = 'x'; END`)
	s.open()
	if s.app == nil {
		t.Fatalf("the program did not start:\n%s", seen(s.refusal).Words())
	}
	s.app.look().Says(t, "trigger „zlo“", "-before-repair.db")
	backups, err := data.Backups(s.db)
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range backups {
		if b.Kind == data.BeforeRepair {
			_, err = s.app.Store.RestoreBackup(context.Background(), s.app.User, b.Path, nil)
		}
	}
	if text := setup.BackupRefusal(err, assets.Czech); !strings.Contains(text, "trigger „zlo“") {
		t.Errorf("the refusal says %q", text)
	}
}

// TestForeignTableIsSaid: a table of another program stays, and the window says what that means for backups.
func TestForeignTableIsSaid(t *testing.T) {
	s := newTestStarter(t)
	execute(t, s.db, `CREATE TABLE poznamky (text)`)
	s.open()
	s.app.look().Says(t, "tabulka „poznamky“", "odmítne obnovit")
}

// TestNoAdministrator: a database that no account can administer is not called damaged; the newest backup takes its place.
func TestNoAdministrator(t *testing.T) {
	s := newTestStarter(t)
	execute(t, s.db, `UPDATE users SET active = 0`)
	s.open()
	r := seen(s.refusal)
	r.Says(t, "není žádný aktivní správce")
	if strings.Contains(r.Words(), "poškozen") {
		t.Errorf("it is called damaged:\n%s", r.Words())
	}
	r.Press(t, "Obnovit tuto zálohu")
	if s.app == nil {
		t.Fatalf("the program did not start:\n%s", r.Words())
	}
	s.app.look().Says(t, "Data jsou obnovená ze zálohy")
}

// TestReadOnlyDatabase: what can only be read is shown, and said at once; a change that is tried nevertheless leads to a sentence.
// A folder that can't be written to has no room for the database's log: it is said in place of the program.
func TestReadOnlyDatabase(t *testing.T) {
	if os.Geteuid() == 0 || runtime.GOOS == "windows" {
		t.Skip("rights do not bind this account")
	}
	protect := func(t *testing.T, path string, mode fs.FileMode) {
		t.Helper()
		windowtest.Must(t, os.Chmod(path, mode))
		t.Cleanup(func() { windowtest.Must(t, os.Chmod(path, 0o700)) })
	}
	t.Run("file", func(t *testing.T) {
		s := newTestStarter(t)
		protect(t, s.db, 0o400)
		s.open()
		a := s.app.look()
		a.Says(t, "jen prohlížet", s.db)
		if a.Count(t, data.Client) != 2 {
			t.Error("the clients can't be seen")
		}
		s.app.Show("lists")
		a.Press(t, "Přidat položky…")
		a.TypeInto(t, "Nová položka")
		a.Press(t, "Přidat položky")
		a.Says(t, s.app.Text("error.read_only"))
	})
	t.Run("folder", func(t *testing.T) {
		s := newTestStarter(t)
		protect(t, filepath.Dir(s.db), 0o500)
		s.open()
		seen(s.refusal).Says(t, "nejde otevřít", "Do databáze nejde zapisovat")
	})
}
