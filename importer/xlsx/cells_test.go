package xlsx_test

import (
	"testing"
	"time"

	"kartoteka/importer/xlsx"
)

var (
	date     = xlsx.Format{Class: xlsx.ClassDate}
	dateTime = xlsx.Format{Class: xlsx.ClassDateTime}
	clock24  = xlsx.Format{Class: xlsx.ClassTime}
	number   = xlsx.Format{Class: xlsx.ClassNumber}
	percent  = xlsx.Format{Class: xlsx.ClassPercent}
	text     = xlsx.Format{Class: xlsx.ClassText}
	crowns   = xlsx.Format{Class: xlsx.ClassCurrency, Currency: "CZK"}
)

func num(text string, f float64, format xlsx.Format) xlsx.Cell {
	return xlsx.Cell{Kind: xlsx.Number, Text: text, Number: f, Format: format}
}

func str(s string) xlsx.Cell { return xlsx.Cell{Kind: xlsx.Text, Text: s} }

func invalid(s string) xlsx.Cell { return xlsx.Cell{Kind: xlsx.Invalid, Text: s} }

func formula(c xlsx.Cell) xlsx.Cell {
	c.Formula = true
	return c
}

// cellsByTitle is what column B of cells.xlsx holds, by what column A says of it. The zero Cell is
// a cell that is not there.
var cellsByTitle = map[string]xlsx.Cell{
	"date serial 45292, built-in fmt 14":       num("45292", 45292, date),
	"date serial 45292, custom d.m.yyyy":       num("45292", 45292, date),
	"date serial 45292, [$-405]d. mmmm yyyy":   num("45292", 45292, date),
	"date serial 45292, yyyy-mm-dd":            num("45292", 45292, date),
	"datetime 45292.5208333333, fmt 22":        num("45292.5208333333", 45292.5208333333, dateTime),
	"time 0.5208333333, fmt 20":                num("0.5208333333", 0.5208333333, clock24),
	"date serial 60 (1900-02-29), fmt 14":      num("60", 60, date),
	"date serial 59, fmt 14":                   num("59", 59, date),
	"date serial -1, fmt 14":                   num("-1", -1, date),
	"date serial 2958466 (>9999), fmt 14":      num("2958466", 2958466, date),
	"date serial 45292, General (format lost)": num("45292", 45292, xlsx.Format{}),
	"ISO date t=d 2024-01-01T00:00:00 fmt 14":  {Kind: xlsx.Date, Text: "2024-01-01T00:00:00", Number: 45292, Format: date},
	"ISO date t=d 2024-01-01 fmt 14":           {Kind: xlsx.Date, Text: "2024-01-01", Number: 45292, Format: date},
	"text date 1.1.2024":                       str("1.1.2024"),

	"IČO number 123456 General":                   num("123456", 123456, xlsx.Format{}),
	"IČO number 123456 fmt 00000000":              num("123456", 123456, number),
	"IČO text 00123456":                           str("00123456"),
	"IČO text with quotePrefix":                   {Kind: xlsx.Text, Text: "00123457", Format: text},
	"IČO float 12345678.0":                        num("12345678.0", 12345678, xlsx.Format{}),
	"phone number 420777123456 General":           num("420777123456", 420777123456, xlsx.Format{}),
	"phone number 4.20777123456E+11":              num("4.20777123456E+11", 420777123456, xlsx.Format{}),
	"phone number 420777123456 fmt 0.00E+00 (11)": num("420777123456", 420777123456, number),
	"phone number 420777123456 US phone mask":     num("420777123456", 420777123456, number),
	"phone text typed 4.20777E+11":                str("4,20777E+11"),
	"20-digit account 1.2345678901234567E+19":     num("1.2345678901234567E+19", 1.2345678901234567e19, xlsx.Format{}),
	"number 0.30000000000000004":                  num("0.30000000000000004", 0.30000000000000004, xlsx.Format{}),
	"number 1.1000000000000001 fmt 1 (0)":         num("1.1000000000000001", 1.1, number),
	"percent 0.21 fmt 0%":                         num("0.21", 0.21, percent),
	"money 1234567.5 fmt #,##0.00 Kč":             num("1234567.5", 1234567.5, crowns),
	"number in @ text style":                      num("123456", 123456, text),
	"number E-notation 1E-3":                      num("1E-3", 0.001, xlsx.Format{}),
	"number NaN":                                  invalid("NaN"),
	"number with spaces/newline in v":             num("12", 12, xlsx.Format{}),

	"bool TRUE":                      {Kind: xlsx.Bool, Text: "1", Number: 1},
	"bool FALSE":                     {Kind: xlsx.Bool, Text: "0"},
	"bool written 'true'":            {Kind: xlsx.Bool, Text: "true", Number: 1},
	"formula number cached 42":       formula(num("42", 42, xlsx.Format{})),
	"formula string cached":          formula(str("ab")),
	"formula string cached \r":       formula(str("a\r\nb")),
	"formula without cached value":   formula(xlsx.Cell{Text: "=40+2"}),
	"formula =HYPERLINK cached":      formula(str("a@b.cz")),
	"formula cached empty string":    {}, // ="" is a constant
	"formula date cached fmt 14":     formula(num("45292", 45292, date)),
	"error #N/A":                     {Kind: xlsx.Error, Text: "#N/A"},
	"error #REF! from formula":       {Kind: xlsx.Error, Text: "#REF!", Formula: true},
	"rich text runs":                 str("Jan Novák"),
	"phonetic rPh must be ignored":   str("東京"),
	"inlineStr":                      str("inline"),
	"inlineStr rich":                 str("in line"),
	"inlineStr with v instead of is": str("vtext"),
	"str without formula":            str("plain str"),

	"leading/trailing spaces preserve":     str("  x  "),
	"leading/trailing spaces w/o preserve": str("  y  "),
	"NBSP around":                          str("\u00A0z\u00A0"),
	"zero width + BOM + soft hyphen":       str("\u200Ba\uFEFFb\u00ADc"),
	"narrow NBSP in phone":                 str("+420\u202F777\u202F123\u202F456"),
	"tab inside":                           str("a\tb"),
	"newline LF":                           str("a\nb"),
	"newline CRLF raw in XML":              str("a\nb"),
	"newline &#13;&#10;":                   str("a\r\nb"),
	"\r LF":                                str("a\r\nb"),
	"_x000D_ literal":                      str("a_x000D_b"),
	"A decoded":                            str("A"),
	"lowercase \r":                         str("a\rb"),
	"control \a":                           str("a\ab"),
	"emoji + decomposed (NFD) é":           str("😀 e\u0301"),
	"entities &amp;lt;":                    str(`A & B <c> "q" č`),
	"empty shared string":                  {},
	"empty si":                             {},
	"spaces only":                          str("   "),
	"styled empty cell":                    {},
	"CDATA in v":                           str("cd<ata"),
	"comment inside v":                     str("comment"),

	"shared index out of range": invalid("99999"),
	"shared index not a number": invalid("abc"),
	"shared index -1":           invalid("-1"),
	"lowercase ref b":           num("7", 7, xlsx.Format{}),
	"style index out of range":  num("45292", 45292, xlsx.Format{}),
	"unknown type t=zz":         invalid("8"),
	"two v elements":            invalid("1 2"),
}

func TestCells(t *testing.T) {
	w, err := xlsx.Open("testdata/cells.xlsx", xlsx.DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	cells, err := readAll(w, 0)
	if err != nil {
		t.Fatal(err)
	}
	tried := 0
	for row := 1; row <= 80; row++ {
		title := cells[xlsx.CellName(1, row)].Text
		want, known := cellsByTitle[title]
		if !known {
			t.Errorf("row %d: %q is not in the table", row, title)
			continue
		}
		tried++
		got := cells[xlsx.CellName(2, row)]
		got.Format = xlsx.Format{Class: got.Format.Class, Currency: got.Format.Currency}
		if got.Col, got.Style = 0, 0; got != want {
			t.Errorf("%s:\n got %+v\nwant %+v", title, got, want)
		}
	}
	if tried != len(cellsByTitle) {
		t.Errorf("%d of %d rows of the table tried", tried, len(cellsByTitle))
	}
}

func day(y int, m time.Month, d, h, min, s int) time.Time {
	return time.Date(y, m, d, h, min, s, 0, time.UTC)
}

func TestTime(t *testing.T) {
	none := time.Time{}
	for _, c := range []struct {
		date1904 bool
		serial   float64
		want     time.Time
	}{
		{false, 45292, day(2024, 1, 1, 0, 0, 0)},
		{false, 45292.5208333333, day(2024, 1, 1, 12, 30, 0)},
		{false, 45292.99999999, day(2024, 1, 2, 0, 0, 0)},
		{false, 0.5208333333, day(1899, 12, 31, 12, 30, 0)},
		{false, 1, day(1900, 1, 1, 0, 0, 0)},
		{false, 59, day(1900, 2, 28, 0, 0, 0)},
		{false, 59.999999, none}, // rounds into the day that never was
		{false, 60, none},
		{false, 60.5, none},
		{false, 61, day(1900, 3, 1, 0, 0, 0)},
		{false, 2958465, day(9999, 12, 31, 0, 0, 0)},
		{false, 2958465.999999, none},
		{false, 2958466, none},
		{false, -1, none},
		{true, 43830, day(2024, 1, 1, 0, 0, 0)},
		{true, 0, day(1904, 1, 1, 0, 0, 0)},
		{true, 60, day(1904, 3, 1, 0, 0, 0)},
		{true, 2957003, day(9999, 12, 31, 0, 0, 0)},
		{true, 2957004, none},
	} {
		w := &xlsx.Workbook{Date1904: c.date1904}
		got, ok := w.Time(c.serial)
		if ok != !c.want.IsZero() || ok && !got.Equal(c.want) {
			t.Errorf("Time(%v), 1904 %v: %v, %v; want %v", c.serial, c.date1904, got, ok, c.want)
		}
	}
}

func TestDate1904(t *testing.T) {
	w, err := xlsx.Open("testdata/d1904.xlsx", xlsx.DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	cells, err := readAll(w, 0)
	if err != nil {
		t.Fatal(err)
	}
	if got, ok := w.Time(cells["A1"].Number); !ok || !got.Equal(day(2024, 1, 1, 0, 0, 0)) {
		t.Errorf("A1 is %v, %v", got, ok)
	}
}

// Dates written as text come out as the serials they would have as numbers.
func TestISODates(t *testing.T) {
	for text, want := range map[string]float64{
		"2024-01-01":                45292,
		"2024-01-01T12:00:00":       45292.5,
		"2024-01-01T12:00:00.000":   45292.5,
		"2024-01-01T12:00:00Z":      45292.5,
		"2024-01-01T12:00:00+02:00": 45292.5,
		"2024-01-01T12:00":          45292.5,
		"1900-02-28":                59,
		"1900-03-01":                61,
		"12:00:00":                  0.5,
		"T06:00:00":                 0.25,
		"2024-02-30":                -1,
		"1. 1. 2024":                -1,
	} {
		all, err := readData(workbook([]string{sheet(`<row><c t="d"><v>` + text + `</v></c></row>`)}, nil).zipped(t))
		if err != nil {
			t.Fatal(err)
		}
		c := all[0]["A1"]
		if want < 0 {
			if c.Kind != xlsx.Text || c.Text != text {
				t.Errorf("%s: %+v, want it as it stands there", text, c)
			}
		} else if c.Kind != xlsx.Date || c.Number != want {
			t.Errorf("%s: %+v, want %v", text, c, want)
		}
	}
}
