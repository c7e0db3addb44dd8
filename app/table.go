package app

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"golang.org/x/text/collate"

	"kartoteka/app/settings"
	"kartoteka/assets"
)

// A column says what stands in one column of a grid of rows T, and how it is sorted.
type column[T any] struct {
	key     string  // its name in the settings
	title   string  // "" for a column of signs alone
	width   float32 // with text of normal size
	text    func(T) string
	compare func(a, b T) int // nil: by the text, as a dictionary of the language orders it
	sign    func(T) tone     // icon before the text; nil: none
	numbers bool             // stands at the right edge
	grow    bool             // takes the room that is left; without one it is the last column
	hidden  bool             // until the person chooses it
}

// A grid shows rows in columns: 200,000 as smoothly as 20. It sorts by a click on a header, selects with mouse and keyboard,
// copies what is selected, and remembers widths, order and chosen columns under its key.
//
// Its rows are set as a whole and never changed afterwards; whoever has other rows sets another slice.
type grid[T comparable] struct {
	*gridView
	lang    assets.Lang
	all     []column[T]
	shown   []int // indexes into all
	given   []T   // in the order they were set
	rows    []T   // in the order they are shown
	kept    *settings.Grid
	changed func() // saves the settings
	fixed   bool   // the order of the rows means something: a click on a header does not sort

	onSelect func(T)                  // the row the cursor is on; nil: nobody asks
	onOpen   func(T)                  // Enter or double click
	menu     func(T) []*fyne.MenuItem // of a right click, before "Copy"; nil: nothing more
	sorter   func()                   // brings the rows in another order when that was asked for; nil: the grid sorts them itself
	choose   func()                   // lets the person choose columns; nil: by the menu of the header
}

// makeGrid makes a grid without rows. What the person arranges goes into kept, and changed is called.
func makeGrid[T comparable](l assets.Lang, kept *settings.Grid, changed func(), columns []column[T]) *grid[T] {
	g := &grid[T]{lang: l, all: columns, kept: kept, changed: changed}
	g.gridView = newGridView(g)
	g.self = g
	g.ExtendBaseWidget(g)
	g.arrange()
	return g
}

// setRows replaces the rows. The cursor stays on its row where the new ones have it.
func (g *grid[T]) setRows(rows []T) {
	g.given = rows
	g.order()
}

// selected returns the rows that are selected, in the order they are shown.
func (g *grid[T]) selected() []T {
	if g.picked != nil {
		var rows []T
		for _, i := range slices.Sorted(maps.Keys(g.picked)) {
			if i < len(g.rows) {
				rows = append(rows, g.rows[i])
			}
		}
		return rows
	}
	from, to := g.selection()
	if from < 0 {
		return nil
	}
	return g.rows[from : to+1]
}

// current returns the row the cursor is on, and false when it is on none.
func (g *grid[T]) current() (row T, ok bool) {
	if g.cursor < 0 || g.cursor >= len(g.rows) {
		return row, false
	}
	return g.rows[g.cursor], true
}

// pick puts the cursor on a row and brings it into view. A row that is not there takes the cursor away.
func (g *grid[T]) pick(row T) { g.goTo(slices.Index(g.rows, row), false) }

// order sorts the rows as the settings say and keeps the cursor on its row.
func (g *grid[T]) order() {
	before, had := g.current()
	g.rows = g.given
	if i := slices.IndexFunc(g.all, func(c column[T]) bool { return c.key == g.kept.Sort }); i >= 0 && !g.fixed && g.sorter == nil {
		g.rows = g.sorted(g.all[i])
	}
	g.cursor, g.anchor, g.picked = -1, -1, nil
	if had {
		g.cursor = slices.Index(g.rows, before)
		g.anchor = g.cursor
	}
	g.scrollTo(g.top)
	g.Refresh()
}

func (g *grid[T]) sorted(c column[T]) []T {
	rows := slices.Clone(g.given)
	if c.compare != nil {
		slices.SortStableFunc(rows, c.compare)
	} else {
		sortByText(g.lang, rows, c.text)
	}
	if g.kept.Desc {
		slices.Reverse(rows)
	}
	return rows
}

// sortByText orders rows by the alphabet of the language. The keys are made once,
// which makes 200,000 texts a matter of tenths of a second.
func sortByText[T any](l assets.Lang, rows []T, text func(T) string) {
	type keyed struct {
		key []byte
		row T
	}
	order, buffer := collate.New(l.Tag(), collate.Numeric), &collate.Buffer{}
	same := map[string][]byte{}
	list := make([]keyed, len(rows))
	for i, row := range rows {
		s := text(row)
		key, ok := same[s]
		if !ok {
			key = slices.Clone(order.KeyFromString(buffer, s))
			same[s] = key
			buffer.Reset()
		}
		list[i] = keyed{key, row}
	}
	slices.SortStableFunc(list, func(a, b keyed) int { return slices.Compare(a.key, b.key) })
	for i := range list {
		rows[i] = list[i].row
	}
}

// arrange finds out which columns are shown.
func (g *grid[T]) arrange() {
	g.shown = g.shown[:0]
	for i, c := range g.all {
		if !g.isHidden(c) {
			g.shown = append(g.shown, i)
		}
	}
	place := func(i int) int {
		if at := slices.Index(g.kept.Order, g.all[i].key); at >= 0 {
			return at
		}
		return len(g.kept.Order) + i
	}
	slices.SortFunc(g.shown, func(i, j int) int { return place(i) - place(j) })
	g.layoutColumns()
}

// isHidden reports whether a column is hidden. The settings list the columns whose state is not the first one.
func (g *grid[T]) isHidden(c column[T]) bool {
	return c.hidden != slices.Contains(g.kept.Hidden, c.key)
}

func (g *grid[T]) toggleColumn(c column[T]) {
	if i := slices.Index(g.kept.Hidden, c.key); i >= 0 {
		g.kept.Hidden = slices.Delete(g.kept.Hidden, i, i+1)
	} else {
		g.kept.Hidden = append(g.kept.Hidden, c.key)
	}
	g.arrange()
	g.changed()
	g.Refresh()
}

// The methods below are what the view asks for.

func (g *grid[T]) length() int { return len(g.rows) }

func (g *grid[T]) columns() []gridColumn {
	columns := make([]gridColumn, len(g.shown))
	scale := theme.TextSize() / settings.NormalText
	for i, at := range g.shown {
		c := g.all[at]
		columns[i] = gridColumn{title: c.title, width: cmp.Or(g.kept.Widths[c.key], c.width*scale), numbers: c.numbers, grow: c.grow}
		if c.key == g.kept.Sort {
			columns[i].order = 1
			if g.kept.Desc {
				columns[i].order = -1
			}
		}
	}
	return columns
}

func (g *grid[T]) cell(row, col int) gridCell {
	c := g.all[g.shown[col]]
	cell := gridCell{text: c.text(g.rows[row])}
	if c.sign != nil {
		cell.tone, cell.signed = c.sign(g.rows[row]), true
	}
	return cell
}

// sortBy goes from ascending to descending to the order the rows came in.
func (g *grid[T]) sortBy(col int) {
	if g.fixed {
		return
	}
	key := g.all[g.shown[col]].key
	switch {
	case g.kept.Sort != key:
		g.kept.Sort, g.kept.Desc = key, false
	case !g.kept.Desc:
		g.kept.Desc = true
	default:
		g.kept.Sort, g.kept.Desc = "", false
	}
	g.changed()
	if g.sorter != nil {
		g.sorter()
		g.Refresh()
		return
	}
	g.order()
}

func (g *grid[T]) resized(col int, width float32) { g.kept.Widths[g.all[g.shown[col]].key] = width }

func (g *grid[T]) settled() { g.changed() }

func (g *grid[T]) moved(row int) {
	if g.onSelect != nil && row >= 0 && row < len(g.rows) {
		g.onSelect(g.rows[row])
	}
}

func (g *grid[T]) open(row int) {
	if g.onOpen != nil && row >= 0 && row < len(g.rows) {
		g.onOpen(g.rows[row])
	}
}

func (g *grid[T]) rowMenu(row int) []*fyne.MenuItem {
	var items []*fyne.MenuItem
	if g.menu != nil {
		items = g.menu(g.rows[row])
	}
	if len(items) > 0 {
		items = append(items, fyne.NewMenuItemSeparator())
	}
	return append(items, fyne.NewMenuItem(g.lang.Text("grid.copy"), g.copy))
}

func (g *grid[T]) headerMenu() []*fyne.MenuItem {
	if g.choose != nil {
		return []*fyne.MenuItem{fyne.NewMenuItem(g.lang.Text("grid.columns"), g.choose)}
	}
	var items []*fyne.MenuItem
	for _, c := range g.all {
		if c.title == "" {
			continue
		}
		item := fyne.NewMenuItem(c.title, func() { g.toggleColumn(c) })
		item.Checked = !g.isHidden(c)
		item.Disabled = item.Checked && len(g.shown) == 1
		items = append(items, item)
	}
	return items
}

// copied is what the clipboard gets: the selected rows with tabs between columns, the headers first when there are several.
func (g *grid[T]) copied() string {
	var b strings.Builder
	line := func(cell func(col int) string) {
		for i := range g.shown {
			if i > 0 {
				b.WriteByte('\t')
			}
			b.WriteString(oneLine(cell(i)))
		}
	}
	rows := g.selected()
	if len(rows) > 1 {
		line(func(col int) string { return g.all[g.shown[col]].title })
		b.WriteByte('\n')
	}
	for i, row := range rows {
		if i > 0 {
			b.WriteByte('\n')
		}
		line(func(col int) string { return g.all[g.shown[col]].text(row) })
	}
	return b.String()
}

// oneLine keeps tabs and line breaks from tearing a row of the clipboard.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, s)
}

// orderedKeys are the keys of all columns: those that are shown, in their order, then the others.
func (g *grid[T]) orderedKeys() []string {
	var keys []string
	for _, i := range g.shown {
		keys = append(keys, g.all[i].key)
	}
	for _, c := range g.all {
		if !g.shows(c.key) {
			keys = append(keys, c.key)
		}
	}
	return keys
}

// shows reports whether the column of that key is shown.
func (g *grid[T]) shows(key string) bool {
	return slices.ContainsFunc(g.shown, func(i int) bool { return g.all[i].key == key })
}

// columnOf returns the column of that key; it must be one of the grid's.
func (g *grid[T]) columnOf(key string) column[T] {
	return g.all[slices.IndexFunc(g.all, func(c column[T]) bool { return c.key == key })]
}
