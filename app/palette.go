package app

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kartoteka/app/ui"
	"kartoteka/app/window"
	"kartoteka/data"
	"kartoteka/data/fold"
)

// A commandPalette finds pages, commands and records by name: what Ctrl+K opens.
type commandPalette struct {
	app     *App
	field   *ui.Entry
	lines   *ui.Grid[*paletteLine]
	all     []*paletteLine // pages and commands, in the order of the menu
	records window.Fetch[[]*paletteLine]
}

// A paletteLine is something to go to or to do.
type paletteLine struct {
	title, kind string
	folded      string
	do          func()
}

// recordsPerType is how many records of each type are offered.
const recordsPerType = 6

// openPalette asks what to go to.
func (a *App) openPalette() {
	if a.User.ID == 0 {
		return
	}
	p := &commandPalette{app: a}
	for _, menu := range a.FyneWindow.MainMenu().Items {
		for _, item := range menu.Items {
			if item.Action != nil && item.Label != "" && !item.Disabled && !item.IsQuit {
				p.add(item.Label, menu.Label, item.Action)
			}
		}
	}
	p.lines = ui.NewGrid(a.Lang, a.Settings.Grid("palette"), func() {}, []ui.Column[*paletteLine]{
		{Key: "title", Title: a.Text("palette.title"), Width: 300, Grow: true, Text: func(l *paletteLine) string { return l.title }},
		{Key: "kind", Title: a.Text("palette.kind"), Width: 150, Text: func(l *paletteLine) string { return l.kind }},
	})
	p.lines.Fixed = true
	p.lines.OnOpen = p.choose
	p.field = ui.NewSearch(a.Text("palette.hint"), p.find)
	p.field.OnSubmitted = func(string) {
		if line, ok := p.lines.Current(); ok {
			p.choose(line)
		}
	}
	p.field.Keys = func(e *fyne.KeyEvent) bool {
		switch e.Name {
		case fyne.KeyDown, fyne.KeyUp, fyne.KeyPageDown, fyne.KeyPageUp:
			p.lines.TypedKey(e)
			return true
		}
		return false
	}
	p.show(p.all)
	a.OpenDialog(&window.Dialog{Title: a.Text("menu.palette"), Width: 560, First: p.field,
		Content: ui.Stack(ui.GapSmall, p.field, container.New(ui.MinHeight(240), ui.Frame(p.lines))),
		Buttons: []*ui.Button{a.Closing(a.Text("dialog.close"))}})
}

func (p *commandPalette) add(title, kind string, do func()) {
	p.all = append(p.all, &paletteLine{title: strings.TrimSuffix(title, "…"), kind: kind, folded: fold.Text(title), do: do})
}

// find shows what all typed words are found in, records after pages and commands.
func (p *commandPalette) find(text string) {
	words := strings.Fields(text)
	var found []*paletteLine
	for _, line := range p.all {
		hit := true
		for _, w := range words {
			hit = hit && strings.Contains(line.folded, fold.Text(w))
		}
		if hit {
			found = append(found, line)
		}
	}
	p.show(found)
	if len(words) == 0 {
		return
	}
	a := p.app
	p.records.Start(a.Window, func(ctx context.Context) ([]*paletteLine, error) { return a.namedRecords(ctx, text) }, func(records []*paletteLine, err error) {
		if err != nil {
			a.LogError(err)
			return
		}
		if p.field.Text == text {
			p.show(append(found, records...))
		}
	})
}

// namedRecords are the records that a search for words finds first, of every type that has a page the person may open.
func (a *App) namedRecords(ctx context.Context, words string) ([]*paletteLine, error) {
	var lines []*paletteLine
	for _, e := range a.Visible() {
		if e.Records == "" {
			continue
		}
		records, err := a.Store.Records(ctx, e.Records, data.Query{Search: words, Limit: recordsPerType})
		if err != nil {
			return nil, err
		}
		for i := range records {
			r := &records[i]
			lines = append(lines, &paletteLine{title: r.Title(), kind: a.Text("record." + string(r.Type) + ".title"), do: func() { a.OpenRecord(r.Type, r.ID) }})
		}
	}
	return lines, nil
}

func (p *commandPalette) show(lines []*paletteLine) {
	p.lines.SetRows(lines)
	if len(lines) > 0 {
		p.lines.GoTo(0, false)
	}
}

func (p *commandPalette) choose(line *paletteLine) {
	p.app.CloseDialog()
	line.do()
}
