package app

import (
	"context"
	"strings"

	"kartoteka/app/ui"
	"kartoteka/assets"
	"kartoteka/data"
)

// add asks for new items, one on a line.
func (p *listsPage) add() {
	a, user, list := p.window, p.window.user, p.list
	items := ui.NewTextEntry(5)
	var added []string
	f := &dialogForm{title: a.text("lists.add.title", assets.Values{"List": p.title.Text()}), verb: a.text("lists.add.verb"), first: items,
		content: ui.Labelled(a.text("lists.add.hint"), items),
		submit: func() (func(context.Context) error, string) {
			added = itemLines(items.Text)
			if len(added) == 0 {
				return nil, a.text("lists.wrong.empty")
			}
			for _, item := range added {
				for _, other := range p.grid.Rows {
					if sameItem(other.text, item) {
						return nil, a.text("lists.wrong.has", assets.Values{"Item": other.text})
					}
				}
			}
			return func(ctx context.Context) error { return a.store.AddListItems(ctx, user, list, added...) }, ""
		},
		refused: p.refused,
		done: func() {
			p.chosen = added[len(added)-1]
			p.made(nil, a.plural("lists.added", len(added)))
		}}
	a.openForm(f)
}

// counted says how many records are concerned, in words of its own when there are none.
func (p *listsPage) counted(key string, n int, values assets.Values) string {
	if n == 0 {
		return p.window.text(key+".none", values)
	}
	return p.window.plural(key, n, values)
}

// sameItem reports whether a list takes two texts for one item.
func sameItem(a, b string) bool {
	if folded := data.Fold(a); folded != "" {
		return folded == data.Fold(b)
	}
	return a == b
}

// rename asks for another text of an item and says how many records change with it.
func (p *listsPage) rename(i *listItem) {
	a, list := p.window, p.list
	p.uses.start(a, func(ctx context.Context) (int, error) { return usesOf(ctx, a.store, list, i.text) }, func(n int, err error) {
		if err != nil {
			a.fail(err)
			return
		}
		p.used.SetText(p.counted("lists.used", n, assets.Values{"Item": i.text}))
		p.askName(i, n)
	})
}

func (p *listsPage) askName(i *listItem, uses int) {
	a, user, list := p.window, p.window.user, p.list
	name := ui.NewEntry()
	name.SetText(i.text)
	renamed := ""
	f := &dialogForm{title: a.text("lists.rename.title", assets.Values{"Item": i.text}), verb: a.text("lists.rename.verb"), first: name,
		content: ui.Stack(ui.Gap, ui.Labelled(a.text("lists.item"), name), ui.SmallPrint(p.counted("lists.rename.hint", uses, nil))),
		submit: func() (func(context.Context) error, string) {
			renamed = strings.TrimSpace(name.Text)
			if renamed == "" {
				return nil, a.text("lists.wrong.empty")
			}
			return func(ctx context.Context) error { return a.store.RenameListItem(ctx, user, list, i.text, renamed) }, ""
		},
		refused: p.refused,
		done: func() {
			p.chosen = renamed
			p.made(nil, p.counted("lists.renamed", uses, assets.Values{"Item": renamed}))
		}}
	f.submitWith(name)
	a.openForm(f)
}

func (p *listsPage) move(i *listItem, by int) {
	a, user, list := p.window, p.window.user, p.list
	p.change(func(ctx context.Context) error { return a.store.MoveListItem(ctx, user, list, i.text, i.place+by) }, "")
}

// remove takes an item out of the list after asking.
func (p *listsPage) remove(i *listItem) {
	a, user, list := p.window, p.window.user, p.list
	p.uses.start(a, func(ctx context.Context) (int, error) { return usesOf(ctx, a.store, list, i.text) }, func(n int, err error) {
		if err != nil {
			a.fail(err)
			return
		}
		a.ask(question{title: a.text("lists.remove.title", assets.Values{"Item": i.text}), text: p.counted("lists.remove.text", n, nil),
			verb: a.text("lists.remove.verb"), risky: true, do: func() {
				p.change(func(ctx context.Context) error { return a.store.RemoveListItem(ctx, user, list, i.text) },
					a.text("lists.removed", assets.Values{"Item": i.text}))
			}})
	})
}
