package app

import (
	"fmt"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"kartoteka/app/settings"
)

type testRow struct {
	n    int
	name string
}

func newTestGrid(t *testing.T, rows int) (*App, *grid[*testRow]) {
	t.Helper()
	a := newTestApp(t)
	g := newGrid(a, "test", []column[*testRow]{
		{key: "n", title: "Číslo", width: 90, numbers: true, text: func(r *testRow) string { return a.lang.Int(r.n) },
			compare: func(x, y *testRow) int { return x.n - y.n }},
		{key: "name", title: "Jméno", width: 200, text: func(r *testRow) string { return r.name }},
		{key: "more", title: "Další", width: 120, hidden: true, text: func(r *testRow) string { return "x" }},
	})
	list := make([]*testRow, rows)
	for i := range list {
		list[i] = &testRow{i, fmt.Sprintf("záznam %d", rows-i)}
	}
	g.setRows(list)
	a.window.SetContent(g)
	a.window.Resize(fyne.NewSize(600, 400))
	return a, g
}

// seen are the numbers of the rows that are drawn in view, from top to bottom.
func (g *grid[T]) seen() []string {
	r := test.WidgetRenderer(g).(*gridRenderer)
	rows := slices.Clone(r.rows)
	slices.SortFunc(rows, func(a, b *gridRow) int { return int(a.box.Position().Y - b.box.Position().Y) })
	var texts []string
	for _, row := range rows {
		if y := row.box.Position().Y; row.box.Visible() && y >= 0 && y+g.rowHeight() <= g.bodyHeight() {
			texts = append(texts, row.cells[0].text.Text)
		}
	}
	return texts
}

func key(g fyne.Focusable, name fyne.KeyName) { g.TypedKey(&fyne.KeyEvent{Name: name}) }

// TestGridKeepsItsPlace: with 200,000 rows every row can be reached, and what is drawn is what was asked for.
func TestGridKeepsItsPlace(t *testing.T) {
	const n = 200_000
	a, g := newTestGrid(t, n)
	key(g, fyne.KeyEnd)
	if row, _ := g.current(); row.n != n-1 {
		t.Errorf("End goes to row %d", row.n)
	}
	if seen := g.seen(); seen[len(seen)-1] != a.lang.Int(n-1) {
		t.Errorf("the last row in view is %s", seen[len(seen)-1])
	}
	for _, want := range []int{13_400, 99_999, 150_001, 0} {
		g.pick(g.rows[want])
		if !slices.Contains(g.seen(), a.lang.Int(want)) {
			t.Errorf("row %d was picked, in view are %v", want, g.seen())
		}
	}
	key(g, fyne.KeyPageDown)
	if row, _ := g.current(); row.n != g.page() {
		t.Errorf("PageDown goes to row %d, a page has %d", row.n, g.page())
	}
	g.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -1e9)})
	if seen := g.seen(); seen[len(seen)-1] != a.lang.Int(n-1) {
		t.Errorf("scrolling down ends at %s", seen[len(seen)-1])
	}
}

func TestGridSelectsWhatIsPressed(t *testing.T) {
	a, g := newTestGrid(t, 200_000)
	g.scrollTo(float64(g.rowHeight()) * 123_456)
	g.Refresh()
	press := func(line int, m fyne.KeyModifier) {
		e := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary, Modifier: m}
		e.Position = fyne.NewPos(50, g.rowHeight()*(float32(line)+1.5))
		g.MouseDown(e)
		g.DragEnd()
	}
	press(3, 0)
	if row, _ := g.current(); row.n != 123_459 {
		t.Errorf("row %d was selected, pressed was 123459", row.n)
	}
	press(5, fyne.KeyModifierShift)
	if a.window.Canvas().Focused() != fyne.Focusable(g) {
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
	g.TypedShortcut(&fyne.ShortcutCopy{Clipboard: a.fyne.Clipboard()})
	want := "Číslo\tJméno\n123\u00a0459\tzáznam 76541\n123\u00a0460\tzáznam 76540\n123\u00a0461\tzáznam 76539"
	if got := a.fyne.Clipboard().Content(); got != want {
		t.Errorf("copied %q, want %q", got, want)
	}
}

func TestGridSorts(t *testing.T) {
	a, g := newTestGrid(t, 5)
	g.setRows([]*testRow{{1, "Zeman"}, {2, "Čapek"}, {3, "Chalupa"}, {4, "Cibulka"}, {5, "Hora"}})
	g.pick(g.rows[0])
	head := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary}
	head.Position = fyne.NewPos(150, 5)
	order := func() (names []string) {
		for _, r := range g.rows {
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
		if row, ok := g.current(); !ok || row.name != "Zeman" {
			t.Errorf("press %d: the cursor left its row", i+1)
		}
	}
	g.MouseDown(head)
	again := newGrid(a, "test", g.all)
	again.setRows(g.given)
	if again.rows[0].name != "Cibulka" {
		t.Error("the order was not remembered")
	}
}

func TestGridRemembersWidthsAndColumns(t *testing.T) {
	a, g := newTestGrid(t, 5)
	e := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary}
	e.Position = fyne.NewPos(90, 5)
	g.MouseDown(e)
	g.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(130, 5)}})
	g.DragEnd()
	g.toggleColumn(g.all[2])
	kept, err := settings.Load(a.settings.File())
	if err != nil {
		t.Fatal(err)
	}
	a.settings = kept
	again := newGrid(a, "test", g.all)
	if got := again.columns(); len(got) != 3 || got[0].width != 130 {
		t.Errorf("columns %v, want three, the first 130 wide", got)
	}
}

func TestShorten(t *testing.T) {
	test.NewTempApp(t)
	var style fyne.TextStyle
	if got := shorten("řádek\njedna", 1000, 14, style); got != "řádek jedna" {
		t.Errorf("%q", got)
	}
	room := textWidth("Alfa s.r…", 14, style)
	if got := shorten("Alfa s.r.o., Praha", room, 14, style); got != "Alfa s.r…" {
		t.Errorf("%q", got)
	}
}

// BenchmarkGrid scrolls through 200,000 rows.
func BenchmarkGridScroll(b *testing.B) {
	f := test.NewTempApp(b)
	w := f.NewWindow("")
	defer w.Close()
	kept, _ := settings.Load("")
	a := &App{fyne: f, window: w, settings: kept, lang: "cs"}
	g := newGrid(a, "bench", []column[int]{
		{key: "a", title: "A", width: 90, text: func(i int) string { return fmt.Sprint("D", i) }},
		{key: "b", title: "B", width: 200, text: func(i int) string { return fmt.Sprint("Neplatná e-mailová adresa ", i) }},
		{key: "c", title: "C", width: 100, text: func(i int) string { return fmt.Sprint("novak(at)firma", i) }},
		{key: "d", title: "D", width: 100, text: func(i int) string { return "Klienti" }},
	})
	rows := make([]int, 200_000)
	for i := range rows {
		rows[i] = i
	}
	g.setRows(rows)
	w.SetContent(g)
	w.Resize(fyne.NewSize(900, 700))
	for b.Loop() {
		g.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -40)})
	}
}
