package importer

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"kartoteka/data"
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
	b.do(b.file.SetColStyle(sheet, columnLetters(col), b.style(lookText)))
	b.do(b.file.SetColWidth(sheet, columnLetters(col), columnLetters(col), 24))
	b.do(b.file.SetCellStr(sheet, cellName(col, 1), FieldTitle(b.lang, c.Section.Record, c.Field)))
	b.do(b.file.SetCellStyle(sheet, cellName(col, 1), cellName(col, 1), b.style(lookListHead)))
	for i, item := range items {
		b.do(b.file.SetCellStr(sheet, cellName(col, i+2), item))
	}
	b.do(b.file.SetDefinedName(&excelize.DefinedName{Name: "Kartoteka_" + definedName(key), RefersTo: b.listRange(col)}))
}

// listRange is where the items of a column of the hidden sheet stand.
func (b *book) listRange(col int) string {
	letters := columnLetters(col)
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
func (b *book) writeDropDowns(sheet string, columns []Column) {
	for i, drop := range b.drops {
		rule := excelize.NewDataValidation(true)
		for n, c := range columns {
			if dropKey(c) == drop.key {
				rule.SetSqref(columnRange(n + 1))
			}
		}
		if rule.Sqref == "" {
			continue
		}
		rule.SetSqrefDropList(b.listRange(i + 1))
		rule.SetError(excelize.DataValidationErrorStyleWarning, b.text("instructions.drop_title"), b.text("instructions.drop_warning"))
		b.do(b.file.AddDataValidation(sheet, rule))
	}
	b.writeReferences(sheet, columns)
}

// writeReferences lets a contact person's client be chosen from the keys of the sheet of clients. It only
// offers: an IČO or a name is as good, so nothing is warned of.
func (b *book) writeReferences(sheet string, columns []Column) {
	for n, c := range columns {
		if c.Field.Type != data.Reference {
			continue
		}
		for i := range b.template.Sheets {
			target := &b.template.Sheets[i]
			if target.Sections[0].Record != c.Field.To || b.sheetName(target) == sheet {
				continue
			}
			key := slices.IndexFunc(target.Columns(b.schema), func(k Column) bool { return k.Field.Unstored })
			if key < 0 {
				continue
			}
			letters := columnLetters(key + 1)
			rule := excelize.NewDataValidation(true)
			rule.SetSqref(columnRange(n + 1))
			rule.SetSqrefDropList(fmt.Sprintf("'%s'!$%s$%d:$%s$%d", b.sheetName(target), letters, firstRow, letters, firstRow+data.MaxRecords-1))
			b.do(b.file.AddDataValidation(sheet, rule))
		}
	}
}

// columnRange is the cells of a column people fill in.
func columnRange(col int) string { return cellName(col, firstRow) + ":" + cellName(col, lastRow) }
