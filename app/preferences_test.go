package app

import (
	"testing"

	"fyne.io/fyne/v2/theme"

	"kartoteka/app/settings"
)

func TestThemeFollowsThePerson(t *testing.T) {
	a := newTestApp(t)
	a.Settings.Theme = settings.Light
	a.rebuild()
	light := theme.Color(theme.ColorNameBackground)
	a.Settings.Theme, a.Settings.TextSize = settings.Dark, 19
	a.rebuild()
	if got := theme.Color(theme.ColorNameBackground); got == light {
		t.Errorf("the background is still the light one, %v", got)
	}
	if theme.TextSize() != 19 {
		t.Errorf("text size %v, want 19", theme.TextSize())
	}
}
