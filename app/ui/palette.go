package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Colours of the program beyond those Fyne names.
const (
	ColorSurface     fyne.ThemeColorName = "kartoteka.surface"      // cards, dialogs, the grid
	ColorSidebar     fyne.ThemeColorName = "kartoteka.sidebar"      //
	ColorBorder      fyne.ThemeColorName = "kartoteka.border"       // of cards
	ColorEdge        fyne.ThemeColorName = "kartoteka.edge"         // of what can be pressed or filled; thumbs of scroll bars
	ColorMuted       fyne.ThemeColorName = "kartoteka.muted"        // text of second rank
	ColorAccentSoft  fyne.ThemeColorName = "kartoteka.accent-soft"  // behind what is chosen
	ColorOnAccent    fyne.ThemeColorName = "kartoteka.on-accent"    // text on what is chosen
	colorErrorSoft   fyne.ThemeColorName = "kartoteka.error-soft"   // behind words in the colour of errors
	colorWarningSoft fyne.ThemeColorName = "kartoteka.warning-soft" //
	colorSuccessSoft fyne.ThemeColorName = "kartoteka.success-soft" //
	ColorInfo        fyne.ThemeColorName = "kartoteka.info"         // duplicates and notes
	colorInfoSoft    fyne.ThemeColorName = "kartoteka.info-soft"    //
	colorDisabled    fyne.ThemeColorName = "kartoteka.disabled"     // text of buttons that can't be pressed
	ColorScrim       fyne.ThemeColorName = "kartoteka.scrim"        // over the window while a dialog is open
	colorRowHover    fyne.ThemeColorName = "kartoteka.row-hover"    // row of a grid under the mouse
)

// A palette gives each colour its value in the light and in the dark look.
type palette map[fyne.ThemeColorName]color.NRGBA

var palettes = map[fyne.ThemeVariant]palette{
	theme.VariantLight: {
		theme.ColorNameBackground:          rgb(0xF6F7F6),
		ColorSurface:                       rgb(0xFFFFFF),
		ColorSidebar:                       rgb(0xECEFEE),
		ColorBorder:                        rgb(0xD5DBD9),
		ColorEdge:                          rgb(0x7F8B89),
		theme.ColorNameForeground:          rgb(0x1A2322),
		ColorMuted:                         rgb(0x566361),
		theme.ColorNamePlaceHolder:         rgb(0x64716F),
		theme.ColorNameDisabled:            rgb(0x566361), // Fyne also writes its labels of low importance in it
		colorDisabled:                      rgb(0x707D7B),
		theme.ColorNamePrimary:             rgb(0x17555A),
		theme.ColorNameForegroundOnPrimary: rgb(0xFFFFFF),
		ColorAccentSoft:                    rgb(0xD8E8E6),
		ColorOnAccent:                      rgb(0x0F4347),
		theme.ColorNameHyperlink:           rgb(0x17555A),
		theme.ColorNameError:               rgb(0xB3261E),
		theme.ColorNameForegroundOnError:   rgb(0xFFFFFF),
		colorErrorSoft:                     rgb(0xFBE9E7),
		theme.ColorNameWarning:             rgb(0x7D5200),
		theme.ColorNameForegroundOnWarning: rgb(0xFFFFFF),
		colorWarningSoft:                   rgb(0xFBF0DA),
		theme.ColorNameSuccess:             rgb(0x1E6B3C),
		theme.ColorNameForegroundOnSuccess: rgb(0xFFFFFF),
		colorSuccessSoft:                   rgb(0xE3F2E7),
		ColorInfo:                          rgb(0x2B5488),
		colorInfoSoft:                      rgb(0xE4ECF7),
		theme.ColorNameButton:              rgb(0xFFFFFF),
		theme.ColorNameDisabledButton:      rgb(0xE6EAE9),
		theme.ColorNameInputBackground:     rgb(0xFFFFFF),
		theme.ColorNameInputBorder:         rgb(0x7F8B89),
		theme.ColorNameHeaderBackground:    rgb(0xF0F3F2),
		theme.ColorNameMenuBackground:      rgb(0xFFFFFF),
		theme.ColorNameOverlayBackground:   rgb(0xFFFFFF),
		theme.ColorNameSeparator:           rgb(0xE1E6E4),
		theme.ColorNameHover:               rgba(0x17555A, 0x14),
		theme.ColorNamePressed:             rgba(0x17555A, 0x2A),
		theme.ColorNameFocus:               rgba(0x17555A, 0x55),
		theme.ColorNameSelection:           rgb(0xD8E8E6),
		colorRowHover:                      rgb(0xF2F6F5),
		theme.ColorNameScrollBar:           rgba(0x1A2322, 0x55),
		theme.ColorNameScrollBarBackground: rgba(0x1A2322, 0x0C),
		theme.ColorNameShadow:              rgba(0x0B1514, 0x20),
		ColorScrim:                         rgba(0x0B1514, 0x55),
	},
	theme.VariantDark: {
		theme.ColorNameBackground:          rgb(0x151A1B),
		ColorSurface:                       rgb(0x1D2425),
		ColorSidebar:                       rgb(0x101415),
		ColorBorder:                        rgb(0x344041),
		ColorEdge:                          rgb(0x76898A),
		theme.ColorNameForeground:          rgb(0xE7EDEC),
		ColorMuted:                         rgb(0xA0AEAC),
		theme.ColorNamePlaceHolder:         rgb(0x93A19F),
		theme.ColorNameDisabled:            rgb(0xA0AEAC),
		colorDisabled:                      rgb(0x788584),
		theme.ColorNamePrimary:             rgb(0x6CC0B8),
		theme.ColorNameForegroundOnPrimary: rgb(0x0A2224),
		ColorAccentSoft:                    rgb(0x1F3D3E),
		ColorOnAccent:                      rgb(0xC4E8E4),
		theme.ColorNameHyperlink:           rgb(0x6CC0B8),
		theme.ColorNameError:               rgb(0xFF9A90),
		theme.ColorNameForegroundOnError:   rgb(0x3B0703),
		colorErrorSoft:                     rgb(0x452320),
		theme.ColorNameWarning:             rgb(0xF0B95C),
		theme.ColorNameForegroundOnWarning: rgb(0x2E1D00),
		colorWarningSoft:                   rgb(0x40321A),
		theme.ColorNameSuccess:             rgb(0x7FCB98),
		theme.ColorNameForegroundOnSuccess: rgb(0x06240F),
		colorSuccessSoft:                   rgb(0x1E3A28),
		ColorInfo:                          rgb(0x9CC2F5),
		colorInfoSoft:                      rgb(0x23344C),
		theme.ColorNameButton:              rgb(0x263031),
		theme.ColorNameDisabledButton:      rgb(0x222A2B),
		theme.ColorNameInputBackground:     rgb(0x182021),
		theme.ColorNameInputBorder:         rgb(0x76898A),
		theme.ColorNameHeaderBackground:    rgb(0x222B2C),
		theme.ColorNameMenuBackground:      rgb(0x222A2B),
		theme.ColorNameOverlayBackground:   rgb(0x1D2425),
		theme.ColorNameSeparator:           rgb(0x2B3536),
		theme.ColorNameHover:               rgba(0x6CC0B8, 0x1C),
		theme.ColorNamePressed:             rgba(0x6CC0B8, 0x38),
		theme.ColorNameFocus:               rgba(0x6CC0B8, 0x66),
		theme.ColorNameSelection:           rgb(0x1F3D3E),
		colorRowHover:                      rgb(0x232C2D),
		theme.ColorNameScrollBar:           rgba(0xE7EDEC, 0x55),
		theme.ColorNameScrollBarBackground: rgba(0xE7EDEC, 0x0C),
		theme.ColorNameShadow:              rgba(0x000000, 0x60),
		ColorScrim:                         rgba(0x000000, 0x99),
	},
}

func rgb(hex uint32) color.NRGBA { return rgba(hex, 0xFF) }

func rgba(hex uint32, alpha uint8) color.NRGBA {
	return color.NRGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: alpha}
}
