package xlsx

import (
	"bytes"
	"cmp"
	"errors"
	"slices"
)

// Rows reads a sheet from its first row to its last. Rows without a value are passed over; hidden
// and filtered ones are not.
type Rows struct {
	w        *Workbook
	sheet    *Sheet
	part     *part
	s        scanner
	err      error
	number   int  // of the row in cells
	numbered bool // it is known, not just one more than the one before
	last     int  // number of the row before
	ended    bool
	cells    []Cell
	spans    []span
	text     []byte // texts of the cells of a row, one after the other
	formula  []byte // of the cell being read
	sorting  bool   // the whole sheet was read and sorted first
	sorted   []row  // rows still to deliver then
	merged   []Range
}

// span is where the text of a cell lies in Rows.text.
type span struct {
	from, to int
	shared   bool // the text is a shared string and in place already
}

type row struct {
	number int
	cells  []Cell
}

// Rows begins to read a sheet, by its index in Sheets.
func (w *Workbook) Rows(sheet int) (*Rows, error) {
	r := &Rows{w: w, sheet: &w.Sheets[sheet]}
	var err error
	if r.part, err = w.pack.open(r.sheet.part); err != nil {
		return nil, err
	}
	if err := r.begin(); err != nil {
		r.Close()
		return nil, err
	}
	return r, nil
}

// begin reads up to the first row.
func (r *Rows) begin() error {
	if err := r.s.begin(r.part, &r.w.pack.limits); err != nil {
		return err
	}
	if !r.s.is("worksheet") {
		return r.s.damage("root element is not worksheet")
	}
	for {
		t, err := r.s.next()
		switch {
		case err != nil:
			return err
		case t == tokenEOF:
			return r.s.damage("worksheet without sheetData")
		case t != tokenStart:
			continue
		case r.s.is("sheetData"):
		default:
			if err := r.s.skip(); err != nil {
				return err
			}
			continue
		}
		if r.sheet.unordered {
			r.sorting = true
			return r.sort()
		}
		return nil
	}
}

// Next moves to the next row that has a value. It returns false at the end of the sheet, and at the
// first thing that is wrong: then Err returns it.
func (r *Rows) Next() bool {
	if r.err != nil {
		return false
	}
	if r.sorting {
		if len(r.sorted) == 0 {
			return false
		}
		r.number, r.cells = r.sorted[0].number, r.sorted[0].cells
		r.sorted = r.sorted[1:]
		return true
	}
	for !r.ended {
		if r.err = r.step(); r.err != nil {
			var damage *DamageError
			if errors.As(r.err, &damage) && damage.Row == 0 {
				damage.Row = r.number
			}
			break
		}
		if len(r.cells) > 0 {
			return true
		}
	}
	r.cells, r.number = nil, 0
	return false
}

// Number returns the number of the row, from 1.
func (r *Rows) Number() int { return r.number }

// Cells returns the cells of the row that hold something, by ascending column. They are valid until
// Next is called, their texts for ever.
func (r *Rows) Cells() []Cell { return r.cells }

// Err returns why Next returned false; nil at the end of a sheet that is whole.
func (r *Rows) Err() error { return r.err }

// Fraction returns how much of the sheet has been read, from 0 to 1.
func (r *Rows) Fraction() float64 {
	if r.part.file.UncompressedSize64 == 0 {
		return 1
	}
	return float64(r.part.done) / float64(r.part.file.UncompressedSize64)
}

// Close ends the reading. It must be called, at the end too; it may be called twice.
func (r *Rows) Close() error {
	r.part.close()
	r.ended = true
	r.cells, r.sorted = nil, nil
	return nil
}

// step reads the next row, or what is left of the sheet.
func (r *Rows) step() error {
	r.cells = r.cells[:0]
	t, err := r.s.next()
	switch {
	case err != nil:
		return err
	case t == tokenEnd:
		return r.finish()
	case t == tokenText:
		if !blank(r.s.text) {
			return r.s.damage("text between rows")
		}
		return nil
	case !r.s.is("row"):
		return r.s.damage("element between rows: " + string(r.s.local))
	}
	return r.readRow()
}

// finish reads what follows the rows: merged ranges, and the end of the part.
func (r *Rows) finish() error {
	r.ended, r.number = true, 0
	for r.s.depth > 0 {
		t, err := r.s.next()
		switch {
		case err != nil:
			return err
		case t != tokenStart:
		case r.s.is("sheetData"):
			return r.s.damage("a second sheetData")
		case r.s.is("mergeCells"):
		case r.s.is("mergeCell"):
			merged, ok := parseRange(r.s.attr("ref"))
			if !ok {
				return r.s.damage("merged range that is none")
			}
			if len(r.merged) == maxMerged {
				return &LimitError{Limit: LimitMerged, Max: maxMerged, Part: r.s.part}
			}
			r.merged = append(r.merged, merged)
		default:
			if err := r.s.skip(); err != nil {
				return err
			}
		}
	}
	if err := r.s.finish(); err != nil {
		return err
	}
	r.sheet.merged = r.merged
	return nil
}

// readRow reads the row whose tag was just read.
func (r *Rows) readRow() error {
	s := &r.s
	r.number++ // a row without a number follows the one before
	r.numbered = false
	for i := range s.attrs {
		if a := &s.attrs[i]; len(a.name) == 1 && a.name[0] == 'r' {
			n, ok := parseInt(bytes.TrimSpace(a.value))
			if !ok || n < 1 {
				return s.damage("row number that is none")
			}
			r.number, r.numbered = n, true
		}
	}
	if r.number > MaxRow {
		return s.damage("row beyond the last")
	}
	if !r.sorting && r.number <= r.last {
		r.sheet.unordered = true
		return ErrUnordered
	}
	r.text, r.spans = r.text[:0], r.spans[:0]
	col, ascending := 0, true
	for {
		t, err := s.next()
		switch {
		case err != nil:
			return err
		case t == tokenEnd:
			return r.complete(ascending)
		case t == tokenText:
			if !blank(s.text) {
				return s.damage("text between cells")
			}
		case s.is("c"):
			before := col
			if col, err = r.readCell(col + 1); err != nil {
				return err
			}
			ascending = ascending && col > before
		case string(s.local) == "extLst":
			if err := s.skip(); err != nil {
				return err
			}
		default:
			return s.damage("element between cells: " + string(s.local))
		}
	}
}

// complete gives the cells of the row their texts and their order.
func (r *Rows) complete(ascending bool) error {
	r.last = r.number
	if len(r.text) > 0 {
		all := string(r.text)
		for i, span := range r.spans {
			if !span.shared {
				r.cells[i].Text = all[span.from:span.to]
			}
		}
	}
	kept := r.cells[:0]
	for _, c := range r.cells {
		r.w.settle(&c)
		if c.Kind != None || c.Formula {
			kept = append(kept, c)
		}
	}
	r.cells = kept
	if ascending {
		return nil
	}
	slices.SortStableFunc(r.cells, func(a, b Cell) int { return cmp.Compare(a.Col, b.Col) })
	for i := 1; i < len(r.cells); i++ {
		if r.cells[i].Col == r.cells[i-1].Col {
			return r.s.damage("the cell " + CellName(r.cells[i].Col, r.number) + " is there twice")
		}
	}
	return nil
}

// sort reads all rows into memory and puts them in order.
func (r *Rows) sort() error {
	var kept int64
	for !r.ended {
		if err := r.step(); err != nil {
			return err
		}
		if len(r.cells) == 0 {
			continue
		}
		if kept += int64(len(r.cells)); kept > r.w.pack.limits.SortedCells {
			return &LimitError{Limit: LimitSortedCells, Max: r.w.pack.limits.SortedCells, Part: r.s.part}
		}
		r.sorted = append(r.sorted, row{r.number, slices.Clone(r.cells)})
	}
	slices.SortStableFunc(r.sorted, func(a, b row) int { return cmp.Compare(a.number, b.number) })
	for i := 1; i < len(r.sorted); i++ {
		if n := r.sorted[i].number; n == r.sorted[i-1].number {
			return &DamageError{Part: r.s.part, Offset: -1, Row: n, Detail: "the row is there twice"}
		}
	}
	return nil
}
