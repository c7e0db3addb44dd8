package export_test

import (
	"testing"

	"kartoteka/importer/export"
)

// What a spreadsheet would calculate gets an apostrophe; phone numbers and amounts are no formulas and stay as they are.
func TestHarmless(t *testing.T) {
	for _, plain := range []string{
		"", "Alfa", "a=b", "1-2", "+420 601 234 567", "+420601234567", "+420 (601) 234 567", "+421\u00a0905 123 456", "-5", "-1500 EUR", "-1 500,50 CZK", "-0.5", "- 5",
	} {
		if got := export.Harmless(plain); got != plain {
			t.Errorf("%q became %q", plain, got)
		}
	}
	for _, formula := range []string{
		"=1+1", "@SUM(1)", "\t=1", "\r=1", "\n=1", "+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "-1+1", "+420-601", "+A1", "- text", "-1500 EUR+A1", "+1\t=1", "-SUM(1)", "-1 EUR(1)",
	} {
		if got := export.Harmless(formula); got != "'"+formula {
			t.Errorf("%q became %q", formula, got)
		}
	}
}
