package patch_test

import (
	"strings"
	"testing"

	"kartoteka/importer/patch"
	"kartoteka/importer/xlsx"
)

// A cell gets a link that leads to a place, in the place of the sheet that links have; its own link stays, that of an earlier
// copy goes.
func TestLinksOfCells(t *testing.T) {
	ours := func(cell string) string {
		return `<hyperlink ref="` + cell + `" location="'Naše ''vip'''!A1" tooltip="Kartotéka: zpět"/>`
	}
	for _, test := range []struct{ name, had, want string }{
		{"none", "", "<hyperlinks>" + ours("A2") + ours("B5") + ours("D5") + "</hyperlinks>"},
		{"none, as one tag", "<hyperlinks/>", "<hyperlinks>" + ours("A2") + ours("B5") + ours("D5") + "</hyperlinks>"},
		{"of another cell", `<hyperlinks><hyperlink ref="A1" location="x"/></hyperlinks>`,
			`<hyperlinks><hyperlink ref="A1" location="x"/>` + ours("A2") + ours("B5") + ours("D5") + "</hyperlinks>"},
		{"its own", `<hyperlinks><hyperlink ref="A2" location="x"/><hyperlink ref="C4:E6" location="x"/></hyperlinks>`,
			`<hyperlinks><hyperlink ref="A2" location="x"/><hyperlink ref="C4:E6" location="x"/>` + ours("B5") + "</hyperlinks>"},
		{"of an earlier copy", `<hyperlinks><hyperlink ref="A2" location="'Chyby'!A9" tooltip="Kartotéka: back"></hyperlink></hyperlinks>`,
			"<hyperlinks>" + ours("A2") + ours("B5") + ours("D5") + "</hyperlinks>"},
		{"twice, in the wrong place", `<hyperlinks/>` + `<pageSetup/><hyperlinks>` + ours("A2") + `</hyperlinks>`,
			"<hyperlinks>" + ours("A2") + ours("B5") + ours("D5") + `</hyperlinks><pageSetup/><hyperlinks>` + ours("A2") + `</hyperlinks>`},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := whole()
			const behind = `<pageMargins `
			before, links, _ := strings.Cut(p["xl/worksheets/sheet1.xml"], "<hyperlinks>")
			_, rest, _ := strings.Cut(links, behind)
			p["xl/worksheets/sheet1.xml"] = before + test.had + behind + rest
			got := mustCopy(t, p.zipped(t), func(_ *xlsx.Workbook, c *patch.Copy) {
				link := &patch.Link{To: patch.Place("Naše 'vip'", 1, 1), Tip: "zpět"}
				c.Change(0, patch.Change{Row: 5, Col: 4, Link: link}, patch.Change{Row: 2, Col: 1, Link: link}, patch.Change{Row: 5, Col: 2, Link: link})
			})["xl/worksheets/sheet1.xml"]
			if !strings.Contains(got, "</dataValidations>"+test.want) {
				t.Errorf("%s", got)
			}
		})
	}
}
