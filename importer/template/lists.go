package template

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"kartoteka/data"
	"kartoteka/importer/style"
	"kartoteka/importer/xlsx"
)

// A dropList is the values one kind of drop-down offers. It is a column of the hidden sheet, with the name
// Kartoteka_<key> defined for it.
type dropList struct {
	key    string
	items  []string
	strict bool // other values are doubted; people write yes and countries in many ways that the import understands
}

// dropKey names the list a column drops down: columns of the same key share one. "" is a column without.
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
func (b *Book) choices(c Column) []string {
	switch c.Field.Type {
	case data.Bool:
		return []string{b.Text("bool.true"), b.Text("bool.false")}
	case data.Country:
		return countryTitles(b.Lang)
	case data.Account:
		return b.users
	case data.Choice:
		titles := make([]string, len(c.Field.Choices))
		for i, key := range c.Field.Choices {
			titles[i] = b.Text("choice." + c.Field.Key + "." + key)
		}
		return titles
	case data.List:
		return b.lists[c.Field.List]
	}
	return nil
}

// writeLists fills the hidden sheet the drop-downs draw from: a list in each column, its name above it.
func (b *Book) writeLists() {
	name := b.listsName()
	b.addSheet(name)
	b.Do(b.File.SetSheetDimension(name, "")) // excelize does not keep it true
	for i := range b.Template.Sheets {
		for _, c := range b.Template.Sheets[i].Columns(b.schema) {
			b.addList(name, c)
		}
	}
	b.Do(b.File.SetSheetVisible(name, false))
}

func (b *Book) addList(sheet string, c Column) {
	key, items := dropKey(c), b.choices(c)
	known := slices.ContainsFunc(b.drops, func(d dropList) bool { return d.key == key })
	if key == "" || known || len(items) == 0 {
		return
	}
	b.drops = append(b.drops, dropList{key, items, c.Field.Type != data.Bool && c.Field.Type != data.Country})
	col := len(b.drops)
	b.Do(b.File.SetColStyle(sheet, xlsx.ColumnName(col), b.Style(style.Text)))
	b.Do(b.File.SetColWidth(sheet, xlsx.ColumnName(col), xlsx.ColumnName(col), 24))
	b.Do(b.File.SetCellStr(sheet, xlsx.CellName(col, 1), FieldTitle(b.Lang, c.Section.Record, c.Field)))
	b.Do(b.File.SetCellStyle(sheet, xlsx.CellName(col, 1), xlsx.CellName(col, 1), b.Style(style.ListHead)))
	for i, item := range items {
		b.Do(b.File.SetCellStr(sheet, xlsx.CellName(col, i+2), item))
	}
	b.Do(b.File.SetDefinedName(&excelize.DefinedName{Name: "Kartoteka_" + definedName(key), RefersTo: b.listRange(col)}))
}

// listRange is where the items of a column of the hidden sheet stand.
func (b *Book) listRange(col int) string {
	letters := xlsx.ColumnName(col)
	return fmt.Sprintf("'%s'!$%s$2:$%s$%d", b.listsName(), letters, letters, len(b.drops[col-1].items)+1)
}

// definedName keeps the characters a name may consist of.
func definedName(key string) string {
	return strings.Map(func(r rune) rune {
		if r == '_' || '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' {
			return r
		}
		return '_'
	}, key)
}
