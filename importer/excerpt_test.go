package importer_test

import (
	"context"
	"errors"
	"maps"
	"os"
	"slices"
	"testing"

	"kartoteka/importer"
	"kartoteka/importer/issue"
)

const excerptBook = `
	# Leady
	Předmět  | E-mail 1
	Poptávka | novak(at)example.com
	Druhá    | b@example.com
	         |
	Pátá     | e(at)example.com`

func TestExcerpt(t *testing.T) {
	im := open(t)
	file, _ := workbookOf(t, excerptBook)
	r := checkFile(t, im, file, importer.CheckOptions{})
	fixes := importer.Corrections{{Sheet: "Leady", Row: 3, Col: 2, Was: "b@example.com", Now: "c@example.com"}}
	rows, err := im.Excerpt(context.Background(), r, fixes, 0, 3, 5)
	check(t, err)
	want := []importer.SheetRow{
		{Number: 1, Cells: map[int]string{1: "Předmět", 2: "E-mail 1"}},
		{Number: 3, Cells: map[int]string{1: "Druhá", 2: "c@example.com"}},
		{Number: 5, Cells: map[int]string{1: "Pátá", 2: "e(at)example.com"}},
	}
	if !slices.EqualFunc(rows, want, func(a, b importer.SheetRow) bool { return a.Number == b.Number && maps.Equal(a.Cells, b.Cells) }) {
		t.Errorf("rows %v, want %v", rows, want)
	}
	other, _ := workbookOf(t, "# Leady\nPředmět\nJiná")
	check(t, os.Rename(other, file))
	if _, err := im.Excerpt(context.Background(), r, nil, 0, 2, 2); !errors.Is(err, importer.ErrChanged) {
		t.Errorf("changed file: %v", err)
	}
}

func TestFoundHearsIssuesWhileTheCheckRuns(t *testing.T) {
	file, _ := workbookOf(t, excerptBook)
	var heard []issue.Code
	r := checkFile(t, open(t), file, importer.CheckOptions{Found: func(i issue.Issue) { heard = append(heard, i.Code) }})
	if want := []issue.Code{issue.InvalidEmail, issue.InvalidEmail}; !slices.Equal(heard, want) || len(r.Issues) != 2 {
		t.Errorf("heard %v, want %v", heard, want)
	}
}

func TestChangesSinceTheLastCheck(t *testing.T) {
	im := open(t)
	before, _ := workbookOf(t, excerptBook)
	after, _ := workbookOf(t, `
		# Leady
		Předmět  | E-mail 1        | Telefon 1
		Vložená  | z@example.com   | 
		Poptávka | novak@example.com
		Druhá    | b@example.com
		         |
		Pátá     | e(at)example.com | nevím`)
	r := checkFile(t, im, after, importer.CheckOptions{})
	got := r.Since(checkFile(t, im, before, importer.CheckOptions{}), issue.Error)
	if want := (importer.Changes{Fixed: 1, New: 1, Left: 2}); got != want {
		t.Errorf("changes %+v, want %+v; issues %v", got, want, found(r))
	}
}

func TestEntryAtTellsTheRecordOfACell(t *testing.T) {
	im := open(t)
	file, _ := workbookOf(t, `
		# Klienti
		Název | Kontakt 1 – Příjmení | Kontakt 2 – Příjmení
		Alfa  | Nováková             | Černý`)
	r := checkFile(t, im, file, importer.CheckOptions{})
	for col, want := range map[int]string{0: "Alfa", 1: "Alfa", 2: "Nováková", 3: "Černý", 9: "Alfa"} {
		if e := r.EntryAt("Klienti", 2, col); e == nil || e.Record.Title() != want {
			t.Errorf("column %d: %v, want %s", col, e, want)
		}
	}
	if e := r.EntryAt("Klienti", 3, 1); e != nil {
		t.Errorf("a row without a record has %v", e)
	}
}

func TestCorrectedTellsWhatWasApplied(t *testing.T) {
	file, _ := workbookOf(t, excerptBook)
	fixes := importer.Corrections{
		{Sheet: "Leady", Row: 2, Col: 2, Was: "novak(at)example.com", Now: "novak@example.com"},
		{Sheet: "Leady", Row: 5, Col: 2, Was: "something else", Now: "e@example.com"},
	}
	r := checkFile(t, open(t), file, importer.CheckOptions{Corrections: fixes})
	if !slices.Equal(r.Corrected, fixes[:1]) {
		t.Errorf("applied %v, want %v", r.Corrected, fixes[:1])
	}
}
