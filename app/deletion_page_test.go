package app

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"kartoteka/app/settings"
	"kartoteka/app/ui"
	"kartoteka/assets"
	"kartoteka/data"
)

// importClients imports clients with a contact person each, and returns the import and the ids of the clients.
func (a *App) importClients(t *testing.T, file string, n int) (data.Import, []int64) {
	t.Helper()
	var ids []int64
	in := data.Import{File: file, Template: "clients-wide", Language: "cs",
		Found:    data.Counts{data.Client: n + 2, data.Contact: n},
		Rejected: data.Counts{data.Client: 1}, Duplicates: data.Counts{data.Client: 1}}
	im, err := a.store.Import(context.Background(), a.user, in, func(insert func(*data.Record) error) error {
		for i := range n {
			client := &data.Record{Type: data.Client}
			client.Set("name", fmt.Sprintf("%s %d", file, i+1))
			if err := insert(client); err != nil {
				return err
			}
			ids = append(ids, client.ID)
			person := &data.Record{Type: data.Contact}
			person.Set("client", client.ID)
			person.Set("last_name", fmt.Sprintf("Nová %d", i+1))
			if err := insert(person); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return im, ids
}

// insert adds a record by hand; the values are keys and what they hold.
func (a *App) insert(t *testing.T, kind data.RecordType, values ...any) *data.Record {
	t.Helper()
	r := &data.Record{Type: kind}
	for i := 0; i < len(values); i += 2 {
		r.Set(values[i].(string), values[i+1])
	}
	if err := a.store.Insert(context.Background(), a.user, r); err != nil {
		t.Fatal(err)
	}
	return r
}

// count is how many records of a type there are.
func (a *App) count(t *testing.T, kind data.RecordType) int {
	t.Helper()
	n, err := a.store.Count(context.Background(), kind, data.Query{})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// says fails unless the window shows the words.
func (a *App) says(t *testing.T, want ...string) {
	t.Helper()
	text := a.words()
	for _, w := range want {
		if !strings.Contains(text, w) {
			t.Errorf("the window does not say %q but:\n%s", w, text)
		}
	}
}

// TestDeleteImport: choose, preview, confirm, delete, put back.
func TestDeleteImport(t *testing.T) {
	a := newTestApp(t)
	_, _ = a.importClients(t, "starší.xlsx", 2)
	im, ids := a.importClients(t, "novější.xlsx", 3)
	a.insert(t, data.Activity, "subject", "Schůzka", "client", ids[1])
	a.show("deletion")
	p := a.pages["deletion"].(*deletionPage)
	if len(p.list.Rows) != 2 || p.label != im.Label {
		t.Fatalf("%d labels, chosen %q", len(p.list.Rows), p.label)
	}
	a.says(t, "Zůstanou, protože je drží jiné záznamy")
	if k := p.plan.Kept; len(k) != 1 || holders(a.Window, &k[0], 3) != "Aktivita Schůzka" {
		t.Errorf("kept: %+v", k)
	}
	a.press(t, "Smazat 2 klienty a 3 kontaktní osoby")
	a.says(t, "Smazat "+im.Label+"?", "1 záznam zůstane")
	if a.count(t, data.Client) != 5 {
		t.Error("something went before it was confirmed")
	}
	a.press(t, "Smazat 2 klienty a 3 kontaktní osoby")
	a.says(t, "Smazáno: 2 klienty a 3 kontaktní osoby", "Záloha před smazáním", "Vrátit zpět")
	if c, k := a.count(t, data.Client), a.count(t, data.Contact); c != 3 || k != 2 {
		t.Errorf("%d clients and %d persons are left", c, k)
	}
	if backups, err := data.Backups(a.store.Path()); err != nil || len(backups) != 1 || backups[0].Kind != data.BeforeDelete {
		t.Errorf("backups %+v, %v", backups, err)
	}
	a.press(t, "Vrátit zpět")
	a.says(t, "záznamy jsou zpátky")
	if c, k := a.count(t, data.Client), a.count(t, data.Contact); c != 5 || k != 5 {
		t.Errorf("after putting back: %d clients and %d persons", c, k)
	}
	a.press(t, "Smazat jiný import")
	if len(p.list.Rows) != 2 {
		t.Errorf("afterwards %d labels", len(p.list.Rows))
	}
}

// TestDeleteStalePlan: when more would go than the preview said, nothing goes, and the preview is made anew.
func TestDeleteStalePlan(t *testing.T) {
	a := newTestApp(t)
	_, ids := a.importClients(t, "klienti.xlsx", 2)
	task := a.insert(t, data.Activity, "subject", "Volat", "client", ids[0])
	a.show("deletion")
	a.press(t, "Smazat 1 klienta a 2 kontaktní osoby")
	if _, err := a.store.Remove(context.Background(), a.user, data.Activity, task.ID); err != nil {
		t.Fatal(err)
	}
	a.press(t, "Smazat 1 klienta a 2 kontaktní osoby")
	a.says(t, "náhled je spočítaný znovu", "Smazat 2 klienty a 2 kontaktní osoby")
	if a.count(t, data.Client) != 2 {
		t.Error("a stale plan was carried out")
	}
}

// TestNothingToDelete: an import that is held as a whole can't be deleted, and one sees why.
func TestNothingToDelete(t *testing.T) {
	a := newTestApp(t)
	a.show("deletion")
	a.says(t, "Není co mazat")
	product, err := a.store.Import(context.Background(), a.user, data.Import{File: "p.xlsx", Template: "products", Found: data.Counts{data.Product: 1}},
		func(insert func(*data.Record) error) error {
			r := &data.Record{Type: data.Product}
			r.Set("code", "A-1")
			r.Set("name", "Židle")
			return insert(r)
		})
	if err != nil {
		t.Fatal(err)
	}
	records, err := a.store.Records(context.Background(), data.Product, data.Query{})
	if err != nil {
		t.Fatal(err)
	}
	deal := a.insert(t, data.Deal, "name", "Zakázka")
	a.insert(t, data.DealItem, "deal", deal.ID, "product", records[0].ID, "name", "Židle")
	a.show("history")
	a.press(t, "Smazat import…")
	p := a.pages["deletion"].(*deletionPage)
	if a.current != "deletion" || p.kind != data.Products || p.label != product.Label {
		t.Errorf("history opened %s with %s %q", a.current, p.kind, p.label)
	}
	a.says(t, "Smazat nejde nic")
	for _, o := range a.objects() {
		if b, ok := o.(*ui.Button); ok && b.Rank == ui.DangerRank && !b.Disabled() {
			t.Errorf("button %q can be pressed", b.Text)
		}
	}
}

// TestRestoreObstacle: what stands in the way of putting back is named, with the next step.
func TestRestoreObstacle(t *testing.T) {
	a := newTestApp(t)
	im, err := a.store.Import(context.Background(), a.user, data.Import{File: "p.xlsx", Template: "products", Found: data.Counts{data.Product: 1}},
		func(insert func(*data.Record) error) error {
			r := &data.Record{Type: data.Product}
			r.Set("code", "A-1")
			r.Set("name", "Židle")
			return insert(r)
		})
	if err != nil {
		t.Fatal(err)
	}
	a.show("deletion")
	a.pages["deletion"].(*deletionPage).choose(data.Products, im.Label)
	a.press(t, "Smazat 1 produkt")
	a.press(t, "Smazat 1 produkt")
	a.insert(t, data.Product, "code", "A-1", "name", "Stůl")
	a.show("history")
	a.press(t, "Vrátit smazané")
	a.says(t, "Import zatím nejde vrátit", "Změňte tu hodnotu u záznamu")
	if n := a.count(t, data.Product); n != 1 {
		t.Errorf("%d products", n)
	}
	a.closeDialog()
	a.says(t, "Vrátit smazané") // and can be tried again
}

// TestHistoryDetail: the sum and what is left of an import, and its status after records went by hand.
func TestHistoryDetail(t *testing.T) {
	a := newTestApp(t)
	a.show("history")
	a.says(t, "Zatím nic nebylo naimportováno")
	_, ids := a.importClients(t, "klienti.xlsx", 3)
	lonely := a.insert(t, data.Client, "name", "Ručně")
	if _, err := a.store.Remove(context.Background(), a.user, data.Client, lonely.ID); err != nil {
		t.Fatal(err)
	}
	a.show("history")
	a.says(t, "Hotovo", "Klienti", "5", "= 3", "+ 1")
	people, err := a.store.Records(context.Background(), data.Contact, data.Query{Filter: map[string]any{"client": ids[0]}})
	if err != nil || len(people) != 1 {
		t.Fatal(people, err)
	}
	if _, err := a.store.Remove(context.Background(), a.user, data.Contact, people[0].ID); err != nil {
		t.Fatal(err)
	}
	a.show("history")
	a.says(t, "Část smazána ručně", "Smazat import…")
	if strings.Contains(a.words(), "Vrátit smazané") {
		t.Error("what was removed by hand is offered to be put back by label")
	}
}

// TestTroubleIsSaid: a page whose data can't be read says so with the next step, and reads them when asked again.
func TestTroubleIsSaid(t *testing.T) {
	a := newTestApp(t)
	var trouble = fmt.Errorf("read: %w", data.ErrLocked)
	tried := 0
	a.show("history")
	a.room.Objects = []fyne.CanvasObject{a.loadFailed(trouble, func() { tried++ })}
	a.room.Refresh()
	a.says(t, a.text("error.locked"))
	a.press(t, a.text("start.again"))
	if tried != 1 {
		t.Error("the button to try again does nothing")
	}
}

// TestUsersSeeNoSettings: of all these pages a user sees none, and can open none.
func TestUsersSeeNoSettings(t *testing.T) {
	a := newTestApp(t)
	eva, err := a.store.AddUser(context.Background(), a.user, data.User{Name: "eva", FullName: "Eva Malá", Role: data.Regular, Active: true}, "tajné")
	if err != nil {
		t.Fatal(err)
	}
	a.signedIn(eva)
	for _, key := range []string{"deletion", "history", "fields", "lists", "users", "backups"} {
		if strings.Contains(a.words(), a.text("page."+key)) {
			t.Errorf("a user sees the page %s", key)
		}
		a.show(key)
		if a.current == key || a.pages[key] != nil {
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
	b := newApp(a.fyne, a.store, options{settings: kept, lang: assets.Czech, unread: err != nil, spawn: atOnce})
	defer b.cancel()
	b.says(t, "Vaše předvolby nešlo přečíst")
	if _, err := os.Stat(file + ".damaged"); err != nil {
		t.Error(err)
	}
}
