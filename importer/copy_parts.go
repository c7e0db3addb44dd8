package importer

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
)

// assemble puts patched sheets into the workbook excelize wrote around them. Where a formula was replaced, the order of
// calculation goes, because Excel takes an entry for a cell without a formula for damage; it makes a new one.
func assemble(around []byte, sheets map[string]*patcher, formulas bool) ([]byte, error) {
	in, err := zip.NewReader(bytes.NewReader(around), int64(len(around)))
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for _, f := range in.File {
		switch sheet := sheets[f.Name]; {
		case sheet != nil:
			err = patchPart(out, f, func(hollow []byte) []byte { return sheet.result(drawingOf(hollow)) })
			delete(sheets, f.Name)
		case formulas && f.Name == "xl/calcChain.xml":
		case formulas && (f.Name == contentTypes || f.Name == "xl/_rels/workbook.xml.rels"):
			err = patchPart(out, f, func(part []byte) []byte { return calcChain.ReplaceAll(part, nil) })
		default:
			err = out.Copy(f)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
	}
	if len(sheets) > 0 {
		return nil, errors.New("a sheet has no part of its name")
	}
	err = out.Close()
	return b.Bytes(), err
}

// calcChain finds what refers to the part of that name.
var calcChain = regexp.MustCompile(`<(Relationship|Override)\s[^>]*calcChain[^>]*?(/>|>\s*</(Relationship|Override)>)`)

func patchPart(out *zip.Writer, f *zip.File, change func([]byte) []byte) error {
	r, err := f.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	part, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	w, err := out.Create(f.Name)
	if err != nil {
		return err
	}
	_, err = w.Write(change(part))
	return err
}

// drawingOf is the relationship by which a sheet refers to the boxes of its notes, "" if it does not.
func drawingOf(sheet []byte) string {
	d := xml.NewDecoder(bytes.NewReader(sheet))
	for {
		token, err := d.RawToken()
		if err != nil {
			return ""
		}
		if e, ok := token.(xml.StartElement); ok && e.Name.Local == "legacyDrawing" {
			for _, a := range e.Attr {
				if a.Name.Local == "id" {
					return a.Value
				}
			}
		}
	}
}
