package xlsx_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"kartoteka/importer/xlsx"
)

// reference makes a workbook of the size and shape of the filled templates, as LibreOffice writes
// it: shared strings, all attributes spelled out. columns holds, for each sheet, rows and columns.
func reference(tb testing.TB, sheets ...[2]int) []byte {
	index := map[string]int{}
	var texts []string
	shared := func(s string) int {
		i, known := index[s]
		if !known {
			i = len(texts)
			index[s] = i
			texts = append(texts, s)
		}
		return i
	}
	text := func(row, col int) string {
		switch col % 10 {
		case 0:
			return fmt.Sprintf("Zákazník %d a synové, s. r. o.", row)
		case 1:
			return fmt.Sprintf("jan.novak%d.%d@firma-%d.cz", row, col, row%97)
		case 2:
			return fmt.Sprintf("+420 777 %03d %03d", row%1000, (row*7+col)%1000)
		case 3:
			return []string{"Praha", "Brno", "Ostrava", "Plzeň", "České Budějovice"}[row%5]
		case 4:
			return "Česko"
		case 5:
			return []string{"Jan", "Marie", "Petr", "Jiřina", "Tomáš"}[row%5]
		case 6:
			return fmt.Sprintf("Novák%d", (row*13+col)%2000)
		case 7:
			return fmt.Sprintf("Dlouhá %d/%d", row%300, col)
		}
		return "jednatel"
	}
	var xml []string
	for _, size := range sheets {
		var b strings.Builder
		for row := range size[0] {
			fmt.Fprintf(&b, `<row r="%d" customFormat="false" ht="12.8" hidden="false" customHeight="false" outlineLevel="0" collapsed="false">`, row+1)
			for col := range size[1] {
				name := xlsx.CellName(col+1, row+1)
				if col%10 == 8 {
					fmt.Fprintf(&b, `<c r="%s" s="1" t="n"><v>%d</v></c>`, name, 40000+row)
				} else {
					fmt.Fprintf(&b, `<c r="%s" s="0" t="s"><v>%d</v></c>`, name, shared(text(row, col)))
				}
			}
			b.WriteString("</row>")
		}
		xml = append(xml, sheet(b.String()))
	}
	return workbook(xml, parts{"xl/sharedStrings.xml": sharedStrings(texts...), "xl/styles.xml": styles("d/m/yyyy")}).zipped(tb)
}

// references are the workbooks the bounds speak of: the one-row template with 5,000 clients and six
// persons each, and the two-sheet template with 5,000 clients and 50,000 persons.
var references = []struct {
	name   string
	sheets [][2]int
}{
	{"T1", [][2]int{{5000, 85}}},
	{"T2", [][2]int{{5000, 24}, {50000, 13}}},
}

// inflate is the yardstick I: it inflates all parts and does nothing else.
func inflate(tb testing.TB, data []byte) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		tb.Fatal(err)
	}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			tb.Fatal(err)
		}
		if _, err := io.Copy(io.Discard, r); err != nil {
			tb.Fatal(err)
		}
		r.Close()
	}
}

// read reads every cell and counts them.
func read(tb testing.TB, data []byte) (cells int) {
	w, err := xlsx.Read(data, xlsx.DefaultLimits)
	if err != nil {
		tb.Fatal(err)
	}
	for i := range w.Sheets {
		rows, err := w.Rows(i)
		if err != nil {
			tb.Fatal(err)
		}
		for rows.Next() {
			cells += len(rows.Cells())
		}
		if rows.Err() != nil {
			tb.Fatal(rows.Err())
		}
		rows.Close()
	}
	return cells
}

// readExcelize is the yardstick X: raw values by excelize.
func readExcelize(tb testing.TB, data []byte) (cells int) {
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true})
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	for _, name := range f.GetSheetList() {
		rows, err := f.Rows(name)
		if err != nil {
			tb.Fatal(err)
		}
		for rows.Next() {
			row, err := rows.Columns(excelize.Options{RawCellValue: true})
			if err != nil {
				tb.Fatal(err)
			}
			cells += len(row)
		}
		rows.Close()
	}
	return cells
}

// BenchmarkRead times the reading of the reference workbooks and its two yardsticks in turns, and
// reports the medians as ratios. The bound is 6 × I.
func BenchmarkRead(b *testing.B) {
	for _, ref := range references {
		b.Run(ref.name, func(b *testing.B) {
			data := reference(b, ref.sheets...)
			var inflates, reads, others []time.Duration
			for b.Loop() {
				inflates = append(inflates, clock(func() { inflate(b, data) }))
				reads = append(reads, clock(func() { read(b, data) }))
				if len(others) < 3 {
					others = append(others, clock(func() { readExcelize(b, data) }))
				}
			}
			i := median(inflates)
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(i*1e3, "I-ms")
			b.ReportMetric(median(reads)/i, "read/I")
			b.ReportMetric(median(others)/i, "X/I")
			b.ReportMetric(float64(len(data))/1e6, "file-MB")
		})
	}
}

// BenchmarkMemory reports the highest heap while a reference workbook is read, above the file and
// its shared strings.
func BenchmarkMemory(b *testing.B) {
	for _, ref := range references {
		b.Run(ref.name, func(b *testing.B) {
			data := reference(b, ref.sheets...)
			var peak int64
			for b.Loop() {
				w, err := xlsx.Read(data, xlsx.DefaultLimits)
				if err != nil {
					b.Fatal(err)
				}
				runtime.GC()
				before := heap(b)
				for i := range w.Sheets {
					rows, err := w.Rows(i)
					if err != nil {
						b.Fatal(err)
					}
					for rows.Next() {
						if rows.Number()%500 == 0 {
							peak = max(peak, heap(b)-before)
						}
					}
					rows.Close()
				}
			}
			b.ReportMetric(float64(peak)/1e6, "peak-MB")
		})
	}
}

// heap returns the bytes in use, garbage not yet collected included.
func heap(b *testing.B) int64 {
	b.StopTimer()
	defer b.StartTimer()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

func clock(f func()) time.Duration {
	start := time.Now()
	f()
	return time.Since(start)
}

// median returns the median in seconds.
func median(d []time.Duration) float64 {
	d = slices.Clone(d)
	slices.Sort(d)
	return d[len(d)/2].Seconds()
}
