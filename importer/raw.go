package importer

import (
	"math"
	"slices"

	"github.com/xuri/excelize/v2"

	"kartoteka/importer/style"
	"kartoteka/importer/xlsx"
)

// errorValues are the errors a cell can hold.
var errorValues = []string{"#N/A", "#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"}

// days1904 is how many days later the calendar begins that old workbooks of macOS count by.
const days1904 = 1462

// raw is a cell of a workbook as it is copied into another: the same value, shown in a format of the same
// class, text in that of its column. Of a formula the stored value is taken.
func raw(b *style.Drawing, c xlsx.Cell, own style.Look, bad, date1904 bool) any {
	out := excelize.Cell{StyleID: b.StyleOf(style.Key{Look: own, Bad: bad})}
	switch c.Kind {
	case xlsx.Text, xlsx.Invalid:
		out.Value = c.Text
	case xlsx.Bool:
		out.Value = c.Number != 0
	case xlsx.Error:
		if slices.Contains(errorValues, c.Text) { // the only way to write one: what it is the value of
			out.Formula = c.Text
		}
	case xlsx.Number, xlsx.Date:
		key := rawFormat(c, own)
		key.Bad = bad
		out.StyleID, out.Value = b.StyleOf(key), c.Number
		if date1904 && (c.Kind == xlsx.Date || c.Format.IsDate() && c.Format.Class != xlsx.ClassTime) {
			out.Value = c.Number + days1904
		}
	}
	return out
}

// rawFormat is a format of the class the number has, own where that is the format of the column.
func rawFormat(c xlsx.Cell, own style.Look) style.Key {
	switch c.Format.Class {
	case xlsx.ClassGeneral:
		if c.Kind != xlsx.Date {
			return style.Key{Look: style.General}
		}
		return style.Key{Look: style.DateTime}
	case xlsx.ClassNumber:
		if c.Number == math.Trunc(c.Number) {
			return style.Key{Look: style.General, Format: "0"}
		}
		return style.Key{Look: style.General, Format: "#,##0.00"}
	case xlsx.ClassPercent:
		if percents := c.Number * 100; percents == math.Trunc(percents) {
			return style.Key{Look: style.General, Format: "0%"}
		}
		return style.Key{Look: style.General, Format: "0.00%"}
	case xlsx.ClassCurrency:
		if c.Format.Currency == "" {
			return style.Key{Look: style.General, Format: "#,##0.00"}
		}
		return style.Key{Look: style.General, Format: "#,##0.00 [$" + c.Format.Currency + "]"}
	case xlsx.ClassDate:
		return style.Key{Look: style.Date}
	case xlsx.ClassTime:
		return style.Key{Look: style.Time}
	case xlsx.ClassDateTime:
		return style.Key{Look: style.DateTime}
	case xlsx.ClassDuration:
		return style.Key{Look: style.General, Format: "[h]:mm:ss"}
	}
	return style.Key{Look: style.Text}
}
