// Package undo has what pages share that take imports back: putting back what was deleted, why that can't be done, and what
// stays because something else refers to it.
package undo

import (
	"context"
	"errors"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kartoteka/app/ui"
	"kartoteka/app/window"
	"kartoteka/assets"
	"kartoteka/data"
)

// PutBack puts back what was deleted of an import, as a job in the slot. done gets nil counts when that
// failed; why, has been said then.
func PutBack(w *window.Window, slot **window.Job, label string, done func(data.Counts)) {
	user := w.User
	title := func() string { return w.Text("restore.running", assets.Values{"Label": label}) }
	window.RunJob(w, slot, title, func(ctx context.Context, progress data.Progress) (data.Counts, error) {
		return w.Store.Restore(ctx, user, label, progress)
	}, func(counts data.Counts, err error) {
		if err == nil {
			w.CountAgain()
		}
		done(counts)
		Fail(w, err)
	})
}

// Fail shows the obstacle to putting records back.
func Fail(w *window.Window, err error) {
	var blocked *data.RestoreError
	switch {
	case errors.As(err, &blocked):
		w.LogError(err)
		w.OpenDialog(&window.Dialog{Title: w.Text("restore.blocked"), Width: 720, Content: obstacles(w, blocked.Obstacles),
			Buttons: []*ui.Button{ui.Primary(w.Text("dialog.close"), "", w.CloseDialog)}})
	case errors.Is(err, data.ErrNotFound):
		w.LogError(err)
		w.Tell(w.Text("error.title"), w.Text("restore.nothing"))
	default:
		w.Fail(err)
	}
}

// obstacles names everything that stands in the way, and the next step.
func obstacles(w *window.Window, list []data.Obstacle) fyne.CanvasObject {
	type row = *data.Obstacle
	g := window.NewGrid(w, "obstacles", []ui.Column[row]{
		{Key: "record", Title: w.Text("restore.record"), Width: 260, Text: func(o row) string { return linkName(w, o.Link) }},
		{Key: "why", Title: w.Text("restore.why"), Width: 430, Grow: true, Text: func(o row) string { return obstacle(w, *o) }},
	})
	rows := make([]row, len(list))
	for i := range list {
		rows[i] = &list[i]
	}
	g.SetRows(rows)
	table := container.New(ui.MinHeight(220), ui.Frame(g))
	return ui.Stack(ui.Gap, ui.Paragraph(w.Text("restore.blocked.hint")), table, ui.Note(ui.InfoTone, nextStep(w, list[0])))
}

// obstacle names the reason why one record can't come back.
func obstacle(w *window.Window, o data.Obstacle) string {
	values := assets.Values{"Value": o.Value, "Other": linkName(w, o.Other), "Label": o.Label,
		"Field": w.Lang.FieldTitle(string(o.Record), o.Field)}
	switch {
	case o.Value != "":
		return w.Text("restore.taken", values)
	case o.Label != "":
		return w.Text("restore.deleted", values)
	}
	return w.Text("restore.gone", values)
}

func nextStep(w *window.Window, o data.Obstacle) string {
	switch {
	case o.Value != "":
		return w.Text("restore.taken.next")
	case o.Label != "":
		return w.Text("restore.deleted.next", assets.Values{"Label": o.Label})
	}
	return w.Text("restore.gone.next")
}

// linkName is how a record is named where it could be of any type: "Klient Alfa s.r.o."
func linkName(w *window.Window, l data.Link) string {
	if l.Name == "" {
		l.Name = fmt.Sprintf("#%d", l.ID)
	}
	return w.Text("link", assets.Values{"Record": w.Text("record." + string(l.Record) + ".title"), "Name": l.Name})
}

// KeptTable lists the records that stay with what holds each; the whole of what holds the selected one stands below.
func KeptTable(w *window.Window, kept []data.Kept) fyne.CanvasObject {
	type row = *data.Kept
	g := window.NewGrid(w, "kept", []ui.Column[row]{
		{Key: "type", Title: w.Text("deletion.record"), Width: 118, Text: func(k row) string { return w.Text("record." + string(k.Record) + ".title") }},
		{Key: "name", Title: w.Text("deletion.name"), Width: 160, Text: func(k row) string { return k.Name }},
		{Key: "because", Title: w.Text("deletion.because"), Width: 220, Grow: true, Text: func(k row) string { return Holders(w, k, 3) }},
	})
	whole := ui.SmallPrint("")
	g.OnSelect = func(k row) {
		whole.SetText(w.Text("deletion.because.all", assets.Values{"Name": k.Name, "Links": Holders(w, k, 30)}))
	}
	g.OnOpen = func(k row) { w.OpenRecord(k.Record, k.ID) }
	rows := make([]row, len(kept))
	for i := range kept {
		rows[i] = &kept[i]
	}
	g.SetRows(rows)
	g.GoTo(0, false)
	return container.NewBorder(nil, container.New(ui.FixedRoom(2), container.NewVScroll(whole)), nil, nil, ui.Frame(g))
}

// Holders names what holds a record, at most so many.
func Holders(w *window.Window, k *data.Kept, most int) string {
	var names []string
	for _, l := range k.Because[:min(len(k.Because), most)] {
		names = append(names, linkName(w, l))
	}
	if more := len(k.Because) - most; more > 0 {
		names = append(names, w.Plural("deletion.more", more))
	}
	return w.Lang.And(names)
}
