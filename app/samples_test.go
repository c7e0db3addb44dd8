package app

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"kartoteka/app/ui"
	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer"
)

// trySamples imports all samples the way a trial does, bytes as they ship.
func (a *App) trySamples(t *testing.T) {
	t.Helper()
	for _, s := range assets.Samples() {
		path := filepath.Join(t.TempDir(), s.Name)
		if err := os.WriteFile(path, s.Content, 0o600); err != nil {
			t.Fatal(err)
		}
		a.importFile(t, path)
	}
}

func (a *App) importFile(t *testing.T, path string) {
	t.Helper()
	ctx := context.Background()
	report, err := a.importer.Check(ctx, path, importer.CheckOptions{Lang: a.lang, By: a.user, AddListItems: true}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.importer.Import(ctx, report, a.user, nil); err != nil {
		t.Fatal(err)
	}
}

// left counts the records of all types.
func (a *App) left(t *testing.T) int {
	t.Helper()
	n := 0
	for _, kind := range data.RecordTypes() {
		n += a.count(t, kind)
	}
	return n
}

func (a *App) lists(t *testing.T) map[string][]string {
	t.Helper()
	lists, err := a.store.Lists(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return lists
}

// TestDeleteSamples: after a trial the database is as empty as a fresh one, lists included, and everything can come back.
func TestDeleteSamples(t *testing.T) {
	a := newTestApp(t)
	a.show("welcome")
	if slices.Contains(a.buttons(), a.text("samples.delete")) {
		t.Error("an empty database offers to delete samples")
	}
	fresh := a.lists(t)
	a.trySamples(t)
	before, items := a.left(t), a.lists(t)
	if len(items["legal_form"]) == len(fresh["legal_form"]) {
		t.Fatal("the samples bring no list item, the test proves nothing of them")
	}
	// A person of the first sample belongs to a client of the last one.
	person, client := a.oldest(t, data.Contact), a.newest(t, data.Client)
	person.Set("client", client.ID)
	if err := a.store.Update(context.Background(), a.user, &person); err != nil {
		t.Fatal(err)
	}

	a.show("welcome")
	a.press(t, a.text("samples.delete"))
	if a.left(t) != before {
		t.Fatal("something went before it was confirmed")
	}
	a.press(t, a.text("samples.verb"))
	a.says(t, "Ukázková data jsou smazaná")
	if n := a.left(t); n != 0 {
		t.Errorf("%d records are left", n)
	}
	if got := a.lists(t); !slices.Equal(got["legal_form"], fresh["legal_form"]) {
		t.Errorf("legal forms %v", got["legal_form"])
	}
	if slices.Contains(a.buttons(), a.text("samples.delete")) {
		t.Error("there is still something to delete")
	}
	a.press(t, a.text("deletion.undo"))
	a.says(t, "Ukázková data jsou zpátky", a.text("samples.delete"))
	if n := a.left(t); n != before {
		t.Errorf("%d records came back, want %d", n, before)
	}
	if got := a.lists(t); !slices.Equal(got["legal_form"], items["legal_form"]) {
		t.Errorf("legal forms %v", got["legal_form"])
	}
}

// TestDeleteSamplesKeepsOwn: what a record of one's own refers to stays and is named; other imports and list items are left alone.
func TestDeleteSamplesKeepsOwn(t *testing.T) {
	a := newTestApp(t)
	a.importClients(t, "vlastní.xlsx", 2)
	if err := a.store.AddListItems(context.Background(), a.user, "legal_form", "s.p."); err != nil {
		t.Fatal(err)
	}
	a.trySamples(t)
	client := a.newest(t, data.Client)
	a.insert(t, data.Activity, "subject", "Moje schůzka", "client", client.ID)
	a.show("welcome")
	a.press(t, a.text("samples.delete"))
	a.press(t, a.text("samples.verb"))
	a.says(t, "1 ukázkový záznam zůstal")
	p := a.pages["welcome"].(*welcomePage)
	if k := p.removal.kept; len(k) != 1 || k[0].ID != client.ID || holders(a.Window, &k[0], 3) != "Aktivita Moje schůzka" {
		t.Errorf("kept %+v", k)
	}
	if c, k := a.count(t, data.Client), a.count(t, data.Contact); c != 3 || k != 2 {
		t.Errorf("%d clients and %d persons are left", c, k)
	}
	if !slices.Contains(a.lists(t)["legal_form"], "s.p.") {
		t.Error("a list item of one's own is gone")
	}
	a.press(t, a.text("samples.back"))
	a.says(t, "1 klient", a.text("samples.delete"))
}

// TestTrialEnds: the window imports sample after sample; the result of the last one leads to where they are deleted.
func TestTrialEnds(t *testing.T) {
	a := newTestApp(t)
	a.page("import").(*importPage).trySamples()
	for i := range assets.Samples() {
		a.press(t, a.text("menu.start"))
		if a.dialog != nil {
			a.press(t, a.text("import.confirm.verb"))
		}
		if i+1 < len(assets.Samples()) {
			a.press(t, a.text("import.result.next_sample", assets.Values{"Sample": a.page("import").(*importPage).sampleTitle(assets.Samples()[i+1])}))
		}
	}
	a.press(t, a.text("samples.finish"))
	a.press(t, a.text("samples.delete"))
	a.press(t, a.text("samples.verb"))
	if n := a.left(t); n != 0 || a.current != "welcome" {
		t.Errorf("%d records are left, the page is %s", n, a.current)
	}
}

// TestDeleteCorrectedSample: a sample that was corrected in Excel before it was imported goes as well.
func TestDeleteCorrectedSample(t *testing.T) {
	a := newTestApp(t)
	p := a.page("import").(*importPage)
	samples := assets.Samples()
	path := p.samplePath(samples[0])
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	// Other content under the name of the first sample stands for a corrected one.
	if err := os.WriteFile(path, samples[2].Content, 0o600); err != nil {
		t.Fatal(err)
	}
	if sums := sampleSums(a.store.Path()); len(sums) != len(samples) {
		t.Errorf("%d sums", len(sums))
	}
	if err := os.WriteFile(path, append(slices.Clone(samples[0].Content), 0), 0o600); err != nil {
		t.Fatal(err)
	}
	if sums := sampleSums(a.store.Path()); len(sums) != len(samples)+1 {
		t.Errorf("%d sums, want one more than there are samples", len(sums))
	}
}

// oldest is the record of a type that came first.
func (a *App) oldest(t *testing.T, kind data.RecordType) data.Record {
	return a.one(t, kind, data.Query{Sort: "id", Limit: 1})
}

// newest is the record of a type that came last.
func (a *App) newest(t *testing.T, kind data.RecordType) data.Record {
	return a.one(t, kind, data.Query{Sort: "id", Desc: true, Limit: 1})
}

func (a *App) one(t *testing.T, kind data.RecordType, q data.Query) data.Record {
	t.Helper()
	found, err := a.store.Records(context.Background(), kind, q)
	if err != nil || len(found) != 1 {
		t.Fatalf("%d records, %v", len(found), err)
	}
	return found[0]
}

// buttons are the texts of all buttons.
func (a *App) buttons() []string {
	var texts []string
	for _, o := range a.objects() {
		if b, ok := o.(*ui.Button); ok {
			texts = append(texts, b.Text)
		}
	}
	return texts
}
