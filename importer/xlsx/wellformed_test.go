package xlsx_test

import (
	"errors"
	"maps"
	"strings"
	"testing"

	"kartoteka/importer/xlsx"
)

const a1 = `<row r="1"><c r="A1"><v>7</v></c></row>`

// windows are sizes of the first window over a part, so that everything is cut everywhere.
var windows = []int{3, 4, 5, 7, 16, 64 << 10}

func TestIllFormed(t *testing.T) {
	open := `<worksheet ` + mainNS + `><sheetData>` + a1
	end := `</sheetData></worksheet>`
	for name, content := range map[string]string{
		"nothing":                     "",
		"blank":                       "  ",
		"only a declaration":          xmlHead,
		"cut in the sheet":            open,
		"cut before the last >":       open + end[:len(end)-1],
		"root not closed":             open + "</sheetData>",
		"wrong end tag":               open + "</sheetdata></worksheet>",
		"end tag too much":            open + end + "</worksheet>",
		"end tag with attribute":      open + `</sheetData a="b"></worksheet>`,
		"longer end tag":              open + `</sheetDataX></worksheet>`,
		"two roots":                   open + end + "<x/>",
		"text behind":                 open + end + "x",
		"text before":                 "x" + open + end,
		"zero behind":                 open + end + "\x00",
		"declaration behind a blank":  " " + xmlHead + open + end,
		"declaration inside":          open + `<?xml version="1.0"?>` + end,
		"XML 1.1":                     `<?xml version="1.1"?>` + open + end,
		"declaration without version": `<?xml encoding="UTF-8"?>` + open + end,
		"instruction not closed":      open + `<?x ` + end,
		"instruction without a name":  open + `<? x?>` + end,
		"comment not closed":          open + `<!-- ` + end,
		"comment with --":             open + `<!-- -- -->` + end,
		"CDATA not closed":            open + `<row><c t="str"><v><![CDATA[x</v></c></row>` + end,
		"CDATA outside":               `<![CDATA[]]>` + open + end,
		"]]> in text":                 open + `<row><c t="str"><v>a]]>b</v></c></row>` + end,
		"unknown entity":              open + `<row><c t="str"><v>&nbsp;</v></c></row>` + end,
		"entity not closed":           open + `<row><c t="str"><v>&amp</v></c></row>` + end,
		"bare &":                      open + `<row><c t="str"><v>a & b</v></c></row>` + end,
		"reference to zero":           open + `<row><c t="str"><v>&#0;</v></c></row>` + end,
		"reference to a surrogate":    open + `<row><c t="str"><v>&#xD800;</v></c></row>` + end,
		"reference too large":         open + `<row><c t="str"><v>&#x110000;</v></c></row>` + end,
		"reference without digits":    open + `<row><c t="str"><v>&#x;</v></c></row>` + end,
		"unknown entity in attribute": open + `<row spans="&x;"/>` + end,
		"unknown entity in skipped":   open + `</sheetData><extLst>&x;</extLst></worksheet>`,
		"attribute without value":     open + `<row r/>` + end,
		"attribute without quotes":    open + `<row r=2/>` + end,
		"attribute twice":             open + `<row r="2" r="3"/>` + end,
		"attributes not separated":    open + `<row r="2"s="3"/>` + end,
		"< in attribute":              open + `<row r="2" s="<"/>` + end,
		"attribute not closed":        open + `<row r="2/>` + end,
		"space in tag":                open + `< row/>` + end,
		"name with two colons":        open + `<a:b:c/>` + end,
		"prefix not declared":         open + `<x:row/>` + end,
		"attribute prefix unknown":    open + `<row x:a="1"/>` + end,
		"prefix out of scope":         open + `<row><c xmlns:x="u"/></row><row x:a="1"/>` + end,
		"U+FFFF":                      open + "<row><c t=\"str\"><v>\uFFFF</v></c></row>" + end,
		"cut character":               open + "<row><c t=\"str\"><v>\xC5</v></c></row>" + end,
		"surrogate in UTF-8":          open + "<row><c t=\"str\"><v>\xED\xA0\x80</v></c></row>" + end,
		"escape character":            open + "<row><c t=\"str\"><v>\x1B</v></c></row>" + end,
		"DOCTYPE":                     `<!DOCTYPE worksheet>` + open + end,
		"DOCTYPE with entities":       `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>` + open + end,
		"undefined byte of 1250":      `<?xml version="1.0" encoding="windows-1250"?>` + open + "<row><c t=\"str\"><v>\x81</v></c></row>" + end,
		"half a surrogate in UTF-16":  "\xFF\xFE" + strings.ReplaceAll(utf16LE(open+"<row><c t=\"str\"><v>!</v></c></row>"+end), "!\x00", "\x00\xD8"),
		"text among rows":             open + "x" + end,
		"text among cells":            open + "<row>x</row>" + end,
		"text in a cell":              open + "<row><c>x</c></row>" + end,
		"text in is":                  open + `<row><c t="inlineStr"><is>x</is></c></row>` + end,
		"element in a value":          open + `<row><c><v><b>1</b></v></c></row>` + end,
		"unknown element":             open + `<rows/>` + end,
		"row of another namespace":    open + `<x:row xmlns:x="u"/>` + end,
		"row twice, apart":            open + `<row r="5"><c><v>1</v></c></row><row r="2"><c><v>1</v></c></row><row r="5"><c><v>1</v></c></row>` + end,
		"-- in a comment in a value":  open + `<row><c t="str"><v>a<!-- -- -->b</v></c></row>` + end,
		"row zero":                    open + `<row r="0"/>` + end,
		"row with letters":            open + `<row r="2a"/>` + end,
		"cell without row":            open + `<row><c r="B"><v>1</v></c></row>` + end,
		"cell beyond XFD":             open + `<row><c r="XFE2"><v>1</v></c></row>` + end,
		"merged range that is none":   open + `</sheetData><mergeCells><mergeCell ref="?"/></mergeCells></worksheet>`,
	} {
		for _, window := range windows {
			undo := xlsx.SetWindow(window)
			_, err := readData(workbook([]string{content}, nil).zipped(t))
			undo()
			if !errors.Is(err, xlsx.ErrDamaged) {
				t.Errorf("%s, window of %d: %v, want it damaged", name, window, err)
			}
		}
	}
}

// A prefix means what the innermost element around it that declares it says, and again what it meant before when
// that element ends.
func TestScopesOfPrefixes(t *testing.T) {
	outer, inner := strings.TrimPrefix(mainNS, "xmlns"), `="other"`
	content := `<x:worksheet xmlns:x` + outer + `><x:extLst xmlns:x` + inner + ` xmlns:y` + outer + `/>` +
		`<x:sheetData><x:row r="1"><x:c r="A1"><x:v xmlns:x` + outer + `>7</x:v></x:c></x:row></x:sheetData></x:worksheet>`
	all, err := readData(workbook([]string{content}, nil).zipped(t))
	if err != nil || all[0]["A1"].Text != "7" {
		t.Errorf("%v, error %v", all, err)
	}
}

func utf16LE(s string) string {
	var b strings.Builder
	for _, c := range []byte(s) {
		b.WriteByte(c)
		b.WriteByte(0)
	}
	return b.String()
}

func TestWellFormed(t *testing.T) {
	open := `<worksheet ` + mainNS + `><sheetData>` + a1
	end := `</sheetData></worksheet>`
	for name, c := range map[string]struct {
		content string
		cells   map[string]string // besides A1
	}{
		"plain":              {open + end, nil},
		"declaration":        {xmlHead + open + end, nil},
		"mark":               {"\xEF\xBB\xBF" + xmlHead + open + end, nil},
		"single quotes":      {`<?xml version='1.0' encoding='utf-8'?>` + open + `<row r='2'><c r='B2' t='str'><v>"</v></c></row>` + end, map[string]string{"B2": `"`}},
		"blanks":             {"\n" + open + "\n <row\n r = \"2\"\t><c\r\nr=\"B2\" ><v >1</v\n></c ></row > " + end + "\n\n", map[string]string{"B2": "1"}},
		"comments":           {"<!---->" + open + "<!-- <row> -->" + end + "<!-- - -->", nil},
		"instructions":       {`<?a?><?xml-stylesheet href="x"?>` + open + end + `<?b ??>`, nil},
		"short instruction":  {open + end + `<?b?>`, nil},
		"entities":           {open + `<row><c t="str"><v>&lt;&gt;&amp;&apos;&quot;&#65;&#x42;&#x1F600;</v></c></row>` + end, map[string]string{"A2": `<>&'"AB😀`}},
		"brackets":           {open + `<row><c t="str"><v>]] > ]>&#93;]&gt;]]</v></c></row>` + end, map[string]string{"A2": `]] > ]>]]>]]`}},
		"CDATA":              {open + `<row><c t="str"><v>a<![CDATA[<b>]] ]>&amp;]]]]><![CDATA[>]]>c</v></c></row>` + end, map[string]string{"A2": `a<b>]] ]>&amp;]]>c`}},
		"line ends":          {open + "<row><c t=\"str\"><v>a\r\nb\rc\r\r\nd&#13;\n<![CDATA[\r\ne\r]]></v></c></row>" + end, map[string]string{"A2": "a\nb\nc\n\nd\r\n\ne\n"}},
		"Czech":              {open + `<row><c t="str"><v>Příliš žluťoučký kůň 😀</v></c></row>` + end, map[string]string{"A2": "Příliš žluťoučký kůň 😀"}},
		"any prefix":         {`<q:worksheet xmlns:q="http://purl.oclc.org/ooxml/spreadsheetml/main"><q:sheetData><q:row><q:c><q:v>7</q:v></q:c></q:row></q:sheetData></q:worksheet>`, nil},
		"no namespace":       {`<worksheet><sheetData>` + a1 + end, nil},
		"prefix in between":  {open + `<x:row xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:c><x:v>8</x:v></x:c></x:row>` + end, map[string]string{"A2": "8"}},
		"foreign attributes": {`<worksheet ` + mainNS + ` xmlns:x="u"><sheetData><row x:r="9" r="1"><c x:t="s" r="A1" xml:space="preserve"><v>7</v></c></row>` + end, nil},
		"extension in a cell": {open + `<row><c><v>8</v><extLst><ext uri="u"><v>9</v></ext></extLst></c><extLst/></row>` + end,
			map[string]string{"A2": "8"}},
		"reference in attribute": {open + `<row r="&#50;"><c r="&#66;2"><v>8</v></c></row>` + end, map[string]string{"B2": "8"}},
		"rows without r":         {open + `<row><c r="B5"><v>8</v></c><c><v>9</v></c></row><row><c><v>1</v></c></row>` + end, map[string]string{"B5": "8", "C5": "9", "A6": "1"}},
		"escapes":                {open + `<row><c t="str"><v>_x0041__x00e1_ _xD83D__xDE00_ _xD83D_ _x005F_x0041_ _x41_ _x004G_ __x0042__</v></c></row>` + end, map[string]string{"A2": "Aá 😀 _xD83D_ _x0041_ _x41_ _x004G_ _B_"}},
		"phonetic":               {open + `<row><c t="inlineStr"><is><r><rPr><b/></rPr><t>東</t></r><rPh sb="0" eb="1"><t>ヒガシ</t></rPh><r><t>京</t></r></is></c></row>` + end, map[string]string{"A2": "東京"}},
		"long text":              {open + `<row><c t="str"><v>` + strings.Repeat("ř&amp;", 20000) + `</v></c></row>` + end, map[string]string{"A2": strings.Repeat("ř&", 20000)}},
		"out of order": {open + `<row r="9"><c r="B9"><v>1</v></c><c r="A9"><v>2</v></c></row><row r="4"><c r="C4"><v>3</v></c></row>` + end,
			map[string]string{"A9": "2", "B9": "1", "C4": "3"}},
		"UTF-16 big endian": {"\xFE\xFF" + utf16BE(open+end), nil},
		"ISO 8859-2":        {`<?xml version="1.0" encoding="ISO-8859-2"?>` + open + "<row><c t=\"str\"><v>\xB9koda</v></c></row>" + end, map[string]string{"A2": "škoda"}},
	} {
		want := map[string]string{"A1": "7"}
		maps.Copy(want, c.cells)
		for _, window := range windows {
			undo := xlsx.SetWindow(window)
			all, err := readData(workbook([]string{c.content}, nil).zipped(t))
			undo()
			if err != nil {
				t.Errorf("%s, window of %d: %v", name, window, err)
				continue
			}
			got := map[string]string{}
			for name, c := range all[0] {
				got[name] = c.Text
			}
			if !maps.Equal(got, want) {
				t.Errorf("%s, window of %d: %q, want %q", name, window, got, want)
			}
		}
	}
}

func utf16BE(s string) string { return "\x00" + strings.TrimSuffix(utf16LE(s), "\x00") }
