package data_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"kartoteka/data"
)

// Two products whose codes a newer rule calls the same are both kept.
func TestCodesThatHaveBecomeTheSame(t *testing.T) {
	s, admin := fresh(t)
	bring(t, s, admin, these(record(data.Product, "code", "A 1", "name", "Stůl"), record(data.Product, "code", "A 2", "name", "Židle"))...)
	for _, statement := range []string{"UPDATE products SET code = 'A\u00a01', m_code = 'old' WHERE code = 'A 2'", `UPDATE state SET derived = 0`} {
		if _, err := s.Writer().Exec(statement); err != nil {
			t.Fatal(statement, err)
		}
	}
	s = reopen(t, s)
	if n := count(t, s, data.Product, data.Query{}); n != 2 {
		t.Errorf("%d products", n)
	}
	check(t, s)
}

// A database of a version that knew fewer fields, match values and searches gets what it lacks, also for
// the records it holds and those deleted from it.
func TestOlderDatabaseIsBroughtUpToDate(t *testing.T) {
	s, admin := fresh(t)
	bring(t, s, admin, these(record(data.Client, "name", "Žluťák", "reg_number", "123"), record(data.Product, "code", "A-1", "name", "Stůl"))...)
	id := add(t, s, admin, data.Client, "name", "Deleted", "reg_number", "456")
	deletion, err := s.Remove(ctx, admin, data.Client, id)
	if err != nil {
		t.Fatal(err)
	}
	complete := schemaOf(t, s)
	for _, statement := range []string{
		`DROP INDEX clients_m_reg_number`, `ALTER TABLE clients DROP COLUMN m_reg_number`, `ALTER TABLE deleted_clients DROP COLUMN m_reg_number`,
		`ALTER TABLE clients DROP COLUMN instagram`, `ALTER TABLE deleted_clients DROP COLUMN instagram`,
		`DROP INDEX products_m_code`, `DROP TABLE search_clients`, `DROP TABLE activities`, `DROP TABLE deleted_activities`,
		`UPDATE clients SET m_name = 'old rules'`, `UPDATE state SET derived = 0`,
	} {
		if _, err := s.Writer().Exec(statement); err != nil {
			t.Fatal(statement, err)
		}
	}
	s = reopen(t, s)
	if got := schemaOf(t, s); !reflect.DeepEqual(got, complete) {
		t.Errorf("tables and indexes %v, want %v", got, complete)
	}
	if _, err := s.RestoreRemoved(ctx, admin, deletion); err != nil {
		t.Fatal(err)
	}
	for match, value := range map[string]string{"reg_number": "00000123", "name": "zlutak"} {
		if records, err := s.Matching(ctx, data.Client, match, []string{value}); err != nil || len(records) != 1 {
			t.Errorf("by %s: %v, %v", match, records, err)
		}
	}
	if records, _ := s.Matching(ctx, data.Client, "reg_number", []string{"00000456"}); len(records) != 1 {
		t.Error("the deleted record lost its match value")
	}
	if n := count(t, s, data.Client, data.Query{Search: "zlut"}); n != 1 {
		t.Errorf("found %d times", n)
	}
	add(t, s, admin, data.Client, "name", "Beta", "instagram", "beta")
	if err := s.Insert(ctx, admin, record(data.Product, "code", "a-1", "name", "Židle")); err == nil {
		t.Error("the code is no longer unique")
	}
	check(t, s)
	// Once up to date, opening only reads.
	revision, version := s.Version(t)
	if r, v := reopen(t, s).Version(t); r != revision || v != version {
		t.Error("opening wrote something")
	}
}

// When the rules have changed by which texts are folded, the columns computed by the old ones are computed again.
func TestNewRulesOfFolding(t *testing.T) {
	s, admin := fresh(t)
	add(t, s, admin, data.Client, "name", "Žluťák")
	for _, statement := range []string{
		`UPDATE clients SET m_name = 'old rules'`, `INSERT INTO search_clients (search_clients) VALUES ('delete-all')`, `UPDATE state SET derived = 0`,
	} {
		if _, err := s.Writer().Exec(statement); err != nil {
			t.Fatal(statement, err)
		}
	}
	s = reopen(t, s)
	if records, err := s.Matching(ctx, data.Client, "name", []string{"zlutak"}); err != nil || len(records) != 1 {
		t.Errorf("%v, %v", records, err)
	}
	if n := count(t, s, data.Client, data.Query{Search: "zlut"}); n != 1 {
		t.Errorf("found %d times", n)
	}
}

// schemaOf returns all tables with their columns, sorted, and all indexes.
func schemaOf(t *testing.T, s *data.Store) map[string]string {
	t.Helper()
	rows, err := s.Writer().Query(`
		SELECT m.type || ' ' || m.name, coalesce((SELECT group_concat(c.name || ' ' || c.type, ', ' ORDER BY c.name) FROM pragma_table_info(m.name) c WHERE m.type = 'table'), m.sql, '')
		FROM sqlite_schema m WHERE m.name NOT LIKE 'sqlite_%'`)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for rows.Next() {
		var name, content string
		if err := rows.Scan(&name, &content); err != nil {
			t.Fatal(err)
		}
		all[name] = content
	}
	return all
}

// A migration that fails leaves the database at the version before; those that succeed are run once.
func TestMigrations(t *testing.T) {
	s, _ := fresh(t)
	was := s.UserVersion(t)
	files := fstest.MapFS{}
	for n := range was {
		files[fmt.Sprintf("migrations/%04d_done.sql", n+1)] = &fstest.MapFile{Data: []byte("never run")}
	}
	good := fmt.Sprintf("migrations/%04d_good.sql", was+1)
	bad := fmt.Sprintf("migrations/%04d_bad.sql", was+2)
	files[good] = &fstest.MapFile{Data: []byte("CREATE TABLE good (a); INSERT INTO good VALUES (1);")}
	files[bad] = &fstest.MapFile{Data: []byte("INSERT INTO good VALUES (2); CREATE TABLE bad (a); SELECT nothing FROM nowhere;")}
	for range 2 {
		if err := s.Migrate(ctx, files); err == nil || !strings.Contains(err.Error(), fmt.Sprint("version ", was+2)) {
			t.Fatalf("the bad one: %v", err)
		}
		var rows int
		if err := s.Writer().QueryRow(`SELECT count(*) FROM good`).Scan(&rows); err != nil || rows != 1 || s.UserVersion(t) != was+1 {
			t.Errorf("%d rows, version %d, %v", rows, s.UserVersion(t), err)
		}
	}
	files[bad].Data = []byte("DROP TABLE good")
	if err := s.Migrate(ctx, files); err != nil || s.UserVersion(t) != was+2 {
		t.Errorf("mended: version %d, %v", s.UserVersion(t), err)
	}
}

// Every step of a check, a list, a page or a deletion goes along an index, however many records there are.
func TestQueriesUseIndexes(t *testing.T) {
	s, _ := fresh(t)
	for _, query := range []string{
		`SELECT id FROM contacts ORDER BY m_sort, id LIMIT 100`,
		`SELECT id FROM contacts ORDER BY m_sort DESC, id DESC LIMIT 100`,
		`SELECT id FROM contacts WHERE m_name >= 'nov' AND m_name < 'now' ORDER BY m_name, id`,
		`SELECT id FROM contacts WHERE client = 1`,
		`SELECT id FROM contacts WHERE import_id = 1`,
		`SELECT id FROM deleted_contacts WHERE deletion_id = 1`,
		`SELECT import_id, count(*) FROM contacts WHERE import_id IS NOT NULL GROUP BY import_id`,
		`SELECT clients.id FROM (SELECT DISTINCT value AS wanted FROM json_each('[]')) CROSS JOIN clients ON m_name = wanted`,
		`SELECT id FROM changes WHERE record_type = 'client' AND record_id = 1`,
	} {
		rows, err := s.Writer().Query("EXPLAIN QUERY PLAN " + query)
		if err != nil {
			t.Fatal(err)
		}
		var plan []string
		for rows.Next() {
			var a, b, c int
			var detail string
			if err := rows.Scan(&a, &b, &c, &detail); err != nil {
				t.Fatal(err)
			}
			plan = append(plan, detail)
			if strings.HasPrefix(detail, "SCAN") && !strings.Contains(detail, "INDEX") && !strings.Contains(detail, "json_each") && !strings.Contains(detail, "subquery") || strings.Contains(detail, "USE TEMP B-TREE FOR ORDER") {
				t.Errorf("%s: %v", query, plan)
			}
		}
	}
}
