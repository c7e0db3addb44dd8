package template

import (
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"kartoteka/importer/style"
	"kartoteka/importer/xlsx"
)

// What a data sheet shows when it is opened: which columns stay in view and how wide they are, which are folded away, and
// where the cursor stands.

// nameColumns is among how many of the first columns the one is by which people know the record of a row.
const nameColumns = 4

// arrange finds the widths of the columns and how many of them stay in view: those up to the last required one of the first
// few. Together they leave room for others on half a screen, so they are made narrower where they must, and those that
// don't fit even so scroll away.
func (w *SheetWriter) arrange() {
	var least, marked []float64 // what the columns of names need at least, and to show their examples
	for _, c := range w.before {
		w.widths = append(w.widths, c.Width)
		least, marked = append(least, c.Width), append(marked, 0)
	}
	for i, c := range w.Columns {
		title, example := w.header(c), w.markedWidth(i)
		w.widths = append(w.widths, max(ColumnWidth(c.Field, title), example))
		least, marked = append(least, titleWidth(title)), append(marked, example)
	}
	for _, c := range w.after {
		w.widths = append(w.widths, c.Width)
	}
	w.frozen = len(w.before) + 1
	for i := range min(nameColumns, len(w.Columns)) {
		if w.Columns[i].Required() {
			w.frozen = len(w.before) + i + 1
		}
	}
	for w.frozen > 1 && sum(least[:w.frozen]) > style.FrozenWidth {
		w.frozen--
	}
	for i := range w.frozen {
		least[i] += max(0, min(marked[i]-least[i], style.FrozenWidth-sum(least[:w.frozen])))
	}
	spare, wish := style.FrozenWidth-sum(least[:w.frozen]), sum(w.widths[:w.frozen])-sum(least[:w.frozen])
	if wish > spare {
		for i := range w.frozen {
			w.widths[i] = float64(int(least[i] + (w.widths[i]-least[i])*spare/wish))
		}
	}
}

// markedWidth is how wide a column must be to show its examples behind their mark, 0 where none stand.
func (w *SheetWriter) markedWidth(column int) float64 {
	c := w.Columns[column]
	if w.examples == 0 || column != ExampleColumn(w.Columns, c.Section) {
		return 0
	}
	longest := max(utf8.RuneCountInString(w.marked(w.example(c))), utf8.RuneCountInString(w.marked(w.secondExample(c))))
	return float64(longest + 2)
}

func sum(widths []float64) (total float64) {
	for _, w := range widths {
		total += w
	}
	return total
}

// titleWidth is the width of a title on a few lines beside the filter's button.
func titleWidth(title string) float64 {
	longest := 0
	for word := range strings.FieldsSeq(title) {
		longest = max(longest, utf8.RuneCountInString(word))
	}
	return float64(longest + 4)
}

// outline is how deep a column is folded: 0 is always in view, 1 can be folded away, 2 is so in a template to fill.
func (c Column) outline() uint8 {
	switch {
	case c.Section.Number > 2:
		return 2
	case c.Section.Number == 2, c.Field.Group == "social":
		return 1
	}
	return 0
}

// unfolds gives the last columns, if they are folded away, one behind them, where the button to unfold them stands.
func (w *SheetWriter) unfolds() {
	if w.toFill && w.Columns[len(w.Columns)-1].outline() > 1 {
		w.Do(w.stream.SetColWidth(w.Width()+1, w.Width()+1, 10))
	}
}

// fold makes a column one of those that can be folded away, and folds away what few people need.
func (w *SheetWriter) fold(column int) {
	level := w.Columns[column].outline()
	if level == 0 {
		return
	}
	w.levels = max(w.levels, int(level))
	at := w.At(column)
	w.Do(w.stream.SetColOutlineLevel(at, level))
	if level > 1 && w.toFill {
		w.Do(w.stream.SetColVisible(at, at, false))
		if column+1 == len(w.Columns) || w.Columns[column+1].outline() < level {
			w.folded = append(w.folded, at+1)
		}
	}
}

// show sets the columns that stay in view, and the cursor: it waits in the first column of the first row that is empty.
func (w *SheetWriter) show() {
	corner, cursor, pane := xlsx.CellName(w.frozen+1, firstRow), xlsx.CellName(w.At(0), firstRow+w.examples), "bottomLeft"
	if w.At(0) > w.frozen {
		pane = "bottomRight"
	}
	panes := &excelize.Panes{Freeze: true, XSplit: w.frozen, YSplit: headerRow, TopLeftCell: corner, ActivePane: pane}
	for _, each := range []string{"topRight", "bottomLeft", "bottomRight"} {
		panes.Selection = append(panes.Selection, excelize.Selection{SQRef: cursor, ActiveCell: cursor, Pane: each})
	}
	w.Do(w.stream.SetPanes(panes))
}
