package assets_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"kartoteka/assets"
)

const nbsp = "\u00a0"

func TestPlural(t *testing.T) {
	for _, c := range []struct {
		lang assets.Lang
		n    int
		want string
	}{
		{assets.Czech, 0, "0 klientů"},
		{assets.Czech, 1, "1 klient"},
		{assets.Czech, 2, "2 klienti"},
		{assets.Czech, 4, "4 klienti"},
		{assets.Czech, 5, "5 klientů"},
		{assets.Czech, 22, "22 klientů"},
		{assets.Czech, 4987, "4" + nbsp + "987 klientů"},
		{assets.English, 0, "0 clients"},
		{assets.English, 1, "1 client"},
		{assets.English, 4987, "4,987 clients"},
	} {
		if got := c.lang.Plural("record.client", c.n); got != c.want {
			t.Errorf("%s %d: %q, want %q", c.lang, c.n, got, c.want)
		}
	}
	if got := assets.Czech.Plural("record.contact.accusative", 1); got != "1 kontaktní osobu" {
		t.Errorf("accusative: %q", got)
	}
}

func TestTextWritesValuesTheLanguagesWay(t *testing.T) {
	title := func(l assets.Lang, v any) string {
		return l.Text("template.person_column", assets.Values{"Section": v}, assets.Values{"Title": "E-mail 1"})
	}
	for _, c := range []struct {
		lang  assets.Lang
		value any
		want  string
	}{
		{assets.Czech, "Kontakt 3", "Kontakt 3 – E-mail 1"},
		{assets.Czech, 1203, "1203 – E-mail 1"},
		{assets.Czech, 1.5, "1,5 – E-mail 1"},
		{assets.English, 1.5, "1.5 – E-mail 1"},
		{assets.Czech, time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC), "22. 11. 2026 – E-mail 1"},
		{assets.Czech, "{{.Title}}", "{{.Title}} – E-mail 1"}, // a value is never taken for a text
	} {
		if got := title(c.lang, c.value); got != c.want {
			t.Errorf("%s %v: %q, want %q", c.lang, c.value, got, c.want)
		}
	}
}

func TestLaterValuesWin(t *testing.T) {
	if got := assets.Czech.Text("group.contact_n", assets.Values{"N": 1}, assets.Values{"N": 2}); got != "Kontakt 2" {
		t.Errorf("%q", got)
	}
	if got := assets.English.Plural("record.client", 5000, assets.Values{"N": "5 thousand"}); got != "5 thousand clients" {
		t.Errorf("%q", got)
	}
}

func TestWhatIsMissingStaysVisible(t *testing.T) {
	if got := assets.Czech.Text("no.such.key"); got != "no.such.key" {
		t.Errorf("missing key: %q", got)
	}
	if got := assets.Czech.Plural("no.such.key", 3); got != "no.such.key" {
		t.Errorf("missing plural: %q", got)
	}
	if got := assets.English.Text("group.contact_n"); got != "Contact {{.N}}" {
		t.Errorf("missing value: %q", got)
	}
	if assets.Czech.Has("no.such.key") || !assets.Czech.Has("record.client") {
		t.Error("Has is wrong about no.such.key or record.client")
	}
}

func TestFieldTextsOfATypeWin(t *testing.T) {
	cs := assets.Czech
	for _, c := range [][2]string{
		{cs.FieldTitle("lead", "phase"), "Stav leadu"},
		{cs.FieldTitle("deal", "phase"), "Fáze"},
		{cs.FieldTitle("client", "reg_number"), "IČO"},
		{cs.FieldTitle("contact", "phone_1_type"), "Typ telefonu 1"},
		{assets.English.FieldTitle("contact", "phone_1_type"), "Phone 1 type"},
		{cs.FieldExample("client", "name"), "Lipová dílna s.r.o."},
		{cs.FieldExample("product", "name"), "Kancelářský stůl"},
	} {
		if c[0] != c[1] {
			t.Errorf("%q, want %q", c[0], c[1])
		}
	}
	if own, common := cs.FieldHint("contact", "last_name"), cs.FieldHint("client", "last_name"); own == common || !strings.Contains(own, "Povinné") {
		t.Errorf("a contact's last name is explained as %q", own)
	}
}

func TestTextsFromManyGoroutines(t *testing.T) {
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			for n := range 200 {
				want := fmt.Sprintf("Kontakt %d", n)
				if got := assets.Czech.Text("group.contact_n", assets.Values{"N": n}); got != want {
					t.Errorf("goroutine %d: %q, want %q", i, got, want)
				}
				assets.Czech.Compare("hora", "chata")
				assets.English.Plural("record.lead", n)
			}
		})
	}
	wg.Wait()
}
