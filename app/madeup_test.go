package app

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/lang"

	"kartoteka/assets"
	"kartoteka/assets/madeup"
	"kartoteka/data"
)

// TestPagesSpeakAnyLanguage: whatever the window shows is in its language, but for what people typed and the names of other languages.
func TestPagesSpeakAnyLanguage(t *testing.T) {
	l := madeup.Language(t)
	a := newTestApp(t)
	a.SetLanguage(l)
	var alike []string
	for _, other := range assets.Languages() {
		alike = append(alike, other.Title())
	}
	for _, list := range data.ListKeys() { // the database was made by somebody who speaks Czech
		alike = append(alike, assets.Czech.Fresh().Lists[list]...)
	}
	alike = append(alike, "Kartotéka", "Administrátor", "Ctrl+", "kB", "\u00a0B", "F1", "Enter", "Esc", a.Store.Path(), a.Settings.File())
	for _, e := range pageTable() {
		a.Show(e.Key)
		shown := a.look().Words()
		if words := madeup.Foreign(shown, alike...); len(words) > 0 {
			t.Errorf("page %s says %q in\n%s", e.Key, words, shown)
		}
	}
	for name := range fyneTexts {
		if got := lang.L(name); len(madeup.Foreign(got)) > 0 {
			t.Errorf("Fyne says %q", got)
		}
	}
	a.Show("preferences")
	if shown := a.look().Words(); !strings.Contains(shown, l.Title()) || strings.Contains(shown, assets.Slovak.Title()) {
		t.Errorf("the preferences offer other languages than those that are complete:\n%s", shown)
	}
}
