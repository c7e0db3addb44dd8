package template

import (
	"fmt"
	"slices"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/data/fold"
	"kartoteka/importer/source"
	"kartoteka/importer/xlsx"
)

// headerRows is how far down a sheet its header may stand.
const headerRows = 20

// maxHeaderCells is how many cells the first headerRows rows of all sheets may hold together: they are kept until it is
// known which template the workbook follows. Two sheets of the widest template hold under 10,000.
const maxHeaderCells = 500_000

// limitHeaderCells names maxHeaderCells in an xlsx.LimitError.
const limitHeaderCells = "header-cells"

// An UnknownError says that no sheet of a workbook looks like a sheet of a template.
type UnknownError struct {
	Sheets  []SheetHeader
	Nearest *Template // nil when nothing in the workbook resembles any
	Sheet   *Sheet    // of Nearest, the sheet that was resembled
	Missing []Column  // required columns the nearest sheet lacks
}

// A SheetHeader is the row of a foreign sheet that came nearest to a header.
type SheetHeader struct {
	Name   string
	Titles []string
}

func (e *UnknownError) Error() string {
	return fmt.Sprintf("no sheet of the workbook follows a template (%d sheets seen)", len(e.Sheets))
}

// Recognition is a workbook whose template is known.
type Recognition struct {
	Template *Template
	nearest  *Layout // of the sheet that resembles one of the template most, even when it is not enough
	Language assets.Lang
	Layouts  []*Layout // in the order of the template's sheets; a missing sheet is absent
	Missing  []*Sheet
	Unread   []int // visible sheets with a filled row that belong to nothing
	Exported bool  // it holds records of a database, and no examples

	tops []top
}

// Foreign is the error that says of a file that its table is a foreign one.
func (r *Recognition) Foreign() error { return unknownTemplate(r.tops, r) }

// Recognise finds out which template a workbook follows and where its columns are. The document
// properties decide where they are kept; else the template whose titles are found most often.
func Recognise(book *source.Book, schema *data.Schema) (*Recognition, error) {
	tops, err := readTops(book)
	if err != nil {
		return nil, err
	}
	var best, nearest *Recognition
	bestScore, nearestScore := 0, 0
	for _, t := range All() {
		r, score, complete := match(t, tops, schema, book.Properties)
		if book.Properties[propertyTemplate] == t.Key && len(r.Layouts) > 0 {
			best = r
			break
		}
		if complete && score > bestScore {
			best, bestScore = r, score
		}
		if score > nearestScore {
			nearest, nearestScore = r, score
		}
	}
	if best == nil {
		if err := readOn(book, tops); err != nil {
			return nil, err
		}
		return nil, unknownTemplate(tops, nearest)
	}
	best.tops = tops
	best.Exported = book.Properties[propertyRecords] != ""
	best.Language = headerLanguage(book, best)
	for i, top := range tops {
		used := slices.ContainsFunc(best.Layouts, func(l *Layout) bool { return l.Index == i })
		if !used && (len(top.rows) > 0 || top.more) && !top.instructions {
			best.Unread = append(best.Unread, i)
		}
	}
	return best, nil
}

// A top is the first rows of a visible sheet.
type top struct {
	name         string
	rows         []topRow
	more         bool // it has further rows
	instructions bool
}

type topRow struct {
	number int
	cells  []xlsx.Cell
	folded []string
}

// add appends a row, unless it is blank.
func (t *top) add(number int, cells []xlsx.Cell) {
	r := topRow{number: number}
	for _, c := range cells {
		if title := cleanTitle(c); title != "" {
			r.cells = append(r.cells, c)
			r.folded = append(r.folded, fold.Text(title))
		}
	}
	if len(r.cells) > 0 {
		t.rows = append(t.rows, r)
	}
}

func readTops(book *source.Book) ([]top, error) {
	tops := make([]top, len(book.Sheets))
	kept := 0
	for i, sheet := range book.Sheets {
		tops[i].name = sheet.Name
		tops[i].instructions = isIssueSheet(sheet.Name)
		if sheet.Hidden {
			continue
		}
		for _, l := range assets.Languages() {
			tops[i].instructions = tops[i].instructions || fold.Text(sheet.Name) == fold.Text(l.Text("sheet.instructions"))
		}
		rows, err := book.Rows(i)
		if err != nil {
			return nil, err
		}
		for rows.Next() && !tops[i].more {
			if tops[i].more = rows.Number() > headerRows; !tops[i].more {
				tops[i].add(rows.Number(), rows.Cells())
				if kept += len(rows.Cells()); kept > maxHeaderCells {
					rows.Close()
					return nil, &xlsx.LimitError{Limit: limitHeaderCells, Max: maxHeaderCells}
				}
			}
		}
		err = rows.Err()
		rows.Close()
		if err != nil {
			return nil, err
		}
	}
	return tops, nil
}

// readOn reads the rest of a workbook that follows no template. Where it is damaged, that is the
// error; and a sheet that begins below headerRows is not an empty one, its first row stands for it.
func readOn(book *source.Book, tops []top) error {
	for i, sheet := range book.Sheets {
		if sheet.Hidden {
			continue
		}
		rows, err := book.Rows(i)
		if err != nil {
			return err
		}
		for rows.Next() {
			if len(tops[i].rows) == 0 {
				tops[i].add(rows.Number(), rows.Cells())
			}
		}
		err = rows.Err()
		rows.Close()
		if err != nil {
			return err
		}
	}
	return nil
}

// match lays a template over a workbook: each of its sheets over the sheet that has most of its
// titles. The score is the number of titles found; complete reports that it is enough to go by.
func match(t *Template, tops []top, schema *data.Schema, properties map[string]string) (r *Recognition, score int, complete bool) {
	outlines := make([]outline, len(t.Sheets))
	var overlays []overlay // the heaviest first
	for i := range t.Sheets {
		columns := t.Sheets[i].Columns(schema)
		outlines[i] = outline{&t.Sheets[i], columns, columnNames(columns, properties)}
		for n, top := range tops {
			if top.instructions {
				continue
			}
			if o := outlines[i].over(top); o.found > 0 {
				o.sheet, o.top = i, n
				overlays = append(overlays, o)
			}
		}
	}
	slices.SortStableFunc(overlays, func(a, b overlay) int { return b.weight() - a.weight() })
	r = &Recognition{Template: t}
	place := func(o overlay) *Layout {
		l := &outlines[o.sheet]
		return newLayout(l.sheet, l.columns, l.names, o.top, tops[o.top], o.row)
	}
	if len(overlays) > 0 {
		r.nearest, score = place(overlays[0]), overlays[0].weight()
	}
	placed, taken := make([]*Layout, len(t.Sheets)), make([]bool, len(tops))
	for _, o := range overlays {
		if placed[o.sheet] != nil || taken[o.top] || !o.enough() {
			continue
		}
		if slices.Contains(taken, true) {
			score += o.weight()
		}
		placed[o.sheet], taken[o.top] = place(o), true
		complete = complete || o.required || o.found >= 5
	}
	for i, l := range placed {
		if l != nil {
			r.Layouts = append(r.Layouts, l)
		} else {
			r.Missing = append(r.Missing, &t.Sheets[i])
		}
	}
	return r, score, complete
}

// An outline is a sheet of a template with its columns and their numbers by every name they may have.
type outline struct {
	sheet   *Sheet
	columns []Column
	names   map[string]int
}

// An overlay is a sheet of a template laid over one of a workbook, its header over the row that has most of its titles.
type overlay struct {
	sheet, top, row int
	found           int  // titles
	named           bool // the sheet of the workbook has its name
	required        bool // a required column is found
}

// over lays a sheet over the top of another.
func (l *outline) over(t top) overlay {
	best := overlay{row: -1, named: sheetNamed(l.sheet, t.name)}
	for n, row := range t.rows {
		seen := map[int]bool{}
		for _, f := range row.folded {
			if c, ok := l.names[f]; ok {
				seen[c] = true
			}
		}
		if len(seen) > best.found {
			best.row, best.found = n, len(seen)
			best.required = hasRequired(l.columns, func(c int) bool { return seen[c] })
		}
	}
	return best
}

func (o overlay) weight() int {
	w := 4 * o.found
	if o.required {
		w += 8
	}
	if o.named {
		w += 6
	}
	return w
}

// enough reports whether the sheet of the workbook is taken for that of the template.
func (o overlay) enough() bool { return o.required || o.named || o.found >= 3 }

// headerLanguage is the language the workbook says it is in, else the one most of its titles are in.
func headerLanguage(book *source.Book, r *Recognition) assets.Lang {
	if l, ok := assets.ParseLang(book.Properties[propertyLanguage]); ok {
		return l
	}
	best, most := assets.Languages()[0], 0
	for _, l := range assets.Languages() {
		n := 0
		for _, lay := range r.Layouts {
			for i, col := range lay.Col {
				if col != 0 && fold.Text(lay.Columns[i].Title(l)) == fold.Text(lay.Title(col)) {
					n++
				}
			}
		}
		if n > most {
			best, most = l, n
		}
	}
	return best
}

func unknownTemplate(tops []top, nearest *Recognition) error {
	e := &UnknownError{}
	for _, t := range tops {
		if t.instructions || len(t.rows) == 0 {
			continue
		}
		fullest := slices.MaxFunc(t.rows, func(a, b topRow) int { return len(a.cells) - len(b.cells) })
		h := SheetHeader{Name: t.name}
		for _, c := range fullest.cells {
			h.Titles = append(h.Titles, cleanTitle(c))
		}
		e.Sheets = append(e.Sheets, h)
	}
	if nearest != nil {
		l := nearest.nearest
		e.Nearest, e.Sheet = nearest.Template, l.Sheet
		for i, c := range l.Columns {
			if c.Required() && c.Section.Number == 0 && l.Col[i] == 0 {
				e.Missing = append(e.Missing, c)
			}
		}
	}
	return e
}
