package app

import (
	"testing"

	"fyne.io/fyne/v2"
)

// TestSidebarFitsASmallScreen: on 1280×720 with the frame of a window, every page is in view without scrolling; where there is
// more room the lines are higher.
func TestSidebarFitsASmallScreen(t *testing.T) {
	a := newTestApp(t)
	a.FyneWindow.Resize(fyne.NewSize(1280, 645))
	line := a.side.items[0].Size().Height
	if need, room := a.side.view.Content.MinSize().Height, a.side.view.Size().Height; need > room {
		t.Errorf("the pages need %v, there is room for %v", need, room)
	}
	a.FyneWindow.Resize(fyne.NewSize(1920, 1000))
	if high := a.side.items[0].Size().Height; high <= line {
		t.Errorf("a line is %v high on a large screen, %v on a small one", high, line)
	}
}
