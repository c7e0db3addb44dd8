package app

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kartoteka/app/ui"
	"kartoteka/assets"
	"kartoteka/data"
)

// listsPage shows the items of each list in their order, and changes them (list_item.go).
type listsPage struct {
	editing
	list   string // key of the one that is shown
	chosen string // item the cursor is on
	lists  fetch[*allLists]
	uses   fetch[int]

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

func newListsPage(a *Window) page {
	p := &listsPage{list: data.ListKeys()[0]}
	p.editing = editing{changer: changer{window: a}, load: p.fetch}
	return p
}

// openList shows a list on its page.
func openList(a *Window, list string) {
	a.closeDialog()
	if p, ok := a.page("lists").(*listsPage); ok {
		p.list, p.said = list, nil
		a.show("lists")
	}
}

func (p *listsPage) build() fyne.CanvasObject {
	a := p.window
	p.names, p.body, p.bar = ui.Stack(2), container.NewStack(), ui.NewToolbar(a.canvas())
	p.title, p.used = ui.Subheading(""), ui.Caption("")
	p.grid = newGrid(a, "lists", []ui.Column[*listItem]{{Key: "item", Title: a.text("lists.item"), Text: func(i *listItem) string { return i.text }}})
	p.grid.Fixed = true
	p.grid.OnSelect = p.selected
	p.grid.OnOpen = p.rename
	p.load()
	add := ui.Primary(a.text("lists.add"), "add", p.add)
	items := container.New(ui.SpacedBorder(ui.GapSmall), container.New(&ui.WrapRow{}, p.title, p.bar.Container),
		container.NewBorder(nil, ui.Stack(0, ui.GapOf(ui.GapSmall), p.used), nil, nil, p.body))
	left := container.New(fixedWidth(304), container.NewVScroll(container.NewBorder(nil, nil, nil, ui.GapOf(ui.Gap), p.names)))
	return ui.PageFrame(a.text("page.lists"), a.text("lists.hint"), []fyne.CanvasObject{a.helpButton(), add}, container.NewBorder(nil, nil, ui.Beside(ui.Gap, left, ui.GapOf(0)), nil, items))
}

// fetch reads the lists and draws them.
func (p *listsPage) fetch() {
	a := p.window
	p.lists.start(a, func(ctx context.Context) (*allLists, error) { return readLists(ctx, a) }, func(all *allLists, err error) {
		if err != nil {
			p.body.Objects = []fyne.CanvasObject{a.loadFailed(err, p.load)}
			p.body.Refresh()
			return
		}
		p.draw(all)
	})
}

func readLists(ctx context.Context, a *Window) (*allLists, error) {
	items, err := a.store.Lists(ctx)
	if err != nil {
		return nil, err
	}
	schema, err := a.store.Schema(ctx)
	if err != nil {
		return nil, err
	}
	all := &allLists{items: items, titles: map[string]string{}, keys: data.ListKeys()}
	for _, t := range data.Importable() {
		for _, f := range schema.Fields(t) {
			if f.Custom() && f.Type == data.List {
				all.titles[f.List] = a.text("lists.custom", assets.Values{"Title": f.Title, "Records": a.text("record." + string(t) + ".titles")})
				all.keys = append(all.keys, f.List)
			}
		}
	}
	return all, nil
}

// titleOf is what people call a list.
func (p *listsPage) titleOf(all *allLists, key string) string {
	if title, custom := all.titles[key]; custom {
		return title
	}
	return p.window.text("list." + key)
}

func (p *listsPage) draw(all *allLists) {
	a := p.window
	if p.titleOf(all, p.list) == "list."+p.list { // a custom field that is gone
		p.list = all.keys[0]
	}
	p.names.RemoveAll()
	for _, key := range all.keys {
		item := ui.NewNavItem("list", p.titleOf(all, key), func() {
			p.list, p.chosen, p.said = key, "", nil
			p.draw(all)
		})
		item.Count, item.Chosen, item.Step = a.lang.Int(len(all.items[key])), key == p.list, func(int) {}
		p.names.Add(item)
	}
	p.title.SetText(p.titleOf(all, p.list))
	content := fyne.CanvasObject(ui.Frame(p.grid))
	if len(all.items[p.list]) == 0 {
		content = ui.Empty("list", a.text("lists.empty"), a.text("lists.empty.hint"))
	}
	p.body.Objects = []fyne.CanvasObject{p.below(content)}
	p.body.Refresh()
	if len(all.items[p.list]) == 0 {
		p.bar.Offer()
	}
	p.used.SetText("")
	var rows []*listItem
	for i, text := range all.items[p.list] {
		rows = append(rows, &listItem{text, i})
	}
	fill(p.grid, rows, func(i *listItem) bool { return i.text == p.chosen })
}

// selected offers what can be done with an item, and says how many records have it.
func (p *listsPage) selected(i *listItem) {
	a, list := p.window, p.list
	p.chosen = i.text
	up := ui.Quiet(a.text("order.up"), "arrow-up", func() { p.move(i, -1) })
	up.SetEnabled(i.place > 0)
	down := ui.Quiet(a.text("order.down"), "arrow-down", func() { p.move(i, 1) })
	down.SetEnabled(i.place < len(p.grid.Rows)-1)
	p.bar.Offer(ui.Quiet(a.text("lists.rename"), "edit", func() { p.rename(i) }), up, down,
		ui.Quiet(a.text("remove"), "delete", func() { p.remove(i) }))
	p.used.SetText("")
	p.uses.start(a, func(ctx context.Context) (int, error) { return usesOf(ctx, a.store, list, i.text) }, func(n int, err error) {
		if err != nil {
			a.record(err)
			return
		}
		p.used.SetText(p.counted("lists.used", n, assets.Values{"Item": i.text}))
	})
}

// usesOf counts the records that have an item of a list.
func usesOf(ctx context.Context, store *data.Store, list, item string) (int, error) {
	schema, err := store.Schema(ctx)
	if err != nil {
		return 0, err
	}
	n := 0
	for _, t := range data.RecordTypes() {
		for _, f := range schema.Fields(t) {
			if f.Type != data.List || f.List != list {
				continue
			}
			count, err := store.Count(ctx, t, data.Query{Filter: map[string]any{f.Key: item}})
			if err != nil {
				return 0, err
			}
			n += count
		}
	}
	return n, nil
}

// refused says why the store did not take an item.
func (p *listsPage) refused(err error) string {
	switch {
	case errors.Is(err, data.ErrExists):
		return p.window.text("lists.wrong.exists")
	case errors.Is(err, data.ErrInvalid):
		return p.window.text("lists.wrong.long", assets.Values{"Max": data.MaxLength})
	}
	return ""
}
