package export_test

import (
	"bytes"
	"context"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer/export"
)

// The contact persons that a query asks for become cards for a telephone, and a table for a spreadsheet.
func Example() {
	ctx := context.Background()
	folder, err := os.MkdirTemp("", "kartoteka")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(folder)
	store, err := data.Open(filepath.Join(folder, "kartoteka.db"), data.Options{})
	if err != nil {
		log.Fatal(err)
	}
	defer store.Close()
	by, err := store.DefaultUser(ctx)
	if err != nil {
		log.Fatal(err)
	}
	alfa := &data.Record{Type: data.Client}
	alfa.Set("name", "Alfa s.r.o.")
	if err := store.Insert(ctx, by, alfa); err != nil {
		log.Fatal(err)
	}
	jana := &data.Record{Type: data.Contact}
	jana.Set("client", alfa.ID)
	jana.Set("first_name", "Jana")
	jana.Set("last_name", "Nováková")
	jana.Set("email_1", "jana@alfa.cz")
	if err := store.Insert(ctx, by, jana); err != nil {
		log.Fatal(err)
	}

	var cards, table bytes.Buffer
	n, err := export.VCards(ctx, store, data.Query{Search: "novak"}, assets.Czech, &cards)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(n, strings.Contains(cards.String(), "EMAIL;PREF=1:jana@alfa.cz\r\n"))

	if n, err = export.CSV(ctx, store, data.Contact, data.Query{}, assets.Czech, &table); err != nil {
		log.Fatal(err)
	}
	fmt.Println(n, strings.Count(table.String(), "\r\n"))
	// Output:
	// 1 true
	// 1 2
}
