package setup

import (
	"context"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"kartoteka/app/windowtest"
	"kartoteka/data"
)

// fieldTitles are the custom fields of clients as the database has them.
func fieldTitles(w windowtest.Window, t *testing.T) []string {
	t.Helper()
	fields, err := customFields(context.Background(), w.Store, data.Client)
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
	w := windowtest.New(t, pages())
	w.Show("fields")
	w.Says(t, "Klienti zatím nemají žádné volitelné pole")
	p := w.Made("fields").(*fieldsPage)
	add := func(title string) {
		w.Press(t, "Přidat pole…")
		w.TypeInto(t, title)
		w.Press(t, "Přidat pole")
	}
	add("Flotila")
	w.Says(t, "Pole „Flotila“ je přidané")
	for title, want := range map[string]string{
		"FLOTILA": "Pole „Flotila“ tu už je.", "Ab": "3 až 60 znaků", "***": "aspoň jedno písmeno",
		"Firma": "své pole Název", "name": "své pole Název", "důvod vynechání": "přidává program sám",
	} {
		add(title)
		w.Says(t, want)
		w.CloseDialog()
	}
	add("Rabat")
	add("Audit")
	if got := fieldTitles(w, t); !slices.Equal(got, []string{"Flotila", "Rabat", "Audit"}) {
		t.Fatalf("fields %v", got)
	}
	for _, b := range p.bar.Buttons {
		if b.Text == "Výš" {
			w.Canvas().Focus(b)
		}
	}
	for range 2 { // with the keyboard, which stays on the button
		w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	}
	if got := fieldTitles(w, t); !slices.Equal(got, []string{"Audit", "Flotila", "Rabat"}) {
		t.Errorf("after moving up twice: %v", got)
	}
	w.Press(t, "Vyřadit")
	if !p.grid.Rows[0].Retired {
		t.Error("the field was not retired")
	}
	add("audit")
	w.Says(t, "jen je vyřazené")
	w.CloseDialog()
	w.Press(t, "Vrátit do šablon")
	w.Press(t, "Upravit…")
	w.TypeInto(t, "Poslední audit", "", "Kontroly")
	w.Press(t, "Uložit")
	if f := p.grid.Rows[0]; f.Title != "Poslední audit" || f.Panel != "Kontroly" || f.Retired {
		t.Errorf("after editing: %+v", f.Field)
	}
	w.Insert(t, data.Client, "name", "Alfa", p.grid.Rows[0].Key, "ano")
	w.Show("fields")
	w.Press(t, "Smazat…")
	w.Says(t, "má vyplněný 1 záznam")
	w.Press(t, "Vyřadit")
	if !p.grid.Rows[0].Retired {
		t.Error("retiring instead of deleting did nothing")
	}
	p.grid.GoTo(2, false)
	w.Press(t, "Smazat…")
	w.Press(t, "Smazat pole")
	if got := fieldTitles(w, t); !slices.Equal(got, []string{"Poslední audit", "Flotila"}) {
		t.Errorf("after deleting: %v", got)
	}
}

// TestFieldWithDeletedValues: a field that only deleted records have values in can't be deleted, and the reason is said.
func TestFieldWithDeletedValues(t *testing.T) {
	w := windowtest.New(t, pages())
	f, err := w.Store.AddField(context.Background(), w.User, data.Client, data.Field{Title: "Flotila", Type: data.Text})
	if err != nil {
		t.Fatal(err)
	}
	r := w.Insert(t, data.Client, "name", "Alfa", f.Key, "ano")
	if _, err := w.Store.Remove(context.Background(), w.User, data.Client, r.ID); err != nil {
		t.Fatal(err)
	}
	w.Show("fields")
	w.Press(t, "Smazat…")
	w.Press(t, "Smazat pole")
	w.Says(t, "smazané záznamy, které ještě jde vrátit")
}

// TestListFieldHasItems: a new list gets its items, and they are edited on the page of lists.
func TestListFieldHasItems(t *testing.T) {
	w := windowtest.New(t, pages())
	w.Show("fields")
	p := w.Made("fields").(*fieldsPage)
	w.Press(t, "Přidat pole…")
	for _, c := range selects(w) {
		c.SetSelected("Číselník")
	}
	w.TypeInto(t, "Flotila", "osobní\n\n nákladní \nOSOBNÍ")
	w.Press(t, "Přidat pole")
	if got := p.grid.Rows[0].items; !slices.Equal(got, []string{"osobní", "nákladní"}) {
		t.Fatalf("items %q", got)
	}
	w.Press(t, "Upravit…")
	w.Press(t, "Upravit položky")
	if w.Current != "lists" || w.DialogOpen() {
		t.Errorf("on page %s", w.Current)
	}
	w.Says(t, "Flotila (Klienti)")
	if rows := w.Made("lists").(*listsPage).grid.Rows; len(rows) != 2 {
		t.Errorf("%d items", len(rows))
	}
}

// TestLists: add, refuse, rename with the records, move, remove.
func TestLists(t *testing.T) {
	w := windowtest.New(t, pages())
	ctx := context.Background()
	w.Insert(t, data.Client, "name", "Alfa", "territory", "Čechy")
	openList(w.Window, "territory")
	p := w.Made("lists").(*listsPage)
	items := func() []string {
		lists, err := w.Store.Lists(ctx)
		if err != nil {
			t.Fatal(err)
		}
		return lists["territory"]
	}
	w.Says(t, "Položku „Čechy“ má 1 záznam.")
	w.Press(t, "Přidat položky…")
	w.TypeInto(t, "Rakousko\nmorava")
	w.Press(t, "Přidat položky")
	w.Says(t, "Položka „Morava“ v seznamu už je")
	w.TypeInto(t, "Rakousko\nBavorsko")
	w.Press(t, "Přidat položky")
	w.Says(t, "Přidány 2 položky.")
	if got := items(); !slices.Equal(got, []string{"Čechy", "Morava", "Slezsko", "Slovensko", "Rakousko", "Bavorsko"}) {
		t.Fatalf("items %v", got)
	}
	w.Press(t, "Výš")
	p.grid.GoTo(0, false)
	w.Press(t, "Přejmenovat…")
	w.Says(t, "Spolu s ní se změní 1 záznam")
	w.TypeInto(t, "Slovensko")
	w.Press(t, "Přejmenovat")
	w.Says(t, "Taková položka v seznamu už je")
	w.TypeInto(t, "Čechy a Praha")
	w.Press(t, "Přejmenovat")
	if got := items(); !slices.Equal(got, []string{"Čechy a Praha", "Morava", "Slezsko", "Slovensko", "Bavorsko", "Rakousko"}) {
		t.Errorf("items %v", got)
	}
	if n, err := w.Store.ItemUses(ctx, "territory", "Čechy a Praha"); n != 1 || err != nil {
		t.Errorf("%d records follow, %v", n, err)
	}
	w.Press(t, "Odebrat…")
	w.Says(t, "1 záznam, který ji má, si ji ponechá")
	w.Press(t, "Odebrat položku")
	if got := items(); len(got) != 5 || got[0] != "Morava" {
		t.Errorf("items %v", got)
	}
}

// TestUsers: add, set a password, deactivate; the last administrator stays, and giving one's own role away closes the settings.
func TestUsers(t *testing.T) {
	w := windowtest.New(t, pages())
	w.Show("users")
	p := w.Made("users").(*usersPage)
	w.Press(t, "Vypnout účet…")
	w.Press(t, "Vypnout účet")
	w.Says(t, w.Text("error.last_admin"))
	w.CloseDialog()
	w.Press(t, "Přidat účet…")
	w.TypeInto(t, "Eva Malá", "", "tajné", "jiné")
	w.Press(t, "Přidat účet")
	w.Says(t, w.Text("preferences.password.differ"))
	w.TypeInto(t, "", "administrator")
	w.TypeInto(t, "", "", "tajné", "tajné")
	w.Press(t, "Přidat účet")
	w.Says(t, "Účet s tímto přihlašovacím jménem už existuje")
	w.TypeInto(t, "", "eva")
	w.Press(t, "Přidat účet")
	w.Says(t, "Účet Eva Malá je přidaný", "nemá heslo")
	if _, err := w.Store.SignIn(context.Background(), "eva", "tajné"); err != nil {
		t.Error(err)
	}
	w.Press(t, "Vypnout účet…")
	w.Press(t, "Vypnout účet")
	if u, _ := p.grid.Current(); u.Name != "eva" || u.Active {
		t.Errorf("the cursor is on %+v", u)
	}
	w.Press(t, "Zapnout účet")
	w.Press(t, "Upravit…")
	for _, c := range selects(w) {
		c.SetSelected("Správce")
	}
	w.Press(t, "Uložit")
	if u, _ := p.grid.Current(); u.Role != data.Admin {
		t.Errorf("the role is %s", u.Role)
	}
	p.grid.GoTo(0, false)
	w.Press(t, "Upravit…")
	for _, c := range selects(w) {
		c.SetSelected("Uživatel")
	}
	w.Press(t, "Uložit")
	if w.User.Role != data.Regular || w.Current == "users" || strings.Contains(w.Words(), w.Text("page.backups")) {
		t.Errorf("after giving the role away the window shows %s", w.Current)
	}
}

// selects are the fields with a list of the open dialog.
func selects(w windowtest.Window) []*widget.Select {
	var found []*widget.Select
	for _, o := range w.Objects() {
		if s, ok := o.(*widget.Select); ok {
			found = append(found, s)
		}
	}
	return found
}

// TestBackups: make one, save one elsewhere, restore one, after asking.
func TestBackups(t *testing.T) {
	w := windowtest.New(t, pages())
	w.Show("backups")
	w.Says(t, "Zatím tu není žádná záloha")
	w.Insert(t, data.Client, "name", "Před zálohou")
	w.Press(t, "Zálohovat teď")
	w.Says(t, "je uložená a ověřená")
	p := w.Made("backups").(*backupsPage)
	if len(p.grid.Rows) != 1 || p.grid.Rows[0].Kind != data.Manual {
		t.Fatalf("backups %+v", p.grid.Rows)
	}
	w.Insert(t, data.Client, "name", "Po záloze")
	w.Press(t, "Obnovit…")
	w.Says(t, "Dnešní stav se předtím uloží jako další záloha")
	if w.Count(t, data.Client) != 2 {
		t.Error("restored before it was confirmed")
	}
	w.Press(t, "Obnovit zálohu")
	w.Says(t, "Data jsou ve stavu zálohy")
	if w.Count(t, data.Client) != 1 || w.Current != "backups" {
		t.Errorf("%d clients, page %s", w.Count(t, data.Client), w.Current)
	}
	p = w.Made("backups").(*backupsPage)
	if len(p.grid.Rows) != 2 || p.grid.Rows[0].Kind != data.BeforeRestore {
		t.Errorf("the state before was not kept: %+v", p.grid.Rows)
	}
	copied := t.TempDir() + "/kopie.db"
	p.make(copied)
	w.Says(t, "Záloha kopie.db je uložená")
	p.restore(w.Store.Path(), "x")
	w.Says(t, "se kterým program právě pracuje")
	p.restore(t.TempDir()+"/nic.db", "x")
	w.Says(t, "Soubor zálohy už neexistuje")
	if backups, err := data.Backups(w.Store.Path()); err != nil || len(backups) != 2 {
		t.Errorf("backups %+v, %v", backups, err)
	}
}
