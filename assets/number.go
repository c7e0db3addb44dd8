package assets

import (
	"math"
	"strconv"
	"strings"
)

// Int writes a whole number: "4 987" (with a no-break space), "4,987".
func (l Lang) Int(n int) string { return l.grouped(strconv.Itoa(n)) }

// Number writes a number with the digits it has: "1 234,5", "1,234.5". Values beyond 15 significant digits are rounded
// to them, as spreadsheets do, so that 0.1+0.2 reads 0.3.
func (l Lang) Number(f float64) string {
	if rounded, err := strconv.ParseFloat(strconv.FormatFloat(f, 'g', 15, 64), 64); err == nil {
		f = rounded
	}
	return l.decimals(f, -1)
}

// Money writes an amount with at least two decimals, so that amounts stand in line under each other: "1 234,50", "0,125".
func (l Lang) Money(f float64) string {
	if cents := f * 100; math.Abs(cents-math.Round(cents)) < 1e-6 {
		return l.decimals(f, 2)
	}
	return l.Number(f)
}

// Percent writes a percentage: 21 is "21 %" and "21%".
func (l Lang) Percent(f float64) string { return l.Number(f) + l.spoken().Percent }

// FileSize writes a number of bytes as file managers do, 1,024 bytes to a kB: "812 B", "1,4 MB".
func (l Lang) FileSize(bytes int64) string {
	units := []string{"B", "kB", "MB", "GB", "TB"}
	size, unit := float64(max(bytes, 0)), 0
	for size >= 1023.5 && unit < len(units)-1 {
		size, unit = size/1024, unit+1
	}
	places := 0
	if unit > 0 && size < 9.95 {
		places = 1
	}
	return strings.TrimSuffix(l.decimals(size, places), l.spoken().Decimal+"0") + nbsp + units[unit]
}

func (l Lang) decimals(f float64, places int) string {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return "–"
	}
	whole, fraction, found := strings.Cut(strconv.FormatFloat(f+0, 'f', places, 64), ".")
	if found {
		fraction = l.spoken().Decimal + fraction
	}
	return l.grouped(whole) + fraction
}

// grouped puts the language's separator between groups of three digits.
func (l Lang) grouped(digits string) string {
	sign := ""
	if strings.HasPrefix(digits, "-") {
		sign, digits = "-", digits[1:]
	}
	first := (len(digits)-1)%3 + 1
	var b strings.Builder
	b.WriteString(sign + digits[:first])
	for i := first; i < len(digits); i += 3 {
		b.WriteString(l.spoken().Group + digits[i:i+3])
	}
	return b.String()
}

// DecimalMark stands before the decimals of a number.
func (l Lang) DecimalMark() string { return l.spoken().Decimal }

// ListSeparator stands between the values of a line of CSV where spreadsheets speak the language.
func (l Lang) ListSeparator() rune { return l.spoken().List }
