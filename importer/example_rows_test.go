package importer_test

import (
	"bytes"
	"context"
	"testing"

	"github.com/xuri/excelize/v2"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer"
	"kartoteka/importer/template"
)

// The example rows of a template are never imported; a record below them is, and one that only talks of an example, too.
func TestExampleRowsAreSkipped(t *testing.T) {
	im := open(t)
	for _, l := range assets.Languages() {
		var w bytes.Buffer
		o := template.Options{Lang: l, Examples: true}
		check(t, template.Write(context.Background(), im.Store, template.ByKey("clients-sheets"), o, &w))
		f, err := excelize.OpenReader(&w)
		check(t, err)
		clients, contacts := l.Text("sheet.clients"), l.Text("sheet.contacts")
		check(t, f.SetSheetRow(clients, "A5", &[]string{"K9", "Příklad s.r.o."}))
		check(t, f.SetCellStr(contacts, "A5", "K9"))
		check(t, f.SetCellStr(contacts, "D5", "Example"))
		// Whoever is typed over an example, but for the cell that tells the client of the example, is no example.
		check(t, f.SetSheetRow(clients, "A6", &[]string{"PŘÍKLAD: K10", "Alfa"}))
		check(t, f.SetSheetRow(contacts, "A6", &[]string{"PŘÍKLAD: K10", "", "", "Nová"}))
		out, err := f.WriteToBuffer()
		check(t, err)
		f.Close()
		r := checkFile(t, im, saved(t, "příklady.xlsx", out.Bytes()), importer.CheckOptions{})
		if n := r.Outcomes(importer.Imported); len(r.Issues) > 0 || n[data.Client] != 2 || n[data.Contact] != 2 {
			t.Errorf("%s: %v would be imported, issues %v", l, n, found(r))
		}
	}
}
