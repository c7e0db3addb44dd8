package ui

import (
	"bytes"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"kartoteka/assets"
)

// icon is one of the program's drawings in the colour of text. Its name is that of a file in assets/icons/line.
func icon(name string) fyne.Resource { return tinted{name, theme.ColorNameForeground} }

// IconIn is the drawing in another colour of the theme.
func IconIn(name string, c fyne.ThemeColorName) fyne.Resource { return tinted{name, c} }

// tinted is a line drawing in a colour of the theme. Fyne's own themed resources
// colour areas only, not lines.
type tinted struct {
	drawing string
	color   fyne.ThemeColorName
}

// Name changes with the colour, because Fyne keeps rendered icons by name.
func (t tinted) Name() string { return t.drawing + "-" + t.hex()[1:] + ".svg" }

// Content is the drawing, an SVG.
func (t tinted) Content() []byte {
	return bytes.ReplaceAll(assets.LineIcon(t.drawing), []byte("currentColor"), []byte(t.hex()))
}

func (t tinted) hex() string {
	r, g, b, _ := Ink(t.color).RGBA()
	return fmt.Sprintf("#%02X%02X%02X", r>>8, g>>8, b>>8)
}

// Picture shows an icon at a size in points.
func Picture(r fyne.Resource, size float32) *canvas.Image {
	i := canvas.NewImageFromResource(r)
	i.FillMode = canvas.ImageFillContain
	i.SetMinSize(fyne.NewSquareSize(size))
	return i
}

// Mark is the program's icon in its own colours.
func Mark(size float32) fyne.CanvasObject {
	return Picture(fyne.NewStaticResource("kartoteka.svg", assets.Icon()), size)
}
