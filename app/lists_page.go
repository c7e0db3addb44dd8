package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kartoteka/data"
)

// listsPage shows the items of each list.
type listsPage struct {
	app  *App
	list string // key of the one that is shown
}

func newListsPage(a *App) page { return &listsPage{app: a, list: data.ListKeys()[0]} }

func (p *listsPage) build() fyne.CanvasObject {
	a := p.app
	lists, err := a.store.Lists(a.ctx)
	if err != nil {
		return pageFrame(a.text("page.lists"), a.text("lists.hint"), nil, a.errorNote(err))
	}
	names := stack(2)
	for _, key := range data.ListKeys() {
		item := newNavItem("list", a.text("list."+key), func() {
			p.list = key
			a.show("lists")
		})
		item.count, item.chosen, item.step = a.lang.Int(len(lists[key])), key == p.list, func(int) {}
		names.Add(item)
	}
	items := newGrid(a, "lists", []column[string]{{key: "item", title: a.text("list." + p.list), text: func(s string) string { return s }}})
	items.setRows(lists[p.list])
	content := container.NewBorder(nil, nil, beside(gap, atLeast(300, container.NewVScroll(names)), gapOf(0)), nil, frame(items))
	return pageFrame(a.text("page.lists"), a.text("lists.hint"), nil, content)
}
