package value_test

import (
	"fmt"
	"testing"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer/value"
	"kartoteka/importer/xlsx"
)

func TestChoice(t *testing.T) {
	schema := data.NewSchema(nil)
	grid{
		{"potential", "potential"}, {"Potenciální", "potential"}, {"POTENCIALNI", "potential"}, {"Potential", "potential"}, {" Odložený ", "deferred"}, {"Nezajímavý", "unattractive"},
		{"Potencialnz", "not-in-list ~ Potenciální"}, {"Odlozeni", "not-in-list ~ Odložený"}, {"úplně jiný", "not-in-list"}, {"?", "not-in-list"}, {"1", "not-in-list"},
	}.check(t, newParser(), schema.Field(data.Client, "state"))
	grid{{"a", "A"}, {"B", "B"}, {"D", "not-in-list"}}.check(t, newParser(), schema.Field(data.Client, "rating"))
	grid{{"žena", "female"}, {"Male", "male"}, {"Muz", "male"}}.check(t, newParser(), schema.Field(data.Contact, "gender"))
}

func TestChoiceSaysWhatIsAllowed(t *testing.T) {
	_, findings := newParser().Parse(data.NewSchema(nil).Field(data.Client, "rating"), value.Typed("D"))
	if len(findings) != 1 || findings[0].Want != "A, B, C" {
		t.Errorf("got %+v", findings)
	}
}

func TestList(t *testing.T) {
	grid{
		{"s.r.o.", "s.r.o."}, {"S. R. O.", "s.r.o."}, {"sro", "s.r.o."}, {"osvc", "OSVČ"}, {"Druzstvo", "družstvo"},
		{"drustvo", "not-in-list ~ družstvo"}, {"družsvto", "not-in-list ~ družstvo"}, {"spol. s r.o.", "not-in-list"}, {"k.s.", "not-in-list"},
	}.check(t, newParser(), &data.Field{Type: data.List, List: "legal_form"})
	grid{
		{"1-9", "1–9"}, {"1 – 9", "1–9"}, {"19", "not-in-list"}, {"50 249", "not-in-list ~ 50–249"}, {"250+", "250+"}, {"250", "not-in-list ~ 250+"}, {number(0, xlsx.ClassGeneral), "0"},
	}.check(t, newParser(), &data.Field{Type: data.List, List: "employees"})
	grid{
		{"a+", "A+"}, {"A-", "A-"}, {"A–", "A-"}, {"a", "A"}, {"c#", "C#"}, {"C++", "C++"}, {"C", "not-in-list"},
	}.check(t, newParser(), &data.Field{Type: data.List, List: "grade"})
	grid{{"cokoli", "not-in-list"}}.check(t, newParser(), &data.Field{Type: data.List, List: "empty"})
}

// A spreadsheet turns 1-9 into a date as soon as it is typed.
func TestListItemsTurnedIntoDates(t *testing.T) {
	p := newParser()
	p.Lists["turned"] = []string{"1–9", "10-49", "1/2027", "3. 5.", "SEP 2", "16:9", "2026-2030", "21%"}
	for _, add := range []bool{false, true} {
		p.AddListItems = add
		grid{
			{formatted(46266, "d-mmm"), "not-in-list ~ 1–9"}, {formatted(46031, "d-mmm"), "not-in-list ~ 1–9"}, {formatted(18172, "mmm-yy"), "not-in-list ~ 10-49"}, {formatted(46388, "m/yyyy"), "1/2027"},
			{formatted(46145, "d.m.yyyy"), "not-in-list ~ 3. 5."}, {number(46267, xlsx.ClassDate), "not-in-list ~ SEP 2"}, {formatted(16.0/24+9.0/1440, "h:mm"), "not-in-list ~ 16:9"}, {formatted(0.21, "0%"), "21%"},
		}.check(t, p, &data.Field{Type: data.List, List: "turned"})
	}
}

func TestNewListItems(t *testing.T) {
	p := newParser()
	p.AddListItems = true
	grid{
		{"s.r.o.", "s.r.o."}, {"S.R.O", "s.r.o."},
		{"k.s.", "k.s. ! new-list-item ~ k.s."}, {"K.S.", "k.s. ! new-list-item ~ k.s."}, {"k. s.", "k.s. ! new-list-item ~ k.s."},
	}.check(t, p, &data.Field{Type: data.List, List: "legal_form"})
}

func TestCountry(t *testing.T) {
	grid{
		{"CZ", "CZ"}, {"cz", "CZ"}, {"CZE", "CZ"}, {"Česko", "CZ"}, {"cesko", "CZ"}, {"ČR", "CZ"}, {"Česká republika", "CZ"}, {"Czech Republic", "CZ"}, {"Czechia", "CZ"}, {"česká rep.", "CZ"},
		{"SK", "SK"}, {"SR", "SK"}, {"Slovensko", "SK"}, {"Slovenská republika", "SK"}, {"Slovak Republic", "SK"}, {"CR", "CR"}, {"Surinam", "SR"}, {"SUR", "SR"},
		{"Německo", "DE"}, {"SRN", "DE"}, {"Deutschland", "DE"}, {"Germany", "DE"}, {"Spolková republika Německo", "DE"}, {"Österreich", "AT"}, {"Rakousko", "AT"}, {"Polska", "PL"}, {"Magyarország", "HU"},
		{"USA", "US"}, {"U.S.A.", "US"}, {"Spojené státy", "US"}, {"UK", "GB"}, {"Velká Británie", "GB"}, {"Great Britain", "GB"}, {"GB", "GB"}, {"Holandsko", "NL"}, {"Švýcarsko", "CH"}, {"日本", "JP"},
		{"Nemecko", "DE"}, {"Nemecká", "not-in-list ~ Německo"}, {"Slovnsko", "not-in-list ~ Slovensko"}, {"Slovenko", "not-in-list ~ Slovensko"}, {"Praha", "not-in-list"}, {"Kosovo", "XK"}, {"XK", "XK"}, {"XKX", "XK"}, {"Řecko", "GR"}, {"EL", "GR"}, {"el", "GR"}, {"?", "not-in-list"},
	}.check(t, newParser(), &data.Field{Type: data.Country})
}

// Every country is understood by its codes and by the names the program writes.
func TestEveryCountry(t *testing.T) {
	p, f := newParser(), &data.Field{Type: data.Country}
	for _, code := range assets.Countries() {
		names := []string{assets.Alpha3(code), assets.Czech.Country(code), assets.English.Country(code), assets.NativeCountry(code)}
		if code != "SR" { // Slovenská republika
			names = append(names, code)
		}
		for _, name := range names {
			if got, _ := p.Parse(f, value.Typed(name)); got != code {
				t.Errorf("%q is %v, want %s", name, got, code)
			}
		}
	}
}

func TestAccount(t *testing.T) {
	grid{
		{"jana", "#1"}, {"Jana Nováková", "#1"}, {"jana novakova", "#1"}, {"petr", "#2"}, {"petr2", "#3"},
		{"Petr Malý", "unknown-user"}, // two of them
		{"Jana Nováčková", "unknown-user ~ Jana Nováková"}, {"Eva", "unknown-user"},
	}.check(t, newParser(), &data.Field{Type: data.Account})
}

func TestPrintNamesWhatParseFinds(t *testing.T) {
	p := newParser()
	schema := data.NewSchema(nil)
	for _, c := range []struct {
		field string
		value any
		want  string
	}{
		{"state", "deferred", "Odložený"}, {"country", "SR", "Surinam"}, {"owner", int64(1), "Jana Nováková"}, {"owner", int64(3), "petr2"}, {"owner", int64(9), ""}, {"person", true, "Ano"},
		{"name", "Alfa", "Alfa"}, {"anniversary", "2026-12-24", "24. 12. 2026"},
	} {
		f := schema.Field(data.Client, c.field)
		got := p.Print(f, c.value)
		if got != c.want {
			t.Errorf("%s %v is printed %q, want %q", c.field, c.value, got, c.want)
		}
		if again, _ := p.Parse(f, value.Typed(got)); got != "" && again != c.value {
			t.Errorf("%s %q is read back as %v, want %v", c.field, got, again, c.value)
		}
	}
}

func BenchmarkList(b *testing.B) {
	p, f := newParser(), &data.Field{Type: data.List, List: "legal_form"}
	b.ReportAllocs()
	for b.Loop() {
		p.Parse(f, value.Typed("s.r.o."))
	}
}

// A column of wrong values, each of them different, must not stall a check.
func BenchmarkUnknownCountry(b *testing.B) {
	p, f := newParser(), &data.Field{Type: data.Country}
	i := 0
	for b.Loop() {
		i++
		p.Parse(f, value.Typed(fmt.Sprint("Praha ", i)))
	}
}

func BenchmarkFirstCountry(b *testing.B) {
	f := &data.Field{Type: data.Country}
	for b.Loop() {
		newParser().Parse(f, value.Typed("CZ"))
	}
}
