package importer_test

import (
	"context"
	"fmt"
	"io"
	"testing"

	"kartoteka/assets"
	"kartoteka/importer"
	"kartoteka/importer/template"
)

// badCells are values none of which can be imported, by the key of their field.
var badCells = map[string]string{
	"email_1": "info(at)firma%d", "email_2": "@%d", "phone_1": "60%d", "phone_2": "tel. %d x", "birthday": "31.2.%d", "gender": "ne%d",
	"key_person": "snad %d", "website": "http//%d", "vat_payer": "možná %d", "country": "Země %d", "zip": "%d",
}

// writeT3 makes T1 with about 290,000 issues: errors in every row.
func writeT3(tb testing.TB, clients int) string {
	return writeReference(tb, "t3.xlsx", sheetRows{&template.ByKey("clients-wide").Sheets[0], clients, func(row int, c template.Column) any {
		cells := clientCells(row)
		if k := c.Section.Number; k > 0 {
			cells = contactCells(row, k)
		}
		if bad, ok := badCells[c.Field.Key]; ok {
			return fmt.Sprintf(bad, row)
		}
		return cells[c.Field.Key]
	}})
}

// BenchmarkAnnotate prints how the annotated copies of T1 and T3 compare with their check. The bounds: T1 ≤ 1 × the
// check, T3 ≤ 2 ×, each ≤ 250 MB.
func BenchmarkAnnotate(b *testing.B) {
	im := open(b)
	for _, test := range []struct {
		name string
		file string
	}{
		{"T1", writeT1(b, 5000)},
		{"T3", writeT3(b, 5000)},
	} {
		b.Run(test.name, func(b *testing.B) {
			var r *importer.Report
			again := func() { r = checkFile(b, im, test.file, importer.CheckOptions{}) }
			again()
			annotate := func() {
				if err := im.Annotate(context.Background(), r, assets.Czech, io.Discard); err != nil {
					b.Fatal(err)
				}
			}
			for b.Loop() {
				m := median(3, func() { inflate(b, test.file) }, again, annotate)
				b.ReportMetric(float64(len(r.Issues)), "issues")
				b.ReportMetric(float64(m[1].Milliseconds()), "check-ms")
				b.ReportMetric(float64(m[2])/float64(m[1]), "copy/check")
				b.ReportMetric(float64(m[2])/float64(m[0]), "copy/I")
				b.ReportMetric(peak(annotate), "peak-MB")
			}
		})
	}
}

// BenchmarkRejected prints how the workbook of the records left out of T3, which are all, compares with the check.
func BenchmarkRejected(b *testing.B) {
	im := open(b)
	file := writeT3(b, 5000)
	var r *importer.Report
	check := func() { r = checkFile(b, im, file, importer.CheckOptions{}) }
	check()
	rejected := func() {
		if err := im.WriteRejected(context.Background(), r, nil, assets.Czech, io.Discard); err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		m := median(3, check, rejected)
		b.ReportMetric(float64(m[1])/float64(m[0]), "copy/check")
		b.ReportMetric(peak(rejected), "peak-MB")
	}
}
