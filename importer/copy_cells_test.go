package importer

import (
	"errors"
	"testing"
)

// A patch changes the cells it names and not a byte beside them.
func TestPatchSheet(t *testing.T) {
	plus100 := func(style int) int { return style + 100 }
	text := func(s string) *string { return &s }
	for _, test := range []struct {
		name, in, want string
		patch          sheetPatch
		drawing        string
	}{
		{
			name:  "a cell gets another style, its neighbours stay as they are written",
			in:    `<worksheet><sheetData><row r="2"><c r="A2" s='7'  t="s"><v>1</v></c><c  r="B2"/><c r="C2" s="3"><v>5</v></c></row></sheetData></worksheet>`,
			want:  `<worksheet><sheetData><row r="2"><c r="A2" t="s" s="107"><v>1</v></c><c  r="B2"/><c r="C2" s="3"><v>5</v></c></row></sheetData></worksheet>`,
			patch: sheetPatch{2: {{col: 1, restyle: plus100}}},
		},
		{
			name: "cells that are not there, in the style of their row or column",
			in: `<worksheet><cols><col min="2" max="3" style="9"/></cols><sheetData><row r="1" s="4" customFormat="1"/>` +
				`<row r="2"><c r="C2"><v>1</v></c></row></sheetData></worksheet>`,
			want: `<worksheet><cols><col min="2" max="3" style="9"/></cols><sheetData><row r="1" s="4" customFormat="1"><c r="B1" s="104"/></row>` +
				`<row r="2"><c r="B2" s="109"/><c r="C2"><v>1</v></c><c r="D2" s="100"/></row></sheetData></worksheet>`,
			patch: sheetPatch{1: {{col: 2, restyle: plus100}}, 2: {{col: 2, restyle: plus100}, {col: 4, restyle: plus100}}},
		},
		{
			name:  "rows and cells without addresses, elements with a prefix",
			in:    `<x:worksheet><x:sheetData><x:row><x:c><x:v>1</x:v></x:c></x:row><x:row><x:c/><x:c/></x:row></x:sheetData></x:worksheet>`,
			want:  `<x:worksheet><x:sheetData><x:row><x:c><x:v>1</x:v></x:c></x:row><x:row><x:c/><x:c s="100"/><x:c r="C2" s="100"/></x:row></x:sheetData></x:worksheet>`,
			patch: sheetPatch{2: {{col: 2, restyle: plus100}, {col: 3, restyle: plus100}}},
		},
		{
			name:  "a text in place of a value and of nothing, with what XML and OOXML escape",
			in:    `<worksheet><sheetData><row r="1"><c r="A1" s="2" t="b"><v>1</v></c><c r="B1"><v>2</v></c></row></sheetData></worksheet>`,
			want:  `<worksheet><sheetData><row r="1"><c r="A1" s="2" t="inlineStr"><is><t xml:space="preserve">&lt;_x005F_x0041_ &amp;</t></is></c><c r="B1"/></row></sheetData></worksheet>`,
			patch: sheetPatch{1: {{col: 1, text: text("<_x0041_ &")}, {col: 2, text: text("")}}},
		},
		{
			name:    "the boxes of notes stand where the standard wants them",
			in:      `<worksheet><sheetData/><pageMargins/><drawing id="1"/><tableParts/><extLst/></worksheet>`,
			want:    `<worksheet><sheetData/><pageMargins/><drawing id="1"/><legacyDrawing xmlns:note="http://schemas.openxmlformats.org/officeDocument/2006/relationships" note:id="rId9"/><tableParts/><extLst/></worksheet>`,
			drawing: "rId9",
		},
		{
			name:    "the boxes of notes that are there stay",
			in:      `<worksheet><sheetData/><legacyDrawing id="1"/><extLst/></worksheet>`,
			want:    `<worksheet><sheetData/><legacyDrawing id="1"/><extLst/></worksheet>`,
			drawing: "rId9",
		},
		{
			name: "what is not to be changed is not even read",
			in:   "<?xml version=\"1.0\"?>\r\n<!-- c --><worksheet ><sheetData><row r=\"1\" ><c r=\"A1\"><f><![CDATA[a<b]]></f></c ></row></sheetData\n></worksheet>\n",
			want: "<?xml version=\"1.0\"?>\r\n<!-- c --><worksheet ><sheetData><row r=\"1\" ><c r=\"A1\"><f><![CDATA[a<b]]></f></c ></row></sheetData\n></worksheet>\n",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			p, err := patchSheet([]byte(test.in), test.patch)
			if err != nil {
				t.Fatal(err)
			}
			if got := string(p.result(test.drawing)); got != test.want {
				t.Errorf("\n got %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestPatchRefusesSharedFormulas(t *testing.T) {
	text := "x"
	_, err := patchSheet([]byte(`<worksheet><sheetData><row r="1"><c r="A1"><f t="shared" ref="A1:A9" si="0">B1</f><v>1</v></c></row></sheetData></worksheet>`),
		sheetPatch{1: {{col: 1, text: &text}}})
	if !errors.Is(err, errSharedFormula) {
		t.Errorf("error %v", err)
	}
}
