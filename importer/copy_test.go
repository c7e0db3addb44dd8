package importer_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"kartoteka/assets"
	"kartoteka/importer"
	"kartoteka/importer/issue"
	"kartoteka/importer/xlsx"
)

func wantError(t *testing.T, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("error %v, want %v", err, want)
	}
}

// A workbook somebody made himself: formats, a formula, a note, a hidden sheet.
func ownWorkbook(t *testing.T) string {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	check(t, f.SetSheetName("Sheet1", "Naše 'vip' firmy"))
	sheet := "Naše 'vip' firmy"
	for row, cells := range [][]any{
		{"Název", "IČO", "Výročí", "E-mail 1", "Obrat loni"},
		{"Alfa", "27082440", 46000, "alfa(at)example.com", 1234.5},
		{"=Beta", "1", 46001.5, "  ", "x"},
		{"Gama", 25596641, "31.2.2026", "g@example.com", nil},
	} {
		check(t, f.SetSheetRow(sheet, fmt.Sprintf("A%d", row+1), &cells))
	}
	date, err := f.NewStyle(&excelize.Style{NumFmt: 14, Font: &excelize.Font{Bold: true, Color: "FF00FF"}, Protection: &excelize.Protection{Locked: true}})
	check(t, err)
	check(t, f.SetCellStyle(sheet, "C2", "D3", date))
	check(t, f.SetCellFormula(sheet, "E4", "1+1"))
	check(t, f.AddComment(sheet, excelize.Comment{Cell: "D2", Author: "Eva", Paragraph: []excelize.RichTextRun{{Text: "ověřit u Evy"}}}))
	check(t, f.AddComment(sheet, excelize.Comment{Cell: "A1", Author: "Eva", Paragraph: []excelize.RichTextRun{{Text: "naše názvy"}}}))
	_, err = f.NewSheet("Tajné")
	check(t, err)
	check(t, f.SetCellStr("Tajné", "B2", "s křížkem"))
	check(t, f.SetSheetVisible("Tajné", false))
	file := filepath.Join(t.TempDir(), "náš sešit.xlsx")
	check(t, f.SaveAs(file))
	return file
}

// issueRows are the rows of a list of issues, and the row of its header.
func issueRows(t *testing.T, f *excelize.File, sheet string) (list [][]string, header int) {
	t.Helper()
	rows, err := f.GetRows(sheet)
	check(t, err)
	for i, row := range rows {
		if len(row) > 6 {
			return rows[i+1:], i + 1
		}
	}
	t.Fatalf("no list of issues: %q", rows)
	return nil, 0
}

func lookOf(t *testing.T, f *excelize.File, sheet, cell string) *excelize.Style {
	t.Helper()
	style, err := f.GetCellStyle(sheet, cell)
	check(t, err)
	looks, err := f.GetStyle(style)
	check(t, err)
	return looks
}

func notesOf(t *testing.T, f *excelize.File, sheet string) map[string]string {
	t.Helper()
	comments, err := f.GetComments(sheet)
	check(t, err)
	notes := map[string]string{}
	for _, c := range comments {
		notes[c.Cell] += c.Text
		for _, p := range c.Paragraph {
			notes[c.Cell] += p.Text
		}
	}
	return notes
}

func TestAnnotateMarksEveryIssue(t *testing.T) {
	im := open(t)
	file := ownWorkbook(t)
	before, err := os.ReadFile(file)
	check(t, err)
	r := checkFile(t, im, file, importer.CheckOptions{})
	var w bytes.Buffer
	check(t, im.Annotate(context.Background(), r, assets.Czech, &w))
	after, err := os.ReadFile(file)
	check(t, err)
	if !bytes.Equal(before, after) {
		t.Error("the original was touched")
	}
	f, err := excelize.OpenReader(&w)
	check(t, err)
	defer f.Close()
	sheet := "Naše 'vip' firmy"
	notes := notesOf(t, f, sheet)
	list, header := issueRows(t, f, "Chyby")
	if len(list) != len(r.Issues) {
		t.Fatalf("%d rows listed, want %d issues", len(list), len(r.Issues))
	}
	for _, issue := range r.Issues {
		if !strings.Contains(notes[issue.Cell()], issue.Message(assets.Czech)) {
			t.Errorf("%s: note %q lacks %q", issue.Cell(), notes[issue.Cell()], issue.Message(assets.Czech))
		}
		if looks := lookOf(t, f, sheet, issue.Cell()); len(looks.Fill.Color) == 0 {
			t.Errorf("%s is not coloured", issue.Cell())
		}
		at := slices.IndexFunc(list, func(row []string) bool { return row[1] == issue.Cell() && row[5] == issue.Message(assets.Czech) })
		if at < 0 {
			t.Fatalf("%s is not listed", issue.Cell())
		}
		linked, target, err := f.GetCellHyperLink("Chyby", fmt.Sprintf("B%d", header+at+1))
		check(t, err)
		if want := "'Naše ''vip'' firmy'!" + issue.Cell(); !linked || target != want {
			t.Errorf("row %d of the list leads to %q, want %q", header+at+1, target, want)
		}
		if issue.Row == 1 {
			continue
		}
		if row := list[at]; row[2] == "" {
			t.Errorf("%q names no record", row)
		}
		name := fmt.Sprintf("A%d", issue.Row) // of each row, which mostly stays in view
		if looks := lookOf(t, f, sheet, name); len(looks.Border) != 4 || !strings.Contains(notes[name], issue.Cell()) {
			t.Errorf("%s: border %v, note %q", name, looks.Border, notes[name])
		}
		if linked, target, err = f.GetCellHyperLink(sheet, name); err != nil || !linked || target != fmt.Sprintf("'Chyby'!B%d", header+at+1) {
			t.Errorf("%s leads to %q, not back to row %d of the list, %v", name, target, header+at+1, err)
		}
	}
	if !strings.HasPrefix(notes["D2"], "ověřit u Evy") || notes["A1"] != "naše názvy" {
		t.Errorf("notes of the original: %q, %q", notes["D2"], notes["A1"])
	}
	if s := lookOf(t, f, sheet, "D2"); s.NumFmt != 14 || !s.Font.Bold || s.Font.Color != "FF00FF" {
		t.Errorf("the format of a coloured cell became %+v %+v", s, s.Font)
	}
	if f.GetSheetName(f.GetActiveSheetIndex()) != "Chyby" {
		t.Error("the copy does not open at the list")
	}
}

// The annotated copy can be mended and checked in place of the original, and annotated again.
func TestAnnotatedCopyChecksAlike(t *testing.T) {
	im := open(t)
	r := checkFile(t, im, ownWorkbook(t), importer.CheckOptions{})
	for n := range 2 {
		var w bytes.Buffer
		check(t, im.Annotate(context.Background(), r, assets.English, &w))
		again := checkFile(t, im, saved(t, "copy.xlsx", w.Bytes()), importer.CheckOptions{})
		if got, want := found(again), found(r); !slices.Equal(got, want) {
			t.Errorf("copy %d has issues %v, want %v", n+1, got, want)
		}
		r = again
	}
}

// Notes as openpyxl and Google Sheets name their parts are kept too, and go to no other sheet.
func TestAnnotateKeepsForeignNotes(t *testing.T) {
	im := open(t)
	names := strings.NewReplacer("xl/comments1.xml", "xl/comments/comment7.xml", "../comments1.xml", "/xl/comments/comment7.xml",
		"drawings/vmlDrawing1.vml", "drawings/commentsDrawing3.vml")
	content := repacked(t, ownWorkbook(t), func(name string, content []byte) (string, []byte) {
		if strings.HasSuffix(name, ".rels") || name == "[Content_Types].xml" {
			return name, []byte(names.Replace(string(content)))
		}
		return names.Replace(name), content
	})
	r := checkFile(t, im, saved(t, "cizí.xlsx", content), importer.CheckOptions{})
	var w bytes.Buffer
	check(t, im.Annotate(context.Background(), r, assets.Czech, &w))
	f, err := excelize.OpenReader(&w)
	check(t, err)
	defer f.Close()
	notes := notesOf(t, f, "Naše 'vip' firmy")
	if notes["A1"] != "naše názvy" || !strings.HasPrefix(notes["D2"], "ověřit u Evy") || len(notes) != len(cellsWithIssues(r))+3+1 {
		t.Errorf("notes %q", notes)
	}
}

func cellsWithIssues(r *importer.Report) map[string]bool {
	cells := map[string]bool{}
	for _, i := range r.Issues {
		if i.Row > 0 {
			cells[i.Cell()] = true
		}
	}
	return cells
}

func TestCorrectedCopy(t *testing.T) {
	im := open(t)
	file := ownWorkbook(t)
	sheet := "Naše 'vip' firmy"
	fixes := importer.Corrections{
		{Sheet: sheet, Row: 2, Col: 4, Was: "alfa(at)example.com", Now: "alfa@example.com"},
		{Sheet: sheet, Row: 4, Col: 3, Was: "31.2.2026", Now: "=28.2.2026"},
		{Sheet: sheet, Row: 4, Col: 1, Was: "somebody else changed it", Now: "never"},
	}
	r := checkFile(t, im, file, importer.CheckOptions{})
	var w bytes.Buffer
	check(t, im.WriteCorrected(context.Background(), r, fixes, &w))
	f, err := excelize.OpenReader(&w)
	check(t, err)
	defer f.Close()
	for name, want := range map[string]string{"D2": "alfa@example.com", "C4": "=28.2.2026", "A4": "Gama", "A3": "=Beta", "E2": "1234.5"} {
		got, err := f.GetCellValue(sheet, name)
		check(t, err)
		formula, err := f.GetCellFormula(sheet, name)
		check(t, err)
		if got != want || formula != "" {
			t.Errorf("%s holds %q (formula %q), want %q", name, got, formula, want)
		}
	}
	if formula, err := f.GetCellFormula(sheet, "E4"); err != nil || formula != "1+1" {
		t.Errorf("the formula became %q, %v", formula, err)
	}
}

func TestIssueListIsHarmless(t *testing.T) {
	im := open(t)
	file, _ := workbookOf(t, `
		# Klienti
		Název | E-mail 1            | Výročí
		Alfa  | =cmd;"x"            | @SUM(1)
		Beta  | +420 601 000 001    | 1.1.2026`)
	r := checkFile(t, im, file, importer.CheckOptions{})
	for _, l := range assets.Languages() {
		var w bytes.Buffer
		check(t, importer.WriteIssueWorkbook(r, l, &w))
		book, err := xlsx.Read(w.Bytes(), xlsx.DefaultLimits)
		check(t, err)
		values, formulas := 0, 0
		list, err := book.Rows(0)
		check(t, err)
		for list.Next() {
			for _, c := range list.Cells() {
				if c.Formula {
					formulas++
				}
				if slices.ContainsFunc(r.Issues, func(i issue.Issue) bool { return c.Col == 5 && c.Text == i.Value }) {
					values++
				}
			}
		}
		check(t, list.Err())
		if values != len(r.Issues) || formulas != 0 {
			t.Errorf("%s: %d values of %d issues, %d formulas", l, values, len(r.Issues), formulas)
		}
	}
}

// Who mends in the annotated copy has it annotated again: each note says what is wrong now, once.
func TestAnnotatingAnAnnotatedCopyReplacesItsMessages(t *testing.T) {
	im, file := open(t), ownWorkbook(t)
	var first, second bytes.Buffer
	check(t, im.Annotate(context.Background(), checkFile(t, im, file, importer.CheckOptions{}), assets.English, &first))
	again := filepath.Join(t.TempDir(), "znovu.xlsx")
	check(t, os.WriteFile(again, first.Bytes(), 0o600))
	r := checkFile(t, im, again, importer.CheckOptions{})
	check(t, im.Annotate(context.Background(), r, assets.Czech, &second))
	f, err := excelize.OpenReader(&second)
	check(t, err)
	defer f.Close()
	notes := notesOf(t, f, "Naše 'vip' firmy")
	for _, issue := range r.Issues {
		if issue.Cell() == "" {
			continue
		}
		note := notes[issue.Cell()]
		if strings.Count(note, issue.Message(assets.Czech)) != 1 || strings.Contains(note, issue.Message(assets.English)) {
			t.Errorf("%s: note %q", issue.Cell(), note)
		}
	}
	if !strings.HasPrefix(notes["D2"], "ověřit u Evy") {
		t.Errorf("the original's own note: %q", notes["D2"])
	}
}
