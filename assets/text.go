package assets

import (
	"maps"
	"slices"

	"github.com/nicksnyder/go-i18n/v2/i18n"
)

// Values are the values of the {{.Name}} placeholders of a text, by name. Strings and whole numbers appear
// as they are; a float64 as Number writes it, a time.Time as Date does. A func() string is only called for a
// placeholder that stands in the text. A count that is to be
// read comfortably is passed through Int, because "řádek 1 203" would be no row of a spreadsheet.
type Values map[string]any

// Text returns a text in the language, or in the one that stands in for it (Language.Fallback). A key that is in no
// translation is returned itself, so that nothing is ever empty; a placeholder without a value stays visible for the same reason.
func (l Lang) Text(key string, values ...Values) string {
	return l.localize(&i18n.LocalizeConfig{MessageID: key}, values)
}

// Plural returns the form of a text that goes with n: "1 klient", "2 klienti", "5 klientů".
// The placeholder {{.N}} is n written the language's way.
func (l Lang) Plural(key string, n int, values ...Values) string {
	values = append([]Values{{"N": l.Int(n)}}, values...)
	return l.localize(&i18n.LocalizeConfig{MessageID: key, PluralCount: n}, values)
}

// Has reports whether there is a text for the key in the language,
// or in one that says what it does not.
func (l Lang) Has(key string) bool {
	return slices.ContainsFunc(l.spoken().chain, func(s *spoken) bool { return s.has[key] })
}

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
	for _, s := range loaded().languages {
		maps.Copy(keys, s.has)
	}
	return slices.Sorted(maps.Keys(keys))
}

func (l Lang) localize(config *i18n.LocalizeConfig, values []Values) string {
	config.TemplateParser = parser{}
	config.TemplateData = arguments{l, values}
	for _, s := range l.spoken().chain {
		if !s.has[config.MessageID] {
			continue
		}
		if text, err := s.localizer.Localize(config); err == nil || text != "" {
			return text
		}
	}
	return config.MessageID
}
