package patch

import (
	"fmt"
	"strings"
)

// A Style is the format of cells that the copy adds. Colours are RRGGBB, "" for none.
type Style struct {
	Font       string  // typeface; "" is Calibri
	Size       float64 // points; 0 is 11
	Bold       bool
	Underlined bool
	Color      string
	Fill       string
	Horizontal string // "left", "center", "right"; "" lets the value decide
	Vertical   string // "top", "center"; "" is the bottom
	Indent     int
	Wrap       bool
	Format     int // number of a number format that every program knows (ECMA-376 part 1, 18.8.30)
}

// A StyleID names a style of one copy. The zero value is no style of its own.
type StyleID int

// Style adds a style to the copy. Cells get it by its id; a style no cell has is not written.
func (c *Copy) Style(s Style) StyleID {
	for i, other := range c.styles.defined {
		if other == s {
			return StyleID(i + 1)
		}
	}
	c.styles.defined = append(c.styles.defined, s)
	c.styles.ids = append(c.styles.ids, -1)
	return StyleID(len(c.styles.defined))
}

// of is the number of the format of a style.
func (s *styles) of(id StyleID) int {
	if id == 0 {
		return 0
	}
	if s.ids[id-1] < 0 {
		s.ids[id-1] = s.define(s.defined[id-1])
	}
	return s.ids[id-1]
}

func (s *styles) define(d Style) int {
	var font, align strings.Builder
	font.WriteString("<x:font>")
	if d.Bold {
		font.WriteString("<x:b/>")
	}
	if d.Underlined {
		font.WriteString("<x:u/>")
	}
	if d.Size == 0 {
		d.Size = 11
	}
	fmt.Fprintf(&font, `<x:sz val="%g"/>`, d.Size)
	if d.Color != "" {
		fmt.Fprintf(&font, `<x:color rgb="FF%s"/>`, d.Color)
	}
	if d.Font == "" {
		d.Font = "Calibri"
	}
	fmt.Fprintf(&font, `<x:name val="%s"/><x:family val="2"/></x:font>`, escaped(d.Font))
	fontID, fillID := s.add(fonts, font.String()), 0
	if d.Fill != "" {
		fillID = s.add(fills, solid(d.Fill))
	}
	for _, a := range []struct {
		name, value string
		set         bool
	}{
		{"horizontal", d.Horizontal, d.Horizontal != ""},
		{"vertical", d.Vertical, d.Vertical != ""},
		{"wrapText", "1", d.Wrap},
		{"indent", fmt.Sprint(d.Indent), d.Indent > 0},
	} {
		if a.set {
			fmt.Fprintf(&align, ` %s="%s"`, a.name, a.value)
		}
	}
	xf := fmt.Sprintf(`<x:xf numFmtId="%d" fontId="%d" fillId="%d" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"`, d.Format, fontID, fillID)
	if align.Len() == 0 {
		return s.add(cellXfs, xf+"/>")
	}
	return s.add(cellXfs, xf+` applyAlignment="1"><x:alignment`+align.String()+"/></x:xf>")
}
