package data_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/nyaruka/phonenumbers"

	"kartoteka/data"
)

func TestE164(t *testing.T) {
	for _, c := range []struct{ phone, country, want string }{
		{"777 123 456", "", "+420777123456"},
		{"777123456", "CZ", "+420777123456"},
		{"+420777123456", "SK", "+420777123456"},
		{"00420 777-123-456", "DE", "+420777123456"},
		{"(+420) 777/123 456", "CZ", "+420777123456"},
		{"222 123 456", "CZ", "+420222123456"},
		{"0905 123 456", "SK", "+421905123456"},
		{"905123456", "SK", "+421905123456"},
		{"02/5912 3456", "SK", "+421259123456"},
		{"030 123456", "DE", "+4930123456"},
		{"+49 30 123456", "CZ", "+4930123456"},
		{"777\u00a0123\u00a0456", "CZ", "+420777123456"},
		{"777 123 456 ext. 12", "CZ", "+420777123456"},
		{"12", "CZ", ""},
		{"neuvedeno", "CZ", ""},
		{"", "CZ", ""},
		{"+", "CZ", ""},
		{"777 123 456 789 012 345", "CZ", ""},
		{"777 123 456", "??", ""},
	} {
		if got := data.E164(c.phone, c.country); got != c.want {
			t.Errorf("E164(%q, %q) = %q, want %q", c.phone, c.country, got, c.want)
		}
	}
}

// What the fast way makes of a number must be what the library makes of it.
func TestE164AgreesWithLibrary(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	gaps := []string{"", "", "", " ", "-", "/", ".", "  ", ") ", "+"}
	for range 10_000 {
		phone := []string{"", "", "+420", "00420", "+421", "+421 ", "00 421", "0", "+", "+49"}[r.IntN(10)]
		for range 7 + r.IntN(4) {
			phone += gaps[r.IntN(len(gaps))] + fmt.Sprint(r.IntN(10))
		}
		country := []string{"CZ", "SK", "DE", "PL"}[r.IntN(4)]
		want := ""
		if n, err := phonenumbers.Parse(phone, country); err == nil && phonenumbers.IsPossibleNumber(n) {
			n.Extension = nil
			want = phonenumbers.Format(n, phonenumbers.E164)
		}
		if got := data.E164(phone, country); got != want {
			t.Fatalf("E164(%q, %q) = %q, want %q", phone, country, got, want)
		}
	}
}
