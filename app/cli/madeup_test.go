package cli

import (
	"bytes"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"kartoteka/assets/madeup"
)

// typed are words of the command line itself, which are the same in every language: flags, what stands for a value in a usage line,
// record types; labels of imports and names of files, too.
var typed = regexp.MustCompile(`\B--?[a-z][a-z-]*|\b[A-Z]+(\.[a-z]+)?\b|key=value|\b(clients|contacts|leads|products|deals|activities)\b|Import \d|\.xlsx|\bk?B\b`)

// TestCommandsSpeakAnyLanguage: whatever the command line prints is in the language of the run, but for what people typed.
func TestCommandsSpeakAnyLanguage(t *testing.T) {
	l := madeup.Language(t)
	folder := t.TempDir()
	db, records := filepath.Join(folder, "1.db"), filepath.Join(folder, "2.xlsx")
	say := func(args []string, text string, allowed ...string) {
		t.Helper()
		allowed = append(allowed, args...)
		if words := madeup.Foreign(typed.ReplaceAllString(text, ""), append(allowed, folder, strings.Join(languageCodes(), "|"), "kartoteka", "Kartotéka")...); len(words) > 0 {
			t.Errorf("%q says %q in\n%s", args, words, text)
		}
	}
	p := &program{lang: l, out: &bytes.Buffer{}, err: &bytes.Buffer{}}
	walk(p.tree(), func(cmd *cobra.Command) {
		var names []string
		for _, c := range append(cmd.Commands(), cmd) {
			names = append(names, c.Name())
		}
		args := append([]string{"--lang", string(l)}, strings.Fields(cmd.CommandPath())[1:]...)
		out, err := output(t, append(args, "--help")...)
		say(append(args, names...), out+err)
	})
	var printed strings.Builder
	for _, args := range [][]string{
		{"template", "clients-wide", "-o", filepath.Join(folder, "1.xlsx")},
		{"add", "client", "name=1", "reg_number=27082440", "country=" + l.Country("CZ"), "person=" + l.Text("bool.true"), "last_name=3"},
		{"add", "contact", "client=1", "last_name=2"},
		{"add", "lead", "topic=1", "lead_date=24. " + madeup.Text("prosince") + " 2026"},
		{"add", "product", "code=1", "name=1", "price=1’234,5", "valid_from=24.12.2026"},
		{"records", "clients"}, {"records", "contacts"}, {"records", "leads"}, {"records", "products"},
		{"export", "clients", "-o", records},
		{"import", records},
		{"import", records, "--duplicates", "import"},
		{"imports"},
		{"check", records},
		{"fields", "add", "client", "--title", "1", "--type", "text"},
		{"fields"},
		{"users"},
		{"backup", "-o", filepath.Join(folder, "2.db")},
		{"delete", "--type", "clients", "--label", "1"},
		{"check", filepath.Join(folder, "0.xlsx")},
		{"check", db},
		{"add", "client", "name=2", "person=5"},
		{"records", "nothing"},
		{"nothing"},
		{"import"},
		{"--nothing"},
	} {
		out, err := output(t, append([]string{"--lang", string(l), "--db", db}, args...)...)
		if out+err == "" {
			t.Errorf("%q prints nothing", args)
		}
		say(args, out+err)
		printed.WriteString(out + err)
	}
	for _, format := range []string{"1’234,5", "2026·"} {
		if !strings.Contains(printed.String(), format) {
			t.Errorf("%q stands nowhere in\n%s", format, printed.String())
		}
	}
}
