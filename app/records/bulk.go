package records

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"kartoteka/app/ui"
	"kartoteka/app/window"
	"kartoteka/assets"
	"kartoteka/data"
)

// An undo takes back what was done last on a page, until the person leaves it.
type undo struct {
	text string
	do   func(context.Context) error
}

// draw says what was done, with the button to take it back.
func (u *undo) draw(p *Page) fyne.CanvasObject {
	w := p.window
	return ui.Note(ui.SuccessTone, u.text, ui.Secondary(w.Text("records.undo"), "undo", func() {
		p.changes.Do(u.do, func(err error) {
			p.undo = nil
			if err != nil {
				p.said = func() fyne.CanvasObject { return w.ErrorNote(err) }
			} else {
				p.said = func() fyne.CanvasObject { return ui.Note(ui.InfoTone, w.Text("records.undone_all")) }
			}
			p.again()
		})
	}), ui.Sign("close", w.Text("dialog.close"), func() {
		p.undo = nil
		p.drawAbove()
	}))
}

// drawPicked shows what can be done with all selected records.
func (p *Page) drawPicked(ids []int64) fyne.CanvasObject {
	w := p.window
	parts := ui.Stack(ui.GapSmall, ui.Subheading(w.Plural("records.picked", len(ids))), ui.SmallPrint(w.Text("records.picked.hint")), ui.GapOf(0))
	for _, key := range filterFields {
		f := p.reader.schema.Field(p.record, key)
		if f == nil || f.Type != data.Account && f.Type != data.List && f.Type != data.Choice || key == "kind" {
			continue
		}
		parts.Add(wide(ui.Secondary(w.Text("records.set."+key), "edit", func() { p.askToSet(ids, f) })))
	}
	if p.record == data.Activity {
		parts.Add(wide(ui.Secondary(w.Text("records.done"), "check", func() { p.setDone(ids, true) })))
	}
	if len(ids) == 2 && mergeable(p.record) {
		parts.Add(wide(ui.Secondary(w.Text("records.merge"), "duplicate", func() { p.merge(ids[0], ids[1]) })))
	}
	parts.Add(wide(ui.Secondary(w.Text("records.export.picked"), "export", p.exportPicked)))
	remove := ui.Secondary(w.Text("records.delete.picked"), "delete", func() { p.askToRemove(ids) })
	parts.Add(wide(remove))
	return parts
}

// wide is a button with its text at the left edge.
func wide(b *ui.Button) *ui.Button {
	b.Leading = true
	return b
}

// askToSet asks for the value that a field of many records shall have.
func (p *Page) askToSet(ids []int64, f *data.Field) {
	w := p.window
	options := p.reader.options(f, nil)
	titles := []string{w.Text("records.no_value")}
	for _, o := range options {
		titles = append(titles, o.Title)
	}
	at := 0
	value := ui.NewChoice(titles, 0, func(i int) { at = i })
	title := p.reader.title(p.record, f)
	w.Ask(window.Question{Title: w.Text("records.set." + f.Key), Text: w.Text("records.set.text", assets.Values{"Records": w.Counted(data.Counts{p.record: len(ids)}, ".accusative"), "Field": title}),
		Content: value.Box, Verb: w.Text("records.set.verb"), Do: func() {
			var v any
			if at > 0 {
				v = options[at-1].Value
			}
			p.set(ids, f, v, w.Plural("records.set.done", len(ids), assets.Values{"Field": title, "Value": titles[at]}))
		}})
}

// set gives a field of many records a value, and remembers how to take that back.
func (p *Page) set(ids []int64, f *data.Field, value any, said string) {
	w := p.window
	user, t := w.User, p.record
	var before []data.Holding
	p.changes.Do(func(ctx context.Context) (err error) {
		before, err = w.Store.SetField(ctx, user, t, f.Key, []data.Holding{{Value: value, IDs: ids}})
		return err
	}, func(err error) {
		if err != nil {
			w.Fail(err)
			return
		}
		p.said = nil
		p.undo = &undo{text: said, do: func(ctx context.Context) error {
			_, err := w.Store.SetField(ctx, user, t, f.Key, before)
			return err
		}}
		p.again()
	})
}

// setDone marks activities as done, or as open again.
func (p *Page) setDone(ids []int64, done bool) {
	key := "records.done.said"
	if !done {
		key = "records.undone.said"
	}
	p.set(ids, p.reader.schema.Field(data.Activity, "done"), done, p.window.Plural(key, len(ids)))
}

// askToRemove asks before records are deleted by hand.
func (p *Page) askToRemove(ids []int64) {
	w := p.window
	if len(ids) == 0 {
		return
	}
	records := w.Counted(data.Counts{p.record: len(ids)}, ".accusative")
	w.Ask(window.Question{Title: w.Text("records.delete.ask", assets.Values{"Records": records}), Text: w.Text("records.delete.text"),
		Verb: w.Text("records.delete.verb", assets.Values{"Records": records}), Risky: true, Do: func() { p.remove(ids) }})
}

// remove deletes records, and remembers how to put them back.
func (p *Page) remove(ids []int64) {
	w := p.window
	user, t := w.User, p.record
	var deletion int64
	p.changes.Do(func(ctx context.Context) (err error) {
		deletion, err = w.Store.Remove(ctx, user, t, ids...)
		return err
	}, func(err error) {
		var linked *data.LinkError
		switch {
		case errors.As(err, &linked):
			w.LogError(err)
			p.tellLinked(linked, len(ids))
		case err != nil:
			w.Fail(err)
		default:
			p.chosen, p.said = 0, nil
			p.undo = &undo{text: w.Text("records.deleted", assets.Values{"Records": w.Counted(data.Counts{t: len(ids)}, ".accusative")}), do: func(ctx context.Context) error {
				_, err := w.Store.RestoreRemoved(ctx, user, deletion)
				return err
			}}
			p.again()
		}
	})
}

// heldShown is how many of the records that can't be deleted are named.
const heldShown = 6

// tellLinked says which records something else refers to, with a way to each of those.
func (p *Page) tellLinked(e *data.LinkError, asked int) {
	w := p.window
	lines := ui.Stack(ui.GapTiny)
	for _, k := range e.Kept[:min(len(e.Kept), heldShown)] {
		if asked > 1 {
			lines.Add(ui.Body(k.Name))
		}
		for _, by := range k.Because[:min(len(k.Because), heldShown)] {
			text := w.Text("record."+string(by.Record)+".title") + ": " + by.Name
			lines.Add(newLink(text, func() {
				w.CloseDialog()
				w.OpenRecord(by.Record, by.ID)
			}))
		}
		if n := len(k.Because) - heldShown; n > 0 {
			lines.Add(ui.Caption(w.Plural("records.more", n)))
		}
	}
	if n := len(e.Kept) - heldShown; n > 0 {
		lines.Add(ui.Caption(w.Plural("records.more", n)))
	}
	w.OpenDialog(&window.Dialog{Title: w.Plural("records.linked", len(e.Kept)), Width: 480,
		Content: ui.Stack(ui.Gap, ui.Paragraph(w.Text("records.linked.text")), lines),
		Buttons: []*ui.Button{ui.Primary(w.Text("dialog.close"), "", w.CloseDialog)}})
}
