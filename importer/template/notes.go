package template

import (
	"strings"

	"github.com/xuri/excelize/v2"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer/style"
	"kartoteka/importer/xlsx"
)

// writeNotes puts the hint of every column behind its title as a note. The widths of the columns must be known,
// for the box of a note is anchored to cells.
func (w *SheetWriter) writeNotes() {
	for i, c := range w.Columns {
		parts := []string{w.hint(c)}
		if c.Required() && c.Field.Custom() { // hints of our own say it
			parts = append(parts, w.Text("instructions.note_required"))
		}
		if c.Field.Type != data.Text {
			parts = append(parts, w.Text("instructions.note_type", assets.Values{"Type": w.typeTitle(c.Field)}))
		}
		if w.isEmptyList(c) {
			parts = append(parts, w.Text("instructions.empty_list"))
		}
		title, body := w.header(c), "\n"+joinLines(parts)
		w.Do(w.File.AddComment(w.Name, excelize.Comment{
			Author: style.ProgramName,
			Cell:   xlsx.CellName(w.At(i), headerRow),
			Width:  style.NoteWidth,
			Height: style.NoteHeight(title + body),
			Paragraph: []excelize.RichTextRun{
				{Text: title, Font: style.Font(9, true, style.Ink)},
				{Text: body, Font: style.Font(9, false, style.Ink)},
			},
		}))
	}
}

// hint explains the column.
func (b *Book) hint(c Column) string {
	if c.Field.Custom() {
		return c.Field.Hint
	}
	return b.Lang.FieldHint(string(c.Section.Record), c.Field.Key)
}

// isEmptyList reports whether the column takes items of a list that has none.
func (b *Book) isEmptyList(c Column) bool {
	return c.Field.Type == data.List && len(b.lists[c.Field.List]) == 0
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
