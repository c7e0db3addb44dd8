package data_test

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"kartoteka/data"
)

// migratedDatabase is the environment of TestKillMigration's child: the database it opens until it is killed.
const migratedDatabase = "KARTOTEKA_TEST_KILLED_MIGRATION"

// outdated are changes that take from a database what an older version did not have, and the values computed by other rules.
var outdated = []string{
	`DROP INDEX contacts_client`, `DROP INDEX clients_m_name`, `DROP TABLE search_contacts`, `DROP TABLE search_products`,
	`ALTER TABLE leads DROP COLUMN youtube`, `ALTER TABLE deleted_leads DROP COLUMN youtube`, `UPDATE clients SET m_name = NULL`, `UPDATE state SET derived = 0`,
}

// released unpacks the databases of all versions that were handed out into a folder, and makes an older one of each.
func released(t *testing.T) (paths []string) {
	t.Helper()
	packed, err := filepath.Glob("../app/cli/testdata/released/*/kartoteka.db.gz")
	if err != nil || len(packed) == 0 {
		t.Fatal(packed, err)
	}
	folder := t.TempDir()
	for _, file := range packed {
		version := filepath.Base(filepath.Dir(file))
		for _, older := range []bool{false, true} {
			path := filepath.Join(folder, fmt.Sprintf("%s-%v.db", version, older))
			paths = append(paths, path)
			if err := os.WriteFile(path, gunzip(t, file), 0o600); err != nil {
				t.Fatal(err)
			}
			for _, statement := range outdated {
				if older {
					execute(t, path, statement)
				}
			}
		}
	}
	return paths
}

func gunzip(t *testing.T, file string) []byte {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// A program killed at any moment while it brings the database of any released version up to date leaves one that the next start
// brings up to date, with all it had.
func TestKillMigration(t *testing.T) {
	if path := os.Getenv(migratedDatabase); path != "" {
		fmt.Println("begins")
		_, err := data.Open(path, data.Options{})
		fmt.Println("ended", err)
		os.Stdin.Read(make([]byte, 1)) // is killed here at the latest
	}
	times := 5
	if s := os.Getenv(killTimes); s != "" {
		times, _ = strconv.Atoi(s)
	} else if testing.Short() {
		t.Skip("kills processes")
	}
	for _, path := range released(t) {
		t.Run(filepath.Base(path), func(t *testing.T) {
			outdated, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			start := time.Now()
			s := open(t, path)
			took := time.Since(start)
			check(t, s)
			s.Close()
			whole := dump(t, path)
			migrated := 0
			for range times {
				if err := os.WriteFile(path, outdated, 0o600); err != nil {
					t.Fatal(err)
				}
				child := exec.Command(os.Args[0], "-test.run=^TestKillMigration$")
				child.Env = append(os.Environ(), migratedDatabase+"="+path)
				out, err := child.StdoutPipe()
				if err != nil {
					t.Fatal(err)
				}
				in, err := child.StdinPipe()
				if err != nil {
					t.Fatal(err)
				}
				defer in.Close()
				if err := child.Start(); err != nil {
					t.Fatal(err)
				}
				lines := bufio.NewScanner(out)
				if !lines.Scan() || lines.Text() != "begins" {
					t.Fatal(lines.Text())
				}
				timer := time.AfterFunc(time.Duration(rand.Int64N(int64(2*took))), func() { child.Process.Kill() })
				for lines.Scan() {
					if migrated++; lines.Text() != "ended <nil>" {
						t.Error(lines.Text())
					}
				}
				timer.Stop()
				child.Wait()
				s := open(t, path)
				check(t, s)
				if r := s.Removed(); len(r.Foreign) > 0 {
					t.Errorf("removed %v", r)
				}
				s.Close()
				compare(t, whole, dump(t, path))
			}
			t.Logf("%d of %d had ended before they were killed", migrated, times)
		})
	}
}

// A backup of every released version can be restored.
func TestReleasedBackupsAreRestored(t *testing.T) {
	for _, path := range released(t) {
		t.Run(filepath.Base(path), func(t *testing.T) {
			s, admin := fresh(t)
			if _, err := s.RestoreBackup(ctx, admin, path, nil); err != nil {
				t.Fatal(err)
			}
			check(t, s)
			if n := count(t, s, data.Client, data.Query{}); n == 0 {
				t.Error("no clients")
			}
			s = reopen(t, s)
			if r := s.Removed(); len(r.Foreign) > 0 {
				t.Errorf("removed %v", r)
			}
			elsewhere := filepath.Join(t.TempDir(), "x.db")
			if _, err := data.Recover(ctx, elsewhere, path); err != nil {
				t.Fatal(err)
			}
			check(t, open(t, elsewhere))
		})
	}
}
