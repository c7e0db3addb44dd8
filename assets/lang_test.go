package assets_test

import (
	"testing"
	"time"

	"kartoteka/assets"
)

func TestParseLang(t *testing.T) {
	for s, want := range map[string]assets.Lang{
		"cs": "cs", "CS": "cs", "cs-CZ": "cs", "cs_CZ.UTF-8": "cs", " en ": "en", "en@euro": "en",
		"": "", "de": "", "csx": "", "SK_sk": "sk", "čeština": "",
	} {
		if got, ok := assets.ParseLang(s); got != want || ok != (want != "") {
			t.Errorf("%q: %q %v, want %q", s, got, ok, want)
		}
	}
}

func TestSystemLangFollowsTheEnvironment(t *testing.T) {
	for _, c := range []struct {
		all, messages, lang, language string
		want                          assets.Lang
	}{
		{lang: "cs_CZ.UTF-8", want: assets.Czech},
		{lang: "sk_SK.UTF-8", want: assets.Slovak},
		{lang: "de_DE.UTF-8", want: assets.English},
		{all: "C", lang: "cs_CZ.UTF-8", want: assets.English},
		{messages: "cs_CZ.UTF-8", lang: "en_US.UTF-8", want: assets.Czech},
		{all: "en_GB.UTF-8", messages: "cs_CZ.UTF-8", want: assets.English},
		{language: "de:cs:en", want: assets.Czech},
	} {
		t.Setenv("LC_ALL", c.all)
		t.Setenv("LC_MESSAGES", c.messages)
		t.Setenv("LANG", c.lang)
		t.Setenv("LANGUAGE", c.language)
		if got := assets.SystemLang(); got != c.want {
			t.Errorf("%+v: %q", c, got)
		}
	}
}

func TestNumbers(t *testing.T) {
	cs, en := assets.Czech, assets.English
	tenth := 0.1 // a variable: constants are added exactly
	for _, c := range [][2]string{
		{cs.Int(4987), "4" + nbsp + "987"}, {en.Int(4987), "4,987"},
		{cs.Int(0), "0"}, {cs.Int(999), "999"}, {cs.Int(-1000), "-1" + nbsp + "000"}, {en.Int(123456789), "123,456,789"},
		{cs.Number(1234.5), "1" + nbsp + "234,5"}, {en.Number(1234.5), "1,234.5"}, {en.Number(-0.25), "-0.25"},
		{cs.Number(tenth + 0.2), "0,3"}, {en.Number(1e15), "1,000,000,000,000,000"}, {en.Number(-1e-20), "-0.00000000000000000001"},
		{cs.Percent(21), "21" + nbsp + "%"}, {en.Percent(12.5), "12.5%"},
		{cs.FileSize(812), "812" + nbsp + "B"}, {cs.FileSize(1024), "1" + nbsp + "kB"}, {cs.FileSize(1_500_000), "1,4" + nbsp + "MB"},
		{en.FileSize(64 << 20), "64" + nbsp + "MB"}, {en.FileSize(1<<20 - 1), "1" + nbsp + "MB"}, {en.FileSize(10_200), "10" + nbsp + "kB"},
	} {
		if c[0] != c[1] {
			t.Errorf("%q, want %q", c[0], c[1])
		}
	}
}

func TestDates(t *testing.T) {
	cs, en := assets.Czech, assets.English
	at := time.Date(2026, 11, 2, 9, 5, 59, 0, time.UTC)
	for _, c := range [][2]string{
		{cs.Date(at), "2. 11. 2026"}, {en.Date(at), "2 Nov 2026"},
		{cs.DateTime(at), "2. 11. 2026 09:05"}, {en.DateTime(at), "2 Nov 2026, 09:05"}, {cs.Time(at), "09:05"},
		{cs.Date(time.Time{}), ""},
		{cs.Duration(200 * time.Millisecond), "méně než 1 s"}, {cs.Duration(185 * time.Second), "3 min 5 s"}, {en.Duration(2 * time.Minute), "2 min"},
		{cs.Duration(80 * time.Minute), "1 h 20 min"}, {cs.Duration(2 * time.Hour), "2 h"},
		{cs.Remaining(1100 * time.Millisecond), "zbývá 1 s"}, {cs.Remaining(2 * time.Second), "zbývají 2 s"}, {cs.Remaining(12 * time.Second), "zbývá 12 s"},
		{cs.Remaining(3 * time.Minute), "zbývají 3 min"}, {en.Remaining(12 * time.Second), "12 s left"},
	} {
		if c[0] != c[1] {
			t.Errorf("%q, want %q", c[0], c[1])
		}
	}
}

func TestAnd(t *testing.T) {
	for want, items := range map[string][]string{"": nil, "a": {"a"}, "a a b": {"a", "b"}, "a, b a c": {"a", "b", "c"}} {
		if got := assets.Czech.And(items); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if got := assets.English.And([]string{"a", "b", "c"}); got != "a, b and c" {
		t.Errorf("English: %q", got)
	}
}

// TestCompare walks pairs in the order a Czech index has them, "ch" behind "h".
func TestCompare(t *testing.T) {
	inOrder := []string{"cena", "čaj", "hora", "chata", "Ihned", "Telefon 2", "Telefon 10", "Žďár", "žena"}
	for i, a := range inOrder {
		for j, b := range inOrder {
			if got := assets.Czech.Compare(a, b); (got < 0) != (i < j) || (got == 0) != (i == j) {
				t.Errorf("Compare(%q, %q) = %d", a, b, got)
			}
		}
	}
	if assets.English.Compare("chata", "hora") >= 0 {
		t.Error("English has no letter ch")
	}
}
