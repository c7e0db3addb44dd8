package data_test

import (
	"context"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"time"

	"kartoteka/data"
)

// opened opens a new database in a folder that done removes.
func opened() (s *data.Store, admin data.User, done func()) {
	folder, err := os.MkdirTemp("", "kartoteka")
	if err != nil {
		log.Fatal(err)
	}
	s, err = data.Open(filepath.Join(folder, "kartoteka.db"), data.Options{Now: func() time.Time {
		return time.Date(2026, 11, 22, 10, 30, 0, 0, time.Local)
	}})
	if err != nil {
		log.Fatal(err)
	}
	// A new database has one administrator without a password.
	if admin, err = s.DefaultUser(context.Background()); err != nil {
		log.Fatal(err)
	}
	return s, admin, func() {
		s.Close()
		os.RemoveAll(folder)
	}
}

// An import is all or nothing, is deleted by its label but for what something else refers to, and is put back exactly as
// it was.
func Example() {
	ctx := context.Background()
	s, admin, done := opened()
	defer done()

	alfa := &data.Record{Type: data.Client}
	alfa.Set("name", "Alfa s.r.o.")
	jana := &data.Record{Type: data.Contact}
	jana.Set("last_name", "Nováková")
	im, err := s.Import(ctx, admin, data.Import{
		File: "klienti.xlsx", Template: "clients-sheets", Found: data.Counts{data.Client: 1, data.Contact: 1},
	}, func(insert func(*data.Record) error) error {
		if err := insert(alfa); err != nil {
			return err
		}
		jana.Set("client", alfa.ID) // known since it was inserted
		return insert(jana)
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(im.Label, im.Imported)

	deal := &data.Record{Type: data.Deal}
	deal.Set("name", "Nákup 2026")
	deal.Set("client", alfa.ID)
	if err := s.Insert(ctx, admin, deal); err != nil {
		log.Fatal(err)
	}
	plan, err := s.PlanDeletion(ctx, admin, data.Clients, im.Label)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(plan.Deleted[data.Contact], "person goes,", plan.Kept[0].Name, "stays because of", plan.Kept[0].Because[0].Name)
	if _, err := s.Delete(ctx, admin, plan, nil); err != nil {
		log.Fatal(err)
	}
	back, err := s.Restore(ctx, admin, im.Label, nil)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("put back:", back)
	// Output:
	// Import 22.11.2026 #1 map[client:1 contact:1]
	// 1 person goes, Alfa s.r.o. stays because of Nákup 2026
	// put back: map[contact:1]
}

// Records finds a person by the beginnings of any words it holds, and by those of its client's name.
func ExampleStore_Records() {
	ctx := context.Background()
	s, admin, done := opened()
	defer done()

	alfa := &data.Record{Type: data.Client}
	alfa.Set("name", "Žluťoučký kůň, a.s.")
	if err := s.Insert(ctx, admin, alfa); err != nil {
		log.Fatal(err)
	}
	for _, name := range []string{"Nováková", "Čermák"} {
		r := &data.Record{Type: data.Contact}
		r.Set("client", alfa.ID)
		r.Set("last_name", name)
		if err := s.Insert(ctx, admin, r); err != nil {
			log.Fatal(err)
		}
	}
	for _, search := range []string{"zlut kun", "novak"} {
		found, err := s.Records(ctx, data.Contact, data.Query{Search: search})
		if err != nil {
			log.Fatal(err)
		}
		for _, r := range found {
			fmt.Println(search+":", r.Title())
		}
	}
	// Output:
	// zlut kun: Čermák
	// zlut kun: Nováková
	// novak: Nováková
}
