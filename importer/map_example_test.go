package importer_test

import (
	"cmp"
	"context"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer"
	"kartoteka/importer/convert"
	"kartoteka/importer/source"
)

// A table of another program is proposed a mapping, which is looked at, changed and remembered; the check and the import take
// it. Nothing is written before the import.
func ExampleImporter_Map() {
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
	file := filepath.Join(folder, "export.csv")
	text := "Firma;Kontaktní osoba;Založeno;Barva\nAlfa s.r.o.;Ing. Jan Novák;3/4/2020;modrá\nBeta a.s.;Petr Malý;5/6/2021;bílá\n"
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		log.Fatal(err)
	}

	im := &importer.Importer{Store: store}
	m, err := im.Map(ctx, file, importer.MapOptions{Lang: assets.English})
	if err != nil {
		log.Fatal(err)
	}
	for _, c := range m.Columns {
		fmt.Printf("%s %s: %s (%s)\n", c.Column, c.Title, cmp.Or(c.Choice.Title(assets.English), "nothing"), c.Certainty)
	}

	// What no value decides is asked, and each column can become another of m.Choices.
	fmt.Println(m.Doubtful, m.Columns[2].Asks.Text(assets.English, "C"))
	m.Answer(2, string(convert.DayMonth))
	m.Change(3, m.Note())
	fmt.Println(m.Missing, m.Doubtful)

	// The rows as they stand in the file, and the first records as they would be stored.
	look, err := im.Look(ctx, file, source.Options{}, assets.English, m.Sheet, 10)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(look.Rows[1].Number, look.Rows[1].Cells[2])
	preview, err := im.Check(ctx, file, importer.CheckOptions{Lang: assets.English, By: by, Map: m, First: 1}, nil)
	if err != nil {
		log.Fatal(err)
	}
	for _, e := range preview.Entries {
		fmt.Printf("%s %s %q\n", e.Record.Type, e.Record.Title(), e.Record.Text("note"))
	}

	report, err := im.Check(ctx, file, importer.CheckOptions{Lang: assets.English, By: by, Map: m}, nil)
	if err != nil {
		log.Fatal(err)
	}
	done, err := im.Import(ctx, report, by, nil)
	if err != nil {
		log.Fatal(err)
	}
	name, err := im.RememberMapping(ctx, by, report)
	if err != nil {
		log.Fatal(err)
	}
	again, err := im.Map(ctx, file, importer.MapOptions{Lang: assets.English})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(done.Imported, name, again.Name, again.Columns[2].Because)
	// Output:
	// A Firma: Name (certain)
	// B Kontaktní osoba: Contact 1 – Whole name (certain)
	// C Založeno: Anniversary (likely)
	// D Barva: nothing (unknown)
	// [C] No date in column C tells whether the day or the month comes first.
	// [] []
	// 2 Ing. Jan Novák
	// client Alfa s.r.o. "Barva: modrá"
	// contact Ing. Jan Novák ""
	// map[client:2 contact:2] export export remembered
}
