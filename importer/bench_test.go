package importer_test

import (
	"archive/zip"
	"context"
	"fmt"
	"io"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer"
	"kartoteka/importer/template"
)

// The reference workbooks of the bounds: T1 is the one-row template with 5,000 clients and six persons each, about
// 425,000 filled cells; T2 the two-sheet template with 5,000 clients and as many persons as asked for.

var firstNames = []string{"Jan", "Marie", "Petr", "Jiřina", "Tomáš", "Žofie", "Řehoř", "Anna", "Šimon", "Ludmila", "Ondřej"}
var lastNames = []string{"Novák", "Svobodová", "Dvořák", "Černá", "Procházka", "Kučerová", "Veselý", "Horáková", "Němec", "Šťastná"}
var cities = []string{"Praha", "Brno", "Ostrava", "Plzeň", "Olomouc", "Žďár nad Sázavou"}

// regNumber is the nth IČO whose check digit is right.
func regNumber(n int) string {
	s := fmt.Sprintf("%07d", 1_000_000+n)
	sum := 0
	for i, c := range s {
		sum += int(c-'0') * (8 - i)
	}
	return s + fmt.Sprint((11-sum%11)%10)
}

// clientCells fills 13 cells of a client.
func clientCells(n int) map[string]any {
	return map[string]any{
		"name": fmt.Sprintf("Zákazník %d, s. r. o.", n), "reg_number": regNumber(n), "tax_number": "CZ" + regNumber(n),
		"vat_payer": "ano", "state": "Aktuální", "street": fmt.Sprintf("Dlouhá %d/%d", n%300, n%17),
		"city": cities[n%len(cities)], "zip": fmt.Sprintf("%d %02d", 100+n%600, n%90), "country": "Česko",
		"phone_1": fmt.Sprintf("+420 601 %03d %03d", n/1000, n%1000), "email_1": fmt.Sprintf("info@firma%d.example.com", n),
		"website": fmt.Sprintf("www.firma%d.example.com", n), "note": fmt.Sprintf("Poznámka číslo %d", n),
	}
}

// contactCells fills 12 cells of the kth person of the nth client.
func contactCells(n, k int) map[string]any {
	at := n*7 + k
	return map[string]any{
		"first_name": firstNames[at%len(firstNames)], "last_name": fmt.Sprintf("%s %d", lastNames[at%len(lastNames)], n),
		"title_before": "Ing.", "position": "jednatel", "phone_1": fmt.Sprintf("602 %03d %03d", at/1000%1000, at%1000),
		"phone_2": fmt.Sprintf("+420603%06d", at), "email_1": fmt.Sprintf("osoba%d.%d@firma%d.example.com", k, n, n),
		"email_2": fmt.Sprintf("o%d@firma%d.example.com", k, n), "birthday": fmt.Sprintf("%d. %d. %d", 1+at%28, 1+at%12, 1950+at%50),
		"gender": "muž", "key_person": "ne", "note": "bez poznámky",
	}
}

type sheetRows struct {
	sheet *template.Sheet
	rows  int
	cell  func(row int, c template.Column) any
}

func writeReference(tb testing.TB, name string, sheets ...sheetRows) string {
	tb.Helper()
	f := excelize.NewFile()
	defer f.Close()
	schema := data.NewSchema(nil)
	for i, s := range sheets {
		title := assets.Czech.Text("sheet." + s.sheet.Key)
		if i == 0 {
			check(tb, f.SetSheetName("Sheet1", title))
		} else {
			_, err := f.NewSheet(title)
			check(tb, err)
		}
		columns := s.sheet.Columns(schema)
		row := make([]any, len(columns))
		for n := range s.rows + 1 {
			for c, column := range columns {
				if n == 0 {
					row[c] = column.Title(assets.Czech)
				} else {
					row[c] = s.cell(n-1, column)
				}
			}
			check(tb, f.SetSheetRow(title, fmt.Sprintf("A%d", n+1), &row))
		}
	}
	file := filepath.Join(tb.TempDir(), name)
	check(tb, f.SaveAs(file))
	return throughLibreOffice(tb, file)
}

// throughLibreOffice saves a workbook once by LibreOffice, where that is installed, so that it is as long-winded as
// those of users.
func throughLibreOffice(tb testing.TB, file string) string {
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		return file
	}
	dir := tb.TempDir()
	profile := "-env:UserInstallation=file://" + filepath.ToSlash(tb.TempDir())
	out, err := exec.Command(soffice, profile, "--headless", "--convert-to", "xlsx", "--outdir", dir, file).CombinedOutput()
	if err != nil {
		tb.Fatalf("%v: %s", err, out)
	}
	return filepath.Join(dir, filepath.Base(file))
}

func writeT1(tb testing.TB, clients int) string {
	return writeReference(tb, "t1.xlsx", sheetRows{&template.ByKey("clients-wide").Sheets[0], clients, func(row int, c template.Column) any {
		if k := c.Section.Number; k > 0 {
			return contactCells(row, k)[c.Field.Key]
		}
		return clientCells(row)[c.Field.Key]
	}})
}

func writeT2(tb testing.TB, clients, contacts int) string {
	sheets := template.ByKey("clients-sheets").Sheets
	return writeReference(tb, "t2.xlsx",
		sheetRows{&sheets[0], clients, func(row int, c template.Column) any {
			if c.Field.Key == "row_key" {
				return fmt.Sprintf("K%d", row)
			}
			return clientCells(row)[c.Field.Key]
		}},
		sheetRows{&sheets[1], contacts, func(row int, c template.Column) any {
			if c.Field.Key == "client" {
				return fmt.Sprintf("K%d", row%clients)
			}
			return contactCells(row%clients, row/clients)[c.Field.Key]
		}})
}

// inflate is the yardstick I: it inflates all parts of a workbook and does nothing else.
func inflate(tb testing.TB, file string) {
	z, err := zip.OpenReader(file)
	check(tb, err)
	defer z.Close()
	for _, part := range z.File {
		r, err := part.Open()
		check(tb, err)
		_, err = io.Copy(io.Discard, r)
		check(tb, err)
		r.Close()
	}
}

// readExcelize is the yardstick X: all raw values by excelize.
func readExcelize(tb testing.TB, file string) {
	f, err := excelize.OpenFile(file, excelize.Options{RawCellValue: true})
	check(tb, err)
	defer f.Close()
	for _, name := range f.GetSheetList() {
		rows, err := f.Rows(name)
		check(tb, err)
		for rows.Next() {
			_, err := rows.Columns(excelize.Options{RawCellValue: true})
			check(tb, err)
		}
		rows.Close()
	}
}

// median runs the tasks in turns and returns the median time of each.
func median(rounds int, tasks ...func()) []time.Duration {
	times := make([][]time.Duration, len(tasks))
	for range rounds {
		for i, task := range tasks {
			runtime.GC()
			start := time.Now()
			task()
			times[i] = append(times[i], time.Since(start))
		}
	}
	medians := make([]time.Duration, len(tasks))
	for i := range times {
		slices.Sort(times[i])
		medians[i] = times[i][rounds/2]
	}
	return medians
}

// peak returns the most heap that was in use while the task ran, in MB above what was in use before.
func peak(task func()) float64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	before := m.HeapInuse
	var most atomic.Uint64
	done, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		for {
			select {
			case <-done:
				return
			case <-time.After(5 * time.Millisecond):
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				most.Store(max(most.Load(), m.HeapInuse))
			}
		}
	}()
	task()
	close(done)
	<-stopped
	return float64(max(most.Load(), before)-before) / 1e6
}

// fillDatabase stores other clients than those of the reference workbooks.
func fillDatabase(tb testing.TB, im *importer.Importer, clients, contactsEach int) {
	tb.Helper()
	ctx := context.Background()
	const batch = 20_000
	for from := 0; from < clients; from += batch {
		n := min(batch, clients-from)
		counts := data.Counts{data.Client: n, data.Contact: n * contactsEach}
		_, err := im.Store.Import(ctx, admin(tb, im), data.Import{File: "x.xlsx", SHA256: fmt.Sprint(from), Template: "clients-wide", Language: "cs", Found: counts, Imported: counts},
			func(insert func(*data.Record) error) error {
				for i := from; i < from+n; i++ {
					c := record(data.Client, clientCells(1_000_000+i))
					if err := insert(c); err != nil {
						return err
					}
					for k := range contactsEach {
						p := record(data.Contact, contactCells(1_000_000+i, k))
						p.Set("client", c.ID)
						if err := insert(p); err != nil {
							return err
						}
					}
				}
				return nil
			})
		check(tb, err)
	}
}

// record makes a record of the texts among the cells.
func record(kind data.RecordType, cells map[string]any) *data.Record {
	r := &data.Record{Type: kind}
	for _, key := range []string{"name", "reg_number", "first_name", "last_name", "street", "city", "phone_1", "phone_2", "email_1", "email_2", "note"} {
		if v, ok := cells[key]; ok {
			r.Set(key, v)
		}
	}
	return r
}

// BenchmarkCheck prints how the whole check of T1 and T2 compares with inflating the workbook (I) and
// with excelize reading it (X), against a database of 100,000 clients. The bounds for T1: ≤ 14 × I, < X, ≤ 250 MB.
func BenchmarkCheck(b *testing.B) {
	im := open(b)
	fillDatabase(b, im, 100_000, 0)
	for _, test := range []struct{ name, file string }{
		{"T1", writeT1(b, 5000)},
		{"T2", writeT2(b, 5000, 50_000)},
	} {
		b.Run(test.name, func(b *testing.B) {
			var r *importer.Report
			run := func() { r = checkFile(b, im, test.file, importer.CheckOptions{}) }
			for b.Loop() {
				m := median(5, func() { inflate(b, test.file) }, run, func() { readExcelize(b, test.file) })
				b.ReportMetric(float64(m[0].Milliseconds()), "I-ms")
				b.ReportMetric(float64(m[1].Milliseconds()), "check-ms")
				b.ReportMetric(float64(m[1])/float64(m[0]), "check/I")
				b.ReportMetric(float64(m[2])/float64(m[0]), "X/I")
				r = nil
				b.ReportMetric(peak(run), "peak-MB")
			}
			b.Logf("found %v, importable %v, issues %v", r.Found(), r.Outcomes(importer.Imported), r.Counts())
		})
	}
}

// BenchmarkCheckLarge checks 200,000 persons: within 600 MB.
func BenchmarkCheckLarge(b *testing.B) {
	im := open(b)
	file := writeT2(b, 5000, 200_000)
	for b.Loop() {
		b.ReportMetric(peak(func() { checkFile(b, im, file, importer.CheckOptions{}) }), "peak-MB")
	}
}

// BenchmarkImport prints how the import of T1 compares with inserting the same rows into the same tables by one
// prepared statement each in one transaction (S); package data measures S itself, here it is the time of the
// whole step people wait for.
func BenchmarkImport(b *testing.B) {
	file := writeT1(b, 5000)
	for b.Loop() {
		im := open(b)
		r := checkFile(b, im, file, importer.CheckOptions{})
		start := time.Now()
		_, err := im.Import(context.Background(), r, admin(b, im), nil)
		check(b, err)
		b.ReportMetric(float64(time.Since(start).Milliseconds()), "import-ms")
	}
}
