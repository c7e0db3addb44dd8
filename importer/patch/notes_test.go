package patch_test

import (
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"testing"

	"kartoteka/importer/patch"
	"kartoteka/importer/xlsx"
)

// noted are the texts of a part of notes by cell.
func noted(t *testing.T, part string) map[string]string {
	t.Helper()
	var c struct {
		List []struct {
			Ref  string `xml:"ref,attr"`
			Bare string `xml:"text>t"`
			Runs []struct {
				T string `xml:"t"`
			} `xml:"text>r"`
		} `xml:"commentList>comment"`
	}
	if err := xml.Unmarshal([]byte(part), &c); err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, n := range c.List {
		text := n.Bare
		for _, r := range n.Runs {
			text += r.T
		}
		if _, twice := all[n.Ref]; twice {
			t.Errorf("%s has two notes", n.Ref)
		}
		all[n.Ref] = text
	}
	return all
}

// boxed are the cells that have a box, with how many.
func boxed(t *testing.T, part string) map[string]int {
	t.Helper()
	var d struct {
		Shapes []struct {
			ID   string `xml:"id,attr"`
			Data struct {
				Type   string `xml:"ObjectType,attr"`
				Row    int
				Column int
			} `xml:"ClientData"`
		} `xml:"shape"`
	}
	if err := xml.Unmarshal([]byte(part), &d); err != nil {
		t.Fatal(err)
	}
	all, ids := map[string]int{}, map[string]bool{}
	for _, s := range d.Shapes {
		if ids[s.ID] {
			t.Errorf("two shapes have the id %s", s.ID)
		}
		ids[s.ID] = true
		if s.Data.Type == "Note" {
			all[xlsx.CellName(s.Data.Column+1, s.Data.Row+1)]++
		} else {
			all[s.Data.Type]++
		}
	}
	return all
}

func addNotes(cells ...[2]int) func(*xlsx.Workbook, *patch.Copy) {
	return func(_ *xlsx.Workbook, c *patch.Copy) {
		for _, at := range cells {
			c.Change(0, patch.Change{Row: at[0], Col: at[1], Note: &patch.Note{Title: "Chyba", Text: "<špatně>"}})
		}
	}
}

// Notes of other people stay, ours stand behind them once however often a workbook is copied, threads are left alone.
func TestNotes(t *testing.T) {
	content := whole().zipped(t)
	for range 2 {
		out, err := copyOf(content, addNotes([2]int{2, 1}, [2]int{2, 4}, [2]int{5, 2}))
		if err != nil {
			t.Fatal(err)
		}
		p := unzipped(t, out)
		got := noted(t, p["xl/comments1.xml"])
		const ours = "Kartotéka: Chyba\n<špatně>"
		want := map[string]string{"A2": "ověřit\n\n" + ours, "B1": "jak psát", "D2": "[vlákno]", "B5": ours}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("notes %q, want %q", got, want)
		}
		if boxes := boxed(t, p["xl/drawings/notes.vml"]); fmt.Sprint(boxes) != fmt.Sprint(map[string]int{"A2": 1, "B1": 1, "D2": 1, "B5": 1, "Button": 1}) {
			t.Errorf("boxes %v", boxes)
		}
		content = out
	}
}

// What is missing of the parts of notes is made; what cannot be read is left alone with all that hangs on it.
func TestNotesOfThinWorkbooks(t *testing.T) {
	for _, test := range []struct {
		name  string
		edit  func(parts)
		notes bool // ours are there
		boxes int
	}{
		{"no notes", func(p parts) {
			delete(p, "xl/comments1.xml")
			delete(p, "xl/drawings/notes.vml")
			delete(p, "xl/worksheets/_rels/sheet1.xml.rels")
		}, true, 1},
		{"lost parts", func(p parts) {
			delete(p, "xl/comments1.xml")
			delete(p, "xl/drawings/notes.vml")
		}, true, 1},
		{"no boxes", func(p parts) {
			delete(p, "xl/drawings/notes.vml")
			p["xl/worksheets/sheet1.xml"] = strings.Replace(p["xl/worksheets/sheet1.xml"], `<legacyDrawing r:id="r2"/>`, "", 1)
		}, true, 4},
		{"empty notes", func(p parts) { p["xl/comments1.xml"] = "<comments " + mainNS + "/>" }, true, 4},
		{"no authors", func(p parts) {
			p["xl/comments1.xml"] = "<comments " + mainNS + `><commentList><comment ref="B5" authorId="-1"/></commentList></comments>`
		}, true, 4},
		{"broken drawing", func(p parts) { p["xl/drawings/notes.vml"] = "<xml><br></xml>" }, false, 0},
		{"broken notes", func(p parts) { p["xl/comments1.xml"] = "<comments>" }, false, 3},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := whole()
			test.edit(p)
			got := mustCopy(t, p.zipped(t), addNotes([2]int{5, 2}))
			drawing, comments := got["xl/drawings/notes.vml"]+got["xl/drawings/vmlDrawing1.vml"], got["xl/comments1.xml"]
			if !test.notes {
				if comments != p["xl/comments1.xml"] || drawing != p["xl/drawings/notes.vml"] {
					t.Errorf("the parts were changed: %s %s", comments, drawing)
				}
				return
			}
			if note := noted(t, comments)["B5"]; note != "Kartotéka: Chyba\n<špatně>" {
				t.Errorf("note %q", note)
			}
			if boxes := boxed(t, drawing); boxes["B5"] != 1 || len(boxes) < test.boxes {
				t.Errorf("boxes %v", boxes)
			}
			for _, want := range []string{"comments1.xml", ".vml"} {
				if !strings.Contains(got["xl/worksheets/_rels/sheet1.xml.rels"], want) {
					t.Errorf("no relationship to %s", want)
				}
			}
			if !strings.Contains(got["xl/worksheets/sheet1.xml"], "legacyDrawing") {
				t.Error("the sheet does not refer to the boxes")
			}
		})
	}
}

// A million notes of other people pass through without being kept in memory.
func BenchmarkMillionNotes(b *testing.B) {
	p := whole()
	var comments, drawing strings.Builder
	for n := range 1_000_000 {
		fmt.Fprintf(&comments, `<comment ref="%s" authorId="0"><text><t>poznámka %d</t></text></comment>`, xlsx.CellName(5+n%10, 1+n/10), n)
		drawing.WriteString(box(fmt.Sprintf("_x0000_s%d", 2000+n), fmt.Sprint(n/10), fmt.Sprint(4+n%10)))
	}
	p["xl/comments1.xml"] = "<comments " + mainNS + "><authors><author>Eva</author></authors><commentList>" + comments.String() + "</commentList></comments>"
	p["xl/drawings/notes.vml"] = `<xml xmlns:v="v" xmlns:x="x">` + drawing.String() + "</xml>"
	content := p.zipped(b)
	w, err := xlsx.ReadParts(content, xlsx.DefaultLimits)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		b.ReportMetric(peak(func() {
			c, err := patch.Of(w)
			if err == nil {
				addNotes([2]int{2, 1}, [2]int{5, 2})(w, c)
				err = c.Write(context.Background(), io.Discard)
			}
			if err != nil {
				b.Fatal(err)
			}
		}), "peak-MB")
	}
}
