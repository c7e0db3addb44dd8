package cli_test

import (
	"bytes"
	"database/sql"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"kartoteka/app/cli"
)

func TestBackupAndBack(t *testing.T) {
	b := newBench(t)
	b.add("client", "name=Alfa")
	file := b.path("zaloha.db")
	if got := decoded[struct{ File string }](b, cli.Done, "backup", "-o", file).File; got != file {
		t.Errorf("backup says %q, want %q", got, file)
	}
	b.refuses(cli.Failed, "--force", "backup", "-o", file)
	b.refuses(cli.Failed, "databáze", "backup", "-o", b.db, "--force")
	b.add("client", "name=Beta")
	restored := decoded[struct{ File, Before string }](b, cli.Done, "restore-backup", file)
	if list := decoded[[]record](b, cli.Done, "records", "clients"); len(list) != 1 || list[0].Values["name"] != "Alfa" {
		t.Errorf("clients %v after the backup came back", list)
	}
	b.must(cli.Done, "restore-backup", restored.Before)
	if list := decoded[[]record](b, cli.Done, "records", "clients"); len(list) != 2 {
		t.Errorf("clients %v after what was before came back", list)
	}
	b.refuses(cli.Failed, "neexistuje", "restore-backup", b.path("none.db"))
	b.refuses(cli.Failed, "není záloha", "restore-backup", b.template("leads", "leady.xlsx"))
	if list := decoded[[]record](b, cli.Done, "records", "clients"); len(list) != 2 {
		t.Errorf("a refused backup changed the clients: %v", list)
	}
}

func TestDemo(t *testing.T) {
	b := newBench(t)
	type sample struct {
		File, Label                    string
		Imported, Rejected, Duplicates counts
	}
	first := decoded[[]sample](b, cli.Done, "demo")
	total := counts{}
	for _, s := range first {
		if s.Label == "" {
			t.Errorf("nothing was imported from %s: %+v", s.File, s)
		}
		for record, n := range s.Imported {
			total[record] += n
		}
	}
	for record, n := range total {
		if list := decoded[[]any](b, cli.Done, "records", record); len(list) != n || n == 0 {
			t.Errorf("%d of type %s in the database, %d imported", len(list), record, n)
		}
	}
	again := decoded[[]sample](b, cli.Done, "demo")
	for i, s := range again {
		found, left := first[i], counts{}
		for record := range s.Imported {
			left[record] = s.Imported[record] + s.Rejected[record] + s.Duplicates[record] - found.Imported[record] - found.Rejected[record] - found.Duplicates[record]
			if left[record] != 0 {
				t.Errorf("%s the second time: the sums of %s differ by %d", s.File, record, left[record])
			}
		}
		if n := s.Imported["client"] + s.Imported["product"] + s.Imported["lead"]; n != 0 {
			t.Errorf("%s brought %d records the second time: %+v", s.File, n, s)
		}
	}
}

func TestSplit(t *testing.T) {
	b := newBench(t)
	file := b.template("leads", "leady.xlsx")
	rows := make([]row, 5001)
	for i := range rows {
		rows[i] = row{"Předmět": i + 1}
	}
	fill(t, file, "Leady", rows...)
	if r := decoded[report](b, cli.FileErrors, "import", file, "--allow-errors"); r.Issues[0].Code != "too-many-records" || r.Records["lead"] != 5001 {
		t.Fatalf("over the limit: %v, %+v", r.Records, r.Issues[0])
	}
	dir := filepath.Join(b.dir, "nová", "složka")
	parts := decoded[struct{ Parts []struct{ File string } }](b, cli.Done, "split", file, "-o", dir).Parts
	total := 0
	for _, p := range parts {
		total += decoded[report](b, cli.Done, "import", p.File).Imported["lead"]
	}
	if len(parts) != 2 || total != 5001 {
		t.Errorf("%d parts with %d leads", len(parts), total)
	}
	before := files(t, dir)
	b.refuses(cli.Failed, "prázdnou složku", "split", file, "-o", dir)
	b.refuses(cli.Failed, "není složka", "split", file, "-o", file)
	if after := files(t, dir); !reflect.DeepEqual(before, after) {
		t.Errorf("files %v, were %v", after, before)
	}
}

func TestTheDatabaseIsInTheFolderForData(t *testing.T) {
	if got := cli.DatabaseFile(); filepath.Base(got) != "kartoteka.db" || !filepath.IsAbs(got) {
		t.Errorf("the database is %q", got)
	}
	b := newBench(t)
	b.db = filepath.Join(b.dir, "dosud", "není", "x.db")
	b.add("client", "name=Alfa")
	if _, err := os.Stat(b.db); err != nil {
		t.Error(err)
	}
}

// change runs statements on a database that is not open, as another program would.
func (b *bench) change(file string, statements ...string) {
	b.Helper()
	db, err := sql.Open("sqlite", file)
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	for _, s := range statements {
		if _, err := db.Exec(s); err != nil {
			b.Fatal(s, err)
		}
	}
}

const costlyPassword = `UPDATE users SET password = '$argon2id$v=19$m=1048576,t=100,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'`

// A backup with what Kartotéka does not make is refused in a sentence that names it, and the database is as it was.
func TestHostileBackup(t *testing.T) {
	b := newBench(t)
	b.add("client", "name=Alfa")
	for statement, named := range map[string]string{
		`CREATE TRIGGER zlo AFTER INSERT ON clients BEGIN UPDATE clients SET name = 'x'; END`: "„zlo“",
		`CREATE VIEW lide AS SELECT * FROM clients`:                                           "„lide“",
		`CREATE TABLE dopisy (a)`:                                                             "„dopisy“",
		`CREATE INDEX rychly ON clients (city)`:                                               "„rychly“",
		`ALTER TABLE clients ADD COLUMN tajne`:                                                "„clients.tajne“",
		`UPDATE users SET active = 0`:                                                         "správce",
		costlyPassword:                                                                        "256 MiB",
	} {
		file := b.path("zaloha.db")
		b.must(cli.Done, "backup", "-o", file, "--force")
		b.change(file, statement)
		b.refuses(cli.Failed, named, "restore-backup", file)
		b.add("lead", "topic=Dotaz")
		if list := decoded[[]record](b, cli.Done, "records", "clients"); len(list) != 1 || list[0].Values["name"] != "Alfa" {
			t.Errorf("%s: clients %v", statement, list)
		}
	}
}

// A trigger that another program put into the database is removed when it is opened; standard error says so once.
func TestForeignTriggerIsRemoved(t *testing.T) {
	b := newBench(t)
	b.add("client", "name=Alfa")
	b.change(b.db, `CREATE TRIGGER zlo AFTER INSERT ON clients BEGIN UPDATE clients SET name = 'x'; END`)
	if r := b.must(cli.Done, "records", "clients", "--json"); !strings.Contains(r.err, "„zlo“") || strings.Count(r.err, "\n") != 1 {
		t.Errorf("standard error %q", r.err)
	}
	b.add("client", "name=Beta")
	list := decoded[[]record](b, cli.Done, "records", "clients")
	if len(list) != 2 || list[0].Values["name"] != "Alfa" {
		t.Errorf("clients %v", list)
	}
	if r := b.must(cli.Done, "records", "clients"); r.err != "" {
		t.Errorf("said again: %q", r.err)
	}
}

// A foreign table or column stays; standard error says each time that a backup with it can't be restored.
func TestForeignTableIsSaid(t *testing.T) {
	b := newBench(t)
	b.add("client", "name=Alfa")
	b.change(b.db, `CREATE TABLE poznamky (text); ALTER TABLE clients ADD COLUMN tajne TEXT`)
	for range 2 {
		if r := b.must(cli.Done, "records", "clients", "--json"); !strings.Contains(r.err, "sloupec „clients.tajne“ a tabulka „poznamky“") || strings.Count(r.err, "\n") != 1 {
			t.Errorf("standard error %q", r.err)
		}
	}
}

// A database without an administrator is called that, and the newest backup with one is offered and restored.
func TestDatabaseWithoutAdministrator(t *testing.T) {
	b := newBench(t)
	b.add("client", "name=Alfa")
	b.change(b.db, `UPDATE users SET active = 0`)
	b.refuses(cli.Failed, "kartoteka restore-backup SOUBOR", "records", "clients")
	b.change(b.db, `UPDATE users SET active = 1`)
	file := decoded[struct{ File string }](b, cli.Done, "backup").File
	b.change(b.db, `UPDATE users SET active = 0`)
	b.refuses(cli.Failed, "není žádný aktivní správce", "records", "clients")
	b.refuses(cli.Failed, file, "records", "clients")
	b.must(cli.Done, "restore-backup", file)
	b.must(cli.Done, "records", "clients")
}

// An account whose password asks for minutes of work is told at once who can help.
func TestCostlyPassword(t *testing.T) {
	b := newBench(t)
	b.must(cli.Done, "users", "add", "eva")
	b.change(b.db, costlyPassword+` WHERE name = 'eva'`)
	t.Setenv("KARTOTEKA_PASSWORD", "x")
	b.refuses(cli.NotAllowed, "správce", "records", "clients", "--user", "eva")
	t.Setenv("KARTOTEKA_NEW_PASSWORD", "nové")
	b.must(cli.Done, "users", "password", "eva")
	t.Setenv("KARTOTEKA_PASSWORD", "nové")
	b.must(cli.Done, "records", "clients", "--user", "eva")
}

// One flipped bit in the name of a column is damage: the sentence names the newest backup, and that can be restored.
func TestFlippedBitInAColumnName(t *testing.T) {
	b := newBench(t)
	b.add("client", "name=Alfa")
	file := decoded[struct{ File string }](b, cli.Done, "backup").File
	b.add("client", "name=Beta")
	content, err := os.ReadFile(b.db)
	if err != nil {
		t.Fatal(err)
	}
	at := bytes.Index(content, []byte(`"reg_number" TEXT`))
	content[at+len(`"reg_numbe`)] ^= 1
	if err := os.WriteFile(b.db, content, 0o600); err != nil {
		t.Fatal(err)
	}
	b.refuses(cli.Failed, file, "records", "clients")
	b.must(cli.Done, "restore-backup", file)
	if list := decoded[[]record](b, cli.Done, "records", "clients"); len(list) != 1 || list[0].Values["name"] != "Alfa" {
		t.Errorf("clients %v after the backup came back", list)
	}
}

// A damaged search index is made again when the database is opened; standard error says so once. A backup with one is restored.
func TestDamagedSearchIndex(t *testing.T) {
	b := newBench(t)
	b.add("client", "name=Alfa")
	file := b.path("zaloha.db")
	b.must(cli.Done, "backup", "-o", file)
	b.change(file, `DELETE FROM search_clients_config`)
	b.must(cli.Done, "restore-backup", file)
	b.change(b.db, `DELETE FROM search_clients_config`)
	if r := b.must(cli.Done, "records", "clients", "--search", "alfa"); !strings.Contains(r.err, "Rejstřík") || !strings.Contains(r.out, "Alfa") {
		t.Errorf("printed %q, standard error %q", r.out, r.err)
	}
	if r := b.must(cli.Done, "records", "clients"); r.err != "" {
		t.Errorf("said again: %q", r.err)
	}
}

// A backup that may not be read is named, and the database is not said to be what can't be written to.
func TestUnreadableBackup(t *testing.T) {
	if os.Geteuid() == 0 || runtime.GOOS == "windows" {
		t.Skip("rights do not bind this account")
	}
	b := newBench(t)
	file := b.path("zaloha.db")
	b.must(cli.Done, "backup", "-o", file)
	if err := os.Chmod(file, 0); err != nil {
		t.Fatal(err)
	}
	b.refuses(cli.Failed, "Zálohu "+file+" nejde přečíst", "restore-backup", file)
}
