package help

import (
	"bytes"
	"image/png"
	"regexp"
	"runtime"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"kartoteka/app/ui"
	"kartoteka/app/window"
	"kartoteka/assets"
)

// What stands on a line of its own in a text of the help, besides headings ("## ").
var (
	helpPicture = regexp.MustCompile(`^!\[(.+)\]\((.+)\)$`) // ![what it shows](file)
	helpItem    = regexp.MustCompile(`^(-|\d+\.) (.+)$`)    // - item, or 1. step
)

// helpShortcuts is the line that stands for the list of shortcuts, which is made from the menu.
const helpShortcuts = "[shortcuts]"

// helpArticle is a topic of the help as blocks one under another.
func helpArticle(w *window.Window, topic string) []fyne.CanvasObject {
	var blocks []fyne.CanvasObject
	for line := range strings.Lines(assets.Help(w.Lang, topic)) {
		line = strings.TrimSpace(line)
		if runtime.GOOS == "darwin" {
			line = strings.ReplaceAll(line, "Ctrl+", "⌘")
		}
		switch {
		case line == "":
		case line == helpShortcuts:
			blocks = append(blocks, shortcutTable(w))
		case strings.HasPrefix(line, "## "):
			blocks = append(blocks, ui.GapOf(0), ui.Subheading(line[3:]))
		case helpPicture.MatchString(line):
			m := helpPicture.FindStringSubmatch(line)
			blocks = append(blocks, helpImage(w.Lang, m[2]), ui.SmallPrint(m[1]))
		case helpItem.MatchString(line):
			m := helpItem.FindStringSubmatch(line)
			sign := m[1]
			if sign == "-" {
				sign = "•"
			}
			blocks = append(blocks, container.NewBorder(nil, nil, container.New(ui.FixedWidth(22), ui.Stack(0, ui.Body(sign))), nil, rich(m[2])))
		default:
			blocks = append(blocks, rich(line))
		}
	}
	return append([]fyne.CanvasObject{ui.Heading(w.Text("help.topic." + topic))}, blocks...)
}

// rich is a paragraph with words in bold.
func rich(markdown string) fyne.CanvasObject {
	var segments []widget.RichTextSegment
	for i, part := range strings.Split(markdown, "**") {
		if part == "" {
			continue
		}
		style := widget.RichTextStyleInline
		style.TextStyle.Bold = i%2 == 1
		segments = append(segments, &widget.TextSegment{Style: style, Text: part})
	}
	text := widget.NewRichText(segments...)
	text.Wrapping = fyne.TextWrapWord
	return container.New(ui.Flush{}, text)
}

// helpWidth is how wide a picture of the help is at most, so that it needs no more room than the smallest window of interest, 1280 × 720, has.
const helpWidth = 712

// helpImage is a picture of the help, a pixel of which is a point unless it is too wide for that.
func helpImage(l assets.Lang, name string) fyne.CanvasObject {
	content := assets.HelpPicture(l, name)
	shape, err := png.DecodeConfig(bytes.NewReader(content))
	if err != nil {
		return ui.GapOf(0) // the tests find every picture
	}
	image := canvas.NewImageFromResource(fyne.NewStaticResource(string(l)+"/"+name, content))
	image.FillMode, image.ScaleMode = canvas.ImageFillContain, canvas.ImageScaleSmooth
	width := min(helpWidth, float32(shape.Width))
	image.SetMinSize(fyne.NewSize(0, width*float32(shape.Height)/float32(shape.Width)))
	return ui.AtMost(width+2, container.NewStack(ui.NewSurface(ui.ColorSurface, ui.ColorBorder, 4), ui.Padded(1, image)))
}

// shortcutTable lists the shortcuts of the menu, so that it can't say anything else than the menu does.
func shortcutTable(w *window.Window) fyne.CanvasObject {
	table := container.New(layout.NewCustomPaddedVBoxLayout(ui.GapTiny))
	for _, menu := range w.FyneWindow.MainMenu().Items {
		for _, item := range menu.Items {
			if s, ok := item.Shortcut.(*desktop.CustomShortcut); ok {
				keys := container.New(ui.FixedWidth(128), ui.Stack(0, ui.Subheading(shortcutName(s))))
				table.Add(container.NewBorder(nil, nil, keys, nil, ui.Body(item.Label)))
			}
		}
	}
	return ui.Card(table)
}

// shortcutName writes a shortcut the way keyboards do.
func shortcutName(s *desktop.CustomShortcut) string {
	key := string(s.KeyName)
	if s.KeyName == fyne.KeyReturn {
		key = "Enter"
	}
	switch {
	case s.Modifier == 0:
		return key
	case runtime.GOOS == "darwin":
		return "⌘" + key
	}
	return "Ctrl+" + key
}
