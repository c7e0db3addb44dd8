package patch

import (
	"slices"

	"kartoteka/importer/xlsx"
)

// A position says which row and cell of a sheet is at hand, and which changes are about it. The making of a copy and
// its proof go by it alike.
type position struct {
	changes   []Change // by row and column
	unordered bool

	inRows   bool
	rows     int // so far
	row, col int
	numbered bool // the row told its number
	last     int  // number of the row before
	first    int  // first change not yet behind
	from, to int  // the changes of the row
	next     int  // the first of them not yet behind
	found    []bool
}

// startRow takes in a row that has just started. It returns the changes about rows before it that are not there.
func (p *position) startRow(r *xlsx.Copier) (from, to int, err error) {
	p.col = 0
	p.row, p.numbered = r.Int("r", p.last+1), r.Attr("r") != ""
	if p.row <= p.last && !p.unordered {
		return 0, 0, xlsx.ErrUnordered
	}
	return p.take()
}

// take finds the changes of the row.
func (p *position) take() (from, to int, err error) {
	if p.unordered {
		if p.found == nil {
			p.found = make([]bool, len(p.changes))
		}
		p.from, _ = slices.BinarySearchFunc(p.changes, p.row, func(c Change, row int) int { return c.Row - row })
	} else {
		from = p.first
		for p.first < len(p.changes) && p.changes[p.first].Row < p.row {
			p.first++
		}
		to, p.from = p.first, p.first
	}
	for p.to = p.from; p.to < len(p.changes) && p.changes[p.to].Row == p.row; {
		p.to++
	}
	p.next = p.from
	return from, to, nil
}

// busy reports whether there are changes about the row.
func (p *position) busy() bool { return p.from < p.to }

// idle reports whether the cells of the row need not be looked at.
func (p *position) idle() bool { return p.from == p.to && p.numbered }

// startCell takes in a cell that has just started. It returns the index of its change, -1 if there is none, and the
// first of those before it (up to next) whose cells are not there.
func (p *position) startCell(r *xlsx.Copier) (missing, change int, err error) {
	before := p.col
	p.col++
	if col, row, ok := r.Ref("r"); ok {
		p.col = col
		if !p.numbered && row > p.row {
			p.row = row
			if from, to, _ := p.take(); from < to {
				return 0, 0, r.Damage("row without a number where one is missing")
			}
		}
		p.numbered = true
	}
	missing = p.next
	if p.unordered {
		for i := p.from; i < p.to; i++ {
			if p.changes[i].Col == p.col {
				p.found[i] = true
				return i, i, nil
			}
		}
		return missing, -1, nil
	}
	if p.col <= before {
		return 0, 0, xlsx.ErrUnordered
	}
	for p.next < p.to && p.changes[p.next].Col < p.col {
		p.next++
	}
	if p.next < p.to && p.changes[p.next].Col == p.col {
		p.next++
		return missing, p.next - 1, nil
	}
	return missing, -1, nil
}

// endRow ends the row. It returns the changes among which those are whose cells are not there.
func (p *position) endRow() (from, to int) {
	from, to = p.next, p.to
	p.last = max(p.last, p.row)
	if !p.unordered {
		p.first = p.to
	}
	p.from, p.to = 0, 0
	return from, to
}

// missed reports whether a change has found no cell, and takes it for done.
func (p *position) missed(change int) bool {
	if !p.unordered {
		return true
	}
	missed := !p.found[change]
	p.found[change] = true
	return missed
}

// rest returns the next changes about rows that are not there, at the end of all rows.
func (p *position) rest() (from, to int) {
	for p.unordered && p.found != nil && p.first < len(p.changes) && p.found[p.first] {
		p.first++
	}
	from = p.first
	for p.first < len(p.changes) && p.changes[p.first].Row == p.changes[from].Row {
		p.first++
	}
	return from, p.first
}
