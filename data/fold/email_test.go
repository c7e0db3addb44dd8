package fold_test

import (
	"testing"

	"kartoteka/data/fold"
)

func TestEmail(t *testing.T) {
	for s, want := range map[string]string{
		"Novak@Firma.CZ": "novak@firma.cz", " a@b.cz ": "a@b.cz", "a@háčky.cz": "a@xn--hky-ela4t.cz", "A@XN--HKY-ELA4T.cz": "a@xn--hky-ela4t.cz", "a@HÁČKY.CZ": "a@xn--hky-ela4t.cz",
		"novák@firma.cz": "novák@firma.cz", "": "", "žádný": "žádný", "@": "@",
	} {
		if got := fold.Email(s); got != want {
			t.Errorf("Email(%q) = %q, want %q", s, got, want)
		}
	}
	if wire, people := fold.EmailForms("a@HÁČKY.cz"); wire != "a@xn--hky-ela4t.cz" || people != "a@háčky.cz" {
		t.Errorf("forms %q, %q", wire, people)
	}
}
