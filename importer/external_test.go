//go:build external

package importer_test

import (
	"bytes"
	"context"
	"fmt"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kartoteka/assets"
	"kartoteka/importer"
	"kartoteka/importer/template"
	"kartoteka/importer/xlsx"
)

// These tests need LibreOffice, and Python 3 with openpyxl: go test -tags external ./importer

// savedByLibreOffice opens a workbook in LibreOffice and saves it again.
func savedByLibreOffice(t *testing.T, file string) string {
	t.Helper()
	dir := t.TempDir()
	run(t, "soffice", "--headless", "-env:UserInstallation=file://"+filepath.ToSlash(t.TempDir()), "--convert-to", "xlsx", "--outdir", dir, file)
	return filepath.Join(dir, filepath.Base(file))
}

// savedByOpenpyxl opens a workbook in openpyxl, fills cells of its first data sheet in, and saves it again.
func savedByOpenpyxl(t *testing.T, file string, cells map[string]string) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), filepath.Base(file))
	script := "import openpyxl,sys\nw=openpyxl.load_workbook(sys.argv[1])\ns=w.worksheets[1]\n"
	for name, value := range cells {
		script += fmt.Sprintf("s[%q]=%q\n", name, value)
	}
	run(t, "/usr/bin/python3", "-c", script+"w.save(sys.argv[2])", file, out)
	return out
}

func run(t *testing.T, name string, args ...string) {
	t.Helper()
	if out, err := exec.Command(name, args...).CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
}

// texts are all values of a workbook by sheet and cell.
func texts(t *testing.T, file string) map[string]string {
	t.Helper()
	book, err := xlsx.Open(file, xlsx.DefaultLimits)
	check(t, err)
	defer book.Close()
	all := map[string]string{}
	for i, sheet := range book.Sheets {
		rows, err := book.Rows(i)
		check(t, err)
		for rows.Next() {
			for _, c := range rows.Cells() {
				text := c.Text
				if c.Kind == xlsx.Number {
					text, _ = c.General()
				}
				all[sheet.Name+"!"+xlsx.CellName(c.Col, rows.Number())] = text
			}
		}
		check(t, rows.Err())
	}
	return all
}

// Other programs keep every cell of a template, and the import still knows it.
func TestTemplatesSurviveOtherPrograms(t *testing.T) {
	im := open(t)
	for _, tpl := range template.All() {
		for _, l := range assets.Languages() {
			t.Run(tpl.Key+"/"+string(l), func(t *testing.T) {
				var w bytes.Buffer
				check(t, template.Write(context.Background(), im.Store, tpl, template.Options{Lang: l, Examples: true}, &w))
				file := saved(t, "šablona.xlsx", w.Bytes())
				for program, copied := range map[string]string{"LibreOffice": savedByLibreOffice(t, file), "openpyxl": savedByOpenpyxl(t, file, nil)} {
					was, now := texts(t, file), texts(t, copied)
					for cell, text := range was {
						if now[cell] != text {
							t.Errorf("%s: %s held %q, holds %q", program, cell, text, now[cell])
						}
					}
					if len(now) != len(was) {
						t.Errorf("%s: %d cells, %d were written", program, len(now), len(was))
					}
					r, err := im.Check(context.Background(), copied, importer.CheckOptions{Lang: l, By: admin(t, im)}, nil)
					check(t, err)
					if r.Template.Key != tpl.Key || !slices.Equal(found(r), []expectation{"no-data"}) {
						t.Errorf("%s: template %s, issues %v", program, r.Template.Key, found(r))
					}
				}
				book, err := xlsx.Open(savedByLibreOffice(t, file), xlsx.DefaultLimits)
				check(t, err)
				defer book.Close()
				if book.Properties["Kartoteka.Template"] != tpl.Key || book.Properties["Kartoteka.Language"] != string(l) {
					t.Errorf("LibreOffice keeps the properties %v", book.Properties)
				}
			})
		}
	}
}

// The samples import alike when they have been saved by another program.
func TestSamplesSurviveOtherPrograms(t *testing.T) {
	for _, s := range assets.Samples() {
		file := saved(t, s.Name, s.Content)
		want := described(checkFile(t, open(t), file, importer.CheckOptions{}))
		for program, copied := range map[string]string{"LibreOffice": savedByLibreOffice(t, file), "openpyxl": savedByOpenpyxl(t, file, nil)} {
			if got := described(checkFile(t, open(t), copied, importer.CheckOptions{})); !slices.Equal(got, want) {
				t.Errorf("%s, %s: %d records, %d were written, or they differ", s.Name, program, len(got), len(want))
			}
		}
	}
}

// Cells filled in by another program arrive as typed, and the copy with the errors marked opens there again.
func TestFilledAndAnnotatedByOtherPrograms(t *testing.T) {
	im := open(t)
	var w bytes.Buffer
	check(t, template.Write(context.Background(), im.Store, template.ByKey("products"), template.Options{Lang: assets.Czech}, &w))
	filled := savedByOpenpyxl(t, saved(t, "produkty.xlsx", w.Bytes()), map[string]string{"A3": "007", "B3": "Židle", "G3": "dvacet jedna", "A4": "'=x", "B4": "+420"})
	r := checkFile(t, im, filled, importer.CheckOptions{})
	w.Reset()
	check(t, im.Annotate(context.Background(), r, assets.Czech, &w))
	annotated := saved(t, "chyby.xlsx", w.Bytes())
	for program, copied := range map[string]string{"LibreOffice": savedByLibreOffice(t, annotated), "openpyxl": savedByOpenpyxl(t, annotated, nil)} {
		again := checkFile(t, im, copied, importer.CheckOptions{})
		if !slices.Equal(found(again), found(r)) {
			t.Errorf("%s: issues %v, want %v", program, found(again), found(r))
		}
		if got := again.Entries[0].Record.Text("code"); got != "007" {
			t.Errorf("%s: the code became %q", program, got)
		}
		if now := texts(t, copied); !strings.Contains(strings.Join(listOf(now, "Chyby!"), "|"), "dvacet jedna") {
			t.Errorf("%s: the list of errors is gone", program)
		}
	}
}

func listOf(cells map[string]string, sheet string) []string {
	var values []string
	for cell, text := range cells {
		if strings.HasPrefix(cell, sheet) {
			values = append(values, text)
		}
	}
	return values
}
