package setup

import (
	"context"
	"strings"

	"kartoteka/app/ui"
	"kartoteka/app/window"
	"kartoteka/assets"
	"kartoteka/data/fold"
)

// Add asks for new items, one on a line.
func (p *listsPage) Add() {
	w, user, list := p.Window, p.Window.User, p.list
	items := ui.NewTextEntry(5)
	var added []string
	f := &window.Form{Title: w.Text("lists.add.title", assets.Values{"List": p.title.Text()}), Verb: w.Text("lists.add.verb"), First: items,
		Content: ui.Labelled(w.Text("lists.add.hint"), items),
		Submit: func() (func(context.Context) error, string) {
			added = itemLines(items.Text)
			if len(added) == 0 {
				return nil, w.Text("lists.wrong.empty")
			}
			for _, item := range added {
				for _, other := range p.grid.Rows {
					if sameItem(other.text, item) {
						return nil, w.Text("lists.wrong.has", assets.Values{"Item": other.text})
					}
				}
			}
			return func(ctx context.Context) error { return w.Store.AddListItems(ctx, user, list, added...) }, ""
		},
		Refused: p.refused,
		Done: func() {
			p.chosen = added[len(added)-1]
			p.Made(nil, w.Plural("lists.added", len(added)))
		}}
	w.OpenForm(f)
}

// counted says how many records are concerned, in words of its own when there are none.
func (p *listsPage) counted(key string, n int, values assets.Values) string {
	if n == 0 {
		return p.Window.Text(key+".none", values)
	}
	return p.Window.Plural(key, n, values)
}

// sameItem reports whether a list takes two texts for one item.
func sameItem(a, b string) bool {
	if folded := fold.Text(a); folded != "" {
		return folded == fold.Text(b)
	}
	return a == b
}

// rename asks for another text of an item and says how many records change with it.
func (p *listsPage) rename(i *listItem) {
	w, list := p.Window, p.list
	p.uses.Start(w, func(ctx context.Context) (int, error) { return w.Store.ItemUses(ctx, list, i.text) }, func(n int, err error) {
		if err != nil {
			w.Fail(err)
			return
		}
		p.used.SetText(p.counted("lists.used", n, assets.Values{"Item": i.text}))
		p.askName(i, n)
	})
}

func (p *listsPage) askName(i *listItem, uses int) {
	w, user, list := p.Window, p.Window.User, p.list
	name := ui.NewEntry()
	name.SetText(i.text)
	renamed := ""
	f := &window.Form{Title: w.Text("lists.rename.title", assets.Values{"Item": i.text}), Verb: w.Text("lists.rename.verb"), First: name,
		Content: ui.Stack(ui.Gap, ui.Labelled(w.Text("lists.item"), name), ui.SmallPrint(p.counted("lists.rename.hint", uses, nil))),
		Submit: func() (func(context.Context) error, string) {
			renamed = strings.TrimSpace(name.Text)
			if renamed == "" {
				return nil, w.Text("lists.wrong.empty")
			}
			return func(ctx context.Context) error { return w.Store.RenameListItem(ctx, user, list, i.text, renamed) }, ""
		},
		Refused: p.refused,
		Done: func() {
			p.chosen = renamed
			p.Made(nil, p.counted("lists.renamed", uses, assets.Values{"Item": renamed}))
		}}
	f.SubmitWith(name)
	w.OpenForm(f)
}

func (p *listsPage) move(i *listItem, by int) {
	w, user, list := p.Window, p.Window.User, p.list
	p.Change(func(ctx context.Context) error { return w.Store.MoveListItem(ctx, user, list, i.text, i.place+by) }, "")
}

// remove takes an item out of the list after asking.
func (p *listsPage) remove(i *listItem) {
	w, user, list := p.Window, p.Window.User, p.list
	p.uses.Start(w, func(ctx context.Context) (int, error) { return w.Store.ItemUses(ctx, list, i.text) }, func(n int, err error) {
		if err != nil {
			w.Fail(err)
			return
		}
		w.Ask(window.Question{Title: w.Text("lists.remove.title", assets.Values{"Item": i.text}), Text: p.counted("lists.remove.text", n, nil),
			Verb: w.Text("lists.remove.verb"), Risky: true, Do: func() {
				p.Change(func(ctx context.Context) error { return w.Store.RemoveListItem(ctx, user, list, i.text) },
					w.Text("lists.removed", assets.Values{"Item": i.text}))
			}})
	})
}
