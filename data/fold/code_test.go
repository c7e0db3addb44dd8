package fold_test

import (
	"testing"

	"kartoteka/data/fold"
)

func TestRegNumber(t *testing.T) {
	for s, want := range map[string]string{
		"27074358": "27074358", " 270 74 358": "27074358", "6947": "00006947", "00006947": "00006947", "CZ123": "cz123", "123456789": "123456789",
		"": "", "-": "", "nemá": "", "N/A": "", "0": "", "00000000": "",
	} {
		if got := fold.RegNumber(s); got != want {
			t.Errorf("RegNumber(%q) = %q, want %q", s, got, want)
		}
	}
}
