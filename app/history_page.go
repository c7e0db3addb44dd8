package app

import (
	"fyne.io/fyne/v2"

	"kartoteka/data"
)

// historyPage lists every import.
type historyPage struct {
	app  *App
	grid *grid[*data.Import]
}

func newHistoryPage(a *App) page { return &historyPage{app: a} }

func (h *historyPage) build() fyne.CanvasObject {
	a := h.app
	imports, err := a.store.Imports(a.ctx)
	title, hint := a.text("page.history"), a.text("history.hint")
	switch {
	case err != nil:
		return pageFrame(title, hint, nil, a.errorNote(err))
	case len(imports) == 0:
		return pageFrame(title, hint, nil, empty("history", a.text("history.empty"), a.text("history.empty.hint")))
	}
	h.grid = newGrid(a, "history", h.columns())
	rows := make([]*data.Import, len(imports))
	for i := range imports {
		rows[i] = &imports[i]
	}
	h.grid.setRows(rows)
	return pageFrame(title, hint, nil, frame(h.grid))
}

func (h *historyPage) columns() []column[*data.Import] {
	l := h.app.lang
	sum := func(c data.Counts) int {
		n := 0
		for _, count := range c {
			n += count
		}
		return n
	}
	number := func(key string, of func(*data.Import) int) column[*data.Import] {
		return column[*data.Import]{key: key, title: l.Text("history." + key), width: 110, numbers: true,
			text:    func(i *data.Import) string { return l.Int(of(i)) },
			compare: func(a, b *data.Import) int { return of(a) - of(b) }}
	}
	return []column[*data.Import]{
		{key: "label", title: l.Text("history.label"), width: 190, text: func(i *data.Import) string { return i.Label },
			compare: func(a, b *data.Import) int { return int(a.Number - b.Number) }},
		{key: "date", title: l.Text("history.date"), width: 150, text: func(i *data.Import) string { return l.DateTime(i.Date) },
			compare: func(a, b *data.Import) int { return a.Date.Compare(b.Date) }},
		{key: "file", title: l.Text("history.file"), width: 220, grow: true, text: func(i *data.Import) string { return i.File }},
		{key: "user", title: l.Text("history.user"), width: 150, text: func(i *data.Import) string { return i.UserName }},
		number("imported", func(i *data.Import) int { return sum(i.Imported) }),
		number("remaining", func(i *data.Import) int { return sum(i.Remaining) }),
		{key: "status", title: l.Text("history.status"), width: 150, text: func(i *data.Import) string { return l.Text("history.status." + string(i.Status)) },
			sign: func(i *data.Import) tone {
				if i.Status == data.Deleted {
					return neutralTone
				}
				return successTone
			}},
	}
}
