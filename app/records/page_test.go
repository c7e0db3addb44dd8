package records

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
	"kartoteka/app/windowtest"
	"kartoteka/assets"
	"kartoteka/data"
)

// A book is an app with an address book to look at.
type book struct {
	windowtest.Window
	t *testing.T
}

func newBook(t *testing.T) *book {
	t.Helper()
	w := windowtest.New(t, pages())
	w.FyneWindow.Resize(fyne.NewSize(1280, 720))
	return &book{w, t}
}

// has stores a record and returns its id.
func (b *book) has(rt data.RecordType, pairs ...any) int64 {
	b.t.Helper()
	r := data.Record{Type: rt}
	for i := 0; i < len(pairs); i += 2 {
		r.Set(pairs[i].(string), pairs[i+1])
	}
	if err := b.Store.Insert(b.Context, b.User, &r); err != nil {
		b.t.Fatal(err)
	}
	return r.ID
}

// imported stores records under a label.
func (b *book) imported(rt data.RecordType, names ...string) data.Import {
	b.t.Helper()
	im, err := b.Store.Import(b.Context, b.User, data.Import{File: "klienti.xlsx", Template: "clients-wide", Found: data.Counts{rt: len(names)}}, func(insert func(*data.Record) error) error {
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
	r, err := b.Store.Record(b.Context, rt, id)
	if err != nil {
		b.t.Fatal(err)
	}
	return &r
}

func (b *book) page(rt data.RecordType) *Page {
	b.t.Helper()
	p := pageOf(b.Window.Window, rt)
	b.Show(p.key)
	return p
}

// listed are the first columns of all rows, one after another.
func (p *Page) listed() string {
	var names []string
	for i := range p.list.grid.Rows {
		p.list.viewed(i, i+1)
		names = append(names, p.list.grid.Cell(i, 0).Text)
	}
	return strings.Join(names, ", ")
}

func (b *book) says(text string) {
	b.t.Helper()
	all := b.Words()
	for _, o := range b.Objects() {
		if h, ok := o.(*widget.Hyperlink); ok {
			all += "\n" + h.Text
		}
	}
	if !strings.Contains(all, text) {
		b.t.Errorf("%q is not said among:\n%s", text, all)
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
		p.find.field.SetText(c.search)
		if got := p.listed(); got != c.want {
			t.Errorf("%q lists %s, want %s", c.search, got, c.want)
		}
	}
	b.says(b.Text("records.none_found"))
	b.Press(t, b.Text("records.show_all"))
	if got := p.listed(); p.find.field.Text != "" || got != "Cukr, Čáp s.r.o., Dub, Chata a.s." {
		t.Errorf("all are %s", got)
	}
	p.find.filters.set("category", "VIP")
	p.filtered()
	if got := p.listed(); got != "Čáp s.r.o." {
		t.Errorf("by category: %s", got)
	}
	if !slices.Equal(p.find.countries, []string{"CZ", "SK"}) {
		t.Errorf("countries to filter by: %v", p.find.countries)
	}
	b.ShowRecords(data.Client, im.Label)
	if got := p.listed(); got != "Cukr, Dub" {
		t.Errorf("under the label: %s", got)
	}
	p.find.clear()
	p.list.grid.Kept.Sort = "city"
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
	if n := len(p.list.grid.Rows); n != 3000 || len(p.list.rows) > 500 {
		t.Fatalf("%d rows, %d of them read", n, len(p.list.rows))
	}
	p.list.grid.GoTo(2999, false)
	if got := p.list.grid.Cell(2999, 0).Text; got != "Klient 2999" || len(p.list.rows) > 1000 {
		t.Errorf("the last row is %q, %d rows are read", got, len(p.list.rows))
	}
	if p.chosen != p.list.grid.Rows[2999] || p.detail.known.record.Title() != "Klient 2999" {
		t.Error("the detail is not that of the row the cursor is on")
	}
}

func TestColumnsAreChosenOrderedAndRemembered(t *testing.T) {
	b := newBook(t)
	b.page(data.Client)
	titles := func() string {
		var all []string
		for _, c := range b.page(data.Client).list.grid.Columns() {
			all = append(all, c.Title)
		}
		return strings.Join(all, ", ")
	}
	if got := titles(); got != "Název, IČO, Město, Telefon 1, E-mail 1, Stav, Vlastník" {
		t.Errorf("at first: %s", got)
	}
	p := pageOf(b.Window.Window, data.Client)
	p.list.grid.ToggleColumn(p.list.grid.ColumnOf("note"))
	p.list.grid.Kept.Order = []string{titleColumn, "note", "city"}
	b.Show("leads")
	if got := titles(); got != "Název, Poznámka, Město, IČO, Telefon 1, E-mail 1, Stav, Vlastník" {
		t.Errorf("afterwards: %s", got)
	}
}

func TestManyAreChangedAndDeletedAndBroughtBack(t *testing.T) {
	b := newBook(t)
	one, two := b.has(data.Client, "name", "A", "category", "VIP"), b.has(data.Client, "name", "B")
	held := b.has(data.Client, "name", "C")
	b.has(data.Deal, "name", "Případ", "client", held)
	p := b.page(data.Client)
	p.list.grid.GoTo(0, false)
	p.list.grid.GoTo(1, true)
	b.says(b.Plural("records.picked", 2))
	p.bulk.set(p.list.picked(), p.reader.schema.Field(data.Client, "category"), "partner", "změněno")
	if x, y := b.record(data.Client, one), b.record(data.Client, two); x.Text("category") != "partner" || y.Text("category") != "partner" {
		t.Errorf("categories %q, %q", x.Text("category"), y.Text("category"))
	}
	b.Press(t, b.Text("records.undo"))
	if x, y := b.record(data.Client, one), b.record(data.Client, two); x.Text("category") != "VIP" || y.Text("category") != "" {
		t.Errorf("taken back: categories %q, %q", x.Text("category"), y.Text("category"))
	}
	p.bulk.askToRemove([]int64{one, two})
	b.Press(t, b.Text("records.delete.verb", assets.Values{"Records": "2 klienty"}))
	if got := p.listed(); got != "C" {
		t.Errorf("after the deletion: %s", got)
	}
	b.Press(t, b.Text("records.undo"))
	if got := p.listed(); got != "A, B, C" {
		t.Errorf("brought back: %s", got)
	}
	p.bulk.askToRemove([]int64{one, held})
	b.Press(t, b.Text("records.delete.verb", assets.Values{"Records": "2 klienty"}))
	b.says(b.Plural("records.linked", 1))
	if got := p.listed(); got != "A, B, C" {
		t.Errorf("one was held, and yet: %s", got)
	}
	b.CloseDialog()
	p.bulk.remove([]int64{two})
	b.Show("leads")
	b.page(data.Client)
	if strings.Contains(b.Words(), b.Text("records.undo")) {
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
		p.list.grid.LastPress = time.Time{}
		p.list.grid.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(20, p.list.grid.RowHeight()*(float32(row)+1.5))}, Modifier: m, Button: desktop.MouseButtonPrimary})
	}
	press(0, 0)
	press(2, fyne.KeyModifierShortcutDefault)
	press(3, fyne.KeyModifierShortcutDefault)
	press(2, fyne.KeyModifierShortcutDefault)
	if got := p.list.picked(); !slices.Equal(got, []int64{p.list.ids[0], p.list.ids[3]}) {
		t.Errorf("chosen: %v of %v", got, p.list.ids)
	}
	press(1, 0)
	if got := p.list.picked(); !slices.Equal(got, []int64{p.list.ids[1]}) {
		t.Errorf("a plain click chooses %v", got)
	}
}

func TestExportWritesWhatIsShown(t *testing.T) {
	b := newBook(t)
	client := b.has(data.Client, "name", "=Alfa", "category", "VIP")
	b.has(data.Client, "name", "Beta")
	b.has(data.Contact, "client", client, "last_name", "Novák")
	folder := t.TempDir()
	target := ""
	b.Native = func(r native.Request) (string, error) { return target, nil }
	for rt, kinds := range map[data.RecordType][]string{data.Client: {"xlsx", "table", "csv"}, data.Contact: {"table", "csv", "vcard"}} {
		for _, kind := range kinds {
			p := b.page(rt)
			if rt == data.Client {
				p.find.filters.set("category", "VIP")
				p.filtered()
			}
			target = filepath.Join(folder, string(rt)+"."+kind)
			i := slices.IndexFunc(exportKinds, func(k exportKind) bool { return k.key == kind })
			p.export.write(exportKinds[i], p.query())
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
	b.page(data.Contact).export.all()
	b.says(b.Text("records.export.vcard"))
}

// A user does all of this; he does not come near imports and settings, whatever he tries.
func TestUserKeepsTheAddressBook(t *testing.T) {
	b := newBook(t)
	im := b.imported(data.Client, "Alfa")
	eva, err := b.Store.AddUser(b.Context, b.User, data.User{Name: "eva", FullName: "Eva Malá", Role: data.Regular, Active: true}, "tajné heslo")
	if err != nil {
		t.Fatal(err)
	}
	b.SignIn(eva)
	p := b.page(data.Client)
	p.Add()
	b.fill(p, "name", "Beta")
	b.Press(t, b.Text("records.save"))
	if got := b.record(data.Client, p.chosen); got.Text("name") != "Beta" || got.Ref("owner") != eva.ID {
		t.Fatalf("a user's record: %+v", got)
	}
	p.bulk.set([]int64{p.chosen}, p.reader.schema.Field(data.Client, "category"), "VIP", "x")
	p.bulk.remove([]int64{p.chosen})
	b.Press(t, b.Text("records.undo"))
	if got := p.listed(); got != "Alfa, Beta" {
		t.Errorf("a user's list: %s", got)
	}
	for name, err := range map[string]error{
		"plan": func() error {
			_, err := b.Store.PlanDeletion(b.Context, eva, data.Clients, im.Label)
			return err
		}(),
		"import": func() error {
			_, err := b.Store.Import(b.Context, eva, data.Import{}, func(func(*data.Record) error) error { return nil })
			return err
		}(),
		"lists": b.Store.AddListItems(b.Context, eva, "source", "x"),
	} {
		if !errors.Is(err, data.ErrNotAllowed) {
			t.Errorf("%s by a user: %v", name, err)
		}
	}
}

// The keyboard reaches everything: search, list, detail, form and back.
func TestKeyboardInTheAddressBook(t *testing.T) {
	b := newBook(t)
	b.has(data.Client, "name", "Alfa")
	b.has(data.Client, "name", "Beta")
	p := b.page(data.Client)
	p.Search()
	focused := b.Canvas().Focused()
	if focused != fyne.Focusable(p.find.field) {
		t.Fatalf("after a search the keyboard is in %T", focused)
	}
	test.Type(p.find.field, "bet")
	p.find.field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if b.Canvas().Focused() != fyne.Focusable(p.list.grid) || p.chosen != p.list.ids[0] {
		t.Fatal("Enter in the search does not go to the list")
	}
	p.list.grid.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if p.form == nil || p.form.record.Title() != "Beta" {
		t.Fatal("Enter in the list does not open the record")
	}
	b.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if p.form != nil {
		t.Fatal("Escape does not close the form")
	}
	b.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if p.chosen != 0 {
		t.Fatal("Escape does not close the detail")
	}
	b.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if p.find.words != "" || p.find.field.Text != "" {
		t.Fatal("Escape does not clear the search")
	}
	p.Add()
	if p.form == nil || p.form.record.ID != 0 {
		t.Fatal("adding does not open an empty form")
	}
}
