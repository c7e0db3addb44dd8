package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"kartoteka/app/settings"
)

// TestWheelOverAField: the mouse wheel moves the page wherever the mouse is; in a text of many lines that has the keyboard it moves the text
// first, as far as there is any.
func TestWheelOverAField(t *testing.T) {
	f := test.NewTempApp(t)
	kept, _ := settings.Load("")
	f.Settings().SetTheme(NewTheme(kept))
	w := f.NewWindow("")
	t.Cleanup(w.Close)
	name, note := NewEntry(), NewTextEntry(3)
	lookup := NewLookup(NewOverlay(), func(string, func([]Option)) {}, func(Option) {})
	note.SetText("1\n2\n3\n4\n5\n6\n7\n8\n9")
	form := Stack(Gap, name, lookup, note)
	page := container.NewVScroll(Stack(0, form, GapOf(900)))
	w.SetContent(NewSplitter(page, GapOf(0), &Parts{}, func() {}))
	w.Resize(fyne.NewSize(500, 400))
	for _, field := range []fyne.CanvasObject{name, lookup, note} {
		page.ScrollToTop()
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(field).AddXY(20, 10)
		test.Scroll(w.Canvas(), at, 0, -30)
		if page.Offset.Y == 0 {
			t.Errorf("over a %T the page did not move", field)
		}
	}
	page.ScrollToTop()
	w.Canvas().Focus(note)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(note).AddXY(20, 10)
	test.Scroll(w.Canvas(), at, 0, -30)
	if page.Offset.Y != 0 {
		t.Error("the page moved before the text did")
	}
	for range 40 {
		test.Scroll(w.Canvas(), at, 0, -30)
	}
	if page.Offset.Y == 0 {
		t.Error("the page does not move when the text is at its end")
	}
}
