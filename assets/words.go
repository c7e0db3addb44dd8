package assets

import (
	"bytes"
	"encoding/json"
	"slices"
)

// words are the file words.json of a language: what people who speak it type into cells, and call things. A cell is
// read with the words of all languages, whichever the window speaks.
type words struct {
	Yes    []string     `json:"yes"`
	No     []string     `json:"no"`
	Months [12][]string `json:"months"` // in every case and abbreviation
	At     []string     `json:"at"`     // said for @ and for the full stop of an address
	Dot    []string     `json:"dot"`

	Scales [MostScale][]string `json:"scales"` // of thousands, millions, billions

	Currencies map[string][]string `json:"currencies"` // by ISO 4217 code: what it is called besides that
	Countries  map[string][]string `json:"countries"`  // by ISO 3166-1 code: what it is called besides its name
	Names      map[string]string   `json:"names"`      // of countries whose name in the CLDR is out of date, or unusual
	Titles     map[string][]string `json:"titles"`     // by field, "client.name" or "name": what else headers call it
	Phones     map[string][]string `json:"phones"`     // by kind of vCard (RFC 6350, 6.4.1): items that mean it

	Lists map[string][]string `json:"lists"` // by key of a list: its items in a fresh database
}

func (w *words) read(content []byte) error {
	decoder := json.NewDecoder(bytes.NewReader(content))
	decoder.DisallowUnknownFields()
	return decoder.Decode(w)
}

const wordsFile = "words.json"

// all collects words of every language, without repetitions.
func all(pick func(*words) []string) []string {
	var found []string
	for _, s := range loaded().languages {
		for _, word := range pick(&s.words) {
			if !slices.Contains(found, word) {
				found = append(found, word)
			}
		}
	}
	return found
}

// YesWords are the words for yes in cells, in all languages; NoWords those for no.
func YesWords() []string { return all(func(w *words) []string { return w.Yes }) }

// NoWords are the words for no in cells, in all languages.
func NoWords() []string { return all(func(w *words) []string { return w.No }) }

// MonthWords are the words for a month, 1 to 12, in all languages.
func MonthWords(month int) []string { return all(func(w *words) []string { return w.Months[month-1] }) }

// MostScale is the greatest power of a thousand that has words.
const MostScale = 3

// ScaleWords are the words for a power of a thousand, 1 to MostScale, in all languages.
func ScaleWords(power int) []string { return all(func(w *words) []string { return w.Scales[power-1] }) }

// AtWords are the words for the @ of an address, in all languages.
func AtWords() []string { return all(func(w *words) []string { return w.At }) }

// DotWords are the words for the full stop of an address, in all languages.
func DotWords() []string { return all(func(w *words) []string { return w.Dot }) }

// CurrencyWords are the words for currencies besides their codes of ISO 4217, in all languages: word → code.
func CurrencyWords() map[string]string {
	found := map[string]string{}
	for _, s := range loaded().languages {
		for code, names := range s.words.Currencies {
			for _, name := range names {
				found[name] = code
			}
		}
	}
	return found
}

// CountryWords are the words for a country besides its codes and its names, in all languages.
func CountryWords(code string) []string {
	return all(func(w *words) []string { return w.Countries[code] })
}

// FieldWords are the words for a field of a record type in headers besides its titles, in all languages.
func FieldWords(recordType, key string) []string {
	return all(func(w *words) []string { return append(slices.Clone(w.Titles[recordType+"."+key]), w.Titles[key]...) })
}

// PhoneWords are the items of a list that mean a kind of telephone by RFC 6350, 6.4.1, in all languages.
func PhoneWords(kind string) []string { return all(func(w *words) []string { return w.Phones[kind] }) }

// IsListItem reports whether a list has that item in a fresh database of any language.
func IsListItem(list, item string) bool {
	return slices.Contains(all(func(w *words) []string { return w.Lists[list] }), item)
}
