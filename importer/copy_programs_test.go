package importer_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"kartoteka/assets"
	"kartoteka/importer"
)

// A sample as three programs have saved it is annotated: every part of the copy is XML, each note has one box, which is
// hidden, and a thread of comments is left alone while its cell is coloured and listed.
func TestAnnotateSavedByOtherPrograms(t *testing.T) {
	for file, thread := range map[string]string{"openpyxl.xlsx": "", "exceljs.xlsx": "", "threaded.xlsx": "A10"} {
		t.Run(file, func(t *testing.T) {
			im, file := open(t), filepath.Join("testdata", file)
			r := checkFile(t, im, file, importer.CheckOptions{})
			var w bytes.Buffer
			check(t, im.Annotate(context.Background(), r, assets.Czech, &w))
			before, err := excelize.OpenFile(file)
			check(t, err)
			defer before.Close()
			f, err := excelize.OpenReader(bytes.NewReader(w.Bytes()))
			check(t, err)
			defer f.Close()
			list, _ := issueRows(t, f, "Chyby")
			notes := notesOf(t, f, "Klienti")
			for _, issue := range r.Issues {
				cell := issue.Cell()
				if len(lookOf(t, f, "Klienti", cell).Fill.Color) == 0 {
					t.Errorf("%s is not coloured", cell)
				}
				if !slices.ContainsFunc(list, func(row []string) bool { return row[1] == cell }) {
					t.Errorf("%s is not listed", cell)
				}
				if cell != thread && !strings.Contains(notes[cell], issue.Message(assets.Czech)) {
					t.Errorf("%s: note %q", cell, notes[cell])
				}
			}
			if thread != "" && notes[thread] != notesOf(t, before, "Klienti")[thread] {
				t.Errorf("the thread says %q", notes[thread])
			}
			boxes := 0
			for name, part := range partsOf(t, w.Bytes()) {
				if strings.HasSuffix(name, "/") {
					continue
				}
				wellFormed(t, name, part)
				if shapes := len(shape.FindAllString(part, -1)); strings.HasSuffix(name, ".vml") {
					boxes += shapes
					if hidden := strings.Count(part, "visibility:hidden"); hidden != shapes {
						t.Errorf("%s: %d boxes, %d are hidden", name, shapes, hidden)
					}
				}
			}
			if boxes != len(notes) {
				t.Errorf("%d boxes for %d notes", boxes, len(notes))
			}
		})
	}
}

var shape = regexp.MustCompile(`<\w+:shape\s`)

// partsOf are the parts of a workbook by name.
func partsOf(t *testing.T, content []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	check(t, err)
	parts := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		check(t, err)
		text, err := io.ReadAll(r)
		check(t, err)
		parts[f.Name] = string(text)
	}
	return parts
}

func wellFormed(t *testing.T, name, part string) {
	t.Helper()
	for d := xml.NewDecoder(strings.NewReader(part)); ; {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Errorf("%s: %v", name, err)
			return
		}
	}
}
