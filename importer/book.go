package importer

import (
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"

	"kartoteka/assets"
	"kartoteka/data"
)

// A book is a workbook of a template while it is written.
type book struct {
	*drawing
	template *Template
	schema   *data.Schema
	lang     assets.Lang
	lists    map[string][]string
	users    []string
	drops    []dropList // in the order of the hidden sheet's columns
}

// newBook starts a workbook: its sheets exist in their order, and the instructions and lists are filled in.
func newBook(t *Template, schema *data.Schema, l assets.Lang, lists map[string][]string, users []string) *book {
	b := &book{
		drawing: newDrawing(excelize.NewFile()), template: t, schema: schema, lang: l,
		lists: lists, users: users,
	}
	b.do(b.file.SetSheetName("Sheet1", b.instructionsName()))
	for i := range t.Sheets {
		b.addSheet(b.sheetName(&t.Sheets[i]))
	}
	b.writeInstructions()
	b.writeLists()
	return b
}

// finish writes the properties and then the workbook, and returns the first error of all that went before.
func (b *book) finish(w io.Writer) error {
	b.writeProperties()
	if b.err == nil {
		_, err := b.file.WriteTo(w)
		b.do(err)
	}
	if b.err != nil {
		return fmt.Errorf("write workbook %s: %w", b.template.Key, b.err)
	}
	return nil
}

// close lets go of the files behind long sheets.
func (b *book) close() { b.do(b.file.Close()) }

func (b *book) addSheet(name string) {
	_, err := b.file.NewSheet(name)
	b.do(err)
}

func (b *book) text(key string, values ...assets.Values) string { return b.lang.Text(key, values...) }

func (b *book) sheetName(s *Sheet) string { return b.text("sheet." + s.Key) }

func (b *book) instructionsName() string { return b.text("sheet.instructions") }

func (b *book) listsName() string { return b.text("sheet.lists") }
