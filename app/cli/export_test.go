package cli_test

import (
	"encoding/csv"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/emersion/go-vcard"
	"github.com/xuri/excelize/v2"

	"kartoteka/app/cli"
)

// TestAnExportCanBeImportedElsewhere fills a database, exports it and imports that into an empty one.
func TestAnExportCanBeImportedElsewhere(t *testing.T) {
	from, to := newBench(t), newBench(t)
	for _, b := range []*bench{from, to} {
		for _, f := range [][]string{
			{"client", "--title", "Flotila", "--type", "list", "--items", "osobní,nákladní"},
			{"client", "--title", "Obrat za rok", "--type", "amount"}, {"contact", "--title", "Příchod", "--type", "time"},
			{"lead", "--title", "Schůzka", "--type", "datetime"}, {"product", "--title", "Marže", "--type", "percent"},
		} {
			b.must(cli.Done, append([]string{"fields", "add"}, f...)...)
		}
	}
	from.add("client", "name==SUM(1)", "reg_number=00006947", "anniversary=1900-01-01", "note=+420 nebo\n-1\n@x", "tags=vip, veletrh",
		"vat_payer=ne", "country=SK", "legal_form=a.s.", "state=deferred", "Flotila=nákladní", "Obrat za rok=1500,50 EUR", "bank_account=19-2000145399/0800")
	from.add("client", "person=ano", "title_before=Ing.", "first_name=Žofie", "last_name=Ůlová", "title_after=Ph.D.", "email_1=zofie@example.com", "anniversary=1900-02-03")
	from.add("client", "name=_x000D_ & <b>\"Co\"</b>", "zip=110 00", "phone_1=+420 601 234 567", "classification_1=")
	from.add("contact", "client=1", "last_name=Kos", "gender=žena", "birthday=29.2.2000", "Příchod=8:30", "key_person=ano", "phone_1=0905 123 456")
	from.add("contact", "client=3", "last_name=K-1")
	from.add("contact", "client=1", "last_name=Kos ml.")
	from.add("lead", "topic=001", "priority=high", "lead_date=1.2.2026", "Schůzka=24.12.2026 14:30")
	from.add("product", "code=-1", "name=Šroub", "price=0,1", "cost=123456789012345", "tax_rate=21", "valid_from=2026-01-01", "Marže=12,5")

	for _, lang := range []string{"cs", "en"} {
		for export, imported := range map[string][]string{"clients": {"clients", "contacts"}, "leads": {"leads"}, "products": {"products"}} {
			from.lang = lang
			file := from.path(lang + "-" + export + ".xlsx")
			from.must(cli.Done, "export", export, "-o", file)
			to := to.copy()
			r := decoded[report](to, cli.Done, "import", file)
			for _, i := range r.Issues {
				if i.Severity != "warning" || !strings.HasPrefix(i.Code, "doubtful-") {
					t.Errorf("%s %s: %+v", lang, export, i)
				}
			}
			for _, records := range imported {
				want, got := decoded[[]record](from, cli.Done, "records", records), decoded[[]record](to, cli.Done, "records", records)
				if a, b := anonymous(want), anonymous(got); !reflect.DeepEqual(a, b) {
					t.Errorf("%s %s exported\n%v\nimported\n%v", lang, records, a, b)
				}
			}
		}
	}
}

// copy is a bench with a copy of the database.
func (b *bench) copy() *bench {
	b.Helper()
	c := newBench(b.T)
	content, err := os.ReadFile(b.db)
	if err == nil {
		err = os.WriteFile(c.db, content, 0o600)
	}
	if err != nil {
		b.Fatal(err)
	}
	return c
}

// anonymous takes away what differs between databases: numbers of records and labels.
func anonymous(records []record) []record {
	for i := range records {
		records[i].ID, records[i].Label = 0, ""
		if client, ok := records[i].Values["client"].(map[string]any); ok {
			delete(client, "id")
		}
	}
	return records
}

func TestContactsBringTheirClientsAlong(t *testing.T) {
	from, to := newBench(t), newBench(t)
	from.add("client", "name=Bez osob")
	from.add("client", "name=S osobou")
	from.add("contact", "client=2", "last_name=Kos")
	from.must(cli.Done, "export", "contacts", "-o", from.path("x.xlsx"))
	if r := decoded[report](to, cli.Done, "import", from.path("x.xlsx")); !reflect.DeepEqual(r.Imported, counts{"client": 1, "contact": 1}) {
		t.Errorf("imported %v", r.Imported)
	}
}

func TestVCards(t *testing.T) {
	b := newBench(t)
	b.add("client", "name=Alfa; Beta, s.r.o.")
	note := `středník ; čárka , lomítko \ ` + strings.Repeat("dlouhý řádek ", 8)
	b.add("contact", "client=1", "title_before=Ing.", "first_name=Jan", "last_name=Novák", "title_after=Ph.D.", "position=Ředitel", "phone_1=+420601234567",
		"phone_1_type=mobil", "email_1=jan@example.com", "email_2=novak@example.com", "website=example.com", "birthday=24.12.1980", "gender=male",
		"street=Dlouhá 1", "city=Brno", "zip=602 00", "country=CZ", "tags=vip, a-b", "note="+note+"\ndruhý")
	b.add("contact", "client=1", "last_name=Kos")
	b.must(cli.Done, "export", "contacts", "-o", b.path("osoby.vcf"))
	content, err := os.ReadFile(b.path("osoby.vcf"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.SplitSeq(strings.TrimSuffix(string(content), "\r\n"), "\r\n") {
		if len(line) > 75 || strings.Contains(line, "\n") {
			t.Errorf("line of %d octets: %q", len(line), line)
		}
	}
	for _, line := range []string{`ORG:Alfa\; Beta\, s.r.o.`, "N:Novák;Jan;;Ing.;Ph.D.", "CATEGORIES:vip,a-b", "ADR;TYPE=home:;;Dlouhá 1;Brno;;602 00;Česko"} {
		if !strings.Contains(string(content), "\r\n"+line+"\r\n") {
			t.Errorf("no line %q in\n%s", line, content)
		}
	}
	d := vcard.NewDecoder(strings.NewReader(string(content)))
	kos, err := d.Decode()
	if err != nil || kos.Value(vcard.FieldFormattedName) != "Kos" {
		t.Fatalf("first card %v, %v", kos, err)
	}
	jan, err := d.Decode()
	if err != nil {
		t.Fatal(err)
	}
	for field, want := range map[string]string{
		vcard.FieldVersion: "4.0", vcard.FieldFormattedName: "Ing. Jan Novák Ph.D.", vcard.FieldTitle: "Ředitel", vcard.FieldTelephone: "+420601234567",
		vcard.FieldURL: "https://example.com", vcard.FieldBirthday: "19801224", vcard.FieldGender: "M", vcard.FieldNote: strings.TrimSpace(note) + "\ndruhý",
	} {
		got := jan.Value(field)
		if field == vcard.FieldNote {
			got, want = strings.ReplaceAll(got, ` \; `, " ; "), note+"\ndruhý" // go-vcard leaves escaped semicolons as they are
		}
		if got != want {
			t.Errorf("%s is %q, want %q", field, got, want)
		}
	}
	if emails := jan.Values(vcard.FieldEmail); !reflect.DeepEqual(emails, []string{"jan@example.com", "novak@example.com"}) {
		t.Errorf("e-mails %v", emails)
	}
	if !jan.Get(vcard.FieldTelephone).Params.HasType("cell") {
		t.Errorf("the mobile is none: %v", jan.Get(vcard.FieldTelephone))
	}
}

func TestCSV(t *testing.T) {
	b := newBench(t)
	b.add("product", "code==1+1", "name=@x; y", "price=-1234,5", "valid_from=24.12.2026")
	for lang, comma := range map[string]rune{"cs": ';', "en": ','} {
		b.lang = lang
		file := b.path(lang + ".csv")
		b.must(cli.Done, "export", "products", "-o", file)
		content, err := os.ReadFile(file)
		if err != nil || !strings.HasPrefix(string(content), "\ufeff") {
			t.Fatalf("%q, %v: no byte order mark", content, err)
		}
		r := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(content), "\ufeff")))
		r.Comma = comma
		rows, err := r.ReadAll()
		if err != nil || len(rows) != 2 {
			t.Fatalf("%v, %v", rows, err)
		}
		got := map[string]string{}
		for i, title := range rows[0] {
			got[title] = rows[1][i]
		}
		want := map[string]map[string]string{
			"cs": {"Kód": "'=1+1", "Název": "'@x; y", "Standardní cena": "-1234,5", "Platnost od": "2026-12-24"},
			"en": {"Code": "'=1+1", "Name": "'@x; y", "Price": "-1234.5", "Valid from": "2026-12-24"},
		}[lang]
		for title, v := range want {
			if got[title] != v {
				t.Errorf("%s %s is %q, want %q (%v)", lang, title, got[title], v, rows[0])
			}
		}
	}
}

// A table for other programs has its titles in the first row of the first sheet, and names what a record refers to.
func TestExportOfATable(t *testing.T) {
	b := newBench(t)
	b.add("client", "name=Alfa", "reg_number=00006947", "vat_payer=ano")
	b.add("contact", "client=1", "last_name=Kos", "birthday=29.2.2000")
	file := b.path("osoby.xlsx")
	b.must(cli.Done, "export", "contacts", "-o", file, "--table")
	f, err := excelize.OpenFile(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows(f.GetSheetName(0))
	if err != nil || f.SheetCount != 1 || len(rows) != 2 || !slices.Contains(rows[0], "Příjmení") || !slices.Contains(rows[1], "Alfa") || !slices.Contains(rows[1], "Kos") {
		t.Errorf("%d sheets, rows %q, %v", f.SheetCount, rows, err)
	}
	b.must(cli.Usage, "export", "contacts", "-o", b.path("osoby.csv"), "--table")
}
