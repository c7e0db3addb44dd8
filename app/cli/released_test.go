package cli_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"
)

// TestReleasedDatabases: a database of every version that was handed out is opened by this one, with every value it had. The
// folders of testdata/released hold such a database, packed, and what its own version printed of it with --json. Each
// release adds one; none is ever changed.
func TestReleasedDatabases(t *testing.T) {
	versions, err := filepath.Glob("testdata/released/*")
	if err != nil || len(versions) == 0 {
		t.Fatal(versions, err)
	}
	for _, folder := range versions {
		t.Run(filepath.Base(folder), func(t *testing.T) {
			b := newBench(t)
			unpack(t, filepath.Join(folder, "kartoteka.db.gz"), b.db)
			printed, err := filepath.Glob(filepath.Join(folder, "*.json"))
			if err != nil {
				t.Fatal(err)
			}
			for _, file := range printed {
				what := strings.TrimSuffix(filepath.Base(file), ".json")
				args := []string{"records", what, "--json"}
				if what == "imports" || what == "fields" {
					args = []string{what, "--json"}
				}
				sameJSON(t, file, b.must(0, args...).out)
			}
			// The import that was deleted comes back whole, in the newest tables.
			b.must(0, "restore", "--label", "Import 25.11.2026 #4")
			if clients := decoded[[]any](b, 0, "records", "clients"); len(clients) != 64 {
				t.Errorf("%d clients after the restore, want 64", len(clients))
			}
			if found := decoded[[]any](b, 0, "records", "clients", "--search", "ELEKTRIX"); len(found) != 1 {
				t.Errorf("%d clients of that name are found, want 1", len(found))
			}
		})
	}
}

func unpack(t *testing.T, packed, to string) {
	t.Helper()
	in, err := os.Open(packed)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	z, err := gzip.NewReader(in)
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

// sameJSON compares what was printed with a file. Members that a later version added are no difference, nor is the time zone
// that a moment is printed in.
func sameJSON(t *testing.T, file, printed string) {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var want, got []map[string]any
	if err := json.NewDecoder(bytes.NewReader(content)).Decode(&want); err != nil {
		t.Fatal(file, err)
	}
	if err := json.Unmarshal([]byte(printed), &got); err != nil {
		t.Fatal(file, err)
	}
	if len(got) != len(want) {
		t.Fatalf("%s: %d, want %d", file, len(got), len(want))
	}
	for i := range want {
		for key, value := range want[i] {
			if !sameValue(got[i][key], value) {
				t.Errorf("%s, number %d: %s is %v, want %v", file, i+1, key, got[i][key], value)
			}
		}
	}
}

func sameValue(got, want any) bool {
	text, _ := want.(string)
	if moment, err := time.Parse(time.RFC3339, text); err == nil {
		text, _ = got.(string)
		printed, err := time.Parse(time.RFC3339, text)
		return err == nil && printed.Equal(moment)
	}
	return reflect.DeepEqual(got, want)
}
