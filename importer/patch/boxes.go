package patch

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"kartoteka/importer/xlsx"
)

// The drawing of the boxes in which notes are shown is VML, which OOXML keeps for that alone (ECMA-376 part 4, 19).
const (
	vmlSpaces = `xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"`
	boxType   = "_x0000_t202"
	boxID     = "_x0000_s"
	// firstBlock is where the ids of boxes begin, in blocks of 1,024, above those other programs give.
	firstBlock = 1001
	blockIDs   = 1024
)

// The size of a box, in pixels and characters of its small type.
const (
	boxWidth   = 260
	boxLine    = 38
	lineHeight = 18
	boxMargin  = 16
	mostHeight = 900
)

var errClaimed = errors.New("two sheets share a drawing")

// writeBoxes gives each note that is added, or added to, a box of its size; other shapes of the drawing stay.
func (n *notes) writeBoxes(s *sheet, l *links) error {
	target := l.all[s.drawing].Target
	for _, a := range l.added {
		if a.id == s.drawing {
			target = a.target
		}
	}
	f := n.copy.from.File(target)
	if f != nil && l.all[s.drawing].Target != "" {
		if n.copy.claimed(target) {
			return errClaimed
		}
		w := &boxWriter{notes: n, sheet: s}
		return n.copy.edit(target, nil, w.token)
	}
	n.copy.types = append(n.copy.types, contentType{target, typeBoxes})
	cells := slices.Clone(n.cells)
	block := firstBlock + n.copy.blocks
	blocks := len(cells)/blockIDs + 1
	n.copy.blocks += blocks
	var b bytes.Buffer
	fmt.Fprintf(&b, `<xml %s><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="%d`, vmlSpaces, block)
	for i := range blocks - 1 {
		fmt.Fprintf(&b, ",%d", block+i+1)
	}
	b.WriteString(`"/></o:shapelayout>` + shapeType(""))
	d := newPart(target)
	defer d.close()
	for i, at := range cells {
		id := block*blockIDs + 1 + i
		b.WriteString(n.box(s, at, id, ""))
		if b.Len() > 1<<16 {
			if _, err := b.WriteTo(d); err != nil {
				return err
			}
		}
	}
	b.WriteString("</xml>")
	if _, err := b.WriteTo(d); err != nil {
		return err
	}
	return n.copy.keepPart(d)
}

func shapeType(spaces string) string {
	return `<v:shapetype ` + spaces + ` id="` + boxType + `" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>`
}

// A boxWriter copies a drawing without the boxes of notes that get another, and adds those.
type boxWriter struct {
	*notes
	sheet *sheet

	most    int // highest id
	hasType bool
	out     io.Writer // while a shape is held back
	shape   bytes.Buffer
	isNote  bool
	field   string
	at      place
}

func (w *boxWriter) token(r *xlsx.Copier, t xlsx.Token) error {
	switch depth := r.Depth(); {
	case t == xlsx.Start && depth == 1:
		r.Open()
	case t == xlsx.Start && depth == 2:
		for _, name := range []string{"id", "o:spid"} {
			if n, err := strconv.Atoi(strings.TrimPrefix(r.Attr(name), boxID)); err == nil && n < 1<<26 {
				w.most = max(w.most, n)
			}
		}
		switch string(r.Local()) {
		case "shapetype":
			w.hasType = w.hasType || r.Attr("id") == boxType
		case "shape":
			r.Before()
			w.shape.Reset()
			w.isNote, w.at = false, place{}
			w.out = r.Redirect(&w.shape)
		}
	case t == xlsx.End && depth == 1 && w.out != nil:
		r.After()
		r.Redirect(w.out)
		w.out = nil
		if !w.isNote || w.own[w.at] == nil {
			_, _ = r.Write(w.shape.Bytes())
		}
	case t == xlsx.End && depth == 0:
		r.Before()
		w.add(r)
	case w.out == nil:
	case t == xlsx.Start:
		if w.field = string(r.Local()); w.field == "ClientData" {
			w.isNote = r.Attr("ObjectType") == "Note"
		}
	case t == xlsx.Chars:
		w.place(string(r.Text()))
	default:
		w.field = ""
	}
	return nil
}

// place takes the row or column of a box, which are counted from 0. What is no number leaves the box where it was.
func (w *boxWriter) place(text string) {
	n, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil || n < 0 || n > xlsx.MaxRow {
		return
	}
	switch w.field {
	case "Row":
		w.at.row = int32(n) + 1
	case "Column":
		w.at.col = int32(n) + 1
	}
}

func (w *boxWriter) add(r *xlsx.Copier) {
	if !w.hasType {
		r.WriteString(shapeType(vmlSpaces))
	}
	id := max(w.most, blockIDs)
	for _, at := range w.cells {
		if w.own[at] != nil {
			id++
			r.WriteString(w.box(w.sheet, at, id, vmlSpaces))
		}
	}
}

// box is the box of a note, hidden until the mouse rests on the cell.
func (n *notes) box(s *sheet, at place, id int, spaces string) string {
	lines := n.lines[at]
	if note := n.own[at]; note != nil {
		lines += 2 + linesOf(note.Title) + linesOf(note.Text)
	}
	height := min(max(lines, 3)*lineHeight+boxMargin, mostHeight)
	if spaces != "" {
		spaces += " "
	}
	return fmt.Sprintf(`<v:shape %sid="%s%d" type="#%s" style="position:absolute;margin-left:60pt;margin-top:1.5pt;width:%gpt;height:%gpt;z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">`+
		`<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>`+
		`<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>%s</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>%d</x:Row><x:Column>%d</x:Column></x:ClientData></v:shape>`,
		spaces, boxID, id, boxType, boxWidth*0.75, float64(height)*0.75, s.anchor(at, height), at.row-1, at.col-1)
}

// anchor is where a box lies: for each of its edges the column or row, from 0, and the pixels from there.
func (s *sheet) anchor(at place, height int) string {
	const indent = 15
	left := int(at.col) // the column behind
	right, x := left, indent+boxWidth
	for x > s.pixels(right+1) && right < xlsx.MaxColumn-1 {
		x -= s.pixels(right + 1)
		right++
	}
	top, down := max(0, int(at.row)-2), 10
	line := 20
	if s.height > 0 {
		line = max(1, int(s.height*4/3))
	}
	bottom, y := top, down+height
	bottom, y = bottom+y/line, y%line
	if last := xlsx.MaxRow - 1; bottom > last {
		top, bottom = max(0, last-height/line-1), last
	}
	if left >= xlsx.MaxColumn-1 {
		left = max(0, left-5)
		right = xlsx.MaxColumn - 1
	}
	return fmt.Sprintf("%d, %d, %d, %d, %d, %d, %d, %d", left, indent, top, down, right, x, bottom, y)
}

// pixels is the width of a column, from 1.
func (s *sheet) pixels(col int) int {
	for _, c := range s.columns {
		if c.min <= col && col <= c.max {
			switch {
			case c.hidden:
				return 0
			case c.width > 0:
				return int(c.width*7 + 0.5)
			}
		}
	}
	return 64
}

// linesOf is how many lines a text takes in a box.
func linesOf(text string) int {
	lines := 0
	for line := range strings.SplitSeq(text, "\n") {
		lines += 1 + (len([]rune(line))-1)/boxLine
	}
	return lines
}
