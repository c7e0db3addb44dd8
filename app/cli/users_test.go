package cli_test

import (
	"reflect"
	"testing"

	"kartoteka/app/cli"
)

func TestAccounts(t *testing.T) {
	b := newBench(t)
	t.Setenv("KARTOTEKA_NEW_PASSWORD", "tajné heslo")
	b.must(cli.Done, "users", "add", "Petr")
	b.refuses(cli.Failed, "existuje", "users", "add", "PETR")
	b.refuses(cli.Failed, "Nikdo", "users", "password", "Nikdo")
	b.must(cli.Done, "users", "add", "Jana", "--role", "admin", "--full-name", "Jana Nováková")

	// Two administrators: none is the one to open with.
	b.refuses(cli.NotAllowed, "--user", "records", "clients")
	b.refuses(cli.NotAllowed, "KARTOTEKA_PASSWORD", "--user", "jana", "records", "clients")
	b.must(cli.Done, "--user", "Administrátor", "records", "clients")

	t.Setenv("KARTOTEKA_PASSWORD", "jiné heslo")
	b.refuses(cli.NotAllowed, "nesouhlasí", "--user", "jana", "records", "clients")
	b.refuses(cli.NotAllowed, "nesouhlasí", "--user", "Nikdo", "records", "clients")
	t.Setenv("KARTOTEKA_PASSWORD", "tajné heslo")
	type account struct {
		Name             string
		FullName         string `json:"full_name"`
		Role             string
		Active, Password bool
	}
	want := []account{
		{"Administrátor", "Administrátor", "admin", true, false}, {"Petr", "Petr", "user", true, true}, {"Jana", "Jana Nováková", "admin", true, true},
	}
	if got := decoded[[]account](b, cli.Done, "--user", "JANA", "users"); !reflect.DeepEqual(got, want) {
		t.Errorf("accounts %+v\nwant %+v", got, want)
	}

	t.Setenv("KARTOTEKA_NEW_PASSWORD", "nové heslo")
	b.must(cli.Done, "--user", "Jana", "users", "password", "Jana") // knows the old one from signing in
	b.refuses(cli.NotAllowed, "nesouhlasí", "--user", "jana", "records", "clients")
	t.Setenv("KARTOTEKA_PASSWORD", "nové heslo")
	b.must(cli.Done, "--user", "jana", "records", "clients")
}

func TestAPasswordIsSetFromTheVariableToSignInWith(t *testing.T) {
	b := newBench(t)
	t.Setenv("KARTOTEKA_PASSWORD", "tajné heslo")
	b.must(cli.Done, "users", "password", "Administrátor")
	b.must(cli.Done, "--user", "Administrátor", "users", "add", "Petr")
	b.refuses(cli.Failed, "KARTOTEKA_NEW_PASSWORD", "--user", "Administrátor", "users", "password", "Petr")
	b.must(cli.Done, "--user", "Petr", "records", "clients") // the administrator's is not given to others
	t.Setenv("KARTOTEKA_PASSWORD", "jiné heslo")
	b.refuses(cli.NotAllowed, "nesouhlasí", "--user", "Administrátor", "records", "clients")
}

func TestAUserMayNotDoWhatIsTheAdministrators(t *testing.T) {
	b := newBench(t)
	file := b.good("klienti.xlsx")
	label := decoded[report](b, cli.Done, "import", file).Label
	b.must(cli.Done, "fields", "add", "client", "--title", "Flotila", "--type", "text")
	backup := decoded[struct{ File string }](b, cli.Done, "backup").File
	b.must(cli.Done, "users", "add", "Petr", "--role", "user")
	before := decoded[[]record](b, cli.Done, "records", "clients")
	for _, args := range [][]string{
		{"import", file},
		{"import", b.path("none.xlsx")},
		{"imports"},
		{"delete", "--type", "clients", "--label", label},
		{"delete", "--type", "clients", "--label", label, "--dry-run"},
		{"delete", "--type", "clients", "--last"},
		{"restore", "--label", label},
		{"fields"},
		{"fields", "add", "client", "--title", "Jiné", "--type", "text"},
		{"fields", "rename", "client", "Flotila", "Vozy"},
		{"fields", "retire", "client", "Flotila"},
		{"users"},
		{"users", "add", "Eva"},
		{"users", "password", "Administrátor"},
		{"users", "password", "Nikdo"},
		{"backup"},
		{"restore-backup", backup},
	} {
		b.refuses(cli.NotAllowed, "oprávnění", append([]string{"--user", "Petr", "--json"}, args...)...)
	}
	if after := decoded[[]record](b, cli.Done, "records", "clients"); !reflect.DeepEqual(after, before) {
		t.Errorf("clients %v, were %v", after, before)
	}
	for _, args := range [][]string{{"check", file}, {"records", "clients"}, {"export", "contacts", "-o", b.path("x.vcf")}} {
		if r := b.run(append([]string{"--user", "petr"}, args...)...); r.code == cli.NotAllowed || r.code == cli.Failed {
			t.Errorf("%q: exit code %d, %s", args, r.code, r.err)
		}
	}
	b.must(cli.Done, "--user", "Petr", "add", "client", "name=Nový klient")
	t.Setenv("KARTOTEKA_NEW_PASSWORD", "vlastní")
	b.must(cli.Done, "--user", "Petr", "users", "password", "petr")
	b.refuses(cli.NotAllowed, "KARTOTEKA_PASSWORD", "--user", "Petr", "records", "clients")
}
