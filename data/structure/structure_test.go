package structure_test

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"testing"

	_ "modernc.org/sqlite"

	"kartoteka/data/structure"
)

func read(t *testing.T, statements string) structure.Structure {
	t.Helper()
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	if _, err := db.Exec(statements); err != nil {
		t.Fatal(err)
	}
	s, err := structure.Read(context.Background(), db)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestCompare(t *testing.T) {
	const boxes, index = `CREATE TABLE boxes (id INTEGER PRIMARY KEY, "size" TEXT DEFAULT ('a, b'), UNIQUE (size));`, `CREATE INDEX sizes ON boxes (size);`
	made := read(t, boxes+index)
	for statements, want := range map[string]string{
		boxes + index: "",
		"CREATE TABLE boxes (id  INTEGER\nPRIMARY KEY, -- the number\n\"size\" TEXT /* , */ DEFAULT('a, b'), UNIQUE(size));" + index: "",
		boxes + index + `CREATE INDEX more ON boxes (id)`:                                 "index more",
		boxes + `CREATE INDEX sizes ON boxes (size) WHERE id > 1`:                         "index sizes",
		boxes + `CREATE INDEX sizes ON boxes (lower(size))`:                               "index sizes",
		boxes + index + `CREATE VIEW seen AS SELECT 1`:                                    "view seen",
		boxes + index + `CREATE TRIGGER evil DELETE ON boxes BEGIN SELECT 1; END`:         "trigger evil",
		boxes + index + `CREATE TABLE other (a UNIQUE); CREATE INDEX others ON other (a)`: "table other",
		boxes + index + `ALTER TABLE boxes ADD COLUMN more`:                               "column boxes.more",
		strings.Replace(boxes, "'a, b'", "random()", 1) + index:                           "definition boxes.size",
		strings.Replace(boxes, "UNIQUE", "CHECK (id > 1), UNIQUE", 1) + index:             "definition boxes",
		strings.Replace(boxes, "));", ")) STRICT;", 1) + index:                            "definition boxes",
	} {
		var got []string
		for _, f := range structure.Compare(read(t, statements), made, func(string) bool { return false }) {
			got = append(got, fmt.Sprint(f.Kind, " ", f.Name))
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%s\ngives %q, want %q", statements, got, want)
		}
	}
	whole := structure.Compare(read(t, boxes+index+`ALTER TABLE boxes ADD COLUMN more`), made, func(string) bool { return true })
	if len(whole) != 1 || whole[0].Kind != structure.Definition || whole[0].Name != "boxes" {
		t.Errorf("compared as one: %v", whole)
	}
	if more := structure.Compare(read(t, boxes+index+`ALTER TABLE boxes ADD COLUMN more TEXT`), structure.Structure{
		"boxes": made["boxes"].WithColumns("more TEXT"), "sizes": made["sizes"]}, func(string) bool { return false }); len(more) > 0 {
		t.Errorf("with a column more: %v", more)
	}
}
