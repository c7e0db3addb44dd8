package app

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"

	"kartoteka/app/ui"
	"kartoteka/app/windowtest"
	"kartoteka/assets"
	"kartoteka/data"
)

var rawKey = regexp.MustCompile(`(?m)^[a-z_]+(\.[a-z_0-9-]+)+$`)

// TestPagesSpeak: no page of either language shows a key or a placeholder instead of a text, and none is the same in both.
func TestPagesSpeak(t *testing.T) {
	a := newTestApp(t)
	said := map[string]string{}
	for _, l := range assets.Languages() {
		a.SetLanguage(l)
		for _, e := range pageTable() {
			a.Show(e.Key)
			text := a.look().Words()
			if key := rawKey.FindString(text); key != "" || strings.Contains(text, "{{") {
				t.Errorf("page %s in %s shows the key %q:\n%s", e.Key, l, key, text)
			}
			if said[e.Key] == text {
				t.Errorf("page %s reads the same in both languages", e.Key)
			}
			said[e.Key] = text
		}
	}
}

// TestFyneHooks: Fyne's own texts follow the language at once, and its cache of texts is shortened.
func TestFyneHooks(t *testing.T) {
	a := newTestApp(t)
	for l, want := range map[assets.Lang]string{assets.Czech: "Vybrat vše", assets.English: "Select all"} {
		a.SetLanguage(l)
		if got := lang.L("Select all"); got != want {
			t.Errorf("%s: Fyne says %q, want %q", l, got, want)
		}
	}
	before := fyneCacheTime
	defer func() { fyneCacheTime = before }()
	if before == 0 {
		t.Error("Fyne's cache time is 0: the variable is not the one Fyne reads")
	}
}

func TestRolesSeeTheirPages(t *testing.T) {
	a := newTestApp(t)
	ctx := context.Background()
	eva, err := a.Store.AddUser(ctx, a.User, data.User{Name: "eva", FullName: "Eva Malá", Role: data.Regular, Active: true}, "tajné")
	if err != nil {
		t.Fatal(err)
	}
	a.SignIn(eva)
	for _, e := range a.Visible() {
		if e.Section == settingsSection && e.Key != "preferences" {
			t.Errorf("a user sees the page %s", e.Key)
		}
	}
	for _, e := range a.Entries {
		a.Show("clients")
		a.Show(e.Key)
		if opened := a.Current == e.Key; opened == e.Admin {
			t.Errorf("page %s opened: %v", e.Key, opened)
		}
	}
	if slices.ContainsFunc(a.mainMenu().Items[0].Items, func(i *fyne.MenuItem) bool { return i.Label == a.Text("menu.open") }) {
		t.Error("the menu offers a user to import")
	}
	a.Show("users")
	if a.Current == "users" || strings.Contains(a.look().Words(), a.Text("users.hint")) {
		t.Error("a user opened the page of users")
	}
	a.dropped(fyne.NewPos(0, 0), []fyne.URI{storage.NewFileURI(filepath.Join(t.TempDir(), "a.xlsx"))})
	if !a.DialogOpen() || !strings.Contains(a.look().Words(), a.Text("drop.not_allowed")) {
		t.Error("a user who drops a workbook is not told why it is not checked")
	}
}

func TestSignIn(t *testing.T) {
	a := newTestApp(t)
	if err := a.Store.SetPassword(context.Background(), a.User, a.User.ID, "", "správné"); err != nil {
		t.Fatal(err)
	}
	a.SignOut()
	var name, password *ui.Entry
	for _, o := range a.look().Objects() {
		if e, ok := o.(*ui.Entry); ok && e.Password {
			password = e
		} else if ok {
			name = e
		}
	}
	users, err := a.Store.Users(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	test.Type(name, users[0].Name)
	test.Type(password, "špatné")
	a.look().Press(t, "Přihlásit se")
	if !strings.Contains(a.look().Words(), a.Text("error.wrong_password")) || a.User.ID != 0 {
		t.Errorf("after a wrong password the window says:\n%s", a.look().Words())
	}
	test.Type(password, "správné")
	a.look().Press(t, "Přihlásit se")
	if a.User.ID != users[0].ID || a.side == nil {
		t.Errorf("the right password did not let in:\n%s", a.look().Words())
	}
}

func TestPreferencesChangeThePassword(t *testing.T) {
	a := newTestApp(t)
	a.Show("preferences")
	typed := func(texts ...string) {
		i := 0
		for _, o := range a.look().Objects() {
			if e, ok := o.(*ui.Entry); ok {
				e.SetText(texts[i])
				i++
			}
		}
		a.look().Press(t, "Změnit heslo")
	}
	typed("nové", "jiné")
	if !strings.Contains(a.look().Words(), a.Text("preferences.password.differ")) {
		t.Errorf("two different passwords:\n%s", a.look().Words())
	}
	typed("nové", "nové")
	if !strings.Contains(a.look().Words(), a.Text("preferences.password.changed")) || !a.User.HasPassword {
		t.Errorf("the password was not changed:\n%s", a.look().Words())
	}
	typed("špatné", "x", "x")
	if !strings.Contains(a.look().Words(), a.Text("error.wrong_password")) {
		t.Errorf("a wrong old password:\n%s", a.look().Words())
	}
	if _, err := a.Store.SignIn(context.Background(), a.User.Name, "nové"); err != nil {
		t.Error(err)
	}
}

func TestDropGetsAClearWord(t *testing.T) {
	a := newTestApp(t)
	folder := t.TempDir()
	file := func(name string) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	for _, c := range []struct {
		path, want string
	}{
		{file("Žádosti – říjen.xlsx"), ""},
		{file("makra.XLSM"), ""},
		{file("starý.xls"), ""}, // the check says what to do with it
		{folder, a.Text("drop.folder", assets.Values{"File": filepath.Base(folder)})},
		{file("smlouva.pdf"), a.Text("drop.no_table", assets.Values{"File": "smlouva.pdf"})},
	} {
		if got := a.dropRefusal(c.path); got != c.want {
			t.Errorf("%v: %q, want %q", c.path, got, c.want)
		}
	}
}

// TestShortcuts: no two items of the menu have the same one, and the pages have Ctrl+1 to Ctrl+9.
func TestShortcuts(t *testing.T) {
	a := newTestApp(t)
	seen := map[string]string{}
	for _, menu := range a.mainMenu().Items {
		for _, item := range menu.Items {
			if item.Shortcut == nil {
				continue
			}
			name := item.Shortcut.ShortcutName()
			if other, taken := seen[name]; taken {
				t.Errorf("%s is both %q and %q", name, other, item.Label)
			}
			seen[name] = item.Label
		}
	}
	labels := slices.Collect(func(yield func(string) bool) {
		for name, label := range seen {
			if strings.ContainsAny(name, "123456789") && !strings.Contains(name, ":F") && !yield(label) {
				return
			}
		}
	})
	if want := min(9, len(a.Visible())); len(labels) != want {
		t.Errorf("%d pages have a number: %v, want %d", len(labels), labels, want)
	}
}

func TestStateIsRemembered(t *testing.T) {
	a := newTestApp(t)
	a.Show("lists")
	a.side.fold()
	if !a.Settings.Narrow || a.Current != "lists" {
		t.Errorf("after folding the sidebar: narrow %v, page %s", a.Settings.Narrow, a.Current)
	}
	b := newApp(a.FyneApp, a.Store, options{settings: a.Settings, lang: assets.Czech, spawn: windowtest.AtOnce})
	defer b.End()
	if b.Current != "lists" {
		t.Errorf("the next start shows %s", b.Current)
	}
}

// TestMenuReachesThePage: Ctrl+F puts the keyboard into the search of the page that is shown, Ctrl+N adds a record there.
func TestMenuReachesThePage(t *testing.T) {
	a := newTestApp(t)
	a.Show("clients")
	menu := func(label string) {
		for _, m := range a.mainMenu().Items {
			for _, i := range m.Items {
				if i.Label == a.Text(label) {
					i.Action()
				}
			}
		}
	}
	menu("menu.search")
	if e, ok := a.Canvas().Focused().(*ui.Entry); !ok || e.PlaceHolder != a.Text("records.search.client") {
		t.Errorf("after Ctrl+F the keyboard is in %T", a.Canvas().Focused())
	}
	menu("menu.new")
	a.look().Says(t, a.Text("records.new.client"), a.Text("records.save"))
}

// TestPaletteFindsPagesCommandsAndRecords: Ctrl+K, a few letters without accents, arrows and Enter lead anywhere.
func TestPaletteFindsPagesCommandsAndRecords(t *testing.T) {
	a := newTestApp(t)
	client := a.look().Insert(t, data.Client, "name", "Žluťoučký kůň s.r.o.")
	choose := func(text string, down int) {
		t.Helper()
		a.openPalette()
		field := a.Dialog.First.(*ui.Entry)
		field.SetText(text)
		for range down {
			field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
		}
		field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	}
	choose("historie", 0)
	if a.Current != "history" || a.DialogOpen() {
		t.Errorf("the page shown is %s", a.Current)
	}
	choose("zlutoucky", 0)
	if a.Current != "clients" {
		t.Errorf("a client opens page %s", a.Current)
	}
	a.look().Says(t, client.Title())
	narrow := a.Settings.Narrow
	choose("sbalit panel", 0)
	if a.Settings.Narrow == narrow {
		t.Error("the command was not done")
	}
	a.Show("history")
	choose("nic takového není", 0)
	if a.Current != "history" {
		t.Error("nothing found leads somewhere")
	}
}

// TestKeyboardGoesFromPartToPart: F6 reaches the sidebar, the buttons and the list of a page, and comes round; Tab stops at the sidebar once.
func TestKeyboardGoesFromPartToPart(t *testing.T) {
	a := newTestApp(t)
	a.look().Insert(t, data.Client, "name", "Alfa")
	a.Show("clients")
	stops := 0
	for _, item := range a.side.items {
		if !item.Disabled() {
			stops++
		}
	}
	if stops != 1 {
		t.Errorf("Tab stops at the sidebar %d times", stops)
	}
	seen := map[string]bool{}
	for range 8 {
		a.MovePart(1)
		switch f := a.Canvas().Focused().(type) {
		case *ui.NavItem:
			seen["sidebar"] = true
		case ui.Grids:
			seen["list"] = true
		default:
			seen["page"] = seen["page"] || f != nil
		}
	}
	if !seen["sidebar"] || !seen["list"] || !seen["page"] {
		t.Errorf("F6 reaches %v", seen)
	}
	a.Canvas().Focus(a.side.items[1])
	a.side.items[1].TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if a.Canvas().Focused() != fyne.Focusable(a.side.items[2]) {
		t.Error("the arrow does not move in the sidebar")
	}
}
