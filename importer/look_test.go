package importer_test

import (
	"context"
	"errors"
	"testing"

	"kartoteka/assets"
	"kartoteka/importer"
	"kartoteka/importer/source"
)

// TestBeginningOfATable: its first rows can be looked at, and a preview of them can't be imported.
func TestBeginningOfATable(t *testing.T) {
	ctx := context.Background()
	im := open(t)
	by := admin(t, im)
	file := tableOf(t, "export.csv", "Firma;Město\nAlfa s.r.o.;Brno\n\nBeta a.s.;Plzeň\nGama a.s.;Tábor\n")
	look, err := im.Look(ctx, file, source.Options{}, assets.Czech, "", 3)
	if err != nil || len(look.Sheets) != 1 || len(look.Rows) != 3 || look.Rows[2].Number != 4 || look.Rows[2].Cells[2] != "Plzeň" {
		t.Fatalf("%+v %v", look, err)
	}
	r, err := im.Check(ctx, file, importer.CheckOptions{Lang: assets.Czech, By: by, Map: proposed(t, im, file), First: 2}, nil)
	if err != nil || len(r.Entries) != 2 {
		t.Fatalf("%d entries, %v", len(r.Entries), err)
	}
	if _, err := im.Import(ctx, r, by, nil); !errors.Is(err, importer.ErrBlocked) {
		t.Errorf("a preview was imported: %v", err)
	}
}
