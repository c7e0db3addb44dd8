package importer

import (
	"strings"

	"github.com/xuri/excelize/v2"

	"kartoteka/assets"
	"kartoteka/importer/xlsx"
)

// writeNotes puts the hint of every column behind its title as a note. The widths of the columns must be known,
// for the box of a note is anchored to cells.
func (w *sheetWriter) writeNotes() {
	for i, c := range w.columns {
		parts := []string{w.hint(c)}
		if c.Required() {
			parts = append(parts, w.text("instructions.note_required"))
		}
		parts = append(parts, w.text("instructions.note_type", assets.Values{"Type": w.typeTitle(c.Field)}))
		title, body := w.header(c), "\n"+joinLines(parts)
		w.do(w.file.AddComment(w.name, excelize.Comment{
			Author: programName,
			Cell:   xlsx.CellName(w.at(i), headerRow),
			Width:  noteWidth,
			Height: uint(18*linesOf(title+body, 40) + 16),
			Paragraph: []excelize.RichTextRun{
				{Text: title, Font: font(9, true, ink)},
				{Text: body, Font: font(9, false, ink)},
			},
		}))
	}
}

// hint says what a column means and takes.
func (b *book) hint(c Column) string {
	if c.Field.Custom() {
		return c.Field.Hint
	}
	return b.lang.FieldHint(string(c.Section.Record), c.Field.Key)
}

func joinLines(parts []string) string {
	var lines []string
	for _, p := range parts {
		if p != "" {
			lines = append(lines, p)
		}
	}
	return strings.Join(lines, "\n")
}
