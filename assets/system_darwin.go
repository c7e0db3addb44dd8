package assets

import (
	"context"
	"os/exec"
	"strings"
	"time"
	"unicode"
)

// systemLocales are the preferred languages of macOS. A program started from the Finder has no LANG,
// and asking the system frameworks would take cgo; the defaults tool answers the same in some milliseconds.
func systemLocales() []string {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	out, err := exec.CommandContext(ctx, "/usr/bin/defaults", "read", "-g", "AppleLanguages").Output()
	if err != nil {
		return nil
	}
	return appleLanguages(string(out))
}

// appleLanguages reads the list that "defaults read -g AppleLanguages" prints: ("cs-CZ", "en-CZ"), a line each.
func appleLanguages(printed string) []string {
	return strings.FieldsFunc(printed, func(r rune) bool { return r != '-' && !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}
