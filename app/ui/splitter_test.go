package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// TestSplitterKeepsItsParts: where the line was dragged to is told, kept within bounds, and holds for the next splitter.
func TestSplitterKeepsItsParts(t *testing.T) {
	test.NewTempApp(t)
	var parts Parts
	told := 0
	first := Area()
	s := NewSplitter(first, Area(), &parts, func() { told++ })
	s.Resize(fyne.NewSize(800, 412))
	if first.Size().Height != 400*firstParts[0] {
		t.Errorf("at first %v high", first.Size().Height)
	}
	s.line.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(0, 41.2)})
	s.line.DragEnd()
	again := Area()
	NewSplitter(again, Area(), &parts, func() {}).Resize(fyne.NewSize(800, 412))
	if told != 1 || again.Size() != first.Size() || first.Size().Height <= 400*firstParts[0] {
		t.Errorf("told %d times; %v, later %v", told, first.Size(), again.Size())
	}
	s.line.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(0, 4000)})
	if parts[0] != mostPart {
		t.Errorf("%v of the room", parts[0])
	}
}
