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

// bulk changes and deletes many records at once.
type bulk struct {
	*base
	changes *window.Changer
	merge   func(one, two int64)
	export  func()      // those that are selected
	done    func(*undo) // after they were changed
	removed func(*undo) // after they were deleted
}

// draw shows the verbs for all selected records.
func (b *bulk) draw(ids []int64) fyne.CanvasObject {
	w := b.window
	parts := ui.Stack(ui.GapSmall, ui.Subheading(w.Plural("records.picked", len(ids))), ui.SmallPrint(w.Text("records.picked.hint")), ui.GapOf(0))
	for _, key := range filterFields {
		f := b.reader.schema.Field(b.record, key)
		if f == nil || f.Type != data.Account && f.Type != data.List && f.Type != data.Choice || key == "kind" {
			continue
		}
		parts.Add(wide(ui.Secondary(w.Text("records.set."+key), "edit", func() { b.askToSet(ids, f) })))
	}
	if b.record == data.Activity {
		parts.Add(wide(ui.Secondary(w.Text("records.done"), "check", func() { b.setDone(ids, true) })))
	}
	if len(ids) == 2 && mergeable(b.record) {
		parts.Add(wide(ui.Secondary(w.Text("records.merge"), "duplicate", func() { b.merge(ids[0], ids[1]) })))
	}
	parts.Add(wide(ui.Secondary(w.Text("records.export.picked"), "export", b.export)))
	remove := ui.Secondary(w.Text("records.delete.picked"), "delete", func() { b.askToRemove(ids) })
	parts.Add(wide(remove))
	return parts
}

// wide is a button with its text at the left edge.
func wide(button *ui.Button) *ui.Button {
	button.Leading = true
	return button
}

// askToSet asks for the value that a field of many records shall have.
func (b *bulk) askToSet(ids []int64, f *data.Field) {
	w := b.window
	options := b.reader.options(f, nil)
	titles := []string{w.Text("records.no_value")}
	for _, o := range options {
		titles = append(titles, o.Title)
	}
	at := 0
	value := ui.NewChoice(titles, 0, func(i int) { at = i })
	title := b.reader.title(b.record, f)
	w.Ask(window.Question{Title: w.Text("records.set." + f.Key), Text: w.Text("records.set.text", assets.Values{"Records": w.Counted(data.Counts{b.record: len(ids)}, ".accusative"), "Field": title}),
		Content: value.Box, Verb: w.Text("records.set.verb"), Do: func() {
			var v any
			if at > 0 {
				v = options[at-1].Value
			}
			b.set(ids, f, v, w.Plural("records.set.done", len(ids), assets.Values{"Field": title, "Value": titles[at]}))
		}})
}

// set gives a field of many records a value, and remembers how to take that back.
func (b *bulk) set(ids []int64, f *data.Field, value any, said string) {
	w := b.window
	user, t := w.User, b.record
	var before []data.Holding
	b.changes.Do(func(ctx context.Context) (err error) {
		before, err = w.Store.SetField(ctx, user, t, f.Key, []data.Holding{{Value: value, IDs: ids}})
		return err
	}, func(err error) {
		if err != nil {
			w.Fail(err)
			return
		}
		b.done(&undo{text: said, do: func(ctx context.Context) error {
			_, err := w.Store.SetField(ctx, user, t, f.Key, before)
			return err
		}})
	})
}

// setDone marks activities as done, or as open again.
func (b *bulk) setDone(ids []int64, done bool) {
	key := "records.done.said"
	if !done {
		key = "records.undone.said"
	}
	b.set(ids, b.reader.schema.Field(data.Activity, "done"), done, b.window.Plural(key, len(ids)))
}

// askToRemove asks before records are deleted by hand.
func (b *bulk) askToRemove(ids []int64) {
	w := b.window
	if len(ids) == 0 {
		return
	}
	records := w.Counted(data.Counts{b.record: len(ids)}, ".accusative")
	w.Ask(window.Question{Title: w.Text("records.delete.ask", assets.Values{"Records": records}), Text: w.Text("records.delete.text"),
		Verb: w.Text("records.delete.verb", assets.Values{"Records": records}), Risky: true, Do: func() { b.remove(ids) }})
}

// remove deletes records, and remembers how to put them back.
func (b *bulk) remove(ids []int64) {
	w := b.window
	user, t := w.User, b.record
	var deletion int64
	b.changes.Do(func(ctx context.Context) (err error) {
		deletion, err = w.Store.Remove(ctx, user, t, ids...)
		return err
	}, func(err error) {
		var linked *data.LinkError
		switch {
		case errors.As(err, &linked):
			w.LogError(err)
			b.tellLinked(linked, len(ids))
		case err != nil:
			w.Fail(err)
		default:
			b.removed(&undo{text: w.Text("records.deleted", assets.Values{"Records": w.Counted(data.Counts{t: len(ids)}, ".accusative")}), do: func(ctx context.Context) error {
				_, err := w.Store.RestoreRemoved(ctx, user, deletion)
				return err
			}})
		}
	})
}

// heldShown is how many of the records that can't be deleted are named.
const heldShown = 6

// tellLinked says which records something else refers to, with a way to each of those.
func (b *bulk) tellLinked(e *data.LinkError, asked int) {
	w := b.window
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
