package app

import (
	"context"
	"os"
	"strings"
	"testing"

	"kartoteka/app/settings"
	"kartoteka/app/windowtest"
	"kartoteka/assets"
	"kartoteka/data"
)

// TestUsersSeeNoSettings: of all these pages a user sees none, and can open none.
func TestUsersSeeNoSettings(t *testing.T) {
	a := newTestApp(t)
	eva, err := a.Store.AddUser(context.Background(), a.User, data.User{Name: "eva", FullName: "Eva Malá", Role: data.Regular, Active: true}, "tajné")
	if err != nil {
		t.Fatal(err)
	}
	a.SignIn(eva)
	for _, key := range []string{"deletion", "history", "fields", "lists", "users", "backups"} {
		if strings.Contains(a.look().Words(), a.Text("page."+key)) {
			t.Errorf("a user sees the page %s", key)
		}
		a.Show(key)
		if a.Current == key || a.Made(key) != nil {
			t.Errorf("a user opened the page %s", key)
		}
	}
}

// TestCorruptPreferences: a file that is no settings gives the defaults, is kept, and the window says so.
func TestCorruptPreferences(t *testing.T) {
	file := t.TempDir() + "/preferences.json"
	if err := os.WriteFile(file, []byte(`{"theme": `), 0o600); err != nil {
		t.Fatal(err)
	}
	a := newTestApp(t)
	kept, err := settings.Load(file)
	b := newApp(a.FyneApp, a.Store, options{settings: kept, lang: assets.Czech, unread: err != nil, spawn: windowtest.AtOnce})
	defer b.End()
	b.look().Says(t, "Vaše předvolby nešlo přečíst")
	if _, err := os.Stat(file + ".damaged"); err != nil {
		t.Error(err)
	}
}

// TestSettingsPagesInEnglish: what the pages say after a deletion and in their dialogs has English texts, too.
func TestSettingsPagesInEnglish(t *testing.T) {
	a := newTestApp(t)
	a.SetLanguage(assets.English)
	im, _ := a.look().ImportClients(t, "clients.xlsx", 1)
	a.Show("deletion")
	a.look().Press(t, "Delete 1 client and 1 contact person")
	a.look().Says(t, "Delete "+im.Label+"?")
	a.look().Press(t, "Delete 1 client and 1 contact person")
	a.look().Says(t, "Deleted: 1 client and 1 contact person.")
	a.look().Press(t, "Put it back")
	for _, dialog := range []struct{ page, button string }{
		{"fields", "Add field…"}, {"lists", "Add items…"}, {"lists", "Rename…"}, {"lists", "Remove…"},
		{"users", "Add account…"}, {"users", "Set password…"}, {"users", "Switch off…"},
	} {
		a.Show(dialog.page)
		a.look().Press(t, dialog.button)
		if key := rawKey.FindString(a.look().Words()); key != "" || strings.Contains(a.look().Words(), "{{") {
			t.Errorf("%s, %s shows %q:\n%s", dialog.page, dialog.button, key, a.look().Words())
		}
		a.CloseDialog()
	}
}

// TestBackupOfTheDay: it is made once.
func TestBackupOfTheDay(t *testing.T) {
	a := newTestApp(t)
	a.look().Insert(t, data.Client, "name", "Alfa")
	for range 2 {
		a.backUpDaily()
	}
	if backups, err := data.Backups(a.Store.Path()); err != nil || len(backups) != 1 || backups[0].Kind != data.Daily {
		t.Errorf("backups %+v, %v", backups, err)
	}
}
