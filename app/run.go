package app

import (
	"cmp"

	"kartoteka/app/settings"
	"kartoteka/assets"
)

// Options say what the window is opened with. Only DB must be given.
type Options struct {
	DB       string      // path of the database
	File     string      // workbook to check, "" for none
	Lang     assets.Lang // "" is the language of the settings, or else of the system
	Settings string      // path of the person's settings, "" is settings.File()
}

// load reads the settings and finds out the language.
func (o Options) load() (*settings.Settings, assets.Lang, error) {
	s, err := settings.Load(cmp.Or(o.Settings, settings.File()))
	return s, cmp.Or(o.Lang, s.Language, assets.SystemLang()), err
}
