package setup

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kartoteka/app/ui"
	"kartoteka/app/window"
	"kartoteka/assets"
	"kartoteka/data"
)

// listsPage shows the items of each list in their order, and changes them (list_item.go).
type listsPage struct {
	window.Editing
	list   string // key of the one that is shown
	chosen string // item the cursor is on
	lists  window.Fetch[*allLists]
	uses   window.Fetch[int]

	grid  *ui.Grid[*listItem]
	names *fyne.Container
	title *ui.Words
	body  *fyne.Container
	bar   *ui.Toolbar // what can be done with the chosen item
	used  *ui.Words   // how many records have it
}

// A listItem is an item and its place, from 0.
type listItem struct {
	text  string
	place int
}

// allLists are the lists as they stand at one moment.
type allLists struct {
	items  map[string][]string
	titles map[string]string // of the lists of custom fields
	keys   []string          // of all lists, in the order they are shown
}

// NewLists makes the page of list items.
func NewLists(w *window.Window) window.Page {
	p := &listsPage{list: data.ListKeys()[0]}
	p.Editing = window.Editing{Changer: window.Changer{Window: w}, Load: p.fetch}
	return p
}

// openList shows a list on its page.
func openList(w *window.Window, list string) {
	w.CloseDialog()
	if p, ok := w.Page("lists").(*listsPage); ok {
		p.list, p.Said = list, nil
		w.Show("lists")
	}
}

// Build draws the page.
func (p *listsPage) Build() fyne.CanvasObject {
	w := p.Window
	p.names, p.body, p.bar = ui.Stack(2), container.NewStack(), ui.NewToolbar(w.Canvas())
	p.title, p.used = ui.Subheading(""), ui.Caption("")
	p.grid = window.NewGrid(w, "lists", []ui.Column[*listItem]{{Key: "item", Title: w.Text("lists.item"), Text: func(i *listItem) string { return i.text }}})
	p.grid.Fixed = true
	p.grid.OnSelect = p.selected
	p.grid.OnOpen = p.rename
	p.Load()
	add := ui.Primary(w.Text("lists.add"), "add", p.Add)
	items := container.New(ui.SpacedBorder(ui.GapSmall), container.New(&ui.WrapRow{}, p.title, p.bar.Container),
		container.NewBorder(nil, ui.Stack(0, ui.GapOf(ui.GapSmall), p.used), nil, nil, p.body))
	left := container.New(ui.FixedWidth(304), container.NewVScroll(container.NewBorder(nil, nil, nil, ui.GapOf(ui.Gap), p.names)))
	return ui.PageFrame(w.Text("page.lists"), w.Text("lists.hint"), []fyne.CanvasObject{w.HelpButton(), add}, container.NewBorder(nil, nil, ui.Beside(ui.Gap, left, ui.GapOf(0)), nil, items))
}

// fetch reads the lists and draws them.
func (p *listsPage) fetch() {
	w := p.Window
	p.lists.Start(w, func(ctx context.Context) (*allLists, error) { return readLists(ctx, w) }, func(all *allLists, err error) {
		if err != nil {
			p.body.Objects = []fyne.CanvasObject{w.LoadFailed(err, p.Load)}
			p.body.Refresh()
			return
		}
		p.draw(all)
	})
}

func readLists(ctx context.Context, w *window.Window) (*allLists, error) {
	items, err := w.Store.Lists(ctx)
	if err != nil {
		return nil, err
	}
	schema, err := w.Store.Schema(ctx)
	if err != nil {
		return nil, err
	}
	all := &allLists{items: items, titles: map[string]string{}, keys: data.ListKeys()}
	for _, t := range data.Importable() {
		for _, f := range schema.Fields(t) {
			if f.Custom() && f.Type == data.List {
				all.titles[f.List] = w.Text("lists.custom", assets.Values{"Title": f.Title, "Records": w.Text("record." + string(t) + ".titles")})
				all.keys = append(all.keys, f.List)
			}
		}
	}
	return all, nil
}

// titleOf is the title of a list.
func (p *listsPage) titleOf(all *allLists, key string) string {
	if title, custom := all.titles[key]; custom {
		return title
	}
	return p.Window.Text("list." + key)
}

func (p *listsPage) draw(all *allLists) {
	w := p.Window
	if p.titleOf(all, p.list) == "list."+p.list { // a custom field that is gone
		p.list = all.keys[0]
	}
	p.names.RemoveAll()
	for _, key := range all.keys {
		item := ui.NewNavItem("list", p.titleOf(all, key), func() {
			p.list, p.chosen, p.Said = key, "", nil
			p.draw(all)
		})
		item.Count, item.Chosen, item.Step = w.Lang.Int(len(all.items[key])), key == p.list, func(int) {}
		p.names.Add(item)
	}
	p.title.SetText(p.titleOf(all, p.list))
	content := fyne.CanvasObject(ui.Frame(p.grid))
	if len(all.items[p.list]) == 0 {
		content = ui.Empty("list", w.Text("lists.empty"), w.Text("lists.empty.hint"))
	}
	p.body.Objects = []fyne.CanvasObject{p.Below(content)}
	p.body.Refresh()
	if len(all.items[p.list]) == 0 {
		p.bar.Offer()
	}
	p.used.SetText("")
	var rows []*listItem
	for i, text := range all.items[p.list] {
		rows = append(rows, &listItem{text, i})
	}
	p.grid.Fill(rows, func(i *listItem) bool { return i.text == p.chosen })
}

// selected offers what can be done with an item, and says how many records have it.
func (p *listsPage) selected(i *listItem) {
	w, list := p.Window, p.list
	p.chosen = i.text
	up := ui.Quiet(w.Text("order.up"), "arrow-up", func() { p.move(i, -1) })
	up.SetEnabled(i.place > 0)
	down := ui.Quiet(w.Text("order.down"), "arrow-down", func() { p.move(i, 1) })
	down.SetEnabled(i.place < len(p.grid.Rows)-1)
	p.bar.Offer(ui.Quiet(w.Text("lists.rename"), "edit", func() { p.rename(i) }), up, down,
		ui.Quiet(w.Text("remove"), "delete", func() { p.remove(i) }))
	p.used.SetText("")
	p.uses.Start(w, func(ctx context.Context) (int, error) { return w.Store.ItemUses(ctx, list, i.text) }, func(n int, err error) {
		if err != nil {
			w.LogError(err)
			return
		}
		p.used.SetText(p.counted("lists.used", n, assets.Values{"Item": i.text}))
	})
}

// refused says why the store did not take an item.
func (p *listsPage) refused(err error) string {
	switch {
	case errors.Is(err, data.ErrExists):
		return p.Window.Text("lists.wrong.exists")
	case errors.Is(err, data.ErrInvalid):
		return p.Window.Text("lists.wrong.long", assets.Values{"Max": data.MaxLength})
	}
	return ""
}
