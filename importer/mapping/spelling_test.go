package mapping

import "testing"

// TestSpelling: forms of known words and slips of them are understood, other words stay unknown.
func TestSpelling(t *testing.T) {
	for _, c := range []struct{ title, want string }{
		{"Telefn", "phone"}, {"Přijmeni", "last_name"}, {"Termín uzavretí", "closing_date"}, {"Fakturačního města", "city"}, {"Poznámkou", "note"},
		{"Objednávka", ""}, {"Odpočet", ""}, {"Barva", ""}, {"Tele", ""},
	} {
		got := ""
		if all := vocabulary().meanings(c.title); len(all) > 0 && all[0].score >= likelyScore && all[0].concept != none {
			got = all[0].concept
		}
		if got != c.want {
			t.Errorf("%q means %q, want %q", c.title, got, c.want)
		}
	}
}
