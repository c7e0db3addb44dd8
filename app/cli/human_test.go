package cli_test

import (
	"strings"
	"testing"

	"kartoteka/app/cli"
)

// TestWhatPeopleRead: the same results without --json, in both languages.
func TestWhatPeopleRead(t *testing.T) {
	b := newBench(t)
	file := b.bad("klienti.xlsx")
	for lang, words := range map[string][]string{
		"cs": {"novak@firma.cz", "nalezeno", "Klienti                 5  =          3  +         1  +          1", "2 chyby, 1 důsledek chyby, 1 duplicita"},
		"en": {"novak@firma.cz", "Clients              5  =          3  +            1  +           1", "2 errors, 1 consequence of errors, 1 duplicate"},
	} {
		b.lang = lang
		r := b.must(cli.FileErrors, "check", file)
		for _, word := range words {
			if !strings.Contains(r.out, word) {
				t.Errorf("%s: no %q in\n%s", lang, word, r.out)
			}
		}
	}
	b.lang = "cs"
	done := b.must(cli.Done, "import", file, "--allow-errors")
	if !strings.Contains(done.out, "3 klienti a 3 kontaktní osoby") {
		t.Errorf("import prints\n%s", done.out)
	}
	label := done.out[strings.Index(done.out, "„Import")+len("„"):]
	label = label[:strings.Index(label, "“")]
	for _, c := range []struct{ args, words string }{
		{"imports", "3 klienti a 3 kontaktní osoby"},
		{"records clients", "27074358"},
		{"records contacts", "Lipová dílna s.r.o."},
		{"fields", "Žádná volitelná pole"},
		{"users", "správce"},
	} {
		if r := b.must(cli.Done, strings.Fields(c.args)...); !strings.Contains(r.out, c.words) || r.err != "" {
			t.Errorf("%s prints\n%s%s\nwant %q", c.args, r.out, r.err, c.words)
		}
	}
	b.must(cli.Done, "add", "activity", "subject=Volat", "client=27074358", "date=24.12.2026", "kind=hovor")
	if r := b.must(cli.Done, "records", "activities"); !strings.Contains(r.out, "24. 12. 2026") || !strings.Contains(r.out, "Hovor") {
		t.Errorf("activities\n%s", r.out)
	}
	plan := b.must(cli.Done, "delete", "--type", "clients", "--label", label, "--dry-run")
	for _, words := range []string{"2 klienti a 3 kontaktní osoby", "Zůstává 1 záznam", "Lipová dílna", "„Volat“"} {
		if !strings.Contains(plan.out, words) {
			t.Errorf("no %q in\n%s", words, plan.out)
		}
	}
	if again := b.must(cli.Done, "delete", "--type", "clients", "--label", label); !strings.Contains(again.out, "kartoteka restore") {
		t.Errorf("delete prints\n%s", again.out)
	}
	if r := b.must(cli.Done, "restore", "--label", label); !strings.Contains(r.out, "2 klienti") {
		t.Errorf("restore prints\n%s", r.out)
	}
}

// TestMemberNames: JSON as scripts read it, names and all.
func TestMemberNames(t *testing.T) {
	b := newBench(t)
	file := b.bad("a<b>&c.xlsx")
	r := b.must(cli.FileErrors, "check", file, "--json")
	for _, words := range []string{
		`{"file":"` + file + `","template":"clients-wide","language":"cs","records":{"client":5,"contact":5},"importable":{"client":3,"contact":3},"counts":{"consequence":1,"duplicate":1,"error":2,`,
		`"issues":[{"severity":"error","code":"invalid-email","sheet":"Klienti","cell":"`, `"row":5,"column":"E-mail 1","record":"client","field":"email_1","value":"novak(at)firma.cz","suggestion":"novak@firma.cz","message":"`,
	} {
		if !strings.Contains(r.out, words) {
			t.Errorf("no %q in\n%s", words, r.out)
		}
	}
	b.add("product", "code=<b>", "name=A & B", "price=0,1", "tax_rate=21")
	if r := b.must(cli.Done, "records", "products", "--json"); r.out != `[{"id":1,"values":{"code":"<b>","name":"A & B","tax_rate":21,"price":0.1,"currency":"CZK"}}]`+"\n" {
		t.Errorf("records --json prints %s", r.out)
	}
}
