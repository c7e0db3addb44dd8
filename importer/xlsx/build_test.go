package xlsx_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"

	"kartoteka/importer/xlsx"
)

const (
	xmlHead  = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	mainNS   = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	relNS    = `xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	relTypes = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
)

// parts are the parts of a workbook by name.
type parts map[string]string

// workbook returns the parts of a good workbook with these sheets, each the whole XML of its part,
// named List1, List2 …, and with these shared strings, styles and whatever else is given.
func workbook(sheets []string, extra parts) parts {
	p := parts{
		"[Content_Types].xml": xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` +
			`<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>` +
			`<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>` +
			worksheetTypes(len(sheets)) + `</Types>`,
		"_rels/.rels": relationships([2]string{"officeDocument", "xl/workbook.xml"}, [2]string{"custom-properties", "docProps/custom.xml"}),
	}
	list := ""
	links := [][2]string{{"sharedStrings", "sharedStrings.xml"}, {"styles", "styles.xml"}}
	for i, sheet := range sheets {
		name := fmt.Sprintf("worksheets/sheet%d.xml", i+1)
		list += fmt.Sprintf(`<sheet name="List%d" sheetId="%d" r:id="rId%d"/>`, i+1, i+1, i+3)
		links = append(links, [2]string{"worksheet", name})
		p["xl/"+name] = sheet
	}
	p["xl/workbook.xml"] = xmlHead + `<workbook ` + mainNS + ` ` + relNS + `><sheets>` + list + `</sheets></workbook>`
	p["xl/_rels/workbook.xml.rels"] = relationships(links...)
	p["xl/sharedStrings.xml"] = sharedStrings("a", "b")
	p["xl/styles.xml"] = styles()
	for name, content := range extra {
		if p[name] = content; content == "" {
			delete(p, name)
		}
	}
	return p
}

func worksheetTypes(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `<Override PartName="/xl/worksheets/sheet%d.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`, i+1)
	}
	return b.String()
}

func relationships(links ...[2]string) string {
	s := xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
	for i, l := range links {
		s += fmt.Sprintf(`<Relationship Id="rId%d" Type="%s%s" Target="%s"/>`, i+1, relTypes, l[0], l[1])
	}
	return s + `</Relationships>`
}

func sharedStrings(texts ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `%s<sst %s count="%d" uniqueCount="%[3]d">`, xmlHead, mainNS, len(texts))
	for _, t := range texts {
		b.WriteString("<si><t>" + t + "</t></si>")
	}
	return b.String() + "</sst>"
}

// styles returns a styles part whose format i is the i-th of these format codes.
func styles(codes ...string) string {
	formats, xfs := "", `<xf numFmtId="0"/>`
	for i, c := range codes {
		formats += fmt.Sprintf(`<numFmt numFmtId="%d" formatCode="%s"/>`, 164+i, c)
		xfs += fmt.Sprintf(`<xf numFmtId="%d"/>`, 164+i)
	}
	return xmlHead + `<styleSheet ` + mainNS + `><numFmts>` + formats + `</numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs>` + xfs + `</cellXfs></styleSheet>`
}

// sheet returns the XML of a sheet with these rows.
func sheet(rows string) string {
	return xmlHead + `<worksheet ` + mainNS + ` ` + relNS + `><sheetData>` + rows + `</sheetData></worksheet>`
}

// zipped returns the parts as a ZIP file.
func (p parts) zipped(tb testing.TB) []byte {
	tb.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, content := range p {
		method := zip.Deflate
		if len(content) < 4<<10 {
			method = zip.Store // much faster, which counts when fuzzing
		}
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: method})
		if err == nil {
			_, err = w.Write([]byte(content))
		}
		if err != nil {
			tb.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// readAll returns the cells of a sheet by their names.
func readAll(w *xlsx.Workbook, sheet int) (map[string]xlsx.Cell, error) {
	rows, err := w.Rows(sheet)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	cells := map[string]xlsx.Cell{}
	row := 0
	for rows.Next() {
		if rows.Number() <= row {
			return nil, fmt.Errorf("row %d comes after row %d", rows.Number(), row)
		}
		row = rows.Number()
		col := 0
		for _, c := range rows.Cells() {
			if c.Col <= col {
				return nil, fmt.Errorf("row %d: column %d comes after column %d", row, c.Col, col)
			}
			col = c.Col
			cells[xlsx.CellName(col, row)] = c
		}
	}
	return cells, rows.Err()
}

// readData reads all cells of all sheets of a file in memory, sheet by sheet.
func readData(data []byte) ([]map[string]xlsx.Cell, error) {
	w, err := xlsx.Read(data, xlsx.DefaultLimits)
	if err != nil {
		return nil, err
	}
	defer w.Close()
	var all []map[string]xlsx.Cell
	for i := range w.Sheets {
		cells, err := readAll(w, i)
		if err == xlsx.ErrUnordered {
			cells, err = readAll(w, i)
		}
		if err != nil {
			return nil, err
		}
		all = append(all, cells)
	}
	return all, nil
}
