package records

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/widget"

	"kartoteka/assets"
	"kartoteka/data"
)

func TestDetailShowsWhatBelongsTogether(t *testing.T) {
	b := newBook(t)
	im := b.imported(data.Client, "Alfa s.r.o.")
	ids, err := b.Store.IDs(b.Context, data.Client, data.Query{Label: im.Label})
	if err != nil || len(ids) != 1 {
		t.Fatal(ids, err)
	}
	client := b.record(data.Client, ids[0])
	client.Set("email_1", "info@alfa.example")
	client.Set("city", "Brno")
	if err := b.Store.Update(b.Context, b.User, client); err != nil {
		t.Fatal(err)
	}
	person := b.has(data.Contact, "client", client.ID, "last_name", "Nováková", "position", "jednatelka")
	b.has(data.Deal, "client", client.ID, "name", "Nové židle", "value", 12000.0, "currency", "CZK")
	b.has(data.Activity, "client", client.ID, "subject", "Zavolat", "kind", "call")
	b.OpenRecord(data.Client, client.ID)
	p := pageOf(b.Window.Window, data.Client)
	for _, text := range []string{"Alfa s.r.o.", "Brno", "Identifikace"} {
		if got := strings.Contains(b.Words(), text); got != (text != "Identifikace") {
			t.Errorf("%q said: %v", text, got)
		}
	}
	links := func() (all []string) {
		for _, o := range b.Objects() {
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
	b.OpenRecord(data.Contact, person)
	if b.Current != "contacts" || !slices.Contains(links(), "Alfa s.r.o.") {
		t.Errorf("the person's detail: %s, %v", b.Current, links())
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

func TestLeadBecomesAClient(t *testing.T) {
	b := newBook(t)
	lead := b.has(data.Lead, "topic", "Stoly", "company_name", "Alfa s.r.o.", "first_name", "Jana", "last_name", "Nová", "email_1", "jana@alfa.example", "city", "Brno")
	b.OpenRecord(data.Lead, lead)
	b.Press(t, b.Text("records.convert"))
	l := b.record(data.Lead, lead)
	client := b.record(data.Client, l.Ref("client"))
	if client.Text("name") != "Alfa s.r.o." || client.Text("city") != "Brno" || client.Text("last_name") != "" || client.Text("state") != "potential" {
		t.Errorf("client: %+v", client)
	}
	persons, err := b.Store.Records(b.Context, data.Contact, data.Query{Filter: map[string]any{"client": client.ID}})
	if err != nil || len(persons) != 1 || persons[0].Title() != "Jana Nová" || persons[0].Text("email_1") != "jana@alfa.example" || persons[0].Text("city") != "" {
		t.Errorf("contact persons: %+v, %v", persons, err)
	}
	if b.Current != "clients" || pageOf(b.Window.Window, data.Client).chosen != client.ID {
		t.Errorf("page %s", b.Current)
	}
	second := b.has(data.Lead, "topic", "Židle", "company_name", "ALFA, s.r.o.")
	b.OpenRecord(data.Lead, second)
	b.Press(t, b.Text("records.convert"))
	b.Press(t, b.Text("records.convert.link"))
	if got := b.record(data.Lead, second).Ref("client"); got != client.ID {
		t.Errorf("the second lead is linked to %d, want %d", got, client.ID)
	}
}

// Notes and tags of two records are kept both, unless they are too long together.
func TestMergeJoinsNotesAndTags(t *testing.T) {
	b := newBook(t)
	long := strings.Repeat("ž", data.MaxLength-10)
	one := b.has(data.Client, "name", "Alfa", "note", "Platí pozdě.", "tags", "VIP, veletrh")
	two := b.has(data.Client, "name", "Alfa", "note", "Volat ráno.", "tags", "veletrh, Brno")
	three := b.has(data.Client, "name", "Alfa", "note", long, "tags", "vip")
	p := b.page(data.Client)
	p.merge(one, two)
	b.says(b.Text("records.merge.both"))
	b.Press(t, b.Text("records.merge.verb"))
	if got := b.record(data.Client, one); got.Text("note") != "Platí pozdě.\n\nVolat ráno." || got.Text("tags") != "VIP, veletrh, Brno" {
		t.Errorf("joined: %+v", got)
	}
	p.merge(one, three)
	b.says(b.Text("records.merge.long", assets.Values{"Max": data.MaxLength}))
	b.Press(t, b.Text("records.merge.verb"))
	if got := b.record(data.Client, one); got.Text("note") != "Platí pozdě.\n\nVolat ráno." || got.Text("tags") != "VIP, veletrh, Brno" {
		t.Errorf("too long to be joined: %+v", got)
	}
}

// The record to which more refers stays, and takes over what only the other one has.
func TestTwoBecomeOneInTheWindow(t *testing.T) {
	b := newBook(t)
	one := b.has(data.Client, "name", "Alfa", "city", "Brno")
	two := b.has(data.Client, "name", "ALFA", "phone_1", "777 123 456")
	person := b.has(data.Contact, "client", two, "last_name", "Novák")
	p := b.page(data.Client)
	p.merge(one, two)
	b.says("Alfa")
	m := &merging{base: p.base, taken: map[string]int{}}
	if err := m.read(b.Context, one, two); err != nil || m.kept != 1 || m.taken["city"] != 0 || m.taken["phone_1"] != 1 || m.taken["name"] != 1 {
		t.Fatalf("proposed: %+v, %v", m, err)
	}
	b.Press(t, b.Text("records.merge.verb"))
	got := b.record(data.Client, two)
	if got.Text("name") != "ALFA" || got.Text("city") != "Brno" || got.Text("phone_1") != "777 123 456" {
		t.Errorf("one of two: %+v", got)
	}
	if _, err := b.Store.Record(b.Context, data.Client, one); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("the other one: %v", err)
	}
	if b.record(data.Contact, person).Ref("client") != two {
		t.Error("the person is lost")
	}
	b.Press(t, b.Text("records.undo"))
	if got := b.record(data.Client, one); got.Text("city") != "Brno" {
		t.Errorf("the other one, taken back: %+v", got)
	}
	if got := b.record(data.Client, two); got.Text("city") != "" {
		t.Errorf("the kept one, taken back: %+v", got)
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
		for _, g := range p.days.agenda.groups {
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
	p.bulk.setDone([]int64{late}, true)
	if got() != " Dnes Zítra Někdy Pozdě+Hotovo" {
		t.Errorf("after one was done: %s", got())
	}
	b.Press(t, b.Text("records.undo"))
	if got() != "Pozdě Dnes Zítra Někdy Hotovo" {
		t.Errorf("taken back: %s", got())
	}
	b.Press(t, b.Text("records.days.list"))
	if n := len(p.list.grid.Rows); n != 5 {
		t.Errorf("the list has %d", n)
	}
}
