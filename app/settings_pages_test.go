package app

import (
	"context"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"kartoteka/app/ui"
	"kartoteka/assets"
	"kartoteka/data"
)

// typeInto types texts into the fields of the open dialog, from the top, hidden ones included; "" leaves one alone.
func (a *App) typeInto(t *testing.T, texts ...string) {
	t.Helper()
	i := 0
	for _, o := range a.objects() {
		e, ok := o.(*ui.Entry)
		if !ok {
			continue
		}
		if i < len(texts) && texts[i] != "" {
			e.SetText(texts[i])
		}
		i++
	}
	if i < len(texts) {
		t.Fatalf("%d texts for %d fields", len(texts), i)
	}
}

// fieldTitles are the custom fields of clients as the database has them.
func (a *App) fieldTitles(t *testing.T) []string {
	t.Helper()
	fields, err := customFields(context.Background(), a.store, data.Client)
	if err != nil {
		t.Fatal(err)
	}
	var titles []string
	for _, f := range fields {
		titles = append(titles, f.Title)
	}
	return titles
}

// TestCustomFields: add, refuse, move, retire, rename, delete.
func TestCustomFields(t *testing.T) {
	a := newTestApp(t)
	a.show("fields")
	a.says(t, "Klienti zatím nemají žádné volitelné pole")
	p := a.pages["fields"].(*fieldsPage)
	add := func(title string) {
		a.press(t, "Přidat pole…")
		a.typeInto(t, title)
		a.press(t, "Přidat pole")
	}
	add("Flotila")
	a.says(t, "Pole „Flotila“ je přidané")
	for title, want := range map[string]string{
		"FLOTILA": "Pole „Flotila“ tu už je.", "Ab": "3 až 60 znaků", "***": "aspoň jedno písmeno",
		"Firma": "své pole Název", "name": "své pole Název", "důvod vynechání": "přidává program sám",
	} {
		add(title)
		a.says(t, want)
		a.closeDialog()
	}
	add("Rabat")
	add("Audit")
	if got := a.fieldTitles(t); !slices.Equal(got, []string{"Flotila", "Rabat", "Audit"}) {
		t.Fatalf("fields %v", got)
	}
	for _, b := range p.bar.Buttons {
		if b.Text == "Výš" {
			a.window.Canvas().Focus(b)
		}
	}
	for range 2 { // with the keyboard, which stays on the button
		a.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	}
	if got := a.fieldTitles(t); !slices.Equal(got, []string{"Audit", "Flotila", "Rabat"}) {
		t.Errorf("after moving up twice: %v", got)
	}
	a.press(t, "Vyřadit")
	if !p.grid.Rows[0].Retired {
		t.Error("the field was not retired")
	}
	add("audit")
	a.says(t, "jen je vyřazené")
	a.closeDialog()
	a.press(t, "Vrátit do šablon")
	a.press(t, "Upravit…")
	a.typeInto(t, "Poslední audit", "", "Kontroly")
	a.press(t, "Uložit")
	if f := p.grid.Rows[0]; f.Title != "Poslední audit" || f.Panel != "Kontroly" || f.Retired {
		t.Errorf("after editing: %+v", f.Field)
	}
	a.insert(t, data.Client, "name", "Alfa", p.grid.Rows[0].Key, "ano")
	a.show("fields")
	a.press(t, "Smazat…")
	a.says(t, "má vyplněný 1 záznam")
	a.press(t, "Vyřadit")
	if !p.grid.Rows[0].Retired {
		t.Error("retiring instead of deleting did nothing")
	}
	p.grid.GoTo(2, false)
	a.press(t, "Smazat…")
	a.press(t, "Smazat pole")
	if got := a.fieldTitles(t); !slices.Equal(got, []string{"Poslední audit", "Flotila"}) {
		t.Errorf("after deleting: %v", got)
	}
}

// TestFieldWithDeletedValues: a field that only deleted records have values in can't be deleted, and the reason is said.
func TestFieldWithDeletedValues(t *testing.T) {
	a := newTestApp(t)
	f, err := a.store.AddField(context.Background(), a.user, data.Client, data.Field{Title: "Flotila", Type: data.Text})
	if err != nil {
		t.Fatal(err)
	}
	r := a.insert(t, data.Client, "name", "Alfa", f.Key, "ano")
	if _, err := a.store.Remove(context.Background(), a.user, data.Client, r.ID); err != nil {
		t.Fatal(err)
	}
	a.show("fields")
	a.press(t, "Smazat…")
	a.press(t, "Smazat pole")
	a.says(t, "smazané záznamy, které ještě jde vrátit")
}

// TestListFieldHasItems: a new list gets its items, and they are edited on the page of lists.
func TestListFieldHasItems(t *testing.T) {
	a := newTestApp(t)
	a.show("fields")
	p := a.pages["fields"].(*fieldsPage)
	a.press(t, "Přidat pole…")
	for _, c := range selects(a) {
		c.SetSelected("Číselník")
	}
	a.typeInto(t, "Flotila", "osobní\n\n nákladní \nOSOBNÍ")
	a.press(t, "Přidat pole")
	if got := p.grid.Rows[0].items; !slices.Equal(got, []string{"osobní", "nákladní"}) {
		t.Fatalf("items %q", got)
	}
	a.press(t, "Upravit…")
	a.press(t, "Upravit položky")
	if a.current != "lists" || a.dialog != nil {
		t.Errorf("on page %s", a.current)
	}
	a.says(t, "Flotila (Klienti)")
	if rows := a.pages["lists"].(*listsPage).grid.Rows; len(rows) != 2 {
		t.Errorf("%d items", len(rows))
	}
}

// TestLists: add, refuse, rename with the records, move, remove.
func TestLists(t *testing.T) {
	a := newTestApp(t)
	ctx := context.Background()
	a.insert(t, data.Client, "name", "Alfa", "territory", "Čechy")
	openList(a.Window, "territory")
	p := a.pages["lists"].(*listsPage)
	items := func() []string {
		lists, err := a.store.Lists(ctx)
		if err != nil {
			t.Fatal(err)
		}
		return lists["territory"]
	}
	a.says(t, "Položku „Čechy“ má 1 záznam.")
	a.press(t, "Přidat položky…")
	a.typeInto(t, "Rakousko\nmorava")
	a.press(t, "Přidat položky")
	a.says(t, "Položka „Morava“ v seznamu už je")
	a.typeInto(t, "Rakousko\nBavorsko")
	a.press(t, "Přidat položky")
	a.says(t, "Přidány 2 položky.")
	if got := items(); !slices.Equal(got, []string{"Čechy", "Morava", "Slezsko", "Slovensko", "Rakousko", "Bavorsko"}) {
		t.Fatalf("items %v", got)
	}
	a.press(t, "Výš")
	p.grid.GoTo(0, false)
	a.press(t, "Přejmenovat…")
	a.says(t, "Spolu s ní se změní 1 záznam")
	a.typeInto(t, "Slovensko")
	a.press(t, "Přejmenovat")
	a.says(t, "Taková položka v seznamu už je")
	a.typeInto(t, "Čechy a Praha")
	a.press(t, "Přejmenovat")
	if got := items(); !slices.Equal(got, []string{"Čechy a Praha", "Morava", "Slezsko", "Slovensko", "Bavorsko", "Rakousko"}) {
		t.Errorf("items %v", got)
	}
	if n, err := usesOf(ctx, a.store, "territory", "Čechy a Praha"); n != 1 || err != nil {
		t.Errorf("%d records follow, %v", n, err)
	}
	a.press(t, "Odebrat…")
	a.says(t, "1 záznam, který ji má, si ji ponechá")
	a.press(t, "Odebrat položku")
	if got := items(); len(got) != 5 || got[0] != "Morava" {
		t.Errorf("items %v", got)
	}
}

// TestUsers: add, set a password, deactivate; the last administrator stays, and giving one's own role away closes the settings.
func TestUsers(t *testing.T) {
	a := newTestApp(t)
	a.show("users")
	p := a.pages["users"].(*usersPage)
	a.press(t, "Vypnout účet…")
	a.press(t, "Vypnout účet")
	a.says(t, a.text("error.last_admin"))
	a.closeDialog()
	a.press(t, "Přidat účet…")
	a.typeInto(t, "Eva Malá", "", "tajné", "jiné")
	a.press(t, "Přidat účet")
	a.says(t, a.text("preferences.password.differ"))
	a.typeInto(t, "", "administrator")
	a.typeInto(t, "", "", "tajné", "tajné")
	a.press(t, "Přidat účet")
	a.says(t, "Účet s tímto přihlašovacím jménem už existuje")
	a.typeInto(t, "", "eva")
	a.press(t, "Přidat účet")
	a.says(t, "Účet Eva Malá je přidaný", "nemá heslo")
	if _, err := a.store.SignIn(context.Background(), "eva", "tajné"); err != nil {
		t.Error(err)
	}
	a.press(t, "Vypnout účet…")
	a.press(t, "Vypnout účet")
	if u, _ := p.grid.Current(); u.Name != "eva" || u.Active {
		t.Errorf("the cursor is on %+v", u)
	}
	a.press(t, "Zapnout účet")
	a.press(t, "Upravit…")
	for _, c := range selects(a) {
		c.SetSelected("Správce")
	}
	a.press(t, "Uložit")
	if u, _ := p.grid.Current(); u.Role != data.Admin {
		t.Errorf("the role is %s", u.Role)
	}
	p.grid.GoTo(0, false)
	a.press(t, "Upravit…")
	for _, c := range selects(a) {
		c.SetSelected("Uživatel")
	}
	a.press(t, "Uložit")
	if a.user.Role != data.Regular || a.current == "users" || strings.Contains(a.words(), a.text("page.backups")) {
		t.Errorf("after giving the role away the window shows %s", a.current)
	}
}

// selects are the fields with a list of the open dialog.
func selects(a *App) []*widget.Select {
	var found []*widget.Select
	for _, o := range a.objects() {
		if s, ok := o.(*widget.Select); ok {
			found = append(found, s)
		}
	}
	return found
}

// TestBackups: make one, save one elsewhere, restore one, after asking.
func TestBackups(t *testing.T) {
	a := newTestApp(t)
	a.show("backups")
	a.says(t, "Zatím tu není žádná záloha")
	a.insert(t, data.Client, "name", "Před zálohou")
	a.press(t, "Zálohovat teď")
	a.says(t, "je uložená a ověřená")
	p := a.pages["backups"].(*backupsPage)
	if len(p.grid.Rows) != 1 || p.grid.Rows[0].Kind != data.Manual {
		t.Fatalf("backups %+v", p.grid.Rows)
	}
	a.insert(t, data.Client, "name", "Po záloze")
	a.press(t, "Obnovit…")
	a.says(t, "Dnešní stav se předtím uloží jako další záloha")
	if a.count(t, data.Client) != 2 {
		t.Error("restored before it was confirmed")
	}
	a.press(t, "Obnovit zálohu")
	a.says(t, "Data jsou ve stavu zálohy")
	if a.count(t, data.Client) != 1 || a.current != "backups" {
		t.Errorf("%d clients, page %s", a.count(t, data.Client), a.current)
	}
	p = a.pages["backups"].(*backupsPage)
	if len(p.grid.Rows) != 2 || p.grid.Rows[0].Kind != data.BeforeRestore {
		t.Errorf("the state before was not kept: %+v", p.grid.Rows)
	}
	copied := t.TempDir() + "/kopie.db"
	p.make(copied)
	a.says(t, "Záloha kopie.db je uložená")
	p.restore(a.store.Path(), "x")
	a.says(t, "se kterým program právě pracuje")
	p.restore(t.TempDir()+"/nic.db", "x")
	a.says(t, "Soubor zálohy už neexistuje")
	a.backUpDaily()
	if backups, err := data.Backups(a.store.Path()); err != nil || len(backups) != 3 || backups[0].Kind != data.Daily {
		t.Errorf("after the daily backup: %+v, %v", backups, err)
	}
}

// TestSettingsPagesInEnglish: what the pages say after a deletion and in their dialogs has English texts, too.
func TestSettingsPagesInEnglish(t *testing.T) {
	a := newTestApp(t)
	a.setLanguage(assets.English)
	im, _ := a.importClients(t, "clients.xlsx", 1)
	a.show("deletion")
	a.press(t, "Delete 1 client and 1 contact person")
	a.says(t, "Delete "+im.Label+"?")
	a.press(t, "Delete 1 client and 1 contact person")
	a.says(t, "Deleted: 1 client and 1 contact person.")
	a.press(t, "Put it back")
	for _, dialog := range []struct{ page, button string }{
		{"fields", "Add field…"}, {"lists", "Add items…"}, {"lists", "Rename…"}, {"lists", "Remove…"},
		{"users", "Add account…"}, {"users", "Set password…"}, {"users", "Switch off…"},
	} {
		a.show(dialog.page)
		a.press(t, dialog.button)
		if key := rawKey.FindString(a.words()); key != "" || strings.Contains(a.words(), "{{") {
			t.Errorf("%s, %s shows %q:\n%s", dialog.page, dialog.button, key, a.words())
		}
		a.closeDialog()
	}
}
