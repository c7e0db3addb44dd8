package fts_test

import (
	"database/sql"
	"strings"
	"testing"

	_ "modernc.org/sqlite"

	"kartoteka/data/fts"
)

// A row is found by what people type of it, in SQLite's own index; nothing of what they type is read as syntax.
func TestFound(t *testing.T) {
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	if _, err := db.Exec(fts.Create("found")); err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	fts.AddText(&b, "Alfa Žlutý s.r.o., A-1")
	fts.AddIdentifier(&b, "CZ 27482728")
	fts.AddPhone(&b, "+420 777 123 456")
	if _, err := db.Exec(`INSERT INTO found (rowid, words) VALUES (1, ?)`, b.String()); err != nil {
		t.Fatal(err)
	}
	for search, want := range map[string]int{
		"alfa": 1, "AL zluty": 1, "sro": 1, "s.r.o.": 1, "a1": 1, "a-1": 1, "cz27482728": 1, "2748": 1, "777 123 456": 1, "00420 777 123": 1,
		"0777123456": 1, `"alfa" AND NOT`: 0, "alfa*": 1, "lfa": 0, "beta": 0, "123 456": 0,
	} {
		var n int
		if err := db.QueryRow(`SELECT count(*) FROM found WHERE found MATCH ?`, fts.Expression(fts.Words(search), false)).Scan(&n); err != nil || n != want {
			t.Errorf("%q: found %d, %v", search, n, err)
		}
	}
	var n int
	if err := db.QueryRow(`SELECT count(*) FROM found WHERE found MATCH ?`, fts.Expression(fts.Words("al"), true)).Scan(&n); err != nil || n != 0 {
		t.Errorf("the beginning of a word as a whole one: found %d, %v", n, err)
	}
	if n := len(fts.Words(strings.Repeat("a b ", 20))); n != 16 {
		t.Errorf("%d words of a long search", n)
	}
}
