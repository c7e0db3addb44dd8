package importer_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer"
	"kartoteka/importer/export"
	"kartoteka/importer/issue"
	"kartoteka/importer/template"
	"kartoteka/importer/xlsx"
)

// oddFormats are number formats of cells, by the number of their style.
var oddFormats = []string{"", "d.m.yyyy", "d.m.yyyy h:mm", "h:mm", "0.00%", "00000000", `#,##0.00\ "Kč"`, "[$€-2] #,##0.00", "0.00E+00", "@", "[h]:mm", `0" _x0041_ ks"`}

// oddCells are cells as programs write them: kind and value, the second of some that vary.
var oddCells = []string{
	`t="inlineStr"><is><t xml:space="preserve"> a_x0001_b_x000D_ </t></is>`, `t="inlineStr"><is><t>_x005F_xD83D_x _x005F_x0041_x0042_</t></is>`,
	`t="inlineStr"><is><r><t>tučně </t></r><r><rPr><b/></rPr><t>a tence</t></r></is>`, "t=\"inlineStr\"><is><t>tvrdá\u00a0mezera\u200b</t></is>",
	`t="inlineStr"><is><t>první&#10;druhá</t></is>`, `t="inlineStr"><is><t>x@@example</t></is>`, `t="inlineStr"><is><t>31. 2. 2026</t></is>`, `t="inlineStr"><is><t>&lt;&amp;"'</t></is>`,
	`><v>46000</v>`, `><v>46000.75</v>`, `><v>0.5</v>`, `><v>0.21</v>`, `><v>6947</v>`, `><v>1234.50</v>`, `><v>4.206E+11</v>`, `><v>-7</v>`, `><v>1.1000000000000001</v>`, `><v>59</v>`,
	`t="b"><v>1</v>`, `t="b"><v>0</v>`, `t="e"><v>#N/A</v>`, `t="e"><v>#REF!</v>`, `t="d"><v>2026-02-28T00:00:00</v>`, `t="inlineStr"><is><t>ano</t></is>`, `t="inlineStr"><is><t>00006947</t></is>`,
}

// oddWorkbook is a workbook of a template whose rows hold such cells by chance, and an e-mail address that keeps the
// record out.
func oddWorkbook(t *testing.T, key string, seed uint64, date1904 bool) string {
	t.Helper()
	random := rand.New(rand.NewPCG(seed, 0))
	tpl := template.ByKey(key)
	columns := tpl.Sheets[0].Columns(data.NewSchema(nil))
	var rows, formats, xfs strings.Builder
	write := func(row int, cell func(i int, c template.Column) string) {
		fmt.Fprintf(&rows, `<row r="%d">`, row)
		for i, c := range columns {
			if text := cell(i, c); text != "" {
				fmt.Fprintf(&rows, `<c r="%s" s="%d" %s</c>`, xlsx.CellName(i+1, row), random.IntN(len(oddFormats)), text)
			}
		}
		rows.WriteString("</row>")
	}
	inline := func(text string) string { return `t="inlineStr"><is><t>` + text + `</t></is>` }
	write(1, func(_ int, c template.Column) string { return inline(c.Title(assets.Czech)) })
	for row := range 40 {
		write(row+2, func(_ int, c template.Column) string {
			switch {
			case c.Section.Number > 1 || c.Field.Unstored:
				return ""
			case c.Required() && c.Field.Type == data.Text:
				return inline(fmt.Sprintf("Záznam %d", row))
			case c.Field.Type == data.Bool && row%2 == 0:
				return inline("snad") // no record of the row is imported
			case random.IntN(3) == 0:
				return ""
			}
			return oddCells[random.IntN(len(oddCells))]
		})
	}
	for i, f := range oddFormats {
		if f == "" {
			xfs.WriteString(`<xf numFmtId="0"/>`)
			continue
		}
		fmt.Fprintf(&formats, `<numFmt numFmtId="%d" formatCode="%s"/>`, 164+i, strings.ReplaceAll(strings.ReplaceAll(f, "_x", "_x005F_x"), `"`, "&quot;"))
		fmt.Fprintf(&xfs, `<xf numFmtId="%d"/>`, 164+i)
	}
	const ns, rel = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`, "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, content := range map[string]string{
		"[Content_Types].xml":        `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
		"_rels/.rels":                `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="` + rel + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            fmt.Sprintf(`<workbook %s xmlns:r="%s"><workbookPr date1904="%v"/><sheets><sheet name="%s" sheetId="1" r:id="a"/></sheets></workbook>`, ns, rel, date1904, assets.Czech.Text("sheet."+tpl.Sheets[0].Key)),
		"xl/_rels/workbook.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="` + rel + `/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="b" Type="` + rel + `/styles" Target="styles.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml":   `<worksheet ` + ns + `><sheetData>` + rows.String() + `</sheetData></worksheet>`,
		"xl/styles.xml":              `<styleSheet ` + ns + `><numFmts>` + formats.String() + `</numFmts><cellXfs>` + xfs.String() + `</cellXfs></styleSheet>`,
	} {
		w, err := z.Create(name)
		check(t, err)
		_, err = w.Write([]byte(content))
		check(t, err)
	}
	check(t, z.Close())
	return saved(t, "odd.xlsx", b.Bytes())
}

// said are the issues of records, wherever these stand.
func said(r *importer.Report) []string {
	var all []string
	for _, i := range r.Issues {
		if i.Record != "" {
			all = append(all, fmt.Sprintf("%s %s %q %q", i.Code, i.Field, i.Value, i.Suggestion))
		}
	}
	slices.Sort(all)
	return all
}

// Every copy of a workbook, read again, has the values and the issues of the original.
func TestCopiesReadAlike(t *testing.T) {
	im, ctx := open(t), context.Background()
	copies := map[string]func(*testing.T, *importer.Report) string{
		"annotated": func(t *testing.T, r *importer.Report) string {
			var b bytes.Buffer
			check(t, im.Annotate(ctx, r, assets.Czech, &b))
			return saved(t, "copy.xlsx", b.Bytes())
		},
		"corrected": func(t *testing.T, r *importer.Report) string {
			var b bytes.Buffer
			check(t, im.WriteCorrected(ctx, r, nil, &b))
			return saved(t, "copy.xlsx", b.Bytes())
		},
		"rejected": func(t *testing.T, r *importer.Report) string { return rejectedFile(t, im, r, nil) },
		"split": func(t *testing.T, r *importer.Report) string {
			paths, err := im.Split(ctx, r, t.TempDir(), nil)
			check(t, err)
			return paths[0]
		},
	}
	for _, key := range []string{"clients-wide", "leads", "products"} {
		for seed := range uint64(4) {
			date1904 := seed%2 == 1
			r := checkFile(t, im, oddWorkbook(t, key, seed, date1904), importer.CheckOptions{})
			if len(r.Entries) < 20 || len(r.Issues) < 20 {
				t.Fatalf("%s: %d records with %d issues", key, len(r.Entries), len(r.Issues))
			}
			for name, copied := range copies {
				t.Run(fmt.Sprint(key, seed, name), func(t *testing.T) {
					again := checkFile(t, im, copied(t, r), importer.CheckOptions{})
					want, issues := described(r), said(r)
					if name == "rejected" {
						want, issues = leftOut(r)
					}
					if got := described(again); !slices.Equal(got, want) {
						t.Errorf("%d records, want %d; the first that differs: %s", len(got), len(want), firstDifference(got, want))
					}
					if got := said(again); !slices.Equal(got, issues) {
						t.Errorf("%d issues, want %d; the first that differs: %s", len(got), len(issues), firstDifference(got, issues))
					}
				})
			}
		}
	}
}

// leftOut are the records and issues of the rows that have a record that is not imported.
func leftOut(r *importer.Report) (records, issues []string) {
	rows := map[int]bool{}
	for _, e := range r.Entries {
		rows[e.Row] = rows[e.Row] || e.Outcome != importer.Imported
	}
	part := *r
	part.Entries, part.Issues = nil, nil
	for _, e := range r.Entries {
		if rows[e.Row] {
			part.Entries = append(part.Entries, e)
		}
	}
	part.Issues = slices.DeleteFunc(slices.Clone(r.Issues), func(i issue.Issue) bool { return !rows[i.Row] })
	return described(&part), said(&part)
}

func firstDifference(got, want []string) string {
	for i := range max(len(got), len(want)) {
		switch {
		case i >= len(got):
			return "lacks " + want[i]
		case i >= len(want):
			return "has " + got[i]
		case got[i] != want[i]:
			return fmt.Sprintf("\n got %s\nwant %s", got[i], want[i])
		}
	}
	return ""
}

// A text survives the export of its record and the import of that, whatever stands in it.
func TestExportKeepsTexts(t *testing.T) {
	im, ctx := open(t), context.Background()
	texts := []string{"_xD83D_x _x0041_x0042_ __x005F_", "<&>\"'", "=1+1", "řádek\ndruhý", "tvrdá\u00a0mezera", "0042", "1-9", "TRUE", "a 😀"}
	_, err := im.Store.Import(ctx, admin(t, im), data.Import{
		File: "x.xlsx", SHA256: "0", Template: "clients-wide", Language: "cs",
		Found: data.Counts{data.Client: len(texts)}, Imported: data.Counts{data.Client: len(texts)},
	}, func(insert func(*data.Record) error) error {
		for i, text := range texts {
			r := &data.Record{Type: data.Client}
			r.Set("name", fmt.Sprint("Firma ", i))
			r.Set("note", text)
			if err := insert(r); err != nil {
				return err
			}
		}
		return nil
	})
	check(t, err)
	var b bytes.Buffer
	_, err = export.Workbook(ctx, im.Store, data.Client, data.Query{}, assets.Czech, &b, nil)
	check(t, err)
	r := checkFile(t, open(t), saved(t, "export.xlsx", b.Bytes()), importer.CheckOptions{})
	got := map[string]string{}
	for _, e := range r.Entries {
		got[e.Record.Text("name")] = e.Record.Text("note")
	}
	for i, text := range texts {
		if name := fmt.Sprint("Firma ", i); got[name] != text {
			t.Errorf("%q became %q", text, got[name])
		}
	}
}
