package app

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kartoteka/app/records"
	"kartoteka/app/settings"
	"kartoteka/app/ui"
	"kartoteka/app/window"
	"kartoteka/app/windowtest"
	"kartoteka/assets"
	"kartoteka/data"
)

// The window is looked at in its smallest size with the largest text, and in the sizes of usual screens.
var (
	smallest = screen{fyne.NewSize(960, 600), settings.LargestText}
	usual    = []screen{{fyne.NewSize(1280, 617), settings.NormalText}, {fyne.NewSize(1280, 720), settings.NormalText}, {fyne.NewSize(1920, 1080), settings.NormalText}}
)

type screen struct {
	size fyne.Size
	text int
}

func (s screen) String() string {
	return fmt.Sprintf("%.0f×%.0f, text %d", s.size.Width, s.size.Height, s.text)
}

// A layoutApp is a program whose layout is looked at, with a folder for the files it opens.
type layoutApp struct {
	testApp
	folder string
}

// TestLayout: every page is whole with the longest values there can be, in the smallest window with the largest text and in usual ones. What
// the buttons of the pages open is looked at in the smallest window in Czech; KARTOTEKA_LAYOUT=languages looks at it in every language, and
// KARTOTEKA_LAYOUT=all in every size, too.
func TestLayout(t *testing.T) {
	more := os.Getenv("KARTOTEKA_LAYOUT")
	all := more == "all"
	defer debug.SetGCPercent(debug.SetGCPercent(200)) // the pages live for a moment only
	for _, l := range assets.Languages() {
		look := []screen{smallest}
		if all || l == assets.Czech {
			look = append(look, usual...)
		}
		t.Run(string(l), func(t *testing.T) {
			a := layoutApp{newTestApp(t), t.TempDir()}
			fillWithLongNames(t, a.look())
			for _, s := range look {
				a.FyneWindow.Resize(s.size)
				a.lookAround(t, l, s, all || s == smallest && (more != "" || l == assets.Czech))
			}
		})
	}
}

// lookAround looks at every page and, where asked, at what each of its buttons opens.
func (a layoutApp) lookAround(t *testing.T, l assets.Lang, on screen, press bool) {
	t.Helper()
	seen := map[string]bool{}
	report := func(place string) {
		for _, fault := range a.look().LayoutFaults() {
			if !seen[fault] {
				seen[fault] = true
				t.Errorf("%s, %s: %s", on, place, fault)
			}
		}
	}
	a.bring(t, l, on, "welcome", "")
	user := a.User
	a.SignIn(data.User{})
	report("sign-in")
	a.SignIn(user)
	shared := map[string]bool{} // buttons of the pages of records, which open the same on each but for forms
	for _, e := range pageTable() {
		pressed := map[string]bool{}
		for _, state := range a.states(e.Key) {
			place := strings.TrimSuffix(e.Key+", "+state, ", ")
			a.bring(t, l, on, e.Key, state)
			report(place)
			if state == "result" {
				continue // its buttons are those of other pages, and the file can be imported once
			}
			for i, b := range a.buttons() {
				if !press || b.Disabled() || b.Text != "" && (pressed[b.Text] || shared[b.Text]) {
					continue
				}
				pressed[b.Text] = true
				shared[b.Text] = e.Records != "" && b.Text != a.Text("records.edit")
				a.bring(t, l, on, e.Key, state)
				now := a.buttons()
				if i >= len(now) || now[i].Text != b.Text || now[i].Disabled() {
					continue
				}
				test.Tap(now[i])
				report(fmt.Sprintf("%s, after %q", place, b.Text))
			}
		}
	}
}

// states are what a page can show besides its first look: "" is that one.
func (a layoutApp) states(key string) []string {
	switch {
	case a.Entry(key).Records != "":
		return []string{"", "detail"}
	case key == "import":
		return []string{"", "columns", "check", "result"}
	}
	return []string{""}
}

// bring shows a page as a person finds it who opens it.
func (a layoutApp) bring(t *testing.T, l assets.Lang, on screen, key, state string) {
	t.Helper()
	a.CloseDialog()
	a.Window.Forget(a.User)
	if a.Lang != l || a.Settings.TextSize != on.text || a.Settings.Theme != settings.System || a.Settings.Narrow {
		a.Lang, a.Settings.TextSize, a.Settings.Theme, a.Settings.Narrow = l, on.text, settings.System, false
		a.rebuild()
		a.Window.Forget(a.User)
	}
	if p, ok := a.Page(key).(*records.Page); ok && state == "detail" {
		found, err := a.Store.Records(context.Background(), a.Entry(key).Records, data.Query{})
		windowtest.Must(t, err)
		p.Choose(found[len(found)-1].ID)
	}
	a.Show(key)
	switch state {
	case "columns":
		a.open(t, strings.Repeat("cizi-tabulka-", 8)+".csv", []byte(foreignTable))
	case "check":
		samples := assets.Samples()
		a.open(t, samples[len(samples)-1].Name, samples[len(samples)-1].Content)
	case "result":
		a.open(t, assets.Samples()[3].Name, assets.Samples()[3].Content)
		a.Page("import").(window.StartPage).StartImport()
	}
}

// foreignTable has columns of every certainty, long titles and long values.
const foreignTable = "Firma;IČ;E-mail;Telefon;Kontaktní osoba;Datum poslední návštěvy našeho obchodního zástupce;Skype;Pozn.\n" +
	"Nejneobhospodařovávatelnější stavby a rekonstrukce Praha spol. s r.o.;27074358;info@nejneobhospodarovavatelnejsi-stavby.example.com;+420 601 234 567;Ing. Jan Novák, Ph.D.;1.2.2026;jan.n;Volat po obědě\n" +
	"Beta a.s.;25596641;beta@example.com;602 345 678;Eva Malá;3.4.2026;eva.m;\n"

// open opens a file of a content on the import page.
func (a layoutApp) open(t *testing.T, name string, content []byte) {
	t.Helper()
	path := filepath.Join(a.folder, name)
	windowtest.Must(t, os.WriteFile(path, content, 0o600))
	a.OpenFile(path)
}

// buttons are the buttons of the page, without those of the sidebar.
func (a layoutApp) buttons() []*ui.Button {
	var all []*ui.Button
	for _, o := range test.LaidOutObjects(a.room) {
		if b, ok := o.(*ui.Button); ok && b.Visible() {
			all = append(all, b)
		}
	}
	return all
}

// fillWithLongNames adds records of each type whose values are as long as they may be.
func fillWithLongNames(t *testing.T, w windowtest.Window) {
	t.Helper()
	ctx := context.Background()
	words := func(n int) string {
		return strings.TrimSpace(string([]rune(strings.Repeat("Dlouhý název společnosti ", 12))[:n]))
	}
	for _, rt := range data.Importable() {
		for _, f := range []data.Field{{Title: words(60), Type: data.Text}, {Title: "Nejneobhospodařovávatelnějšími vozidly firmy jsou vybavena 2", Type: data.List, Panel: words(40)}} {
			var items []string
			if f.Type == data.List {
				items = []string{words(100), "Krátká"}
			}
			_, err := w.Store.AddField(ctx, w.User, rt, f, items...)
			windowtest.Must(t, err)
		}
	}
	long := strings.Repeat("nepřerušovaně", 19)
	client := w.Insert(t, data.Client, "name", words(111), "street", words(100), "city", words(80), "email_1", strings.Repeat("a", 60)+"@"+strings.Repeat("b", 60)+".example.com", "note", long)
	w.Insert(t, data.Contact, "client", client.ID, "first_name", words(60), "last_name", words(60), "position", words(100))
	w.Insert(t, data.Lead, "topic", words(200), "company_name", words(111), "last_name", words(60), "note", long)
	product := w.Insert(t, data.Product, "code", strings.Repeat("K", 40), "name", words(200))
	deal := w.Insert(t, data.Deal, "name", words(200), "client", client.ID)
	w.Insert(t, data.DealItem, "deal", deal.ID, "product", product.ID, "name", words(200))
	w.Insert(t, data.Activity, "subject", words(200), "kind", "task", "client", client.ID)
	w.ImportClients(t, words(80)+".xlsx", 3)
	_, err := w.Store.AddUser(ctx, w.User, data.User{Name: strings.Repeat("uzivatel", 5), FullName: words(80), Role: data.Regular, Active: true}, "")
	windowtest.Must(t, err)
}
