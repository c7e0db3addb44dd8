package assets

import "golang.org/x/sys/windows"

// systemLocales are the display languages of Windows, the preferred one first.
func systemLocales() []string {
	locales, err := windows.GetUserPreferredUILanguages(windows.MUI_LANGUAGE_NAME)
	if err != nil {
		return nil
	}
	return locales
}
