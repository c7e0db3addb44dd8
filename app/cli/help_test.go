package cli

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/adrg/xdg"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"kartoteka/app/settings"
	"kartoteka/assets"
)

// walk calls do for a command and all below it.
func walk(cmd *cobra.Command, do func(*cobra.Command)) {
	do(cmd)
	for _, c := range cmd.Commands() {
		walk(c, do)
	}
}

// TestHelpIsComplete: every command and every flag says in every language what it is for.
func TestHelpIsComplete(t *testing.T) {
	for _, l := range assets.Languages() {
		p := &program{lang: l, out: &bytes.Buffer{}, err: &bytes.Buffer{}}
		walk(p.tree(), func(cmd *cobra.Command) {
			if key := textKey(cmd); !l.Has(key+".short") || cmd.Short == "" {
				t.Errorf("%s: no text %s.short", l, key)
			}
			if cmd.GroupID == "" && cmd.HasParent() && !cmd.Parent().HasParent() && cmd.Name() != "help" {
				t.Errorf("%s stands in no group of the help", cmd.Name())
			}
			describe := func(f *pflag.Flag) {
				if key := flagKey(l.Has, textKey(cmd), f.Name); !l.Has(key) || f.Usage == "" || f.Usage == key || strings.Contains(f.Usage, "{{") {
					t.Errorf("%s: no text %s, for --%s of %s", l, key, f.Name, cmd.CommandPath())
				}
			}
			cmd.Flags().VisitAll(describe)
			cmd.PersistentFlags().VisitAll(describe)
		})
	}
}

// TestEveryTextIsUsed finds texts of commands and flags that are gone.
func TestEveryTextIsUsed(t *testing.T) {
	p := &program{lang: assets.English, out: &bytes.Buffer{}, err: &bytes.Buffer{}}
	commands, flags := map[string]bool{}, map[string]bool{}
	walk(p.tree(), func(cmd *cobra.Command) {
		commands[textKey(cmd)] = true
		note := func(f *pflag.Flag) { flags[flagKey(p.lang.Has, textKey(cmd), f.Name)] = true }
		cmd.Flags().VisitAll(note)
		cmd.PersistentFlags().VisitAll(note)
	})
	for _, key := range assets.Keys() {
		if !strings.HasPrefix(key, "cli.") {
			continue
		}
		stem := key[:strings.LastIndex(key, ".")]
		switch {
		case strings.HasSuffix(key, ".short") || strings.HasSuffix(key, ".long") || strings.HasSuffix(key, ".example"):
			if !commands[stem] {
				t.Errorf("%s is the text of no command", key)
			}
		case strings.HasSuffix(stem, ".flag"):
			if !flags[key] {
				t.Errorf("%s is the text of no flag", key)
			}
		}
	}
}

// TestTheContract: the commands and flags that scripts rely on are there.
func TestTheContract(t *testing.T) {
	p := &program{lang: assets.English, out: &bytes.Buffer{}, err: &bytes.Buffer{}}
	root := p.tree()
	for path, flags := range map[string]string{
		"":                "db lang user json help version",
		"template":        "output examples force",
		"check":           "annotated add-list-items map",
		"map":             "as sheet header encoding delimiter output force",
		"mappings":        "",
		"mappings show":   "",
		"mappings forget": "",
		"mappings export": "output",
		"mappings add":    "",
		"import":          "duplicates add-list-items rejected allow-errors map dry-run preview no-remember",
		"imports":         "",
		"delete":          "type label last dry-run",
		"restore":         "label",
		"records":         "label search limit offset",
		"add":             "",
		"edit":            "",
		"remove":          "",
		"export":          "output",
		"fields":          "",
		"fields add":      "title type required items",
		"fields rename":   "",
		"fields retire":   "",
		"users":           "",
		"users add":       "role",
		"users password":  "",
		"split":           "output map",
		"backup":          "output",
		"restore-backup":  "",
		"demo":            "",
		"completion bash": "",
	} {
		cmd, rest, err := root.Find(strings.Fields(path))
		if err != nil || len(rest) > 0 && cmd.Name() != "completion" {
			t.Errorf("there is no command %q: %v, %v", path, rest, err)
			continue
		}
		for _, flag := range strings.Fields(flags) {
			if cmd.Flag(flag) == nil {
				t.Errorf("%q has no flag --%s", path, flag)
			}
		}
		if cmd.Flag("output") != nil && cmd.Flags().ShorthandLookup("o") == nil {
			t.Errorf("%q has no flag -o", path)
		}
	}
}

// output runs a command line and returns what it prints.
func output(t *testing.T, args ...string) (out, err string) {
	t.Helper()
	var o, e bytes.Buffer
	Run(context.Background(), args, Streams{In: strings.NewReader(""), Out: &o, Err: &e}, nil)
	return o.String(), e.String()
}

func TestHelpIsInOneLanguage(t *testing.T) {
	for lang, foreign := range map[string][]string{
		"cs": {"Usage", "Flags", "Global", "Available", "help for", "[command]", "[flags]", "(default", "Examples", "Use \""},
		"en": {"Použití", "Přepínače", "příkaz", "přepínač"},
	} {
		for _, args := range [][]string{{"--help"}, {"help"}, {"help", "import"}, {"import", "--help"}, {"fields", "-h"}, {"fields", "add", "--help"}, {"records", "--help"}} {
			out, err := output(t, append([]string{"--lang", lang}, args...)...)
			if err != "" || !strings.Contains(out, "--json") {
				t.Errorf("%s %q printed %q, %q", lang, args, out, err)
			}
			for _, word := range foreign {
				if strings.Contains(out, word) {
					t.Errorf("%s %q: %q in\n%s", lang, args, word, out)
				}
			}
		}
	}
}

func TestVersion(t *testing.T) {
	if out, _ := output(t, "--version"); out != "Kartotéka "+assets.Version+"\n" {
		t.Errorf("--version prints %q", out)
	}
}

func TestCompletion(t *testing.T) {
	for _, shell := range []string{"bash", "zsh", "fish", "powershell"} {
		if out, err := output(t, "completion", shell); len(out) < 1000 || err != "" {
			t.Errorf("completion %s printed %d bytes, %q", shell, len(out), err)
		}
	}
	if out, _ := output(t, "__complete", "template", ""); !strings.Contains(out, "clients-sheets") {
		t.Errorf("template completes to %q", out)
	}
	if out, _ := output(t, "__complete", "import", "--duplicates", ""); !strings.Contains(out, "skip") {
		t.Errorf("--duplicates completes to %q", out)
	}
}

// TestLanguage: --lang before the saved language before that of the system.
func TestLanguage(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("XDG_CONFIG_HOME", dir)
	xdg.Reload()
	t.Cleanup(xdg.Reload)
	t.Setenv("LC_ALL", "en_GB.UTF-8")
	if l := language(nil); l != assets.English {
		t.Errorf("the system's language is %q", l)
	}
	if err := os.MkdirAll(filepath.Dir(settings.File()), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(settings.File(), []byte(`{"language":"cs"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args []string
		want assets.Lang
	}{
		{[]string{"records"}, assets.Czech},
		{[]string{"records", "--lang", "en"}, assets.English},
		{[]string{"--lang=en", "records"}, assets.English},
		{[]string{"--lang", "xx"}, assets.Czech},
		{[]string{"add", "--", "--lang", "en"}, assets.Czech},
	} {
		if got := language(c.args); got != c.want {
			t.Errorf("%q: language %q, want %q", c.args, got, c.want)
		}
	}
}
