package value_test

import (
	"strings"
	"testing"
	"time"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer/issue"
	"kartoteka/importer/value"
	"kartoteka/importer/xlsx"
)

// today is the day of all tests.
var today = time.Date(2026, 11, 22, 9, 30, 0, 0, time.UTC)

// A reader parses cells: a parser, or one in the context of a record.
type reader interface {
	Parse(f *data.Field, c xlsx.Cell) (any, []issue.Finding)
	Print(f *data.Field, v any) string
}

// An ofRecord parses each cell as the only one of a record with that parent.
type ofRecord struct {
	*value.Parser
	parent value.Parent
}

func (o ofRecord) Parse(f *data.Field, c xlsx.Cell) (any, []issue.Finding) {
	p := o.ParseRecord(&data.Record{Type: data.Client}, o.parent, []value.Filled{{Field: f, Cell: c}})
	return p[0].Value, p[0].Findings
}

// in is a parser of records in a country, "" for one that is not known.
func in(country string) ofRecord { return ofRecord{newParser(), value.Parent{Country: country}} }

func newParser() *value.Parser {
	return value.NewParser(value.Context{
		Lang: assets.Czech, Today: today,
		Lists: map[string][]string{
			"legal_form": {"s.r.o.", "a.s.", "OSVČ", "družstvo"},
			"employees":  {"0", "1–9", "10–49", "50–249", "250+"},
			"grade":      {"A+", "A-", "A", "C#", "C++"},
			"currency":   {"CZK", "EUR"},
		},
		Users: []value.Account{{1, "jana", "Jana Nováková"}, {2, "petr", "Petr Malý"}, {3, "petr2", "Petr Malý"}},
	})
}

// A grid is cells of one field and what becomes of each: the value, or the code of the finding;
// behind a tilde the suggestion: "invalid-date ~ 24.12.2026". A value with a warning or a repair is
// written "value ! code".
type grid []struct {
	cell any // string or importer.Cell
	want string
}

func (g grid) check(t *testing.T, p reader, f *data.Field) {
	t.Helper()
	for _, row := range g {
		cell, ok := row.cell.(xlsx.Cell)
		if !ok {
			cell = value.Typed(row.cell.(string))
		}
		if got := outcome(p.Parse(f, cell)); got != row.want {
			t.Errorf("%s %#v:\n got %s\nwant %s", f.Type, row.cell, got, row.want)
		}
	}
}

func outcome(value any, findings []issue.Finding) string {
	var parts []string
	if value != nil {
		parts = append(parts, show(value))
	}
	for _, f := range findings {
		s := string(f.Code)
		if f.Suggestion != "" {
			s += " ~ " + f.Suggestion
		}
		if value != nil {
			s = "! " + s
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, " ")
}

func show(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case float64:
		return xlsx.FormatGeneral(v)
	case bool:
		if v {
			return "yes"
		}
		return "no"
	case int64:
		return "#" + xlsx.FormatGeneral(float64(v))
	}
	return "?"
}

func number(n float64, class xlsx.Class) xlsx.Cell {
	return xlsx.Cell{Kind: xlsx.Number, Number: n, Text: xlsx.FormatGeneral(n), Format: xlsx.Format{Class: class}}
}

// formatted is a number cell with a format code.
func formatted(n float64, code string) xlsx.Cell {
	return xlsx.Cell{Kind: xlsx.Number, Number: n, Text: xlsx.FormatGeneral(n), Format: xlsx.ParseFormat(code)}
}

func money(n float64, currency string) xlsx.Cell {
	c := number(n, xlsx.ClassCurrency)
	c.Format.Currency = currency
	return c
}

func TestText(t *testing.T) {
	grid{
		{"Alfa s.r.o.", "Alfa s.r.o."},
		{"  Alfa  ", "Alfa"},
		{"\u00a0Alfa\u2003\u200b\ufeff", "Alfa"},
		{"\u202a+420 777\u202c", "+420 777"},
		{"12\u00a0kg", "12\u00a0kg"},
		{"\t \u200b\u00a0", ""},
		{"", ""},
		{"a\u030c", "ǎ"},
		{"c\u0001\u030c", "č ! trimmed ~ č"},
		{"Alfa\nBeta", "Alfa Beta ! trimmed ~ Alfa Beta"},
		{"Alfa \r\n  Beta\n", "Alfa Beta ! trimmed ~ Alfa Beta"},
		{"Alfa\n", "Alfa"},
		{"Alfa\tBeta", "Alfa Beta"},
		{"Al\afa", "Alfa ! trimmed ~ Alfa"},
		{"Al\u0085fa", "Al fa ! trimmed ~ Al fa"},
		{"👨‍👩‍👧", "👨‍👩‍👧"},
		{"🏴\U000e0067\U000e0062\U000e007f", "🏴\U000e0067\U000e0062\U000e007f"},
		{"Al\xfffa", "Al\ufffdfa"},
		{"=1+1", "=1+1"},
		{"1.5E+3", "1.5E+3"},
		{strings.Repeat("ž", 255), strings.Repeat("ž", 255)},
		{strings.Repeat("ž", 256), "too-long"},
		{" " + strings.Repeat("ž", 255) + " ", strings.Repeat("ž", 255)},
		{strings.Repeat("e\u0301", 255), strings.Repeat("é", 255)},
		{number(4.206e11, xlsx.ClassGeneral), "420600000000 ! scientific ~ 420600000000"},
		{number(4.206e11, xlsx.ClassNumber), "420600000000"},
		{number(42060000000, xlsx.ClassGeneral), "42060000000"},
		{number(0.1+0.2, xlsx.ClassGeneral), "0.3"},
		{number(1.5, xlsx.ClassGeneral), "1.5"},
		{number(0.00001, xlsx.ClassGeneral), "0.00001 ! scientific ~ 0.00001"},
		{number(46380, xlsx.ClassDate), "24.12.2026"},
		{number(46380.5, xlsx.ClassDateTime), "24.12.2026 12:00"},
		{number(0.25, xlsx.ClassTime), "6:00"},
		{xlsx.Cell{Kind: xlsx.Bool, Number: 1}, "TRUE"},
		{xlsx.Cell{Kind: xlsx.Error, Text: "#N/A"}, "formula-error"},
		{xlsx.Cell{Kind: xlsx.Error, Text: "#REF!", Formula: true}, "formula-error"},
		{xlsx.Cell{Formula: true}, "formula-without-value"},
		{xlsx.Cell{}, ""},
		{xlsx.Cell{Kind: xlsx.Text, Text: "Alfa", Formula: true}, "Alfa ! formula"},
		{xlsx.Cell{Kind: xlsx.Text, Formula: true}, ""},
	}.check(t, newParser(), &data.Field{Type: data.Text})
	grid{
		{"Alfa\r\nBeta\rGama\u2028Delta\n", "Alfa\nBeta\nGama\nDelta"},
		{" Alfa \n Beta ", "Alfa \n Beta"},
		{"Al\x00fa\nBeta", "Alfa\nBeta ! trimmed ~ Alfa\nBeta"},
	}.check(t, newParser(), &data.Field{Type: data.LongText})
}

// A text counts as blank exactly when it has no value.
func TestBlankTextsHaveNoValue(t *testing.T) {
	p, f := newParser(), &data.Field{Type: data.Text}
	for text, want := range map[string]bool{
		"": true, " \t\n": true, "\u00a0\u200b": true, "\a": true, "\x00": true, "\x1a": true, " \x7f\u200b\x01 ": true, "\u0085\u2028": true,
		"x": false, "\ax": false, "0": false, "\xff": false, "\u0301": false,
	} {
		v, _ := p.Parse(f, value.Typed(text))
		if blank := value.IsBlank(value.Typed(text)); blank != want || blank != (v == nil) {
			t.Errorf("%q: blank %v, value %v", text, blank, v)
		}
	}
}

func TestShownTellsScientificNumbersApart(t *testing.T) {
	p := newParser()
	for _, c := range []struct {
		cell xlsx.Cell
		want string
	}{
		{number(420777123456, xlsx.ClassGeneral), "4.20777123456E+11"},
		{number(420777123457, xlsx.ClassGeneral), "4.20777123457E+11"},
		{number(1234567, xlsx.ClassGeneral), "1234567"},
		{number(46380, xlsx.ClassDate), "24.12.2026"},
		{value.Typed(" x "), " x "},
	} {
		if got := p.Shown(c.cell); got != c.want {
			t.Errorf("Shown(%v) = %q, want %q", c.cell.Number, got, c.want)
		}
	}
}

// What a cell shows is stored, or people are told that it is not.
func TestTextOfFormattedNumbers(t *testing.T) {
	grid{
		{formatted(200000, "0.00E+00"), "200000 ! shown-differs ~ 2.00E+05"}, {formatted(46023, `mmm\-yy`), "1.1.2026 ! shown-differs ~ Jan-26"}, {formatted(0.21, "0%"), "0.21 ! shown-differs ~ 21%"},
		{formatted(1.5, "[h]:mm"), "1.5 ! shown-differs ~ 36:00"}, {formatted(0.5, "# ?/?"), "0.5 ! shown-differs ~ 1/2"}, {formatted(5, `0" ks"`), "5 ! shown-differs ~ 5 ks"},
		{formatted(1234567, "#,##0"), "1234567 ! shown-differs ~ 1,234,567"}, {formatted(100, `0.00\ [$€-407]`), "100 ! shown-differs ~ 100.00 €"}, {formatted(5.4, "0"), "5.4 ! shown-differs ~ 5"}, {formatted(5.4, "0000"), "5.4 ! shown-differs ~ 0005"},
		{formatted(46023, "dd.mm.yy"), "1.1.2026 ! shown-differs ~ 01.01.26"}, {formatted(46054, "m/d/yyyy"), "1.2.2026 ! shown-differs ~ 2/1/2026"}, {formatted(200000, "0,"), "200000 ! shown-differs ~ 200"},
		{formatted(1234567890123456789, "0"), "1234567890123460000 ! shown-differs"}, {number(1234567890123456, xlsx.ClassGeneral), "1234567890123456 ! shown-differs"},
		{xlsx.Cell{Kind: xlsx.Text, Text: "42", Format: xlsx.ParseFormat(`"Obj. "@`)}, "42 ! shown-differs ~ Obj. 42"}, {formatted(5, ";;;"), "5 ! shown-differs"},

		{formatted(42, "0000"), "0042 ! zeros-shown ~ 0042"}, {formatted(1067, "00000"), "01067 ! zeros-shown ~ 01067"}, {formatted(1067, "000 00"), "010 67 ! zeros-shown ~ 010 67"}, {formatted(-42, "0000"), "-0042 ! zeros-shown ~ -0042"},
		{formatted(11000, "000 00"), "110 00"}, {formatted(12345, "0000"), "12345"},

		{formatted(42, "0"), "42"}, {formatted(42, "General"), "42"}, {formatted(42, "@"), "42"}, {formatted(46023, "d.m.yyyy"), "1.1.2026"}, {formatted(46023, "dd.mm.yyyy"), "1.1.2026"}, {formatted(46023, "yyyy-mm-dd"), "1.1.2026"},
		{formatted(0.5, "h:mm"), "12:00"}, {formatted(0.75, "h:mm AM/PM"), "18:00"}, {formatted(5, "#,##0"), "5"},
	}.check(t, newParser(), &data.Field{Type: data.Text})
	grid{{formatted(777123456, "000 000 000"), "777 123 456"}, {formatted(777123456, "### ### ###"), "777123456"}, {formatted(777123456, `"+420 "000" "000" "000`), "777123456 ! shown-differs ~ +420 777 123 456"}}.check(t, newParser(), &data.Field{Type: data.Phone})
	grid{{formatted(6947, "00000000"), "00006947 ! zeros-shown ~ 00006947"}}.check(t, newParser(), &data.Field{Type: data.Text, Format: data.RegNumber})
}

func TestTags(t *testing.T) {
	grid{
		{"vip, veletrh; VIP ;; ", "vip, veletrh"},
		{"vip\nveletrh", "vip, veletrh"},
		{",;", ""},
		{"C++, C#", "C++, C#"},
	}.check(t, newParser(), &data.Field{Type: data.Tags})
}

func TestBool(t *testing.T) {
	for word, want := range map[string]string{
		"ano yes true 1 a y x ✓ ✔️ ANO Áno Pravda": "yes", "ne no FALSE 0 n NE nie nepravda": "no", "možná 2 ano/ne ja - ✗": "invalid-bool",
	} {
		for _, s := range strings.Fields(word) {
			grid{{s, want}}.check(t, newParser(), &data.Field{Type: data.Bool})
		}
	}
	grid{
		{xlsx.Cell{Kind: xlsx.Bool, Number: 1, Text: "1"}, "yes"},
		{xlsx.Cell{Kind: xlsx.Bool, Text: "0"}, "no"},
		{number(1, xlsx.ClassGeneral), "yes"},
		{number(2, xlsx.ClassGeneral), "invalid-bool"},
	}.check(t, newParser(), &data.Field{Type: data.Bool})
}

func TestDefault(t *testing.T) {
	p := newParser()
	schema := data.NewSchema(nil)
	for _, c := range []struct {
		record data.RecordType
		field  string
		want   any
	}{
		{data.Lead, "lead_date", "2026-11-22"},
		{data.Lead, "priority", "normal"},
		{data.Client, "person", false},
		{data.Client, "name", nil},
		{data.Product, "currency", "CZK"},
		{data.DealItem, "quantity", 1.0},
	} {
		if got := p.Default(schema.Field(c.record, c.field)); got != c.want {
			t.Errorf("default of %s.%s = %v, want %v", c.record, c.field, got, c.want)
		}
	}
}
