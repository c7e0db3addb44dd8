package xlsx

import (
	"archive/zip"
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
