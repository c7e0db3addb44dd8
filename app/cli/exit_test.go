package cli_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/xuri/excelize/v2"

	"kartoteka/app/cli"
	"kartoteka/assets"
	"kartoteka/data"
)

func TestWrongUsage(t *testing.T) {
	b := newBench(t)
	for _, c := range []struct {
		args  []string
		words string
	}{
		{[]string{"nothing"}, "„nothing“"},
		{[]string{"chek", "x.xlsx"}, "check"},
		{[]string{"check"}, "FILE"},
		{[]string{"check", "a.xlsx", "b.xlsx"}, "b.xlsx"},
		{[]string{"check", "--bogus", "a.xlsx"}, "--bogus"},
		{[]string{"check", "-x", "a.xlsx"}, "-x"},
		{[]string{"check", "a.xlsx", "--annotated"}, "--annotated"},
		{[]string{"template", "clients", "-o", "x.xlsx"}, "clients-wide"},
		{[]string{"template", "leads"}, "-o"},
		{[]string{"import", "a.xlsx", "--duplicates", "merge"}, "skip, attach, import"},
		{[]string{"delete", "--type", "contacts", "--label", "x"}, "clients, leads, products"},
		{[]string{"delete", "--type", "clients"}, "--label, nebo --last"},
		{[]string{"delete", "--type", "clients", "--label", "x", "--last"}, "--label, nebo --last"},
		{[]string{"delete", "--last"}, "--type"},
		{[]string{"records", "things"}, "clients, contacts"},
		{[]string{"records", "clients", "--limit", "0"}, "--limit"},
		{[]string{"records", "clients", "--limit", "x"}, "--limit"},
		{[]string{"records", "clients", "--offset", "-1"}, "--offset"},
		{[]string{"add", "client"}, "key=value"},
		{[]string{"add", "client", "name"}, "name"},
		{[]string{"add", "client", "nme=Alfa"}, "reg_number"},
		{[]string{"add", "client", "name=Alfa", "Název=Beta"}, "dvakrát"},
		{[]string{"add", "client", "row_key=K1", "name=Alfa"}, "row_key"},
		{[]string{"edit", "client", "x", "name=Alfa"}, "„x“"},
		{[]string{"remove", "client", "0"}, "„0“"},
		{[]string{"export", "deal_items", "-o", "x.xlsx"}, "clients"},
		{[]string{"export", "clients", "-o", "x.vcf"}, "contacts"},
		{[]string{"export", "clients", "-o", "x"}, ".xlsx"},
		{[]string{"fields", "remove"}, "remove"},
		{[]string{"fields", "add", "client", "--title", "Flotila", "--type", "colour"}, "longtext"},
		{[]string{"fields", "add", "client", "--title", "Flotila", "--type", "text", "--items", "a"}, "list"},
		{[]string{"users", "add", "Jana", "--role", "boss"}, "admin, user"},
		{[]string{"completion", "cmd"}, "bash"},
		{[]string{"help", "nothing"}, "nothing"},
		{[]string{"--lang", "de", "imports"}, "cs, en, sk"},
	} {
		b.refuses(cli.Usage, c.words, c.args...)
	}
}

func TestFilesThatAreNoWorkbook(t *testing.T) {
	b := newBench(t)
	for name, c := range map[string]struct{ content, words string }{
		"text.xlsx":  {"Firma;IČ\r\nAlfa;27074358\r\n", "kartoteka map"},
		"page.xlsx":  {"<!DOCTYPE html><html><body><table></table></body></html>", "webová stránka"},
		"old.xls":    {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600), ""},
		"empty.xlsx": {"", ""},
		"cut.xlsx":   {"PK\x03\x04", ""},
	} {
		if err := os.WriteFile(b.path(name), []byte(c.content), 0o600); err != nil {
			t.Fatal(err)
		}
		for _, command := range []string{"check", "import"} {
			b.refuses(cli.Failed, c.words, command, b.path(name), "--json")
		}
	}
	b.refuses(cli.Failed, "neexistuje", "check", b.path("none.xlsx"))
	b.refuses(cli.Failed, "", "check", b.dir)
}

// folder makes a folder and returns its path.
func folder(b *bench, name string) string {
	b.Helper()
	if err := os.Mkdir(b.path(name), 0o700); err != nil {
		b.Fatal(err)
	}
	return b.path(name)
}

// A full disk takes nothing.
type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, syscall.ENOSPC }

func TestAResultThatCannotBePrintedIsNoWorkUndone(t *testing.T) {
	b := newBench(t)
	var err strings.Builder
	args := []string{"--db", b.db, "--lang", "en", "add", "client", "name=Alfa"}
	if code := cli.Run(t.Context(), args, cli.Streams{In: strings.NewReader(""), Out: fullDisk{}, Err: &err}, nil); code != cli.Failed {
		t.Errorf("exit code %d, want %d", code, cli.Failed)
	}
	if !strings.Contains(err.String(), "is done") || strings.Count(err.String(), "\n") != 1 {
		t.Errorf("standard error: %s", err.String())
	}
	if list := decoded[[]record](b, cli.Done, "records", "clients"); len(list) != 1 {
		t.Errorf("the client is not there: %v", list)
	}
}

// A stopWriter is a standard output after whose first bytes somebody presses Ctrl-C.
type stopWriter struct {
	strings.Builder
	stop func()
}

func (w *stopWriter) Write(b []byte) (int, error) {
	w.stop()
	return w.Builder.Write(b)
}

func TestAResultInTheMiddleOfPrintingStaysOne(t *testing.T) {
	b := newBench(t)
	file := b.template("clients-wide", "klienti.xlsx")
	var rows []row
	for range 100 {
		rows = append(rows, row{"Název": "Alfa", "E-mail 1": "špatně"})
	}
	fill(t, file, "Klienti", rows...)
	ctx, cancel := context.WithCancel(t.Context())
	out := stopWriter{stop: cancel}
	var err strings.Builder
	args := []string{"--db", b.db, "--lang", "cs", "check", file, "--json"}
	if code := cli.Run(ctx, args, cli.Streams{In: strings.NewReader(""), Out: &out, Err: &err}, nil); code != cli.FileErrors {
		t.Errorf("exit code %d, want %d: %s", code, cli.FileErrors, err.String())
	}
	if !json.Valid([]byte(out.String())) {
		t.Error("the result is cut")
	}
}

func TestAForeignWorkbookIsToldWhatItLacks(t *testing.T) {
	b := newBench(t)
	f := excelize.NewFile()
	defer f.Close()
	for cell, title := range map[string]string{"A1": "Priorita", "B1": "Přijato", "C1": "Cokoli"} {
		if err := f.SetCellValue("Sheet1", cell, title); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.SaveAs(b.path("cizi.xlsx")); err != nil {
		t.Fatal(err)
	}
	b.lang = "en"
	for _, words := range []string{"Sheet1", "Cokoli", "Leads", "Subject"} {
		b.refuses(cli.Failed, words, "check", b.path("cizi.xlsx"))
	}
}

func TestOutputFiles(t *testing.T) {
	b := newBench(t)
	file := b.template("leads", "leady.xlsx")
	fill(t, file, "Leady", row{"Předmět": "Poptávka"})
	b.refuses(cli.Failed, "--force", "template", "leads", "-o", file)
	b.refuses(cli.Failed, "složka", "template", "leads", "-o", b.dir)
	b.refuses(cli.Failed, "složka", "export", "leads", "-o", folder(b, "slozka.csv"))
	for _, args := range [][]string{
		{"template", "leads", "-o", b.path("leady")}, {"template", "leads", "-o", b.path("leady.xlsm")},
		{"import", file, "--rejected", b.path("r.xls")}, {"check", file, "--annotated", b.path("a.xlsm")},
	} {
		b.refuses(cli.Usage, ".xlsx", args...)
	}
	b.refuses(cli.Usage, ".xlsm", "check", b.path("makra.XLSM"), "--annotated", b.path("a.xlsx"))
	b.refuses(cli.Failed, "Složka", "template", "leads", "-o", filepath.Join(b.dir, "none", "x.xlsx"))
	b.refuses(cli.Failed, "čte", "check", file, "--annotated", file)
	link := b.path("odkaz.xlsx")
	if err := os.Link(file, link); err == nil {
		b.refuses(cli.Failed, "čte", "import", file, "--rejected", link)
	}
	b.refuses(cli.Failed, "databáze", "export", "leads", "--force", "-o", asXLSX(b))
	b.must(cli.Done, "check", file, "--annotated", b.path("a.xlsx"))
	b.must(cli.Done, "check", file, "--annotated", b.path("a.xlsx"))
	b.must(cli.Done, "export", "leads", "-o", b.path("e.xlsx"))
	b.refuses(cli.Failed, "--force", "export", "leads", "-o", b.path("e.xlsx"))
	b.must(cli.Done, "export", "leads", "-o", b.path("e.xlsx"), "--force")
	for _, e := range files(t, b.dir) {
		if strings.HasPrefix(e, ".") {
			t.Errorf("the draft %s was left behind", e)
		}
	}
}

// asXLSX lets the database be called like a workbook.
func asXLSX(b *bench) string {
	b.Helper()
	db := b.path("db.xlsx")
	if err := os.Rename(b.db, db); err != nil {
		b.Fatal(err)
	}
	b.db = db
	return db
}

func files(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func TestTroubleWithTheDatabase(t *testing.T) {
	b := newBench(t)
	b.must(cli.Done, "add", "client", "name=Alfa")
	good := b.db

	b.db = b.path("foreign.db")
	if err := os.WriteFile(b.db, []byte("something else altogether, and longer than a header of a hundred bytes: "+strings.Repeat("x", 200)), 0o600); err != nil {
		t.Fatal(err)
	}
	b.refuses(cli.Failed, "nedotčen", "records", "clients")

	b.db = good
	backup := decoded[struct{ File string }](b, cli.Done, "backup").File
	content, err := os.ReadFile(good)
	if err != nil {
		t.Fatal(err)
	}
	for i := 4096; i < len(content); i++ {
		content[i] = 0xff
	}
	if err := os.WriteFile(good, content, 0o600); err != nil {
		t.Fatal(err)
	}
	b.refuses(cli.Failed, backup, "records", "clients")
	b.must(cli.Done, "restore-backup", backup)
	if list := decoded[[]record](b, cli.Done, "records", "clients"); len(list) != 1 {
		t.Errorf("%d clients after the backup came back, want 1", len(list))
	}
}

func TestALockedDatabase(t *testing.T) {
	if testing.Short() {
		t.Skip("waits for the lock as long as a person would")
	}
	t.Parallel()
	b := newBench(t)
	b.must(cli.Done, "add", "client", "name=Alfa")
	s, err := data.Open(b.db, data.Options{Fresh: data.Fresh(assets.Czech.Fresh())})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	by, err := s.DefaultUser(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	_, _ = s.Import(context.Background(), by, data.Import{}, func(func(*data.Record) error) error {
		b.refuses(cli.Failed, "jiný program", "add", "client", "name=Beta")
		return context.Canceled
	})
}

func TestCancelledBeforeItBegins(t *testing.T) {
	b := newBench(t)
	file := b.good("klienti.xlsx")
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	r := b.runContext(ctx, "import", file)
	if r.code != cli.Failed || !strings.Contains(r.err, "Zrušeno") || r.out != "" {
		t.Errorf("exit code %d, %q, %q", r.code, r.out, r.err)
	}
	if list := decoded[[]record](b, cli.Done, "records", "clients"); len(list) != 0 {
		t.Errorf("a cancelled import wrote %v", list)
	}
}

func TestTheWindowIsAskedFor(t *testing.T) {
	for _, c := range []struct {
		args []string
		want cli.Start
	}{
		{nil, cli.Start{Database: cli.DatabaseFile()}},
		{[]string{"Klienti.XLSX"}, cli.Start{Database: cli.DatabaseFile(), File: "Klienti.XLSX"}},
		{[]string{"--db", "x.db", "--lang=cs_CZ"}, cli.Start{Database: "x.db", Lang: "cs"}},
		{[]string{"--lang", "cs", "--db", "x.db", "--lang", "en"}, cli.Start{Database: "x.db", Lang: "en"}}, // the later flag wins, as of every flag
	} {
		var asked cli.Start
		window := func(_ context.Context, s cli.Start) int {
			asked = s
			return cli.Failed
		}
		code := cli.Run(context.Background(), c.args, cli.Streams{Out: &strings.Builder{}, Err: &strings.Builder{}}, window)
		if code != cli.Failed || asked != c.want {
			t.Errorf("%q: exit code %d, window asked for %+v, want %+v", c.args, code, asked, c.want)
		}
	}
}

// A fault of the program ends in one sentence, not in a stack trace.
func TestPanic(t *testing.T) {
	var out, failed bytes.Buffer
	window := func(context.Context, cli.Start) int { panic("boom") }
	code := cli.Run(context.Background(), []string{"--db", filepath.Join(t.TempDir(), "x.db"), "--lang", "cs"}, cli.Streams{In: strings.NewReader(""), Out: &out, Err: &failed}, window)
	if code != cli.Failed || strings.Count(failed.String(), "\n") != 1 || !strings.Contains(failed.String(), "boom") {
		t.Errorf("exit code %d: %q", code, failed.String())
	}
}
