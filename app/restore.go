package app

import (
	"context"
	"errors"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kartoteka/app/ui"
	"kartoteka/assets"
	"kartoteka/data"
)

// putBack puts back what was deleted of an import, as a job in the slot. done gets nil counts when that
// failed; why, has been said then.
func putBack(a *Window, slot **job, label string, done func(data.Counts)) {
	user := a.user
	title := func() string { return a.text("restore.running", assets.Values{"Label": label}) }
	runJob(a, slot, title, func(ctx context.Context, progress data.Progress) (data.Counts, error) {
		return a.store.Restore(ctx, user, label, progress)
	}, func(counts data.Counts, err error) {
		if err == nil {
			a.countAgain()
		}
		done(counts)
		failRestore(a, err)
	})
}

// failRestore says what stands in the way of putting records back.
func failRestore(a *Window, err error) {
	var blocked *data.RestoreError
	switch {
	case errors.As(err, &blocked):
		a.record(err)
		a.open(&dialog{title: a.text("restore.blocked"), width: 720, content: obstacles(a, blocked.Obstacles),
			buttons: []*ui.Button{ui.Primary(a.text("dialog.close"), "", a.closeDialog)}})
	case errors.Is(err, data.ErrNotFound):
		a.record(err)
		a.tell(a.text("error.title"), a.text("restore.nothing"))
	default:
		a.fail(err)
	}
}

// obstacles names everything that stands in the way, and the next step.
func obstacles(a *Window, list []data.Obstacle) fyne.CanvasObject {
	type row = *data.Obstacle
	g := newGrid(a, "obstacles", []ui.Column[row]{
		{Key: "record", Title: a.text("restore.record"), Width: 260, Text: func(o row) string { return linkName(a, o.Link) }},
		{Key: "why", Title: a.text("restore.why"), Width: 430, Grow: true, Text: func(o row) string { return obstacle(a, *o) }},
	})
	rows := make([]row, len(list))
	for i := range list {
		rows[i] = &list[i]
	}
	g.SetRows(rows)
	table := container.New(ui.MinHeight(220), ui.Frame(g))
	return ui.Stack(ui.Gap, ui.Paragraph(a.text("restore.blocked.hint")), table, ui.Note(ui.InfoTone, nextStep(a, list[0])))
}

// obstacle says what keeps one record from coming back.
func obstacle(a *Window, o data.Obstacle) string {
	values := assets.Values{"Value": o.Value, "Other": linkName(a, o.Other), "Label": o.Label,
		"Field": a.lang.FieldTitle(string(o.Record), o.Field)}
	switch {
	case o.Value != "":
		return a.text("restore.taken", values)
	case o.Label != "":
		return a.text("restore.deleted", values)
	}
	return a.text("restore.gone", values)
}

func nextStep(a *Window, o data.Obstacle) string {
	switch {
	case o.Value != "":
		return a.text("restore.taken.next")
	case o.Label != "":
		return a.text("restore.deleted.next", assets.Values{"Label": o.Label})
	}
	return a.text("restore.gone.next")
}

// linkName is how a record is named where it could be of any type: "Klient Alfa s.r.o."
func linkName(a *Window, l data.Link) string {
	if l.Name == "" {
		l.Name = fmt.Sprintf("#%d", l.ID)
	}
	return a.text("link", assets.Values{"Record": a.text("record." + string(l.Record) + ".title"), "Name": l.Name})
}

// total is how many records there are of all types.
func total(c data.Counts) int {
	n := 0
	for _, count := range c {
		n += count
	}
	return n
}

// keptTable lists the records that stay with what holds each; the whole of what holds the selected one stands below.
func keptTable(a *Window, kept []data.Kept) fyne.CanvasObject {
	type row = *data.Kept
	g := newGrid(a, "kept", []ui.Column[row]{
		{Key: "type", Title: a.text("deletion.record"), Width: 118, Text: func(k row) string { return a.text("record." + string(k.Record) + ".title") }},
		{Key: "name", Title: a.text("deletion.name"), Width: 160, Text: func(k row) string { return k.Name }},
		{Key: "because", Title: a.text("deletion.because"), Width: 220, Grow: true, Text: func(k row) string { return holders(a, k, 3) }},
	})
	whole := ui.SmallPrint("")
	g.OnSelect = func(k row) {
		whole.SetText(a.text("deletion.because.all", assets.Values{"Name": k.Name, "Links": holders(a, k, 30)}))
	}
	g.OnOpen = func(k row) { a.openRecord(k.Record, k.ID) }
	rows := make([]row, len(kept))
	for i := range kept {
		rows[i] = &kept[i]
	}
	g.SetRows(rows)
	g.GoTo(0, false)
	return container.NewBorder(nil, container.New(ui.FixedRoom(2), container.NewVScroll(whole)), nil, nil, ui.Frame(g))
}

// holders names what holds a record, at most so many.
func holders(a *Window, k *data.Kept, most int) string {
	var names []string
	for _, l := range k.Because[:min(len(k.Because), most)] {
		names = append(names, linkName(a, l))
	}
	if more := len(k.Because) - most; more > 0 {
		names = append(names, a.plural("deletion.more", more))
	}
	return a.lang.And(names)
}
