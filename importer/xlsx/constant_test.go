package xlsx_test

import (
	"encoding/xml"
	"strings"
	"testing"
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
	all, err := readData(workbook([]string{sheet(`<row><c><f>TRUE()</f></c></row>`)}, nil).zipped(t))
	if err != nil || !all[0]["A1"].Formula {
		t.Errorf("a constant without a value is %+v, %v", all[0]["A1"], err)
	}
}
