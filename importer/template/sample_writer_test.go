package template

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer/style"

	"github.com/xuri/excelize/v2"
)

var update = flag.Bool("update", false, "write the sample workbooks of assets again")

// samples are the shipped workbooks: the template of each and the rows of its sheets.
func samples() map[string]struct {
	template string
	sheets   [][]sampleRow
} {
	clients, persons := sheetClients()
	return map[string]struct {
		template string
		sheets   [][]sampleRow
	}{
		"klienti.xlsx":           {"clients-wide", [][]sampleRow{wideClients()}},
		"klienti-a-osoby.xlsx":   {"clients-sheets", [][]sampleRow{clients, persons}},
		"leady.xlsx":             {"leads", [][]sampleRow{sampleLeads()}},
		"produkty.xlsx":          {"products", [][]sampleRow{sampleProducts()}},
		"klienti-s-chybami.xlsx": {"clients-wide", [][]sampleRow{sampleMistakes()}},
	}
}

// TestUpdateSamples writes the samples with the real templates: go test ./importer/template -run UpdateSamples -update
func TestUpdateSamples(t *testing.T) {
	if !*update {
		t.Skip("only with -update")
	}
	store, err := data.Open(filepath.Join(t.TempDir(), "samples.db"), data.Options{Fresh: data.Fresh(assets.Czech.Fresh())})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	for name, s := range samples() {
		b, err := NewBook(context.Background(), store, ByKey(s.template), data.NewSchema(nil), assets.Czech, nil)
		if err != nil {
			t.Fatal(err)
		}
		for i, rows := range s.sheets {
			writeSample(t, b, &b.Template.Sheets[i], rows)
		}
		var w bytes.Buffer
		if err := b.Finish(&w); err != nil {
			t.Fatal(err)
		}
		b.Close()
		if err := os.WriteFile(filepath.Join("..", "..", "assets", "samples", name), w.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// writeSample fills a sheet. Every value must belong to a column.
func writeSample(t *testing.T, b *Book, s *Sheet, rows []sampleRow) {
	w := b.OpenSheet(s, nil, nil)
	for _, row := range rows {
		cells, used := make([]any, w.Width()), 0
		for i, c := range w.Columns {
			key := c.Field.Key
			if c.Section.Number > 0 {
				key = fmt.Sprintf("%d.%s", c.Section.Number, key)
			}
			text, ok := row[key]
			if ok {
				used++
			}
			if text != "" {
				cells[w.At(i)-1] = excelize.Cell{StyleID: b.Style(style.ColumnLook(c.Field.Type)), Value: b.typed(c.Field, text)}
			}
		}
		if used != len(row) {
			t.Errorf("%s: %d of %d values have a column: %v", w.Name, used, len(row), row)
		}
		w.Write(cells)
	}
	w.Finish()
}
