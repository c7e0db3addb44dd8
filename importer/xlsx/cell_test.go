package xlsx_test

import (
	"strconv"
	"testing"

	"kartoteka/importer/xlsx"
)

func itoa(i int) string { return strconv.Itoa(i) }

func TestGeneral(t *testing.T) {
	for raw, want := range map[string]struct {
		text       string
		scientific bool
	}{
		"123456":                 {"123456", false},
		"420600000000":           {"420600000000", false},
		"4.206E+11":              {"420600000000", true},
		"4.206e11":               {"420600000000", true},
		"12345678.0":             {"12345678", false},
		"1.2345678901234567E+19": {"12345678901234600000", true},
		"9007199254740991":       {"9007199254740991", false},
		"0.30000000000000004":    {"0.3", false},
		"1.1000000000000001":     {"1.1", false},
		"2.2999999999999998":     {"2.3", false},
		"0.1":                    {"0.1", false},
		"1E-3":                   {"0.001", true},
		"1.5E-7":                 {"0.00000015", true},
		"-1234.5":                {"-1234.5", false},
		"0":                      {"0", false},
		"-0":                     {"0", false},
		"123456.78901234568":     {"123456.789012346", false},
		"1E+21":                  {"1000000000000000000000", true},
	} {
		all, err := readData(workbook([]string{sheet(`<row><c><v>` + raw + `</v></c></row>`)}, nil).zipped(t))
		if err != nil {
			t.Fatal(err)
		}
		c := all[0]["A1"]
		if text, scientific := c.General(); text != want.text || scientific != want.scientific {
			t.Errorf("%s: %q, %v; want %q, %v", raw, text, scientific, want.text, want.scientific)
		}
	}
}

func TestNotNumbers(t *testing.T) {
	for _, raw := range []string{"NaN", "INF", "-INF", "Infinity", "0x10", "1_000", "1e999", "1,5", "abc", "1 2", "--1"} {
		all, err := readData(workbook([]string{sheet(`<row><c><v>` + raw + `</v></c></row>`)}, nil).zipped(t))
		if err != nil {
			t.Fatal(err)
		}
		if c := all[0]["A1"]; c.Kind != xlsx.Invalid || c.Text != raw {
			t.Errorf("%s: %+v, want it invalid", raw, c)
		}
	}
}

// Of two values in a cell neither is taken for the value.
func TestTwoValues(t *testing.T) {
	for _, content := range []string{`<c t="str"><v>a</v><v>b</v></c>`, `<c t="inlineStr"><v>a</v><is><t>b</t></is></c>`, `<c t="s"><v>0</v><v>1</v></c>`} {
		all, err := readData(workbook([]string{sheet("<row>" + content + "</row>")}, nil).zipped(t))
		if c := all[0]["A1"]; err != nil || c.Kind != xlsx.Invalid {
			t.Errorf("%s: %+v, error %v; want it invalid", content, c, err)
		}
	}
}

func TestCellNames(t *testing.T) {
	for _, c := range []struct {
		col, row int
		name     string
	}{{1, 1, "A1"}, {26, 2, "Z2"}, {27, 3, "AA3"}, {28, 1203, "AB1203"}, {702, 9, "ZZ9"}, {703, 9, "AAA9"}, {16384, 1048576, "XFD1048576"}} {
		if got := xlsx.CellName(c.col, c.row); got != c.name {
			t.Errorf("CellName(%d, %d) = %s, want %s", c.col, c.row, got, c.name)
		}
		if col, row, ok := xlsx.ParseCell(c.name); col != c.col || row != c.row || !ok {
			t.Errorf("ParseCell(%s) = %d, %d, %v", c.name, col, row, ok)
		}
	}
	for col := 1; col <= xlsx.MaxColumn; col++ {
		if back, ok := xlsx.ParseColumn(xlsx.ColumnName(col)); back != col || !ok {
			t.Fatalf("column %d is %s is %d", col, xlsx.ColumnName(col), back)
		}
	}
	for _, name := range []string{"", "A", "1", "A0", "A01x", "XFE1", "A1048577", "ZZZZZZZZZZZZZZ1", "A99999999999999999999", "Á1", "A-1", "A1:B2", "[1", "@1"} {
		if col, row, ok := xlsx.ParseCell(name); ok {
			t.Errorf("ParseCell(%q) = %d, %d", name, col, row)
		}
	}
	if col, row, ok := xlsx.ParseCell("$ab$12"); col != 28 || row != 12 || !ok {
		t.Errorf("ParseCell($ab$12) = %d, %d, %v", col, row, ok)
	}
}
