// Package patch writes copies of workbooks that lose nothing.
//
// A workbook of somebody's own holds much that this program knows nothing about: charts, macros, queries, other
// people's notes. So a copy is not made by reading a workbook into memory and writing it again. Parts that stay as
// they are are copied as they lie in the ZIP file; parts that change are read and written token by token
// ([xlsx.Copier]), and only the tags concerned become others.
//
//	c, err := patch.Of(w)
//	c.Change(0, patch.Change{Row: 7, Col: 2, Look: patch.Look{Fill: "FBD9D7"}, Note: &patch.Note{Text: "No e-mail address."}})
//	list := c.Add(patch.Sheet{Name: "Issues"})
//	rows := c.Append(ctx, list)
//	rows.Write(0, patch.Text(1, "B7"), patch.Text(2, "No e-mail address."))
//	rows.Close()
//	err = c.Write(ctx, out)
//
// The order is always that: say what changes, append rows, write. Errors stay until [Copy.Write] returns the first, so
// that the code before it reads as the list of what a copy consists of.
//
// What becomes of the parts: a sheet keeps its bytes but for the cells that change (sheet.go, cells.go) and their links
// (celllinks.go), and takes rows at its end (rows.go); a new sheet is written whole (added.go); formats are added behind those the workbook has, and what
// its styles lack is completed first (styles.go); notes go into the part of the notes of a sheet (notes.go), and their
// boxes into its drawing (boxes.go); the workbook, the relationships and the list of types learn of new parts
// (workbook.go, links.go, parts.go). Every changed part is made in memory, deflated, so that one that proves unreadable halfway
// leaves no trace.
//
// Before a byte is handed out, the copy is read again (proof.go): each part that changed must be well-formed to its
// end, each cell that changed must be what it should be, and everything else the same bytes as in the original.
// Otherwise Write fails with [ErrNotCopied].
//
// The package knows workbooks, cells, styles, notes and rows, and nothing of what they mean.
package patch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"kartoteka/importer/xlsx"
)

// ErrNotCopied says that a workbook could not be copied without losing something; the original is as it was.
var ErrNotCopied = errors.New("the workbook can't be copied faithfully")

// A Copy is a workbook while it is copied with changes. The zero value is of no use, see [Of] and [New].
type Copy struct {
	Author string // signs the notes; they are kept apart from other people's by it
	Own    bool   // the program has just made the workbook: nothing can be lost, and the copy is not read again

	// Unfiltered takes back that rows are filtered, which excelize says of every sheet whose rows can be.
	Unfiltered bool

	from     *xlsx.Workbook
	sheets   []*sheet // the worksheets of the original, then the added ones; two of one part are one
	styles   *styles
	parts    map[string]*deflated // parts that are new or changed, by their names as in the file
	types    []contentType        // of new parts
	main     *links               // the relationships of the workbook
	date1904 bool
	dropCalc bool // the order of calculation no longer holds
	begun    bool
	growing  bool            // cells may get formats the workbook has not
	taken    map[string]bool // names given to new parts
	names    *sheetNames     // nil until a sheet is added
	blocks   int             // of ids of boxes, given out so far
	err      error

	described *Properties // nil: as they were
}

// A Change is what becomes of a cell. Its zero fields leave things as they are.
type Change struct {
	Row, Col int
	Look     Look
	Text     *string // in place of the value; an empty one empties the cell
	Note     *Note   // behind what the cell's own note says
	Link     *Link   // unless the cell has one of its own
}

// A Look changes the format of a cell: everything else of it stays.
type Look struct {
	Fill   string           // colour RRGGBB
	Border string           // colour RRGGBB of a line around the cell, in place of its own
	Format *xlsx.FormatCode // number format; formats are compared by what they point at
}

// Of begins a copy of a workbook, which must stay open until the copy is written. It needs none of its shared strings.
func Of(w *xlsx.Workbook) (*Copy, error) {
	c := &Copy{from: w, parts: map[string]*deflated{}, taken: map[string]bool{}, date1904: w.Date1904}
	byPart := map[string]*sheet{}
	for i := range w.Sheets {
		part := w.Part(i)
		if byPart[part] == nil {
			byPart[part] = &sheet{copy: c, part: part}
		}
		c.sheets = append(c.sheets, byPart[part])
	}
	var err error
	if c.main, err = c.links(w.Main()); err != nil {
		return nil, fmt.Errorf("copy workbook: %w", err)
	}
	if c.styles, err = c.readStyles(); err != nil {
		return nil, fmt.Errorf("copy workbook: %w", err)
	}
	return c, nil
}

// Change adds changes to a sheet, by its index in the workbook. Of several about the same cell the first counts. A slice of
// changes belongs to the copy from then on.
func (c *Copy) Change(sheet int, changes ...Change) {
	s := c.sheets[sheet]
	if s.changes == nil {
		s.changes = changes // there may be a million
		return
	}
	s.changes = append(s.changes, changes...)
}

// Outline says that columns of a sheet are folded, by its index in the workbook: how deep its columns are nested, and the
// columns behind those that are folded away.
func (c *Copy) Outline(sheet, levels int, folded ...int) {
	s := c.sheets[sheet]
	s.levels, s.folded = levels, folded
}

// Count1904 makes the copy count the days from 1904 as old workbooks of macOS do, or not.
func (c *Copy) Count1904(yes bool) { c.date1904 = yes }

// do remembers the first error.
func (c *Copy) do(err error) {
	if c.err == nil {
		c.err = err
	}
}

// begin makes the parts of the sheets that have changes. Numbers of formats beyond those the workbook has, which some
// cells name, must not come to mean a new one: when such cells are found, it begins once more behind them.
func (c *Copy) begin(ctx context.Context) {
	if c.begun {
		return
	}
	c.begun = true
	for _, s := range c.sheets {
		c.growing = c.growing || slices.ContainsFunc(s.changes, func(ch Change) bool { return ch.Look != Look{} })
	}
	for c.err == nil {
		most := -1
		for _, s := range c.sheets[:len(c.from.Sheets)] {
			s.mostStyle = -1
			c.do(s.begin(ctx))
			most = max(most, s.mostStyle)
		}
		if c.err != nil || most < c.styles.size() || !c.growing {
			return
		}
		c.do(c.styles.restart(most + 1))
		c.parts, c.types, c.blocks, c.dropCalc = map[string]*deflated{}, nil, 0, false
		for _, s := range c.sheets {
			s.begun = false
		}
	}
}

// Write writes the copy once it has been proven. The error is ErrNotCopied, ctx.Err(), one of those of package xlsx
// for what is wrong with the original, or that of w.
func (c *Copy) Write(ctx context.Context, w io.Writer) error {
	if err := c.finish(ctx); err != nil {
		return fmt.Errorf("copy workbook: %w", err)
	}
	if c.Own {
		return c.assemble(w)
	}
	var b bytes.Buffer
	b.Grow(c.size())
	err := c.assemble(&b)
	if err != nil {
		err = errors.Join(ErrNotCopied, err)
	} else {
		err = c.prove(ctx, b.Bytes())
	}
	if err != nil {
		return fmt.Errorf("copy workbook: %w", err)
	}
	_, err = b.WriteTo(w)
	return err
}

// Err is the first error so far, for those who would do much in vain.
func (c *Copy) Err() error { return c.err }

// finish makes the parts that know of all others.
func (c *Copy) finish(ctx context.Context) error {
	c.begin(ctx)
	c.do(c.writeWorkbook())
	c.do(c.writeStyles())
	c.do(c.writeProperties())
	c.dropLinks()
	c.do(c.writeLinks(c.main))
	c.do(c.writeTypes())
	return c.err
}
