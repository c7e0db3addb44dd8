package cli

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestTablesAreAligned(t *testing.T) {
	var b strings.Builder
	table := newTable(&b, "Název", ">Počet", "Poznámka")
	table.row("Žluťoučký kůň", "5", "konec")
	table.row("Alfa", "12 345", "dva\nřádky a \x1b[31m barva")
	if err := table.end(); err != nil {
		t.Fatal(err)
	}
	want := "Název           Počet  Poznámka\n" +
		"Žluťoučký kůň       5  konec\n" +
		"Alfa           12 345  dva řádky a \ufffd[31m barva\n"
	if b.String() != want {
		t.Errorf("table\n%s\nwant\n%s", b.String(), want)
	}
}

func TestALongTableComesInBlocks(t *testing.T) {
	var b strings.Builder
	table := newTable(&b, "Č.", "Název")
	for i := range 3 * tableBlock {
		table.row(fmt.Sprint(i), "x")
	}
	if err := table.end(); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(b.String(), "\n"); n != 3*tableBlock+1 {
		t.Errorf("%d lines, want %d", n, 3*tableBlock+1)
	}
}

func TestWrap(t *testing.T) {
	text := "Příliš žluťoučký kůň úpěl ďábelské ódy.\n\nDruhý odstavec"
	wrapped := wrap(text, 12)
	for line := range strings.Lines(wrapped) {
		if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > 12 {
			t.Errorf("line of %d characters: %q", n, line)
		}
	}
	if strings.Join(strings.Fields(wrapped), " ") != strings.Join(strings.Fields(text), " ") || !strings.Contains(wrapped, "\n\nDruhý") {
		t.Errorf("wrapped %q", wrapped)
	}
}
