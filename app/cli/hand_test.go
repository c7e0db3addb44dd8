package cli_test

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"kartoteka/app/cli"
)

// add adds a record and returns its id, which is all that is printed.
func (b *bench) add(args ...string) int {
	b.Helper()
	r := b.must(cli.Done, append([]string{"add"}, args...)...)
	id, err := strconv.Atoi(strings.TrimSuffix(r.out, "\n"))
	if err != nil || r.err != "" {
		b.Fatalf("add %q printed %q, %q", args, r.out, r.err)
	}
	return id
}

// one returns the record of an id.
func (b *bench) one(t string, id int) record {
	b.Helper()
	for _, r := range decoded[[]record](b, cli.Done, "records", t) {
		if r.ID == id {
			return r
		}
	}
	b.Fatalf("there is no %s %d", t, id)
	return record{}
}

func TestAddReadsKeysTitlesAndValues(t *testing.T) {
	b := newBench(t)
	id := b.add("client", "name= Lipová dílna ", "IČO=27074358", "Anniversary=24. 12. 2001", "phone_1=0905 123 456", "country=Slovensko", "rating=a", "plátce dph=x")
	want := map[string]any{
		"name": "Lipová dílna", "person": false, "reg_number": "27074358", "anniversary": "2001-12-24", "country": "SK", "phone_1": "0905 123 456",
		"rating": "A", "vat_payer": true, "state": "potential", "role": "subscriber", "owner": "Administrátor",
	}
	if got := b.one("client", id); !reflect.DeepEqual(got.Values, want) || got.Label != "" {
		t.Errorf("added %v\nwant %v", got, want)
	}
	person := b.add("clients", "person=ano", "last_name=Dub", "first_name=Jan")
	if got := b.one("client", person).Values["name"]; got != "Jan Dub" {
		t.Errorf("an individual without a name is called %v", got)
	}
	contact := b.add("contact", "client=27074358", "last_name=Kos")
	if got := b.one("contact", contact).Values["client"]; !reflect.DeepEqual(got, map[string]any{"id": float64(id), "name": "Lipová dílna"}) {
		t.Errorf("client by IČO: %v", got)
	}
	b.add("contact", "client=LIPOVA DILNA", "last_name=Kosová")
	b.add("contact", fmt.Sprintf("client=%d", id), "last_name=Kosák")
}

func TestAddRefuses(t *testing.T) {
	b := newBench(t)
	b.add("client", "name=Dvojče")
	b.add("client", "name=Dvojče")
	b.add("product", "code=A-1", "name=Šroub")
	for _, c := range []struct {
		words string
		args  []string
	}{
		{"Název", []string{"client", "city=Brno"}},
		{"Příjmení", []string{"client", "name=X", "person=ano"}},
		{"bla", []string{"client", "name=X", "email_1=bla"}},
		{"31.2.2020", []string{"client", "name=X", "anniversary=31.2.2020"}},
		{"„2026-01-01“ je dřív než jeho začátek (2026-02-01)", []string{"product", "code=B", "name=B", "valid_from=2026-02-01", "valid_till=2026-01-01"}},
		{"Šroub", []string{"product", "code=a-1", "name=Matka"}},
		{"Klient „Nikdo“ není v adresáři.", []string{"contact", "client=Nikdo", "last_name=X"}},
		{"Vyplňte pole „Klient“.", []string{"contact", "last_name=X"}},
		{"Dvojče", []string{"contact", "client=Dvojče", "last_name=X"}},
		{"99", []string{"activity", "subject=X", "contact=99"}},
		{"client=", []string{"activity", "subject=X"}},
		{"B-9", []string{"deal", "name=X", "product=B-9"}},
		{"A-1*mnoho", []string{"deal", "name=X", "product=A-1*mnoho"}},
	} {
		b.refuses(cli.Failed, c.words, append([]string{"add"}, c.args...)...)
	}
	r := b.run("add", "client", "name=X", "email_1=bla", "website=ftp://x")
	if !strings.Contains(r.err, "bla") || !strings.Contains(r.err, "ftp") {
		t.Errorf("not all that is wrong is said: %s", r.err)
	}
	for _, records := range []string{"contacts", "activities", "deals"} {
		if list := decoded[[]record](b, cli.Done, "records", records); len(list) != 0 {
			t.Errorf("a refused record was added: %v", list)
		}
	}
}

func TestEditAndRemove(t *testing.T) {
	b := newBench(t)
	id := b.add("client", "name=Alfa", "note=první\ndruhý", "city=Brno")
	changed := decoded[struct{ ID int }](b, cli.Done, "edit", "client", strconv.Itoa(id), "note=", "city=Praha")
	got := b.one("client", id)
	if _, there := got.Values["note"]; there || got.Values["city"] != "Praha" || got.Values["name"] != "Alfa" || changed.ID != id {
		t.Errorf("edited %+v", got)
	}
	b.refuses(cli.Failed, "Název", "edit", "client", strconv.Itoa(id), "name=")
	b.refuses(cli.Failed, "99", "edit", "client", "99", "name=X")

	product := b.add("product", "code=A*1", "name=Šroub", "price=1 234,50", "tax_rate=21 %")
	deal := b.add("deal", "name=Nákup", fmt.Sprintf("client=%d", id), "product=A*1", "product=A*1*2,5")
	items := b.one("deals", deal).Items
	reference := map[string]any{"id": float64(product), "name": "Šroub"}
	want := []map[string]any{
		{"product": reference, "name": "Šroub", "quantity": 1.0, "price": 1234.5, "tax_rate": 21.0},
		{"product": reference, "name": "Šroub", "quantity": 2.5, "price": 1234.5, "tax_rate": 21.0},
	}
	if !reflect.DeepEqual(items, want) {
		t.Errorf("items %v\nwant %v", items, want)
	}
	b.must(cli.Done, "edit", "deal", strconv.Itoa(deal), "product=A*1*7")
	if got := b.one("deals", deal).Items; len(got) != 3 || got[2]["quantity"] != 7.0 {
		t.Errorf("items after one more: %v", got)
	}
	b.refuses(cli.Failed, "A-9", "edit", "deal", strconv.Itoa(deal), "product=", "product=A-9")
	b.must(cli.Done, "edit", "deal", strconv.Itoa(deal), "product=", "product=A*1")
	if got := b.one("deals", deal).Items; !reflect.DeepEqual(got, []map[string]any{{"product": reference, "name": "Šroub", "quantity": 1.0, "price": 1234.5, "tax_rate": 21.0}}) {
		t.Errorf("items in the place of the others: %v", got)
	}
	b.refuses(cli.Failed, "Nákup", "remove", "client", strconv.Itoa(id))
	b.refuses(cli.Failed, "Nákup", "remove", "product", strconv.Itoa(product))
	b.must(cli.Done, "remove", "deal", strconv.Itoa(deal))
	b.must(cli.Done, "remove", "client", strconv.Itoa(id))
	b.must(cli.Done, "remove", "product", strconv.Itoa(product))
	b.refuses(cli.Failed, "neexistuje", "remove", "client", strconv.Itoa(id))
}

func TestEditReadsAValueInTheLightOfTheOthers(t *testing.T) {
	b := newBench(t)
	slovak := b.add("client", "name=Alfa", "country=SK")
	if r := b.must(cli.Done, "edit", "client", strconv.Itoa(slovak), "phone_1=0905 123 456"); r.err != "" {
		t.Errorf("a Slovak phone of a Slovak client: %s", r.err)
	}
	if r := b.must(cli.Done, "edit", "client", strconv.Itoa(slovak), "country=CZ", "phone_1=0905 123 456"); r.err == "" {
		t.Error("a Slovak phone of a Czech client is not doubted")
	}
	product := b.add("product", "code=A-1", "name=Šroub", "currency=EUR", "valid_from=2026-02-01")
	b.must(cli.Done, "edit", "product", strconv.Itoa(product), "price=15 EUR")
	if r := b.must(cli.Done, "edit", "product", strconv.Itoa(product), "price=15 CZK"); !strings.Contains(r.err, "15 CZK") {
		t.Errorf("a price in another currency than the product's is stored without a word: %s", r.err)
	}
	b.refuses(cli.Failed, "„2026-01-31“ je dřív než jeho začátek (2026-02-01)", "edit", "product", strconv.Itoa(product), "valid_till=2026-01-31")
	b.must(cli.Done, "edit", "product", strconv.Itoa(product), "valid_till=2026-03-01")
	b.refuses(cli.Failed, "„2026-03-01“ je dřív než jeho začátek (2026-04-01)", "edit", "product", strconv.Itoa(product), "valid_from=2026-04-01")
}

func TestCustomFields(t *testing.T) {
	b := newBench(t)
	b.must(cli.Done, "fields", "add", "client", "--title", "Flotila = vozy", "--type", "list", "--items", "osobní,nákladní")
	b.must(cli.Done, "fields", "add", "clients", "--title", "Město vzniku", "--type", "number")
	id := b.add("client", "name=Alfa", "Flotila = vozy=OSOBNI", "custom:Město vzniku=1 234,5")
	if got := b.one("client", id).Custom; !reflect.DeepEqual(got, map[string]any{"Flotila = vozy": "osobní", "Město vzniku": 1234.5}) {
		t.Errorf("custom %v", got)
	}
	b.refuses(cli.Failed, "existuje", "fields", "add", "client", "--title", "FLOTILA = vozy", "--type", "text")
	for _, title := range []string{"Město", "registration no", "name", "Kontakt 3 – E-mail 1"} {
		b.refuses(cli.Failed, title, "fields", "add", "client", "--title", title, "--type", "text")
		b.refuses(cli.Failed, title, "fields", "rename", "client", "flotila = vozy", title)
	}
	b.refuses(cli.Failed, "60", "fields", "add", "client", "--title", "Ab", "--type", "text")
	b.must(cli.Done, "fields", "rename", "client", "flotila = vozy", "Vozidla")
	b.must(cli.Done, "fields", "retire", "client", "Město vzniku")
	b.refuses(cli.Failed, "neexistuje", "fields", "rename", "lead", "Vozidla", "Vozy")

	file := b.template("clients-wide", "klienti.xlsx")
	fill(t, file, "Klienti", row{"Název": "Beta", "Vozidla": "nákladní"})
	b.must(cli.Done, "import", file)
	type field struct {
		Record, Title, Type, Panel, Hint string
		Required, Retired                bool
		Items                            []string
	}
	want := []field{
		{Record: "client", Title: "Vozidla", Type: "list", Items: []string{"osobní", "nákladní"}},
		{Record: "client", Title: "Město vzniku", Type: "number", Retired: true},
	}
	if got := decoded[[]field](b, cli.Done, "fields"); !reflect.DeepEqual(got, want) {
		t.Errorf("fields %+v\nwant %+v", got, want)
	}
	b.must(cli.Done, "fields", "retire", "client", "Město vzniku", "--undo")
	if got := b.one("client", id).Custom; got["Vozidla"] != "osobní" || got["Město vzniku"] != 1234.5 {
		t.Errorf("custom %v after a rename and a return", got)
	}
}

// By hand an activity belongs to exactly one record, as in an import; a person of another client is stored and said.
func TestWhatARecordBelongsTo(t *testing.T) {
	b := newBench(t)
	alfa, beta := b.add("client", "name=Alfa"), b.add("client", "name=Beta")
	jan := b.add("contact", "last_name=Novák", fmt.Sprint("client=", beta))
	deal := b.add("deal", "name=Nákup", fmt.Sprint("client=", alfa))
	ofAlfa, ofJan, ofDeal := fmt.Sprint("client=", alfa), fmt.Sprint("contact=", jan), fmt.Sprint("deal=", deal)
	b.refuses(cli.Failed, "právě k jednomu", "add", "activity", "subject=X", "kind=hovor", ofAlfa, ofDeal)
	b.refuses(cli.Failed, "právě k jednomu", "add", "activity", "subject=X", "kind=hovor", ofJan, ofDeal)
	activity := fmt.Sprint(b.add("activity", "subject=X", "kind=hovor", ofAlfa))
	b.refuses(cli.Failed, "právě k jednomu", "edit", "activity", activity, ofDeal)
	b.must(cli.Done, "edit", "activity", activity, "client=", ofDeal)
	b.must(cli.Done, "edit", "activity", activity, "subject=Y")
	if said := b.must(cli.Done, "add", "deal", "name=Druhý", ofAlfa, ofJan).err; !strings.Contains(said, "jinému klientovi") {
		t.Errorf("said %q", said)
	}
}
