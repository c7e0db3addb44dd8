package source

import "kartoteka/importer/xlsx"

// A grid is a sheet that is kept whole, of sources that can't be streamed.
type grid struct{ rows []gridRow }

type gridRow struct {
	number int
	cells  []Cell
}

// add keeps a row, unless it is blank. Rows come by ascending number, cells by ascending column.
func (g *grid) add(number int, cells []Cell) error {
	if number > MaxRows {
		return &xlsx.LimitError{Limit: LimitRows, Max: MaxRows}
	}
	if len(cells) == 0 {
		return nil
	}
	if cells[len(cells)-1].Col > MaxColumns {
		return &xlsx.LimitError{Limit: xlsx.LimitColumns, Max: MaxColumns}
	}
	g.rows = append(g.rows, gridRow{number, cells})
	return nil
}

type gridRows struct {
	grid *grid
	at   int
}

func (r *gridRows) Next() bool {
	if r.at < len(r.grid.rows) {
		r.at++
	}
	return r.at < len(r.grid.rows)
}

func (r *gridRows) Number() int   { return r.grid.rows[r.at].number }
func (r *gridRows) Cells() []Cell { return r.grid.rows[r.at].cells }
func (r *gridRows) Err() error    { return nil }
func (r *gridRows) Close() error  { return nil }

func (r *gridRows) Fraction() float64 {
	return float64(min(r.at+1, len(r.grid.rows))) / float64(max(1, len(r.grid.rows)))
}
