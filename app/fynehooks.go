package app

import (
	"time"
	_ "unsafe" // for go:linkname

	_ "fyne.io/fyne/v2/lang" // its variables are linked below
	"github.com/nicksnyder/go-i18n/v2/i18n"

	"kartoteka/app/silence"
	"kartoteka/assets"
)

func init() { silence.End() }

// Fyne has no way to choose the language of its own texts (fyne-io/fyne#5333) nor the time it keeps drawn texts. These variables
// are the ones it would set. They belong to version 2.7.1; TestFyneHooks says when another
// version has none.

//go:linkname fyneBundle fyne.io/fyne/v2/lang.bundle
var fyneBundle *i18n.Bundle

//go:linkname fyneLocalizer fyne.io/fyne/v2/lang.localizer
var fyneLocalizer *i18n.Localizer

//go:linkname fyneCacheTime fyne.io/fyne/v2/internal/cache.ValidDuration
var fyneCacheTime time.Duration

// fyneTexts are the texts of Fyne's that our window shows, by Fyne's name for them: the menu of a field, and what the menu of the
// window would be ended with. Fyne speaks few languages itself.
var fyneTexts = map[string]string{
	"Undo": "edit_menu.undo", "Redo": "edit_menu.redo", "Cut": "edit_menu.cut", "Copy": "grid.copy", "Paste": "edit_menu.paste",
	"Select all": "edit_menu.select_all", "Quit": "menu.quit",
}

// setFyneLanguage makes Fyne's own texts speak a language.
func setFyneLanguage(l assets.Lang) {
	for name, key := range fyneTexts {
		// An error is a language whose plurals are unknown; none of these texts has any.
		_ = fyneBundle.AddMessages(l.Tag(), &i18n.Message{ID: name, Other: l.Text(key)})
	}
	fyneLocalizer = i18n.NewLocalizer(fyneBundle, l.Tag().String())
}

// shortenFyneCache lets Fyne forget drawn texts after 10 seconds instead of a minute: fast scrolling through
// a grid draws so many that the program would grow by hundreds of megabytes.
func shortenFyneCache() { fyneCacheTime = 10 * time.Second }
