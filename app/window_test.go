package app

import (
	"context"
	"errors"
	"fmt"
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
	"fyne.io/fyne/v2/widget"

	"kartoteka/app/native"
	"kartoteka/app/ui"
	"kartoteka/assets"
	"kartoteka/data"
)

// objects are all objects the window shows, those of an open dialog or of the page.
func (a *App) objects() []fyne.CanvasObject {
	if top := a.window.Canvas().Overlays().Top(); top != nil {
		return test.LaidOutObjects(top)
	}
	return test.LaidOutObjects(a.window.Content())
}

// words are all texts one can read, without those of grids.
func (a *App) words() string {
	var texts []string
	for _, o := range a.objects() {
		switch o := o.(type) {
		case *ui.Words:
			texts = append(texts, o.Text())
		case *ui.Plain:
			texts = append(texts, o.Text.Text)
		case *ui.Button:
			texts = append(texts, o.Text)
		case *ui.NavItem:
			texts = append(texts, o.Title, o.Count)
		case *widget.Entry:
			texts = append(texts, o.Text, o.PlaceHolder)
		case *widget.Select:
			texts = append(texts, o.Selected, o.PlaceHolder)
		}
	}
	return strings.Join(texts, "\n")
}

// press presses the button of that text.
func (a *App) press(t *testing.T, text string) {
	t.Helper()
	for _, o := range a.objects() {
		if b, ok := o.(*ui.Button); ok && b.Text == text && b.Visible() {
			if b.Disabled() {
				t.Fatalf("button %q is disabled", text)
			}
			test.Tap(b)
			return
		}
	}
	t.Fatalf("no button %q among:\n%s", text, a.words())
}

var rawKey = regexp.MustCompile(`(?m)^[a-z_]+(\.[a-z_0-9-]+)+$`)

// TestPagesSpeak: no page of either language shows a key or a placeholder instead of a text, and none is the same in both.
func TestPagesSpeak(t *testing.T) {
	a := newTestApp(t)
	said := map[string]string{}
	for _, l := range assets.Languages() {
		a.setLanguage(l)
		for _, e := range pageTable() {
			a.show(e.key)
			text := a.words()
			if key := rawKey.FindString(text); key != "" || strings.Contains(text, "{{") {
				t.Errorf("page %s in %s shows the key %q:\n%s", e.key, l, key, text)
			}
			if said[e.key] == text {
				t.Errorf("page %s reads the same in both languages", e.key)
			}
			said[e.key] = text
		}
	}
}

// TestFyneHooks: Fyne's own texts follow the language at once, and its cache of texts is shortened.
func TestFyneHooks(t *testing.T) {
	a := newTestApp(t)
	for l, want := range map[assets.Lang]string{assets.Czech: "Vybrat vše", assets.English: "Select all"} {
		a.setLanguage(l)
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
	eva, err := a.store.AddUser(ctx, a.user, data.User{Name: "eva", FullName: "Eva Malá", Role: data.Regular, Active: true}, "tajné")
	if err != nil {
		t.Fatal(err)
	}
	a.signedIn(eva)
	for _, e := range a.visible() {
		if e.section == settingsSection && e.key != "preferences" {
			t.Errorf("a user sees the page %s", e.key)
		}
	}
	a.show("users")
	if a.current == "users" || strings.Contains(a.words(), a.text("users.hint")) {
		t.Error("a user opened the page of users")
	}
	a.dropped(fyne.NewPos(0, 0), []fyne.URI{storage.NewFileURI(filepath.Join(t.TempDir(), "a.xlsx"))})
	if a.dialog == nil || !strings.Contains(a.words(), a.text("drop.not_allowed")) {
		t.Error("a user who drops a workbook is not told why it is not checked")
	}
}

func TestSignIn(t *testing.T) {
	a := newTestApp(t)
	if err := a.store.SetPassword(context.Background(), a.user, a.user.ID, "", "správné"); err != nil {
		t.Fatal(err)
	}
	a.signOut()
	var name, password *ui.Entry
	for _, o := range a.objects() {
		if e, ok := o.(*ui.Entry); ok && e.Password {
			password = e
		} else if ok {
			name = e
		}
	}
	users, err := a.store.Users(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	test.Type(name, users[0].Name)
	test.Type(password, "špatné")
	a.press(t, "Přihlásit se")
	if !strings.Contains(a.words(), a.text("error.wrong_password")) || a.user.ID != 0 {
		t.Errorf("after a wrong password the window says:\n%s", a.words())
	}
	test.Type(password, "správné")
	a.press(t, "Přihlásit se")
	if a.user.ID != users[0].ID || a.side == nil {
		t.Errorf("the right password did not let in:\n%s", a.words())
	}
}

func TestPreferencesChangeThePassword(t *testing.T) {
	a := newTestApp(t)
	a.show("preferences")
	typed := func(texts ...string) {
		i := 0
		for _, o := range a.objects() {
			if e, ok := o.(*ui.Entry); ok {
				e.SetText(texts[i])
				i++
			}
		}
		a.press(t, "Změnit heslo")
	}
	typed("nové", "jiné")
	if !strings.Contains(a.words(), a.text("preferences.password.differ")) {
		t.Errorf("two different passwords:\n%s", a.words())
	}
	typed("nové", "nové")
	if !strings.Contains(a.words(), a.text("preferences.password.changed")) || !a.user.HasPassword {
		t.Errorf("the password was not changed:\n%s", a.words())
	}
	typed("špatné", "x", "x")
	if !strings.Contains(a.words(), a.text("error.wrong_password")) {
		t.Errorf("a wrong old password:\n%s", a.words())
	}
	if _, err := a.store.SignIn(context.Background(), a.user.Name, "nové"); err != nil {
		t.Error(err)
	}
}

func TestOneDialogAtATime(t *testing.T) {
	a := newTestApp(t)
	asked := 0
	a.ask(question{title: "A", text: "a", verb: "Smazat vše", risky: true, do: func() { asked++ }})
	a.fail(errors.New("first"))
	a.fail(fmt.Errorf("import: %w", data.ErrDiskFull))
	if n := len(a.window.Canvas().Overlays().List()); n != 1 {
		t.Errorf("%d dialogs are open", n)
	}
	if !strings.Contains(a.words(), a.text("error.disk_full")) {
		t.Errorf("the dialog says:\n%s", a.words())
	}
	a.press(t, "Podrobnosti")
	if !strings.Contains(a.words(), "import: the disk is full") {
		t.Errorf("the details say:\n%s", a.words())
	}
	a.typed(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if a.dialog != nil || len(a.window.Canvas().Overlays().List()) != 0 {
		t.Error("Escape did not close the dialog")
	}
	a.fail(fmt.Errorf("check: %w", context.Canceled))
	if a.dialog != nil {
		t.Error("what the person cancelled himself is told as an error")
	}
	a.ask(question{title: "A", text: "a", verb: "Smazat vše", risky: true, do: func() { asked++ }})
	a.press(t, "Smazat vše")
	if asked != 1 || a.dialog != nil {
		t.Errorf("the verb was carried out %d times", asked)
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
		paths []string
		want  string
	}{
		{[]string{file("Žádosti – říjen.xlsx")}, ""},
		{[]string{file("makra.XLSM")}, ""},
		{[]string{file("starý.xls")}, ""}, // the check says what to do with it
		{[]string{folder}, a.text("drop.folder", assets.Values{"File": filepath.Base(folder)})},
		{[]string{file("smlouva.pdf")}, a.text("drop.no_workbook", assets.Values{"File": "smlouva.pdf"})},
		{[]string{file("a.xlsx"), file("b.xlsx")}, a.plural("drop.several", 2)},
	} {
		if got := a.dropRefusal(c.paths); got != c.want {
			t.Errorf("%v: %q, want %q", c.paths, got, c.want)
		}
	}
}

func TestChooseFile(t *testing.T) {
	a := newTestApp(t)
	var asked native.Request
	folder := t.TempDir()
	answer := filepath.Join(folder, "nový")
	a.native = func(r native.Request) (string, error) { asked = r; return answer, nil }
	got := ""
	a.chooseFile(fileRequest{save: true, title: "T", name: "šablona.xlsx", kind: "K", exts: []string{"xlsx"}, do: func(p string) { got = p }})
	if got != answer+".xlsx" || a.settings.Folder != folder || !asked.Save || asked.Name != "šablona.xlsx" {
		t.Errorf("chose %q after %+v, remembered %q", got, asked, a.settings.Folder)
	}
	answer, got = "", "nothing"
	a.chooseFile(fileRequest{exts: []string{"xlsx"}, do: func(p string) { got = p }})
	if got != "nothing" || a.dialog != nil {
		t.Error("cancelling the file dialog did something")
	}
	a.native = func(native.Request) (string, error) { return "", native.ErrUnavailable }
	a.chooseWorkbook()
	if a.window.Canvas().Overlays().Top() == nil {
		t.Error("without a dialog of the system there is none at all")
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
	if want := min(9, len(a.visible())); len(labels) != want {
		t.Errorf("%d pages have a number: %v, want %d", len(labels), labels, want)
	}
}

func TestStateIsRemembered(t *testing.T) {
	a := newTestApp(t)
	a.show("lists")
	a.side.fold()
	if !a.settings.Narrow || a.current != "lists" {
		t.Errorf("after folding the sidebar: narrow %v, page %s", a.settings.Narrow, a.current)
	}
	b := newApp(a.fyne, a.store, options{settings: a.settings, lang: assets.Czech, spawn: atOnce})
	defer b.cancel()
	if b.current != "lists" {
		t.Errorf("the next start shows %s", b.current)
	}
}

// checked is a page that counts how often it was told to check again.
type checked struct {
	field *ui.Entry
	times int
}

func (c *checked) build() fyne.CanvasObject { return c.field }
func (c *checked) checkAgain()              { c.times++ }

// TestF5: the key works while the keyboard is in a field, but not behind a dialog.
func TestF5(t *testing.T) {
	a := newTestApp(t)
	p := &checked{field: ui.NewEntry()}
	a.pages["lists"] = p
	a.show("lists")
	f5 := &fyne.KeyEvent{Name: fyne.KeyF5}
	p.field.TypedKey(f5)
	a.tell("A", "a")
	a.typed(f5)
	if p.times != 1 {
		t.Errorf("checked %d times, want once", p.times)
	}
}
