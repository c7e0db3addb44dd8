package patch_test

import (
	"bytes"
	"context"
	"fmt"

	"kartoteka/importer/patch"
	"kartoteka/importer/xlsx"
)

// A copy of a workbook in which a cell is coloured and says why, with a list on a sheet of its own.
func Example() {
	ctx := context.Background()
	c, err := patch.New("Kartotéka")
	if err != nil {
		fmt.Println(err)
		return
	}
	clients := c.Append(ctx, c.Add(patch.Sheet{Name: "Clients"}))
	clients.Write(0, patch.Text(1, "Alfa"), patch.Text(2, "alfa(at)example.com"))
	clients.Close()
	var original, out bytes.Buffer
	if err := c.Write(ctx, &original); err != nil {
		fmt.Println(err)
		return
	}

	w, err := xlsx.ReadParts(original.Bytes(), xlsx.DefaultLimits)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer w.Close()
	if c, err = patch.Of(w); err != nil {
		fmt.Println(err)
		return
	}
	c.Author = "Kartotéka"
	c.Change(0, patch.Change{Row: 1, Col: 2, Look: patch.Look{Fill: "FBD9D7"}, Note: &patch.Note{Title: "Error", Text: "This is no e-mail address."}})
	issues := c.Append(ctx, c.Add(patch.Sheet{Name: "Issues"}))
	issues.Write(0, patch.Cell{Col: 1, Kind: xlsx.Text, Text: "B1", Link: patch.Place("Clients", 2, 1)})
	issues.Close()
	if err := c.Write(ctx, &out); err != nil {
		fmt.Println(err)
		return
	}

	again, err := xlsx.Read(out.Bytes(), xlsx.DefaultLimits)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range again.Sheets {
		fmt.Println(s.Name)
	}
	// Output:
	// Clients
	// Issues
}
