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
	"kartoteka/assets"
	"kartoteka/data"
)

// TestKitPictures draws the building blocks, the sign-in, and the sidebar in its two widths.
func TestKitPictures(t *testing.T) {
	a := newTestApp(t)
	a.window.Resize(fyne.NewSize(1280, 720))
	off := primary("Spustit import", "", nil)
	off.enable(false)
	progressing := newProgressCard(a, "Kontroluji klienti.xlsx")
	progressing.shown(progress{1_200, 5_000, 12 * time.Second})
	type issue struct{ n int }
	for _, th := range []settings.Theme{settings.Light, settings.Dark} {
		a.settings.Theme = th
		a.rebuild()
		g := newGrid(a, "kit", []column[*issue]{
			{key: "severity", title: "Závažnost", width: 110, text: func(i *issue) string { return []string{"Chyba", "Varování", "Oprava"}[i.n%3] },
				sign: func(i *issue) tone { return []tone{errorTone, warningTone, successTone}[i.n%3] }},
			{key: "cell", title: "Buňka", width: 80, text: func(i *issue) string { return "AK17" }},
			{key: "value", title: "Hodnota", width: 160, text: func(i *issue) string { return "novak(at)firma.cz" }},
			{key: "what", title: "Problém", width: 300, text: func(i *issue) string { return "Neplatná e-mailová adresa, chybí znak @ nebo doména za ním." }},
			{key: "n", title: "Řádek", width: 80, numbers: true, text: func(i *issue) string { return a.lang.Int(i.n) }},
		})
		var rows []*issue
		for i := range 4000 {
			rows = append(rows, &issue{i})
		}
		g.setRows(rows)
		g.kept.Sort = "cell"
		g.goTo(3, false)
		content := stack(gap,
			beside(gapSmall, primary("Spustit import", "import", nil), off, secondary("Otevřít v Excelu", "open", nil), quiet("Podrobnosti", "", nil), danger("Smazat 4 980 klientů", "delete", nil)),
			columns(gap, tile(neutralTone, "5 000", "klientů v souboru", func() {}), tile(errorTone, "31", "chyb", func() {}),
				tile(warningTone, "120", "varování", func() {}), tile(infoTone, "4", "duplicity", func() {}), tile(successTone, "12", "oprav", nil)),
			note(warningTone, "Šablona je starší než vaše volitelná pole.", secondary("Uložit novou šablonu…", "", nil)),
			beside(gapSmall, badge(errorTone, "Chyba"), badge(warningTone, "Varování"), badge(infoTone, "Duplicita"), badge(successTone, "Oprava")),
			progressing.Container)
		a.room.Objects = []fyne.CanvasObject{pageFrame("Stavební prvky", "", nil, container.NewBorder(stack(gap, content, gapOf(0)), nil, nil, nil, frame(g)))}
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
