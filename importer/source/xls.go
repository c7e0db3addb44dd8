package source

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"

	"github.com/richardlehane/mscfb"

	"kartoteka/importer/xlsx"
)

// Records of a workbook of Excel 97–2003, BIFF8 ([MS-XLS] 2.3).
const (
	biffFormula  = 0x0006
	biffEOF      = 0x000A
	biff1904     = 0x0022
	biffPassword = 0x002F
	biffContinue = 0x003C
	biffSheet    = 0x0085
	biffNumbers  = 0x00BD
	biffXF       = 0x00E0
	biffStrings  = 0x00FC
	biffShared   = 0x00FD
	biffNumber   = 0x0203
	biffLabel    = 0x0204
	biffBool     = 0x0205
	biffString   = 0x0207
	biffRK       = 0x027E
	biffFormat   = 0x041E
	biffBegin    = 0x0809
)

var errCut = errors.New("a record is cut short")

// readXLS makes a book of a workbook of Excel 97–2003: its cells and which numbers are dates. What it can't read is
// xlsx.ErrOldExcel, whose sentence says how to save the file.
func readXLS(content []byte) (*Book, error) {
	doc, err := mscfb.New(bytes.NewReader(content))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", xlsx.ErrOldExcel, err)
	}
	for {
		entry, err := doc.Next()
		if err != nil {
			return nil, xlsx.ErrOldExcel
		}
		if entry.Name != "Workbook" {
			continue
		}
		stream, err := io.ReadAll(io.LimitReader(entry, MaxFileBytes))
		if err != nil {
			return nil, fmt.Errorf("%w: %w", xlsx.ErrOldExcel, err)
		}
		r := biff{stream: stream, book: &Book{Format: Format{Kind: XLS}}}
		switch err := r.read(); {
		case errors.Is(err, xlsx.ErrEncrypted) || errors.As(err, new(*xlsx.LimitError)):
			return nil, err
		case err != nil:
			return nil, fmt.Errorf("%w: %w", xlsx.ErrOldExcel, err)
		case len(r.book.grids) == 0:
			return nil, xlsx.ErrOldExcel
		}
		return r.book, nil
	}
}

// A biff is a workbook while it is read.
type biff struct {
	stream  []byte
	book    *Book
	strings []string
	codes   map[uint16]string // number formats the workbook defines
	formats []xlsx.Format     // by XF
}

// A record of the stream; the bodies of the CONTINUE records behind it stand apart, for strings may be cut there.
type biffRecord struct {
	kind   uint16
	bodies [][]byte
	next   int
}

func (r *biff) record(at int) (rec biffRecord, ok bool) {
	for {
		if at+4 > len(r.stream) {
			rec.next = at
			return rec, rec.bodies != nil
		}
		kind, size := binary.LittleEndian.Uint16(r.stream[at:]), int(binary.LittleEndian.Uint16(r.stream[at+2:]))
		if rec.bodies != nil && kind != biffContinue {
			rec.next = at
			return rec, true
		}
		if at+4+size > len(r.stream) {
			return rec, false
		}
		if rec.bodies == nil {
			rec.kind = kind
		}
		rec.bodies = append(rec.bodies, r.stream[at+4:at+4+size])
		at += 4 + size
	}
}

func (r *biff) read() error { //nolint:gocognit // one case for each kind of record
	type sheet struct {
		at     int
		name   string
		hidden bool
	}
	var sheets []sheet
	r.codes = map[uint16]string{}
	for at := 0; ; {
		rec, ok := r.record(at)
		if !ok {
			return errCut
		}
		at = rec.next
		body := rec.bodies[0]
		switch rec.kind {
		case biffBegin:
			if len(body) < 2 || binary.LittleEndian.Uint16(body) != 0x0600 {
				return errors.New("not BIFF8")
			}
		case biffPassword:
			return xlsx.ErrEncrypted
		case biff1904:
			r.book.Date1904 = len(body) > 1 && body[0] == 1
		case biffFormat:
			if len(body) > 2 {
				code, _, err := (&biffText{bodies: [][]byte{body[2:]}}).read(2)
				if err != nil {
					return err
				}
				r.codes[binary.LittleEndian.Uint16(body)] = code
			}
		case biffXF:
			if len(body) < 4 {
				return errCut
			}
			r.formats = append(r.formats, r.format(binary.LittleEndian.Uint16(body[2:])))
		case biffSheet:
			if len(body) < 8 {
				return errCut
			}
			name, _, err := (&biffText{bodies: [][]byte{body[6:]}}).read(1)
			if err != nil {
				return err
			}
			if body[5] == 0 { // a worksheet, and no chart
				sheets = append(sheets, sheet{int(binary.LittleEndian.Uint32(body)), name, body[4]&3 != 0})
			}
		case biffStrings:
			if err := r.readStrings(rec.bodies); err != nil {
				return err
			}
		case biffEOF:
			for _, s := range sheets {
				g, err := r.sheet(s.at)
				if err != nil {
					return err
				}
				r.book.grids = append(r.book.grids, g)
				r.book.Sheets = append(r.book.Sheets, Sheet{Name: s.name, Hidden: s.hidden})
			}
			return nil
		}
	}
}

// format is the number format of an id: those below 164 are known to every program.
func (r *biff) format(id uint16) xlsx.Format {
	if code, ok := r.codes[id]; ok {
		return xlsx.ParseFormat(code)
	}
	switch {
	case id >= 14 && id <= 17 || id >= 27 && id <= 31 || id >= 50 && id <= 58:
		return xlsx.Format{Class: xlsx.ClassDate}
	case id >= 18 && id <= 21 || id == 45 || id == 47:
		return xlsx.Format{Class: xlsx.ClassTime}
	case id == 22:
		return xlsx.Format{Class: xlsx.ClassDateTime}
	case id == 9 || id == 10:
		return xlsx.Format{Class: xlsx.ClassPercent}
	}
	return xlsx.Format{}
}

// sheet reads the cells of a sheet. Rows come in blocks, so they are put in order at the end.
func (r *biff) sheet(at int) (*grid, error) { //nolint:gocognit // one case for each kind of record
	rows := map[int][]Cell{}
	last := 0
	put := func(row, col int, c Cell) {
		c.Col = col + 1
		rows[row+1] = append(rows[row+1], c)
		last = max(last, row+1)
	}
	var formula struct{ row, col int }
	for depth := 0; ; {
		rec, ok := r.record(at)
		if !ok {
			return nil, errCut
		}
		at = rec.next
		b := rec.bodies[0]
		if rec.kind == biffBegin {
			depth++
			continue
		}
		if rec.kind == biffEOF {
			if depth--; depth <= 0 {
				break
			}
			continue
		}
		if depth != 1 {
			continue // a chart inside the sheet
		}
		need := map[uint16]int{biffNumber: 14, biffRK: 10, biffShared: 10, biffLabel: 8, biffBool: 8, biffFormula: 20, biffNumbers: 6, biffString: 3}[rec.kind]
		if need == 0 {
			continue
		}
		if len(b) < need {
			return nil, errCut
		}
		row, col := int(binary.LittleEndian.Uint16(b)), int(binary.LittleEndian.Uint16(b[2:]))
		switch rec.kind {
		case biffNumber:
			put(row, col, r.number(b[4:], math.Float64frombits(binary.LittleEndian.Uint64(b[6:]))))
		case biffRK:
			put(row, col, r.number(b[4:], rk(binary.LittleEndian.Uint32(b[6:]))))
		case biffNumbers:
			for i := 4; i+6 <= len(b)-2; i += 6 {
				put(row, col+(i-4)/6, r.number(b[i:], rk(binary.LittleEndian.Uint32(b[i+2:]))))
			}
		case biffShared:
			n := int(binary.LittleEndian.Uint32(b[6:]))
			if n >= len(r.strings) {
				return nil, errCut
			}
			if r.strings[n] != "" {
				put(row, col, Cell{Kind: xlsx.Text, Text: r.strings[n]})
			}
		case biffLabel:
			text, _, err := (&biffText{bodies: append([][]byte{b[6:]}, rec.bodies[1:]...)}).read(2)
			if err != nil {
				return nil, err
			}
			put(row, col, Cell{Kind: xlsx.Text, Text: text})
		case biffBool:
			if b[7] != 0 {
				put(row, col, Cell{Kind: xlsx.Error, Text: "#N/A"})
			} else {
				put(row, col, Cell{Kind: xlsx.Bool, Number: float64(b[6] & 1)})
			}
		case biffFormula:
			formula.row, formula.col = row, col
			switch {
			case b[12] != 0xFF || b[13] != 0xFF:
				c := r.number(b[4:], math.Float64frombits(binary.LittleEndian.Uint64(b[6:])))
				c.Formula = true
				put(row, col, c)
			case b[6] == 1:
				put(row, col, Cell{Kind: xlsx.Bool, Number: float64(b[8] & 1), Formula: true})
			case b[6] == 2:
				put(row, col, Cell{Kind: xlsx.Error, Text: "#N/A", Formula: true})
			}
		case biffString:
			text, _, err := (&biffText{bodies: rec.bodies}).read(2)
			if err != nil {
				return nil, err
			}
			if text != "" {
				put(formula.row, formula.col, Cell{Kind: xlsx.Text, Text: text, Formula: true})
			}
		}
	}
	return inOrder(rows, last)
}

// inOrder makes a grid of cells by row; of two in one place the first counts.
func inOrder(rows map[int][]Cell, last int) (*grid, error) {
	g := &grid{}
	for n := 1; n <= last; n++ {
		cells := rows[n]
		if len(cells) == 0 {
			continue
		}
		sorted := make([]Cell, 0, len(cells))
		for _, c := range cells {
			i := len(sorted)
			for i > 0 && sorted[i-1].Col > c.Col {
				i--
			}
			if i > 0 && sorted[i-1].Col == c.Col {
				continue
			}
			sorted = append(sorted, Cell{})
			copy(sorted[i+1:], sorted[i:])
			sorted[i] = c
		}
		if err := g.add(n, sorted); err != nil {
			return nil, err
		}
	}
	return g, nil
}

// number is a number cell with the format of its XF.
func (r *biff) number(xf []byte, n float64) Cell {
	c := Cell{Kind: xlsx.Number, Number: n, Text: strconv.FormatFloat(n, 'g', -1, 64)}
	if i := int(binary.LittleEndian.Uint16(xf)); i < len(r.formats) {
		c.Format = r.formats[i]
	}
	return c
}

// rk is a number in four bytes ([MS-XLS] 2.5.122).
func rk(v uint32) float64 {
	var n float64
	if v&2 != 0 {
		n = float64(int32(v) >> 2)
	} else {
		n = math.Float64frombits(uint64(v&^3) << 32)
	}
	if v&1 != 0 {
		n /= 100
	}
	return n
}
