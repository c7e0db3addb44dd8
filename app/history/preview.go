package history

import (
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kartoteka/app/ui"
	"kartoteka/app/undo"
	"kartoteka/assets"
	"kartoteka/data"
)

// drawPreview shows the effects of deleting the chosen import.
func (p *deletionPage) drawPreview() {
	content := fyne.CanvasObject(container.NewStack())
	switch {
	case p.plan != nil:
		content = p.planned()
	case p.label != "":
		content = ui.Caption(p.window.Text("deletion.planning"))
	}
	if p.said != nil {
		content = container.New(ui.SpacedBorder(ui.Gap), p.said(), content)
	}
	p.preview.Objects = []fyne.CanvasObject{content}
	p.preview.Refresh()
}

// planned shows a plan: how many go, how many stay and why, and the button that carries it out.
func (p *deletionPage) planned() fyne.CanvasObject {
	w, plan := p.window, p.plan
	top := ui.Stack(ui.Gap, ui.Stack(ui.GapTiny, ui.Subheading(plan.Label), ui.SmallPrint(p.about)), p.tiles(plan))
	going := ui.Danger(p.verb(plan), "delete", p.ask)
	hint := w.Text("deletion.backup")
	if plan.Deleted.Total() == 0 {
		going = ui.Danger(w.Text("deletion.verb.none"), "delete", nil)
		going.SetEnabled(false)
		hint = w.Text("deletion.none")
	}
	bottom := ui.Stack(ui.GapSmall, ui.SmallPrint(hint), ui.Leading(going))
	if len(plan.Kept) == 0 {
		top.Add(ui.Note(ui.SuccessTone, w.Text("deletion.all")))
		top.Add(bottom)
		return container.NewVScroll(container.NewBorder(nil, nil, nil, ui.GapOf(ui.Gap), top))
	}
	top.Add(ui.Subheading(w.Text("deletion.staying")))
	return container.New(ui.ThreeRows(ui.GapSmall), top, undo.KeptTable(w, plan.Kept), bottom)
}

// tiles are the numbers of a plan.
func (p *deletionPage) tiles(plan *data.Deletion) fyne.CanvasObject {
	w := p.window
	var tiles []fyne.CanvasObject
	for _, t := range plan.Type.Types() {
		n := plan.Deleted[t]
		tiles = append(tiles, ui.Tile(ui.NeutralTone, w.Lang.Int(n), w.Plural("deletion.tile."+string(t), n), nil))
	}
	stay := ui.NeutralTone
	if len(plan.Kept) > 0 {
		stay = ui.InfoTone
	}
	tiles = append(tiles, ui.Tile(stay, w.Lang.Int(len(plan.Kept)), w.Plural("deletion.tile.kept", len(plan.Kept)), nil))
	return ui.Columns(ui.GapSmall, tiles...)
}

// buildResult lists the records deleted and those that stayed, and how to take it back.
func (p *deletionPage) buildResult() fyne.CanvasObject {
	w, r := p.window, p.result
	done := ui.Note(ui.SuccessTone, w.Text("deletion.done", assets.Values{"Label": r.Label, "Records": w.Counted(r.Deleted, ".accusative")}),
		ui.Secondary(w.Text("deletion.undo"), "undo", p.undo))
	switch {
	case p.undone != nil:
		done = ui.Note(ui.SuccessTone, w.Text("restore.done", assets.Values{"Label": r.Label, "Records": w.Counted(p.undone, ".accusative")}))
	case r.ID == 0:
		done = ui.Note(ui.InfoTone, w.Text("deletion.done.nothing", assets.Values{"Label": r.Label}))
	}
	top := ui.Stack(ui.Gap, done)
	if r.Backup.Path != "" {
		top.Add(container.NewBorder(nil, nil, nil, ui.Quiet(w.Text("error.show_log"), "folder", func() { w.Reveal(r.Backup.Path) }),
			ui.Middle(ui.SmallPrint(w.Text("deletion.backup.made", assets.Values{"File": filepath.Base(r.Backup.Path)})))))
	}
	if p.said != nil {
		top.Add(p.said())
	}
	next := ui.Leading(ui.Secondary(w.Text("deletion.next"), "", func() { p.Choose(p.kind, "") }))
	if len(r.Kept) == 0 || p.undone != nil {
		return ui.Stack(ui.Gap, top, next)
	}
	top.Add(ui.Subheading(w.Plural("deletion.stayed", len(r.Kept))))
	return container.New(ui.ThreeRows(ui.Gap), top, undo.KeptTable(w, r.Kept), next)
}

// undo puts back what was deleted.
func (p *deletionPage) undo() {
	w, label := p.window, p.result.Label
	undo.PutBack(w, &p.job, label, func(counts data.Counts) {
		p.undone = counts
		w.Redraw("deletion")
	})
	w.Redraw("deletion")
}
