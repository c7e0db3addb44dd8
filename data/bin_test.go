package data_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"testing"

	"kartoteka/data"
)

// dump reads all a database holds, line by line, the words of the search index included; what keeps
// the books of deletions, and the revision, is left out.
func dump(tb testing.TB, path string) map[string]bool {
	tb.Helper()
	db, err := sql.Open("sqlite", "file:"+path)
	if err != nil {
		tb.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	query := func(q string) [][]any {
		rows, err := db.Query(q)
		if err != nil {
			tb.Fatalf("%s: %v", q, err)
		}
		defer rows.Close()
		columns, err := rows.Columns()
		if err != nil {
			tb.Fatal(err)
		}
		var all [][]any
		for rows.Next() {
			row, dest := make([]any, len(columns)), make([]any, len(columns))
			for i := range row {
				dest[i] = &row[i]
			}
			if err := rows.Scan(dest...); err != nil {
				tb.Fatal(err)
			}
			all = append(all, row)
		}
		if rows.Err() != nil {
			tb.Fatal(rows.Err())
		}
		return all
	}
	lines := map[string]bool{}
	for _, table := range query(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('deletions', 'state') AND name NOT LIKE 'sqlite%'`) {
		name := table[0].(string)
		switch {
		case strings.HasPrefix(name, "search_") && strings.Count(name, "_") == 1:
			if _, err := db.Exec(`CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, ` + name + `, instance)`); err != nil {
				tb.Fatal(err)
			}
			for _, row := range query(`SELECT term, doc FROM words`) {
				lines[fmt.Sprint(name, row)] = true
			}
			if _, err := db.Exec(`DROP TABLE words`); err != nil {
				tb.Fatal(err)
			}
		case strings.HasPrefix(name, "search_"):
		default:
			for _, row := range query(`SELECT * FROM ` + name) {
				lines[fmt.Sprintf("%s %#v", name, row)] = true
			}
		}
	}
	return lines
}

func compare(tb testing.TB, before, after map[string]bool) {
	tb.Helper()
	shown := 0
	for _, side := range []struct {
		what string
		a, b map[string]bool
	}{{"lost", before, after}, {"new", after, before}} {
		for line := range side.a {
			if !side.b[line] && shown < 10 {
				tb.Errorf("%s: %s", side.what, line)
				shown++
			}
		}
	}
}

// What comes back is what went, to the last value: custom fields, numbers, ids, label, row, who made it and when,
// words.
func TestRestoreIsExact(t *testing.T) {
	s, admin := fresh(t)
	field, err := s.AddField(ctx, admin, data.Client, data.Field{Title: "Poslední návštěva", Type: data.Date})
	if err != nil {
		t.Fatal(err)
	}
	amount, err := s.AddField(ctx, admin, data.Product, data.Field{Title: "Sleva", Type: data.Number})
	if err != nil {
		t.Fatal(err)
	}
	im := bring(t, s, admin, these(
		record(data.Client, "name", "=cmd|'/c calc'!A0", "reg_number", "00012345", "vat_payer", false, "note", "dva\nřádky", field.Key, "2026-12-24", "owner", admin.ID),
		record(data.Client, "name", "Žluťoučký kůň 🐎", "tags", "a, b"),
		record(data.Product, "code", "001", "name", "Ø 3", "price", 0.1, "tax_rate", 21.0, amount.Key, 1e15),
	)...)
	bara := record(data.Contact, "last_name", "Bára", "client", int64(1))
	second := bring(t, s, admin, these(bara)...)
	bara.Set("position", "ředitelka")
	if err := s.Update(ctx, admin, bara); err != nil {
		t.Fatal(err)
	}
	before := dump(t, s.Path())
	remove(t, s, admin, data.Clients, second.Label)
	remove(t, s, admin, data.Clients, im.Label)
	if got := status(t, s, im.Label); got != data.PartlyDeleted { // the product is there
		t.Errorf("status %s", got)
	}
	remove(t, s, admin, data.Products, im.Label)
	if got := status(t, s, im.Label); got != data.Deleted {
		t.Errorf("status %s", got)
	}
	// Bára's client lies in the other import.
	var obstacles *data.RestoreError
	if _, err := s.Restore(ctx, admin, second.Label, nil); !errors.As(err, &obstacles) || !errors.Is(err, data.ErrNotFound) {
		t.Fatal(err)
	}
	want := data.Obstacle{Link: link(bara), Field: "client", Other: data.Link{Record: data.Client, ID: 1, Name: "=cmd|'/c calc'!A0"}, Label: im.Label}
	if len(obstacles.Obstacles) != 1 || obstacles.Obstacles[0] != want {
		t.Errorf("obstacles %+v, want %+v", obstacles.Obstacles, want)
	}
	for _, label := range []string{im.Label, second.Label} {
		if _, err := s.Restore(ctx, admin, label, nil); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Restore(ctx, admin, label, nil); !errors.Is(err, data.ErrNotFound) {
			t.Errorf("restored twice: %v", err)
		}
	}
	compare(t, before, dump(t, s.Path()))
	if n := count(t, s, data.Client, data.Query{Search: "zlutoucky kun"}); n != 1 {
		t.Errorf("found %d times", n)
	}
}

// A product whose code was given to another meanwhile keeps all of the import away, and the error names both.
func TestRestoreRefusesTakenCode(t *testing.T) {
	s, admin := fresh(t)
	old := record(data.Product, "code", "A-1", "name", "Hřebík")
	im := bring(t, s, admin, these(old, record(data.Product, "code", "A-2", "name", "Vrut"))...)
	remove(t, s, admin, data.Products, im.Label)
	taken := record(data.Product, "code", "a-1", "name", "Šroub")
	if err := s.Insert(ctx, admin, taken); err != nil {
		t.Fatal(err)
	}
	before := dump(t, s.Path())
	_, err := s.Restore(ctx, admin, im.Label, nil)
	var obstacles *data.RestoreError
	if !errors.As(err, &obstacles) || !errors.Is(err, data.ErrExists) {
		t.Fatal(err)
	}
	want := data.Obstacle{Link: link(old), Field: "code", Value: "A-1", Other: link(taken)}
	if len(obstacles.Obstacles) != 1 || obstacles.Obstacles[0] != want {
		t.Errorf("obstacles %+v, want %+v", obstacles.Obstacles, want)
	}
	compare(t, before, dump(t, s.Path()))
	if _, err := s.Remove(ctx, admin, data.Product, taken.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Restore(ctx, admin, im.Label, nil); err != nil {
		t.Error(err)
	}
}

func TestRestoreCancelled(t *testing.T) {
	s, admin := fresh(t)
	var records []*data.Record
	for i := range 5000 {
		records = append(records, record(data.Product, "code", fmt.Sprint(i), "name", "Hřebík"))
	}
	im := bring(t, s, admin, these(records...)...)
	remove(t, s, admin, data.Products, im.Label)
	before := dump(t, s.Path())
	cancelled, cancel := context.WithCancel(ctx)
	_, err := s.Restore(cancelled, admin, im.Label, func(done, total int) { cancel() })
	if !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	compare(t, before, dump(t, s.Path()))
	if back, err := s.Restore(ctx, admin, im.Label, nil); err != nil || back[data.Product] != 5000 {
		t.Errorf("put back %v, %v", back, err)
	}
}
