package patch

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"kartoteka/importer/xlsx"
)

// styles is the part that holds the formats of a workbook, and what the copy adds to it. What it lacks although cells
// cannot do without it (fonts, fills, borders, a first format) is added first.
type styles struct {
	file   *zip.File // nil: there is none
	part   string
	strict bool
	had    [sections]int // entries of each section
	numFmt int           // highest number of a number format of its own

	formats []format // of cells
	pad     int      // formats that cells name although they are not there
	added   [sections][]string
	index   map[string]int // of an added entry of any section
	looks   map[lookKey]int
	defined []Style
	ids     []int // of defined, -1: not yet used
	numbers []string
}

// The sections of the part that the copy adds to.
const (
	numFmts = iota
	fonts
	fills
	borders
	cellStyleXfs
	cellXfs
	cellStyles
	sections
)

// styleOrder is the order of the sections of the part (ECMA-376 part 1, 18.8.39), those that are added to first.
var styleOrder = []string{"numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles", "colors", "extLst"}

// mostStyles is how many formats of cells Excel allows.
const mostStyles = 65_490

// A format is an entry of cellXfs, to be written again with other attributes.
type format struct {
	attrs []xlsx.Attr
	inner string
}

// A lookKey names the format that a look makes of another.
type lookKey struct {
	style  int
	fill   string
	border string
	format xlsx.FormatCode
	plain  bool // no number format of its own
}

func (c *Copy) readStyles() (*styles, error) {
	s := &styles{}
	if err := s.readStrict(c); err != nil {
		return nil, err
	}
	_, s.part = c.main.one("styles")
	if s.part != "" {
		s.file = c.from.File(s.part)
	}
	if s.file == nil {
		return s, s.restart(1)
	}
	section := -1
	var inner bytes.Buffer
	err := c.walk(s.file, io.Discard, nil, func(r *xlsx.Copier, t xlsx.Token) error {
		switch {
		case t == xlsx.Start && r.Depth() == 2:
			section = slices.Index(styleOrder[:sections], string(r.Local()))
		case t == xlsx.Start && r.Depth() == 3 && section >= 0:
			s.had[section]++
			switch section {
			case numFmts:
				s.numFmt = max(s.numFmt, r.Int("numFmtId", 0))
			case cellXfs:
				s.formats = append(s.formats, format{attrs: r.Attrs()})
				r.After()
				inner.Reset()
				r.Redirect(&inner)
			}
		case t == xlsx.End && r.Depth() == 2 && section == cellXfs:
			r.Before()
			s.formats[len(s.formats)-1].inner = inner.String()
			r.Redirect(io.Discard)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return s, s.restart(1)
}

// readStrict finds out which of the two dialects the workbook is written in.
func (s *styles) readStrict(c *Copy) error {
	r, err := c.from.Copy(c.from.File(c.from.Main()), io.Discard, nil)
	if err != nil {
		return err
	}
	s.strict = r.Strict()
	return r.Close()
}

// restart forgets what was added. Formats up to that many are made up for cells that name them.
func (s *styles) restart(atLeast int) error {
	s.pad = max(0, atLeast-len(s.formats))
	s.added, s.index, s.looks = [sections][]string{}, map[string]int{}, map[lookKey]int{}
	for i := range s.ids {
		s.ids[i] = -1
	}
	if atLeast > mostStyles {
		return fmt.Errorf("%d formats: %w", atLeast, ErrNotCopied)
	}
	return nil
}

// size is how many formats cells may name without meaning one that the copy added.
func (s *styles) size() int { return len(s.formats) + s.pad }

func (s *styles) grown() bool { return len(s.added[cellXfs]) > 0 }

// complete adds the parts that must be there before anything else.
func (s *styles) complete() {
	const nothing = `<x:xf numFmtId="0" fontId="0" fillId="0" borderId="0"`
	for section, entries := range [sections][]string{
		fonts:        {`<x:font><x:sz val="11"/><x:name val="Calibri"/><x:family val="2"/></x:font>`},
		fills:        {`<x:fill><x:patternFill patternType="none"/></x:fill>`, `<x:fill><x:patternFill patternType="gray125"/></x:fill>`},
		borders:      {`<x:border><x:left/><x:right/><x:top/><x:bottom/><x:diagonal/></x:border>`},
		cellStyleXfs: {nothing + "/>"},
		cellStyles:   {`<x:cellStyle name="Normal" xfId="0" builtinId="0"/>`}, // openpyxl wants one
	} {
		for i := s.had[section]; i < len(entries); i++ {
			s.added[section] = append(s.added[section], entries[i])
		}
	}
	for range s.pad {
		s.added[cellXfs] = append(s.added[cellXfs], nothing+` xfId="0"/>`)
	}
}

// add is the number of an entry of a section, which is new when none like it was added before.
func (s *styles) add(section int, entry string) int {
	key := styleOrder[section] + entry
	if n, known := s.index[key]; known {
		return n
	}
	if len(s.added[cellXfs]) == 0 && s.index["complete"] == 0 {
		s.index["complete"] = 1
		s.complete()
	}
	n := s.had[section] + len(s.added[section])
	s.added[section] = append(s.added[section], entry)
	s.index[key] = n
	return n
}

// restyle is the number of the format that a look makes of another.
func (s *styles) restyle(style int, l Look) int {
	if l == (Look{}) {
		return style
	}
	key := lookKey{style: style, fill: l.Fill, border: l.Border, plain: l.Format == nil}
	if l.Format != nil {
		key.format = *l.Format
	}
	if n, known := s.looks[key]; known {
		return n
	}
	f := format{attrs: []xlsx.Attr{{Name: "numFmtId", Value: "0"}, {Name: "fontId", Value: "0"}, {Name: "fillId", Value: "0"}, {Name: "borderId", Value: "0"}, {Name: "xfId", Value: "0"}}}
	if style < len(s.formats) {
		f = s.formats[style]
		f.attrs = slices.Clone(f.attrs)
	}
	if l.Fill != "" {
		f.set("fillId", s.add(fills, solid(l.Fill)))
		f.set("applyFill", 1)
	}
	if l.Border != "" {
		f.set("borderId", s.add(borders, around(l.Border)))
		f.set("applyBorder", 1)
	}
	if l.Format != nil {
		f.set("numFmtId", s.numberFormat(*l.Format))
		f.set("applyNumberFormat", 1)
	}
	n := s.add(cellXfs, f.xml())
	s.looks[key] = n
	return n
}

func solid(color string) string {
	return `<x:fill><x:patternFill patternType="solid"><x:fgColor rgb="FF` + color + `"/><x:bgColor indexed="64"/></x:patternFill></x:fill>`
}

// around is a border on all four sides.
func around(color string) string {
	var b strings.Builder
	for _, side := range []string{"left", "right", "top", "bottom"} {
		fmt.Fprintf(&b, `<x:%s style="medium"><x:color rgb="FF%s"/></x:%[1]s>`, side, color)
	}
	return "<x:border>" + b.String() + "<x:diagonal/></x:border>"
}

// numberFormat is the number of a number format, which every program knows or the copy defines.
func (s *styles) numberFormat(f xlsx.FormatCode) int {
	const firstOwn = 164
	switch {
	case f.Code == "" && f.ID < firstOwn:
		return f.ID
	case f.Code == "":
		return 0
	}
	key := "code" + f.Code
	id, known := s.index[key]
	if !known {
		id = max(s.numFmt, firstOwn-1) + 1
		s.numFmt = id
		s.index[key] = id
		s.add(numFmts, fmt.Sprintf(`<x:numFmt numFmtId="%d" formatCode="%s"/>`, id, escaped(f.Code)))
	}
	return id
}

func (f *format) set(name string, value int) {
	for i := range f.attrs {
		if f.attrs[i].Name == name {
			f.attrs[i].Value = strconv.Itoa(value)
			return
		}
	}
	f.attrs = append(f.attrs, xlsx.Attr{Name: name, Value: strconv.Itoa(value)})
}

// xml is the entry; its own elements stand in it as the part had them.
func (f *format) xml() string {
	var b strings.Builder
	b.WriteString("<x:xf")
	for _, a := range f.attrs {
		if !strings.Contains(a.Name, ":") { // whose declaration may be elsewhere
			fmt.Fprintf(&b, ` %s="%s"`, a.Name, escaped(a.Value))
		}
	}
	if f.inner == "" {
		return b.String() + "/>"
	}
	return b.String() + ">\x00" + f.inner + "\x00</x:xf>"
}

// prefixed gives the elements of an added entry the prefix of the part.
func prefixed(entry, prefix string) string {
	for i, piece := range strings.Split(entry, "\x00") {
		if i == 0 {
			entry = ""
		}
		if i%2 == 0 {
			piece = strings.NewReplacer("<x:", "<"+prefix, "</x:", "</"+prefix).Replace(piece)
		}
		entry += piece
	}
	return entry
}

// number is a style's number as it stands in a cell.
func (s *styles) number(style int) string {
	for len(s.numbers) <= style {
		s.numbers = append(s.numbers, strconv.Itoa(len(s.numbers)))
	}
	return s.numbers[style]
}
