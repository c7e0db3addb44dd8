package data_test

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"kartoteka/data"
)

// flipStep is the environment that says how many bytes of the schema apart bits are flipped; 1 tries every byte.
const flipStep = "KARTOTEKA_TEST_FLIPS"

// schemaPages returns the numbers of the pages that hold the table sqlite_schema, and the size of a page.
func schemaPages(t *testing.T, path string) (pages []int, size int) {
	t.Helper()
	db := openSQL(t, path)
	defer db.Close()
	if err := db.QueryRow(`PRAGMA page_size`).Scan(&size); err != nil {
		t.Fatal(err)
	}
	rows, err := db.Query(`SELECT pageno FROM dbstat WHERE name = 'sqlite_schema' ORDER BY pageno`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var n int
		if err := rows.Scan(&n); err != nil {
			t.Fatal(err)
		}
		pages = append(pages, n)
	}
	return pages, size
}

// One flipped bit anywhere in the schema leaves either a database that works or one that is damaged: then nothing of it is changed, and
// the newest whole backup takes its place.
func TestFlippedBitsInTheSchema(t *testing.T) {
	step := 509
	if s := os.Getenv(flipStep); s != "" {
		step, _ = strconv.Atoi(s)
	} else if testing.Short() {
		step = 997
	}
	s, admin := fresh(t)
	firm(t, s, admin)
	for _, ft := range data.CustomTypes()[:3] {
		if _, err := s.AddField(ctx, admin, data.Client, data.Field{Title: "Vlastní " + string(ft), Type: ft}); err != nil {
			t.Fatal(err)
		}
	}
	good := makeBackup(t, s, admin)
	path := s.Path()
	before := dump(t, path)
	s.Close()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	pages, size := schemaPages(t, path)
	random := rand.New(rand.NewPCG(3, 1))
	outcomes := map[string]int{}
	for _, page := range pages {
		first := (page - 1) * size
		if page == 1 {
			first += 100 // the header of the file is not the schema
		}
		for at := first; at < page*size; at += step {
			i, bit := min(at+random.IntN(step), page*size-1), random.IntN(8)
			spoiled := bytes.Clone(content)
			spoiled[i] ^= 1 << bit
			if err := os.WriteFile(path, spoiled, 0o600); err != nil {
				t.Fatal(err)
			}
			outcomes[tryDamaged(t, path, spoiled, before, good, i, bit)]++
		}
	}
	t.Log(outcomes)
}

// tryDamaged opens a database with one flipped bit and checks what may come of it.
func tryDamaged(t *testing.T, path string, spoiled []byte, before map[string]bool, good data.Backup, i, bit int) string {
	t.Helper()
	fail := func(format string, args ...any) {
		t.Helper()
		t.Errorf("bit %d of byte %d, %q: "+format, append([]any{bit, i, spoiled[max(i-30, 0):min(i+30, len(spoiled))]}, args...)...)
	}
	defer func() {
		for _, pattern := range []string{path + "-*", filepath.Dir(path) + "/*-damaged-*", filepath.Dir(path) + "/backups/*-before-*"} {
			files, _ := filepath.Glob(pattern)
			for _, f := range files {
				os.Remove(f)
			}
		}
	}()
	s, err := data.Open(path, data.Options{})
	opened := err
	switch {
	case err == nil:
		defer s.Close()
		admin, err := s.DefaultUser(ctx)
		if err != nil {
			fail("%v", err)
			return "no user"
		}
		outcome := "opened"
		if err := s.Check(ctx); errors.Is(err, data.ErrDamaged) {
			outcome = "opened, damage found by the check"
		} else if err != nil {
			fail("check: %v", err)
		} else {
			if err := s.Insert(ctx, admin, record(data.Client, "name", "Gama")); err != nil {
				fail("insert: %v", err)
			}
		}
		if _, err := s.RestoreBackup(ctx, admin, good.Path, nil); err != nil {
			fail("restore: %v", err)
		}
		compare(t, before, dump(t, path))
		if len(s.Removed().Foreign) > 0 {
			outcome += ", repaired"
		}
		return outcome
	case !errors.Is(err, data.ErrDamaged):
		fail("%v", err)
		return "other error"
	}
	if newest, err := data.NewestBackup(ctx, path); err != nil || newest.Path != good.Path {
		fail("newest backup %v, %v", newest, err)
	}
	aside, err := data.Recover(ctx, path, good.Path)
	if err != nil {
		fail("recover: %v", err)
		return "not recovered"
	}
	if kept, err := os.ReadFile(aside); err != nil || !bytes.Equal(kept, spoiled) {
		fail("the damaged database was changed, read %v; opened with %v", err, opened)
	}
	compare(t, before, dump(t, path))
	return "damaged"
}

// An older database whose pages are damaged is not brought up to date: it stays as it is, byte for byte, and so does one in which
// that fails.
func TestNoMigrationOfADamagedDatabase(t *testing.T) {
	for name, spoil := range map[string]func(path string){
		"pages": func(path string) {
			execute(t, path, `DROP INDEX clients_m_name`)
			content, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			for page := len(content) / 4096 * 3 / 4; page < len(content)/4096; page++ {
				copy(content[page*4096:], "rotten, rotten, rotten")
			}
			if err := os.WriteFile(path, content, 0o600); err != nil {
				t.Fatal(err)
			}
		},
		"a column that is left over":       func(path string) { execute(t, path, `ALTER TABLE deleted_clients DROP COLUMN city`) },
		"a shadow table that is left over": func(path string) { execute(t, path, `DROP TABLE search_clients; CREATE TABLE search_clients_data (a)`) },
		"a table without its deleted ones": func(path string) { execute(t, path, `DROP TABLE deleted_leads`) },
		"a fixed table that is not there":  func(path string) { execute(t, path, `DROP TABLE sign_ins`) },
		"values that no index can be of":   func(path string) { execute(t, path, `DROP INDEX products_m_code; UPDATE products SET m_code = 'x'`) },
		"no administrator":                 func(path string) { execute(t, path, `UPDATE users SET active = 0`) },
	} {
		t.Run(name, func(t *testing.T) {
			s, admin := fresh(t)
			importT1(t, s, admin, newGenerator(4), 50)
			for _, code := range []string{"A", "B"} {
				add(t, s, admin, data.Product, "name", "Stůl", "code", code)
			}
			good := makeBackup(t, s, admin)
			before := dump(t, s.Path())
			s.Close()
			spoil(s.Path())
			spoiled, err := os.ReadFile(s.Path())
			if err != nil {
				t.Fatal(err)
			}
			if _, err := data.Open(s.Path(), data.Options{}); !data.NeedsBackup(err) {
				t.Fatalf("opened with %v", err)
			}
			if _, err := data.Recover(ctx, s.Path(), good.Path); err != nil {
				t.Fatal(err)
			}
			compare(t, before, dump(t, s.Path()))
			aside, _ := filepath.Glob(filepath.Dir(s.Path()) + "/*-damaged-*.db")
			if kept, err := os.ReadFile(aside[0]); err != nil || !bytes.Equal(kept[100:], spoiled[100:]) {
				t.Errorf("the database was changed; %v", err)
			}
			check(t, open(t, s.Path()))
		})
	}
}
