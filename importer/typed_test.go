package importer_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer"
	"kartoteka/importer/issue"
	"kartoteka/importer/value"
)

// A desk is a store with what forms need of it.
type desk struct {
	*testing.T
	store  *data.Store
	by     data.User
	schema *data.Schema
	parser *value.Parser
	im     *importer.Importer
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	store, err := data.Open(filepath.Join(t.TempDir(), "desk.db"), data.Options{Fresh: data.Fresh(assets.Czech.Fresh())})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	d := &desk{T: t, store: store, im: &importer.Importer{Store: store}}
	if d.by, err = store.DefaultUser(context.Background()); err != nil {
		t.Fatal(err)
	}
	if d.schema, err = store.Schema(context.Background()); err != nil {
		t.Fatal(err)
	}
	if d.parser, err = value.ParserFor(context.Background(), d.im.Store, assets.Czech, time.Date(2026, 11, 22, 12, 0, 0, 0, time.Local)); err != nil {
		t.Fatal(err)
	}
	return d
}

func (d *desk) has(rt data.RecordType, pairs ...any) *data.Record {
	d.Helper()
	r := made(rt, pairs...)
	if err := d.store.Insert(context.Background(), d.by, r); err != nil {
		d.Fatal(err)
	}
	return r
}

func made(rt data.RecordType, pairs ...any) *data.Record {
	r := &data.Record{Type: rt}
	for i := 0; i < len(pairs); i += 2 {
		r.Set(pairs[i].(string), pairs[i+1])
	}
	return r
}

// The country typed into one field decides how phones and codes of others are read, wherever it stands; what is no text of the form stays.
func TestReadTyped(t *testing.T) {
	d := newDesk(t)
	base := made(data.Contact, "client", int64(7), "note", "původní")
	base.ID, base.Version = 3, 5
	r, problems := importer.ReadTyped(d.parser, d.schema, *base, map[string]string{"last_name": " Nový ", "phone_1": "0905 123 456", "country": "slovensko", "birthday": "29. 2. 2024"}, value.Parent{})
	if len(problems) > 1 || r.Text("last_name") != "Nový" || r.Text("country") != "SK" || r.Text("birthday") != "2024-02-29" ||
		r.Ref("client") != 7 || r.Text("note") != "původní" || r.ID != 3 || r.Version != 5 {
		t.Errorf("%+v, %+v", r, problems)
	}
	if base.Text("last_name") != "" {
		t.Error("the base has changed")
	}
	abroad := map[string]string{"last_name": "Nový", "phone_1": "0905 123 456"}
	at, problems := importer.ReadTyped(d.parser, d.schema, *base, abroad, value.Parent{Country: "SK"})
	if value.E164(at.Text("phone_1"), "SK") == "" || len(problems) > 1 {
		t.Errorf("a Slovak phone of a Slovak client: %+v, %+v", at, problems)
	}
	_, problems = importer.ReadTyped(d.parser, d.schema, data.Record{Type: data.Product}, map[string]string{
		"code": "", "name": strings.Repeat("x", 256), "valid_from": "2. 1. 2026", "valid_till": "1. 1. 2026"}, value.Parent{})
	var got []string
	for _, p := range problems {
		got = append(got, p.Field.Key+" "+string(p.Code))
	}
	if strings.Join(got, ", ") != "code required, name too-long, valid_till invalid-range" {
		t.Errorf("problems: %v", got)
	}
}

// A currency that an amount gives to a record without one is said, in words of a form.
func TestReadTypedSaysTheCurrency(t *testing.T) {
	d := newDesk(t)
	for _, c := range []struct{ price, currency, want, code string }{
		{"5 €", "", "EUR", "currency-from-format"}, {"5 Kč", "", "CZK", ""}, {"5 €", "CZK", "CZK", "currency-differs"}, {"5", "", "", ""},
	} {
		r, problems := importer.ReadTyped(d.parser, d.schema, data.Record{Type: data.Product}, map[string]string{"code": "A", "name": "Židle", "price": c.price, "currency": c.currency}, value.Parent{})
		var codes []string
		for _, p := range problems {
			codes = append(codes, string(p.Code))
			i := p.Issue(assets.Czech, data.Product, c.currency)
			if text := i.TypedMessage(assets.Czech); strings.Contains(text, "uňk") || strings.Contains(text, "import") {
				t.Errorf("said in a form: %s", text)
			}
		}
		if r.Text("currency") != c.want || strings.Join(codes, " ") != c.code {
			t.Errorf("%s in %q: currency %q, problems %v", c.price, c.currency, r.Text("currency"), codes)
		}
	}
}

// A form says of one record what a check says of a row.
func TestSameAsFindsWhatACheckWould(t *testing.T) {
	d := newDesk(t)
	alfa := d.has(data.Client, "name", "Alfa s.r.o.", "reg_number", "27482728")
	noNumber := d.has(data.Client, "name", "Beta")
	jan := d.has(data.Contact, "client", alfa.ID, "first_name", "Jan", "last_name", "Novák", "phone_1", "777 123 456")
	lead := d.has(data.Lead, "topic", "Stoly", "company_name", "Alfa")
	product := d.has(data.Product, "code", "A-1", "name", "Stůl")
	for name, c := range map[string]struct {
		r    *data.Record
		want int64
		code issue.Code
	}{
		"same number":                {made(data.Client, "name", "Jiná", "reg_number", "274 82 728"), alfa.ID, issue.DuplicateInDatabase},
		"same name, another number":  {made(data.Client, "name", "Alfa s.r.o.", "reg_number", "00006947"), 0, ""},
		"same name, no number":       {made(data.Client, "name", "BETA", "reg_number", "00006947"), noNumber.ID, issue.DuplicateInDatabase},
		"person of the same client":  {made(data.Contact, "client", alfa.ID, "first_name", "jan", "last_name", "novak"), jan.ID, issue.DuplicateInDatabase},
		"person with the same phone": {made(data.Contact, "client", noNumber.ID, "first_name", "Jan", "last_name", "Novák", "phone_2", "+420777123456"), jan.ID, issue.DuplicateInDatabase},
		"another Jan Novák":          {made(data.Contact, "client", noNumber.ID, "first_name", "Jan", "last_name", "Novák"), 0, ""},
		"lead":                       {made(data.Lead, "topic", "stoly", "company_name", "ALFA"), lead.ID, issue.DuplicateInDatabase},
		"code":                       {made(data.Product, "code", "a-1", "name", "Židle"), product.ID, issue.DuplicateKey},
		"itself":                     {alfa, 0, ""},
		"itself, a product":          {product, 0, ""},
		"deal":                       {made(data.Deal, "name", "Alfa"), 0, ""},
	} {
		same, code, err := d.im.SameAs(context.Background(), d.parser, d.schema, c.r)
		switch {
		case err != nil:
			t.Errorf("%s: %v", name, err)
		case same == nil:
			if c.want != 0 {
				t.Errorf("%s: none found, want %d", name, c.want)
			}
		case same.Record.ID != c.want || code != c.code:
			t.Errorf("%s: %d %s, want %d %s", name, same.Record.ID, code, c.want, c.code)
		}
	}
}

func TestClientOfALead(t *testing.T) {
	d := newDesk(t)
	for _, c := range []struct {
		lead          *data.Record
		name, contact string
		person        bool
	}{
		{made(data.Lead, "topic", "Stoly", "company_name", "Alfa", "first_name", "Jana", "last_name", "Nová", "category", "poptávka", "source", "internet", "external_id", "L-1"), "Alfa", "Jana Nová", false},
		{made(data.Lead, "topic", "Stoly", "title_before", "Ing.", "first_name", "Jan", "last_name", "Malý"), "Ing. Jan Malý", "", true},
		{made(data.Lead, "topic", "Stoly"), "Stoly", "", false},
	} {
		client, contact := importer.ClientOf(d.parser, d.schema, c.lead)
		if client.Title() != c.name || client.Bool("person") != c.person || client.Text("state") != "potential" || client.Text("category") != "" || client.Text("external_id") != "" {
			t.Errorf("%s: %+v", c.name, client)
		}
		if client.Text("source") != c.lead.Text("source") {
			t.Errorf("%s: source %q", c.name, client.Text("source"))
		}
		person := ""
		if contact != nil {
			person = contact.Title()
		}
		if person != c.contact {
			t.Errorf("%s: contact person %q, want %q", c.name, person, c.contact)
		}
		if _, problems := importer.ReadTyped(d.parser, d.schema, client, nil, value.Parent{}); len(problems) > 0 {
			t.Errorf("%s: %+v", c.name, problems)
		}
	}
}
