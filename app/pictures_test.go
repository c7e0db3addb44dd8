//go:build pictures

// With the tag "pictures" the window is drawn into files, for people to look at:
//
//	KARTOTEKA_PICTURES=folder go test -tags pictures -run Pictures ./app

package app

import (
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kartoteka/app/settings"
	"kartoteka/app/ui"
	"kartoteka/assets"
	"kartoteka/data"
)

// TestKitPictures draws the building blocks, the sign-in, and the sidebar in its two widths.
func TestKitPictures(t *testing.T) {
	a := newTestApp(t)
	a.window.Resize(fyne.NewSize(1280, 720))
	off := ui.Primary("Spustit import", "", nil)
	off.SetEnabled(false)
	progressing := newProgressCard(a, "Kontroluji klienti.xlsx")
	progressing.shown(progress{1_200, 5_000, 12 * time.Second})
	type issue struct{ n int }
	for _, th := range []settings.Theme{settings.Light, settings.Dark} {
		a.settings.Theme = th
		a.rebuild()
		g := newGrid(a, "kit", []ui.Column[*issue]{
			{Key: "severity", Title: "Závažnost", Width: 110, Text: func(i *issue) string { return []string{"Chyba", "Varování", "Oprava"}[i.n%3] },
				Sign: func(i *issue) ui.Tone { return []ui.Tone{ui.ErrorTone, ui.WarningTone, ui.SuccessTone}[i.n%3] }},
			{Key: "cell", Title: "Buňka", Width: 80, Text: func(i *issue) string { return "AK17" }},
			{Key: "value", Title: "Hodnota", Width: 160, Text: func(i *issue) string { return "novak(at)firma.cz" }},
			{Key: "what", Title: "Problém", Width: 300, Text: func(i *issue) string { return "Neplatná e-mailová adresa, chybí znak @ nebo doména za ním." }},
			{Key: "n", Title: "Řádek", Width: 80, Numbers: true, Text: func(i *issue) string { return a.lang.Int(i.n) }},
		})
		var rows []*issue
		for i := range 4000 {
			rows = append(rows, &issue{i})
		}
		g.SetRows(rows)
		g.Kept.Sort = "cell"
		g.GoTo(3, false)
		content := ui.Stack(ui.Gap,
			ui.Beside(ui.GapSmall, ui.Primary("Spustit import", "import", nil), off, ui.Secondary("Otevřít v Excelu", "open", nil), ui.Quiet("Podrobnosti", "", nil), ui.Danger("Smazat 4 980 klientů", "delete", nil)),
			ui.Columns(ui.Gap, ui.Tile(ui.NeutralTone, "5 000", "klientů v souboru", func() {}), ui.Tile(ui.ErrorTone, "31", "chyb", func() {}),
				ui.Tile(ui.WarningTone, "120", "varování", func() {}), ui.Tile(ui.InfoTone, "4", "duplicity", func() {}), ui.Tile(ui.SuccessTone, "12", "oprav", nil)),
			ui.Note(ui.WarningTone, "Šablona je starší než vaše volitelná pole.", ui.Secondary("Uložit novou šablonu…", "", nil)),
			ui.Beside(ui.GapSmall, ui.Badge(ui.ErrorTone, "Chyba"), ui.Badge(ui.WarningTone, "Varování"), ui.Badge(ui.InfoTone, "Duplicita"), ui.Badge(ui.SuccessTone, "Oprava")),
			progressing.Container)
		a.room.Objects = []fyne.CanvasObject{ui.PageFrame("Stavební prvky", "", nil, container.NewBorder(ui.Stack(ui.Gap, content, ui.GapOf(0)), nil, nil, nil, ui.Frame(g)))}
		a.room.Refresh()
		a.picture(t, "kit-"+string(th))
		a.settings.Narrow, a.settings.TextSize = true, 19
		a.rebuild()
		a.show("preferences")
		a.picture(t, "large-"+string(th))
		a.settings.Narrow, a.settings.TextSize = false, settings.NormalText
		a.lang = assets.Czech
		user := a.user
		a.signedIn(data.User{})
		a.picture(t, "signin-"+string(th))
		a.signedIn(user)
		a.ask(question{title: "Smazat import?", text: "Smaže se 4 980 klientů a 29 900 kontaktních osob. Předtím se uloží záloha.", verb: "Smazat 4 980 klientů", risky: true})
		a.picture(t, "ask-"+string(th))
	}
}

// picture writes what the window shows into the folder KARTOTEKA_PICTURES, for people to look at.
func (a *App) picture(t *testing.T, name string) {
	t.Helper()
	folder := os.Getenv("KARTOTEKA_PICTURES")
	f, err := os.Create(filepath.Join(folder, name+".png"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, a.window.Canvas().Capture()); err != nil {
		t.Fatal(err)
	}
}

// TestPictures draws every page and the dialogs, in both languages and themes.
func TestPictures(t *testing.T) {
	a := newTestApp(t)
	a.logFile = filepath.Join(t.TempDir(), "kartoteka.log")
	for _, size := range []fyne.Size{{Width: 1280, Height: 720}, {Width: 1920, Height: 1080}} {
		a.window.Resize(size)
		for _, th := range []settings.Theme{settings.Light, settings.Dark} {
			for _, l := range assets.Languages() {
				name := func(what string) string { return fmt.Sprintf("%s-%s-%s-%.0f", what, l, th, size.Width) }
				a.settings.Theme, a.lang = th, l
				a.rebuild()
				for _, e := range pageTable() {
					a.show(e.key)
					a.picture(t, name(e.key))
				}
				a.fail(fmt.Errorf("open: %w", data.ErrDamaged))
				a.press(t, a.text("error.details"))
				a.picture(t, name("dialog"))
			}
		}
	}
}
