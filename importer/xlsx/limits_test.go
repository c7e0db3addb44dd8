package xlsx_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"kartoteka/importer/xlsx"
)

// few are limits small enough to be broken by small files.
var few = func() xlsx.Limits {
	l := xlsx.DefaultLimits
	l.Parts = 20
	l.Strings = 100
	l.StringBytes = 10_000
	l.ValueBytes = 1000
	l.RowBytes = 5000
	l.TagBytes = 4 << 10
	l.SortedCells = 100
	l.SmallPartBytes = 100_000
	return l
}()

func TestLimits(t *testing.T) {
	x := strings.Repeat("x", 2000)
	cell := func(name, text string) string { return `<c r="` + name + `" t="str"><v>` + text + `</v></c>` }
	for name, c := range map[string]struct {
		limits xlsx.Limits
		parts  parts
		want   string // limit that is broken, "" for ErrDamaged
	}{
		"zeros":              {xlsx.DefaultLimits, workbook([]string{strings.Repeat("\x00", 20<<20)}, nil), xlsx.LimitRatio},
		"blanks":             {xlsx.DefaultLimits, workbook([]string{sheet(strings.Repeat(" ", 20<<20))}, nil), xlsx.LimitRatio},
		"zeros elsewhere":    {xlsx.DefaultLimits, workbook([]string{sheet("")}, parts{"xl/media/x.png": strings.Repeat("\x00", 20<<20)}), xlsx.LimitRatio},
		"sheets of one part": {xlsx.DefaultLimits, sheetsOfOnePart(40, strings.Repeat(" ", 1<<20)+a1), xlsx.LimitRatio},
		"sheets":             {few, sheetsOfOnePart(21, a1), xlsx.LimitParts},
		"parts":              {xlsx.DefaultLimits, manyParts(10_001), xlsx.LimitParts},
		"strings":            {few, workbook([]string{sheet("")}, parts{"xl/sharedStrings.xml": sharedStrings(make([]string, 101)...)}), xlsx.LimitStrings},
		"text of strings":    {few, workbook([]string{sheet("")}, parts{"xl/sharedStrings.xml": sharedStrings(strings.Fields(strings.Repeat(x[:900]+" ", 12))...)}), xlsx.LimitStringBytes},
		"shared string":      {few, workbook([]string{sheet("")}, parts{"xl/sharedStrings.xml": sharedStrings(x)}), xlsx.LimitValueBytes},
		"value":              {few, workbook([]string{sheet("<row>" + cell("A1", x) + "</row>")}, nil), xlsx.LimitValueBytes},
		"CDATA":              {few, workbook([]string{sheet("<row>" + cell("A1", "<![CDATA["+x+"]]>") + "</row>")}, nil), xlsx.LimitValueBytes},
		"runs":               {few, workbook([]string{sheet(`<row><c t="inlineStr"><is>` + strings.Repeat("<r><t>"+x[:300]+"</t></r>", 5) + "</is></c></row>")}, nil), xlsx.LimitValueBytes},
		"row":                {few, workbook([]string{sheet("<row>" + strings.Repeat(`<c t="str"><v>`+x[:900]+"</v></c>", 7) + "</row>")}, nil), xlsx.LimitRowBytes},
		"column":             {xlsx.DefaultLimits, workbook([]string{sheet("<row>" + cell(xlsx.CellName(2001, 1), "x") + "</row>")}, nil), xlsx.LimitColumns},
		"small part":         {few, workbook([]string{sheet("")}, parts{"xl/styles.xml": styles() + strings.Repeat(" ", 100_000)}), xlsx.LimitSmallPartBytes},
		"long attribute":     {few, workbook([]string{sheet(`<row spans="` + strings.Repeat(x, 100) + `"/>`)}, nil), xlsx.LimitTagBytes},
		"long name":          {few, workbook([]string{sheet("<" + strings.Repeat(x, 100) + "/>")}, nil), xlsx.LimitTagBytes},
		"blanks in a tag":    {few, workbook([]string{sheet("<row" + strings.Repeat(" ", 200_000) + "/>")}, nil), xlsx.LimitTagBytes},
		"sorted cells":       {few, workbook([]string{sheet(`<row r="500"><c><v>1</v></c></row>` + rowsOf(101, `<c><v>1</v></c>`))}, nil), xlsx.LimitSortedCells},
		"merged":             {xlsx.DefaultLimits, workbook([]string{strings.Replace(sheet(""), "</sheetData>", "</sheetData><mergeCells>"+strings.Repeat(`<mergeCell ref="A1:B1"/>`, 200_001)+"</mergeCells>", 1)}, nil), xlsx.LimitMerged},
		"nesting":            {xlsx.DefaultLimits, workbook([]string{strings.Replace(sheet(""), "</sheetData>", "</sheetData>"+strings.Repeat("<a>", 300)+strings.Repeat("</a>", 300), 1)}, nil), ""},
		"attributes":         {xlsx.DefaultLimits, workbook([]string{sheet("<row" + attributes(200) + "/>")}, nil), ""},
		"one cell for ever":  {xlsx.DefaultLimits, workbook([]string{sheet("<row>" + strings.Repeat(`<c r="A1"><v>1</v></c>`, 100_000) + "</row>")}, nil), ""},
		"nested entities":    {xlsx.DefaultLimits, workbook([]string{`<!DOCTYPE x [<!ENTITY a "` + x + `"><!ENTITY b "` + strings.Repeat("&a;", 1000) + `">]><x>&b;</x>`}, nil), ""},
		"quadratic entity":   {xlsx.DefaultLimits, workbook([]string{sheet("")}, parts{"xl/sharedStrings.xml": `<!DOCTYPE x [<!ENTITY a "` + x + `">]><sst><si><t>` + strings.Repeat("&a;", 1000) + `</t></si></sst>`}), ""},
	} {
		t.Run(name, func(t *testing.T) {
			err := readWith(c.parts.zipped(t), c.limits)
			var limit *xlsx.LimitError
			switch {
			case c.want == "" && !errors.Is(err, xlsx.ErrDamaged):
				t.Errorf("%v, want it damaged", err)
			case c.want != "" && (!errors.As(err, &limit) || limit.Limit != c.want || !errors.Is(err, xlsx.ErrTooLarge)):
				t.Errorf("%v, want the limit %s broken", err, c.want)
			}
			if err != nil && len(err.Error()) > 500 {
				t.Errorf("message of %d bytes", len(err.Error()))
			}
		})
	}
}

// What looks monstrous and is not is read.
func TestHarmless(t *testing.T) {
	x := strings.Repeat("x", 2000)
	styled := "<row>"
	for col := 1; col <= xlsx.MaxColumn; col++ {
		styled += `<c r="` + xlsx.CellName(col, 1) + `" s="1"/>`
	}
	for name, p := range map[string]parts{
		"long comment":         workbook([]string{sheet("<!--" + strings.Repeat("- ", 2<<20) + "-->" + a1)}, nil),
		"long instruction":     workbook([]string{sheet("<?x " + strings.Repeat("? ", 2<<20) + "?>" + a1)}, nil),
		"huge dimension":       workbook([]string{strings.Replace(sheet(a1), "<sheetData>", `<dimension ref="A1:XFD1048576"/><sheetData>`, 1)}, nil),
		"claimed strings":      workbook([]string{sheet(a1)}, parts{"xl/sharedStrings.xml": `<sst ` + mainNS + ` count="4000000000" uniqueCount="4000000000"><si><t>x</t></si></sst>`}),
		"formatted to the end": workbook([]string{sheet(strings.Replace(styled, `<c r="A1" s="1"/>`, `<c r="A1"><v>7</v></c>`, 1) + "</row>")}, nil),
		"names leading out":    workbook([]string{sheet(a1)}, parts{"../../../../tmp/evil.xml": "x", "/etc/evil": "y", `..\..\evil`: "z", "C:/evil": "q"}),
		"long value":           workbook([]string{sheet(`<row r="1"><c r="A1"><v>7</v></c><c t="str"><v>` + strings.Repeat(x, 60) + `</v></c></row>`)}, nil),
	} {
		all, err := readData(p.zipped(t))
		if err != nil || all[0]["A1"].Text != "7" {
			t.Errorf("%s: %d sheets, error %v", name, len(all), err)
		}
	}
}

// However many prefixes a part declares, finding the one an element has takes the same time; looked for one by one,
// those of this part would keep the reader busy for long.
func TestManyPrefixes(t *testing.T) {
	const levels, each = 200, 100
	var b strings.Builder
	for level := range levels {
		b.WriteString("<e")
		for i := range each {
			fmt.Fprintf(&b, ` xmlns:p%d-%d="u"`, level, i)
		}
		b.WriteString(">")
	}
	b.WriteString(strings.Repeat("<p0-0:a/><p0-1:a/>", 500_000) + strings.Repeat("</e>", levels))
	p := workbook([]string{strings.Replace(sheet(a1), "</sheetData>", "</sheetData><extLst>"+b.String()+"</extLst>", 1)}, nil)
	all, err := readData(p.zipped(t))
	if err != nil || all[0]["A1"].Text != "7" {
		t.Errorf("%v, error %v", all, err)
	}
}

func readWith(data []byte, limits xlsx.Limits) error {
	w, err := xlsx.Read(data, limits)
	if err != nil {
		return err
	}
	_, err = readAll(w, 0)
	if errors.Is(err, xlsx.ErrUnordered) {
		_, err = readAll(w, 0)
	}
	return err
}

// sheetsOfOnePart returns a workbook of n sheets that are all the same part.
func sheetsOfOnePart(n int, rows string) parts {
	p := workbook([]string{sheet(rows)}, nil)
	list := ""
	for i := range n {
		list += fmt.Sprintf(`<sheet name="List%d" sheetId="%d" r:id="rId3"/>`, i, i+1)
	}
	p["xl/workbook.xml"] = xmlHead + `<workbook ` + mainNS + ` ` + relNS + `><sheets>` + list + `</sheets></workbook>`
	return p
}

func manyParts(n int) parts {
	p := parts{}
	for i := range n {
		p[fmt.Sprintf("xl/media/%d", i)] = "x"
	}
	return p
}

func rowsOf(n int, cells string) string {
	s := ""
	for i := range n {
		s += fmt.Sprintf(`<row r="%d">%s</row>`, i+1, cells)
	}
	return s
}

func attributes(n int) string {
	s := ""
	for i := range n {
		s += fmt.Sprintf(` a%d="x"`, i)
	}
	return s
}
