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

	"golang.org/x/text/feature/plural"
)

// A text is one key of a translation file: its forms by plural category, a plain text under "".
type text map[string]string

// readTexts reads the files itself, token by token, and not through load: JSON decoders keep the last of two equal
// keys.
func readTexts(t *testing.T) map[Lang]map[string]text {
	t.Helper()
	all := map[Lang]map[string]text{}
	for _, l := range Languages() {
		all[l] = map[string]text{}
	}
	names, err := fs.Glob(translations, "translations/*/*.json")
	if err != nil || len(names) < 2 {
		t.Fatalf("translation files %v, %v", names, err)
	}
	for _, name := range names {
		if path.Base(name) == wordsFile {
			continue
		}
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
	_, faults := load(builtIn, translations)
	for _, fault := range faults {
		t.Error(fault)
	}
}

func TestLoadNamesFaultsAndGoesOn(t *testing.T) {
	table, faults := load(builtIn[:2], fstest.MapFS{
		"translations/cs/a.json":     {Data: []byte(`{"a": "á"}`)},
		"translations/cs/b.json":     {Data: []byte(`{"a": "znovu", "b": "bé"}`)},
		"translations/cs/c.json":     {Data: []byte(`{"c": `)},
		"translations/cs/words.json": {Data: []byte(`{"yes": ["ano"], "mistyped": []}`)},
	})
	if len(faults) != 4 {
		t.Errorf("faults %v, want the key a twice, the broken c, the unknown part of the words, English without a folder", faults)
	}
	if !table.byCode[Czech].has["b"] || !slices.Equal(table.byCode[Czech].words.Yes, []string{"ano"}) {
		t.Error("the texts of a faulty file's neighbours are missing")
	}
}

// TestFoldersAreLanguages: every folder belongs to an entry of the table.
func TestFoldersAreLanguages(t *testing.T) {
	folders, err := fs.ReadDir(translations, "translations")
	if err != nil || len(folders) != len(Languages()) {
		t.Errorf("%d folders, %d languages, %v", len(folders), len(Languages()), err)
	}
	for _, f := range folders {
		if !slices.Contains(Languages(), Lang(f.Name())) {
			t.Errorf("%s is the folder of no language", f.Name())
		}
	}
}

// TestLanguagesHaveTheSameTexts: a complete language has every text there is, and no language has others, or other
// placeholders, than the first.
func TestLanguagesHaveTheSameTexts(t *testing.T) {
	all := readTexts(t)
	first := all[Languages()[0]]
	for l, texts := range all {
		if missing := missingFrom(texts, first); l.spoken().Complete && len(missing) > 0 {
			t.Errorf("%s is complete but has no text for %v", l, missing)
		}
		for key, forms := range texts {
			reference := first[key]
			if reference == nil {
				t.Errorf("%s has a text for %q, %s has none", l, key, Languages()[0])
				continue
			}
			if a, b := placeholders(reference), placeholders(forms); !slices.Equal(a, b) {
				t.Errorf("%q: placeholders %v in %s, %v in %s", key, a, Languages()[0], b, l)
			}
			if isPlural(reference) != isPlural(forms) {
				t.Errorf("%q has plural forms in %s or in %s only", key, Languages()[0], l)
			}
		}
	}
	if got, want := Keys(), slices.Sorted(maps.Keys(first)); !slices.Equal(got, want) {
		t.Errorf("Keys() has %d keys, the files have %d", len(got), len(want))
	}
}

// missingFrom are the keys that are only in the other map.
func missingFrom(texts, other map[string]text) (keys []string) {
	for _, key := range slices.Sorted(maps.Keys(other)) {
		if texts[key] == nil {
			keys = append(keys, key)
		}
	}
	return keys
}

func TestPluralsHaveTheFormsOfTheirLanguage(t *testing.T) {
	for l, texts := range readTexts(t) {
		want := pluralForms(l)
		for key, forms := range texts {
			if got := slices.Sorted(maps.Keys(forms)); isPlural(forms) && !slices.Equal(got, want) {
				t.Errorf("%s %q has the forms %v, want %v", l, key, got, want)
			}
		}
	}
}

// pluralForms are the plural categories of a language by the CLDR, sorted.
func pluralForms(l Lang) []string {
	names := map[plural.Form]string{plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many", plural.Other: "other"}
	found := map[string]bool{}
	for n := range 200 {
		found[names[plural.Cardinal.MatchPlural(l.Tag(), n, 0, 0, 0, 0)]] = true
		found[names[plural.Cardinal.MatchPlural(l.Tag(), n, 1, 1, 5, 5)]] = true // n,5
	}
	return slices.Sorted(maps.Keys(found))
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

// international are texts that read the same in every language.
var international = []string{
	"Lead", "E-mail", "E-mail 1", "E-mail 2", "Rating", "Text", "Partner", "Fax", "Facebook", "LinkedIn", "Instagram", "X", "YouTube", "A", "B", "C",
	"Import", "OK", "PDF", "XLSX", "vCard", "s", "min", "h", "min s", "h min",
}

// TestTextsAreTranslated finds English left in the files of other languages: texts that are equal.
func TestTextsAreTranslated(t *testing.T) {
	all := readTexts(t)
	for l, texts := range all {
		for key, forms := range texts {
			for category, s := range forms {
				words := strings.Join(strings.Fields(placeholder.ReplaceAllString(s, " ")), " ")
				letters := strings.ContainsFunc(words, func(r rune) bool { return r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' })
				if l != English && s == all[English][key][category] && letters && !sample.MatchString(key) && !isPlural(forms) && !slices.Contains(international, words) {
					t.Errorf("%q is %q in %s too", key, s, l)
				}
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
