package cli_test

import (
	"bytes"
	"context"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"kartoteka/app/cli"
)

// A bench is a folder with a database that commands are run against.
type bench struct {
	*testing.T
	dir  string
	db   string
	lang string
}

func newBench(t *testing.T) *bench {
	t.Helper()
	dir := t.TempDir()
	return &bench{T: t, dir: dir, db: filepath.Join(dir, "test.db"), lang: "cs"}
}

// path is a file of the folder.
func (b *bench) path(name string) string { return filepath.Join(b.dir, name) }

// A result is what a run left behind.
type result struct {
	code     int
	out, err string
}

// run carries out a command line as main does.
func (b *bench) run(args ...string) result {
	b.Helper()
	return b.runContext(context.Background(), args...)
}

func (b *bench) runContext(ctx context.Context, args ...string) result {
	b.Helper()
	var out, err bytes.Buffer
	args = append([]string{"--db", b.db, "--lang", b.lang}, args...)
	code := cli.Run(ctx, args, cli.Streams{In: strings.NewReader(""), Out: &out, Err: &err}, nil)
	return result{code, out.String(), err.String()}
}

// must runs a command that has to end with the code given.
func (b *bench) must(code int, args ...string) result {
	b.Helper()
	r := b.run(args...)
	if r.code != code {
		b.Fatalf("%q: exit code %d, want %d\n%s%s", args, r.code, code, r.out, r.err)
	}
	return r
}

// refuses runs a command that has to fail with the code, in one line that holds the words given, and with nothing on
// standard output.
func (b *bench) refuses(code int, words string, args ...string) {
	b.Helper()
	r := b.must(code, args...)
	if r.out != "" {
		b.Errorf("%q: standard output %q, want none", args, r.out)
	}
	if lines := strings.Count(r.err, "\n"); code != cli.Usage && lines != 1 {
		b.Errorf("%q: %d lines on standard error, want one:\n%s", args, lines, r.err)
	}
	if !strings.Contains(r.err, words) {
		b.Errorf("%q: standard error %q, want %q in it", args, r.err, words)
	}
}

// decoded runs a command with --json and reads what it prints; members the type doesn't have are an error.
func decoded[T any](b *bench, code int, args ...string) T {
	b.Helper()
	r := b.must(code, append(args, "--json")...)
	var v T
	d := json.NewDecoder(strings.NewReader(r.out))
	d.DisallowUnknownFields()
	if err := d.Decode(&v); err != nil {
		b.Fatalf("%q: %v in\n%s", args, err, r.out)
	}
	if d.More() {
		b.Errorf("%q: more than one JSON value", args)
	}
	return v
}

// The shapes of spec: what scripts rely on.
type (
	counts map[string]int

	report struct {
		File, Template, Language string
		Records, Importable      counts
		Counts                   counts
		Issues                   []issue
		Label                    string
		Imported                 counts
		Attached                 counts
		Rejected                 counts
		Duplicates               counts
	}

	issue struct {
		Severity, Code, Sheet, Cell string
		Row                         int
		Column, Record, Field       string
		Value, Suggestion, Message  string
		Others                      []struct {
			Sheet, Title, Cell string
			Row, ID            int
		}
	}

	record struct {
		ID     int
		Label  string
		Values map[string]any
		Custom map[string]any
		Items  []map[string]any
	}

	deletion struct {
		Label, Type string
		Deleted     counts
		Kept        []struct {
			Record  string
			ID      int
			Name    string
			Because []struct {
				Record string
				ID     int
				Name   string
			}
		}
	}

	historyLine struct {
		Label                   string
		Number                  int
		Date, File, SHA256      string
		Template, Mapping, User string
		Imported, Remaining     counts
		Status                  string
	}
)
