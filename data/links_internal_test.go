package data

import (
	"context"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var argument = regexp.MustCompile(`\?|:\w+`)

// No step of a plan, a deletion or a restoration, and no search for what a cell names, may walk through a whole table: with 500,000
// records one that does takes minutes.
func TestDeletionUsesIndexes(t *testing.T) {
	ctx := context.Background()
	s, err := Open(filepath.Join(t.TempDir(), "x.db"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	schema, err := s.Schema(ctx)
	if err != nil {
		t.Fatal(err)
	}
	var statements []string
	for _, r := range RecordTypes() {
		for _, sel := range []selection{byImport([]RecordType{r}, 1), byID(r, []int64{1})} {
			statements = append(statements, sel.find(r))
			for _, h := range schema.holds(r) {
				statements = append(statements, sel.held(h))
			}
		}
		statements = append(statements, removeSQL(schema, r)...)
		next, insert, these, remove := putBackSQL(schema, r)
		statements = append(statements, next, insert, "SELECT * FROM "+r.table()+" "+these, remove)
		statements = append(statements, partSQL(schema, r)...)
		gone, taken := obstacleSQL(schema, r)
		for _, o := range append(gone, taken...) {
			statements = append(statements, o.query)
		}
		for _, n := range schema.Namings(r) {
			if from, _, ok := n.question(r, "x"); ok {
				statements = append(statements, "SELECT * FROM "+from)
			}
		}
	}
	if len(statements) < 90 {
		t.Fatalf("only %d statements", len(statements))
	}
	for _, statement := range statements {
		rows, err := s.write.Query("EXPLAIN QUERY PLAN " + argument.ReplaceAllString(statement, "'1'"))
		if err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
		for rows.Next() {
			var id, parent, unused int
			var detail string
			if err := rows.Scan(&id, &parent, &unused, &detail); err != nil {
				t.Fatal(err)
			}
			// Ids handed over as JSON, the batch just found, and words by their row are walked through rightly.
			if strings.HasPrefix(detail, "SCAN") && !strings.Contains(detail, "json_each") &&
				!strings.Contains(detail, "subquery") && !strings.HasSuffix(detail, "VIRTUAL TABLE INDEX 0:=") {
				t.Errorf("%s\n in %s", detail, statement)
			}
		}
		rows.Close()
	}
}
