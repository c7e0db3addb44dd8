package importer

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"

	"kartoteka/importer/issue"
	"kartoteka/importer/xlsx"
)

// Every workbook the reader can read, however odd, can be copied with its cells marked, and loses nothing.
func TestAwkwardWorkbooksAreCopied(t *testing.T) {
	files, err := filepath.Glob("xlsx/testdata/*.xlsx")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d workbooks, %v", len(files), err)
	}
	copied := 0
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		places, ok := readPlaces(content)
		if !ok {
			continue
		}
		copied++
		c, err := openCopy(content)
		if err != nil {
			t.Errorf("%s: %v", filepath.Base(file), err)
			continue
		}
		a := &annotation{workbookCopy: c, lang: "cs", marked: map[markKey]int{}, notes: map[string]map[string]excelize.Comment{}}
		for sheet, cells := range places {
			for _, at := range cells {
				a.mark(&badCell{sheet: c.original.Sheets[sheet].Name, name: xlsx.CellName(at[1], at[0]), row: at[0], col: at[1], severity: issue.Error})
			}
		}
		if err := c.write(context.Background(), nil, &bytes.Buffer{}); err != nil {
			t.Errorf("%s: %v", filepath.Base(file), err)
		}
		c.close()
	}
	if copied < 20 {
		t.Errorf("only %d workbooks could be read", copied)
	}
}

// readPlaces are row and column of the cells of each sheet, the first thousand.
func readPlaces(content []byte) (map[int][][2]int, bool) {
	w, err := xlsx.Read(content, xlsx.DefaultLimits)
	if err != nil {
		return nil, false
	}
	places := map[int][][2]int{}
	for i := range w.Sheets {
		rows, err := w.Rows(i)
		if err != nil {
			return nil, false
		}
		for rows.Next() {
			for _, c := range rows.Cells() {
				if len(places[i]) < 1000 {
					places[i] = append(places[i], [2]int{rows.Number(), c.Col})
				}
			}
		}
		if rows.Close(); rows.Err() != nil {
			return nil, false
		}
	}
	return places, true
}
