package importer

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"kartoteka/data"
	"kartoteka/importer/xlsx"
)

// A dropList is the values one kind of drop-down offers. It is a column of the hidden sheet, with the name
// Kartoteka_<key> defined for it.
type dropList struct {
	key   string
	items []string
}

// dropKey tells which list a column drops down: columns of the same key share one. "" is a column without.
func dropKey(c Column) string {
	switch c.Field.Type {
	case data.Bool, data.Country, data.Account:
		return string(c.Field.Type)
	case data.Choice:
		return "choice_" + c.Field.Key
	case data.List:
		return "list_" + c.Field.List
	}
	return ""
}

// choices are the values a column offers, as people read them; nil when it takes any value.
func (b *book) choices(c Column) []string {
	switch c.Field.Type {
	case data.Bool:
		return []string{b.text("bool.true"), b.text("bool.false")}
	case data.Country:
		return countryTitles(b.lang)
	case data.Account:
		return b.users
	case data.Choice:
		titles := make([]string, len(c.Field.Choices))
		for i, key := range c.Field.Choices {
			titles[i] = b.text("choice." + c.Field.Key + "." + key)
		}
		return titles
	case data.List:
		return b.lists[c.Field.List]
	}
	return nil
}

// writeLists fills the hidden sheet the drop-downs draw from: a list in each column, its name above it.
func (b *book) writeLists() {
	name := b.listsName()
	b.addSheet(name)
	for i := range b.template.Sheets {
		for _, c := range b.template.Sheets[i].Columns(b.schema) {
			b.addList(name, c)
		}
	}
	b.do(b.file.SetSheetVisible(name, false))
}

func (b *book) addList(sheet string, c Column) {
	key, items := dropKey(c), b.choices(c)
	known := slices.ContainsFunc(b.drops, func(d dropList) bool { return d.key == key })
	if key == "" || known || len(items) == 0 {
		return
	}
	b.drops = append(b.drops, dropList{key, items})
	col := len(b.drops)
	b.do(b.file.SetColStyle(sheet, xlsx.ColumnName(col), b.style(lookText)))
	b.do(b.file.SetColWidth(sheet, xlsx.ColumnName(col), xlsx.ColumnName(col), 24))
	b.do(b.file.SetCellStr(sheet, xlsx.CellName(col, 1), FieldTitle(b.lang, c.Section.Record, c.Field)))
	b.do(b.file.SetCellStyle(sheet, xlsx.CellName(col, 1), xlsx.CellName(col, 1), b.style(lookListHead)))
	for i, item := range items {
		b.do(b.file.SetCellStr(sheet, xlsx.CellName(col, i+2), item))
	}
	b.do(b.file.SetDefinedName(&excelize.DefinedName{Name: "Kartoteka_" + definedName(key), RefersTo: b.listRange(col)}))
}

// listRange is where the items of a column of the hidden sheet stand.
func (b *book) listRange(col int) string {
	letters := xlsx.ColumnName(col)
	return fmt.Sprintf("'%s'!$%s$2:$%s$%d", b.listsName(), letters, letters, len(b.drops[col-1].items)+1)
}

// definedName keeps what a name may consist of.
func definedName(key string) string {
	return strings.Map(func(r rune) rune {
		if r == '_' || '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' {
			return r
		}
		return '_'
	}, key)
}

// writeDropDowns ties the columns of a data sheet to their lists, one rule for all columns of a list. A value
// beside the list is warned of but let in, so that whatever is pasted reaches the check. The rules name the
// cells, not the defined names: Google Sheets keeps those.
func (w *sheetWriter) writeDropDowns() {
	for i, drop := range w.drops {
		rule := excelize.NewDataValidation(true)
		for n, c := range w.columns {
			if dropKey(c) == drop.key {
				rule.SetSqref(w.area(n))
			}
		}
		if rule.Sqref == "" {
			continue
		}
		rule.SetSqrefDropList(w.listRange(i + 1))
		rule.SetError(excelize.DataValidationErrorStyleWarning, w.text("instructions.drop_title"), w.text("instructions.drop_warning"))
		w.do(w.file.AddDataValidation(w.name, rule))
	}
	for n, c := range w.columns {
		if keys := w.keyRange(c); keys != "" {
			rule := excelize.NewDataValidation(true)
			rule.SetSqref(w.area(n))
			rule.SetSqrefDropList(keys)
			w.do(w.file.AddDataValidation(w.name, rule))
		}
	}
}

// keyRange is where the keys stand that a reference to another sheet may name, "" if nowhere. They are only
// offered: an IČO or a name is as good as a key, so nothing is warned of.
func (w *sheetWriter) keyRange(c Column) string {
	if c.Field.Type != data.Reference {
		return ""
	}
	for i := range w.template.Sheets {
		target := &w.template.Sheets[i]
		if target.Sections[0].Record != c.Field.To || w.sheetName(target) == w.name {
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

// area is the cells of a field's column people fill in.
func (w *sheetWriter) area(column int) string {
	col := w.at(column)
	return xlsx.CellName(col, firstRow) + ":" + xlsx.CellName(col, lastRow)
}
