package template

import (
	"fmt"
	"slices"

	"github.com/xuri/excelize/v2"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer/xlsx"
)

// What a spreadsheet says while a cell is typed: it offers the items of lists, and doubts what the import would. It only
// ever warns, so that whatever is typed or pasted reaches the check. A cell has one rule at most. The rules name the cells
// of lists, not their defined names: Google Sheets keeps those.

// writeRules gives each column the rule of its field, and one rule to all columns that share it.
func (w *SheetWriter) writeRules() {
	for i, drop := range w.drops {
		rule := excelize.NewDataValidation(true)
		rule.SetSqrefDropList(w.listRange(i + 1))
		if drop.strict {
			w.warn(rule, "drop", "")
		}
		w.rule(rule, func(c Column) bool { return dropKey(c) == drop.key })
	}
	for _, c := range w.Columns {
		if keys := w.keyRange(c); keys != "" {
			rule := excelize.NewDataValidation(true)
			rule.SetSqrefDropList(keys)
			w.rule(rule, func(other Column) bool { return other == c })
		}
	}
	for i, c := range w.Columns {
		if c.tellsApart() {
			rule := excelize.NewDataValidation(true)
			first, column := xlsx.CellName(w.At(i), firstRow), xlsx.ColumnName(w.At(i))
			rule.Type = "custom"
			rule.Formula1 = fmt.Sprintf("COUNTIF(%s$%d:%s$%d,%s)=1", column, firstRow, column, w.lastRow(), first)
			w.warn(rule, "again", c.Title(w.Lang))
			w.rule(rule, func(other Column) bool { return other == c })
		}
	}
	dates := excelize.NewDataValidation(true)
	w.Do(dates.SetRange(firstDate, lastDate, excelize.DataValidationTypeDate, excelize.DataValidationOperatorBetween))
	w.warn(dates, "date", "")
	w.rule(dates, func(c Column) bool { return c.Field.Type == data.Date || c.Field.Type == data.DateTime })
	length := excelize.NewDataValidation(true)
	w.Do(length.SetRange(0, data.MaxLength, excelize.DataValidationTypeTextLength, excelize.DataValidationOperatorBetween))
	w.warn(length, "length", "")
	w.rule(length, func(c Column) bool { return w.isFreeText(c) })
}

// The dates that the import takes, 1 January 1900 to the end of 2199, as spreadsheets count days.
const (
	firstDate = 1
	lastDate  = 109574
)

// warn makes the rule doubt what it does not allow, in the words of a kind of rule.
func (w *SheetWriter) warn(rule *excelize.DataValidation, kind, column string) {
	key := "instructions.warning." + kind
	rule.SetError(excelize.DataValidationErrorStyleWarning, w.Text(key+".title"),
		w.Text(key, assets.Values{"Column": column, "Length": data.MaxLength}))
}

// rule gives a rule to columns. Neighbours share an area.
func (w *SheetWriter) rule(rule *excelize.DataValidation, has func(Column) bool) {
	for from := 0; from < len(w.Columns); {
		to := from
		for to < len(w.Columns) && has(w.Columns[to]) {
			to++
		}
		if from < to {
			rule.SetSqref(w.area(from, to-1))
		}
		from = to + 1
	}
	if rule.Sqref != "" {
		w.Do(w.File.AddDataValidation(w.Name, rule))
	}
}

// isFreeText reports whether any text may stand in the column, so long as it is short enough.
func (w *SheetWriter) isFreeText(c Column) bool {
	switch c.Field.Type {
	case data.Text, data.LongText, data.Email, data.Phone, data.URL, data.Tags:
		return !c.tellsApart()
	case data.Reference:
		return w.keyRange(c) == ""
	}
	return false
}

// tellsApart reports whether a value that stands in the column twice is an error or makes a duplicate.
func (c Column) tellsApart() bool {
	return c.Field.Unique || c.Section.Number == 0 && slices.ContainsFunc(c.Section.Record.Kind().Same, func(r data.DuplicateRule) bool {
		return r.Match != nil && r.Match[0] == c.Field.Key && c.Field.Format != ""
	})
}

// keyRange is where the keys stand that a reference to another sheet may name, "" if nowhere. They are only
// offered: an IČO or a name is as good as a key, so nothing is warned of.
func (w *SheetWriter) keyRange(c Column) string {
	if c.Field.Type != data.Reference {
		return ""
	}
	for i := range w.Template.Sheets {
		target := &w.Template.Sheets[i]
		if target.Sections[0].Record != c.Field.To || w.sheetName(target) == w.Name {
			continue
		}
		key := slices.IndexFunc(target.Columns(w.schema), func(k Column) bool { return k.Field.Unstored })
		if key < 0 {
			continue
		}
		letters := xlsx.ColumnName(len(w.before) + key + 1)
		return fmt.Sprintf("'%s'!$%s$%d:$%s$%d", w.sheetName(target), letters, firstRow, letters, firstRow+data.MaxRecords-1)
	}
	return ""
}

// area is the cells of columns that people fill in.
func (w *SheetWriter) area(from, to int) string {
	return xlsx.CellName(w.At(from), firstRow) + ":" + xlsx.CellName(w.At(to), w.lastRow())
}
