//go:build e2e && cgo

// With the tag "e2e" the window writes down what it shows and where, so that a script can wait until it says something and press
// it with the mouse. The program is the same otherwise.

package app

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

func init() {
	file := os.Getenv("KARTOTEKA_SHOWN")
	if file == "" {
		return
	}
	started = func(a fyne.App) {
		go func() {
			var before []byte
			for range time.Tick(100 * time.Millisecond) {
				var now []byte
				fyne.DoAndWait(func() { now = shownTexts(a) })
				if bytes.Equal(now, before) {
					continue
				}
				before = now
				if os.WriteFile(file+".new", now, 0o600) == nil {
					_ = os.Rename(file+".new", file)
				}
			}
		}()
	}
}

// shownTexts are the texts in view from top to bottom of the tree, a line each: the pixel in the middle of it and the text. A dialog
// or a menu hides what is behind it.
func shownTexts(a fyne.App) []byte {
	var out bytes.Buffer
	for _, w := range a.Driver().AllWindows() {
		c := w.Canvas()
		top := c.Overlays().Top()
		if top == nil {
			top = c.Content()
		}
		if top != nil {
			writeTexts(&out, top, fyne.NewPos(0, 0), rect{to: fyne.NewPos(1e6, 1e6)}, c.Scale())
		}
	}
	return out.Bytes()
}

// A rect is what can be seen of something.
type rect struct{ from, to fyne.Position }

func writeTexts(out *bytes.Buffer, o fyne.CanvasObject, at fyne.Position, seen rect, scale float32) {
	if !o.Visible() {
		return
	}
	at = at.Add(o.Position())
	switch o := o.(type) {
	case *canvas.Text:
		x, y := at.X+min(o.Size().Width, o.MinSize().Width)/2, at.Y+o.Size().Height/2
		if o.Text != "" && x > seen.from.X && x < seen.to.X && y > seen.from.Y && y < seen.to.Y {
			fmt.Fprintf(out, "%.0f %.0f %s\n", x*scale, y*scale, strings.ReplaceAll(o.Text, "\u00a0", " "))
		}
	case *fyne.Container:
		for _, child := range o.Objects {
			writeTexts(out, child, at, seen, scale)
		}
	case fyne.Widget:
		if _, ok := o.(*container.Scroll); ok {
			end := at.Add(o.Size())
			seen = rect{fyne.NewPos(max(seen.from.X, at.X), max(seen.from.Y, at.Y)), fyne.NewPos(min(seen.to.X, end.X), min(seen.to.Y, end.Y))}
		}
		for _, child := range test.WidgetRenderer(o).Objects() {
			writeTexts(out, child, at, seen, scale)
		}
	}
}
