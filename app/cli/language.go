package cli

import (
	"cmp"
	"strings"

	"kartoteka/app/settings"
	"kartoteka/assets"
)

// language is the language of a run: that of the last --lang, else the saved one, else the system's. The
// arguments are searched by hand, because the commands need a language before they can parse anything.
func language(args []string) assets.Lang {
	var last assets.Lang
	for i, arg := range args {
		if arg == "--" {
			break
		}
		value, ok := strings.CutPrefix(arg, "--lang=")
		if arg == "--lang" && i+1 < len(args) {
			value, ok = args[i+1], true
		}
		if l, known := assets.ParseLang(value); ok && known {
			last = l
		}
	}
	return cmp.Or(last, settings.SavedLanguage(settings.File()), assets.SystemLang())
}

// languageCodes are the values --lang may have.
func languageCodes() []string {
	var codes []string
	for _, l := range assets.Languages() {
		codes = append(codes, string(l))
	}
	return codes
}
