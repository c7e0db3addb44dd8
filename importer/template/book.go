package template

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"slices"

	"github.com/xuri/excelize/v2"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/data/scratch"
	"kartoteka/importer/patch"
	"kartoteka/importer/style"
	"kartoteka/importer/xlsx"
)

// A Book is a workbook of a template while it is written.
type Book struct {
	*style.Drawing
	Template *Template
	about    *About // nil: it is a template to be filled in
	schema   *data.Schema
	Lang     assets.Lang
	Exported bool // its records are those of a database
	Rows     int  // that a sheet is going to have at most, where they are more than in a template to be filled in
	lists    map[string][]string
	users    []string
	drops    []dropList // in the order of the hidden sheet's columns
	sheets   []*SheetWriter
	toFill   bool // it is given to people to fill in, and has no rows but examples
	examples int  // rows of examples that each data sheet begins with
}

// startBook starts a workbook: its sheets exist in their order, and the lists are filled in.
func startBook(t *Template, schema *data.Schema, l assets.Lang, lists map[string][]string, users []string, about *About) *Book {
	b := &Book{
		Drawing: style.New(excelize.NewFile(excelize.Options{TmpDir: scratch.Folder()})), Template: t, schema: schema, Lang: l,
		lists: lists, users: users, about: about,
	}
	b.Do(b.File.SetSheetName("Sheet1", b.instructionsName()))
	for i := range t.Sheets {
		b.addSheet(b.sheetName(&t.Sheets[i]))
	}
	b.writeLists()
	return b
}

// Finish writes the instructions, the properties and then the workbook, and returns the first error of all that went before.
func (b *Book) Finish(w io.Writer) error {
	b.writeInstructions()
	b.writeProperties()
	var drawn bytes.Buffer
	if b.Err == nil {
		_, err := b.File.WriteTo(&drawn)
		b.Do(err)
	}
	if b.Err == nil {
		b.Do(b.mend(drawn.Bytes(), w))
	}
	if b.Err != nil {
		return fmt.Errorf("write workbook %s: %w", b.Template.Key, b.Err)
	}
	return nil
}

// mend writes the workbook that excelize has drawn without what other programs stumble over.
func (b *Book) mend(drawn []byte, w io.Writer) error {
	from, err := xlsx.ReadParts(drawn, xlsx.DefaultLimits)
	if err != nil {
		return err
	}
	defer from.Close()
	c, err := patch.Of(from)
	if err != nil {
		return err
	}
	c.Own, c.Unfiltered = true, true
	c.Describe(b.described())
	for _, w := range b.sheets {
		c.Outline(slices.IndexFunc(from.Sheets, func(s xlsx.Sheet) bool { return s.Name == w.Name }), w.levels, w.folded...)
	}
	return c.Write(context.Background(), w)
}

// Close lets go of the files behind long sheets.
func (b *Book) Close() { b.Do(b.File.Close()) }

func (b *Book) addSheet(name string) {
	_, err := b.File.NewSheet(name)
	b.Do(err)
}

// Text is a text in the language of the workbook.
func (b *Book) Text(key string, values ...assets.Values) string { return b.Lang.Text(key, values...) }

func (b *Book) sheetName(s *Sheet) string { return b.Text("sheet." + s.Key) }

func (b *Book) instructionsName() string { return b.Text("sheet.instructions") }

func (b *Book) listsName() string { return b.Text("sheet.lists") }
