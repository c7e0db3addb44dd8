// Package madeup adds a language to the program that is made up: what English says, in the letters of another script. A test in
// which the program speaks it finds by the Latin letters every text that does not come from the table of languages, and by
// its odd formats every number, date and list that is not written by it.
//
// Only tests import it.
package madeup

import (
	"encoding/json"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"

	"kartoteka/assets"
)

// Language adds the language for the time of a test. It has the script and the plurals of Armenian.
func Language(t testing.TB) assets.Lang {
	t.Helper()
	l := assets.Language{
		Code: "hy", Name: Text("Made up"), Tag: language.Armenian, Complete: true, Fallback: assets.English,
		Group: "’", Decimal: ",", Percent: "٪", List: '|', Date: "2006·1·2", DateTime: "2006·1·2 ~ 15:04", Comma: " + ", And: " & ",
		Home: assets.Home{Country: "AM", Currency: "AMD", Items: "hy"},
	}
	folder, err := translated(assets.English.Folder())
	if err != nil {
		t.Fatal(err)
	}
	words, err := translated(assets.Czech.Folder()) // English has no lists of its own
	if err != nil {
		t.Fatal(err)
	}
	folder["words.json"] = words["words.json"]
	remove, err := assets.Register(l, folder)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(remove)
	return l.Code
}

// translated is the folder of a language with its texts in the other script.
func translated(from fs.FS) (fstest.MapFS, error) {
	to := fstest.MapFS{}
	return to, fs.WalkDir(from, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := fs.ReadFile(from, name)
		if err != nil {
			return err
		}
		switch path.Ext(name) {
		case ".json":
			var texts map[string]any
			if err := json.Unmarshal(content, &texts); err != nil {
				return err
			}
			delete(texts, "names") // of countries: those of the CLDR are in the script
			if content, err = json.Marshal(value(texts)); err != nil {
				return err
			}
		case ".md":
			content = []byte(Text(string(content)))
		}
		to[name] = &fstest.MapFile{Data: content}
		return nil
	})
}

// value is what stands in a file of JSON, with its texts in the other script and its keys as they are.
func value(v any) any {
	switch v := v.(type) {
	case string:
		return Text(v)
	case []any:
		for i := range v {
			v[i] = value(v[i])
		}
	case map[string]any:
		for key := range v {
			v[key] = value(v[key])
		}
	}
	return v
}

// kept is what a text keeps: placeholders, names of pictures, and lines that stand for something.
var kept = regexp.MustCompile(`\{\{.*?\}\}|\]\(.*?\)|(?m:^\[shortcuts\]$)`)

// Text writes a text in the other script, a letter for each; accents are lost.
func Text(s string) string {
	var b strings.Builder
	at := 0
	for _, k := range append(kept.FindAllStringIndex(s, -1), []int{len(s), len(s)}) {
		for _, r := range norm.NFD.String(s[at:k[0]]) {
			switch {
			case 'a' <= r && r <= 'z':
				r += 'ա' - 'a'
			case 'A' <= r && r <= 'Z':
				r += 'Ա' - 'A'
			case r >= 0x300 && r < 0x370:
				continue
			}
			b.WriteRune(r)
		}
		b.WriteString(s[k[0]:k[1]])
		at = k[1]
	}
	return b.String()
}

var (
	latin = regexp.MustCompile(`\p{Latin}[\p{Latin}\p{M}.’'-]*`)
	cell  = regexp.MustCompile(`\b[A-Z]{1,3}\d+\b`) // its address
)

// Foreign returns the words in Latin letters that a text has besides those that are allowed: what was typed by people,
// and what every language writes alike.
func Foreign(text string, allowed ...string) []string {
	slices.SortFunc(allowed, func(a, b string) int { return len(b) - len(a) }) // the whole before its parts
	for _, word := range allowed {
		text = strings.ReplaceAll(text, word, "")
	}
	return latin.FindAllString(cell.ReplaceAllString(text, ""), -1)
}
