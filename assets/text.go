package assets

import (
	"cmp"
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"sync"

	"github.com/nicksnyder/go-i18n/v2/i18n"
)

// translations holds a folder for each language: its texts, and help with the pages of the help and their pictures.
//
//go:embed translations
var translations embed.FS

// Values are what the {{.Name}} placeholders of a text stand for, by name. Strings and whole numbers appear
// as they are; a float64 as Number writes it, a time.Time as Date does. A count that is to be
// read comfortably is passed through Int, because "řádek 1 203" would be no row of a spreadsheet.
type Values map[string]any

// Text returns a text in the language. A key that is in no translation is returned itself, so that
// nothing is ever empty; a placeholder without a value stays visible for the same reason.
func (l Lang) Text(key string, values ...Values) string {
	return l.localize(&i18n.LocalizeConfig{MessageID: key}, values)
}

// Plural returns the form of a text that goes with n: "1 klient", "2 klienti", "5 klientů".
// The placeholder {{.N}} is n written the language's way.
func (l Lang) Plural(key string, n int, values ...Values) string {
	values = append([]Values{{"N": l.Int(n)}}, values...)
	return l.localize(&i18n.LocalizeConfig{MessageID: key, PluralCount: n}, values)
}

// Has reports whether there is a text for the key in the language.
func (l Lang) Has(key string) bool { return loaded().has[l.known()][key] }

// FieldTitle is the title of a built-in field of a record type: the text "field.<recordType>.<key>"
// where that type calls it differently, else "field.<key>".
func (l Lang) FieldTitle(recordType, key string) string { return l.fieldText(recordType, key, "") }

// FieldHint says in a sentence or two what a field means and what it accepts, for the note of a header.
func (l Lang) FieldHint(recordType, key string) string {
	return l.fieldText(recordType, key, ".hint")
}

// FieldExample is a credible value of a field, written as one types it into a cell.
func (l Lang) FieldExample(recordType, key string) string {
	return l.fieldText(recordType, key, ".example")
}

func (l Lang) fieldText(recordType, key, what string) string {
	if own := "field." + recordType + "." + key + what; l.Has(own) {
		return l.Text(own)
	}
	return l.Text("field." + key + what)
}

// Keys lists the keys of all texts, sorted.
func Keys() []string {
	keys := map[string]bool{}
	for _, has := range loaded().has {
		maps.Copy(keys, has)
	}
	return slices.Sorted(maps.Keys(keys))
}

// known is the language itself, or English for a value that is none of Languages.
func (l Lang) known() Lang {
	if l == Czech {
		return Czech
	}
	return English
}

func (l Lang) localize(config *i18n.LocalizeConfig, values []Values) string {
	config.TemplateParser = parser{}
	config.TemplateData = arguments{l, values}
	text, err := loaded().localizers[l.known()].Localize(config)
	if err != nil && text == "" {
		return config.MessageID
	}
	return text
}

// A catalogue holds the texts of all languages.
type catalogue struct {
	localizers map[Lang]*i18n.Localizer
	has        map[Lang]map[string]bool
}

var loaded = sync.OnceValue(func() *catalogue {
	// What could not be loaded is a fault of a translation file; TestTranslationsLoad names it.
	c, _ := load(translations)
	return c
})

// load merges the files <language>/<area>.json of the folder translations.
// It goes on past a faulty file and returns all faults: files that are no translations, keys defined twice.
func load(files fs.FS) (*catalogue, []error) {
	bundle := i18n.NewBundle(English.Tag())
	c := &catalogue{map[Lang]*i18n.Localizer{}, map[Lang]map[string]bool{}}
	for _, l := range Languages() {
		c.localizers[l] = i18n.NewLocalizer(bundle, string(l))
		c.has[l] = map[string]bool{}
	}
	var faults []error
	names, err := fs.Glob(files, "translations/*/*.json")
	if err != nil {
		faults = append(faults, err)
	}
	for _, name := range names {
		if err := c.add(bundle, files, name); err != nil {
			faults = append(faults, fmt.Errorf("%s: %w", name, err))
		}
	}
	return c, faults
}

func (c *catalogue) add(bundle *i18n.Bundle, files fs.FS, name string) error {
	folder := path.Base(path.Dir(name))
	l, ok := ParseLang(folder)
	if !ok {
		return fmt.Errorf("%q is no language of the program", folder)
	}
	content, err := fs.ReadFile(files, name)
	if err != nil {
		return err
	}
	file, err := bundle.ParseMessageFileBytes(content, string(l)+".json")
	if err != nil {
		return err
	}
	for _, m := range file.Messages {
		if c.has[l][m.ID] {
			err = cmp.Or(err, fmt.Errorf("%q is defined twice", m.ID))
		}
		c.has[l][m.ID] = true
	}
	return err
}
