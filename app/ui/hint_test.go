package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"kartoteka/app/settings"
)

// TestSignsSayWhatTheyDo: while the mouse is over a sign its hint is seen inside the window, and gone when the mouse has left or pressed it.
func TestSignsSayWhatTheyDo(t *testing.T) {
	f := test.NewTempApp(t)
	kept, _ := settings.Load("")
	f.Settings().SetTheme(NewTheme(kept))
	w := f.NewWindow("")
	t.Cleanup(w.Close)
	pressed := false
	sign := Sign("delete", "Smazat", func() { pressed = true })
	w.SetContent(WithHints(container.NewBorder(nil, container.NewHBox(sign), nil, nil)))
	w.Resize(fyne.NewSize(300, 200))
	seen := func() bool {
		for _, o := range test.LaidOutObjects(w.Content()) {
			if text, ok := o.(*canvas.Text); ok && text.Text == "Smazat" {
				at := fyne.CurrentApp().Driver().AbsolutePositionForObject(text)
				if at.X < 0 || at.Y < 0 || at.Y+text.Size().Height > 200 {
					t.Errorf("the hint is at %v", at)
				}
				return true
			}
		}
		return false
	}
	if seen() {
		t.Error("the hint is seen before the mouse came")
	}
	sign.MouseIn(nil)
	if !seen() {
		t.Error("no hint")
	}
	sign.MouseOut()
	if seen() {
		t.Error("the hint stays when the mouse has left")
	}
	sign.MouseIn(nil)
	sign.Tapped(nil)
	if seen() || !pressed {
		t.Error("the hint stays when the sign is pressed")
	}
}
