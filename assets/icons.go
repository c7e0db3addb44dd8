package assets

import "embed"

//go:embed icons/line/*.svg
var lineIcons embed.FS

// LineIcon is one of the window's line drawings by its name, the file icons/line/<name>.svg: an SVG of
// 24 × 24 with lines of the colour "currentColor". An unknown name gives nil.
func LineIcon(name string) []byte {
	drawing, err := lineIcons.ReadFile("icons/line/" + name + ".svg")
	if err != nil {
		return nil
	}
	return drawing
}
