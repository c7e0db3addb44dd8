package history

import (
	"context"
	"strings"
	"testing"

	"kartoteka/app/ui"
	"kartoteka/app/undo"
	"kartoteka/app/windowtest"
	"kartoteka/data"
)

// TestDeleteImport: choose, preview, confirm, delete, put back.
func TestDeleteImport(t *testing.T) {
	w := windowtest.New(t, pages())
	_, _ = w.ImportClients(t, "starší.xlsx", 2)
	im, ids := w.ImportClients(t, "novější.xlsx", 3)
	w.Insert(t, data.Activity, "subject", "Schůzka", "client", ids[1])
	w.Show("deletion")
	p := w.Made("deletion").(*deletionPage)
	if len(p.list.Rows) != 2 || p.label != im.Label {
		t.Fatalf("%d labels, chosen %q", len(p.list.Rows), p.label)
	}
	w.Says(t, "Zůstanou, protože je drží jiné záznamy", "Klienti a kontaktní osoby", "Obchodní případy", "Aktivity")
	if k := p.plan.Kept; len(k) != 1 || undo.Holders(w.Window, &k[0], 3) != "Aktivita Schůzka" {
		t.Errorf("kept: %+v", k)
	}
	w.Press(t, "Smazat 2 klienty a 3 kontaktní osoby")
	w.Says(t, "Smazat "+im.Label+"?", "1 záznam zůstane")
	if w.Count(t, data.Client) != 5 {
		t.Error("something went before it was confirmed")
	}
	w.Press(t, "Smazat 2 klienty a 3 kontaktní osoby")
	w.Says(t, "Smazáno: 2 klienty a 3 kontaktní osoby", "Záloha před smazáním", "Vrátit zpět")
	if c, k := w.Count(t, data.Client), w.Count(t, data.Contact); c != 3 || k != 2 {
		t.Errorf("%d clients and %d persons are left", c, k)
	}
	if backups, err := data.Backups(w.Store.Path()); err != nil || len(backups) != 1 || backups[0].Kind != data.BeforeDelete {
		t.Errorf("backups %+v, %v", backups, err)
	}
	w.Press(t, "Vrátit zpět")
	w.Says(t, "záznamy jsou zpátky")
	if c, k := w.Count(t, data.Client), w.Count(t, data.Contact); c != 5 || k != 5 {
		t.Errorf("after putting back: %d clients and %d persons", c, k)
	}
	w.Press(t, "Smazat jiný import")
	if len(p.list.Rows) != 2 {
		t.Errorf("afterwards %d labels", len(p.list.Rows))
	}
}

// TestDeleteStalePlan: when more would go than the preview said, nothing goes, and the preview is made again.
func TestDeleteStalePlan(t *testing.T) {
	w := windowtest.New(t, pages())
	_, ids := w.ImportClients(t, "klienti.xlsx", 2)
	task := w.Insert(t, data.Activity, "subject", "Volat", "client", ids[0])
	w.Show("deletion")
	w.Press(t, "Smazat 1 klienta a 2 kontaktní osoby")
	if _, err := w.Store.Remove(context.Background(), w.User, data.Activity, task.ID); err != nil {
		t.Fatal(err)
	}
	w.Press(t, "Smazat 1 klienta a 2 kontaktní osoby")
	w.Says(t, "náhled je spočítaný znovu", "Smazat 2 klienty a 2 kontaktní osoby")
	if w.Count(t, data.Client) != 2 {
		t.Error("a stale plan was carried out")
	}
}

// TestNothingToDelete: an import that is held as a whole can't be deleted, and one sees why.
func TestNothingToDelete(t *testing.T) {
	w := windowtest.New(t, pages())
	w.Show("deletion")
	w.Says(t, "Není co mazat")
	product, err := w.Store.Import(context.Background(), w.User, data.Import{File: "p.xlsx", Template: "products", Found: data.Counts{data.Product: 1}},
		func(insert func(*data.Record) error) error {
			r := &data.Record{Type: data.Product}
			r.Set("code", "A-1")
			r.Set("name", "Židle")
			return insert(r)
		})
	if err != nil {
		t.Fatal(err)
	}
	records, err := w.Store.Records(context.Background(), data.Product, data.Query{})
	if err != nil {
		t.Fatal(err)
	}
	deal := w.Insert(t, data.Deal, "name", "Zakázka")
	w.Insert(t, data.DealItem, "deal", deal.ID, "product", records[0].ID, "name", "Židle")
	w.Show("history")
	w.Press(t, "Smazat import…")
	p := w.Made("deletion").(*deletionPage)
	if w.Current != "deletion" || p.kind != data.Products || p.label != product.Label {
		t.Errorf("history opened %s with %s %q", w.Current, p.kind, p.label)
	}
	w.Says(t, "Smazat nejde nic")
	for _, o := range w.Objects() {
		if b, ok := o.(*ui.Button); ok && b.Rank == ui.DangerRank && !b.Disabled() {
			t.Errorf("button %q can be pressed", b.Text)
		}
	}
}

// TestRestoreObstacle: what stands in the way of putting back is named, with the next step.
func TestRestoreObstacle(t *testing.T) {
	w := windowtest.New(t, pages())
	im, err := w.Store.Import(context.Background(), w.User, data.Import{File: "p.xlsx", Template: "products", Found: data.Counts{data.Product: 1}},
		func(insert func(*data.Record) error) error {
			r := &data.Record{Type: data.Product}
			r.Set("code", "A-1")
			r.Set("name", "Židle")
			return insert(r)
		})
	if err != nil {
		t.Fatal(err)
	}
	w.Show("deletion")
	w.Made("deletion").(*deletionPage).Choose(data.Products, im.Label)
	w.Press(t, "Smazat 1 produkt")
	w.Press(t, "Smazat 1 produkt")
	w.Insert(t, data.Product, "code", "A-1", "name", "Stůl")
	w.Show("history")
	w.Press(t, "Vrátit smazané")
	w.Says(t, "Import zatím nejde vrátit", "Změňte tu hodnotu u záznamu")
	if n := w.Count(t, data.Product); n != 1 {
		t.Errorf("%d products", n)
	}
	w.CloseDialog()
	w.Says(t, "Vrátit smazané") // and can be tried again
}

// TestHistoryDetail: the sum and what is left of an import, and its status after records went by hand.
func TestHistoryDetail(t *testing.T) {
	w := windowtest.New(t, pages())
	w.Show("history")
	w.Says(t, "Zatím nic nebylo naimportováno")
	_, ids := w.ImportClients(t, "klienti.xlsx", 3)
	lonely := w.Insert(t, data.Client, "name", "Ručně")
	if _, err := w.Store.Remove(context.Background(), w.User, data.Client, lonely.ID); err != nil {
		t.Fatal(err)
	}
	w.Show("history")
	w.Says(t, "Hotovo", "Klienti", "5", "= 3", "+ 1")
	people, err := w.Store.Records(context.Background(), data.Contact, data.Query{Filter: map[string]any{"client": ids[0]}})
	if err != nil || len(people) != 1 {
		t.Fatal(people, err)
	}
	if _, err := w.Store.Remove(context.Background(), w.User, data.Contact, people[0].ID); err != nil {
		t.Fatal(err)
	}
	w.Show("history")
	w.Says(t, "Část smazána ručně", "Smazat import…")
	if strings.Contains(w.Words(), "Vrátit smazané") {
		t.Error("what was removed by hand is offered to be put back by label")
	}
}
