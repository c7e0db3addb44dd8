package assets

import (
	"os"
	"slices"
	"strings"

	"golang.org/x/text/language"
)

// A Lang is a language of the program, by its ISO 639-1 code. Its methods write texts, numbers,
// dates and lists the way that language does; all of them may be used from several goroutines.
// The zero value and every value that is not in Languages behave like English.
type Lang string

// The languages of the program. Only this package and tests name them: everything else follows [Languages].
const (
	Czech   Lang = "cs"
	English Lang = "en"
	Slovak  Lang = "sk"
)

// Languages lists the languages of the program in the order of the table, Czech first.
func Languages() []Lang {
	var codes []Lang
	for _, s := range loaded().languages {
		codes = append(codes, s.Code)
	}
	return codes
}

// Offered lists the languages a person is offered: those that are complete, and the one in use, which may have been
// chosen by the system or on the command line.
func Offered(inUse Lang) []Lang {
	return slices.DeleteFunc(Languages(), func(l Lang) bool { return l != inUse && !l.spoken().Complete })
}

// Title is the language's own name for itself: "Čeština", "English".
func (l Lang) Title() string { return l.spoken().Name }

// Tag is the language for the packages of golang.org/x/text.
func (l Lang) Tag() language.Tag { return l.spoken().Tag }

// Fallbacks are the languages that say what this one has no text for, in their order.
func (l Lang) Fallbacks() []Lang {
	var others []Lang
	for _, s := range l.spoken().chain[1:] {
		others = append(others, s.Code)
	}
	return others
}

// Home is the first content of a database whose first user speaks the language.
func (l Lang) Home() Home { return l.spoken().Home }

// HomeCountries are the countries that people pick most: the one of the language, and those of the others.
func (l Lang) HomeCountries() []string {
	countries := []string{l.Home().Country}
	for _, other := range Languages() {
		if c := other.Home().Country; !slices.Contains(countries, c) {
			countries = append(countries, c)
		}
	}
	return countries
}

// ParseLang reads a language as people and systems write it: "cs", "EN", "cs-CZ", "cs_CZ.UTF-8".
// It is false for a language the program does not speak.
func ParseLang(s string) (Lang, bool) {
	base := Lang(strings.ToLower(baseLanguage(s)))
	if !slices.Contains(Languages(), base) {
		return "", false
	}
	return base, true
}

// SystemLang is the language the person uses the computer in. The environment decides where it says
// anything (the first of LC_ALL, LC_MESSAGES, LANG, LANGUAGE that is set), else the settings of Windows
// or macOS. A language the program does not speak becomes English.
func SystemLang() Lang {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"} {
		if locale := os.Getenv(name); locale != "" {
			return firstSpoken(strings.Split(locale, ":"))
		}
	}
	return firstSpoken(systemLocales())
}

// firstSpoken picks from locales in the order of preference.
func firstSpoken(locales []string) Lang {
	for _, locale := range locales {
		if l, ok := ParseLang(locale); ok {
			return l
		}
	}
	return English
}

// baseLanguage cuts country, script, character set and modifier off a locale's name.
func baseLanguage(locale string) string {
	base := strings.TrimSpace(locale)
	if i := strings.IndexAny(base, "-_.@"); i >= 0 {
		base = base[:i]
	}
	return base
}
