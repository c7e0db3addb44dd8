package xlsx

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
)

// Files returns the parts of the package as they stand in the file, without folders. It must not be changed.
func (w *Workbook) Files() []*zip.File { return w.pack.order }

// File returns the part of that name, nil if there is none.
func (w *Workbook) File(name string) *zip.File { return w.pack.find(name) }

// Main is the name of the workbook part.
func (w *Workbook) Main() string { return w.main }

// Relations returns the relationships of a part by their id; "" stands for the package.
func (w *Workbook) Relations(of string) (map[string]Relation, error) { return w.pack.relations(of) }

// Part is the name of the part of the package that holds a sheet, as the file spells it:
// "xl/worksheets/sheet1.xml".
func (w *Workbook) Part(sheet int) string {
	return strings.TrimPrefix(strings.ReplaceAll(w.Sheets[sheet].part.Name, `\`, "/"), "/")
}

// ReadPart returns the XML of a sheet, as it stands in the file when that is UTF-8 and turned into it otherwise. It is
// not proven to be well-formed; Rows does that.
func (w *Workbook) ReadPart(sheet int) ([]byte, error) {
	p, err := w.pack.open(w.Sheets[sheet].part)
	if err != nil {
		return nil, err
	}
	defer p.close()
	r, decoded, err := decode(w.Part(sheet), p)
	if err != nil {
		return nil, err
	}
	content, err := io.ReadAll(r)
	if err != nil || !decoded {
		return content, err
	}
	if _, rest, ok := bytes.Cut(content, []byte("?>")); ok && bytes.HasPrefix(content, []byte("<?xml")) {
		content = rest // the declaration names the encoding it had
	}
	return content, nil
}
