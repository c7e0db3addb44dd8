package ui

import (
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// TestContrast: every text of the window can be read on what it stands on (WCAG 2.1, 1.4.3: 4.5 to 1).
func TestContrast(t *testing.T) {
	pairs := []struct {
		text fyne.ThemeColorName
		on   []fyne.ThemeColorName
	}{
		{theme.ColorNameForeground, []fyne.ThemeColorName{theme.ColorNameBackground, ColorSurface, ColorSidebar, theme.ColorNameButton, colorRowHover,
			theme.ColorNameInputBackground, theme.ColorNameHeaderBackground, theme.ColorNameMenuBackground, theme.ColorNameOverlayBackground,
			theme.ColorNameSelection, colorErrorSoft, colorWarningSoft, colorSuccessSoft, colorInfoSoft}},
		{ColorMuted, []fyne.ThemeColorName{theme.ColorNameBackground, ColorSurface, ColorSidebar, theme.ColorNameHeaderBackground, colorRowHover, theme.ColorNameSelection}},
		{theme.ColorNameDisabled, []fyne.ThemeColorName{theme.ColorNameBackground, ColorSurface, theme.ColorNameOverlayBackground}},
		{theme.ColorNamePlaceHolder, []fyne.ThemeColorName{theme.ColorNameInputBackground}},
		{theme.ColorNamePrimary, []fyne.ThemeColorName{theme.ColorNameBackground, ColorSurface, theme.ColorNameOverlayBackground,
			colorErrorSoft, colorWarningSoft, colorSuccessSoft, colorInfoSoft}},
		{theme.ColorNameHyperlink, []fyne.ThemeColorName{theme.ColorNameBackground, ColorSurface}},
		{theme.ColorNameForegroundOnPrimary, []fyne.ThemeColorName{theme.ColorNamePrimary}},
		{theme.ColorNameForegroundOnError, []fyne.ThemeColorName{theme.ColorNameError}},
		{theme.ColorNameForegroundOnWarning, []fyne.ThemeColorName{theme.ColorNameWarning}},
		{theme.ColorNameForegroundOnSuccess, []fyne.ThemeColorName{theme.ColorNameSuccess}},
		{ColorOnAccent, []fyne.ThemeColorName{ColorAccentSoft}},
		{theme.ColorNameError, []fyne.ThemeColorName{colorErrorSoft, ColorSurface, theme.ColorNameBackground, theme.ColorNameSelection}},
		{theme.ColorNameWarning, []fyne.ThemeColorName{colorWarningSoft, ColorSurface, theme.ColorNameBackground, theme.ColorNameSelection}},
		{theme.ColorNameSuccess, []fyne.ThemeColorName{colorSuccessSoft, ColorSurface, theme.ColorNameBackground, theme.ColorNameSelection}},
		{ColorInfo, []fyne.ThemeColorName{colorInfoSoft, ColorSurface, theme.ColorNameBackground, theme.ColorNameSelection}},
	}
	for v, p := range palettes {
		for _, pair := range pairs {
			for _, on := range pair.on {
				if c := contrast(p[pair.text], p[on]); c < 4.5 {
					t.Errorf("variant %d: %s on %s has a contrast of %.2f", v, pair.text, on, c)
				}
			}
		}
	}
}

// TestContrastOfEdges: where a field, a box to tick or a chosen row begins and ends can be seen, and so can the words of a button that is off
// (WCAG 2.1, 1.4.11: 3 to 1).
func TestContrastOfEdges(t *testing.T) {
	grounds := []fyne.ThemeColorName{theme.ColorNameBackground, ColorSurface, theme.ColorNameOverlayBackground}
	for v, p := range palettes {
		for edge, on := range map[fyne.ThemeColorName][]fyne.ThemeColorName{
			theme.ColorNameInputBorder: append(grounds, theme.ColorNameInputBackground),
			theme.ColorNamePrimary:     append(grounds, colorRowHover, theme.ColorNameSelection, ColorSidebar),
			colorDisabled:              append(grounds, theme.ColorNameDisabledButton),
		} {
			for _, ground := range on {
				if c := contrast(p[edge], p[ground]); c < 3 {
					t.Errorf("variant %d: %s on %s has a contrast of %.2f", v, edge, ground, c)
				}
			}
		}
	}
}

func TestPalettesHaveTheSameColors(t *testing.T) {
	for name := range palettes[theme.VariantLight] {
		if _, ok := palettes[theme.VariantDark][name]; !ok {
			t.Errorf("%s has no dark colour", name)
		}
	}
	if len(palettes[theme.VariantLight]) != len(palettes[theme.VariantDark]) {
		t.Error("the dark palette has colours the light one lacks")
	}
}

// contrast is the ratio of WCAG 2.1.
func contrast(a, b color.NRGBA) float64 {
	x, y := luminance(a)+0.05, luminance(b)+0.05
	return max(x, y) / min(x, y)
}

func luminance(c color.NRGBA) float64 {
	linear := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.03928 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

// TestShortcutsOfMenusCanBeRead: see menuInk.
func TestShortcutsOfMenusCanBeRead(t *testing.T) {
	for v, p := range palettes {
		r, g, b, a := menuInk(p[theme.ColorNameForeground]).RGBA()
		a = uint32(float32(a) * 0.95) // as Fyne does
		drawn := color.NRGBA{R: uint8(r), G: uint8(g), B: uint8(b), A: uint8(a)}
		if c := contrast(drawn, p[theme.ColorNameMenuBackground]); drawn.A < 0xF0 || c < 4.5 {
			t.Errorf("variant %d: shortcuts are drawn in %v, contrast %.2f", v, drawn, c)
		}
	}
}
