package assets

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// A text is one key of a translation file: its forms by plural category, a plain text under "".
type text map[string]string

// readTexts reads the files itself, token by token, and not through load: JSON decoders keep the last of two equal
// keys.
func readTexts(t *testing.T) map[Lang]map[string]text {
	t.Helper()
	all := map[Lang]map[string]text{Czech: {}, English: {}}
	names, err := fs.Glob(translations, "translations/*/*.json")
	if err != nil || len(names) < 2 {
		t.Fatalf("translation files %v, %v", names, err)
	}
	for _, name := range names {
		l := Lang(path.Base(path.Dir(name)))
		content, err := translations.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		d := json.NewDecoder(bytes.NewReader(content))
		if _, err := d.Token(); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for d.More() {
			key, _ := d.Token()
			var value any
			if err := d.Decode(&value); err != nil {
				t.Fatalf("%s: at %v: %v", name, key, err)
			}
			id, _ := key.(string)
			if all[l][id] != nil {
				t.Errorf("%s: %q is defined twice", name, id)
			}
			all[l][id] = forms(t, name, id, value)
		}
	}
	return all
}

func forms(t *testing.T, file, key string, value any) text {
	t.Helper()
	f := text{}
	switch v := value.(type) {
	case string:
		f[""] = v
	case map[string]any:
		for category, s := range v {
			f[category], _ = s.(string)
		}
	default:
		t.Errorf("%s: %q is neither a text nor an object of plural forms", file, key)
	}
	return f
}

func TestTranslationsLoad(t *testing.T) {
	_, faults := load(translations)
	for _, fault := range faults {
		t.Error(fault)
	}
}

func TestLoadNamesFaultsAndGoesOn(t *testing.T) {
	c, faults := load(fstest.MapFS{
		"translations/cs/a.json": {Data: []byte(`{"a": "á"}`)},
		"translations/cs/b.json": {Data: []byte(`{"a": "znovu", "b": "bé"}`)},
		"translations/cs/c.json": {Data: []byte(`{"c": `)},
		"translations/xx/d.json": {Data: []byte(`{"d": "d"}`)},
	})
	if len(faults) != 3 {
		t.Errorf("faults %v, want the key a twice, the broken c, the unknown language of d", faults)
	}
	if !c.has[Czech]["b"] {
		t.Error("the texts of a faulty file's neighbours are missing")
	}
}

func TestLanguagesHaveTheSameTexts(t *testing.T) {
	all := readTexts(t)
	for key, cs := range all[Czech] {
		en := all[English][key]
		if en == nil {
			t.Errorf("%q has no English text", key)
			continue
		}
		if a, b := placeholders(cs), placeholders(en); !slices.Equal(a, b) {
			t.Errorf("%q: placeholders %v in Czech, %v in English", key, a, b)
		}
		if isPlural(cs) != isPlural(en) {
			t.Errorf("%q has plural forms in one language only", key)
		}
	}
	for key := range all[English] {
		if all[Czech][key] == nil {
			t.Errorf("%q has no Czech text", key)
		}
	}
	if got, want := Keys(), slices.Sorted(maps.Keys(all[Czech])); !slices.Equal(got, want) {
		t.Errorf("Keys() has %d keys, the files have %d", len(got), len(want))
	}
}

func TestPluralsHaveTheFormsOfTheirLanguage(t *testing.T) {
	want := map[Lang][]string{Czech: {"few", "many", "one", "other"}, English: {"one", "other"}}
	for l, texts := range readTexts(t) {
		for key, forms := range texts {
			if got := slices.Sorted(maps.Keys(forms)); isPlural(forms) && !slices.Equal(got, want[l]) {
				t.Errorf("%s %q has the forms %v, want %v", l, key, got, want[l])
			}
		}
	}
}

func TestTextsAreWellFormed(t *testing.T) {
	for l, texts := range readTexts(t) {
		for key, forms := range texts {
			for _, s := range forms {
				if s == "" || s != strings.TrimSpace(s) || strings.Contains(s, "  ") {
					t.Errorf("%s %q is empty or has stray blanks: %q", l, key, s)
				}
				if _, err := (parser{}).Parse(s, "", ""); err != nil {
					t.Errorf("%s %q: %v", l, key, err)
				}
			}
		}
	}
}

// sample matches keys whose texts are values of example rows; those may be equal.
var sample = regexp.MustCompile(`(^|\.)(example|example_of|second)(\.|$)`)

// international are texts that read the same in Czech and English.
var international = []string{
	"Lead", "E-mail", "E-mail 1", "E-mail 2", "Rating", "Text", "Partner", "Fax", "Facebook", "LinkedIn", "Instagram", "X", "YouTube", "A", "B", "C",
	"Import", "OK", "PDF", "XLSX", "vCard", "s", "min", "h", "min s", "h min",
}

// TestCzechIsTranslated finds English left in the Czech files: texts equal in both languages.
func TestCzechIsTranslated(t *testing.T) {
	all := readTexts(t)
	for key, cs := range all[Czech] {
		for category, s := range cs {
			words := strings.Join(strings.Fields(placeholder.ReplaceAllString(s, " ")), " ")
			letters := strings.ContainsFunc(words, func(r rune) bool { return r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' })
			if s == all[English][key][category] && letters && !sample.MatchString(key) && !isPlural(cs) && !slices.Contains(international, words) {
				t.Errorf("%q is %q in both languages", key, s)
			}
		}
	}
}

// TestPairs: an area has its file in every language.
func TestPairs(t *testing.T) {
	names, _ := fs.Glob(translations, "translations/*/*.json")
	for _, name := range names {
		for _, l := range Languages() {
			if other := "translations/" + string(l) + "/" + path.Base(name); !slices.Contains(names, other) {
				t.Errorf("%s stands without %s", name, other)
			}
		}
	}
}

var placeholder = regexp.MustCompile(`\{\{.*?\}\}`)

// placeholders are the different ones of all forms: "one client" may do without the number.
func placeholders(forms text) []string {
	seen := map[string]bool{}
	for _, s := range forms {
		for _, p := range placeholder.FindAllString(s, -1) {
			seen[strings.ReplaceAll(p, " ", "")] = true
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

func isPlural(forms text) bool {
	_, plain := forms[""]
	return !plain
}
