//go:build external

package importer_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"kartoteka/assets"
	"kartoteka/importer"
	"kartoteka/importer/issue"
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

// fillMacro fills workbooks in as fillScript does, in Basic.
const fillMacro = `
Sub Fill
	Dim opening(0) As New com.sun.star.beans.PropertyValue
	Dim saving(0) As New com.sun.star.beans.PropertyValue
	opening(0).Name = "Hidden"
	opening(0).Value = True
	saving(0).Name = "FilterName"
	saving(0).Value = "Calc MS Excel 2007 XML"
	accessor = createUnoService("com.sun.star.ucb.SimpleFileAccess")
	stream = createUnoService("com.sun.star.io.TextInputStream")
	stream.setInputStream(accessor.openFileRead(ConvertToURL(Environ("FILL"))))
	stream.setEncoding("UTF-8")
	While Not stream.isEOF()
		part = Split(stream.readLine(), Chr(9))
		If UBound(part) = 3 Then
			Select Case part(2)
			Case "open"
				doc = StarDesktop.loadComponentFromURL(ConvertToURL(part(0)), "_blank", 0, opening())
			Case "save"
				doc.storeToURL(ConvertToURL(part(0)), saving())
				doc.close(True)
			Case "text"
				doc.Sheets.getByName(part(0)).getCellRangeByName(part(1)).String = Join(Split(part(3), "\n"), Chr(10))
			Case "bool"
				doc.Sheets.getByName(part(0)).getCellRangeByName(part(1)).Formula = "=" &amp; part(3) &amp; "()"
			Case Else
				doc.Sheets.getByName(part(0)).getCellRangeByName(part(1)).Value = Val(part(3))
			End Select
		End If
	Wend
	StarDesktop.terminate()
End Sub
`

// fillScript fills workbooks in by the lines of a list, each of four parts: a file, nothing, "open", nothing; sheet, cell,
// kind and value of cells of it; where to save it, nothing, "save", nothing.
const fillScript = `
import datetime, openpyxl, sys
start = datetime.datetime(1899, 12, 30)
for line in open(sys.argv[1], encoding="utf-8", newline="\n"):
    part = line.rstrip("\n").split("\t")
    kind, text = part[2], part[3]
    if kind == "open":
        book = openpyxl.load_workbook(part[0])
    elif kind == "save":
        book.save(part[0])
    else:
        if kind == "text":
            value = text.replace("\\n", "\n")
        elif kind == "bool":
            value = text == "TRUE"
        elif kind == "date":
            value = start + datetime.timedelta(days=float(text))
        elif kind == "time":
            value = (start + datetime.timedelta(seconds=round(float(text) * 86400))).time()
        else:
            value = float(text)
        cell = book[part[0]][part[1]]
        cell.value = value
        if kind == "text":
            cell.data_type = "s"
`

// basicFiles are a profile of LibreOffice whose standard library has the macro.
var basicFiles = map[string]string{
	"script.xlc": `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">
<library:libraries xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink">
<library:library library:name="Standard" library:link="false"/>
</library:libraries>`,
	"Standard/script.xlb": `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" library:passwordprotected="false">
<library:element library:name="Module1"/>
</library:library>`,
	"Standard/Module1.xba": `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">` + fillMacro + `</script:module>`,
}

// filledByLibreOffice has LibreOffice work a list of cells off.
func filledByLibreOffice(t *testing.T, list string) {
	t.Helper()
	profile := t.TempDir()
	soffice := func(args ...string) {
		t.Helper()
		run(t, "soffice", append([]string{"--headless", "--norestore", "-env:UserInstallation=file://" + filepath.ToSlash(profile)}, args...)...)
	}
	soffice("--terminate_after_init") // the first start makes the profile, libraries of macros included
	for name, text := range basicFiles {
		file := filepath.Join(profile, "user", "basic", filepath.FromSlash(name))
		check(t, os.MkdirAll(filepath.Dir(file), 0o700))
		check(t, os.WriteFile(file, []byte(text), 0o600))
	}
	t.Setenv("FILL", list)
	soffice("macro:///Standard.Module1.Fill")
}

// line is the cell in a list of cells to fill in.
func (c filledCell) line() string {
	kind, text := "text", strings.ReplaceAll(c.text, "\n", `\n`)
	switch v := c.value.(type) {
	case bool:
		kind, text = "bool", strings.ToUpper(strconv.FormatBool(v))
	case float64:
		kind, text = "number", strconv.FormatFloat(v, 'f', -1, 64)
	case time.Time:
		kind, text = "date", strconv.FormatFloat(xlsx.Serial(v), 'f', -1, 64)
	case time.Duration:
		kind, text = "time", strconv.FormatFloat(v.Hours()/24, 'f', -1, 64)
	}
	return strings.Join([]string{c.sheet, c.name, kind, text}, "\t") + "\n"
}

// Every column of every template, filled in by another program with values of its own kind, is stored as if it were typed.
func TestEveryColumnFilledByOtherPrograms(t *testing.T) {
	programs := map[string]func(t *testing.T, list string){
		"LibreOffice": filledByLibreOffice,
		"openpyxl":    func(t *testing.T, list string) { run(t, "/usr/bin/python3", "-c", fillScript, list) },
	}
	walks := map[string]*walk{}
	lists, dir := map[string]*strings.Builder{}, t.TempDir()
	for program := range programs {
		lists[program] = &strings.Builder{}
	}
	filled := func(program, name string) string { return filepath.Join(dir, program+" "+name+".xlsx") }
	for _, tpl := range template.All() {
		for _, l := range assets.Languages() {
			w := newWalk(t, tpl, l)
			name := tpl.Key + " " + string(l)
			walks[name] = w
			var b bytes.Buffer
			check(t, template.Write(context.Background(), w.im.Store, tpl, template.Options{Lang: l}, &b))
			file := saved(t, "šablona.xlsx", b.Bytes())
			for program, list := range lists {
				fmt.Fprintf(list, "%s\t\topen\t\n", file)
				for _, c := range w.cells() {
					list.WriteString(c.line())
				}
				fmt.Fprintf(list, "%s\t\tsave\t\n", filled(program, name))
			}
		}
	}
	for program, fill := range programs {
		list := filepath.Join(dir, program+".txt")
		check(t, os.WriteFile(list, []byte(lists[program].String()), 0o600))
		fill(t, list)
	}
	for name, w := range walks {
		t.Run(name, func(t *testing.T) {
			w.T = t
			_, in := importFile(t, w.im, w.fill(), importer.CheckOptions{Lang: w.lang})
			want := w.brought(in)
			for program := range programs {
				w.delete(in)
				var r *importer.Report
				r, in = importFile(t, w.im, filled(program, name), importer.CheckOptions{Lang: w.lang})
				for i := range r.Issues {
					if r.Issues[i].Code == issue.ExampleLeft { // the cells are filled in as the examples are
						continue
					}
					t.Errorf("%s: %s: %s", program, r.Issues[i].Cell(), r.Issues[i].Message(w.lang))
				}
				w.same(program, want, w.brought(in))
			}
		})
	}
}
