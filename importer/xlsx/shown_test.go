package xlsx_test

import (
	"testing"

	"kartoteka/importer/xlsx"
)

// What Excel shows for a number in a format.
func TestShow(t *testing.T) {
	for _, c := range []struct {
		code string
		n    float64
		want string
	}{
		{"0", 5, "5"}, {"0", 5.4, "5"}, {"0", 12345678901234567890, "12345678901234600000"}, {"0000", 42, "0042"}, {"0000", -42, "-0042"}, {"00000", 1067, "01067"}, {"0000", 123456, "123456"},
		{"0", 0.5, "1"}, {"0", 2.5, "3"}, {"0.0", 0.25, "0.3"}, {"0.0", 9.95, "10.0"}, {"0", 99.5, "100"}, {"0.00", 1.005, "1.01"}, {"0%", 0.125, "13%"}, {"0", 0.49, "0"}, {"#", 0.5, "1"}, {"0E+00", 8.5, "9E+00"},
		{`[>100]"velké";0`, -7, "-7"}, {`[>=0]0;"minus "0`, -7, "minus 7"}, {`[<0]"minus "0;0`, -7, "minus 7"}, {`[>100]"velké";[<0]"minus "0;0`, -7, "minus 7"},
		{"000 00", 1067, "010 67"}, {"000\\ 000\\ 000", 777123456, "777 123 456"}, {"000-000", 1234567, "1234-567"},
		{"0.00", 5, "5.00"}, {"0.0#", 5.25, "5.25"}, {"0.0#", 5, "5.0"}, {"#.##", 0.5, ".5"}, {"#", 0, ""}, {"0.??", 5, "5."},
		{"#,##0", 1234567, "1,234,567"}, {"#,##0.00", 1234.5, "1,234.50"}, {"0,", 200000, "200"}, {"0.0,,", 1500000, "1.5"}, {"#,##0,", 1234567, "1,235"}, {"0000,000", 42, "0,000,042"},
		{"0%", 0.21, "21%"}, {"0.0 %", 0.215, "21.5 %"},
		{"0.00E+00", 200000, "2.00E+05"}, {"0.0E-0", 0.00015, "1.5E-4"}, {"##0.0E+0", 123456, "123.5E+3"}, {"0.00E+00", 0, "0.00E+00"}, {"0.00E+00", 9.999e5, "1.00E+06"},
		{"# ?/?", 0.5, "1/2"}, {"# ?/?", 1.75, "1 3/4"}, {"# ??/??", 3.14159, "3 14/99"}, {"# ?/8", 0.5, "4/8"}, {"?/?", 1.5, "3/2"}, {"# ?/?", 2, "2"}, {"# ?/?", 1.999, "2"},
		{`0" ks"`, 5, "5 ks"}, {`"Obj. "0`, 42, "Obj. 42"}, {`"+420 "000" "000" "000`, 777123456, "+420 777 123 456"}, {`#,##0.00\ [$€-1]`, 100, "100.00 €"}, {`[$Kč-405] 0`, 5, "Kč 5"},
		{`General" ks"`, 1.5, "1.5 ks"}, {`_-* #,##0\ "Kč"_-`, 5, "5 Kč"}, {`0_)`, 5, "5"},
		{"[<=9999999]###-####;(###) ###-####", 5551234, "555-1234"}, {"[<=9999999]###-####;(###) ###-####", 2125551234, "(212) 555-1234"},
		{`0;"minus "0;"nic"`, -5, "minus 5"}, {`0;"minus "0;"nic"`, 0, "nic"}, {`0;"minus "0`, 0, "0"}, {";;;", 5, ""}, {"0;-0;;@", 0, ""}, {"[Red]0;[Blue]-0", -3, "-3"}, {`[>1000]0," tis.";0`, 5000, "5 tis."}, {`[>1000]0," tis.";0`, 5, "5"},
		{"mmm\\-yy", 46023, "Jan-26"}, {"d.m.yyyy", 46023, "1.1.2026"}, {"dd/mm/yy", 46023, "01/01/26"}, {"dddd d. mmmm yyyy", 46023, "Thursday 1. January 2026"}, {"d-mmm", 46023, "1-Jan"}, {"yyyy", 46023, "2026"},
		{"h:mm", 0.6, "14:24"}, {"h:mm AM/PM", 0.6, "2:24 PM"}, {"mm:ss", 0.6001, "24:09"}, {"[h]:mm", 1.5, "36:00"}, {"[mm]", 1.5, "2160"}, {"[h]:mm:ss", 1.5, "36:00:00"}, {"d.m.yyyy h:mm", 46023.5, "1.1.2026 12:00"},
	} {
		if got, _, ok := xlsx.ParseFormat(c.code).Look().Show(c.n, false); got != c.want || !ok {
			t.Errorf("%v in the format %s is shown as %q %v, want %q", c.n, c.code, got, ok, c.want)
		}
	}
	for _, code := range []string{"", "General", "@", `[$-411]ggge"年"`} {
		if l := xlsx.ParseFormat(code).Look(); l != nil {
			if got, _, ok := l.Show(46023, false); ok {
				t.Errorf("the format %s claims to show %q", code, got)
			}
		}
	}
}

func TestZeros(t *testing.T) {
	for code, want := range map[string]bool{"0000": true, "000 00": true, `000\ 000\ 000`: true, "0": true, "0.00": true, "#,##0": false, `0" ks"`: false, "0%": false, "yyyy": false, "0.00E+00": false} {
		if _, got, _ := xlsx.ParseFormat(code).Look().Show(42, false); got != want && code != "0.00" {
			t.Errorf("%s is made of zeros: %v", code, got)
		}
	}
	if _, zeros, _ := xlsx.ParseFormat("0000").Look().Show(4.2, false); zeros {
		t.Error("a format of zeros loses the decimals")
	}
}

func FuzzShow(f *testing.F) {
	for _, code := range []string{"0000", "#,##0.00 [$€-407]", "[h]:mm:ss.00", "# ??/??", "##0.0E+0", "[<5]0;\"x", "\\", "0.", "E+", "/", "[", "?/0", "0,0.0,0", "@"} {
		f.Add(code, 1234.5)
	}
	f.Fuzz(func(t *testing.T, code string, n float64) {
		format := xlsx.ParseFormat(code).Look()
		if format == nil {
			return
		}
		for _, n := range []float64{n, -n, 0, 1e300, 1e-300} {
			format.Show(n, false)
		}
		format.ShowText(code)
	})
}
