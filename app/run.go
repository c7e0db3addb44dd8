package app

import (
	"cmp"
	"path/filepath"

	"github.com/adrg/xdg"

	"kartoteka/app/settings"
	"kartoteka/assets"
)

// Options say what the window is opened with. Only DB must be given.
type Options struct {
	DB       string      // path of the database
	File     string      // workbook to check, "" for none
	Lang     assets.Lang // "" is the language of the settings, or else of the system
	Settings string      // path of the person's settings, "" is SettingsFile()
}

// SettingsFile is where a person's settings are kept, in the folder the operating system has for them.
func SettingsFile() string { return filepath.Join(xdg.ConfigHome, "kartoteka", "preferences.json") }

// load reads the settings and finds out the language.
func (o Options) load() (*settings.Settings, assets.Lang, error) {
	s, err := settings.Load(cmp.Or(o.Settings, SettingsFile()))
	return s, cmp.Or(o.Lang, s.Language, assets.SystemLang()), err
}
