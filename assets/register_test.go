package assets_test

import (
	"regexp"
	"slices"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/text/language"

	"kartoteka/assets"
	"kartoteka/assets/madeup"
)

var placeholder = regexp.MustCompile(`\{\{.*?\}\}`)

// TestMadeUpLanguage: a language that is added says its texts in its own formats, and stands in the list.
func TestMadeUpLanguage(t *testing.T) {
	t.Run("spoken", func(t *testing.T) {
		l := madeup.Language(t)
		if got, ok := assets.ParseLang("hy_AM.UTF-8"); got != l || !ok || !slices.Contains(assets.Offered(""), l) {
			t.Errorf("parsed %q, %v; offered %v", got, ok, assets.Offered(""))
		}
		at := time.Date(2026, 11, 22, 14, 5, 0, 0, time.UTC)
		for _, c := range [][2]string{
			{l.Plural("record.client", 4987), madeup.Text("4’987 clients")},
			{l.Number(-1234.5), "-1’234,5"}, {l.Percent(21), "21٪"}, {l.Date(at), "2026·11·22"}, {l.DateTime(at), "2026·11·22 ~ 14:05"},
			{l.And([]string{"a", "b", "c"}), "a + b & c"}, {l.Country("US"), "Միացյալ Նահանգներ"}, {l.DecimalMark(), ","}, {string(l.ListSeparator()), "|"},
			{l.Fresh().Country, "AM"}, {l.Fresh().Lists["lead_phase"][0], madeup.Text("Nový")}, {l.HomeCountries()[0], "AM"},
		} {
			if c[0] != c[1] {
				t.Errorf("%q, want %q", c[0], c[1])
			}
		}
		for _, key := range assets.Keys() {
			if words := madeup.Foreign(placeholder.ReplaceAllString(l.Text(key), "")); len(words) > 0 {
				t.Errorf("%s says %q", key, words)
			}
		}
		if !slices.Contains(assets.MonthWords(12), madeup.Text("prosinec")) || !slices.Contains(assets.YesWords(), madeup.Text("ano")) {
			t.Error("its words are not read")
		}
		if help := assets.Help(l, "check"); help == "" || help == assets.Help(assets.English, "check") {
			t.Error("it has no help of its own")
		}
	})
	if got := assets.Lang("hy").Text("page.clients"); slices.Contains(assets.Languages(), "hy") || got != assets.English.Text("page.clients") {
		t.Errorf("after the test it still says %q", got)
	}
}

// TestFallback: what a language does not say, the one of its entry says, and that one's own; never a key.
func TestFallback(t *testing.T) {
	remove, err := assets.Register(assets.Language{Code: "pl", Name: "polski", Tag: language.Polish, Fallback: assets.Slovak, Decimal: ",", Group: ".", Home: assets.Home{Items: assets.Czech}},
		fstest.MapFS{"a.json": {Data: []byte(`{"page.clients": "Klienci", "record.client": {"one": "{{.N}} klient", "few": "{{.N}} klienci", "many": "{{.N}} klientów", "other": "{{.N}} klienta"}}`)}})
	if err != nil {
		t.Fatal(err)
	}
	defer remove()
	pl := assets.Lang("pl")
	for _, c := range [][2]string{
		{pl.Text("page.clients"), "Klienci"},
		{pl.Text("page.import"), assets.Czech.Text("page.import")},
		{pl.Plural("record.client", 22), "22 klienci"},
		{pl.Plural("record.lead", 2222), "2.222 leadov"},
		{pl.Text("no.such.key"), "no.such.key"},
		{assets.Help(pl, "check"), assets.Help(assets.Czech, "check")},
		{pl.Country("US"), "Stany Zjednoczone"},
	} {
		if c[0] != c[1] {
			t.Errorf("%q, want %q", c[0], c[1])
		}
	}
	if slices.Contains(assets.Offered(""), pl) || !slices.Contains(assets.Offered(pl), pl) {
		t.Error("what is not complete is offered, or not to who uses it")
	}
	if got := pl.Fallbacks(); !slices.Equal(got, []assets.Lang{assets.Slovak, assets.Czech, assets.English}) {
		t.Errorf("fallbacks %v", got)
	}
}

func TestRegisterRefuses(t *testing.T) {
	if _, err := assets.Register(assets.Language{Code: assets.Czech}, fstest.MapFS{}); err == nil {
		t.Error("a language twice")
	}
	if _, err := assets.Register(assets.Language{Code: "pl", Tag: language.Polish}, fstest.MapFS{"a.json": {Data: []byte(`{`)}}); err == nil || slices.Contains(assets.Languages(), "pl") {
		t.Error("a language whose file is broken")
	}
}
