package app

import (
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kartoteka/app/ui"
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
		content = ui.Caption(p.window.text("deletion.planning"))
	}
	if p.said != nil {
		content = container.New(ui.SpacedBorder(ui.Gap), p.said(), content)
	}
	p.preview.Objects = []fyne.CanvasObject{content}
	p.preview.Refresh()
}

// planned shows a plan: how many go, how many stay and why, and the button that carries it out.
func (p *deletionPage) planned() fyne.CanvasObject {
	a, plan := p.window, p.plan
	top := ui.Stack(ui.Gap, ui.Stack(ui.GapTiny, ui.Subheading(plan.Label), ui.SmallPrint(p.about)), p.tiles(plan))
	going := ui.Danger(p.verb(plan), "delete", p.ask)
	hint := a.text("deletion.backup")
	if total(plan.Deleted) == 0 {
		going = ui.Danger(a.text("deletion.verb.none"), "delete", nil)
		going.SetEnabled(false)
		hint = a.text("deletion.none")
	}
	bottom := ui.Stack(ui.GapSmall, ui.SmallPrint(hint), container.NewHBox(going))
	if len(plan.Kept) == 0 {
		top.Add(ui.Note(ui.SuccessTone, a.text("deletion.all")))
		top.Add(bottom)
		return top
	}
	top.Add(ui.Subheading(a.text("deletion.staying")))
	return container.New(ui.ThreeRows(ui.GapSmall), top, keptTable(a, plan.Kept), bottom)
}

// tiles are the numbers of a plan.
func (p *deletionPage) tiles(plan *data.Deletion) fyne.CanvasObject {
	a := p.window
	var tiles []fyne.CanvasObject
	for _, t := range plan.Type.Types() {
		n := plan.Deleted[t]
		tiles = append(tiles, ui.Tile(ui.NeutralTone, a.lang.Int(n), a.plural("deletion.tile."+string(t), n), nil))
	}
	stay := ui.NeutralTone
	if len(plan.Kept) > 0 {
		stay = ui.InfoTone
	}
	tiles = append(tiles, ui.Tile(stay, a.lang.Int(len(plan.Kept)), a.plural("deletion.tile.kept", len(plan.Kept)), nil))
	return ui.Columns(ui.GapSmall, tiles...)
}

// buildResult says what was deleted, what stayed, and how to take it back.
func (p *deletionPage) buildResult() fyne.CanvasObject {
	a, r := p.window, p.result
	done := ui.Note(ui.SuccessTone, a.text("deletion.done", assets.Values{"Label": r.Label, "Records": a.counted(r.Deleted, ".accusative")}),
		ui.Secondary(a.text("deletion.undo"), "undo", p.undo))
	switch {
	case p.undone != nil:
		done = ui.Note(ui.SuccessTone, a.text("restore.done", assets.Values{"Label": r.Label, "Records": a.counted(p.undone, ".accusative")}))
	case r.ID == 0:
		done = ui.Note(ui.InfoTone, a.text("deletion.done.nothing", assets.Values{"Label": r.Label}))
	}
	top := ui.Stack(ui.Gap, done)
	if r.Backup.Path != "" {
		top.Add(container.NewBorder(nil, nil, nil, ui.Quiet(a.text("error.show_log"), "folder", func() { a.reveal(r.Backup.Path) }),
			ui.Middle(ui.SmallPrint(a.text("deletion.backup.made", assets.Values{"File": filepath.Base(r.Backup.Path)})))))
	}
	if p.said != nil {
		top.Add(p.said())
	}
	next := container.NewHBox(ui.Secondary(a.text("deletion.next"), "", func() { p.choose(p.kind, "") }))
	if len(r.Kept) == 0 || p.undone != nil {
		return ui.Stack(ui.Gap, top, next)
	}
	top.Add(ui.Subheading(a.plural("deletion.stayed", len(r.Kept))))
	return container.New(ui.ThreeRows(ui.Gap), top, keptTable(a, r.Kept), next)
}

// undo puts back what was deleted.
func (p *deletionPage) undo() {
	a, label := p.window, p.result.Label
	putBack(a, &p.job, label, func(counts data.Counts) {
		p.undone = counts
		a.redraw("deletion")
	})
	a.redraw("deletion")
}
