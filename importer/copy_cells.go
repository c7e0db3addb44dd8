package importer

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"

	"kartoteka/importer/xlsx"
)

// A cellPatch is what becomes of one cell of a sheet: a style made of the one it has, or a text in place of its value.
type cellPatch struct {
	col     int
	restyle func(style int) int // nil keeps the style
	text    *string             // nil keeps the value
}

// A sheetPatch holds the patches of a sheet by row, those of a row by column.
type sheetPatch map[int][]cellPatch

// add puts in the patch of a cell that has none yet.
func (p sheetPatch) add(row int, c cellPatch) {
	i, found := slices.BinarySearchFunc(p[row], c.col, func(c cellPatch, col int) int { return c.col - col })
	if !found {
		p[row] = slices.Insert(p[row], i, c)
	}
}

// A patcher copies the XML of a sheet and changes nothing but the cells of a patch. It works on the bytes, because a
// library that reads a sheet and writes it again takes a gigabyte for a long one and loses what it does not know.
type patcher struct {
	patch   sheetPatch
	in      []byte
	d       *xml.Decoder
	out     bytes.Buffer
	copied  int64 // bytes of in that are done with
	columns []columnStyle
	row     int
	style   int // of the cells of the row that are not there, -1 for that of their column
	col     int
	pending []cellPatch // of the row, still to come
	formula bool        // a formula was replaced

	drawing int    // where in the result a reference to the boxes of notes belongs, -1 if there is one
	prefix  string // of the elements of the sheet, with its colon
}

type columnStyle struct{ min, max, style int }

// looksEscaped finds texts that OOXML would take for the escape of a character (ECMA-376 part 1, 22.9.2.19).
var looksEscaped = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

var errSharedFormula = errors.New("a formula that other cells share can't be replaced")

// patchSheet returns the XML of a sheet with its patches.
func patchSheet(sheet []byte, patch sheetPatch) (*patcher, error) {
	p := &patcher{patch: patch, in: sheet, d: xml.NewDecoder(bytes.NewReader(sheet))}
	depth := 0
	for {
		at := p.d.InputOffset()
		token, err := p.d.RawToken()
		if err != nil {
			return nil, fmt.Errorf("patch sheet: %w", err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			if depth++; depth == 1 && token.Name.Space != "" {
				p.prefix = token.Name.Space + ":"
			}
			ended, err := p.start(token, depth, at)
			if err != nil {
				return nil, fmt.Errorf("patch sheet: %w", err)
			}
			if ended {
				depth--
			}
		case xml.EndElement:
			switch {
			case depth == 1:
				p.placeDrawing(at)
				p.copyTo(int64(len(p.in)))
				return p, nil
			case depth == 3 && token.Name.Local == "row":
				p.insertUpTo(xlsx.MaxColumn, at)
			}
			depth--
		}
	}
}

// start takes the start of an element. It reports whether it has read the element to its end.
func (p *patcher) start(e xml.StartElement, depth int, at int64) (ended bool, err error) {
	switch {
	case depth == 2 && slices.Contains(afterDrawing, e.Name.Local):
		p.placeDrawing(at)
	case depth == 2 && e.Name.Local == "legacyDrawing":
		p.drawing = -1
	case depth == 3 && e.Name.Local == "col":
		p.columns = append(p.columns, columnStyle{attr(e, "min", 0), attr(e, "max", 0), attr(e, "style", 0)})
	case depth == 3 && e.Name.Local == "row":
		p.startRow(e, at)
	case depth == 4 && e.Name.Local == "c":
		return p.startCell(e, at)
	}
	return false, nil
}

// afterDrawing are the elements of a sheet that stand behind the reference to the boxes of notes
// (ECMA-376 part 1, 18.3.1.99).
var afterDrawing = []string{
	"legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst", "AlternateContent",
}

// placeDrawing remembers the place before the element at hand, unless there is one already.
func (p *patcher) placeDrawing(at int64) {
	if p.drawing == 0 {
		p.copyTo(at)
		p.drawing = p.out.Len()
	}
}

// result is the patched XML. drawing is the relationship of the boxes of notes a sheet has got that had none.
func (p *patcher) result(drawing string) []byte {
	if drawing == "" || p.drawing < 0 {
		return p.out.Bytes()
	}
	element := fmt.Sprintf(`<%slegacyDrawing xmlns:note="http://schemas.openxmlformats.org/officeDocument/2006/relationships" note:id="%s"/>`, p.prefix, drawing)
	return slices.Insert(p.out.Bytes(), p.drawing, []byte(element)...)
}

func (p *patcher) startRow(e xml.StartElement, at int64) {
	p.row, p.col = attr(e, "r", p.row+1), 0
	p.style = -1
	if attr(e, "customFormat", 0) != 0 {
		p.style = attr(e, "s", 0)
	}
	p.pending = p.patch[p.row]
	end := p.d.InputOffset()
	if len(p.pending) > 0 && p.in[end-2] == '/' { // a row without cells gets some
		p.copyTo(end - 2)
		p.out.WriteByte('>')
		p.copied = end
		p.insertUpTo(xlsx.MaxColumn, end)
		fmt.Fprintf(&p.out, "</%srow>", p.prefix)
	}
}

// startCell rewrites the tag of a cell that has a patch, and leaves its value out when there is another.
func (p *patcher) startCell(e xml.StartElement, at int64) (ended bool, err error) {
	p.col++
	for _, a := range e.Attr {
		if col, _, ok := xlsx.ParseCell(a.Value); ok && a.Name.Local == "r" && a.Name.Space == "" {
			p.col = col
		}
	}
	p.insertUpTo(p.col-1, at)
	if len(p.pending) == 0 || p.pending[0].col != p.col {
		return false, nil
	}
	patch, end := p.pending[0], p.d.InputOffset()
	p.pending = p.pending[1:]
	p.copyTo(at)
	empty := p.in[end-2] == '/'
	fmt.Fprintf(&p.out, "<%sc", p.prefix)
	for _, a := range e.Attr {
		if a.Name.Local != "s" && (patch.text == nil || a.Name.Local != "t" && a.Name.Local != "cm" && a.Name.Local != "vm") {
			p.attr(a)
		}
	}
	p.styled(patch, attr(e, "s", 0))
	switch {
	case patch.text != nil:
		p.value(*patch.text)
		return true, p.skipCell()
	case empty:
		p.out.WriteString("/>")
	default:
		p.out.WriteByte('>')
	}
	p.copied = end
	return false, nil
}

// skipCell reads to the end of a cell whose value is replaced.
func (p *patcher) skipCell() error {
	for depth := 1; depth > 0; {
		token, err := p.d.RawToken()
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.StartElement:
			depth++
			if token.Name.Local == "f" {
				p.formula = true
				for _, a := range token.Attr {
					if a.Name.Local == "t" && a.Value != "normal" {
						return errSharedFormula
					}
				}
			}
		case xml.EndElement:
			depth--
		}
	}
	p.copied = p.d.InputOffset()
	return nil
}

// insertUpTo writes the patched cells of the row that are not there, up to a column, before the token at hand.
func (p *patcher) insertUpTo(col int, at int64) {
	for len(p.pending) > 0 && p.pending[0].col <= col {
		patch := p.pending[0]
		p.pending = p.pending[1:]
		p.copyTo(at)
		fmt.Fprintf(&p.out, `<%sc r="%s"`, p.prefix, xlsx.CellName(patch.col, p.row))
		p.styled(patch, p.styleOf(patch.col))
		if patch.text == nil {
			p.out.WriteString("/>")
		} else {
			p.value(*patch.text)
		}
	}
}

// styleOf is the style of a cell that is not there.
func (p *patcher) styleOf(col int) int {
	if p.style >= 0 {
		return p.style
	}
	for _, c := range p.columns {
		if c.min <= col && col <= c.max {
			return c.style
		}
	}
	return 0
}

func (p *patcher) styled(patch cellPatch, style int) {
	if patch.restyle != nil {
		style = patch.restyle(style)
	}
	if style != 0 {
		fmt.Fprintf(&p.out, ` s="%d"`, style)
	}
}

// value writes a text, or nothing for an empty one, and ends the cell.
func (p *patcher) value(text string) {
	if text == "" {
		p.out.WriteString("/>")
		return
	}
	fmt.Fprintf(&p.out, ` t="inlineStr"><%sis><%st xml:space="preserve">`, p.prefix, p.prefix)
	p.escape(looksEscaped.ReplaceAllString(text, "_x005F$0"))
	fmt.Fprintf(&p.out, "</%st></%sis></%sc>", p.prefix, p.prefix, p.prefix)
}

func (p *patcher) attr(a xml.Attr) {
	p.out.WriteByte(' ')
	if a.Name.Space != "" {
		p.out.WriteString(a.Name.Space + ":")
	}
	p.out.WriteString(a.Name.Local + `="`)
	p.escape(a.Value)
	p.out.WriteByte('"')
}

func (p *patcher) escape(text string) { _ = xml.EscapeText(&p.out, []byte(text)) } // a Buffer never fails

func (p *patcher) copyTo(at int64) {
	p.out.Write(p.in[p.copied:at])
	p.copied = at
}

// attr is the number in an attribute without prefix, or a default.
func attr(e xml.StartElement, name string, missing int) int {
	for _, a := range e.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			if n, err := strconv.Atoi(a.Value); err == nil {
				return n
			}
			if a.Value == "true" {
				return 1
			}
		}
	}
	return missing
}
