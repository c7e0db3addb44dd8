package xlsx_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"hash/crc32"
	"os"
	"path/filepath"
	"testing"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"kartoteka/importer/xlsx"
)

// ole returns the start of a compound file with a stream of that name.
func ole(stream string) []byte {
	b := append([]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), make([]byte, 1024)...)
	for _, u := range utf16.Encode([]rune(stream)) {
		b = append(b, byte(u), byte(u>>8))
	}
	return append(b, make([]byte, 512)...)
}

func encrypted(t *testing.T) []byte {
	f := excelize.NewFile()
	defer f.Close()
	var b bytes.Buffer
	if err := f.Write(&b, excelize.Options{Password: "heslo"}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestRefusals(t *testing.T) {
	good := workbook([]string{sheet("")}, nil)
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"empty file":           {nil, xlsx.ErrNotWorkbook},
		"CSV":                  {[]byte("Název;IČO\r\nNovák;00123456\r\n"), xlsx.ErrCSV},
		"CSV in Windows-1250":  {[]byte("N\xe1zev;I\xc8O\r\n"), xlsx.ErrCSV},
		"CSV in UTF-16":        {[]byte("\xFF\xFEN\x00;\x00"), xlsx.ErrCSV},
		"HTML":                 {[]byte("\xEF\xBB\xBF\n <html><table><tr><td>1"), xlsx.ErrHTML},
		"XML of Excel 2003":    {[]byte(`<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>`), xlsx.ErrHTML},
		"PDF":                  {[]byte("%PDF-1.7\n"), xlsx.ErrNotWorkbook},
		"picture":              {[]byte("\x89PNG\r\n\x1a\n\x00\x00"), xlsx.ErrNotWorkbook},
		"xls":                  {ole("Workbook"), xlsx.ErrOldExcel},
		"xls of Excel 5":       {ole("Book"), xlsx.ErrOldExcel},
		"xls of Excel 4":       {[]byte("\x09\x04\x06\x00\x00\x04\x10\x00"), xlsx.ErrOldExcel},
		"doc":                  {ole("WordDocument"), xlsx.ErrNotWorkbook},
		"some compound file":   {ole("Whatever"), xlsx.ErrNotWorkbook},
		"password":             {encrypted(t), xlsx.ErrEncrypted},
		"ods":                  {parts{"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>", "META-INF/manifest.xml": "<x/>"}.zipped(t), xlsx.ErrOpenDocument},
		"ZIP of something":     {parts{"readme.txt": "hello"}.zipped(t), xlsx.ErrNotWorkbook},
		"docx":                 {parts{"_rels/.rels": relationships([2]string{"officeDocument", "word/document.xml"}), "word/document.xml": `<w:document xmlns:w="x"/>`}.zipped(t), xlsx.ErrNotWorkbook},
		"xlsb":                 {parts{"_rels/.rels": relationships([2]string{"officeDocument", "xl/workbook.bin"}), "xl/workbook.bin": "\x83"}.zipped(t), xlsx.ErrBinaryWorkbook},
		"ZIP cut short":        {good.zipped(t)[:900], xlsx.ErrDamaged},
		"workbook part gone":   {workbook([]string{sheet("")}, parts{"xl/workbook.xml": ""}).zipped(t), xlsx.ErrDamaged},
		"workbook part broken": {workbook([]string{sheet("")}, parts{"xl/workbook.xml": "<workbook>"}).zipped(t), xlsx.ErrDamaged},
		"sheet part gone":      {workbook([]string{sheet("")}, parts{"xl/worksheets/sheet1.xml": ""}).zipped(t), xlsx.ErrDamaged},
		"styles part gone":     {workbook([]string{sheet("")}, parts{"xl/styles.xml": ""}).zipped(t), xlsx.ErrDamaged},
		"strings part gone":    {workbook([]string{sheet(`<row><c t="s"><v>0</v></c></row>`)}, parts{"xl/sharedStrings.xml": ""}).zipped(t), xlsx.ErrDamaged},
		"unknown encoding":     {workbook([]string{`<?xml version="1.0" encoding="Shift_JIS"?><worksheet/>`}, nil).zipped(t), xlsx.ErrEncoding},
		"other XML":            {workbook([]string{`<html/>`}, nil).zipped(t), xlsx.ErrDamaged},
		"sheet without rows":   {workbook([]string{`<worksheet/>`}, nil).zipped(t), xlsx.ErrDamaged},
	} {
		if _, err := readData(c.data); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	for name, p := range map[string]parts{
		"good":                       good,
		"strings gone and not used":  workbook([]string{sheet(a1)}, parts{"xl/sharedStrings.xml": ""}),
		"a sheet that never was one": workbook([]string{sheet(a1)}, parts{"xl/workbook.xml": `<workbook ` + mainNS + ` ` + relNS + `><sheets><sheet name="Modul" sheetId="1" r:id=""/><sheet name="List1" sheetId="2" r:id="rId3"/></sheets></workbook>`}),
	} {
		if all, err := readData(p.zipped(t)); err != nil || len(all) != 1 {
			t.Errorf("%s: %d sheets, error %v", name, len(all), err)
		}
	}
}

// What stands in front of a part's data must agree with the directory of the ZIP file.
func TestLyingHeaders(t *testing.T) {
	const sizes = 14 // of a local header, where its sum and its two sizes begin
	plain := func() []byte {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for name, content := range workbook([]string{sheet(a1)}, nil) {
			h := &zip.FileHeader{Name: name, Method: zip.Store, CRC32: crc32.ChecksumIEEE([]byte(content))}
			h.CompressedSize64, h.UncompressedSize64 = uint64(len(content)), uint64(len(content))
			w, err := z.CreateRaw(h)
			if err == nil {
				_, err = w.Write([]byte(content))
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	if _, err := readData(plain()); err != nil {
		t.Fatal(err)
	}
	for name, offset := range map[string]int{"sum": sizes, "compressed size": sizes + 4, "size": sizes + 8, "method": 8, "name": 30} {
		data := plain()
		const local = "PK\x03\x04"
		header := 0
		for !bytes.HasPrefix(data[header+30:], []byte("xl/worksheets/sheet1.xml")) {
			header += len(local) + bytes.Index(data[header+len(local):], []byte(local))
		}
		data[header+offset]++
		if _, err := readData(data); !errors.Is(err, xlsx.ErrDamaged) {
			t.Errorf("%s: %v, want it damaged", name, err)
		}
	}
}

func TestOpenRefusesFolder(t *testing.T) {
	if _, err := xlsx.Open(t.TempDir(), xlsx.DefaultLimits); !errors.Is(err, xlsx.ErrNotWorkbook) {
		t.Errorf("error %v", err)
	}
	if _, err := xlsx.Open(filepath.Join(t.TempDir(), "nothing.xlsx"), xlsx.DefaultLimits); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("error %v", err)
	}
}

func TestHashAndProperties(t *testing.T) {
	custom := xmlHead + `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">` +
		`<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="Šablona"><vt:lpwstr>klienti &amp; osoby</vt:lpwstr></property>` +
		`<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="3" name="Verze"><vt:i4>3</vt:i4></property></Properties>`
	data := workbook([]string{sheet("")}, parts{"docProps/custom.xml": custom}).zipped(t)
	path := filepath.Join(t.TempDir(), "a.xlsx")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	w, err := xlsx.Open(path, xlsx.DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	if w.Properties["Šablona"] != "klienti & osoby" || w.Properties["Verze"] != "3" {
		t.Errorf("Properties = %v", w.Properties)
	}
	same, _ := xlsx.Read(data, xlsx.DefaultLimits)
	other, _ := xlsx.Read(append(data[:len(data):len(data)], 0), xlsx.DefaultLimits)
	if w.SHA256() != same.SHA256() || len(w.SHA256()) != 64 {
		t.Errorf("SHA256 = %q and %q for the same content", w.SHA256(), same.SHA256())
	}
	if other != nil && other.SHA256() == w.SHA256() {
		t.Error("the same hash for another content")
	}
}
