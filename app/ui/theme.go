package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"kartoteka/app/settings"
)

// Distances follow a rhythm of 8: what belongs together stands gapSmall apart, members of a group gap,
// groups gapLarge. A page keeps gapLarge from the edges of the window.
const (
	GapTiny  float32 = 4
	GapSmall float32 = 8
	Gap      float32 = 16
	GapLarge float32 = 24
)

// CornerRadius is that of cards, in points.
const CornerRadius float32 = 8

// look is the program's theme: its own colours and sizes, the fonts of Fyne, its own icons where
// Fyne's widgets show one. Only three sizes of text exist; a heading of second rank is body text in bold.
type look struct {
	fyne.Theme
	variant settings.Theme // light, dark, or what the system has
	text    float32        // size of body text
}

// NewTheme is the look a person has chosen.
func NewTheme(s *settings.Settings) fyne.Theme {
	return look{theme.DefaultTheme(), s.Theme, float32(s.TextSize)}
}

// Color returns the colour of that name, of Fyne's or of the program's own.
func (l look) Color(name fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	switch l.variant {
	case settings.Light:
		v = theme.VariantLight
	case settings.Dark:
		v = theme.VariantDark
	}
	p, ok := palettes[v]
	if !ok {
		p = palettes[theme.VariantLight]
	}
	if c, ok := p[name]; ok {
		if name == theme.ColorNameForeground {
			return menuInk(c)
		}
		return c
	}
	return l.Theme.Color(name, v)
}

// menuInk is a colour that Fyne can write the shortcuts of its menus in. It takes 95 % of the 16-bit alpha and then
// the low byte of that (shortcutColor in widget/menu_item.go): the alpha of an opaque colour becomes
// 50 of 255, too faint to read, and this one 255.
type menuInk color.NRGBA

// RGBA is the colour as package color wants it.
func (c menuInk) RGBA() (r, g, b, a uint32) {
	r, g, b, _ = color.NRGBA(c).RGBA()
	return r, g, b, 0xFFC9
}

// Size returns the size of that name; those of text follow the person's preference.
func (l look) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case theme.SizeNameText, theme.SizeNameSubHeadingText:
		return l.text
	case theme.SizeNameHeadingText:
		return l.text + 8
	case theme.SizeNameCaptionText:
		return l.text - 2
	case theme.SizeNameInlineIcon:
		return l.text + 4
	case theme.SizeNamePadding:
		return GapTiny
	case theme.SizeNameInnerPadding:
		return GapSmall
	case theme.SizeNameInputRadius, theme.SizeNameSelectionRadius:
		return 6
	case theme.SizeNameScrollBar:
		return 12
	case theme.SizeNameScrollBarSmall:
		return 6
	}
	return l.Theme.Size(name)
}

// Icon returns the program's own drawing for the icons Fyne's widgets show.
func (l look) Icon(name fyne.ThemeIconName) fyne.Resource {
	if own, ok := replaced[name]; ok {
		return icon(own)
	}
	return l.Theme.Icon(name)
}

// replaced are Fyne's icons that the program draws itself, so that all are of one family.
var replaced = map[fyne.ThemeIconName]string{
	theme.IconNameSearch: "search", theme.IconNameArrowDropDown: "chevron-down", theme.IconNameArrowDropUp: "chevron-up",
	theme.IconNameNavigateNext: "chevron-right", theme.IconNameMenuExpand: "chevron-right", theme.IconNameNavigateBack: "chevron-left",
	theme.IconNameFolder: "folder", theme.IconNameFolderOpen: "folder", theme.IconNameHome: "home", theme.IconNameFile: "file",
	theme.IconNameCalendar: "calendar", theme.IconNameWarning: "warning", theme.IconNameError: "error", theme.IconNameInfo: "info",
	theme.IconNameVisibility: "eye", theme.IconNameVisibilityOff: "eye-off", theme.IconNameCancel: "close", theme.IconNameConfirm: "check",
}

// Ink is a colour of the current theme.
func Ink(name fyne.ThemeColorName) color.Color { return theme.Color(name) }
