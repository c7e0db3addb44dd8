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
	"kartoteka/app/window"
	"kartoteka/assets"
	"kartoteka/data"
)

// TestKitPictures draws the building blocks, the sign-in, and the sidebar in its two widths.
func TestKitPictures(t *testing.T) {
	a := newTestApp(t)
	a.FyneWindow.Resize(fyne.NewSize(1280, 720))
	off := ui.Primary("Spustit import", "", nil)
	off.SetEnabled(false)
	progressing := window.NewProgressCard(a.Window, "Kontroluji klienti.xlsx")
	progressing.Shown(window.Progress{Done: 1_200, Total: 5_000, Left: 12 * time.Second})
	type issue struct{ n int }
	for _, th := range []settings.Theme{settings.Light, settings.Dark} {
		a.Settings.Theme = th
		a.rebuild()
		g := window.NewGrid(a.Window, "kit", []ui.Column[*issue]{
			{Key: "severity", Title: "Závažnost", Width: 110, Text: func(i *issue) string { return []string{"Chyba", "Varování", "Oprava"}[i.n%3] },
				Sign: func(i *issue) ui.Tone { return []ui.Tone{ui.ErrorTone, ui.WarningTone, ui.SuccessTone}[i.n%3] }},
			{Key: "cell", Title: "Buňka", Width: 80, Text: func(i *issue) string { return "AK17" }},
			{Key: "value", Title: "Hodnota", Width: 160, Text: func(i *issue) string { return "novak(at)firma.cz" }},
			{Key: "what", Title: "Problém", Width: 300, Text: func(i *issue) string { return "Neplatná e-mailová adresa, chybí znak @ nebo doména za ním." }},
			{Key: "n", Title: "Řádek", Width: 80, Numbers: true, Text: func(i *issue) string { return a.Lang.Int(i.n) }},
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
		a.Settings.Narrow, a.Settings.TextSize = true, 19
		a.rebuild()
		a.Show("preferences")
		a.picture(t, "large-"+string(th))
		a.Settings.Narrow, a.Settings.TextSize = false, settings.NormalText
		a.Lang = assets.Czech
		user := a.User
		a.SignIn(data.User{})
		a.picture(t, "signin-"+string(th))
		a.SignIn(user)
		a.Ask(window.Question{Title: "Smazat import?", Text: "Smaže se 4 980 klientů a 29 900 kontaktních osob. Předtím se uloží záloha.", Verb: "Smazat 4 980 klientů", Risky: true})
		a.picture(t, "ask-"+string(th))
	}
}

// picture writes what the window shows into the folder KARTOTEKA_PICTURES, for people to look at.
func (a testApp) picture(t *testing.T, name string) {
	t.Helper()
	folder := os.Getenv("KARTOTEKA_PICTURES")
	f, err := os.Create(filepath.Join(folder, name+".png"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, a.Canvas().Capture()); err != nil {
		t.Fatal(err)
	}
}

// TestPictures draws every page and the dialogs, in both languages and themes.
func TestPictures(t *testing.T) {
	a := newTestApp(t)
	a.LogFile = filepath.Join(t.TempDir(), "kartoteka.log")
	for _, size := range []fyne.Size{{Width: 1280, Height: 720}, {Width: 1920, Height: 1080}} {
		a.FyneWindow.Resize(size)
		for _, th := range []settings.Theme{settings.Light, settings.Dark} {
			for _, l := range assets.Languages() {
				name := func(what string) string { return fmt.Sprintf("%s-%s-%s-%.0f", what, l, th, size.Width) }
				a.Settings.Theme, a.Lang = th, l
				a.rebuild()
				for _, e := range pageTable() {
					a.Show(e.Key)
					a.picture(t, name(e.Key))
				}
				a.Fail(fmt.Errorf("open: %w", data.ErrDamaged))
				a.look().Press(t, a.Text("error.details"))
				a.picture(t, name("dialog"))
			}
		}
	}
}
