package template

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"slices"
	"strings"
	"testing"

	"kartoteka/assets"
)

// What looks like a formula stays text: titles of custom fields, list items, hints.
func TestTemplateHasNoFormulas(t *testing.T) {
	for _, tpl := range All() {
		for part, content := range parts(t, templateBytes(t, tpl.Key, Options{Lang: assets.Czech, Examples: true})) {
			if strings.HasPrefix(part, "xl/worksheets/") && (bytes.Contains(content, []byte("<f>")) || bytes.Contains(content, []byte("<f "))) {
				t.Errorf("%s: %s has a formula", tpl.Key, part)
			}
		}
	}
}

// Excel repairs a sheet whose elements stand twice or out of the order of ECMA-376 part 1, 18.3.1.99.
func TestTemplateElementOrder(t *testing.T) {
	order := strings.Fields(`sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios
		autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations hyperlinks
		printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags drawing
		legacyDrawing legacyDrawingHF picture oleObjects controls webPublishItems tableParts extLst`)
	for _, tpl := range All() {
		content := templateBytes(t, tpl.Key, Options{Lang: assets.English, Examples: true})
		if len(content) > 60_000 {
			t.Errorf("%s: %d bytes", tpl.Key, len(content))
		}
		for part, content := range parts(t, content) {
			if path.Dir(part) != "xl/worksheets" {
				continue
			}
			checkCols(t, tpl.Key+" "+part, content)
			last := -1
			for _, name := range children(t, content) {
				at := slices.Index(order, name)
				if at <= last {
					t.Errorf("%s %s: %s is unknown, twice or out of order", tpl.Key, part, name)
				}
				last = at
			}
		}
	}
}

// checkCols holds that the columns of a sheet stand in order and none twice, which Excel insists on.
func checkCols(t *testing.T, where string, content []byte) {
	t.Helper()
	var sheet struct {
		Cols []struct {
			Min int `xml:"min,attr"`
			Max int `xml:"max,attr"`
		} `xml:"cols>col"`
	}
	if err := xml.Unmarshal(content, &sheet); err != nil {
		t.Fatal(err)
	}
	last := 0
	for _, col := range sheet.Cols {
		if col.Min <= last || col.Max < col.Min {
			t.Errorf("%s: column %d to %d stands after %d", where, col.Min, col.Max, last)
		}
		last = col.Max
	}
	if last == 0 {
		t.Errorf("%s: no column has a width", where)
	}
}

func parts(t *testing.T, content []byte) map[string][]byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]byte{}
	for _, file := range z.File {
		r := must[io.ReadCloser](t)(file.Open())
		all[file.Name] = must[[]byte](t)(io.ReadAll(r))
		r.Close()
	}
	return all
}

// children are the names of the elements right below the root.
func children(t *testing.T, content []byte) []string {
	t.Helper()
	var names []string
	d := xml.NewDecoder(bytes.NewReader(content))
	for depth := 0; ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return names
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			if depth++; depth == 2 {
				names = append(names, token.Name.Local)
			}
		case xml.EndElement:
			depth--
		}
	}
}

// What other programs stumble over: ExcelJS wants the usual prefixes of the properties, Excel says of a filtered sheet that
// rows are hidden, and offers to make numbers of identifiers.
func TestTemplateSuitsOtherPrograms(t *testing.T) {
	for _, tpl := range All() {
		all := parts(t, templateBytes(t, tpl.Key, Options{Lang: assets.Czech}))
		if core := string(all["docProps/core.xml"]); !strings.Contains(core, "<cp:keywords>") || !strings.Contains(core, "<dc:creator>Kartotéka</dc:creator><") {
			t.Errorf("%s: properties %s", tpl.Key, core)
		}
		for i := range tpl.Sheets {
			sheet := string(all["xl/worksheets/sheet"+string(rune('2'+i))+".xml"])
			if strings.Contains(sheet, "filterMode") || !strings.Contains(sheet, `numberStoredAsText="true"`) {
				t.Errorf("%s: %.400s", tpl.Key, sheet)
			}
		}
	}
}
