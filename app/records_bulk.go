package app

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"kartoteka/app/ui"
	"kartoteka/assets"
	"kartoteka/data"
)

// An undo takes back what was done last on a page, until the person leaves it.
type undo struct {
	text string
	do   func(context.Context) error
}

// draw says what was done, with the button to take it back.
func (u *undo) draw(p *listPage) fyne.CanvasObject {
	a := p.window
	return ui.Note(ui.SuccessTone, u.text, ui.Secondary(a.text("records.undo"), "undo", func() {
		p.changes.do(u.do, func(err error) {
			p.undo = nil
			if err != nil {
				p.said = func() fyne.CanvasObject { return a.errorNote(err) }
			} else {
				p.said = func() fyne.CanvasObject { return ui.Note(ui.InfoTone, a.text("records.undone_all")) }
			}
			p.again()
		})
	}), ui.Sign("close", a.text("dialog.close"), func() {
		p.undo = nil
		p.drawAbove()
	}))
}

// drawPicked shows what can be done with all selected records.
func (p *listPage) drawPicked(ids []int64) fyne.CanvasObject {
	a := p.window
	parts := ui.Stack(ui.GapSmall, ui.Subheading(a.plural("records.picked", len(ids))), ui.SmallPrint(a.text("records.picked.hint")), ui.GapOf(0))
	for _, key := range filterFields {
		f := p.reader.schema.Field(p.record, key)
		if f == nil || f.Type != data.Account && f.Type != data.List && f.Type != data.Choice || key == "kind" {
			continue
		}
		parts.Add(wide(ui.Secondary(a.text("records.set."+key), "edit", func() { p.askToSet(ids, f) })))
	}
	if p.record == data.Activity {
		parts.Add(wide(ui.Secondary(a.text("records.done"), "check", func() { p.setDone(ids, true) })))
	}
	if len(ids) == 2 && mergeable(p.record) {
		parts.Add(wide(ui.Secondary(a.text("records.merge"), "duplicate", func() { p.merge(ids[0], ids[1]) })))
	}
	parts.Add(wide(ui.Secondary(a.text("records.export.picked"), "export", p.exportPicked)))
	remove := ui.Secondary(a.text("records.delete.picked"), "delete", func() { p.askToRemove(ids) })
	parts.Add(wide(remove))
	return parts
}

// wide is a button with its text at the left edge.
func wide(b *ui.Button) *ui.Button {
	b.Leading = true
	return b
}

// askToSet asks for the value that a field of many records shall have.
func (p *listPage) askToSet(ids []int64, f *data.Field) {
	a := p.window
	options := p.reader.options(f, nil)
	titles := []string{a.text("records.no_value")}
	for _, o := range options {
		titles = append(titles, o.Title)
	}
	at := 0
	value := ui.NewChoice(titles, 0, func(i int) { at = i })
	title := p.reader.title(p.record, f)
	a.ask(question{title: a.text("records.set." + f.Key), text: a.text("records.set.text", assets.Values{"Records": a.counted(data.Counts{p.record: len(ids)}, ".accusative"), "Field": title}),
		content: value.Box, verb: a.text("records.set.verb"), do: func() {
			var v any
			if at > 0 {
				v = options[at-1].Value
			}
			p.set(ids, f, v, a.plural("records.set.done", len(ids), assets.Values{"Field": title, "Value": titles[at]}))
		}})
}

// set gives a field of many records a value, and remembers how to take that back.
func (p *listPage) set(ids []int64, f *data.Field, value any, said string) {
	a := p.window
	user, t := a.user, p.record
	var before []data.Holding
	p.changes.do(func(ctx context.Context) (err error) {
		before, err = a.store.SetField(ctx, user, t, f.Key, []data.Holding{{Value: value, IDs: ids}})
		return err
	}, func(err error) {
		if err != nil {
			a.fail(err)
			return
		}
		p.said = nil
		p.undo = &undo{text: said, do: func(ctx context.Context) error {
			_, err := a.store.SetField(ctx, user, t, f.Key, before)
			return err
		}}
		p.again()
	})
}

// setDone marks activities as done, or as open again.
func (p *listPage) setDone(ids []int64, done bool) {
	key := "records.done.said"
	if !done {
		key = "records.undone.said"
	}
	p.set(ids, p.reader.schema.Field(data.Activity, "done"), done, p.window.plural(key, len(ids)))
}

// askToRemove asks before records are deleted by hand.
func (p *listPage) askToRemove(ids []int64) {
	a := p.window
	if len(ids) == 0 {
		return
	}
	records := a.counted(data.Counts{p.record: len(ids)}, ".accusative")
	a.ask(question{title: a.text("records.delete.ask", assets.Values{"Records": records}), text: a.text("records.delete.text"),
		verb: a.text("records.delete.verb", assets.Values{"Records": records}), risky: true, do: func() { p.remove(ids) }})
}

// remove deletes records, and remembers how to put them back.
func (p *listPage) remove(ids []int64) {
	a := p.window
	user, t := a.user, p.record
	var deletion int64
	p.changes.do(func(ctx context.Context) (err error) {
		deletion, err = a.store.Remove(ctx, user, t, ids...)
		return err
	}, func(err error) {
		var linked *data.LinkError
		switch {
		case errors.As(err, &linked):
			a.record(err)
			p.tellLinked(linked, len(ids))
		case err != nil:
			a.fail(err)
		default:
			p.chosen, p.said = 0, nil
			p.undo = &undo{text: a.text("records.deleted", assets.Values{"Records": a.counted(data.Counts{t: len(ids)}, ".accusative")}), do: func(ctx context.Context) error {
				_, err := a.store.RestoreRemoved(ctx, user, deletion)
				return err
			}}
			p.again()
		}
	})
}

// heldShown is how many of the records that can't be deleted are named.
const heldShown = 6

// tellLinked says which records something else refers to, with a way to each of those.
func (p *listPage) tellLinked(e *data.LinkError, asked int) {
	a := p.window
	lines := ui.Stack(ui.GapTiny)
	for _, k := range e.Kept[:min(len(e.Kept), heldShown)] {
		if asked > 1 {
			lines.Add(ui.Body(k.Name))
		}
		for _, by := range k.Because[:min(len(k.Because), heldShown)] {
			text := a.text("record."+string(by.Record)+".title") + ": " + by.Name
			lines.Add(newLink(text, func() {
				a.closeDialog()
				a.openRecord(by.Record, by.ID)
			}))
		}
		if n := len(k.Because) - heldShown; n > 0 {
			lines.Add(ui.Caption(a.plural("records.more", n)))
		}
	}
	if n := len(e.Kept) - heldShown; n > 0 {
		lines.Add(ui.Caption(a.plural("records.more", n)))
	}
	a.open(&dialog{title: a.plural("records.linked", len(e.Kept)), width: 480,
		content: ui.Stack(ui.Gap, ui.Paragraph(a.text("records.linked.text")), lines),
		buttons: []*ui.Button{ui.Primary(a.text("dialog.close"), "", a.closeDialog)}})
}
