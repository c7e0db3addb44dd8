package template_test

import (
	"bytes"
	"context"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer/source"
	"kartoteka/importer/template"
	"kartoteka/importer/xlsx"
)

// A template is written with the fields the database has, and recognised in any language when it comes back.
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

	var workbook bytes.Buffer
	err = template.Write(ctx, store, template.ByKey("products"), template.Options{Lang: assets.Czech, Examples: true}, &workbook)
	if err != nil {
		log.Fatal(err)
	}

	schema, err := store.Schema(ctx)
	if err != nil {
		log.Fatal(err)
	}
	book, err := source.Read(workbook.Bytes(), source.Options{})
	if err != nil {
		log.Fatal(err)
	}
	defer book.Close()
	found, err := template.Recognise(book, schema)
	if err != nil {
		log.Fatal(err)
	}
	layout := found.Layouts[0]
	fmt.Println(found.Template.Key, found.Language, layout.Name, layout.Row)
	for i, c := range layout.Columns[:3] {
		fmt.Println(xlsx.ColumnName(layout.Col[i]), layout.Title(layout.Col[i]), c.Field.Key)
	}
	// Output:
	// products cs Produkty 2
	// A Kód code
	// B Název name
	// C Jednotka unit
}
