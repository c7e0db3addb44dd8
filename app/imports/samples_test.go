package imports

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"kartoteka/app/undo"
	"kartoteka/app/windowtest"
	"kartoteka/assets"
	"kartoteka/data"
)

// trySamples imports all samples the way a trial does, bytes as they ship.
func trySamples(w windowtest.Window, t *testing.T) {
	t.Helper()
	for _, s := range allSamples() {
		path := filepath.Join(t.TempDir(), s.Name)
		if err := os.WriteFile(path, s.Content, 0o600); err != nil {
			t.Fatal(err)
		}
		w.ImportFile(t, path)
	}
}

// left counts the records of all types.
func left(w windowtest.Window, t *testing.T) int {
	t.Helper()
	n := 0
	for _, kind := range data.RecordTypes() {
		n += w.Count(t, kind)
	}
	return n
}

func lists(w windowtest.Window, t *testing.T) map[string][]string {
	t.Helper()
	lists, err := w.Store.Lists(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return lists
}

// TestDeleteSamples: after a trial the database is as empty as a fresh one, lists included, and everything can come back.
func TestDeleteSamples(t *testing.T) {
	w := windowtest.New(t, pages())
	w.Show("welcome")
	if slices.Contains(w.Buttons(), w.Text("samples.delete")) {
		t.Error("an empty database offers to delete samples")
	}
	fresh := lists(w, t)
	trySamples(w, t)
	before, items := left(w, t), lists(w, t)
	if len(items["legal_form"]) == len(fresh["legal_form"]) {
		t.Fatal("the samples bring no list item, the test proves nothing of them")
	}
	// A person of the first sample belongs to a client of the last one.
	person, client := oldest(w, t, data.Contact), newest(w, t, data.Client)
	person.Set("client", client.ID)
	if err := w.Store.Update(context.Background(), w.User, &person); err != nil {
		t.Fatal(err)
	}

	w.Show("welcome")
	w.Press(t, w.Text("samples.delete"))
	if left(w, t) != before {
		t.Fatal("something went before it was confirmed")
	}
	w.Press(t, w.Text("samples.verb"))
	w.Says(t, "Ukázková data jsou smazaná")
	if n := left(w, t); n != 0 {
		t.Errorf("%d records are left", n)
	}
	if got := lists(w, t); !slices.Equal(got["legal_form"], fresh["legal_form"]) {
		t.Errorf("legal forms %v", got["legal_form"])
	}
	if slices.Contains(w.Buttons(), w.Text("samples.delete")) {
		t.Error("there is still something to delete")
	}
	w.Press(t, w.Text("deletion.undo"))
	w.Says(t, "Ukázková data jsou zpátky", w.Text("samples.delete"))
	if n := left(w, t); n != before {
		t.Errorf("%d records came back, want %d", n, before)
	}
	if got := lists(w, t); !slices.Equal(got["legal_form"], items["legal_form"]) {
		t.Errorf("legal forms %v", got["legal_form"])
	}
}

// TestDeleteSamplesKeepsOwn: what a record of one's own refers to stays and is named; other imports and list items are left alone.
func TestDeleteSamplesKeepsOwn(t *testing.T) {
	w := windowtest.New(t, pages())
	w.ImportClients(t, "vlastní.xlsx", 2)
	if err := w.Store.AddListItems(context.Background(), w.User, "legal_form", "s.p."); err != nil {
		t.Fatal(err)
	}
	trySamples(w, t)
	client := newest(w, t, data.Client)
	w.Insert(t, data.Activity, "subject", "Moje schůzka", "client", client.ID)
	w.Show("welcome")
	w.Press(t, w.Text("samples.delete"))
	w.Press(t, w.Text("samples.verb"))
	w.Says(t, "1 ukázkový záznam zůstal")
	p := w.Made("welcome").(*welcomePage)
	if k := p.removal.kept; len(k) != 1 || k[0].ID != client.ID || undo.Holders(w.Window, &k[0], 3) != "Aktivita Moje schůzka" {
		t.Errorf("kept %+v", k)
	}
	if c, k := w.Count(t, data.Client), w.Count(t, data.Contact); c != 3 || k != 2 {
		t.Errorf("%d clients and %d persons are left", c, k)
	}
	if !slices.Contains(lists(w, t)["legal_form"], "s.p.") {
		t.Error("a list item of one's own is gone")
	}
	w.Press(t, w.Text("samples.back"))
	w.Says(t, "1 klient", w.Text("samples.delete"))
}

// TestTrialEnds: the window imports sample after sample; the result of the last one leads to where they are deleted.
func TestTrialEnds(t *testing.T) {
	w := windowtest.New(t, pages())
	w.Page("import").(*Page).trySamples()
	for i := range assets.Samples() {
		w.Press(t, w.Text("menu.start"))
		if w.DialogOpen() {
			w.Press(t, w.Text("import.confirm.verb"))
		}
		if i+1 < len(assets.Samples()) {
			w.Press(t, w.Text("import.result.next_sample", assets.Values{"Sample": w.Page("import").(*Page).sampleTitle(assets.Samples()[i+1])}))
		}
	}
	w.Press(t, w.Text("samples.finish"))
	w.Press(t, w.Text("samples.delete"))
	w.Press(t, w.Text("samples.verb"))
	if n := left(w, t); n != 0 || w.Current != "welcome" {
		t.Errorf("%d records are left, the page is %s", n, w.Current)
	}
}

// TestDeleteCorrectedSample: a sample that was corrected in Excel before it was imported goes as well.
func TestDeleteCorrectedSample(t *testing.T) {
	w := windowtest.New(t, pages())
	p := w.Page("import").(*Page)
	samples := allSamples()
	path := p.samplePath(samples[0])
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	// Other content under the name of the first sample stands for a corrected one.
	if err := os.WriteFile(path, samples[2].Content, 0o600); err != nil {
		t.Fatal(err)
	}
	if sums := sampleSums(w.Store.Path()); len(sums) != len(samples) {
		t.Errorf("%d sums", len(sums))
	}
	if err := os.WriteFile(path, append(slices.Clone(samples[0].Content), 0), 0o600); err != nil {
		t.Fatal(err)
	}
	if sums := sampleSums(w.Store.Path()); len(sums) != len(samples)+1 {
		t.Errorf("%d sums, want one more than there are samples", len(sums))
	}
}

// oldest is the record of a type that came first.
func oldest(w windowtest.Window, t *testing.T, kind data.RecordType) data.Record {
	return one(w, t, kind, data.Query{Sort: "id", Limit: 1})
}

// newest is the record of a type that came last.
func newest(w windowtest.Window, t *testing.T, kind data.RecordType) data.Record {
	return one(w, t, kind, data.Query{Sort: "id", Desc: true, Limit: 1})
}

func one(w windowtest.Window, t *testing.T, kind data.RecordType, q data.Query) data.Record {
	t.Helper()
	found, err := w.Store.Records(context.Background(), kind, q)
	if err != nil || len(found) != 1 {
		t.Fatalf("%d records, %v", len(found), err)
	}
	return found[0]
}
