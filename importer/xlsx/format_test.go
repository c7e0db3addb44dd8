package xlsx_test

import (
	"encoding/xml"
	"strings"
	"testing"

	"kartoteka/importer/xlsx"
)

func TestFormats(t *testing.T) {
	const (
		general  = xlsx.ClassGeneral
		number   = xlsx.ClassNumber
		percent  = xlsx.ClassPercent
		currency = xlsx.ClassCurrency
		date     = xlsx.ClassDate
		clock    = xlsx.ClassTime
		dateTime = xlsx.ClassDateTime
		duration = xlsx.ClassDuration
		text     = xlsx.ClassText
	)
	table := []struct {
		code     string
		class    xlsx.Class
		currency string
	}{
		{"General", general, ""},
		{"GENERAL", general, ""},
		{"[Red]General", general, ""},
		{"@", text, ""},
		{"0", number, ""},
		{"#,##0.00", number, ""},
		{"#,##0.00;[Red]-#,##0.00", number, ""},
		{"0;d.m.yyyy", number, ""},
		{"0.00E+00", number, ""},
		{"##0.0E-0", number, ""},
		{"# ?/?", number, ""},
		{`"d. m. yyyy "0`, number, ""},
		{`0\d`, number, ""},
		{`0_d`, number, ""},
		{`*d0`, number, ""},
		{"[<=9999999]###-####;(###) ###-####", number, ""},
		{`0" ks"`, number, ""},
		{"0%", percent, ""},
		{"0.00 %", percent, ""},
		{`#,##0.00\ "Kč"`, currency, "CZK"},
		{`#,##0.00\ [$Kč-405]`, currency, "CZK"},
		{`#,##0\ [$Kč-405];[Red]\-#,##0\ [$Kč-405]`, currency, "CZK"},
		{`[$-405]#,##0.00 "Kč"`, currency, "CZK"},
		{"[$€-2] #,##0.00", currency, "EUR"},
		{"#,##0.00 €", currency, "EUR"},
		{`#,##0.00\ \€`, currency, "EUR"},
		{"[$EUR] #,##0.00", currency, "EUR"},
		{`#,##0.00 "eur"`, currency, "EUR"},
		{"$#,##0.00", currency, "USD"},
		{`"$"#,##0.00_);("$"#,##0.00)`, currency, "USD"},
		{`_-* #,##0.00\ "Kč"_-;\-* #,##0.00\ "Kč"_-;_-* "-"??\ "Kč"_-;_-@_-`, currency, "CZK"},
		{"[$zł-415]#,##0", currency, "PLN"},
		{"[$kr-41D]#,##0", currency, "SEK"},
		{"[$kr]#,##0", currency, "kr"},
		{"[$$-1009]#,##0", currency, "CAD"},
		{"[$$-409]#,##0", currency, "USD"},
		{"[$€-407]#,##0", currency, "EUR"},
		{"d.m.yyyy", date, ""},
		{`d\.m\.yyyy`, date, ""},
		{`[$-405]d\.\ mmmm\ yyyy;@`, date, ""},
		{"yyyy-mm-dd", date, ""},
		{"YYYY\\-MM\\-DD", date, ""},
		{"mmm", date, ""},
		{"mm", date, ""},
		{"m/d", date, ""},
		{"mmmmm", date, ""},
		{"dddd", date, ""},
		{"[$-411]ggge\"年\"m\"月\"d\"日\"", date, ""},
		{"yyyy", date, ""},
		{"[Red]d.m.", date, ""},
		{"h:mm", clock, ""},
		{"h:mm AM/PM", clock, ""},
		{"hh:mm:ss.000", clock, ""},
		{"mm:ss", clock, ""},
		{"mm:ss.0", clock, ""},
		{"h AM/PM", clock, ""},
		{"h A/P", clock, ""},
		{"d.m.yyyy h:mm", dateTime, ""},
		{`yyyy\-mm\-dd"T"hh:mm:ss`, dateTime, ""},
		{"h:mm d/m", dateTime, ""},
		{"mmm d h:mm", dateTime, ""},
		{"[h]:mm:ss", duration, ""},
		{"[mm]:ss", duration, ""},
		{"[ss]", duration, ""},
		{"", general, ""},
	}
	var codes []string
	rows := ""
	for i, c := range table {
		var b strings.Builder
		if err := xml.EscapeText(&b, []byte(c.code)); err != nil {
			t.Fatal(err)
		}
		codes = append(codes, b.String())
		rows += `<row><c s="` + itoa(i+1) + `"><v>1</v></c></row>`
	}
	all, err := readData(workbook([]string{sheet(rows)}, parts{"xl/styles.xml": styles(codes...)}).zipped(t))
	if err != nil {
		t.Fatal(err)
	}
	for i, c := range table {
		got := all[0][xlsx.CellName(1, i+1)].Format
		if got.Class != c.class || got.Currency != c.currency {
			t.Errorf("%q is %d %q, want %d %q", c.code, got.Class, got.Currency, c.class, c.currency)
		}
	}
}

func TestBuiltinFormats(t *testing.T) {
	ids := map[int]xlsx.Class{
		0: xlsx.ClassGeneral, 1: xlsx.ClassNumber, 4: xlsx.ClassNumber, 5: xlsx.ClassCurrency, 8: xlsx.ClassCurrency,
		9: xlsx.ClassPercent, 10: xlsx.ClassPercent, 11: xlsx.ClassNumber, 12: xlsx.ClassNumber,
		14: xlsx.ClassDate, 17: xlsx.ClassDate, 18: xlsx.ClassTime, 21: xlsx.ClassTime, 22: xlsx.ClassDateTime,
		27: xlsx.ClassDate, 36: xlsx.ClassDate, 37: xlsx.ClassNumber, 44: xlsx.ClassCurrency, 45: xlsx.ClassTime,
		46: xlsx.ClassDuration, 47: xlsx.ClassTime, 48: xlsx.ClassNumber, 49: xlsx.ClassText, 50: xlsx.ClassDate, 58: xlsx.ClassDate,
		99: xlsx.ClassGeneral,
	}
	xfs, rows, order := "", "", []int{}
	for id := range ids {
		xfs += `<xf numFmtId="` + itoa(id) + `"/>`
		rows += `<row><c s="` + itoa(len(order)) + `"><v>1</v></c></row>`
		order = append(order, id)
	}
	all, err := readData(workbook([]string{sheet(rows)}, parts{
		"xl/styles.xml": `<styleSheet ` + mainNS + `><cellXfs>` + xfs + `</cellXfs></styleSheet>`,
	}).zipped(t))
	if err != nil {
		t.Fatal(err)
	}
	for i, id := range order {
		if got := all[0][xlsx.CellName(1, i+1)].Format.Class; got != ids[id] {
			t.Errorf("format %d is of class %d, want %d", id, got, ids[id])
		}
	}
}
