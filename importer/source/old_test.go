package source

import (
	"errors"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kartoteka/importer/xlsx"
)

// cells are the cells of a sheet by address: dates as days, numbers rounded, text without the ends of its lines.
func cells(t *testing.T, file string, sheet int) map[string]string {
	t.Helper()
	b, err := Open(file, Options{})
	if err != nil {
		t.Fatal(err)
	}
	rows, err := b.Rows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for rows.Next() {
		for _, c := range rows.Cells() {
			text := strings.Join(strings.Fields(c.Text), " ")
			switch {
			case c.Kind == xlsx.Number && c.Format.IsDate():
				day := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).Add(time.Duration(math.Round(c.Number*86400)) * time.Second)
				text = day.Format("2006-01-02T15:04:05")
			case c.Kind == xlsx.Number:
				text = xlsx.FormatGeneral(c.Number)
			}
			all[xlsx.CellName(c.Col, rows.Number())] = strings.TrimSuffix(text, "T00:00:00")
		}
	}
	if rows.Err() != nil {
		t.Fatal(rows.Err())
	}
	return all
}

// TestOtherWorkbooks: what another program saved as .xls, .ods and .html has the cells of the workbook it was saved from.
func TestOtherWorkbooks(t *testing.T) {
	for _, name := range []string{"zakaznici.xls", "zakaznici.ods", "zakaznici.html", "poptavky.xls", "poptavky.ods"} {
		t.Run(name, func(t *testing.T) {
			want := cells(t, filepath.Join("testdata", strings.TrimSuffix(name, filepath.Ext(name))+".xlsx"), 0)
			got := cells(t, filepath.Join("testdata", name), 0)
			wrong := 0
			for at, text := range want {
				if filepath.Ext(name) == ".html" && strings.HasPrefix(at, "H") {
					continue // a page shows dates in its own way
				}
				if got[at] != text {
					if wrong++; wrong < 5 {
						t.Errorf("%s is %q, want %q", at, got[at], text)
					}
				}
			}
			if len(got) != len(want) {
				t.Errorf("%d cells, want %d", len(got), len(want))
			}
		})
	}
}

// TestCutWorkbooks: a file that ends too early is refused, wherever it does.
func TestCutWorkbooks(t *testing.T) {
	content, err := os.ReadFile("testdata/zakaznici.xls")
	if err != nil {
		t.Fatal(err)
	}
	for n := 512; n < len(content); n += 997 {
		b, err := Read(content[:n], Options{})
		if err == nil {
			if _, err := b.Rows(0); err != nil {
				t.Error(err)
			}
		} else if !errors.Is(err, xlsx.ErrOldExcel) && !errors.Is(err, xlsx.ErrNotWorkbook) {
			t.Errorf("%d bytes: %v", n, err)
		}
	}
}

func FuzzXLS(f *testing.F) {
	content, err := os.ReadFile("testdata/zakaznici.xls")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(content)
	f.Fuzz(readAll)
}

func FuzzHTML(f *testing.F) {
	f.Add([]byte("<html><table><tr><th colspan=2>a<td>b</tr><tr><td>1<br>2<table><tr><td>x</table></table>"))
	f.Fuzz(readAll)
}
