//go:build external

package importer_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer"
	"kartoteka/importer/export"
	"kartoteka/importer/template"
)

// A shelf is a folder of workbooks of every kind that the program writes.
type shelf struct {
	*testing.T
	dir string
}

// put writes a workbook into the folder.
func (s *shelf) put(name string, write func(io.Writer) error) string {
	s.Helper()
	var w bytes.Buffer
	check(s.T, write(&w))
	file := filepath.Join(s.dir, strings.ReplaceAll(name, "/", " ")+".xlsx")
	check(s.T, os.WriteFile(file, w.Bytes(), 0o600))
	return file
}

// Every kind of workbook that the program writes follows the schemas of the standard, and openpyxl reads it.
func TestOtherProgramsFindWorkbooksValid(t *testing.T) {
	s := &shelf{t, t.TempDir()}
	for _, d := range []struct {
		fields, items int
		examples      bool
	}{{0, 3, true}, {5, 400, false}, {40, 400, true}} {
		s.templates(d.fields, d.items, d.examples)
	}
	s.copies()
	s.parts()
	files, err := filepath.Glob(filepath.Join(s.dir, "*.xlsx"))
	check(t, err)
	if len(files) < 100 {
		t.Errorf("%d workbooks", len(files))
	}
	const read = "import openpyxl,sys\nfor f in sys.argv[1:]: openpyxl.load_workbook(f)"
	for _, args := range [][]string{{filepath.Join("..", ".ci", "ooxml", "validate")}, {"-c", read}} {
		if out, err := exec.Command("/usr/bin/python3", append(args, files...)...).CombinedOutput(); err != nil {
			t.Errorf("%v\n%s", err, out)
		}
	}
}

// templates writes all templates in all languages, with so many custom fields of each record type and items of each list.
func (s *shelf) templates(fields, items int, examples bool) {
	ctx, im := context.Background(), open(s.T)
	var all []string
	for n := range items {
		all = append(all, fmt.Sprintf("Položka <%d> & \"dál\"", n))
	}
	by := admin(s.T, im)
	for _, kind := range data.Importable() {
		for n := range fields {
			f := data.Field{Title: fmt.Sprintf("Naše pole č. %d & <%s>", n, kind), Type: data.CustomTypes()[n%len(data.CustomTypes())], Hint: "Nápověda <&>"}
			var own []string
			if f.Type == data.List {
				own = all
			}
			_, err := im.Store.AddField(ctx, by, kind, f, own...)
			check(s.T, err)
		}
	}
	for _, key := range data.ListKeys() {
		check(s.T, im.Store.AddListItems(ctx, by, key, all...))
	}
	for _, tpl := range template.All() {
		for _, l := range assets.Languages() {
			s.put(fmt.Sprintf("%s %s %d %d", tpl.Key, l, fields, items), func(w io.Writer) error {
				return template.Write(ctx, im.Store, tpl, template.Options{Lang: l, Examples: examples}, w)
			})
		}
	}
}

// copies writes the copies of workbooks of several programs, and exports of what they bring.
func (s *shelf) copies() {
	ctx, im := context.Background(), open(s.T)
	files := map[string]string{"table": tableOf(s.T, "firmy.csv", "Firma;IČO;E-mail\nAlfa s.r.o.;27082440;info(at)alfa.cz\nBeta s.r.o.;25596641;x@\nGama;1;g@example.com\n")}
	for _, sample := range assets.Samples() {
		files[sample.Name] = saved(s.T, sample.Name, sample.Content)
		if sample.Faulty {
			files["LibreOffice"] = savedByLibreOffice(s.T, files[sample.Name])
			files["openpyxl"] = savedByOpenpyxl(s.T, files[sample.Name], nil)
		}
	}
	for _, name := range []string{"exceljs", "threaded"} {
		files[name] = filepath.Join("testdata", name+".xlsx")
	}
	for name, file := range files {
		o := importer.CheckOptions{}
		if name == "table" {
			o.Map = proposed(s.T, im, file)
		}
		r := checkFile(s.T, im, file, o)
		for _, l := range assets.Languages() {
			s.put("annotated "+name+string(l), func(w io.Writer) error { return im.Annotate(ctx, r, l, w) })
			s.put("errors "+name+string(l), func(w io.Writer) error { return importer.WriteIssueWorkbook(r, l, w) })
			s.put("rejected "+name+string(l), func(w io.Writer) error { return im.WriteRejected(ctx, r, nil, l, w) })
		}
		s.put("corrected "+name, func(w io.Writer) error {
			return im.WriteCorrected(ctx, r, importer.Corrections{{Sheet: r.Sheets[0].Name, Row: r.Sheets[0].Header + 1, Col: 200, Now: "=nově"}}, w)
		})
		left := 0
		for _, n := range r.Outcomes(importer.Imported) {
			left += n
		}
		if left > 0 { // of files of the same records only the first
			imported(s.T, im, r)
		}
	}
	for _, kind := range data.Importable() {
		for _, l := range assets.Languages() {
			s.put("export "+string(kind)+string(l), func(w io.Writer) error {
				_, err := export.Workbook(ctx, im.Store, kind, data.Query{}, l, w, nil)
				return err
			})
			s.put("table "+string(kind)+string(l), func(w io.Writer) error {
				_, err := export.Table(ctx, im.Store, kind, data.Query{}, l, w, nil)
				return err
			})
		}
	}
}

// parts writes the parts of a workbook of too many records.
func (s *shelf) parts() {
	im := open(s.T)
	_, err := im.Split(context.Background(), checkFile(s.T, im, overLimit(s.T), importer.CheckOptions{}), s.dir, nil)
	check(s.T, err)
}
