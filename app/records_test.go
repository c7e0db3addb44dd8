package app

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"kartoteka/app/native"
	"kartoteka/assets"
	"kartoteka/data"
)

// A book is an app with an address book to look at.
type book struct {
	*App
	t *testing.T
}

func newBook(t *testing.T) *book {
	t.Helper()
	a := newTestApp(t)
	a.window.Resize(fyne.NewSize(1280, 720))
	return &book{a, t}
}

// has stores a record and returns its id.
func (b *book) has(rt data.RecordType, pairs ...any) int64 {
	b.t.Helper()
	r := data.Record{Type: rt}
	for i := 0; i < len(pairs); i += 2 {
		r.Set(pairs[i].(string), pairs[i+1])
	}
	if err := b.store.Insert(b.ctx, b.user, &r); err != nil {
		b.t.Fatal(err)
	}
	return r.ID
}

// imported stores records under a label.
func (b *book) imported(rt data.RecordType, names ...string) data.Import {
	b.t.Helper()
	im, err := b.store.Import(b.ctx, b.user, data.Import{File: "klienti.xlsx", Template: "clients-wide", Found: data.Counts{rt: len(names)}}, func(insert func(*data.Record) error) error {
		for i, name := range names {
			r := data.Record{Type: rt, Row: i + 3}
			r.Set("name", name)
			if err := insert(&r); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.t.Fatal(err)
	}
	return im
}

func (b *book) record(rt data.RecordType, id int64) *data.Record {
	b.t.Helper()
	r, err := b.store.Record(b.ctx, rt, id)
	if err != nil {
		b.t.Fatal(err)
	}
	return &r
}

func (b *book) page(rt data.RecordType) *recordsPage {
	b.t.Helper()
	p := b.pageOf(rt)
	b.show(p.key)
	return p
}

// listed are the first columns of all rows, one after another.
func (p *recordsPage) listed() string {
	var names []string
	for i := range p.grid.rows {
		p.viewed(i, i+1)
		names = append(names, p.grid.cell(i, 0).text)
	}
	return strings.Join(names, ", ")
}

// in returns the field of the form of that key.
func (b *book) in(p *recordsPage, key string) *formField {
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
func (b *book) fill(p *recordsPage, key, text string) {
	b.t.Helper()
	switch input := b.in(p, key).focus.(type) {
	case *entry:
		input.SetText(text)
	case *lookup:
		input.SetText(text)
	case *widget.Check:
		input.SetChecked(text != "")
	default:
		b.t.Fatalf("field %s is no field for text", key)
	}
}

func (b *book) says(text string) {
	b.t.Helper()
	all := b.words()
	for _, o := range b.objects() {
		if h, ok := o.(*widget.Hyperlink); ok {
			all += "\n" + h.Text
		}
	}
	if !strings.Contains(all, text) {
		b.t.Errorf("%q is not said among:\n%s", text, all)
	}
}

// Each type of record has a page that lists its records, with a form for all its fields, custom ones included.
func TestOnePageServesEveryType(t *testing.T) {
	b := newBook(t)
	for _, rt := range data.Importable() {
		if _, err := b.store.AddField(b.ctx, b.user, rt, data.Field{Title: "Barva vozu", Type: data.Text, Panel: "Vozový park"}); err != nil {
			t.Fatal(err)
		}
	}
	schema, err := b.store.Schema(b.ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range assets.Languages() {
		b.setLanguage(l)
		for _, e := range pageTable() {
			if e.records == "" {
				continue
			}
			p := b.page(e.records)
			if e.records != data.Activity {
				b.says(b.text("records.empty." + string(e.records)))
			}
			p.add()
			shown := b.words()
			for _, f := range schema.Active(e.records) {
				title := f.Title
				if !f.Custom() {
					title = l.FieldTitle(string(e.records), f.Key)
				}
				if !f.Unstored && !strings.Contains(shown, title) && f.Type != data.Bool {
					t.Errorf("%s: the form of %s lacks %s (%s)", l, e.records, f.Key, title)
				}
			}
			if exported(e.records) {
				b.says("Vozový park")
			}
			p.form.close()
		}
	}
}

func TestListSearchesFiltersAndSorts(t *testing.T) {
	b := newBook(t)
	b.has(data.Client, "name", "Čáp s.r.o.", "city", "Brno", "category", "VIP", "country", "CZ", "phone_1", "777 123 456")
	b.has(data.Client, "name", "Chata a.s.", "city", "Aš", "state", "actual", "country", "SK")
	im := b.imported(data.Client, "Dub", "Cukr")
	p := b.page(data.Client)
	for _, c := range []struct{ search, want string }{
		{"", "Cukr, Čáp s.r.o., Dub, Chata a.s."}, {"cap", "Čáp s.r.o."}, {"777123", "Čáp s.r.o."}, {"as", "Chata a.s."}, {"c", "Cukr, Čáp s.r.o., Chata a.s."}, {"nic takového", ""},
	} {
		p.field.SetText(c.search)
		if got := p.listed(); got != c.want {
			t.Errorf("%q lists %s, want %s", c.search, got, c.want)
		}
	}
	b.says(b.text("records.none_found"))
	b.press(t, b.text("records.show_all"))
	if got := p.listed(); p.field.Text != "" || got != "Cukr, Čáp s.r.o., Dub, Chata a.s." {
		t.Errorf("all are %s", got)
	}
	p.filters.set("category", "VIP")
	p.filtered()
	if got := p.listed(); got != "Čáp s.r.o." {
		t.Errorf("by category: %s", got)
	}
	if !slices.Equal(p.countries, []string{"CZ", "SK"}) {
		t.Errorf("countries to filter by: %v", p.countries)
	}
	b.showRecords(data.Client, im.Label)
	if got := p.listed(); got != "Cukr, Dub" {
		t.Errorf("under the label: %s", got)
	}
	p.clear()
	p.grid.kept.Sort = "city"
	p.load()
	if got := p.listed(); !strings.HasPrefix(got, "Chata a.s., Čáp s.r.o.") {
		t.Errorf("by town: %s", got)
	}
}

// A list reads the rows it shows and no others, wherever it is scrolled to.
func TestListReadsWhatIsSeen(t *testing.T) {
	b := newBook(t)
	var names []string
	for i := range 3000 {
		names = append(names, fmt.Sprintf("Klient %04d", i))
	}
	b.imported(data.Client, names...)
	p := b.page(data.Client)
	if n := len(p.grid.rows); n != 3000 || len(p.rows) > 500 {
		t.Fatalf("%d rows, %d of them read", n, len(p.rows))
	}
	p.grid.goTo(2999, false)
	if got := p.grid.cell(2999, 0).text; got != "Klient 2999" || len(p.rows) > 1000 {
		t.Errorf("the last row is %q, %d rows are read", got, len(p.rows))
	}
	if p.chosen != p.grid.rows[2999] || p.detail.known.record.Title() != "Klient 2999" {
		t.Error("the detail is not that of the row the cursor is on")
	}
}

func TestColumnsAreChosenOrderedAndRemembered(t *testing.T) {
	b := newBook(t)
	p := b.page(data.Client)
	titles := func() string {
		var all []string
		for _, c := range b.page(data.Client).grid.columns() {
			all = append(all, c.title)
		}
		return strings.Join(all, ", ")
	}
	if got := titles(); got != "Název, IČO, Město, Telefon 1, E-mail 1, Stav, Vlastník" {
		t.Errorf("at first: %s", got)
	}
	p = b.pageOf(data.Client)
	p.grid.toggleColumn(p.grid.columnOf("note"))
	p.grid.kept.Order = []string{titleColumn, "note", "city"}
	b.show("leads")
	if got := titles(); got != "Název, Poznámka, Město, IČO, Telefon 1, E-mail 1, Stav, Vlastník" {
		t.Errorf("afterwards: %s", got)
	}
}

// What the check calls wrong, the form calls wrong, at the field; what it repairs is stored repaired.
func TestFormKeepsTheRulesOfTheImport(t *testing.T) {
	b := newBook(t)
	p := b.page(data.Client)
	p.add()
	if b.in(p, "name").line.Visible() {
		t.Error("an untouched form complains")
	}
	b.press(t, b.text("records.save"))
	if f := b.in(p, "name"); p.form == nil || f.tone != errorTone || !strings.Contains(f.said.Text(), "Název") {
		t.Fatalf("a client without a name: %q", f.said.Text())
	}
	for _, c := range []struct {
		key, text string
		tone      tone
		wrong     bool
	}{
		{"email_1", "novak(at)firma.cz", errorTone, true}, {"phone_1", "abc", errorTone, true}, {"anniversary", "31. 2. 2020", errorTone, true},
		{"country", "Nikdeland", errorTone, true}, {"reg_number", "12345678", warningTone, false}, {"note", strings.Repeat("x", 256), errorTone, true},
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
	b.press(t, b.text("records.save"))
	if p.form != nil {
		t.Fatalf("not saved:\n%s", b.words())
	}
	got := b.record(data.Client, p.chosen)
	if got.Text("reg_number") != "00006947" || got.Text("country") != "SK" || !got.Bool("vat_payer") || got.Text("state") != "potential" || got.Ref("owner") != b.user.ID {
		t.Errorf("stored: %+v", got)
	}
	b.says(b.text("records.saved", assets.Values{"Title": "Alfa s.r.o."}))
}

func TestFormShowsDuplicatesWhileTyping(t *testing.T) {
	b := newBook(t)
	alfa := b.has(data.Client, "name", "Alfa s.r.o.", "reg_number", "27482728")
	b.has(data.Product, "code", "A-1", "name", "Stůl")
	p := b.page(data.Client)
	p.add()
	b.fill(p, "name", "Úplně jiná")
	if p.form.twin != nil {
		t.Error("a duplicate of nothing")
	}
	b.fill(p, "reg_number", "274 82 728")
	b.says("Alfa s.r.o.")
	if p.form.twin == nil || p.form.twin.Record.ID != alfa {
		t.Fatalf("twin: %+v", p.form.twin)
	}
	p.form = nil
	p.edit(alfa)
	b.fill(p, "city", "Brno")
	if p.form.twin != nil {
		t.Error("a record is its own duplicate")
	}
	p.form = nil
	products := b.page(data.Product)
	products.add()
	b.fill(products, "name", "Židle")
	b.fill(products, "code", "a-1")
	b.press(t, b.text("records.save"))
	if f := b.in(products, "code"); products.form == nil || f.tone != errorTone || !strings.Contains(f.said.Text(), "Stůl") {
		t.Errorf("a code that is taken: %q", f.said.Text())
	}
}

func TestUnsavedChangesAreNotLostWithoutAQuestion(t *testing.T) {
	b := newBook(t)
	p := b.page(data.Client)
	p.add()
	b.show("leads")
	if b.current != "leads" || b.dialog != nil {
		t.Fatal("an untouched form keeps the person")
	}
	b.page(data.Client)
	p.add()
	b.fill(p, "name", "Alfa")
	for _, away := range []func(){func() { b.show("leads") }, func() { p.escape() }, b.signOut, func() { b.openRecord(data.Lead, 1) }} {
		away()
		if b.current != "clients" || p.form == nil || b.dialog == nil {
			t.Fatal("the form is gone without a question")
		}
		b.typed(&fyne.KeyEvent{Name: fyne.KeyEscape})
		if p.form.typed["name"] != "Alfa" {
			t.Fatal("cancelling the question loses what was typed")
		}
	}
	b.setLanguage(assets.English)
	if e := b.in(p, "name").focus.(*entry); e.Text != "Alfa" {
		t.Errorf("after a change of language the field holds %q", e.Text)
	}
	b.show("leads")
	b.press(t, b.text("records.discard"))
	if b.current != "leads" || p.form != nil {
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
	if err := b.store.Update(b.ctx, b.user, other); err != nil {
		t.Fatal(err)
	}
	b.press(t, b.text("records.save"))
	b.says(b.text("records.stale"))
	if got := b.record(data.Client, id); got.Text("city") != "Brno" {
		t.Fatalf("overwritten: %+v", got)
	}
	b.press(t, b.text("records.stale.reload"))
	if got := p.form.typed["street"]; got != "Dlouhá 1" {
		t.Errorf("loaded again: street %q", got)
	}
	b.fill(p, "city", "Praha")
	b.press(t, b.text("records.save"))
	if got := b.record(data.Client, id); got.Text("city") != "Praha" || got.Text("street") != "Dlouhá 1" {
		t.Errorf("stored: %+v", got)
	}
}

func TestDetailShowsWhatBelongsTogether(t *testing.T) {
	b := newBook(t)
	im := b.imported(data.Client, "Alfa s.r.o.")
	ids, err := b.store.IDs(b.ctx, data.Client, data.Query{Label: im.Label})
	if err != nil || len(ids) != 1 {
		t.Fatal(ids, err)
	}
	client := b.record(data.Client, ids[0])
	client.Set("email_1", "info@alfa.example")
	client.Set("city", "Brno")
	if err := b.store.Update(b.ctx, b.user, client); err != nil {
		t.Fatal(err)
	}
	person := b.has(data.Contact, "client", client.ID, "last_name", "Nováková", "position", "jednatelka")
	b.has(data.Deal, "client", client.ID, "name", "Nové židle", "value", 12000.0, "currency", "CZK")
	b.has(data.Activity, "client", client.ID, "subject", "Zavolat", "kind", "call")
	b.openRecord(data.Client, client.ID)
	p := b.pageOf(data.Client)
	for _, text := range []string{"Alfa s.r.o.", "Brno", "Identifikace"} {
		if got := strings.Contains(b.words(), text); got != (text != "Identifikace") {
			t.Errorf("%q said: %v", text, got)
		}
	}
	links := func() (all []string) {
		for _, o := range b.objects() {
			if h, ok := o.(*widget.Hyperlink); ok && h.Visible() {
				all = append(all, h.Text)
			}
		}
		return all
	}
	if got := links(); !slices.Contains(got, "info@alfa.example") {
		t.Errorf("links: %v", got)
	}
	p.detail.tab = 1
	p.detail.draw()
	for _, want := range []string{"Nováková", "Nové židle", "Zavolat"} {
		if got := links(); !slices.Contains(got, want) {
			t.Errorf("%s is not among what belongs to the client: %v", want, got)
		}
	}
	p.detail.tab = 2
	p.detail.draw()
	b.says("klienti.xlsx")
	b.says("3")
	b.says("Město: (prázdné) → Brno")
	b.openRecord(data.Contact, person)
	if b.current != "contacts" || !slices.Contains(links(), "Alfa s.r.o.") {
		t.Errorf("the person's detail: %s, %v", b.current, links())
	}
}

func TestLinksLeadNowhereDangerous(t *testing.T) {
	schema := data.NewSchema(nil)
	for _, c := range []struct{ key, value, want string }{
		{"email_1", "jan@firma.cz", "mailto:jan@firma.cz"}, {"phone_1", "777 123 456", "tel:+420777123456"}, {"phone_1", "x", ""},
		{"website", "www.firma.cz", "https://www.firma.cz"}, {"website", "http://firma.cz/a", "http://firma.cz/a"}, {"website", "file:///etc/passwd", ""},
		{"website", "javascript:alert(1)", ""},
		{"website", "file://server/share/x.exe", ""}, {"website", "ftp://firma.cz/x", ""}, {"facebook", "https://facebook.com/x", "https://facebook.com/x"}, {"facebook", "firma", ""}, {"name", "file:///x", ""},
		{"email_1", "a@b.cz?bcc=x@y.cz", "mailto:a@b.cz%3Fbcc=x@y.cz"},
	} {
		got := ""
		if u := linkOf(schema.Field(data.Client, c.key), c.value, ""); u != nil {
			got = u.String()
		}
		if got != c.want {
			t.Errorf("%s %q leads to %q, want %q", c.key, c.value, got, c.want)
		}
	}
}

func TestManyAreChangedAndDeletedAndBroughtBack(t *testing.T) {
	b := newBook(t)
	one, two := b.has(data.Client, "name", "A", "category", "VIP"), b.has(data.Client, "name", "B")
	held := b.has(data.Client, "name", "C")
	b.has(data.Deal, "name", "Případ", "client", held)
	p := b.page(data.Client)
	p.grid.goTo(0, false)
	p.grid.goTo(1, true)
	b.says(b.plural("records.picked", 2))
	p.set(p.picked(), p.reader.schema.Field(data.Client, "category"), "partner", "změněno")
	if x, y := b.record(data.Client, one), b.record(data.Client, two); x.Text("category") != "partner" || y.Text("category") != "partner" {
		t.Errorf("categories %q, %q", x.Text("category"), y.Text("category"))
	}
	b.press(t, b.text("records.undo"))
	if x, y := b.record(data.Client, one), b.record(data.Client, two); x.Text("category") != "VIP" || y.Text("category") != "" {
		t.Errorf("taken back: categories %q, %q", x.Text("category"), y.Text("category"))
	}
	p.askToRemove([]int64{one, two})
	b.press(t, b.text("records.delete.verb", assets.Values{"Records": "2 klienty"}))
	if got := p.listed(); got != "C" {
		t.Errorf("after the deletion: %s", got)
	}
	b.press(t, b.text("records.undo"))
	if got := p.listed(); got != "A, B, C" {
		t.Errorf("brought back: %s", got)
	}
	p.askToRemove([]int64{one, held})
	b.press(t, b.text("records.delete.verb", assets.Values{"Records": "2 klienty"}))
	b.says(b.plural("records.linked", 1))
	if got := p.listed(); got != "A, B, C" {
		t.Errorf("one was held, and yet: %s", got)
	}
	b.closeDialog()
	p.remove([]int64{two})
	b.show("leads")
	b.page(data.Client)
	if strings.Contains(b.words(), b.text("records.undo")) {
		t.Error("the page was left, and the deletion can still be undone")
	}
}

func TestRowsAreChosenOneByOne(t *testing.T) {
	b := newBook(t)
	for _, name := range []string{"A", "B", "C", "D"} {
		b.has(data.Client, "name", name)
	}
	p := b.page(data.Client)
	press := func(row int, m fyne.KeyModifier) {
		p.grid.lastPress = time.Time{}
		p.grid.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(20, p.grid.rowHeight()*(float32(row)+1.5))}, Modifier: m, Button: desktop.MouseButtonPrimary})
	}
	press(0, 0)
	press(2, fyne.KeyModifierShortcutDefault)
	press(3, fyne.KeyModifierShortcutDefault)
	press(2, fyne.KeyModifierShortcutDefault)
	if got := p.picked(); !slices.Equal(got, []int64{p.ids[0], p.ids[3]}) {
		t.Errorf("chosen: %v of %v", got, p.ids)
	}
	press(1, 0)
	if got := p.picked(); !slices.Equal(got, []int64{p.ids[1]}) {
		t.Errorf("a plain click chooses %v", got)
	}
}

func TestLeadBecomesAClient(t *testing.T) {
	b := newBook(t)
	lead := b.has(data.Lead, "topic", "Stoly", "company_name", "Alfa s.r.o.", "first_name", "Jana", "last_name", "Nová", "email_1", "jana@alfa.example", "city", "Brno")
	b.openRecord(data.Lead, lead)
	b.press(t, b.text("records.convert"))
	l := b.record(data.Lead, lead)
	client := b.record(data.Client, l.Ref("client"))
	if client.Text("name") != "Alfa s.r.o." || client.Text("city") != "Brno" || client.Text("last_name") != "" || client.Text("state") != "potential" {
		t.Errorf("client: %+v", client)
	}
	persons, err := b.store.Records(b.ctx, data.Contact, data.Query{Filter: map[string]any{"client": client.ID}})
	if err != nil || len(persons) != 1 || persons[0].Title() != "Jana Nová" || persons[0].Text("email_1") != "jana@alfa.example" || persons[0].Text("city") != "" {
		t.Errorf("contact persons: %+v, %v", persons, err)
	}
	if b.current != "clients" || b.pageOf(data.Client).chosen != client.ID {
		t.Errorf("page %s", b.current)
	}
	second := b.has(data.Lead, "topic", "Židle", "company_name", "ALFA, s.r.o.")
	b.openRecord(data.Lead, second)
	b.press(t, b.text("records.convert"))
	b.press(t, b.text("records.convert.link"))
	if got := b.record(data.Lead, second).Ref("client"); got != client.ID {
		t.Errorf("the second lead is linked to %d, want %d", got, client.ID)
	}
}

// merged is the merging that is open, as the page would make it.
func TestTwoBecomeOneInTheWindow(t *testing.T) {
	b := newBook(t)
	one := b.has(data.Client, "name", "Alfa", "city", "Brno")
	two := b.has(data.Client, "name", "ALFA", "phone_1", "777 123 456")
	person := b.has(data.Contact, "client", two, "last_name", "Novák")
	p := b.page(data.Client)
	p.merge(one, two)
	b.says("Alfa")
	m, err := p.readMerging(b.ctx, one, two)
	if err != nil || m.kept != 1 || m.taken["city"] != 0 || m.taken["phone_1"] != 1 || m.taken["name"] != 1 {
		t.Fatalf("proposed: %+v, %v", m, err)
	}
	b.press(t, b.text("records.merge.verb"))
	got := b.record(data.Client, two)
	if got.Text("name") != "ALFA" || got.Text("city") != "Brno" || got.Text("phone_1") != "777 123 456" {
		t.Errorf("one of two: %+v", got)
	}
	if _, err := b.store.Record(b.ctx, data.Client, one); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("the other one: %v", err)
	}
	if b.record(data.Contact, person).Ref("client") != two {
		t.Error("the person is lost")
	}
}

func TestDealHasLinesAndATotal(t *testing.T) {
	b := newBook(t)
	client := b.has(data.Client, "name", "Alfa")
	product := b.has(data.Product, "code", "A-1", "name", "Stůl", "price", 1500.0, "tax_rate", 21.0, "unit", "ks")
	p := b.page(data.Deal)
	p.add()
	b.fill(p, "name", "Vybavení")
	reference := b.in(p, "client").focus.(*lookup)
	reference.SetText("alf")
	b.press(t, b.text("records.save"))
	if f := b.in(p, "client"); f.tone != errorTone || !f.line.Visible() {
		t.Error("a client that is not chosen is passed over in silence")
	}
	reference.suggest()
	if len(reference.options) != 1 {
		t.Fatalf("suggested: %v", reference.options)
	}
	var seen *suggestion
	for _, o := range b.objects() {
		if s, ok := o.(*suggestion); ok && s.text == "Alfa" {
			seen = s
		}
	}
	if seen == nil {
		t.Fatal("the suggestion can't be seen")
	}
	seen.MouseDown(nil)
	b.press(t, b.text("records.items.add"))
	var line *lookup
	for _, o := range b.objects() {
		if l, ok := o.(*lookup); ok && l.PlaceHolder == b.text("records.find.product") {
			line = l
		}
	}
	line.SetText("stul")
	line.suggest()
	line.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	line.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	p.form.lines[0].typed["quantity"] = "3"
	p.form.edited()
	b.says("Celkem 4\u00a0500 CZK bez DPH, 5\u00a0445 CZK s DPH")
	b.press(t, b.text("records.save"))
	if p.form != nil {
		t.Fatalf("not saved:\n%s", b.words())
	}
	items, err := b.store.Records(b.ctx, data.DealItem, data.Query{Filter: map[string]any{"deal": p.chosen}})
	if err != nil || len(items) != 1 || items[0].Ref("product") != product || items[0].Number("quantity") != 3 || items[0].Number("price") != 1500 {
		t.Errorf("lines: %+v, %v", items, err)
	}
	if b.record(data.Deal, p.chosen).Ref("client") != client {
		t.Error("the deal lost its client")
	}
}

func TestActivitiesDayByDay(t *testing.T) {
	b := newBook(t)
	defer func(before func() time.Time) { now = before }(now)
	now = func() time.Time { return time.Date(2026, 11, 22, 14, 0, 0, 0, time.Local) }
	late := b.has(data.Activity, "subject", "Pozdě", "date", "2026-11-21")
	b.has(data.Activity, "subject", "Dnes", "date", "2026-11-22", "done", false)
	b.has(data.Activity, "subject", "Zítra", "date", "2026-11-23")
	b.has(data.Activity, "subject", "Někdy")
	b.has(data.Activity, "subject", "Hotovo", "date", "2026-11-20", "done", true)
	p := b.page(data.Activity)
	got := func() string {
		var groups []string
		for _, g := range p.dayView.groups {
			var names []string
			for i := range g {
				names = append(names, g[i].Title())
			}
			groups = append(groups, strings.Join(names, "+"))
		}
		return strings.Join(groups, " ")
	}
	if got() != "Pozdě Dnes Zítra Někdy Hotovo" {
		t.Errorf("groups: %s", got())
	}
	b.says("4 otevřené")
	p.setDone([]int64{late}, true)
	if got() != " Dnes Zítra Někdy Pozdě+Hotovo" {
		t.Errorf("after one was done: %s", got())
	}
	b.press(t, b.text("records.undo"))
	if got() != "Pozdě Dnes Zítra Někdy Hotovo" {
		t.Errorf("taken back: %s", got())
	}
	b.press(t, b.text("records.days.list"))
	if n := len(p.grid.rows); n != 5 {
		t.Errorf("the list has %d", n)
	}
}

func TestExportWritesWhatIsShown(t *testing.T) {
	b := newBook(t)
	client := b.has(data.Client, "name", "=Alfa", "category", "VIP")
	b.has(data.Client, "name", "Beta")
	b.has(data.Contact, "client", client, "last_name", "Novák")
	folder := t.TempDir()
	target := ""
	b.native = func(r native.Request) (string, error) { return target, nil }
	for rt, kinds := range map[data.RecordType][]string{data.Client: {"xlsx", "csv"}, data.Contact: {"csv", "vcard"}} {
		for _, kind := range kinds {
			p := b.page(rt)
			if rt == data.Client {
				p.filters.set("category", "VIP")
				p.filtered()
			}
			target = filepath.Join(folder, string(rt)+"."+kind)
			i := slices.IndexFunc(exportKinds, func(k exportKind) bool { return k.key == kind })
			p.exportAs(exportKinds[i], p.query())
			content, err := os.ReadFile(target)
			if err != nil || len(content) == 0 {
				t.Fatalf("%s %s: %v", rt, kind, err)
			}
			if kind == "csv" && (strings.Contains(string(content), "Beta") || rt == data.Client && !strings.Contains(string(content), "'=Alfa")) {
				t.Errorf("%s: %s", rt, content)
			}
			b.says(filepath.Base(target))
		}
	}
	b.page(data.Contact).export()
	b.says(b.text("records.export.vcard"))
}

// A user does all of this; he does not come near imports and settings, whatever he tries.
func TestUserKeepsTheAddressBook(t *testing.T) {
	b := newBook(t)
	im := b.imported(data.Client, "Alfa")
	eva, err := b.store.AddUser(b.ctx, b.user, data.User{Name: "eva", FullName: "Eva Malá", Role: data.Regular, Active: true}, "tajné heslo")
	if err != nil {
		t.Fatal(err)
	}
	b.signedIn(eva)
	p := b.page(data.Client)
	p.add()
	b.fill(p, "name", "Beta")
	b.press(t, b.text("records.save"))
	if got := b.record(data.Client, p.chosen); got.Text("name") != "Beta" || got.Ref("owner") != eva.ID {
		t.Fatalf("a user's record: %+v", got)
	}
	p.set([]int64{p.chosen}, p.reader.schema.Field(data.Client, "category"), "VIP", "x")
	p.remove([]int64{p.chosen})
	b.press(t, b.text("records.undo"))
	if got := p.listed(); got != "Alfa, Beta" {
		t.Errorf("a user's list: %s", got)
	}
	for _, e := range pageTable() {
		b.show("clients")
		b.show(e.key)
		if opened := b.current == e.key; opened == e.admin {
			t.Errorf("page %s opened: %v", e.key, opened)
		}
	}
	for name, err := range map[string]error{
		"plan": func() error {
			_, err := b.store.PlanDeletion(b.ctx, eva, data.Clients, im.Label)
			return err
		}(),
		"import": func() error {
			_, err := b.store.Import(b.ctx, eva, data.Import{}, func(func(*data.Record) error) error { return nil })
			return err
		}(),
		"lists": b.store.AddListItems(b.ctx, eva, "source", "x"),
	} {
		if !errors.Is(err, data.ErrNotAllowed) {
			t.Errorf("%s by a user: %v", name, err)
		}
	}
	if item := slices.IndexFunc(b.mainMenu().Items[0].Items, func(i *fyne.MenuItem) bool { return i.Label == b.text("menu.open") }); item >= 0 {
		t.Error("the menu offers a user to import")
	}
}

// The keyboard reaches everything: search, list, detail, form and back.
func TestKeyboardInTheAddressBook(t *testing.T) {
	b := newBook(t)
	b.has(data.Client, "name", "Alfa")
	b.has(data.Client, "name", "Beta")
	p := b.page(data.Client)
	menu := func(label string) {
		for _, m := range b.mainMenu().Items {
			for _, i := range m.Items {
				if i.Label == b.text(label) {
					i.Action()
				}
			}
		}
	}
	menu("menu.search")
	focused := b.window.Canvas().Focused()
	if focused != fyne.Focusable(p.field) {
		t.Fatalf("after Ctrl+F the keyboard is in %T", focused)
	}
	test.Type(p.field, "bet")
	p.field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if b.window.Canvas().Focused() != fyne.Focusable(p.grid) || p.chosen != p.ids[0] {
		t.Fatal("Enter in the search does not go to the list")
	}
	p.grid.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if p.form == nil || p.form.record.Title() != "Beta" {
		t.Fatal("Enter in the list does not open the record")
	}
	b.typed(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if p.form != nil {
		t.Fatal("Escape does not close the form")
	}
	b.typed(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if p.chosen != 0 {
		t.Fatal("Escape does not close the detail")
	}
	b.typed(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if p.words != "" || p.field.Text != "" {
		t.Fatal("Escape does not clear the search")
	}
	menu("menu.new")
	if p.form == nil || p.form.record.ID != 0 {
		t.Fatal("Ctrl+N does not open an empty form")
	}
}
