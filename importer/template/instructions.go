package template

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer/style"
	"kartoteka/importer/xlsx"
)

// The first sheet explains how to fill in the others: a title, five steps, the rules, and a table of all columns.
// It has a margin (A) and the columns of that table (B to G); steps and rules are merged over several of them.

// The columns of the instructions, with their widths in characters. Those up to colText are as wide as half of a laptop's
// screen shows, and all that is to be read stands there; the values allowed and the examples follow.
var instructionWidths = []float64{2, 21, 9, 11, 37, 32, 21}

const (
	colFirst  = 2
	colWide   = 3 // where the text of steps and rules begins
	colType   = 4
	colText   = 5 // where the text of steps and rules ends
	colLast   = 7
	stepCount = 5

	// Characters on a line of merged cells.
	purposeWidth = 88
	textWidth    = 64
	badgeWidth   = 18
	ruleWidth    = 19
)

// rules are the texts "instructions.rule.<key>" in their order, with the templates they are for.
var rules = []struct {
	key string
	of  func(*Template) bool // nil: all
}{
	{"required", nil},
	{"length", nil},
	{"limit", nil},
	{"zeros", nil},
	{"lists", nil},
	{"bool", nil},
	{"dates", nil},
	{"numbers", nil},
	{"persons", func(t *Template) bool { return len(t.Sheets[0].Sections) > 1 }},
	{"key", func(t *Template) bool { return len(t.Sheets) > 1 }},
	{"references", func(t *Template) bool { return len(t.Sheets) == 1 && t.has(refers) }},
	{"one_of", func(t *Template) bool { return t.Record.Kind().OneOf != nil }},
	{"individual", func(t *Template) bool { return t.Record == data.Client }},
	{"code", func(t *Template) bool {
		return t.has(func(c Column) bool { return c.Field.Unique && !c.Field.Unstored })
	}},
	{"columns", nil},
	{"rows", nil},
	{"formulas", nil},
	{"duplicates", func(t *Template) bool { return t.Record.Kind().Same != nil }},
	{"examples", nil},
}

// refers reports whether a column refers to a record.
func refers(c Column) bool { return c.Field.Type == data.Reference }

// has reports whether any column to fill is such a one.
func (t *Template) has(is func(Column) bool) bool {
	builtin, fill := data.NewSchema(nil), t.ToFill()
	return slices.ContainsFunc(fill.Sheets, func(s Sheet) bool { return slices.ContainsFunc(s.Columns(builtin), is) })
}

// A page writes a sheet from top to bottom.
type page struct {
	*Book
	name string
	row  int
	head float64 // height of the row that printed pages repeat, 0 before it
	left float64 // height that is left on the printed page
}

// How the sheet is printed: at a scale, in percent, at which its columns stand on one page even where a program draws them
// wider, and so many points of rows on a page (A4 across, less the margins). Rows have their heights, so it is known where
// a page ends.
const (
	printScale  = 90
	paperHeight = 595 - 72*(printTop+printBottom)
	pageHeight  = paperHeight * 100 / printScale
	printTop    = 0.4 // inches
	printBottom = 0.5
	// A heading needs room for itself and a row of the usual height below.
	headingHeight = 105
)

func (b *Book) writeInstructions() {
	p := &page{Book: b, name: b.instructionsName(), row: 1, left: pageHeight}
	b.Do(b.File.SetSheetDimension(p.name, ""))
	b.Do(b.File.SetSheetProps(p.name, &excelize.SheetPropsOptions{TabColorRGB: new("FF" + style.InkPale)}))
	b.Do(b.File.SetSheetView(p.name, 0, &excelize.ViewOptions{ShowGridLines: new(false), ZoomScale: new(100.0)}))
	for i, width := range instructionWidths {
		b.Do(b.File.SetColWidth(p.name, xlsx.ColumnName(i+1), xlsx.ColumnName(i+1), width))
	}
	p.title()
	p.steps()
	p.rules()
	p.table()
	p.print()
}

func (p *page) title() {
	for row, look := range map[int]style.Look{1: style.Title, 2: style.Subtitle} {
		p.Do(p.File.SetCellStyle(p.name, xlsx.CellName(1, row), xlsx.CellName(colLast, row), p.Style(look)))
	}
	title, purpose := p.Text("template."+p.Template.Key), p.Text("template."+p.Template.Key+".purpose")
	if p.about != nil {
		title, purpose = p.about.Title, p.about.Purpose
	}
	p.merged(colFirst, colLast, title, style.Title, 48)
	p.merged(colFirst, colText, purpose, style.Subtitle, 17*float64(style.LinesOf(purpose, purposeWidth))+9)
}

func (p *page) steps() {
	if p.about != nil {
		p.points(p.about)
		return
	}
	p.section(p.Text("instructions.steps"))
	for n := 1; n <= stepCount; n++ {
		text := p.Text(fmt.Sprintf("instructions.step_%d", n), p.values())
		title := p.Text(fmt.Sprintf("instructions.step_%d.title", n))
		p.step(fmt.Sprintf("%d   %s", n, title), text)
	}
}

// step writes a title and the text beside it.
func (p *page) step(title, text string) {
	p.set(colFirst, title, style.Badge)
	p.merged(colWide, colText, text, style.Step, 15.5*float64(max(style.LinesOf(text, textWidth), style.LinesOf(title, badgeWidth)))+13)
}

func (p *page) rules() {
	p.section(p.Text("instructions.rules"))
	for _, rule := range rules {
		if rule.of != nil && !rule.of(p.Template) {
			continue
		}
		key := "instructions.rule." + rule.key
		title, text := p.Text(key), p.Text(key+".text", p.values())
		p.set(colFirst, title, style.Rule)
		p.merged(colWide, colText, text, style.RuleText, 15.5*float64(max(style.LinesOf(text, textWidth), style.LinesOf(title, ruleWidth)))+6)
	}
}

// values are those the texts of the instructions may name.
func (p *page) values() assets.Values {
	var sheets []string
	for i := range p.Template.Sheets {
		sheets = append(sheets, p.sheetName(&p.Template.Sheets[i]))
	}
	return assets.Values{
		"Sheets":   p.Lang.Plural("instructions.sheets", len(sheets), assets.Values{"Sheets": p.Lang.And(sheets)}),
		"Row":      p.Text("instructions.row." + p.Template.Key),
		"Records":  p.Lang.Plural("record."+string(p.Template.Record), p.Template.Record.Kind().Limit),
		"Persons":  personsInRow,
		"Length":   data.MaxLength,
		"Mark":     exampleMark(p.Lang),
		"Template": p.Text("template.clients-sheets"),
	}
}

const tableHeadHeight = 22

func (p *page) table() {
	p.section(p.Text("instructions.columns"))
	p.head = tableHeadHeight
	for i := range colLast - colFirst + 1 {
		p.set(colFirst+i, p.tableTitle(colFirst+i), style.TableHead)
	}
	p.Do(p.File.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", Scope: p.name, RefersTo: fmt.Sprintf("'%s'!$%d:$%d", p.name, p.row, p.row),
	}))
	p.next(tableHeadHeight)
	group := ""
	for _, w := range p.sheets {
		for i, c := range w.Columns {
			if c.Section.Number > 1 { // the first of the repeated sections stands for all
				continue
			}
			if heading := p.heading(w.Sheet, c); heading != group {
				p.tableGroup(heading, group == "")
				group = heading
			}
			p.tableRow(c, "'"+w.Name+"'!"+xlsx.CellName(w.At(i), headerRow))
		}
	}
}

// tableTitle is the title of a column of the table.
func (p *page) tableTitle(col int) string {
	return p.Text("instructions.columns." + []string{"column", "required", "type", "meaning", "allowed", "example"}[col-colFirst])
}

// tableGroup is the line above a group of columns. It has the titles of the table again, which are out of view by then.
func (p *page) tableGroup(heading string, first bool) {
	p.keepTogether()
	from, to := xlsx.CellName(colFirst, p.row), xlsx.CellName(colType, p.row)
	p.Do(p.File.MergeCell(p.name, from, to))
	p.Do(p.File.SetCellStyle(p.name, from, xlsx.CellName(colLast, p.row), p.Style(style.TableGroup)))
	p.set(colFirst, heading, style.TableGroup)
	for col := colType + 1; col <= colLast && !first; col++ {
		p.set(col, p.tableTitle(col), style.TableAgain)
	}
	p.next(21)
}

// heading is the line above a group of columns: "Kontakt 1 – 6", or with two sheets "Klienti: Adresa".
func (p *page) heading(s *Sheet, c Column) string {
	group := c.group(p.Lang)
	if c.Section.Number > 0 {
		group = c.groupOf(p.Lang, p.Text("group.contact_n", assets.Values{"N": fmt.Sprintf("1 – %d", personsInRow)}))
	}
	if len(p.Template.Sheets) > 1 {
		return p.Text("instructions.sheet_group", assets.Values{"Sheet": p.sheetName(s), "Group": group})
	}
	return group
}

// tableRow explains a column and leads to it.
func (p *page) tableRow(c Column, place string) {
	title, required := FieldTitle(p.Lang, c.Section.Record, c.Field), ""
	first := style.TableTitle
	if c.Required() {
		title, required, first = title+" *", p.Text("instructions.yes"), style.TableRequired
	}
	cells := []string{title, required, p.typeTitle(c.Field), p.hint(c), p.allowed(c), p.example(c)}
	p.Do(p.File.SetCellHyperLink(p.name, xlsx.CellName(colFirst, p.row), place, "Location"))
	lines := 1
	for i, text := range cells {
		look := style.TableCell
		switch i {
		case 0:
			look = first
		case 1:
			look = style.TableMark
		}
		if text != "" {
			lines = max(lines, style.LinesOf(text, instructionWidths[colFirst-1+i]*1.25))
		}
		p.set(colFirst+i, text, look)
	}
	p.next(13.5*float64(lines) + 5)
}

// allowed lists the values a column takes; of a list as many items as can be read at a glance.
func (p *page) allowed(c Column) string {
	const most = 12
	items := p.choices(c)
	switch {
	case c.Field.Type == data.Text || c.Field.Type == data.LongText: // the rules say how long one may be
		return ""
	case p.isEmptyList(c):
		return p.Text("instructions.empty_list")
	case len(items) == 0 || c.Field.Type == data.Country:
		return p.Text("type." + string(c.Field.Type) + ".want")
	}
	if len(items) > most {
		items = append(slices.Clone(items[:most]), "…")
	}
	return strings.Join(items, ", ")
}

func (b *Book) typeTitle(f *data.Field) string { return b.Text("type." + string(f.Type)) }

func (p *page) print() {
	p.Do(p.File.SetPageLayout(p.name, &excelize.PageLayoutOptions{
		Size: new(9), Orientation: new("landscape"), AdjustTo: new(uint(printScale)),
	}))
	p.Do(p.File.SetPageMargins(p.name, &excelize.PageLayoutMarginsOptions{
		Left: new(0.4), Right: new(0.4), Top: new(printTop), Bottom: new(printBottom), Header: new(0.2), Footer: new(0.25),
	}))
	p.Do(p.File.SetHeaderFooter(p.name, &excelize.HeaderFooterOptions{OddFooter: "&L&8&A&R&8&P / &N"}))
}

// section leaves a little room and writes the heading of a part.
func (p *page) section(heading string) {
	p.keepTogether()
	p.next(8)
	p.merged(colFirst, colText, heading, style.Section, 30)
	p.next(5)
}

// merged writes a text over several columns and ends the row.
func (p *page) merged(first, last int, text string, k style.Look, height float64) {
	from, to := xlsx.CellName(first, p.row), xlsx.CellName(last, p.row)
	p.Do(p.File.MergeCell(p.name, from, to))
	p.Do(p.File.SetCellStyle(p.name, from, to, p.Style(k)))
	p.set(first, text, k)
	p.next(height)
}

func (p *page) set(col int, value any, k style.Look) {
	cell := xlsx.CellName(col, p.row)
	p.Do(p.File.SetCellStyle(p.name, cell, cell, p.Style(k)))
	if value != "" {
		p.Do(p.File.SetCellValue(p.name, cell, value))
	}
}

// next ends the row.
func (p *page) next(height float64) {
	p.Do(p.File.SetRowHeight(p.name, p.row, height))
	p.row++
	if p.left < height {
		p.left = pageHeight - p.head
	}
	p.left -= height
}

// keepTogether begins a new printed page where a heading would stand alone at the end of one.
func (p *page) keepTogether() {
	if p.left < headingHeight {
		p.Do(p.File.InsertPageBreak(p.name, xlsx.CellName(1, p.row)))
		p.left = pageHeight - p.head
	}
}
