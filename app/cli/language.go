package cli

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"

	"github.com/adrg/xdg"

	"kartoteka/assets"
)

// PreferencesFile is where a person's own preferences are kept, as a JSON object. The command line reads
// its member "language".
func PreferencesFile() string { return filepath.Join(xdg.ConfigHome, "kartoteka", "preferences.json") }

// language is the language of a run: that of --lang, else the saved preference, else the system's. The
// arguments are searched by hand, because the commands need a language before they can parse anything.
func language(args []string) assets.Lang {
	for i, arg := range args {
		if arg == "--" {
			break
		}
		value, ok := strings.CutPrefix(arg, "--lang=")
		if arg == "--lang" && i+1 < len(args) {
			value, ok = args[i+1], true
		}
		if l, known := assets.ParseLang(value); ok && known {
			return l
		}
	}
	var saved struct {
		Language string `json:"language"`
	}
	if content, err := os.ReadFile(PreferencesFile()); err == nil && json.Unmarshal(content, &saved) == nil {
		if l, ok := assets.ParseLang(saved.Language); ok {
			return l
		}
	}
	return assets.SystemLang()
}
