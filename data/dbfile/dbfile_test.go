package dbfile_test

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kartoteka/data/dbfile"
)

var ctx = context.Background()

// A copy of a database that is in use is complete and one file; what it holds replaces the content of another that is open.
func TestCopyAndRestore(t *testing.T) {
	path := filepath.Join(t.TempDir(), "kniha č. 1.db")
	db, err := dbfile.Connect(path, dbfile.Journal(false)...)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(`PRAGMA application_id = 7; CREATE TABLE t (a); INSERT INTO t VALUES ('one')`); err != nil {
		t.Fatal(err)
	}
	if !dbfile.HasLog(path) {
		t.Error("a database in use has no log")
	}
	copied, err := dbfile.Draft(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(dbfile.Copy(ctx, db, copied), dbfile.Finish(ctx, copied, dbfile.CheckWhole)); err != nil {
		t.Fatal(err)
	}
	name := path + "-copy"
	if err := dbfile.Move(copied, name); err != nil {
		t.Fatal(err)
	}
	if left, _ := filepath.Glob(name + "-*"); len(left) > 0 || dbfile.HasLog(name) {
		t.Errorf("beside the copy: %v", left)
	}
	if h, err := dbfile.ReadHeader(name); err != nil || h.Application != 7 {
		t.Errorf("header %+v, %v", h, err)
	}
	if _, err := db.Exec(`DELETE FROM t`); err != nil {
		t.Fatal(err)
	}
	conn, err := db.Conn(ctx)
	if err != nil {
		t.Fatal(err)
	}
	err = errors.Join(dbfile.Restore(ctx, conn, name, nil), conn.Close())
	var a string
	if e := db.QueryRow(`SELECT a FROM t`).Scan(&a); err != nil || e != nil || a != "one" {
		t.Errorf("restored %q, %v, %v", a, err, e)
	}
}

// What is damaged, no database or locked is said in one word.
func TestRefusals(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	db, err := dbfile.Connect(path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(`CREATE TABLE t (a); WITH n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 3000) INSERT INTO t SELECT hex(randomblob(20)) FROM n`); err != nil {
		t.Fatal(err)
	}
	for name, check := range map[string]func(context.Context, dbfile.Querier) error{"pages": dbfile.CheckPages, "tables": dbfile.CheckTables, "whole": dbfile.CheckWhole} {
		if err := check(ctx, db); err != nil {
			t.Errorf("%s of a good one: %v", name, err)
		}
	}
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for page := 4; page < 8; page++ {
		copy(content[page*4096:], "rotten, rotten, rotten")
	}
	bad := path + ".bad"
	if err := os.WriteFile(bad, content, 0o600); err != nil {
		t.Fatal(err)
	}
	rotten, err := dbfile.ConnectToRead(bad)
	if err != nil {
		t.Fatal(err)
	}
	defer rotten.Close()
	for name, check := range map[string]func(context.Context, dbfile.Querier) error{"pages": dbfile.CheckPages, "tables": dbfile.CheckTables, "whole": dbfile.CheckWhole} {
		if err := check(ctx, rotten); !errors.Is(err, dbfile.ErrDamaged) && !errors.Is(dbfile.Refusal(err), dbfile.ErrDamaged) {
			t.Errorf("%s of a damaged one: %v", name, err)
		}
	}
	if _, err := rotten.Exec(`DELETE FROM t`); dbfile.Refusal(err) != dbfile.ErrReadOnly {
		t.Errorf("a change of what is only read: %v", err)
	}
	if err := os.WriteFile(bad+"2", []byte("no database"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := dbfile.ReadHeader(bad + "2"); !errors.Is(err, dbfile.ErrNotDatabase) {
		t.Errorf("a header that is none: %v", err)
	}
	if _, err := db.Exec(`CREATE UNIQUE INDEX u ON t (a); INSERT INTO t SELECT a FROM t LIMIT 1`); !dbfile.Taken(err) {
		t.Errorf("a value that is taken: %v", err)
	}
}

// Every connection has limits on the work a database may ask for, also one that takes the place of another in its pool.
func TestLimits(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	for name, connect := range map[string]func() (*sql.DB, error){
		"write":  func() (*sql.DB, error) { return dbfile.Connect(path) },
		"repair": func() (*sql.DB, error) { return dbfile.ConnectToRepair(path) },
		"read":   func() (*sql.DB, error) { return dbfile.ConnectToRead(path) },
	} {
		db, err := connect()
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		db.SetMaxIdleConns(0) // each use has a new connection
		if _, err := db.Exec(`SELECT 1`); name != "read" && err != nil {
			t.Fatal(err)
		}
		for _, statement := range []string{
			`ATTACH ':memory:' AS other`,
			`SELECT zeroblob(100000000)`,
			`SELECT 1` + strings.Repeat(` UNION SELECT 1`, 100),
			`SELECT ` + strings.Repeat(`-(`, 500) + `1` + strings.Repeat(`)`, 500),
			`SELECT 'a' LIKE '` + strings.Repeat(`%_`, 100) + `'`,
		} {
			var any any
			if err := db.QueryRow(statement).Scan(&any); err == nil || errors.Is(err, sql.ErrNoRows) {
				t.Errorf("%s: %.40s… is done: %v", name, statement, err)
			}
		}
	}
}
