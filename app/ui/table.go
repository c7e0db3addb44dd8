package ui

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

// A Column says what stands in one column of a grid of rows T, and how it is sorted.
type Column[T any] struct {
	Key     string  // its name in the settings
	Title   string  // "" for a column of signs alone
	Width   float32 // with text of normal size
	Text    func(T) string
	Compare func(a, b T) int // nil: by the text, as a dictionary of the language orders it
	Sign    func(T) Tone     // icon before the text; nil: none
	Numbers bool             // stands at the right edge
	Grow    bool             // takes the room that is left; without one it is the last column
	Hidden  bool             // until the person chooses it
}

// A Grid shows rows in columns: 200,000 as smoothly as 20. It sorts by a click on a header, selects with mouse and keyboard,
// copies what is selected, and remembers widths, order and chosen columns under its key.
//
// Its rows are set as a whole and never changed afterwards; whoever has other rows sets another slice.
type Grid[T comparable] struct {
	*gridView
	lang    assets.Lang
	All     []Column[T]
	shown   []int // indexes into all
	Given   []T   // in the order they were set
	Rows    []T   // in the order they are shown
	Kept    *settings.Grid
	Changed func() // saves the settings
	Fixed   bool   // the order of the rows means something: a click on a header does not sort

	OnSelect func(T)                  // the row the cursor is on; may be nil
	OnOpen   func(T)                  // Enter or double click
	Menu     func(T) []*fyne.MenuItem // of a right click, before "Copy"; nil: nothing more
	Sorter   func()                   // brings the rows in another order when that was asked for; nil: the grid sorts them itself
	Choose   func()                   // lets the person choose columns; nil: by the menu of the header
}

// NewGrid makes a grid without rows. What the person arranges goes into kept, and changed is called.
func NewGrid[T comparable](l assets.Lang, kept *settings.Grid, changed func(), columns []Column[T]) *Grid[T] {
	g := &Grid[T]{lang: l, All: columns, Kept: kept, Changed: changed}
	g.gridView = newGridView(g)
	g.self = g
	g.ExtendBaseWidget(g)
	g.Arrange()
	return g
}

// SetRows replaces the rows. The cursor stays on its row where the new ones have it.
func (g *Grid[T]) SetRows(rows []T) {
	g.Given = rows
	g.order()
}

// Selected returns the rows that are selected, in the order they are shown.
func (g *Grid[T]) Selected() []T {
	if g.picked != nil {
		var rows []T
		for _, i := range slices.Sorted(maps.Keys(g.picked)) {
			if i < len(g.Rows) {
				rows = append(rows, g.Rows[i])
			}
		}
		return rows
	}
	from, to := g.selection()
	if from < 0 {
		return nil
	}
	return g.Rows[from : to+1]
}

// Current returns the row the cursor is on, and false when it is on none.
func (g *Grid[T]) Current() (row T, ok bool) {
	if g.CursorRow < 0 || g.CursorRow >= len(g.Rows) {
		return row, false
	}
	return g.Rows[g.CursorRow], true
}

// Pick puts the cursor on a row and brings it into view. A row that is not there takes the cursor away.
func (g *Grid[T]) Pick(row T) { g.GoTo(slices.Index(g.Rows, row), false) }

// order sorts the rows as the settings say and keeps the cursor on its row.
func (g *Grid[T]) order() {
	before, had := g.Current()
	g.Rows = g.Given
	if i := slices.IndexFunc(g.All, func(c Column[T]) bool { return c.Key == g.Kept.Sort }); i >= 0 && !g.Fixed && g.Sorter == nil {
		g.Rows = Sorted(g.lang, g.All[i], g.Given, g.Kept.Desc)
	}
	g.CursorRow, g.anchor, g.picked, g.fitted = -1, -1, nil, false
	if had {
		g.CursorRow = slices.Index(g.Rows, before)
		g.anchor = g.CursorRow
	}
	g.ScrollTo(g.Top)
	g.Refresh()
}

// Sorted is a copy of rows in the order of a column, the other way round with desc.
func Sorted[T any](l assets.Lang, c Column[T], rows []T, desc bool) []T {
	rows = slices.Clone(rows)
	if c.Compare != nil {
		slices.SortStableFunc(rows, c.Compare)
	} else {
		sortByText(l, rows, c.Text)
	}
	if desc {
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

// Arrange finds out which columns are shown.
func (g *Grid[T]) Arrange() {
	g.shown = g.shown[:0]
	for i, c := range g.All {
		if !g.isHidden(c) {
			g.shown = append(g.shown, i)
		}
	}
	place := func(i int) int {
		if at := slices.Index(g.Kept.Order, g.All[i].Key); at >= 0 {
			return at
		}
		return len(g.Kept.Order) + i
	}
	slices.SortFunc(g.shown, func(i, j int) int { return place(i) - place(j) })
	g.widths = nil
	g.layoutColumns()
}

// isHidden reports whether a column is hidden. The settings list the columns whose state is not the first one.
func (g *Grid[T]) isHidden(c Column[T]) bool {
	return c.Hidden != slices.Contains(g.Kept.Hidden, c.Key)
}

func (g *Grid[T]) ToggleColumn(c Column[T]) {
	if i := slices.Index(g.Kept.Hidden, c.Key); i >= 0 {
		g.Kept.Hidden = slices.Delete(g.Kept.Hidden, i, i+1)
	} else {
		g.Kept.Hidden = append(g.Kept.Hidden, c.Key)
	}
	g.Arrange()
	g.Changed()
	g.Refresh()
}

// The methods below are what the view asks for.

func (g *Grid[T]) length() int { return len(g.Rows) }

func (g *Grid[T]) Columns() []gridColumn {
	columns := make([]gridColumn, len(g.shown))
	scale := theme.TextSize() / settings.NormalText
	for i, at := range g.shown {
		c := g.All[at]
		columns[i] = gridColumn{Title: c.Title, width: cmp.Or(g.Kept.Widths[c.Key], c.Width*scale), set: g.Kept.Widths[c.Key] > 0, numbers: c.Numbers, grow: c.Grow}
		if c.Key == g.Kept.Sort {
			columns[i].order = 1
			if g.Kept.Desc {
				columns[i].order = -1
			}
		}
	}
	return columns
}

func (g *Grid[T]) Cell(row, col int) gridCell {
	c := g.All[g.shown[col]]
	cell := gridCell{Text: c.Text(g.Rows[row])}
	if c.Sign != nil {
		cell.tone, cell.signed = c.Sign(g.Rows[row]), true
	}
	return cell
}

// sortBy goes from ascending to descending to the order the rows came in.
func (g *Grid[T]) sortBy(col int) {
	if g.Fixed {
		return
	}
	key := g.All[g.shown[col]].Key
	switch {
	case g.Kept.Sort != key:
		g.Kept.Sort, g.Kept.Desc = key, false
	case !g.Kept.Desc:
		g.Kept.Desc = true
	default:
		g.Kept.Sort, g.Kept.Desc = "", false
	}
	g.Changed()
	if g.Sorter != nil {
		g.Sorter()
		g.Refresh()
		return
	}
	g.order()
}

func (g *Grid[T]) resized(col int, width float32) { g.Kept.Widths[g.All[g.shown[col]].Key] = width }

func (g *Grid[T]) settled() { g.Changed() }

func (g *Grid[T]) moved(row int) {
	if g.OnSelect != nil && row >= 0 && row < len(g.Rows) {
		g.OnSelect(g.Rows[row])
	}
}

func (g *Grid[T]) open(row int) {
	if g.OnOpen != nil && row >= 0 && row < len(g.Rows) {
		g.OnOpen(g.Rows[row])
	}
}

func (g *Grid[T]) rowMenu(row int) []*fyne.MenuItem {
	var items []*fyne.MenuItem
	if g.Menu != nil {
		items = g.Menu(g.Rows[row])
	}
	if len(items) > 0 {
		items = append(items, fyne.NewMenuItemSeparator())
	}
	return append(items, fyne.NewMenuItem(g.lang.Text("grid.copy"), g.copy))
}

func (g *Grid[T]) headerMenu() []*fyne.MenuItem {
	if g.Choose != nil {
		return []*fyne.MenuItem{fyne.NewMenuItem(g.lang.Text("grid.columns"), g.Choose)}
	}
	var items []*fyne.MenuItem
	for _, c := range g.All {
		if c.Title == "" {
			continue
		}
		item := fyne.NewMenuItem(c.Title, func() { g.ToggleColumn(c) })
		item.Checked = !g.isHidden(c)
		item.Disabled = item.Checked && len(g.shown) == 1
		items = append(items, item)
	}
	return items
}

// copied is the text for the clipboard: the selected rows with tabs between columns, the headers first when there are several.
func (g *Grid[T]) copied() string {
	var b strings.Builder
	line := func(cell func(col int) string) {
		for i := range g.shown {
			if i > 0 {
				b.WriteByte('\t')
			}
			b.WriteString(OneLine(cell(i)))
		}
	}
	rows := g.Selected()
	if len(rows) > 1 {
		line(func(col int) string { return g.All[g.shown[col]].Title })
		b.WriteByte('\n')
	}
	for i, row := range rows {
		if i > 0 {
			b.WriteByte('\n')
		}
		line(func(col int) string { return g.All[g.shown[col]].Text(row) })
	}
	return b.String()
}

// OneLine keeps tabs and line breaks from tearing a row of the clipboard.
func OneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, s)
}

// OrderedKeys are the keys of all columns: those that are shown, in their order, then the others.
func (g *Grid[T]) OrderedKeys() []string {
	var keys []string
	for _, i := range g.shown {
		keys = append(keys, g.All[i].Key)
	}
	for _, c := range g.All {
		if !g.Shows(c.Key) {
			keys = append(keys, c.Key)
		}
	}
	return keys
}

// Shows reports whether the column of that key is shown.
func (g *Grid[T]) Shows(key string) bool {
	return slices.ContainsFunc(g.shown, func(i int) bool { return g.All[i].Key == key })
}

// ColumnOf returns the column of that key; it must be one of the grid's.
func (g *Grid[T]) ColumnOf(key string) Column[T] {
	return g.All[slices.IndexFunc(g.All, func(c Column[T]) bool { return c.Key == key })]
}

// Fill replaces the rows and leaves the cursor on the row that is the same as before; where that is gone, it goes to the
// first one.
func (g *Grid[T]) Fill(rows []T, same func(T) bool) {
	g.SetRows(rows)
	for i, row := range g.Rows {
		if same(row) {
			g.GoTo(i, false)
			return
		}
	}
	if len(rows) > 0 {
		g.GoTo(0, false)
	}
}
