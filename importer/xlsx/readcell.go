package xlsx

import (
	"bytes"
	"math"
	"strconv"
	"strings"
)

// readCell reads the cell whose tag was just read. col is where it stands if it does not say so. The
// column it stands in is returned.
//
//nolint:gocognit,gocyclo // one function, because it runs for every cell of a sheet: a call for each step costs
func (r *Rows) readCell(col int) (int, error) {
	s := &r.s
	kind, style := Number, 0
	for i := range s.attrs {
		a := &s.attrs[i]
		if len(a.name) != 1 {
			continue
		}
		switch a.name[0] {
		case 'r':
			c, row, ok := parseRef(bytes.TrimSpace(a.value))
			if !ok {
				return 0, s.damage("cell reference that is none: " + strconv.Quote(string(a.value)))
			}
			if !r.numbered && row > r.number {
				r.number = row
			}
			if row != r.number {
				return 0, s.damage("cell " + string(a.value) + " in row " + strconv.Itoa(r.number))
			}
			col, r.numbered = c, true
		case 's':
			n, ok := parseInt(bytes.TrimSpace(a.value))
			if !ok {
				n = -1
			}
			style = n
		case 't':
			kind = cellKind(string(a.value))
		}
	}
	if col > MaxColumn {
		return 0, s.damage("cell beyond the last column")
	}
	if s.empty {
		_, err := s.next()
		return col, err
	}
	c := Cell{Col: col, Kind: kind}
	from := len(r.text)
	values := 0
	for open := true; open; {
		t, err := s.next()
		switch {
		case err != nil:
			return 0, err
		case t == tokenEnd:
			open = false
		case t == tokenText:
			if !blank(s.text) {
				return 0, s.damage("text between a cell and its value")
			}
		case s.is("v"):
			if values++; values > 1 {
				r.text = append(r.text, ' ')
			}
			if r.text, err = s.value(r.text); err != nil {
				return 0, err
			}
		case s.is("is"):
			if values++; values > 1 {
				r.text = append(r.text, ' ')
			}
			if r.text, err = s.richText(r.text); err != nil {
				return 0, err
			}
		case s.is("f"):
			c.Formula = true
			if r.formula, err = s.value(r.formula[:0]); err != nil {
				return 0, err
			}
		default:
			if err := s.skip(); err != nil {
				return 0, err
			}
		}
	}
	if values == 0 {
		if !c.Formula {
			return col, nil
		}
		c.Kind = None
	}
	if values > 1 {
		c.Kind = Invalid
	}
	if c.Formula {
		if kind, value, ok := readConstant(r.formula); ok {
			c.Formula = false
			if len(bytes.TrimSpace(r.text[from:])) == 0 && c.Kind != Text && c.Kind != kindShared {
				c.Kind, r.text = kind, append(r.text[:from], value...)
			}
		}
	}
	to := len(r.text)
	isText := c.Kind == Text || c.Kind == kindShared || c.Kind == Invalid
	if !isText {
		// White space around a number means nothing.
		value := bytes.TrimSpace(r.text[from:to])
		to = from + copy(r.text[from:], value)
		r.text = r.text[:to]
	}
	if from == to && c.Kind != None {
		switch {
		case c.Formula && c.Kind == Text:
			// The formula's result is an empty text, a value like any other.
		case c.Formula:
			c.Kind = None
		default:
			return col, nil
		}
	}
	if c.Kind == None && len(r.formula) > 0 {
		r.text = append(append(r.text[:from], '='), r.formula...)
		to = len(r.text)
	}
	span := span{from, to, false}
	if c.Kind == kindShared {
		n, ok := parseInt(bytes.TrimSpace(r.text[from:to]))
		switch {
		case r.w.strings == nil:
			return 0, s.damage("shared string in a workbook without shared strings")
		case !ok || n >= r.w.strings.count:
			c.Kind = Invalid
		default:
			c.Kind, c.Text, span.shared = Text, r.w.strings.at(n), true
			r.text = r.text[:from]
			if c.Text == "" && !c.Formula {
				return col, nil
			}
		}
	}
	if max := r.w.pack.limits.Columns; int64(col) > max {
		return 0, &LimitError{Limit: LimitColumns, Max: max, Part: s.part}
	}
	if style >= 0 && style < len(r.w.formats) {
		c.Format, c.Style = r.w.formats[style], uint32(style)
	}
	if int64(len(r.cells)) >= r.w.pack.limits.Columns {
		return 0, s.damage("more cells in a row than columns")
	}
	if max := r.w.pack.limits.RowBytes; int64(len(r.text)) > max {
		return 0, &LimitError{Limit: LimitRowBytes, Max: max, Part: s.part}
	}
	r.cells = append(r.cells, c)
	r.spans = append(r.spans, span)
	return col, nil
}

// kindShared is Text whose value is an index of a shared string, while a cell is read.
const kindShared Kind = 0xFF

// cellKind is the kind of value in a cell of type t (ECMA-376 part 1, 18.18.11 ST_CellType).
func cellKind(t string) Kind {
	switch t {
	case "s":
		return kindShared
	case "n", "":
		return Number
	case "str", "inlineStr":
		return Text
	case "b":
		return Bool
	case "e":
		return Error
	case "d":
		return Date
	}
	return Invalid
}

// settle works out the number of a cell from its text.
func (w *Workbook) settle(c *Cell) {
	ok := true
	switch c.Kind {
	case Number:
		c.Number, ok = parseNumber(c.Text)
	case Bool:
		switch c.Text {
		case "1", "true", "TRUE":
			c.Number = 1
		case "0", "false", "FALSE":
			c.Number = 0
		default:
			ok = false
		}
	case Date:
		if c.Number, ok = w.isoSerial(c.Text); !ok {
			c.Kind = Text // a date that never was, or that no spreadsheet knows: as it stands there
			return
		}
	}
	if !ok {
		c.Kind = Invalid
	}
}

// parseNumber reads a number as XML Schema spells doubles, without its infinities.
func parseNumber(text string) (float64, bool) {
	if n, ok := smallInt(text); ok {
		return float64(n), true
	}
	if strings.ContainsAny(text, "xX_pPnNiI") {
		return 0, false // Go accepts further spellings of numbers
	}
	f, err := strconv.ParseFloat(text, 64)
	return f, err == nil && !math.IsInf(f, 0)
}

// smallInt reads a whole number of up to 15 digits.
func smallInt(text string) (n int64, ok bool) {
	if len(text) == 0 || len(text) > 15 {
		return 0, false
	}
	for i := range len(text) {
		c := text[i]
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int64(c-'0')
	}
	return n, true
}
