package assets

import (
	"os"
	"strings"

	"golang.org/x/text/language"
)

// A Lang is a language of the program, by its ISO 639-1 code. Its methods write texts, numbers,
// dates and lists the way that language does; all of them may be used from several goroutines.
// The zero value and every value that is not in Languages behave like English.
type Lang string

// The languages of the program.
const (
	Czech   Lang = "cs"
	English Lang = "en"
)

// Languages lists the languages in the order they are offered, Czech first.
func Languages() []Lang { return []Lang{Czech, English} }

// Title is the language's own name for itself: "Čeština", "English".
func (l Lang) Title() string { return l.style().title }

// Tag is the language for the packages of golang.org/x/text.
func (l Lang) Tag() language.Tag { return l.style().tag }

// ParseLang reads a language as people and systems write it: "cs", "EN", "cs-CZ", "cs_CZ.UTF-8".
// It is false for a language the program does not speak.
func ParseLang(s string) (Lang, bool) {
	base := strings.ToLower(baseLanguage(s))
	for _, l := range Languages() {
		if base == string(l) {
			return l, true
		}
	}
	return "", false
}

// SystemLang is the language the person uses the computer in. The environment decides where it says
// anything (the first of LC_ALL, LC_MESSAGES, LANG, LANGUAGE that is set), else the settings of Windows
// or macOS. People who read Slovak get Czech; every other language becomes English.
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
		if strings.EqualFold(baseLanguage(locale), "sk") {
			return Czech
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
