package records

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"kartoteka/app/ui"
	"kartoteka/assets"
	"kartoteka/data"
)

// in returns the field of the form of that key.
func (b *book) in(p *Page, key string) *formField {
	b.t.Helper()
	for _, f := range p.form.fields {
		if f.Key == key {
			return f
		}
	}
	b.t.Fatalf("the form has no field %s", key)
	return nil
}

// fill types into a field of the form.
func (b *book) fill(p *Page, key, text string) {
	b.t.Helper()
	switch input := b.in(p, key).focus.(type) {
	case *ui.Entry:
		input.SetText(text)
	case *ui.Lookup:
		input.SetText(text)
	case *widget.Check:
		input.SetChecked(text != "")
	default:
		b.t.Fatalf("field %s is no field for text", key)
	}
}

// Each type of record has a page that lists its records, with a form for all its fields, custom ones included.
func TestOnePageServesEveryType(t *testing.T) {
	b := newBook(t)
	for _, rt := range data.Importable() {
		if _, err := b.Store.AddField(b.Context, b.User, rt, data.Field{Title: "Barva vozu", Type: data.Text, Panel: "Vozový park"}); err != nil {
			t.Fatal(err)
		}
	}
	schema, err := b.Store.Schema(b.Context)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range assets.Languages() {
		b.SetLanguage(l)
		for _, e := range pages() {
			if e.Records == "" {
				continue
			}
			p := b.page(e.Records)
			if e.Records != data.Activity {
				b.says(b.Text("records.empty." + string(e.Records)))
			}
			p.Add()
			shown := b.Words()
			for _, f := range schema.Active(e.Records) {
				title := f.Title
				if !f.Custom() {
					title = l.FieldTitle(string(e.Records), f.Key)
				}
				if !f.Unstored && !strings.Contains(shown, title) && f.Type != data.Bool {
					t.Errorf("%s: the form of %s lacks %s (%s)", l, e.Records, f.Key, title)
				}
			}
			if e.Records.Kind().Importable {
				b.says("Vozový park")
			}
			p.form.close()
		}
	}
}

// What the check calls wrong, the form calls wrong, at the field; what it repairs is stored repaired.
func TestFormKeepsTheRulesOfTheImport(t *testing.T) {
	b := newBook(t)
	p := b.page(data.Client)
	p.Add()
	if b.in(p, "name").line.Visible() {
		t.Error("an untouched form complains")
	}
	b.Press(t, b.Text("records.save"))
	if f := b.in(p, "name"); p.form == nil || f.tone != ui.ErrorTone || !strings.Contains(f.said.Text(), "Název") {
		t.Fatalf("a client without a name: %q", f.said.Text())
	}
	for _, c := range []struct {
		key, text string
		tone      ui.Tone
		wrong     bool
	}{
		{"email_1", "novak(at)firma.cz", ui.ErrorTone, true}, {"phone_1", "abc", ui.ErrorTone, true}, {"anniversary", "31. 2. 2020", ui.ErrorTone, true},
		{"country", "Nikdeland", ui.ErrorTone, true}, {"reg_number", "12345678", ui.WarningTone, false}, {"note", strings.Repeat("x", 256), ui.ErrorTone, true},
	} {
		b.fill(p, c.key, c.text)
		f := b.in(p, c.key)
		if !f.line.Visible() || f.tone != c.tone || f.said.Text() == "" {
			t.Errorf("%s %q: tone %d, %q", c.key, c.text, f.tone, f.said.Text())
		}
		if c.wrong {
			b.fill(p, c.key, "")
			if f.line.Visible() {
				t.Errorf("%s is empty and still wrong: %s", c.key, f.said.Text())
			}
		}
	}
	b.fill(p, "name", "Alfa s.r.o.")
	b.fill(p, "reg_number", "6947")
	b.fill(p, "country", "slovensko")
	b.fill(p, "vat_payer", "ano")
	b.Press(t, b.Text("records.save"))
	if p.form != nil {
		t.Fatalf("not saved:\n%s", b.Words())
	}
	got := b.record(data.Client, p.chosen)
	if got.Text("reg_number") != "00006947" || got.Text("country") != "SK" || !got.Bool("vat_payer") || got.Text("state") != "potential" || got.Ref("owner") != b.User.ID {
		t.Errorf("stored: %+v", got)
	}
	b.says(b.Text("records.saved", assets.Values{"Title": "Alfa s.r.o."}))
}

func TestFormShowsDuplicatesWhileTyping(t *testing.T) {
	b := newBook(t)
	alfa := b.has(data.Client, "name", "Alfa s.r.o.", "reg_number", "27482728")
	b.has(data.Product, "code", "A-1", "name", "Stůl")
	p := b.page(data.Client)
	p.Add()
	b.fill(p, "name", "Úplně jiná")
	if p.form.same != nil {
		t.Error("a duplicate of nothing")
	}
	b.fill(p, "reg_number", "274 82 728")
	b.says("Alfa s.r.o.")
	if p.form.same == nil || p.form.same.Record.ID != alfa {
		t.Fatalf("the same: %+v", p.form.same)
	}
	p.form = nil
	p.edit(alfa)
	b.fill(p, "city", "Brno")
	if p.form.same != nil {
		t.Error("a record is its own duplicate")
	}
	p.form = nil
	products := b.page(data.Product)
	products.Add()
	b.fill(products, "name", "Židle")
	b.fill(products, "code", "a-1")
	b.Press(t, b.Text("records.save"))
	if f := b.in(products, "code"); products.form == nil || f.tone != ui.ErrorTone || !strings.Contains(f.said.Text(), "Stůl") {
		t.Errorf("a code that is taken: %q", f.said.Text())
	}
}

func TestUnsavedChangesAreNotLostWithoutAQuestion(t *testing.T) {
	b := newBook(t)
	p := b.page(data.Client)
	p.Add()
	b.Show("leads")
	if b.Current != "leads" || b.DialogOpen() {
		t.Fatal("an untouched form keeps the person")
	}
	b.page(data.Client)
	p.Add()
	b.fill(p, "name", "Alfa")
	for _, away := range []func(){func() { b.Show("leads") }, func() { p.Escape() }, b.SignOut, func() { b.OpenRecord(data.Lead, 1) }} {
		away()
		if b.Current != "clients" || p.form == nil || !b.DialogOpen() {
			t.Fatal("the form is gone without a question")
		}
		b.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
		if p.form.typed["name"] != "Alfa" {
			t.Fatal("cancelling the question loses what was typed")
		}
	}
	b.SetLanguage(assets.English)
	if e := b.in(p, "name").focus.(*ui.Entry); e.Text != "Alfa" {
		t.Errorf("after a change of language the field holds %q", e.Text)
	}
	b.Show("leads")
	b.Press(t, b.Text("records.discard"))
	if b.Current != "leads" || p.form != nil {
		t.Error("the question answered, the form is still there")
	}
}

// Somebody else's change is told before it is overwritten.
func TestFormTellsOfAConflict(t *testing.T) {
	b := newBook(t)
	id := b.has(data.Client, "name", "Alfa", "city", "Brno")
	p := b.page(data.Client)
	p.edit(id)
	b.fill(p, "city", "Praha")
	other := b.record(data.Client, id)
	other.Set("street", "Dlouhá 1")
	if err := b.Store.Update(b.Context, b.User, other); err != nil {
		t.Fatal(err)
	}
	b.Press(t, b.Text("records.save"))
	b.says(b.Text("records.stale"))
	if got := b.record(data.Client, id); got.Text("city") != "Brno" {
		t.Fatalf("overwritten: %+v", got)
	}
	b.Press(t, b.Text("records.stale.reload"))
	if got := p.form.typed["street"]; got != "Dlouhá 1" {
		t.Errorf("loaded again: street %q", got)
	}
	b.fill(p, "city", "Praha")
	b.Press(t, b.Text("records.save"))
	if got := b.record(data.Client, id); got.Text("city") != "Praha" || got.Text("street") != "Dlouhá 1" {
		t.Errorf("stored: %+v", got)
	}
}

// A person of another client than the deal's is stored, and the form says so at its field; so does it say a currency that it fills in.
func TestFormSaysWhatFollows(t *testing.T) {
	b := newBook(t)
	alfa, beta := b.has(data.Client, "name", "Alfa"), b.has(data.Client, "name", "Beta")
	jan := b.has(data.Contact, "last_name", "Novák", "client", beta)
	p := b.page(data.Deal)
	p.addWith([]data.Value{{Key: "name", V: "Nákup"}, {Key: "client", V: alfa}, {Key: "contact", V: jan}}, nil)
	if f := b.in(p, "contact"); f.tone != ui.WarningTone || !f.line.Visible() || f.said.Text() != b.Text("records.other_client") {
		t.Errorf("a person of another client: %q", f.said.Text())
	}
	p.form.typedIn("currency", "")
	b.fill(p, "value", "5 €")
	if f := b.in(p, "currency"); f.tone != ui.InfoTone || !f.line.Visible() || !strings.Contains(f.said.Text(), "EUR") {
		t.Errorf("a currency by an amount: %q", f.said.Text())
	}
	b.Press(t, b.Text("records.save"))
	if p.form != nil {
		t.Fatalf("not saved:\n%s", b.Words())
	}
	if got := b.record(data.Deal, p.chosen); got.Text("currency") != "EUR" || got.Ref("contact") != jan {
		t.Errorf("stored: %+v", got)
	}
}

func TestDealHasLinesAndATotal(t *testing.T) {
	b := newBook(t)
	client := b.has(data.Client, "name", "Alfa")
	product := b.has(data.Product, "code", "A-1", "name", "Stůl", "price", 1500.0, "tax_rate", 21.0, "unit", "ks")
	p := b.page(data.Deal)
	p.Add()
	b.fill(p, "name", "Vybavení")
	reference := b.in(p, "client").focus.(*ui.Lookup)
	reference.SetText("alf")
	b.Press(t, b.Text("records.save"))
	if f := b.in(p, "client"); f.tone != ui.ErrorTone || !f.line.Visible() {
		t.Error("a client that is not chosen is passed over in silence")
	}
	reference.Suggest()
	if len(reference.Options) != 1 {
		t.Fatalf("suggested: %v", reference.Options)
	}
	var seen *ui.Suggestion
	for _, o := range b.Objects() {
		if s, ok := o.(*ui.Suggestion); ok && s.Text == "Alfa" {
			seen = s
		}
	}
	if seen == nil {
		t.Fatal("the suggestion can't be seen")
	}
	seen.MouseDown(nil)
	b.Press(t, b.Text("records.items.add"))
	var line *ui.Lookup
	for _, o := range b.Objects() {
		if l, ok := o.(*ui.Lookup); ok && l.PlaceHolder == b.Text("records.find.product") {
			line = l
		}
	}
	line.SetText("stul")
	line.Suggest()
	line.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	line.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	p.form.items.lines[0].typed["quantity"] = "3"
	p.form.edited()
	b.says("Celkem 4\u00a0500 CZK bez DPH, 5\u00a0445 CZK s DPH")
	b.Press(t, b.Text("records.save"))
	if p.form != nil {
		t.Fatalf("not saved:\n%s", b.Words())
	}
	items, err := b.Store.Records(b.Context, data.DealItem, data.Query{Filter: map[string]any{"deal": p.chosen}})
	if err != nil || len(items) != 1 || items[0].Ref("product") != product || items[0].Number("quantity") != 3 || items[0].Number("price") != 1500 {
		t.Errorf("lines: %+v, %v", items, err)
	}
	if b.record(data.Deal, p.chosen).Ref("client") != client {
		t.Error("the deal lost its client")
	}
}
