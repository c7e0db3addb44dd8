//go:build measure && cgo

package app

import (
	"context"
	"fmt"
	"time"

	"kartoteka/app/records"
	"kartoteka/data"
)

// fillUp imports contact persons of the clients there are until there are so many.
func fillUp(store *data.Store, many int) {
	ctx := context.Background()
	admin, err := store.DefaultUser(ctx)
	succeed(err)
	clients, err := store.IDs(ctx, data.Client, data.Query{})
	succeed(err)
	there, err := store.Count(ctx, data.Contact, data.Query{})
	succeed(err)
	first := []string{"Jan", "Žofie", "Řehoř", "Šimon", "Božena", "Čeněk", "Ludmila"}
	last := []string{"Novák", "Svobodová", "Dvořák", "Příhodová", "Žižka", "Čapek", "Šťastný", "Müller", "Horáková"}
	_, err = store.Import(ctx, admin, data.Import{File: "persons.xlsx", Found: data.Counts{data.Contact: many - there}}, func(insert func(*data.Record) error) error {
		for n := range many - there {
			r := &data.Record{Type: data.Contact}
			for key, value := range map[string]any{
				"client": clients[n%len(clients)], "first_name": first[n%len(first)], "last_name": fmt.Sprintf("%s %d", last[n%len(last)], n),
				"email_1": fmt.Sprintf("osoba%d@firma%d.example.com", n, n%977), "phone_1": fmt.Sprintf("+420 7%02d %03d %03d", n%80, n/1000, n%1000),
				"city": "Žďár nad Sázavou",
			} {
				r.Set(key, value)
			}
			if err := insert(r); err != nil {
				return err
			}
		}
		return nil
	})
	succeed(err)
}

// measureRecords shows all contact persons, types searches key by key, sorts and scrolls. Of a keystroke it takes the time until the rows of
// the answer are shown; the exact number of rows may come later.
func measureRecords(m *meter) {
	a := m.app
	p := func() *records.Page { return a.Page("contacts").(*records.Page) }
	var shown []int64
	answered := func() bool { return len(p().Grid().Rows) > 0 && &p().Grid().Rows[0] != &shown[0] }
	whole := func() bool { return p().Whole() && p().Grid() != nil && len(p().Grid().Rows) > 0 }
	m.during("first contact persons", func() { a.Show("contacts") }, func() bool { return p().Grid() != nil && len(p().Grid().Rows) > 0 })
	m.during("all of them", func() {}, whole)
	fmt.Println("rows", len(p().Grid().Rows))
	for _, search := range []string{"n", "no", "nov", "nova", "novak", "novak 4", "novak 49", "osoba12", "zdar", "602", "firma97"} {
		m.during("search "+search, func() { shown = p().Grid().Rows; p().Find(search) }, answered)
		m.during("  all that is found", func() {}, whole)
	}
	m.during("search nothing", func() { shown = p().Grid().Rows; p().Find("") }, answered)
	m.during("  all of them", func() {}, whole)
	at := time.Now()
	for _, step := range []float64{40, 2000} {
		m.during(fmt.Sprintf("scrolling by %.0f points a frame", step), func() {
			at = time.Now()
			m.each = func() { g := p().Grid(); g.ScrollTo(g.Top + step); g.Refresh() }
		}, func() bool { return time.Since(at) > 3*time.Second })
		m.each = nil
	}
	m.during("sorted by e-mail", func() { shown = p().Grid().Rows; p().Grid().Kept.Sort = "email_1"; p().Grid().Sorter() }, answered)
	m.during("a person beside the list", func() { p().Grid().GoTo(5, false) }, func() bool { return p().Detailed() })
	fmt.Println("memory with the list", memory("VmRSS"))
}
