package importer_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer"
	"kartoteka/importer/mapping"
	"kartoteka/importer/source"
	"kartoteka/importer/template"
	"kartoteka/importer/xlsx"
)

// mappedAll is the mapping that names every column of the wide template of clients.
func mappedAll(b *testing.B, im *importer.Importer, sheet string, format source.Format) *mapping.Mapping {
	b.Helper()
	schema, err := im.Store.Schema(context.Background())
	check(b, err)
	m := &mapping.Mapping{Format: format, Sheet: sheet, HeaderRow: 1, HeaderRows: 1, Row: data.Client}
	for i, c := range template.ByKey("clients-wide").Sheets[0].Columns(schema) {
		column := mapping.Column{Column: xlsx.ColumnName(i + 1), Title: c.Title(assets.Czech)}
		if column.To = []string{}; !c.Field.Unstored {
			record := string(c.Section.Record)
			if c.Section.Number > 0 {
				record += fmt.Sprintf(".%d", c.Section.Number)
			}
			column.To = []string{record + "." + c.Field.Key}
		}
		m.Columns = append(m.Columns, column)
	}
	return m
}

// BenchmarkMapped prints how the check of T1 by a mapping, as a workbook and as CSV, compares with its check as a file of the
// template. The bound is 1.2.
func BenchmarkMapped(b *testing.B) {
	im := open(b)
	file := writeT1(b, 5000)
	text := filepath.Join(b.TempDir(), "t1.csv")
	book, err := source.Open(file, source.Options{})
	check(b, err)
	sheet := book.Sheets[0].Name
	var out strings.Builder
	rows, err := book.Rows(0)
	check(b, err)
	for rows.Next() {
		col := 1
		for _, c := range rows.Cells() {
			out.WriteString(strings.Repeat(";", c.Col-col) + `"` + strings.ReplaceAll(c.Text, `"`, `""`) + `"`)
			col = c.Col
		}
		out.WriteString("\n")
	}
	check(b, rows.Err())
	check(b, os.WriteFile(text, []byte(out.String()), 0o600))
	book.Close()
	workbook := mappedAll(b, im, sheet, source.Format{Kind: source.XLSX})
	delimited := mappedAll(b, im, "", source.Format{Kind: source.CSV, Encoding: "utf-8", Delimiter: ";"})
	for b.Loop() {
		m := median(5,
			func() { checkFile(b, im, file, importer.CheckOptions{}) },
			func() { checkFile(b, im, file, importer.CheckOptions{Map: workbook}) },
			func() { checkFile(b, im, text, importer.CheckOptions{Map: delimited}) },
		)
		b.ReportMetric(float64(m[0].Milliseconds()), "template-ms")
		b.ReportMetric(float64(m[1])/float64(m[0]), "xlsx/template")
		b.ReportMetric(float64(m[2])/float64(m[0]), "csv/template")
	}
}
