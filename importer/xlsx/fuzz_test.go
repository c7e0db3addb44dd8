package xlsx_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"maps"
	"os"
	"path/filepath"
	"testing"

	"kartoteka/importer/xlsx"
)

// FuzzSheetXML reads any bytes as the XML of a sheet. What encoding/xml finds ill-formed must be
// refused, never read as a sheet that is complete; and where the windows over the part are cut must
// make no difference.
func FuzzSheetXML(f *testing.F) {
	for _, s := range []string{
		sheet(a1),
		sheet(`<row><c r="A1" t="s" s="1"><f>1+1</f><v>0</v></c><c t="inlineStr"><is><r><t xml:space="preserve"> x</t></r></is></c></row>`),
		sheet(`<row r="2"><c r="B2" t="str"><v>a_x000D_&amp;&#13;<![CDATA[<]]>]]</v></c></row><row r="1"><c><v>1e3</v></c></row>`),
		"\xEF\xBB\xBF" + sheet("<!-- c --><?p i?>") + "\n",
		`<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData/><x:mergeCells><x:mergeCell ref="A1:B2"/></x:mergeCells></x:worksheet>`,
		`<?xml version="1.0" encoding="windows-1250"?><worksheet><sheetData><row><c t="d"><v>2024-01-01</v></c></row></sheetData></worksheet>`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		data := workbook([]string{string(content)}, nil).zipped(t)
		all, err := readData(data)
		if err == nil {
			if syntax := wellFormed(content); syntax != nil {
				t.Errorf("read as complete, but %v", syntax)
			}
		} else if !refused(err) {
			t.Errorf("an error that is no refusal: %v", err)
		}
		undo := xlsx.SetWindow(5)
		cut, errCut := readData(data)
		undo()
		if (err == nil) != (errCut == nil) {
			t.Fatalf("%v with a large window, %v with a small one", err, errCut)
		}
		for i := range all {
			if !maps.Equal(all[i], cut[i]) {
				t.Errorf("%v with a large window, %v with a small one", all[i], cut[i])
			}
		}
	})
}

// wellFormed returns what encoding/xml has against the XML. Other encodings than UTF-8 it does not read.
func wellFormed(content []byte) error {
	if bytes.HasPrefix(content, []byte("\xFF\xFE")) || bytes.HasPrefix(content, []byte("\xFE\xFF")) ||
		bytes.IndexByte(content[:min(2, len(content))], 0) >= 0 {
		return nil
	}
	d := xml.NewDecoder(bytes.NewReader(content))
	legacy := false
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) {
		legacy = true
		return r, nil
	}
	for {
		if _, err := d.RawToken(); err == io.EOF || legacy {
			break
		} else if err != nil {
			return err
		}
	}
	// Once more, as RawToken does not match the tags.
	d = xml.NewDecoder(bytes.NewReader(content))
	for !legacy {
		if _, err := d.Token(); err == io.EOF {
			break
		} else if err != nil {
			return err
		}
	}
	return nil
}

// refused reports whether the error is one of those a workbook is refused with.
func refused(err error) bool {
	for _, known := range []error{xlsx.ErrNotWorkbook, xlsx.ErrOldExcel, xlsx.ErrEncrypted, xlsx.ErrCSV, xlsx.ErrHTML,
		xlsx.ErrDamaged, xlsx.ErrTooLarge, xlsx.ErrEncoding} {
		if errors.Is(err, known) {
			return true
		}
	}
	return false
}

// FuzzWorkbook reads any bytes as a file: it must be read or refused.
func FuzzWorkbook(f *testing.F) {
	files, err := filepath.Glob("testdata/*.xlsx")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		if len(data) < 8<<10 {
			f.Add(data)
		}
	}
	f.Add([]byte("a;b\n"))
	f.Add(ole("Workbook"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if _, err := readData(data); err != nil && !refused(err) {
			t.Errorf("an error that is no refusal: %v", err)
		}
	})
}
