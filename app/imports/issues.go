package imports

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kartoteka/app/ui"
	"kartoteka/app/window"
	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/data/fold"
	"kartoteka/importer/issue"
)

// A filter says which rows of the issue grid are shown. The zero value shows all.
type filter struct {
	severity  issue.Severity
	record    data.RecordType
	corrected bool
	code      issue.Code
	words     string // folded
}

// issueGrid shows every issue and every correction.
type issueGrid struct {
	step   *checkStep
	filter filter
	run    int // number of the search, so that a late result of an older one is not taken

	grid  *ui.Grid[*issueRow]
	kinds *fyne.Container // the choice of a kind
	words *ui.Entry
	box   *fyne.Container // the grid, or why it is empty
	empty bool
	shown *view
	last  *issueRow // where the cursor goes when there are rows, nil: to the first one
}

func newIssueGrid(s *checkStep) *issueGrid {
	g := &issueGrid{step: s}
	w := s.page.window
	g.kinds = container.NewStack()
	g.words = ui.NewSearch(w.Text("import.search"), func(text string) {
		g.filter.words = fold.Words(text)
		g.apply(false)
	})
	if old := s.issues; old != nil { // drawn again: the filter, the search and the place stay
		g.filter, g.words.Text = old.filter, old.words.Text
		g.last, _ = old.grid.Current()
	}
	return g
}

// tools are the filter by kind and the search.
func (g *issueGrid) tools() fyne.CanvasObject {
	return ui.Beside(ui.GapSmall, ui.AtLeast(232, g.kinds), ui.AtLeast(176, g.words))
}

func (g *issueGrid) build() fyne.CanvasObject {
	w := g.step.page.window
	g.grid = window.NewGrid(w, "issues", issueColumns(w))
	g.grid.Sorter = func() { g.apply(false) }
	g.grid.OnSelect = g.step.detail.show
	g.grid.OnOpen = func(*issueRow) { g.step.detail.edit() }
	g.box = container.NewStack(ui.Frame(g.grid))
	return g.box
}

// issueColumns are the columns of the issue grid. Texts are made for the rows in view only.
func issueColumns(w *window.Window) []ui.Column[*issueRow] {
	l := w.Lang
	place := func(x, y *issueRow) int { return cmp.Or(cmp.Compare(x.Row, y.Row), cmp.Compare(x.Col, y.Col)) }
	return []ui.Column[*issueRow]{
		{Key: "severity", Title: l.Text("issues.severity"), Width: 132, Text: func(r *issueRow) string { return severityWord(l, r) }, Sign: severityTone,
			Compare: func(x, y *issueRow) int { return cmp.Compare(gravity(x), gravity(y)) }},
		{Key: "cell", Title: l.Text("issues.cell"), Width: 66, Text: func(r *issueRow) string { return cellName(l, r) }, Compare: place},
		{Key: "sheet", Title: l.Text("issues.sheet"), Width: 80, Text: func(r *issueRow) string { return r.Sheet }},
		{Key: "column", Title: l.Text("issues.column"), Width: 118, Text: func(r *issueRow) string { return r.Column }},
		{Key: "record", Title: l.Text("issues.record"), Width: 126, Text: recordName},
		{Key: "value", Title: l.Text("issues.value"), Width: 132, Text: func(r *issueRow) string { return r.Value }},
		{Key: "problem", Title: l.Text("issues.problem"), Width: 182, Grow: true, Text: func(r *issueRow) string { return problem(l, r) },
			Compare: func(x, y *issueRow) int { return cmp.Compare(x.Code, y.Code) }},
		{Key: "suggestion", Title: l.Text("issues.suggestion"), Width: 128, Text: func(r *issueRow) string { return r.Suggestion }},
		{Key: "message", Title: l.Text("issues.message"), Width: 480, Hidden: true, Text: func(r *issueRow) string { return wholeMessage(l, r) }},
	}
}

func severityWord(l assets.Lang, r *issueRow) string {
	if r.fix != nil {
		return l.Text("import.corrected")
	}
	return l.Text("severity." + string(r.Severity))
}

func severityTone(r *issueRow) ui.Tone {
	if r.fix != nil {
		return ui.SuccessTone
	}
	return severityTones[r.Severity]
}

// gravity orders severities, the gravest first and corrections last.
func gravity(r *issueRow) int {
	if r.fix != nil {
		return len(issue.Severities())
	}
	return slices.Index(issue.Severities(), r.Severity)
}

// cellName is the address of the cell, or the row for what concerns a whole row.
func cellName(l assets.Lang, r *issueRow) string {
	if card, property, is := strings.Cut(r.Address, ":"); is {
		return l.Text("issues.card", assets.Values{"N": card, "Property": property})
	}
	if r.Row > 0 && r.Col == 0 {
		return l.Text("issues.row", assets.Values{"Row": r.Row})
	}
	return r.Cell()
}

func recordName(r *issueRow) string {
	if r.entry == nil {
		return ""
	}
	return r.entry.Record.Title()
}

func problem(l assets.Lang, r *issueRow) string {
	if r.fix != nil {
		return l.Text("import.corrected.title")
	}
	return r.Code.Title(l)
}

func wholeMessage(l assets.Lang, r *issueRow) string {
	if r.fix != nil {
		return l.Text("import.corrected.message", assets.Values{"Was": r.fix.Was, "Now": r.fix.Now})
	}
	return r.Message(l)
}

// show takes the rows of a view.
func (g *issueGrid) show(v *view) {
	w := g.step.page.window
	options := []string{w.Text("import.kinds.all", assets.Values{"Count": w.Lang.Int(len(v.rows) - len(v.report.Corrected))})}
	for _, k := range v.kinds {
		options = append(options, w.Text("import.kinds.one", assets.Values{"Title": k.code.Title(w.Lang), "Count": w.Lang.Int(k.count)}))
	}
	if len(v.report.Corrected) == 0 {
		g.filter.corrected = false // the tile that takes it away is gone
	}
	at := 1 + slices.IndexFunc(v.kinds, func(k issueKind) bool { return k.code == g.filter.code })
	if at == 0 {
		g.filter.code = ""
	}
	hang(g.kinds, ui.NewChoice(options, at, func(i int) { g.chooseKind(v, i) }).Box)
	again := g.shown != v
	g.shown = v
	g.apply(again)
}

// chooseKind shows one kind of issue; 0 is all. A tile that was chosen no longer holds.
func (g *issueGrid) chooseKind(v *view, at int) {
	code := issue.Code("")
	if at > 0 {
		code = v.kinds[at-1].code
	}
	if code != g.filter.code {
		g.filter = filter{code: code, words: g.filter.words}
		g.step.refresh()
	}
}

// toggle filters by what a tile counts, or shows everything again.
func (g *issueGrid) toggle(f filter) func() {
	return func() {
		if words := g.filter.words; g.filter == f {
			g.filter = filter{words: words}
		} else {
			g.filter = f
			g.filter.words = words
		}
		g.step.refresh()
	}
}

// clear takes search and filter away. It reports whether there was any.
func (g *issueGrid) clear() bool {
	if g.filter == (filter{}) {
		return false
	}
	g.filter = filter{}
	g.words.SetText("")
	g.step.refresh()
	return true
}

// apply shows the rows that pass the filter, in the order asked for; again, those of another check. Looking through 200,000 of
// them is done beside the window.
func (g *issueGrid) apply(again bool) {
	v, f, w := g.step.view, g.filter, g.step.page.window
	l, kept := w.Lang, *g.grid.Kept
	g.run++
	run := g.run
	if f == (filter{}) && kept.Sort == "" {
		g.setRows(v.rows, again)
		return
	}
	all := g.grid.All
	window.Start(w, window.Task[[]*issueRow]{
		Work: func(ctx context.Context, _ data.Progress) ([]*issueRow, error) {
			rows, err := f.pick(ctx, l, v.rows)
			if i := slices.IndexFunc(all, func(c ui.Column[*issueRow]) bool { return c.Key == kept.Sort }); err == nil && i >= 0 {
				rows = ui.Sorted(l, all[i], rows, kept.Desc)
			}
			return rows, err
		},
		Done: func(rows []*issueRow, err error) {
			if err == nil && run == g.run {
				g.setRows(rows, again)
			}
		},
	})
}

// setRows replaces the rows. The cursor stays on its issue; where that is gone it stays where it was after another check, so
// that mending goes on from there, and else goes to the first row.
func (g *issueGrid) setRows(rows []*issueRow, again bool) {
	before, had := g.grid.Current()
	at := g.grid.CursorRow
	if !had && g.last != nil {
		before, had = g.last, true
	}
	g.last = nil
	g.grid.SetRows(rows)
	if had {
		i := slices.IndexFunc(g.grid.Rows, before.isSame)
		switch {
		case i < 0 && again:
			i = min(at, len(rows)-1)
		case i < 0:
			i = min(0, len(rows)-1)
		}
		g.grid.CursorRow = -1
		g.grid.GoTo(i, false)
	}
	if len(rows) == 0 {
		g.empty = true
		hang(g.box, ui.Card(g.nothing()))
		g.step.detail.show(nil)
		return
	}
	if g.empty {
		g.empty = false
		hang(g.box, ui.Frame(g.grid))
	}
	if !had {
		g.grid.GoTo(0, false)
	}
}

// nothing says why no row is shown.
func (g *issueGrid) nothing() fyne.CanvasObject {
	w := g.step.page.window
	return ui.Empty("search", w.Text("import.none_shown"), w.Text("import.none_shown.hint"), ui.Secondary(w.Text("import.show_all"), "", func() { g.clear() }))
}

// pick returns the rows that pass the filter.
func (f filter) pick(ctx context.Context, l assets.Lang, rows []*issueRow) ([]*issueRow, error) {
	var out []*issueRow
	titles := map[issue.Code]string{}
	for i, r := range rows {
		if i%1024 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		title, ok := titles[r.Code]
		if !ok {
			title = fold.Words(problem(l, r))
			titles[r.Code] = title
		}
		if f.passes(r) && (f.words == "" || strings.Contains(title, f.words) || f.found(r)) {
			out = append(out, r)
		}
	}
	return out, nil
}

func (f filter) passes(r *issueRow) bool {
	return (f.severity == "" || r.Severity == f.severity && r.fix == nil) && (f.record == "" || r.Record == f.record) &&
		(!f.corrected || r.fix != nil) && (f.code == "" || r.Code == f.code && r.fix == nil)
}

// found looks for the words in what the row shows.
func (f filter) found(r *issueRow) bool {
	for _, text := range []string{r.Cell(), r.Value, recordName(r), r.Column, r.Sheet, r.Suggestion} {
		if strings.Contains(fold.Words(text), f.words) {
			return true
		}
	}
	return false
}
