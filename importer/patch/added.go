package patch

import (
	"fmt"
	"strconv"
	"strings"

	"kartoteka/importer/xlsx"
)

// A Sheet is a worksheet that the copy adds behind those of the workbook. The copy opens at the first of them.
type Sheet struct {
	Name    string // in front of a number when the workbook has one of that name
	Columns []Column
	Header  int    // the row of titles: rows up to it stay in view, and it is printed on every page; 0: none
	Names   int    // so many of the first columns stay in view, and are printed on every page
	Filter  bool   // the rows below the header can be filtered
	Merge   []Span // cells that are one
	Color   string // of the tab, RRGGBB
	// Short writes texts as results of formulas are written, which makes a long list half as long. Some programs take them
	// for such.
	Short  bool
	Footer string // of printed pages, in the codes of ECMA-376 part 1, 18.3.1.46

	name string // as it is
	last int    // row
}

// A Span is the cells of a row from one column to another.
type Span struct{ Row, From, To int }

// A Column is one of an added sheet.
type Column struct {
	Width float64 // in characters
	Style StyleID
}

// Add adds a sheet and returns its index, for Append. All sheets are added before rows are appended to any.
func (c *Copy) Add(s Sheet) int {
	names, err := c.sheetNames()
	c.do(err)
	s.name = freeName(s.Name, names.taken)
	c.sheets = append(c.sheets, &sheet{copy: c, part: c.free("worksheets/sheet%d.xml"), added: &s})
	return len(c.sheets) - 1
}

// Name is the name of an added sheet.
func (c *Copy) Name(sheet int) string { return c.sheets[sheet].added.name }

// listed is the first sheet that was added, nil when there is none.
func (c *Copy) listed() *sheet {
	for _, s := range c.sheets {
		if s.added != nil {
			return s
		}
	}
	return nil
}

// start writes an added sheet up to its rows.
func (s *sheet) start() *patcher {
	p := &patcher{sheet: s, out: newPart(s.part)}
	var b strings.Builder
	fmt.Fprintf(&b, `%s<worksheet xmlns="%s"><sheetPr>`, header, s.copy.space())
	if s.added.Color != "" {
		fmt.Fprintf(&b, `<tabColor rgb="FF%s"/>`, s.added.Color)
	}
	if !s.added.wide() {
		b.WriteString(`<pageSetUpPr fitToPage="1"/>`)
	}
	b.WriteString(`</sheetPr><sheetViews><sheetView`)
	if s.copy.listed() == s {
		b.WriteString(` tabSelected="1"`)
	}
	b.WriteString(` workbookViewId="0">`)
	s.added.panes(&b)
	b.WriteString(`</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>`)
	for i, c := range s.added.Columns {
		if i == 0 {
			b.WriteString("<cols>")
		}
		style := s.copy.styles.of(c.Style)
		s.columns = append(s.columns, column{min: i + 1, max: i + 1, style: style, width: c.Width})
		fmt.Fprintf(&b, `<col min="%d" max="%[1]d" width="%g" style="%d" customWidth="1"/>`, i+1, c.Width, style)
		if i == len(s.added.Columns)-1 {
			b.WriteString("</cols>")
		}
	}
	b.WriteString("<sheetData>")
	_, err := p.out.Write([]byte(b.String()))
	s.copy.do(err)
	return p
}

// panes writes what stays in view: the rows up to the header and the columns of names. The cursor stands in the first cell
// below the header.
func (a *Sheet) panes(b *strings.Builder) {
	if a.Header == 0 {
		return
	}
	split, beside := "", []string{"bottomLeft"}
	if a.Names > 0 {
		split, beside = fmt.Sprintf(`xSplit="%d" `, a.Names), []string{"topRight", "bottomLeft", "bottomRight"}
	}
	fmt.Fprintf(b, `<pane %sySplit="%d" topLeftCell="%s" activePane="bottomLeft" state="frozen"/>`, split, a.Header, xlsx.CellName(a.Names+1, a.Header+1))
	for _, pane := range beside {
		fmt.Fprintf(b, `<selection pane="%s" activeCell="%s" sqref="%[2]s"/>`, pane, xlsx.CellName(1, a.Header+1))
	}
}

// wide reports whether the columns would be unreadable on one printed page. They are printed on several then.
func (a *Sheet) wide() bool {
	const readable = 250 // characters beside one another
	width := 0.0
	for _, c := range a.Columns {
		width += c.Width
	}
	return width > readable
}

// end writes the parts behind the rows of an added sheet.
func (p *patcher) end(r *Rows) error {
	a := p.added
	a.last = r.row
	var b strings.Builder
	b.WriteString("</sheetData>")
	width := len(a.Columns)
	if a.Filter {
		fmt.Fprintf(&b, `<autoFilter ref="A%d:%s"/>`, a.Header, xlsx.CellName(width, max(a.Header, a.last)))
	}
	if len(a.Merge) > 0 {
		fmt.Fprintf(&b, `<mergeCells count="%d">`, len(a.Merge))
		for _, m := range a.Merge {
			fmt.Fprintf(&b, `<mergeCell ref="%s:%s"/>`, xlsx.CellName(m.From, m.Row), xlsx.CellName(m.To, m.Row))
		}
		b.WriteString("</mergeCells>")
	}
	for i, l := range r.links {
		if i == 0 {
			b.WriteString("<hyperlinks>")
		}
		fmt.Fprintf(&b, `<hyperlink ref="%s" location="%s"/>`, xlsx.CellName(l.col, l.row), escaped(l.to))
		if i == len(r.links)-1 {
			b.WriteString("</hyperlinks>")
		}
	}
	b.WriteString(`<printOptions gridLines="1"/><pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>`)
	if a.wide() {
		b.WriteString(`<pageSetup paperSize="9" scale="80" pageOrder="overThenDown" orientation="landscape"/>`)
	} else {
		b.WriteString(`<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>`)
	}
	if a.Footer != "" {
		fmt.Fprintf(&b, "<headerFooter><oddFooter>%s</oddFooter></headerFooter>", escaped(a.Footer))
	}
	if width > 0 { // an identifier is no mistake, and no number
		fmt.Fprintf(&b, `<ignoredErrors><ignoredError sqref="A1:%s" numberStoredAsText="1"/></ignoredErrors>`, xlsx.CellName(width, max(1, a.last)))
	}
	b.WriteString("</worksheet>")
	if _, err := p.out.Write([]byte(b.String())); err != nil {
		return err
	}
	p.copy.types = append(p.copy.types, contentType{p.part, typeSheet})
	return p.copy.keepPart(p.out)
}

// names are the defined names of an added sheet that stands at an index among all.
func (a *Sheet) names(index int) string {
	if a.Header == 0 {
		return ""
	}
	sheet := quoted(a.name)
	columns := ""
	if a.Names > 0 {
		columns = fmt.Sprintf("%s!$A:$%s,", escaped(sheet), xlsx.ColumnName(a.Names))
	}
	out := fmt.Sprintf(`<x:definedName name="_xlnm.Print_Titles" localSheetId="%d">%s%s!$%d:$%[4]d</x:definedName>`, index, columns, escaped(sheet), a.Header)
	if a.Filter {
		out += fmt.Sprintf(`<x:definedName name="_xlnm._FilterDatabase" localSheetId="%d" hidden="1">%s!$A$%d:$%s$%d</x:definedName>`, index, escaped(sheet),
			a.Header, xlsx.ColumnName(len(a.Columns)), max(a.Header, a.last))
	}
	return out
}

// quoted is the name of a sheet as formulas and links spell it.
func quoted(sheet string) string { return "'" + strings.ReplaceAll(sheet, "'", "''") + "'" }

// Place is a cell as links spell it: "'Our clients'!B7".
func Place(sheet string, col, row int) string { return quoted(sheet) + "!" + xlsx.CellName(col, row) }

func number(s string) float64 {
	f, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	if err != nil || !(f >= 0 && f <= 1e6) {
		return 0
	}
	return f
}
