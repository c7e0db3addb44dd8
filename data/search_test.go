package data_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"kartoteka/data"
)

func TestSearch(t *testing.T) {
	s, admin := fresh(t)
	f, err := s.AddField(ctx, admin, data.Client, data.Field{Title: "Přezdívka", Type: data.Text})
	if err != nil {
		t.Fatal(err)
	}
	alfa := record(data.Client, "name", "Alfa Žlutý s.r.o.", "reg_number", "274 82 728", "tax_number", "CZ27482728", "city", "Český Krumlov",
		"email_1", "jan.novak@firma-x.cz", "phone_1", "777 123 456", "phone_2", "+421 905 111 222", "website", "https://www.alfa.example", "tags", "veletrh, VIP",
		"zip", "381 01", "external_id", "K-00017", f.Key, "Kulíšek", "note", "tajná poznámka")
	bring(t, s, admin, these(alfa, record(data.Client, "name", "Łódź Đurić", "phone_1", "00420 606 000 111"))...)
	add(t, s, admin, data.Contact, "client", alfa.ID, "title_before", "Ing.", "first_name", "Řehoř", "last_name", "Dvořák")
	add(t, s, admin, data.Lead, "topic", "Poptávka stolu", "company_name", "Beta", "last_name", "Malá")
	add(t, s, admin, data.Product, "code", "A-100/2", "name", "Stůl")
	add(t, s, admin, data.Deal, "name", "Nákup", "client", alfa.ID)
	add(t, s, admin, data.Activity, "subject", "Zavolat", "client", alfa.ID)
	for _, c := range []struct {
		t     data.RecordType
		found []string
		not   []string
	}{
		{data.Client, []string{
			"alfa", "ALFA", "al", "a", "zluty", "žlutý alfa", "s.r.o.", "sro", "alfa s r o", "27482728", "274 82 7", "2748", "CZ27482728", "cz274",
			"krumlov", "český kr", "jan.novak@firma-x.cz", "novak@firma", "firma-x", "777123456", "777 123 456", "777 12", "77712 34", "+420 777 123 456",
			"+420777123456", "00420777", "420777123", "905111222", "0905 111 222", "+421 905", "00421905111222", "www.alfa.example", "vip", "veletrh alfa", "38101", "381 01",
			"k-00017", "k00017", "kulisek", "  alfa  ", "alfa, žlutý!", "alfa 777 123", "\"alfa\"", "(alfa)", "alfa*", "-alfa",
		}, []string{"lfa", "beta", "777 999", "poznámka", "alfa beta", "alfa 606", "dvorak"}},
		{data.Contact, []string{"rehor", "Ing. Dvořák", "dvo re", "alfa", "žlutý dvořák", "sro"}, []string{"777123456", "krumlov", "vip"}},
		{data.Lead, []string{"stolu", "beta", "mala pop"}, []string{"alfa"}},
		{data.Product, []string{"a-100/2", "a100", "100", "stul"}, []string{"200"}},
		{data.Deal, []string{"nakup", "alfa"}, []string{"zavolat"}},
		{data.Activity, []string{"zav", "alfa"}, []string{"nakup"}},
	} {
		for _, search := range c.found {
			if n := count(t, s, c.t, data.Query{Search: search}); n != 1 {
				t.Errorf("%s %q: found %d", c.t, search, n)
			}
		}
		for _, search := range c.not {
			if n := count(t, s, c.t, data.Query{Search: search}); n != 0 {
				t.Errorf("%s %q: found %d", c.t, search, n)
			}
		}
	}
	for _, search := range []string{"lodz", "ŁÓDŹ", "duric", "Đurić", "606000111", "+420 606"} {
		if got := names(t, s, data.Client, data.Query{Search: search}); got != "Łódź Đurić" {
			t.Errorf("%q: %s", search, got)
		}
	}

	// When a client is renamed, what is found by its name goes along.
	alfa.Set("name", "Gama")
	if err := s.Update(ctx, admin, alfa); err != nil {
		t.Fatal(err)
	}
	for _, rt := range []data.RecordType{data.Contact, data.Deal, data.Activity} {
		if n := count(t, s, rt, data.Query{Search: "gama"}); n != 1 {
			t.Errorf("%s by the new name: %d", rt, n)
		}
		if n := count(t, s, rt, data.Query{Search: "zluty"}); n != 0 {
			t.Errorf("%s by the old name: %d", rt, n)
		}
	}
}

// Nothing that can be typed is an error, whatever it means in the language of full-text queries.
func TestSearchTakesAnyText(t *testing.T) {
	s, admin := fresh(t)
	add(t, s, admin, data.Client, "name", "Alfa AND Beta")
	for _, search := range append([]string{
		"AND", "OR", "NOT", "NEAR(a b)", "words:alfa", "{words}:a", "^alfa", "a + b", "a - b", "\"", "\"\"", "'", "*", "a*", "(", ")", "((", "@", "%", "_", "\x00",
		"alfa\x00beta", "\xff\xfe", "½", "ŀ", "0", "00", "00 00", "é\u0301\u0302", "\u0903", "日本", strings.Repeat("a ", 5000), strings.Repeat("1 ", 300), strings.Repeat("x", 100_000),
	}, awkward...) {
		if _, err := s.Records(ctx, data.Client, data.Query{Search: search}); err != nil {
			t.Errorf("%.40q: %v", search, err)
		}
		if _, err := s.Count(ctx, data.Client, data.Query{Search: search}); err != nil {
			t.Errorf("%.40q: %v", search, err)
		}
	}
	for _, search := range []string{"", " ", "@", "…"} {
		if n := count(t, s, data.Client, data.Query{Search: search}); n != 1 {
			t.Errorf("%q hides records", search)
		}
	}
}

// Every record is found by each of its words in any script, as long as they are typed from their beginning.
func TestSearchFindsAnyWord(t *testing.T) {
	s, admin := fresh(t)
	for _, name := range append([]string{"Привет мир", "Ελλάδα", "日本 東京", "İstanbul", "Straße", "ﬁrma", "ＡＢＣ", "हिन्दी", "x²"}, awkward[:18]...) {
		r := record(data.Client, "name", name)
		if err := s.Insert(ctx, admin, r); err != nil {
			t.Fatal(err)
		}
		for _, search := range append(strings.Fields(name), name, strings.ToUpper(name), strings.ToLower(name)) {
			records, err := s.Records(ctx, data.Client, data.Query{Search: search})
			if err != nil || !slices.ContainsFunc(records, func(x data.Record) bool { return x.ID == r.ID }) {
				t.Errorf("%q is not found by %q: %v", name, search, err)
			}
		}
	}
}

// Among more records than are sorted, those whose name begins with the words come first, then the newest;
// no record is left out or comes twice, page by page.
func TestSearchOfManyRecords(t *testing.T) {
	s, admin := fresh(t)
	var all []*data.Record
	for n := range 12_000 {
		name := fmt.Sprintf("Zet %05d novotvar denodenní", n)
		if n%4 == 0 {
			name = fmt.Sprintf("Novák %05d", 99_999-n)
		}
		all = append(all, record(data.Lead, "topic", name, "city", "Praha"))
	}
	bring(t, s, admin, these(all...)...)
	add(t, s, admin, data.Lead, "topic", "Den otců") // folded it begins with "deno", but no word does
	var got []string
	seen := map[int64]bool{}
	for offset := 0; ; offset += 500 {
		page, err := s.Records(ctx, data.Lead, data.Query{Search: "nov", Limit: 500, Offset: offset})
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range page {
			if seen[r.ID] {
				t.Fatalf("%s comes twice", r.Title())
			}
			seen[r.ID] = true
			got = append(got, r.Title())
		}
		if len(page) < 500 {
			break
		}
	}
	if len(got) != 12_000 || got[0] != "Novák 88003" || !slices.IsSorted(got[:3000]) || got[3000] != "Zet 11999 novotvar denodenní" || got[11_999] != "Zet 00001 novotvar denodenní" {
		t.Errorf("%d found: %s … %s, %s … %s", len(got), got[0], got[2999], got[3000], got[len(got)-1])
	}
	if n, err := s.Count(ctx, data.Lead, data.Query{Search: "nov pra"}); n != 12_000 || err != nil {
		t.Errorf("counted %d, %v", n, err)
	}
	for _, c := range []struct {
		q    data.Query
		want string
	}{
		{data.Query{Search: "nov", Sort: "topic", Limit: 1}, "Novák 88003"},
		{data.Query{Search: "nov", Desc: true, Limit: 1}, "Zet 11999 novotvar denodenní"},
		{data.Query{Search: "nov", Label: "Import 22.11.2026 #1", Limit: 1}, "Novák 88003"},
		{data.Query{Search: "nov", Label: "Import 22.11.2026 #2"}, ""},
		{data.Query{Search: "nov", Filter: map[string]any{"city": "Brno"}}, ""},
		{data.Query{Search: "deno", Limit: 1}, "Zet 11999 novotvar denodenní"},
		{data.Query{Search: "nov 00001"}, "Zet 00001 novotvar denodenní"},
	} {
		if got := names(t, s, data.Lead, c.q); got != c.want {
			t.Errorf("%+v: %s", c.q, got)
		}
	}
}

// TestManyFound: where more is found than is sorted, records whose name begins with the word come first, then those that hold it
// as a whole word, then the others, each newest first; records and ids come in one order, page by page, and none twice.
func TestManyFound(t *testing.T) {
	s, admin := fresh(t)
	records := []*data.Record{record(data.Client, "name", "Praha 1")}
	for n := range 9000 {
		records = append(records, record(data.Client, "name", fmt.Sprintf("Firma %d", n), "city", []string{"Praha", "Prachatice", "Prahalice"}[n%3]))
	}
	im := bring(t, s, admin, these(records...)...)
	for _, word := range []string{"pra", "prah", "praha"} {
		all, err := s.IDs(ctx, data.Client, data.Query{Search: word})
		if err != nil {
			t.Fatal(err)
		}
		found := map[int64]bool{}
		for _, id := range all {
			found[id] = true
		}
		want := map[string]int{"pra": 9001, "prah": 6001, "praha": 6001}[word]
		if n := count(t, s, data.Client, data.Query{Search: word}); n != want || len(all) != want || len(found) != want {
			t.Errorf("%s: counted %d, listed %d, different %d, want %d", word, n, len(all), len(found), want)
		}
		for _, offset := range []int{0, 1, 2990, 5990} {
			q := data.Query{Search: word, Limit: 20, Offset: offset}
			page, err := s.Records(ctx, data.Client, q)
			if err != nil {
				t.Fatal(err)
			}
			ids, err := s.IDs(ctx, data.Client, q)
			if err != nil {
				t.Fatal(err)
			}
			for i, id := range ids {
				if page[i].ID != id || id != all[offset+i] {
					t.Fatalf("%s from %d: record %d is number %d, id %d, of all %d", word, offset, page[i].ID, i, id, all[offset+i])
				}
			}
		}
	}
	best, err := s.Records(ctx, data.Client, data.Query{Search: "praha", Limit: 3, Import: im.Number})
	if err != nil || len(best) != 3 || best[0].Text("name") != "Praha 1" || best[1].Text("city") != "Praha" || best[1].ID < best[2].ID {
		t.Errorf("the best: %+v, %v", best, err)
	}
}
