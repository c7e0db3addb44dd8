package patch_test

import (
	"maps"
	"os"
	"path/filepath"
	"testing"

	"kartoteka/importer/patch"
	"kartoteka/importer/xlsx"
)

// Every workbook the reader can read, however odd, can be copied with its cells marked, and loses nothing.
func TestAwkwardWorkbooksAreCopied(t *testing.T) {
	files, err := filepath.Glob("../xlsx/testdata/*.xlsx")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d workbooks, %v", len(files), err)
	}
	copied := 0
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		before, err := cells(content)
		if err != nil {
			continue
		}
		copied++
		out, err := copyOf(content, func(w *xlsx.Workbook, c *patch.Copy) {
			for i, s := range w.Sheets {
				for row := 1; row < 40; row++ {
					for col := 1; col < 10; col++ {
						if _, there := before[s.Name+"!"+xlsx.CellName(col, row)]; there {
							c.Change(i, patch.Change{Row: row, Col: col, Look: patch.Look{Fill: "FF0000", Border: "FF0000"}, Note: &patch.Note{Title: "Chyba", Text: "špatně"}, Link: &patch.Link{To: "A1", Tip: "zpět"}})
						}
					}
				}
			}
		})
		if err != nil {
			t.Errorf("%s: %v", filepath.Base(file), err)
			continue
		}
		if now, err := cells(out); err != nil || !maps.Equal(now, before) {
			t.Errorf("%s: %d cells became %d, %v", filepath.Base(file), len(before), len(now), err)
		}
	}
	if copied < 20 {
		t.Errorf("only %d workbooks could be read", copied)
	}
}
