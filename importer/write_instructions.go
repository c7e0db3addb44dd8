package importer

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer/xlsx"
)

// The first sheet tells how to fill in the others: a title, five steps, the rules, and a table of all columns.
// It has a margin (A) and the columns of that table (B to H); steps and rules are merged over several of them.

// The columns of the instructions, with their widths in characters.
var instructionWidths = []float64{2.5, 27, 10, 16, 58, 44, 27}

const (
	colFirst  = 2
	colWide   = 3 // where the text of steps and rules begins
	colLast   = 7
	stepCount = 5
	textWidth = 160 // characters on a line of the merged cells of steps and rules
)

// rules are the texts "instructions.rule.<key>" in their order, with the templates they are for.
var rules = []struct {
	key       string
	templates []string // nil for all
}{
	{"required", nil},
	{"length", nil},
	{"limit", nil},
	{"zeros", nil},
	{"lists", nil},
	{"bool", nil},
	{"dates", nil},
	{"numbers", nil},
	{"persons", []string{"clients-wide"}},
	{"key", []string{"clients-sheets"}},
	{"individual", []string{"clients-wide", "clients-sheets"}},
	{"code", []string{"products"}},
	{"columns", nil},
	{"rows", nil},
	{"formulas", nil},
	{"duplicates", []string{"clients-wide", "clients-sheets", "leads"}},
	{"examples", nil},
}

// A page writes a sheet from top to bottom.
type page struct {
	*book
	name string
	row  int
}

func (b *book) writeInstructions() {
	p := &page{book: b, name: b.instructionsName(), row: 1}
	b.do(b.file.SetSheetDimension(p.name, ""))
	b.do(b.file.SetSheetProps(p.name, &excelize.SheetPropsOptions{TabColorRGB: new("FF" + inkPale), FitToPage: new(true)}))
	b.do(b.file.SetSheetView(p.name, 0, &excelize.ViewOptions{ShowGridLines: new(false), ZoomScale: new(100.0)}))
	for i, width := range instructionWidths {
		b.do(b.file.SetColWidth(p.name, xlsx.ColumnName(i+1), xlsx.ColumnName(i+1), width))
	}
	p.title()
	p.steps()
	p.rules()
	p.table()
	p.print()
}

func (p *page) title() {
	for row, look := range map[int]look{1: lookTitle, 2: lookSubtitle} {
		p.do(p.file.SetCellStyle(p.name, xlsx.CellName(1, row), xlsx.CellName(colLast, row), p.style(look)))
	}
	p.merged(colFirst, p.text("template."+p.template.Key), lookTitle, 48)
	purpose := p.text("template." + p.template.Key + ".purpose")
	p.merged(colFirst, purpose, lookSubtitle, 17*float64(linesOf(purpose, 170))+9)
}

func (p *page) steps() {
	p.section("instructions.steps")
	for n := 1; n <= stepCount; n++ {
		text := p.text(fmt.Sprintf("instructions.step_%d", n), p.values())
		title := p.text(fmt.Sprintf("instructions.step_%d.title", n))
		p.set(colFirst, fmt.Sprintf("%d   %s", n, title), lookBadge)
		p.merged(colWide, text, lookStep, 15.5*float64(linesOf(text, textWidth))+13)
	}
}

func (p *page) rules() {
	p.section("instructions.rules")
	for _, rule := range rules {
		if rule.templates != nil && !slices.Contains(rule.templates, p.template.Key) {
			continue
		}
		key := "instructions.rule." + rule.key
		title, text := p.text(key), p.text(key+".text", p.values())
		p.set(colFirst, title, lookRule)
		p.merged(colWide, text, lookRuleText, 15.5*float64(max(linesOf(text, textWidth), linesOf(title, 24)))+6)
	}
}

// values are what the texts of the instructions may name.
func (p *page) values() assets.Values {
	var sheets []string
	for i := range p.template.Sheets {
		sheets = append(sheets, p.sheetName(&p.template.Sheets[i]))
	}
	return assets.Values{
		"Sheets":   p.lang.Plural("instructions.sheets", len(sheets), assets.Values{"Sheets": p.lang.And(sheets)}),
		"Row":      p.text("instructions.row." + p.template.Key),
		"Records":  p.lang.Plural("record."+string(p.template.Record), data.MaxRecords),
		"Persons":  PersonsInRow,
		"Length":   data.MaxLength,
		"Mark":     exampleMark(p.lang),
		"Template": p.text("template.clients-sheets"),
	}
}

func (p *page) table() {
	p.section("instructions.columns")
	for i, key := range []string{"column", "required", "type", "meaning", "allowed", "example"} {
		p.set(colFirst+i, p.text("instructions.columns."+key), lookTableHead)
	}
	p.do(p.file.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", Scope: p.name, RefersTo: fmt.Sprintf("'%s'!$%d:$%d", p.name, p.row, p.row),
	}))
	p.next(22)
	for i := range p.template.Sheets {
		group := ""
		for _, c := range p.template.Sheets[i].Columns(p.schema) {
			if c.Section.Number > 1 { // the first of the repeated sections stands for all
				continue
			}
			if heading := p.heading(&p.template.Sheets[i], c); heading != group {
				group = heading
				p.merged(colFirst, heading, lookTableGroup, 21)
			}
			p.tableRow(c)
		}
	}
}

// heading is what a group of columns stands under: "Kontakt 1 – 6", or with two sheets "Klienti: Adresa".
func (p *page) heading(s *Sheet, c Column) string {
	group := c.Group(p.lang)
	if c.Section.Number > 0 {
		group = p.text("group.contact_n", assets.Values{"N": fmt.Sprintf("1 – %d", PersonsInRow)})
	}
	if len(p.template.Sheets) > 1 {
		return p.text("instructions.sheet_group", assets.Values{"Sheet": p.sheetName(s), "Group": group})
	}
	return group
}

func (p *page) tableRow(c Column) {
	title, required := FieldTitle(p.lang, c.Section.Record, c.Field), ""
	look := lookTableTitle
	if c.Required() {
		title, required, look = title+" *", p.text("instructions.yes"), lookTableRequired
	}
	cells := []string{title, required, p.typeTitle(c.Field), p.hint(c), p.allowed(c), p.example(c)}
	lines := 1
	for i, text := range cells {
		style := lookTableCell
		switch i {
		case 0:
			style = look
		case 1:
			style = lookTableMark
		}
		if text != "" {
			lines = max(lines, linesOf(text, instructionWidths[colFirst-1+i]*1.1))
		}
		p.set(colFirst+i, text, style)
	}
	p.next(13.5*float64(lines) + 5)
}

// allowed says what a column takes; of a list as many items as can be read at a glance.
func (p *page) allowed(c Column) string {
	const most = 12
	items := p.choices(c)
	if len(items) == 0 || c.Field.Type == data.Country {
		return p.text("type." + string(c.Field.Type) + ".want")
	}
	if len(items) > most {
		items = append(slices.Clone(items[:most]), "…")
	}
	return strings.Join(items, ", ")
}

func (b *book) typeTitle(f *data.Field) string { return b.text("type." + string(f.Type)) }

func (p *page) print() {
	p.do(p.file.SetPageLayout(p.name, &excelize.PageLayoutOptions{
		Size: new(9), Orientation: new("landscape"), FitToWidth: new(1), FitToHeight: new(0),
	}))
	p.do(p.file.SetPageMargins(p.name, &excelize.PageLayoutMarginsOptions{
		Left: new(0.4), Right: new(0.4), Top: new(0.4), Bottom: new(0.5), Header: new(0.2), Footer: new(0.25),
	}))
	p.do(p.file.SetHeaderFooter(p.name, &excelize.HeaderFooterOptions{OddFooter: "&L&8&A&R&8&P / &N"}))
}

// section leaves a little room and writes the heading of a part.
func (p *page) section(key string) {
	p.next(8)
	p.merged(colFirst, p.text(key), lookSection, 30)
	p.next(5)
}

// merged writes a text from a column to the last one and ends the row.
func (p *page) merged(col int, text string, k look, height float64) {
	from, to := xlsx.CellName(col, p.row), xlsx.CellName(colLast, p.row)
	p.do(p.file.MergeCell(p.name, from, to))
	p.do(p.file.SetCellStyle(p.name, from, to, p.style(k)))
	p.set(col, text, k)
	p.next(height)
}

func (p *page) set(col int, value any, k look) {
	cell := xlsx.CellName(col, p.row)
	p.do(p.file.SetCellStyle(p.name, cell, cell, p.style(k)))
	if value != "" {
		p.do(p.file.SetCellValue(p.name, cell, value))
	}
}

// next ends the row.
func (p *page) next(height float64) {
	p.do(p.file.SetRowHeight(p.name, p.row, height))
	p.row++
}
