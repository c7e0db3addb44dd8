package app

import (
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kartoteka/assets"
	"kartoteka/data"
)

// drawPreview shows what deleting the chosen import would do.
func (p *deletionPage) drawPreview() {
	content := fyne.CanvasObject(container.NewStack())
	switch {
	case p.plan != nil:
		content = p.planned()
	case p.label != "":
		content = caption(p.app.text("deletion.planning"))
	}
	if p.said != nil {
		content = container.New(spacedBorder{gap}, p.said(), content)
	}
	p.preview.Objects = []fyne.CanvasObject{content}
	p.preview.Refresh()
}

// planned shows a plan: how many go, how many stay and why, and the button that carries it out.
func (p *deletionPage) planned() fyne.CanvasObject {
	a, plan := p.app, p.plan
	top := stack(gap, stack(gapTiny, subheading(plan.Label), smallPrint(p.about)), p.tiles(plan))
	going := danger(p.verb(plan), "delete", p.ask)
	hint := a.text("deletion.backup")
	if total(plan.Deleted) == 0 {
		going = danger(a.text("deletion.verb.none"), "delete", nil)
		going.enable(false)
		hint = a.text("deletion.none")
	}
	bottom := stack(gapSmall, smallPrint(hint), container.NewHBox(going))
	if len(plan.Kept) == 0 {
		top.Add(note(successTone, a.text("deletion.all")))
		top.Add(bottom)
		return top
	}
	top.Add(subheading(a.text("deletion.staying")))
	return container.New(threeRows{gapSmall}, top, a.keptTable(plan.Kept), bottom)
}

// tiles are the numbers of a plan.
func (p *deletionPage) tiles(plan *data.Deletion) fyne.CanvasObject {
	a := p.app
	var tiles []fyne.CanvasObject
	for _, t := range plan.Type.Types() {
		n := plan.Deleted[t]
		tiles = append(tiles, tile(neutralTone, a.lang.Int(n), a.plural("deletion.tile."+string(t), n), nil))
	}
	stay := neutralTone
	if len(plan.Kept) > 0 {
		stay = infoTone
	}
	tiles = append(tiles, tile(stay, a.lang.Int(len(plan.Kept)), a.plural("deletion.tile.kept", len(plan.Kept)), nil))
	return columns(gapSmall, tiles...)
}

// keptTable lists the records that stay with what holds each; the whole of what holds the selected one stands below.
func (a *App) keptTable(kept []data.Kept) fyne.CanvasObject {
	type row = *data.Kept
	g := newGrid(a, "kept", []column[row]{
		{key: "type", title: a.text("deletion.record"), width: 118, text: func(k row) string { return a.text("record." + string(k.Record) + ".title") }},
		{key: "name", title: a.text("deletion.name"), width: 160, text: func(k row) string { return k.Name }},
		{key: "because", title: a.text("deletion.because"), width: 220, grow: true, text: func(k row) string { return a.holders(k, 3) }},
	})
	whole := smallPrint("")
	g.onSelect = func(k row) {
		whole.SetText(a.text("deletion.because.all", assets.Values{"Name": k.Name, "Links": a.holders(k, 30)}))
	}
	g.onOpen = func(k row) { a.openRecord(k.Record, k.ID) }
	rows := make([]row, len(kept))
	for i := range kept {
		rows[i] = &kept[i]
	}
	g.setRows(rows)
	g.goTo(0, false)
	return container.NewBorder(nil, container.New(fixedRoom{lines: 2}, container.NewVScroll(whole)), nil, nil, frame(g))
}

// holders names what holds a record, at most so many.
func (a *App) holders(k *data.Kept, most int) string {
	var names []string
	for _, l := range k.Because[:min(len(k.Because), most)] {
		names = append(names, a.linkName(l))
	}
	if more := len(k.Because) - most; more > 0 {
		names = append(names, a.plural("deletion.more", more))
	}
	return a.lang.And(names)
}

// buildResult says what was deleted, what stayed, and how to take it back.
func (p *deletionPage) buildResult() fyne.CanvasObject {
	a, r := p.app, p.result
	done := note(successTone, a.text("deletion.done", assets.Values{"Label": r.Label, "Records": a.counted(r.Deleted, ".accusative")}),
		secondary(a.text("deletion.undo"), "undo", p.undo))
	switch {
	case p.undone != nil:
		done = note(successTone, a.text("restore.done", assets.Values{"Label": r.Label, "Records": a.counted(p.undone, ".accusative")}))
	case r.ID == 0:
		done = note(infoTone, a.text("deletion.done.nothing", assets.Values{"Label": r.Label}))
	}
	top := stack(gap, done)
	if r.Backup.Path != "" {
		top.Add(container.NewBorder(nil, nil, nil, quiet(a.text("error.show_log"), "folder", func() { a.reveal(r.Backup.Path) }),
			middle(smallPrint(a.text("deletion.backup.made", assets.Values{"File": filepath.Base(r.Backup.Path)})))))
	}
	if p.said != nil {
		top.Add(p.said())
	}
	next := container.NewHBox(secondary(a.text("deletion.next"), "", func() { p.choose(p.kind, "") }))
	if len(r.Kept) == 0 || p.undone != nil {
		return stack(gap, top, next)
	}
	top.Add(subheading(a.plural("deletion.stayed", len(r.Kept))))
	return container.New(threeRows{gap}, top, a.keptTable(r.Kept), next)
}

// undo puts back what was deleted.
func (p *deletionPage) undo() {
	a, label := p.app, p.result.Label
	a.putBack(&p.job, label, func(counts data.Counts) {
		p.undone = counts
		a.redraw("deletion")
	})
	a.redraw("deletion")
}
