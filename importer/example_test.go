package importer_test

import (
	"context"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"github.com/xuri/excelize/v2"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer"
)

// A workbook is checked, which writes nothing; the report says what is wrong and is the ticket to the import.
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
	file := filepath.Join(folder, "leads.xlsx")
	rows := [][]string{
		{"Topic *", "Company", "E-mail 1"},
		{"Chairs", "Alfa", "info@alfa.cz"},
		{"Tables", "Beta", "info(at)beta.cz"},
	}
	f := excelize.NewFile()
	for i, row := range rows {
		if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
			log.Fatal(err)
		}
	}
	if err := f.SaveAs(file); err != nil {
		log.Fatal(err)
	}

	im := &importer.Importer{Store: store}
	report, err := im.Check(ctx, file, importer.CheckOptions{Lang: assets.English, By: by}, nil)
	if err != nil {
		log.Fatal(err)
	}
	for i := range report.Issues {
		fmt.Println(report.Issues[i].Cell(), report.Issues[i].Message(assets.English))
	}

	// The mistake is mended without touching the file.
	mend := importer.Corrections{{Sheet: "Sheet1", Row: 3, Col: 3, Was: "info(at)beta.cz", Now: "info@beta.cz"}}
	report, err = im.Check(ctx, file, importer.CheckOptions{Lang: assets.English, By: by, Corrections: mend}, nil)
	if err != nil {
		log.Fatal(err)
	}
	done, err := im.Import(ctx, report, by, nil)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(len(report.Issues), done.Imported)
	// Output:
	// C3 The e-mail “info(at)beta.cz” is not a valid address. Correct it, for example to info@beta.cz.
	// 0 map[lead:2]
}
