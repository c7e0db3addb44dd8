package fold

import (
	"strings"
	"testing"
)

// The fast way must fold as the general one does, character by character and side by side.
func TestFoldLatinIsFold(t *testing.T) {
	for a := rune(0); a < 0x180; a++ {
		for _, text := range []string{string(a), "x" + string(a) + "y", " " + string(a) + string(a) + " -Č"} {
			for _, words := range []bool{false, true} {
				fast, ok := foldLatin(text, words)
				if slow := foldAny(text, words); ok && fast != slow || !ok && !strings.ContainsRune("¼½¾Ŀŀ", a) {
					t.Errorf("%q (%v): %q, want %q", text, words, fast, slow)
				}
			}
		}
	}
}

func TestTextAndWords(t *testing.T) {
	for text, want := range map[string]string{
		"Alfa, s.r.o.":                 "alfa s r o",
		"  ŘEHOŘ   Žluťoučký\u00a0kůň": "rehor zlutoucky kun",
		"Łódź, Đurđević":               "lodz durdevic",
		"Straße":                       "strasse",
		"e\u0301 = é":                  "e e",
		"ＡＢＣ１２":                        "abc12",
		"Привет, мир":                  "привет мир",
		"— … !":                        "",
		"":                             "",
	} {
		if got := Words(text); got != want {
			t.Errorf("Words(%q) = %q, want %q", text, got, want)
		}
		if got, want := Text(text), strings.ReplaceAll(want, " ", ""); got != want {
			t.Errorf("Text(%q) = %q, want %q", text, got, want)
		}
	}
}
