package source

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestPasted: a copied table is read by tabs with its quotes, at the addresses it would have from A1 on.
func TestPasted(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "scratch")
	path, err := Pasted(folder, "Schránka 22. 11. 2026 14:05", "Firma\tPoznámka\r\nAlfa; s.r.o.\t\"první\ndruhý; \"\"x\"\"\"\r\n\r\nBeta; a.s.\t\r\n")
	if err != nil {
		t.Fatal(err)
	}
	if name := filepath.Base(path); !strings.HasPrefix(name, "Schránka 22. 11. 2026 14") || filepath.Ext(name) != ".tsv" {
		t.Errorf("kept as %s", name)
	}
	b, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	rows, err := b.Rows(0)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for rows.Next() {
		for _, c := range rows.Cells() {
			got = append(got, c.Text)
		}
	}
	if want := "Firma|Poznámka|Alfa; s.r.o.|první\ndruhý; \"x\"|Beta; a.s."; strings.Join(got, "|") != want || rows.Number() != 4 || b.Format.Delimiter != "\t" {
		t.Errorf("%q, last row %d, delimiter %q", got, rows.Number(), b.Format.Delimiter)
	}
	if _, err := Pasted(folder, "x", " \r\n"); !errors.Is(err, ErrEmpty) {
		t.Errorf("nothing pasted: %v", err)
	}
}

// TestCardsOfSeveralFiles: address cards of several files, each in its own encoding, become one table.
func TestCardsOfSeveralFiles(t *testing.T) {
	folder := t.TempDir()
	one, two := filepath.Join(folder, "a.vcf"), filepath.Join(folder, "b.vcf")
	write := func(path, text string) {
		t.Helper()
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(one, "BEGIN:VCARD\nVERSION:3.0\nFN:Jan Novák\nEND:VCARD")
	write(two, "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Eva Kr\xe1tk\xe1\r\nEMAIL:eva@example.com\r\nEND:VCARD\r\n\r\n")
	path, err := Cards(filepath.Join(folder, "scratch"), "Vizitky", []string{one, two})
	if err != nil {
		t.Fatal(err)
	}
	b, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	rows, err := b.Rows(0)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for rows.Next() {
		names = append(names, rows.Cells()[0].Text)
	}
	if strings.Join(names, ", ") != "Jan Novák, Eva Krátká" {
		t.Errorf("cards %q", names)
	}
	write(two, "Firma;Telefon\n")
	if _, err := Cards(folder, "x", []string{one, two}); !errors.Is(err, ErrNotCard) {
		t.Errorf("a table among the cards: %v", err)
	}
}
