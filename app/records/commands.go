package records

import (
	"kartoteka/app/ui"

	"fyne.io/fyne/v2"
)

// tell says something above the list.
func (p *Page) tell(said func() fyne.CanvasObject) {
	p.said = said
	if p.window.Current == p.key && p.form == nil {
		p.drawAbove()
	}
}

// changed shows the list again after many records have changed, with the way to take that back.
func (p *Page) changed(u *undo) {
	p.undo, p.said = u, nil
	p.again()
}

// drawUndo names the last change, with the button to take it back.
func (p *Page) drawUndo() fyne.CanvasObject {
	w, u := p.window, p.undo
	return ui.Note(ui.SuccessTone, u.text, ui.Secondary(w.Text("records.undo"), "undo", func() {
		p.changes.Do(u.do, func(err error) {
			p.undo = nil
			p.said = func() fyne.CanvasObject { return ui.Note(ui.InfoTone, w.Text("records.undone_all")) }
			if err != nil {
				p.said = func() fyne.CanvasObject { return w.ErrorNote(err) }
			}
			p.again()
		})
	}), ui.Sign("close", w.Text("dialog.close"), func() {
		p.undo = nil
		p.drawAbove()
	}))
}

// commands are the verbs for the selected records, for the menu of a row.
func (p *Page) commands(id int64) []*fyne.MenuItem {
	w, picked := p.window, p.list.picked()
	edit := fyne.NewMenuItem(w.Text("records.edit"), func() { p.edit(id) })
	edit.Disabled = len(picked) > 1
	items := []*fyne.MenuItem{edit, fyne.NewMenuItem(w.Text("records.delete"), func() { p.bulk.askToRemove(picked) })}
	if len(picked) == 2 && mergeable(p.record) {
		items = append(items, fyne.NewMenuItem(w.Text("records.merge"), func() { p.merge(picked[0], picked[1]) }))
	}
	return items
}

// merge asks how two records become one.
func (p *Page) merge(one, two int64) {
	merge(p.base, &p.changes, one, two, func(kept int64, u *undo) {
		p.chosen = kept
		p.changed(u)
	})
}

// Search puts the keyboard into the search field.
func (p *Page) Search() {
	if p.form == nil && p.find.field != nil {
		p.window.Canvas().Focus(p.find.field)
	}
}

// focusList puts the keyboard into the list.
func (p *Page) focusList() {
	if !p.inDays() && len(p.list.grid.Rows) > 0 && !p.window.DialogOpen() && p.window.Current == p.key {
		p.window.Canvas().Focus(p.list.grid)
	}
}

// Escape closes the form, the detail, or the search.
func (p *Page) Escape() bool {
	switch {
	case p.form != nil:
		p.form.close()
	case p.chosen != 0:
		p.chosen = 0
		p.list.grid.GoTo(-1, false)
		p.drawBody()
	case p.find.words != "":
		p.find.set("")
		p.load()
	default:
		return false
	}
	return true
}

// Leave lets the person go to another page; what has been typed is not lost without a question.
func (p *Page) Leave(do func()) {
	away := func() {
		p.form, p.undo, p.said = nil, nil, nil
		p.find.forget()
		do()
	}
	if p.form != nil {
		p.form.askToLeave(away)
		return
	}
	away()
}

// again reads the list once more after something has changed, and counts in the sidebar.
func (p *Page) again() {
	p.find.forget()
	p.window.CountAgain()
	if p.window.Current == p.key {
		p.window.Bring(p.key)
	}
}
