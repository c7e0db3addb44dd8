package ui

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"kartoteka/app/settings"
	"kartoteka/assets"
)

type testRow struct {
	n    int
	name string
}

// newTestGrid is a grid in a window, in Czech. Its settings are in a file.
func newTestGrid(t *testing.T, rows int) (fyne.Window, *settings.Settings, *Grid[*testRow]) {
	t.Helper()
	f := test.NewTempApp(t)
	kept, err := settings.Load(filepath.Join(t.TempDir(), "settings.json"))
	if err != nil {
		t.Fatal(err)
	}
	f.Settings().SetTheme(NewTheme(kept))
	w := f.NewWindow("")
	t.Cleanup(w.Close)
	g := NewGrid(assets.Czech, kept.Grid("test"), func() { _ = kept.Save() }, []Column[*testRow]{
		{Key: "n", Title: "Číslo", Width: 90, Numbers: true, Text: func(r *testRow) string { return assets.Czech.Int(r.n) },
			Compare: func(x, y *testRow) int { return x.n - y.n }},
		{Key: "name", Title: "Jméno", Width: 200, Text: func(r *testRow) string { return r.name }},
		{Key: "more", Title: "Další", Width: 120, Hidden: true, Text: func(r *testRow) string { return "x" }},
	})
	list := make([]*testRow, rows)
	for i := range list {
		list[i] = &testRow{i, fmt.Sprintf("záznam %d", rows-i)}
	}
	g.SetRows(list)
	w.SetContent(g)
	w.Resize(fyne.NewSize(600, 400))
	return w, kept, g
}

// seen are the numbers of the rows that are drawn in view, from top to bottom.
func (g *Grid[T]) seen() []string {
	r := test.WidgetRenderer(g).(*gridRenderer)
	rows := slices.Clone(r.rows)
	slices.SortFunc(rows, func(a, b *gridRow) int { return int(a.box.Position().Y - b.box.Position().Y) })
	var texts []string
	for _, row := range rows {
		if y := row.box.Position().Y; row.box.Visible() && y >= 0 && y+g.RowHeight() <= g.bodyHeight() {
			texts = append(texts, row.cells[0].text.Text)
		}
	}
	return texts
}

func key(g fyne.Focusable, name fyne.KeyName) { g.TypedKey(&fyne.KeyEvent{Name: name}) }

// TestGridKeepsItsPlace: with 200,000 rows every row can be reached, and what is drawn is what was asked for.
func TestGridKeepsItsPlace(t *testing.T) {
	const n = 200_000
	_, _, g := newTestGrid(t, n)
	key(g, fyne.KeyEnd)
	if row, _ := g.Current(); row.n != n-1 {
		t.Errorf("End goes to row %d", row.n)
	}
	if seen := g.seen(); seen[len(seen)-1] != assets.Czech.Int(n-1) {
		t.Errorf("the last row in view is %s", seen[len(seen)-1])
	}
	for _, want := range []int{13_400, 99_999, 150_001, 0} {
		g.Pick(g.Rows[want])
		if !slices.Contains(g.seen(), assets.Czech.Int(want)) {
			t.Errorf("row %d was picked, in view are %v", want, g.seen())
		}
	}
	key(g, fyne.KeyPageDown)
	if row, _ := g.Current(); row.n != g.page() {
		t.Errorf("PageDown goes to row %d, a page has %d", row.n, g.page())
	}
	g.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -1e9)})
	if seen := g.seen(); seen[len(seen)-1] != assets.Czech.Int(n-1) {
		t.Errorf("scrolling down ends at %s", seen[len(seen)-1])
	}
}

func TestGridSelectsWhatIsPressed(t *testing.T) {
	w, _, g := newTestGrid(t, 200_000)
	g.ScrollTo(float64(g.RowHeight()) * 123_456)
	g.Refresh()
	press := func(line int, m fyne.KeyModifier) {
		e := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary, Modifier: m}
		e.Position = fyne.NewPos(50, g.RowHeight()*(float32(line)+1.5))
		g.MouseDown(e)
		g.DragEnd()
	}
	press(3, 0)
	if row, _ := g.Current(); row.n != 123_459 {
		t.Errorf("row %d was selected, pressed was 123459", row.n)
	}
	press(5, fyne.KeyModifierShift)
	if w.Canvas().Focused() != fyne.Focusable(g) {
		t.Error("the keyboard is not in the grid that was pressed")
	}
	marked := 0
	for _, row := range test.WidgetRenderer(g).(*gridRenderer).rows {
		if row.box.Visible() && row.back.FillColor == theme.Color(theme.ColorNameSelection) {
			marked++
		}
	}
	if marked != 3 {
		t.Errorf("%d rows are marked, want 3", marked)
	}
	g.TypedShortcut(&fyne.ShortcutCopy{Clipboard: fyne.CurrentApp().Clipboard()})
	want := "Číslo\tJméno\n123\u00a0459\tzáznam 76541\n123\u00a0460\tzáznam 76540\n123\u00a0461\tzáznam 76539"
	if got := fyne.CurrentApp().Clipboard().Content(); got != want {
		t.Errorf("copied %q, want %q", got, want)
	}
}

func TestGridSorts(t *testing.T) {
	_, kept, g := newTestGrid(t, 5)
	g.SetRows([]*testRow{{1, "Zeman"}, {2, "Čapek"}, {3, "Chalupa"}, {4, "Cibulka"}, {5, "Hora"}})
	g.Pick(g.Rows[0])
	head := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary}
	head.Position = fyne.NewPos(150, 5)
	order := func() (names []string) {
		for _, r := range g.Rows {
			names = append(names, r.name)
		}
		return names
	}
	steps := [][]string{
		{"Cibulka", "Čapek", "Hora", "Chalupa", "Zeman"}, // the Czech alphabet
		{"Zeman", "Chalupa", "Hora", "Čapek", "Cibulka"},
		{"Zeman", "Čapek", "Chalupa", "Cibulka", "Hora"},
	}
	for i, want := range steps {
		g.MouseDown(head)
		if got := order(); !slices.Equal(got, want) {
			t.Errorf("press %d: %v, want %v", i+1, got, want)
		}
		if row, ok := g.Current(); !ok || row.name != "Zeman" {
			t.Errorf("press %d: the cursor left its row", i+1)
		}
	}
	g.MouseDown(head)
	again := NewGrid(assets.Czech, kept.Grid("test"), nil, g.All)
	again.SetRows(g.Given)
	if again.Rows[0].name != "Cibulka" {
		t.Error("the order was not remembered")
	}
}

func TestGridRemembersWidthsAndColumns(t *testing.T) {
	_, kept, g := newTestGrid(t, 5)
	e := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary}
	edge := g.layout[0].wide
	e.Position = fyne.NewPos(edge, 5)
	g.MouseDown(e)
	g.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(edge+40, 5)}})
	g.DragEnd()
	g.ToggleColumn(g.All[2])
	again, err := settings.Load(kept.File())
	if err != nil {
		t.Fatal(err)
	}
	loaded := NewGrid(assets.Czech, again.Grid("test"), nil, g.All)
	if got := loaded.Columns(); len(got) != 3 || got[0].width != edge+40 {
		t.Errorf("columns %v, want three, the first %v wide", got, edge+40)
	}
}

// TestGridColumnsFit: room that one column does not need shows more of another one, what is cut still is said by a hint, a double click on
// the edge fits, and a width that a person chose stays.
func TestGridColumnsFit(t *testing.T) {
	w, _, g := newTestGrid(t, 5)
	w.SetContent(WithHints(g))
	g.ToggleColumn(g.All[2]) // a third column, which needs little and is the last one
	g.SetRows([]*testRow{{1, "Krátké"}, {7, strings.Repeat("Nejdelší jméno v kraji ", 3)}})
	w.Resize(fyne.NewSize(90+g.cellWidth(1, 1)+100, 400))
	if name, need := g.layout[1].wide, min(g.cellWidth(1, 1), widestFit); name < need {
		t.Errorf("the names are %v wide beside room that nothing needs, and need %v", name, need)
	}
	e := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary}
	press := func(x, y float32) {
		e.Position = fyne.NewPos(x, y)
		g.MouseDown(e)
		g.DragEnd()
	}
	g.Kept.Widths["name"] = 100
	g.Refresh()
	e.Position = fyne.NewPos(g.layout[1].x+5, g.RowHeight()*2.5)
	g.MouseMoved(e)
	layer := hintsOver(g)
	if layer.wait == nil {
		t.Fatal("there is no hint over a name that is cut")
	}
	layer.wait.Tick(1)
	if shown := layer.shown.Objects; len(shown) != 1 || !strings.Contains(test.RenderToMarkup(w.Canvas()), "kraji") {
		t.Errorf("no hint shows the whole name: %v", shown)
	}
	edge := g.layout[0].wide
	press(edge, 5)
	press(edge, 5)
	if got := g.Kept.Widths["n"]; got != narrowest {
		t.Errorf("after a double click on its edge the column of short numbers is %v wide, want %v", got, narrowest)
	}
}

func TestShorten(t *testing.T) {
	test.NewTempApp(t)
	var style fyne.TextStyle
	if got := Shorten("řádek\njedna", 1000, 14, style); got != "řádek jedna" {
		t.Errorf("%q", got)
	}
	room := textWidth("Alfa s.r…", 14, style)
	if got := Shorten("Alfa s.r.o., Praha", room, 14, style); got != "Alfa s.r…" {
		t.Errorf("%q", got)
	}
}

// BenchmarkGrid scrolls through 200,000 rows.
func BenchmarkGridScroll(b *testing.B) {
	f := test.NewTempApp(b)
	w := f.NewWindow("")
	defer w.Close()
	kept, _ := settings.Load("")
	g := NewGrid(assets.Czech, kept.Grid("bench"), nil, []Column[int]{
		{Key: "a", Title: "A", Width: 90, Text: func(i int) string { return fmt.Sprint("D", i) }},
		{Key: "b", Title: "B", Width: 200, Text: func(i int) string { return fmt.Sprint("Neplatná e-mailová adresa ", i) }},
		{Key: "c", Title: "C", Width: 100, Text: func(i int) string { return fmt.Sprint("novak(at)firma", i) }},
		{Key: "d", Title: "D", Width: 100, Text: func(i int) string { return "Klienti" }},
	})
	rows := make([]int, 200_000)
	for i := range rows {
		rows[i] = i
	}
	g.SetRows(rows)
	w.SetContent(g)
	w.Resize(fyne.NewSize(900, 700))
	for b.Loop() {
		g.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -40)})
	}
}
