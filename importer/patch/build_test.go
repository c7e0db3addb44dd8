package patch_test

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"maps"
	"slices"
	"testing"

	"kartoteka/importer/patch"
	"kartoteka/importer/xlsx"
)

// parts are the parts of a workbook by name.
type parts map[string]string

const (
	head     = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	mainNS   = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	relNS    = `xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	relTypes = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	types    = "application/vnd.openxmlformats-officedocument."
)

// whole are the parts of a workbook that has a bit of everything.
func whole() parts {
	relations := func(all ...[2]string) string {
		s := head + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
		for i, l := range all {
			s += `<Relationship Id="r` + string(rune('1'+i)) + `" Type="` + relTypes + l[0] + `" Target="` + l[1] + `"/>`
		}
		return s + `</Relationships>`
	}
	override := func(part, kind string) string {
		return `<Override PartName="/xl/` + part + `" ContentType="` + types + kind + `"/>`
	}
	return parts{
		"[Content_Types].xml": head + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="vml" ContentType="` + types + `vmlDrawing"/>` +
			override("workbook.xml", "spreadsheetml.sheet.main+xml") + override("worksheets/sheet1.xml", "spreadsheetml.worksheet+xml") + override("worksheets/sheet2.xml", "spreadsheetml.worksheet+xml") +
			override("styles.xml", "spreadsheetml.styles+xml") + override("sharedStrings.xml", "spreadsheetml.sharedStrings+xml") + override("calcChain.xml", "spreadsheetml.calcChain+xml") + override("comments1.xml", "spreadsheetml.comments+xml") + `</Types>`,
		"_rels/.rels": relations([2]string{"officeDocument", "xl/workbook.xml"}),
		"xl/workbook.xml": head + `<workbook ` + mainNS + ` ` + relNS + `><workbookPr codeName="w"/><bookViews><workbookView activeTab="1"/></bookViews><sheets><sheet name="Naše 'vip'" sheetId="1" r:id="r1"/><sheet name="Tajné" sheetId="4" state="hidden" r:id="r2"/></sheets>` +
			`<definedNames><definedName name="vip">'Naše ''vip'''!$A$1</definedName></definedNames><calcPr calcId="1"/></workbook>`,
		"xl/_rels/workbook.xml.rels": relations([2]string{"worksheet", "worksheets/sheet1.xml"}, [2]string{"worksheet", "/xl/worksheets/sheet2.xml"}, [2]string{"styles", "styles.xml"}, [2]string{"sharedStrings", "sharedStrings.xml"}, [2]string{"calcChain", "calcChain.xml"}),
		"xl/worksheets/sheet1.xml": head + `<worksheet ` + mainNS + ` ` + relNS + `><sheetPr/><dimension ref="A1:D4"/><sheetViews><sheetView tabSelected="1" workbookViewId="0"/></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols><col min="2" max="3" width="12" style="1" customWidth="1"/></cols>` +
			`<sheetData><row r="1" spans="1:2"><c r="A1" t="s"><v>0</v></c><c r="B1" s="2" t="inlineStr"><is><r><rPr><b/></rPr><t>E-</t></r><r><t xml:space="preserve">mail </t></r></is></c></row>` +
			`<row r="2"><c r="A2" s="1"><v>46000.50</v></c><c r="C2"><f>1+1</f><v>2</v></c><c r="D2" t="b"><v>1</v></c></row><row r="3"/><row r="5"><c r="B5" t="e"><v>#N/A</v></c><c r="D5"/></row></sheetData>` +
			`<autoFilter ref="A1:D4"/><mergeCells count="1"><mergeCell ref="F1:G2"/></mergeCells><dataValidations count="1"><dataValidation type="list" sqref="D2"><formula1>"a,b"</formula1></dataValidation></dataValidations><hyperlinks><hyperlink ref="A1" location="x"/><hyperlink ref="D2:D9" r:id="r9"/></hyperlinks><pageMargins left="1" right="1" top="1" bottom="1" header="1" footer="1"/><legacyDrawing r:id="r2"/><extLst/></worksheet>`,
		"xl/worksheets/_rels/sheet1.xml.rels": relations([2]string{"comments", "../comments1.xml"}, [2]string{"vmlDrawing", "../drawings/notes.vml"}),
		"xl/worksheets/sheet2.xml":            head + `<worksheet ` + mainNS + `><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>skryto _x0041_</t></is></c></row></sheetData></worksheet>`,
		"xl/comments1.xml": head + `<comments ` + mainNS + `><authors><author>Eva</author><author>tc={1}</author></authors><commentList><comment ref="A2" authorId="0" shapeId="0"><text><t>ověřit</t></text></comment>` +
			`<comment ref="B1" authorId="0"><text><r><t>jak </t></r><r><t>psát</t></r></text></comment><comment ref="D2" authorId="1"><text><t>[vlákno]</t></text></comment></commentList></comments>`,
		"xl/drawings/notes.vml": `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shapetype id="_x0000_t202"/>` +
			box("_x0000_s1030", "1", "0") + box("_x0000_s1031", "0", "1") + box("_x0000_s1032", "1", "3") + `<v:shape id="_x0000_s1040"><x:ClientData ObjectType="Button"><x:Row>1</x:Row></x:ClientData></v:shape></xml>`,
		"xl/styles.xml": head + `<styleSheet ` + mainNS + `><numFmts count="1"><numFmt numFmtId="164" formatCode="0&quot; ks&quot;"/></numFmts><fonts count="2"><font><sz val="10"/><name val="Arial"/></font><font><b/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>` +
			`<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="22" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"><alignment horizontal="left"/></xf><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`,
		"xl/sharedStrings.xml": head + `<sst ` + mainNS + `><si><t>Název</t></si></sst>`,
		"xl/calcChain.xml":     head + `<calcChain ` + mainNS + `><c r="C2" i="1"/></calcChain>`,
	}
}

func box(id, row, col string) string {
	return `<v:shape id="` + id + `"><x:ClientData ObjectType="Note"><x:Row>` + row + `</x:Row><x:Column>` + col + `</x:Column></x:ClientData></v:shape>`
}

// zipped returns the parts as a ZIP file, with entries for its folders as some programs write them.
func (p parts) zipped(tb testing.TB) []byte {
	tb.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	_, err := z.Create("xl/")
	for _, name := range slices.Sorted(maps.Keys(p)) {
		var w io.Writer
		method := zip.Store // much faster, for small ones
		if len(p[name]) > 1<<16 {
			method = zip.Deflate
		}
		if err == nil {
			w, err = z.CreateHeader(&zip.FileHeader{Name: name, Method: method})
		}
		if err == nil {
			_, err = w.Write([]byte(p[name]))
		}
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// unzipped returns the parts of a workbook.
func unzipped(tb testing.TB, content []byte) parts {
	tb.Helper()
	z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		tb.Fatal(err)
	}
	p := parts{}
	for _, f := range z.File {
		r, err := f.Open()
		var text []byte
		if err == nil {
			text, err = io.ReadAll(r)
		}
		if err != nil {
			tb.Fatal(err)
		}
		p[f.Name] = string(text)
	}
	return p
}

// read opens a workbook in memory.
func read(content []byte) (*xlsx.Workbook, error) { return xlsx.Read(content, xlsx.DefaultLimits) }

// copyOf makes a copy of a workbook with what edit does to it.
func copyOf(content []byte, edit func(*xlsx.Workbook, *patch.Copy)) ([]byte, error) {
	w, err := read(content)
	if err != nil {
		return nil, err
	}
	defer w.Close()
	c, err := patch.Of(w)
	if err != nil {
		return nil, err
	}
	c.Author = "Kartotéka"
	edit(w, c)
	var b bytes.Buffer
	err = c.Write(context.Background(), &b)
	return b.Bytes(), err
}

// mustCopy is copyOf for a workbook that can be copied.
func mustCopy(t *testing.T, content []byte, edit func(*xlsx.Workbook, *patch.Copy)) parts {
	t.Helper()
	out, err := copyOf(content, edit)
	if err != nil {
		t.Fatal(err)
	}
	return unzipped(t, out)
}

// cells are the cells of all sheets, by sheet and address, without their formats' numbers.
func cells(content []byte) (map[string]xlsx.Cell, error) {
	w, err := read(content)
	if err != nil {
		return nil, err
	}
	defer w.Close()
	all := map[string]xlsx.Cell{}
	for i, s := range w.Sheets {
		for again := true; again; {
			rows, err := w.Rows(i)
			if err != nil {
				return nil, err
			}
			for rows.Next() {
				for _, c := range rows.Cells() {
					c.Style = 0
					if c.Kind == xlsx.Text {
						c.Format = xlsx.Format{}
					}
					all[s.Name+"!"+xlsx.CellName(c.Col, rows.Number())] = c
				}
			}
			err = rows.Err()
			rows.Close()
			if again = err == xlsx.ErrUnordered; err != nil && !again {
				return nil, err
			}
		}
	}
	return all, nil
}
