package cli_test

import (
	"bytes"
	"os"
	"reflect"
	"strings"
	"testing"

	"kartoteka/app/cli"
)

// good is a workbook of two clients with three contact persons.
func (b *bench) good(name string) string {
	b.Helper()
	file := b.template("clients-wide", name)
	fill(b.T, file, "Klienti",
		row{
			"Název": "Lipová dílna s.r.o.", "IČO": "27074358", "Město": "Brno", "Výročí": "24. 12. 2001", "Plátce DPH": "ano",
			"Kontakt 1 – Příjmení": "Nováková", "Kontakt 1 – Jméno": "Jana", "Kontakt 1 – E-mail 1": "jana@example.com",
			"Kontakt 2 – Příjmení": "Dub",
		},
		row{"Název": "=HYPERLINK(1)", "Stav": "Aktuální", "Kontakt 1 – Příjmení": "Kos"},
	)
	return file
}

// bad is the same with one client and one contact person that have errors.
func (b *bench) bad(name string) string {
	b.Helper()
	file := b.good(name)
	fill(b.T, file, "Klienti",
		row{"Název": "Chybná a.s.", "E-mail 1": "novak(at)firma.cz", "Kontakt 1 – Příjmení": "Vynechaný"},
		row{"Název": "Se špatnou osobou", "Kontakt 1 – Příjmení": "Špatný", "Kontakt 1 – Narozeniny": "31.2.2001"},
		row{"Název": "Lipova dilna sro"},
	)
	return file
}

func TestTheWholeJourney(t *testing.T) {
	b := newBench(t)
	file := b.good("klienti.xlsx")

	checked := decoded[report](b, cli.Done, "check", file)
	if want := (counts{"client": 2, "contact": 3}); !reflect.DeepEqual(checked.Records, want) || !reflect.DeepEqual(checked.Importable, want) {
		t.Errorf("found %v, importable %v, want %v", checked.Records, checked.Importable, want)
	}
	if checked.File != file || checked.Template != "clients-wide" || checked.Language != "cs" {
		t.Errorf("file %q, template %q, language %q", checked.File, checked.Template, checked.Language)
	}
	if checked.Issues == nil || checked.Label != "" || checked.Imported != nil {
		t.Errorf("a check without issues has an empty array and nothing of an import: %+v", checked)
	}
	if list := decoded[[]record](b, cli.Done, "records", "clients"); len(list) != 0 {
		t.Errorf("a check wrote %v", list)
	}

	done := decoded[report](b, cli.Done, "import", file)
	if !strings.HasPrefix(done.Label, "Import ") || !strings.HasSuffix(done.Label, " #1") {
		t.Errorf("label %q", done.Label)
	}
	want := report{
		File: file, Template: "clients-wide", Language: "cs", Label: done.Label, Issues: done.Issues, Counts: done.Counts,
		Records: counts{"client": 2, "contact": 3}, Importable: counts{"client": 2, "contact": 3},
		Imported: counts{"client": 2, "contact": 3}, Attached: counts{"contact": 0}, Rejected: counts{"client": 0, "contact": 0}, Duplicates: counts{"client": 0, "contact": 0},
	}
	if !reflect.DeepEqual(done, want) {
		t.Errorf("imported %+v\nwant %+v", done, want)
	}

	clients := decoded[[]record](b, cli.Done, "records", "clients", "--label", done.Label)
	if len(clients) != 2 || clients[0].Values["name"] != "=HYPERLINK(1)" || clients[0].Values["state"] != "actual" {
		t.Fatalf("clients %+v", clients)
	}
	lipova := clients[1]
	for key, v := range map[string]any{"reg_number": "27074358", "anniversary": "2001-12-24", "vat_payer": true, "person": false, "owner": "Administrátor"} {
		if lipova.Values[key] != v {
			t.Errorf("%s is %v, want %v", key, lipova.Values[key], v)
		}
	}
	if _, there := lipova.Values["note"]; there || lipova.Label != done.Label {
		t.Errorf("a field without a value is there, or the label is not: %+v", lipova)
	}
	contacts := decoded[[]record](b, cli.Done, "records", "contact", "--search", "novak")
	if client := (map[string]any{"id": float64(lipova.ID), "name": "Lipová dílna s.r.o."}); len(contacts) != 1 || !reflect.DeepEqual(contacts[0].Values["client"], client) {
		t.Errorf("contacts %+v, want one of client %v", contacts, client)
	}

	history := decoded[[]historyLine](b, cli.Done, "imports")
	if len(history) != 1 || history[0].Label != done.Label || history[0].File != "klienti.xlsx" || history[0].User != "Administrátor" ||
		!reflect.DeepEqual(history[0].Remaining, counts{"client": 2, "contact": 3}) || len(history[0].SHA256) != 64 || history[0].Status != "done" {
		t.Errorf("history %+v", history)
	}

	again := decoded[report](b, cli.Done, "import", file) // duplicates are no errors
	if again.Label != "" || again.Counts["duplicate"] == 0 {
		t.Errorf("the same file again: %+v", again)
	}
	if list := decoded[[]record](b, cli.Done, "records", "clients"); len(list) != 2 {
		t.Errorf("%d clients after the same file again, want 2", len(list))
	}
}

func TestDeleteAndRestore(t *testing.T) {
	b := newBench(t)
	label := decoded[report](b, cli.Done, "import", b.good("klienti.xlsx")).Label
	before := decoded[[]record](b, cli.Done, "records", "contacts")
	lipova := decoded[[]record](b, cli.Done, "records", "clients", "--search", "lipova")[0]
	b.must(cli.Done, "add", "deal", "name=Nákup 2026", "client=27074358")

	plan := decoded[deletion](b, cli.Done, "delete", "--type", "clients", "--label", label, "--dry-run")
	if list := decoded[[]record](b, cli.Done, "records", "contacts"); len(list) != 3 {
		t.Fatalf("--dry-run deleted: %d contact persons are left", len(list))
	}
	done := decoded[deletion](b, cli.Done, "delete", "--type", "client", "--label", label)
	if !reflect.DeepEqual(plan, done) {
		t.Errorf("planned %+v\ndid %+v", plan, done)
	}
	if !reflect.DeepEqual(done.Deleted, counts{"client": 1, "contact": 3}) || done.Type != "clients" || done.Label != label {
		t.Errorf("deleted %+v", done)
	}
	if k := done.Kept; len(k) != 1 || k[0].ID != lipova.ID || k[0].Record != "client" || k[0].Name != "Lipová dílna s.r.o." ||
		len(k[0].Because) != 1 || k[0].Because[0].Record != "deal" || k[0].Because[0].Name != "Nákup 2026" {
		t.Errorf("kept %+v", k)
	}
	if line := decoded[[]historyLine](b, cli.Done, "imports")[0]; !reflect.DeepEqual(line.Remaining, counts{"client": 1, "contact": 0}) {
		t.Errorf("remaining %v", line.Remaining)
	}

	restored := decoded[struct {
		Label    string
		Restored counts
	}](b, cli.Done, "restore", "--label", label)
	if !reflect.DeepEqual(restored.Restored, counts{"client": 1, "contact": 3}) {
		t.Errorf("restored %v", restored)
	}
	if after := decoded[[]record](b, cli.Done, "records", "contacts"); !reflect.DeepEqual(after, before) {
		t.Errorf("contact persons came back as %+v\nwere %+v", after, before)
	}
	b.refuses(cli.Failed, "není co vrátit", "restore", "--label", label)
	b.refuses(cli.Failed, "neexistuje", "delete", "--type", "clients", "--label", "Import 1.1.2020 #9")
	b.refuses(cli.Failed, "nezbývá", "delete", "--type", "leads", "--label", label)
}

// TestDeleteTheLastImport: --last names the newest import that still has records of the type, whatever came after it.
func TestDeleteTheLastImport(t *testing.T) {
	b := newBench(t)
	b.refuses(cli.Failed, "žádný záznam tohoto druhu (Klienti)", "delete", "--type", "clients", "--last")
	older := decoded[report](b, cli.Done, "import", b.good("klienti.xlsx")).Label
	second := b.template("clients-wide", "druzi.xlsx")
	fill(t, second, "Klienti", row{"Název": "Alfa s.r.o."})
	newer := decoded[report](b, cli.Done, "import", second).Label
	b.refuses(cli.Failed, "žádný záznam tohoto druhu (Leady)", "delete", "--type", "leads", "--last")

	plan := decoded[deletion](b, cli.Done, "delete", "--type", "clients", "--last", "--dry-run")
	for _, label := range []string{newer, older} {
		done := decoded[deletion](b, cli.Done, "delete", "--type", "clients", "--last")
		if done.Label != label {
			t.Errorf("deleted %q, want %q", done.Label, label)
		}
		if label == newer && !reflect.DeepEqual(plan, done) {
			t.Errorf("planned %+v\ndid %+v", plan, done)
		}
	}
	b.refuses(cli.Failed, "žádný záznam tohoto druhu (Klienti)", "delete", "--type", "clients", "--last")
	b.must(cli.Done, "restore", "--label", older)
	if again := decoded[deletion](b, cli.Done, "delete", "--type", "client", "--last"); again.Label != older {
		t.Errorf("deleted %q, which was put back last, want %q", again.Label, older)
	}
}

func TestErrorsInTheFile(t *testing.T) {
	b := newBench(t)
	file := b.bad("klienti.xlsx")
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	checked := decoded[report](b, cli.FileErrors, "check", file, "--annotated", b.path("oznaceno.xlsx"))
	if !reflect.DeepEqual(checked.Importable, counts{"client": 3, "contact": 3}) {
		t.Errorf("importable %v", checked.Importable)
	}
	for _, severity := range []string{"error", "duplicate", "warning", "repair"} {
		if _, there := checked.Counts[severity]; !there {
			t.Errorf("no count of %s in %v", severity, checked.Counts)
		}
	}
	first := checked.Issues[0]
	if first.Severity != "error" || first.Code != "invalid-email" || first.Sheet != "Klienti" || first.Row != 5 || first.Column != "E-mail 1" ||
		first.Cell != cellOf(t, file, "Klienti", "E-mail 1", 5) || first.Record != "client" || first.Field != "email_1" ||
		first.Value != "novak(at)firma.cz" || first.Suggestion != "novak@firma.cz" || first.Message == "" {
		t.Errorf("first issue %+v", first)
	}

	refused := decoded[report](b, cli.FileErrors, "import", file, "--rejected", b.path("vynechano.xlsx"))
	if !reflect.DeepEqual(refused, checked) {
		t.Errorf("import refused with %+v\nwant what check says: %+v", refused, checked)
	}
	if _, err := os.Stat(b.path("vynechano.xlsx")); err == nil {
		t.Error("an import that wrote nothing wrote the records left out")
	}
	if list := decoded[[]record](b, cli.Done, "records", "clients"); len(list) != 0 {
		t.Errorf("an import with errors wrote %v", list)
	}

	done := decoded[report](b, cli.Done, "import", file, "--allow-errors", "--rejected", b.path("vynechano.xlsx"))
	for _, record := range []string{"client", "contact"} {
		if done.Records[record] != done.Imported[record]+done.Rejected[record]+done.Duplicates[record] {
			t.Errorf("%s: found %d, imported %d, rejected %d, duplicates %d", record, done.Records[record], done.Imported[record], done.Rejected[record], done.Duplicates[record])
		}
	}
	if !reflect.DeepEqual(done.Imported, counts{"client": 3, "contact": 3}) || !reflect.DeepEqual(done.Duplicates, counts{"client": 1, "contact": 0}) {
		t.Errorf("imported %v, duplicates %v", done.Imported, done.Duplicates)
	}
	left := decoded[report](b, cli.FileErrors, "check", b.path("vynechano.xlsx"))
	if !reflect.DeepEqual(left.Records, counts{"client": 2, "contact": 2}) {
		t.Errorf("the workbook of the records left out holds %v", left.Records)
	}
	if now, _ := os.ReadFile(file); !bytes.Equal(now, content) {
		t.Error("the workbook was written to")
	}
}

func TestDuplicatesAreSkippedOrImported(t *testing.T) {
	b := newBench(t)
	file := b.template("leads", "leady.xlsx")
	fill(t, file, "Leady", row{"Předmět": "Poptávka", "Název společnosti": "Alfa"}, row{"Předmět": "POPTÁVKA", "Název společnosti": "alfa"})
	skipped := decoded[report](b, cli.Done, "import", file)
	if skipped.Imported["lead"] != 1 || skipped.Duplicates["lead"] != 1 {
		t.Errorf("imported %v, duplicates %v, want one each", skipped.Imported, skipped.Duplicates)
	}
	again := decoded[report](b, cli.Done, "import", file) // a duplicate is no error
	if again.Label != "" || !reflect.DeepEqual(again.Imported, counts{"lead": 0}) || again.Duplicates["lead"] != 2 {
		t.Errorf("an import of nothing but duplicates: label %q, imported %v, duplicates %v", again.Label, again.Imported, again.Duplicates)
	}
	both := decoded[report](b, cli.Done, "import", file, "--duplicates", "import")
	if both.Imported["lead"] != 2 {
		t.Errorf("imported %v with --duplicates import, want 2", both.Imported)
	}
}

func TestListItemsAreAddedOnRequest(t *testing.T) {
	b := newBench(t)
	file := b.template("clients-sheets", "klienti.xlsx")
	fill(t, file, "Klienti", row{"Název": "Alfa", "Obor": "Včelařství"})
	if r := decoded[report](b, cli.FileErrors, "check", file); r.Issues[0].Code != "not-in-list" {
		t.Errorf("issues %+v", r.Issues)
	}
	if r := decoded[report](b, cli.Done, "check", file, "--add-list-items"); r.Issues[0].Code != "new-list-item" {
		t.Errorf("issues %+v", r.Issues)
	}
	b.must(cli.Done, "import", file, "--add-list-items")
	if list := decoded[[]record](b, cli.Done, "records", "clients"); list[0].Values["industry"] != "Včelařství" {
		t.Errorf("industry %v", list[0].Values["industry"])
	}
}

func TestEverythingIsRejected(t *testing.T) {
	b := newBench(t)
	file := b.template("products", "produkty.xlsx")
	fill(t, file, "Produkty", row{"Kód": "A1", "Název": "Stůl", "Standardní cena": "hodně"})
	r := decoded[report](b, cli.FileErrors, "import", file, "--allow-errors")
	if r.Label != "" || !reflect.DeepEqual(r.Imported, counts{"product": 0}) || !reflect.DeepEqual(r.Rejected, counts{"product": 1}) {
		t.Errorf("an import of nothing but errors: label %q, imported %v, rejected %v", r.Label, r.Imported, r.Rejected)
	}
}

func TestNothingImportable(t *testing.T) {
	b := newBench(t)
	file := b.template("products", "produkty.xlsx")
	r := decoded[report](b, cli.FileErrors, "import", file, "--allow-errors")
	if len(r.Issues) == 0 || r.Issues[0].Code != "no-data" || r.Label != "" {
		t.Errorf("an empty template: %+v", r)
	}
}

// Persons of a known client are skipped with it and no error, or become its persons.
func TestPersonsOfKnownClients(t *testing.T) {
	b := newBench(t)
	b.add("client", "name=Alfa", "reg_number=27074358")
	file := b.template("clients-wide", "klienti.xlsx")
	fill(t, file, "Klienti", row{"Název": "Alfa", "IČO": "27074358", "Kontakt 1 – Příjmení": "Nová"}, row{"Název": "Beta", "Kontakt 1 – Příjmení": "Malá"})
	other := b.copy()
	skipped := decoded[report](b, cli.Done, "import", file)
	if !reflect.DeepEqual(skipped.Imported, counts{"client": 1, "contact": 1}) || !reflect.DeepEqual(skipped.Duplicates, counts{"client": 1, "contact": 1}) ||
		!reflect.DeepEqual(skipped.Counts, counts{"error": 0, "consequence": 0, "duplicate": 2, "warning": 0, "repair": 0}) {
		t.Errorf("imported %v, duplicates %v, counts %v", skipped.Imported, skipped.Duplicates, skipped.Counts)
	}
	attached := decoded[report](other, cli.Done, "import", file, "--duplicates", "attach")
	if !reflect.DeepEqual(attached.Imported, counts{"client": 1, "contact": 2}) || !reflect.DeepEqual(attached.Attached, counts{"contact": 1}) {
		t.Errorf("imported %v, attached %v", attached.Imported, attached.Attached)
	}
}
