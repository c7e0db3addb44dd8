package xlsx_test

import (
	"encoding/xml"
	"strings"
	"testing"

	"kartoteka/importer/xlsx"
)

// A formula that is a constant is no formula: its value can't be out of date.
func TestConstantFormulas(t *testing.T) {
	for formula, want := range map[string]bool{
		"TRUE()": false, "true()": false, "FALSE( )": false, "FALSE": false, "5": false, "=5": false, "-1.5": false, "+.5": false, "1E3": false, "21%": false, "(5)": false,
		`"text"`: false, `=""`: false, `"a ""b"" c"`: false,
		"A1": true, "TRUE1": true, "TRUE()+A1": true, "5+A1": true, `"a"&A1`: true, `"a"&"b"`: true, "NOW()": true, "5-3": true, "": true, "-": true, "{1}": true, "INF": true, "0x10": true,
		"TRUEX()": true, "5:5": true,
	} {
		var b strings.Builder
		if err := xml.EscapeText(&b, []byte(formula)); err != nil {
			t.Fatal(err)
		}
		all, err := readData(workbook([]string{sheet(`<row><c><f>` + b.String() + `</f><v>1</v></c></row>`)}, nil).zipped(t))
		if err != nil {
			t.Fatal(err)
		}
		if got := all[0]["A1"].Formula; got != want {
			t.Errorf("%s is a formula: %v, want %v", formula, got, want)
		}
	}
}

// A constant that the program which wrote it has not calculated has its value all the same; another formula has none.
func TestConstantsWithoutValue(t *testing.T) {
	type cell struct {
		kind xlsx.Kind
		text string
	}
	for formula, want := range map[string]cell{
		"TRUE()": {xlsx.Bool, "1"}, "FALSE()": {xlsx.Bool, "0"}, "=250": {xlsx.Number, "250"}, "-1.5": {xlsx.Number, "-1.5"}, "--2": {xlsx.Number, "2"}, "21%": {xlsx.Number, "0.21"}, "(5)": {xlsx.Number, "5"},
		"&quot;a &quot;&quot;b&quot;&quot;&quot;": {xlsx.Text, `a "b"`}, "A1+1": {xlsx.None, "=A1+1"},
	} {
		for _, empty := range []string{"", "<v></v>", "<v/>"} {
			for _, attr := range []string{"", ` t="b"`, ` t="n"`} {
				all, err := readData(workbook([]string{sheet(`<row><c` + attr + `><f>` + formula + `</f>` + empty + `</c></row>`)}, nil).zipped(t))
				if err != nil {
					t.Fatal(err)
				}
				got := all[0]["A1"]
				if got.Kind != want.kind || got.Text != want.text || got.Formula != (want.kind == xlsx.None) {
					t.Errorf("%s%s with %q is %+v, want %v", formula, attr, empty, got, want)
				}
			}
		}
	}
	all, err := readData(workbook([]string{sheet(`<row><c><f>""</f><v/></c></row>`)}, nil).zipped(t))
	if _, there := all[0]["A1"]; err != nil || there {
		t.Errorf("an empty text is %+v, %v", all[0], err)
	}
}
