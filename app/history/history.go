// Package history has the pages about imports that were made: all of them with what is left of each (history.go, detail.go), and the
// one that deletes by label what an import brought (deletion.go, preview.go).
package history

import (
	"cmp"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kartoteka/app/ui"
	"kartoteka/app/undo"
	"kartoteka/app/window"
	"kartoteka/assets"
	"kartoteka/data"
)

// historyPage lists every import; below the list stands the selected one with what it brought and what is left of it.
type historyPage struct {
	window  *window.Window
	chosen  int64 // number of the import the cursor is on
	imports window.Fetch[[]data.Import]
	said    func() fyne.CanvasObject
	job     *window.Job

	grid   *ui.Grid[*data.Import]
	body   *fyne.Container
	detail *fyne.Container
}

// New makes the page that lists every import.
func New(w *window.Window) window.Page { return &historyPage{window: w} }

// Build draws the page.
func (h *historyPage) Build() fyne.CanvasObject {
	w := h.window
	h.body, h.detail = container.NewStack(), container.NewStack()
	h.grid = window.NewGrid(w, "history", h.columns())
	h.grid.OnSelect = h.selected
	h.grid.Menu = h.commands
	h.grid.OnOpen = h.showRecords
	h.load()
	return ui.PageFrame(w.Text("page.history"), w.Text("history.hint"), []fyne.CanvasObject{w.HelpButton()}, h.body)
}

// load fetches the history.
func (h *historyPage) load() {
	w := h.window
	h.imports.Start(w, w.Store.Imports, func(imports []data.Import, err error) {
		switch {
		case err != nil:
			h.body.Objects = []fyne.CanvasObject{w.LoadFailed(err, h.load)}
		case len(imports) == 0:
			h.body.Objects = []fyne.CanvasObject{ui.Empty("history", w.Text("history.empty"), w.Text("history.empty.hint"))}
		default:
			rows := make([]*data.Import, len(imports))
			for i := range imports {
				rows[i] = &imports[i]
			}
			h.body.Objects = []fyne.CanvasObject{container.NewBorder(nil, ui.Stack(0, ui.GapOf(ui.Gap), h.detail), nil, nil, ui.Frame(h.grid))}
			h.grid.Fill(rows, func(i *data.Import) bool { return i.Number == h.chosen })
		}
		h.body.Refresh()
	})
}

func (h *historyPage) columns() []ui.Column[*data.Import] {
	l := h.window.Lang
	number := func(key string, width float32, of func(*data.Import) data.Counts) ui.Column[*data.Import] {
		return ui.Column[*data.Import]{Key: key, Title: l.Text("history.column." + key), Width: width, Numbers: true,
			Text:    func(i *data.Import) string { return l.Int(of(i).Total()) },
			Compare: func(a, b *data.Import) int { return of(a).Total() - of(b).Total() }}
	}
	found := number("found", 84, func(i *data.Import) data.Counts { return i.Found })
	found.Hidden = true // it is the sum of the next three
	return []ui.Column[*data.Import]{
		{Key: "label", Title: l.Text("history.label"), Width: 164, Text: func(i *data.Import) string { return i.Label },
			Compare: func(a, b *data.Import) int { return cmp.Compare(a.Number, b.Number) }},
		{Key: "date", Title: l.Text("history.date"), Width: 104, Text: func(i *data.Import) string { return l.Date(i.Date) },
			Compare: func(a, b *data.Import) int { return a.Date.Compare(b.Date) }},
		{Key: "file", Title: l.Text("history.file"), Width: 118, Grow: true, Text: func(i *data.Import) string { return i.File }},
		{Key: "user", Title: l.Text("history.user"), Width: 118, Text: func(i *data.Import) string { return i.UserName }},
		found,
		number("imported", 80, func(i *data.Import) data.Counts { return i.Imported }),
		number("rejected", 86, func(i *data.Import) data.Counts { return i.Rejected }),
		number("duplicates", 84, func(i *data.Import) data.Counts { return i.Duplicates }),
		number("remaining", 72, func(i *data.Import) data.Counts { return i.Remaining }),
		{Key: "status", Title: l.Text("history.status"), Width: 146, Text: func(i *data.Import) string { return l.Text("history.status." + string(statusOf(i))) },
			Sign: func(i *data.Import) ui.Tone { return statusTone(i) }},
	}
}

// edited is the status of an import some of whose records were deleted by hand.
const edited data.ImportStatus = "edited"

// statusOf is the state of an import in words.
func statusOf(i *data.Import) data.ImportStatus {
	if i.Status == data.Imported && i.Remaining.Total() < i.Imported.Total() {
		return edited
	}
	return i.Status
}

func statusTone(i *data.Import) ui.Tone {
	switch statusOf(i) {
	case data.Imported:
		return ui.SuccessTone
	case data.Deleted:
		return ui.NeutralTone
	}
	return ui.InfoTone
}

func (h *historyPage) selected(i *data.Import) {
	if h.chosen != i.Number {
		h.said = nil
	}
	h.chosen = i.Number
	h.drawDetail(i)
}

// commands are the verbs for an import, for the menu of its row.
func (h *historyPage) commands(i *data.Import) []*fyne.MenuItem {
	records := fyne.NewMenuItem(h.window.Text("history.records"), func() { h.showRecords(i) })
	records.Disabled = i.Remaining.Total() == 0
	remove := fyne.NewMenuItem(h.window.Text("history.delete"), func() { h.delete(i) })
	remove.Disabled = i.Remaining.Total() == 0 || h.job != nil
	restore := fyne.NewMenuItem(h.window.Text("history.restore"), func() { h.restore(i) })
	restore.Disabled = !i.Restorable || h.job != nil
	return []*fyne.MenuItem{records, remove, restore}
}

// showRecords goes to what is left of the import: to its clients, or else to the records of which there are most.
func (h *historyPage) showRecords(i *data.Import) {
	best := data.Client
	for _, t := range data.Importable() {
		if i.Remaining[data.Client] == 0 && i.Remaining[t] > i.Remaining[best] {
			best = t
		}
	}
	if i.Remaining[best] > 0 {
		h.window.ShowRecords(best, i.Label)
	}
}

// delete goes to the page that deletes the import.
func (h *historyPage) delete(i *data.Import) {
	if p, ok := h.window.Page("deletion").(*deletionPage); ok {
		p.Choose(kindOf(i), i.Label)
	}
}

// kindOf is the record type by which an import is deleted: that of which most is left.
func kindOf(i *data.Import) data.Deletable {
	best := data.Clients
	for _, kind := range data.Deletables() {
		if countOf(i.Remaining, kind) > countOf(i.Remaining, best) {
			best = kind
		}
	}
	return best
}

// restore puts back what was deleted of the import.
func (h *historyPage) restore(i *data.Import) {
	w := h.window
	h.said = nil
	undo.PutBack(w, &h.job, i.Label, func(counts data.Counts) {
		if counts != nil {
			h.said = func() fyne.CanvasObject {
				return ui.Note(ui.SuccessTone, w.Text("restore.done", assets.Values{"Label": i.Label, "Records": w.Counted(counts, ".accusative")}))
			}
		}
		w.Redraw("history")
	})
	w.Redraw("history")
}
