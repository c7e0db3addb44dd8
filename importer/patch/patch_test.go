package patch_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"strings"
	"testing"

	"kartoteka/importer/patch"
	"kartoteka/importer/xlsx"
)

func text(s string) *string { return &s }

// Only the cells concerned become others.
func TestChangeOfCells(t *testing.T) {
	red := patch.Look{Fill: "FF0000"}
	for _, test := range []struct {
		name     string
		in, want string // of the sheet
		changes  []patch.Change
	}{
		{"nothing but the cell", `<row r="1" spans="1:2"><c r="A1" s="2" t="s"><v>0</v></c> <c r="B1"/></row>`, `<row r="1"><c r="A1" t="s" s="3"><v>0</v></c> <c r="B1"/></row>`,
			[]patch.Change{{Row: 1, Col: 1, Look: red}}},
		{"cells that are not there", `<row r="2" s="1" customFormat="1"><c r="B2"/></row><row r="3"/>`, `<row r="2" s="1" customFormat="1"><c r="A2" s="3"/><c r="B2"/><c r="C2" s="3"/></row><row r="3"><c r="A3" s="4"/></row>`,
			[]patch.Change{{Row: 2, Col: 3, Look: red}, {Row: 3, Col: 1, Look: red}, {Row: 2, Col: 1, Look: red}}},
		{"rows that are not there", `<row r="3"/>`, `<row r="1"><c r="A1" s="3"/><c r="B1" s="4"/></row><row r="3"/><row r="4"><c r="C4" s="4"/></row>`,
			[]patch.Change{{Row: 1, Col: 1, Look: red}, {Row: 1, Col: 2, Look: red}, {Row: 4, Col: 3, Look: red}}},
		{"a text", `<row r="1"><c r="A1" s="1" t="b" cm="1"><v>1</v></c></row>`, `<row r="1"><c r="A1" s="1" t="inlineStr"><is><t xml:space="preserve">&lt;_x005F_x0041_ _x0001_</t></is></c></row>`,
			[]patch.Change{{Row: 1, Col: 1, Text: text("<_x0041_ \x01")}}},
		{"no text", `<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1"><v>2</v></c></row>`, `<row r="1"><c r="A1"/><c r="B1"><v>2</v></c></row>`,
			[]patch.Change{{Row: 1, Col: 1, Text: text("")}, {Row: 1, Col: 4, Text: text("")}}},
		{"without addresses", `<row><c><v>1</v></c><c><v>2</v></c></row><row><c/></row>`, `<row><c><v>1</v></c><c s="3"><v>2</v></c></row><row><c s="3"/></row>`,
			[]patch.Change{{Row: 1, Col: 2, Look: red}, {Row: 2, Col: 1, Look: red}}},
		{"out of order", `<row r="2"><c r="B2"/><c r="A2"/></row><row r="1"><c r="A1"/></row>`, `<row r="2"><c r="B2"/><c r="A2" s="3"/><c r="C2" s="4"/></row><row r="1"><c r="A1" s="3"/></row><row r="7"><c r="A7" s="3"/></row>`,
			[]patch.Change{{Row: 1, Col: 1, Look: red}, {Row: 2, Col: 1, Look: red}, {Row: 2, Col: 3, Look: red}, {Row: 7, Col: 1, Look: red}}},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := whole()
			sheet := func(rows string) string {
				return `<worksheet ` + mainNS + `><cols><col min="2" max="3" style="1"/></cols><sheetData>` + rows + `</sheetData></worksheet>`
			}
			p["xl/worksheets/sheet1.xml"] = sheet(test.in)
			got := mustCopy(t, p.zipped(t), func(_ *xlsx.Workbook, c *patch.Copy) { c.Change(0, test.changes...) })
			if test.name == "no text" {
				test.want = strings.Replace(test.want, "</row>", `<c r="D1"/></row>`, 1)
			}
			if now := strings.TrimPrefix(got["xl/worksheets/sheet1.xml"], head); now != sheet(test.want) {
				t.Errorf("\n got %s\nwant %s", now, sheet(test.want))
			}
			for name, content := range p {
				if now := got[name]; now != content && name != "xl/worksheets/sheet1.xml" && name != "xl/styles.xml" {
					t.Errorf("%s became %s", name, now)
				}
			}
		})
	}
}

// A replaced formula takes the order of calculation with it, one that others share cannot be replaced.
func TestChangeOfFormulas(t *testing.T) {
	got := mustCopy(t, whole().zipped(t), func(_ *xlsx.Workbook, c *patch.Copy) { c.Change(0, patch.Change{Row: 2, Col: 3, Text: text("3")}) })
	for name, content := range got {
		if strings.Contains(name+content, "calcChain") {
			t.Errorf("%s still names the order of calculation", name)
		}
	}
	p := whole()
	p["xl/worksheets/sheet1.xml"] = strings.Replace(p["xl/worksheets/sheet1.xml"], "<f>", `<f t="shared" ref="C2:C9" si="0">`, 1)
	_, err := copyOf(p.zipped(t), func(_ *xlsx.Workbook, c *patch.Copy) { c.Change(0, patch.Change{Row: 2, Col: 3, Text: text("3")}) })
	if !errors.Is(err, patch.ErrNotCopied) {
		t.Errorf("error %v", err)
	}
}

// A new sheet is the one the copy opens at, alone, and rows go below those that are there.
func TestAddAndAppend(t *testing.T) {
	ctx := context.Background()
	content := whole().zipped(t)
	before, err := cells(content)
	if err != nil {
		t.Fatal(err)
	}
	values := []patch.Cell{
		{Col: 1, Kind: xlsx.Number, Text: "1.50", Number: 1.5, Look: patch.Look{Format: &xlsx.FormatCode{ID: 164, Code: `0.0" _x0041_"`}}},
		{Col: 2, Kind: xlsx.Bool, Number: 1}, {Col: 3, Kind: xlsx.Error, Text: "#DIV/0!"}, {Col: 4, Kind: xlsx.Date, Text: "2026-02-28"},
		{Col: 5, Kind: xlsx.Text, Text: " \r\n\x1f\uFFFE_x0041_x0042_\u00a0"}, {Col: 6, Kind: xlsx.None}, {Col: 7, Kind: xlsx.Number, Number: 0.1},
	}
	out, err := copyOf(content, func(_ *xlsx.Workbook, c *patch.Copy) {
		c.Count1904(true)
		list := c.Add(patch.Sheet{Name: "TAJNÉ", Header: 1, Filter: true, Merge: []patch.Span{{Row: 1, From: 1, To: 2}}, Columns: make([]patch.Column, 2)})
		rows := c.Append(ctx, 0)
		rows.Write(0, values...)
		added := c.Append(ctx, list)
		added.Write(20, patch.Cell{Col: 1, Kind: xlsx.Text, Text: "A1", Style: c.Style(patch.Style{Bold: true}), Link: patch.Place("Naše 'vip'", 1, 1)})
		rows.Write(0, patch.Text(1, "poslední"))
		added.Close()
		rows.Close()
	})
	if err != nil {
		t.Fatal(err)
	}
	now, err := cells(out)
	if err != nil {
		t.Fatal(err)
	}
	for at, cell := range before {
		if now[at] != cell {
			t.Errorf("%s became %+v", at, now[at])
		}
	}
	for _, v := range values {
		got := now["Naše 'vip'!"+xlsx.CellName(v.Col, 6)]
		if got.Kind != v.Kind || got.Text != v.Text && v.Text != "" || got.Number != v.Number && v.Kind != xlsx.Date {
			t.Errorf("%+v became %+v", v, got)
		}
	}
	if got := now["Naše 'vip'!A7"].Text + now["TAJNÉ 2!A1"].Text; got != "posledníA1" {
		t.Errorf("cells %q", got)
	}
	p := unzipped(t, out)
	for part, want := range map[string]string{
		"xl/workbook.xml":          `<workbookPr codeName="w" date1904="1"/><bookViews><workbookView activeTab="2"/></bookViews>`,
		"xl/worksheets/sheet1.xml": `<sheetView workbookViewId="0"/>`,
		"xl/worksheets/sheet3.xml": `<hyperlink ref="A1" location="'Naše ''vip'''!A1"/>`,
		"xl/styles.xml":            `<numFmts count="2"><numFmt numFmtId="164" formatCode="0&quot; ks&quot;"/><numFmt numFmtId="165" formatCode="0.0&quot; _x005F_x0041_&quot;"/></numFmts>`,
		"[Content_Types].xml":      `<Override PartName="/xl/worksheets/sheet3.xml"`,
	} {
		if !strings.Contains(p[part], want) {
			t.Errorf("%s lacks %s:\n%s", part, want, p[part])
		}
	}
	if n := strings.Count(fmt.Sprint(maps.Collect(maps.All(p))), `tabSelected="1"`); n != 1 {
		t.Errorf("%d sheets are selected", n)
	}
}

// Formats that cells name although they are not there do not come to mean new ones.
func TestDanglingFormats(t *testing.T) {
	p := whole()
	p["xl/worksheets/sheet2.xml"] = strings.Replace(p["xl/worksheets/sheet2.xml"], "</row>", `<c r="B1" s="4"><v>7</v></c></row>`, 1)
	before, err := cells(p.zipped(t))
	if err != nil {
		t.Fatal(err)
	}
	date := patch.Look{Format: &xlsx.FormatCode{ID: 14}}
	out, err := copyOf(p.zipped(t), func(_ *xlsx.Workbook, c *patch.Copy) {
		c.Change(0, patch.Change{Row: 1, Col: 1, Look: date}, patch.Change{Row: 2, Col: 4, Look: date}, patch.Change{Row: 3, Col: 2, Look: date})
	})
	if err != nil {
		t.Fatal(err)
	}
	if now, _ := cells(out); now["Tajné!B1"] != before["Tajné!B1"] {
		t.Errorf("%+v became %+v", before["Tajné!B1"], now["Tajné!B1"])
	}
}

func TestWriteCanBeCancelled(t *testing.T) {
	w, err := read(whole().zipped(t))
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	c, err := patch.Of(w)
	if err != nil {
		t.Fatal(err)
	}
	c.Change(0, patch.Change{Row: 1, Col: 1, Look: patch.Look{Fill: "FF0000"}})
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := c.Write(ctx, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}
