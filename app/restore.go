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
	"kartoteka/importer"
)

// putBack puts back what was deleted of an import, as a job in the slot. done gets nil counts when that
// failed; why, has been said then.
func (a *App) putBack(slot **job, label string, done func(data.Counts)) {
	user := a.user
	title := func() string { return a.text("restore.running", assets.Values{"Label": label}) }
	runJob(a, slot, title, func(ctx context.Context, progress importer.Progress) (data.Counts, error) {
		return a.store.Restore(ctx, user, label, progress)
	}, func(counts data.Counts, err error) {
		if err == nil {
			a.countAgain()
		}
		done(counts)
		a.failRestore(err)
	})
}

// failRestore says what stands in the way of putting records back.
func (a *App) failRestore(err error) {
	var blocked *data.RestoreError
	switch {
	case errors.As(err, &blocked):
		a.record(err)
		a.open(&dialog{title: a.text("restore.blocked"), width: 720, content: a.obstacles(blocked.Obstacles),
			buttons: []*ui.Button{ui.Primary(a.text("dialog.close"), "", a.closeDialog)}})
	case errors.Is(err, data.ErrNotFound):
		a.record(err)
		a.tell(a.text("error.title"), a.text("restore.nothing"))
	default:
		a.fail(err)
	}
}

// obstacles names everything that stands in the way, and the next step.
func (a *App) obstacles(list []data.Obstacle) fyne.CanvasObject {
	type row = *data.Obstacle
	g := newGrid(a, "obstacles", []ui.Column[row]{
		{Key: "record", Title: a.text("restore.record"), Width: 260, Text: func(o row) string { return a.linkName(o.Link) }},
		{Key: "why", Title: a.text("restore.why"), Width: 430, Grow: true, Text: func(o row) string { return a.obstacle(*o) }},
	})
	rows := make([]row, len(list))
	for i := range list {
		rows[i] = &list[i]
	}
	g.SetRows(rows)
	table := container.New(ui.MinHeight(220), ui.Frame(g))
	return ui.Stack(ui.Gap, ui.Paragraph(a.text("restore.blocked.hint")), table, ui.Note(ui.InfoTone, a.nextStep(list[0])))
}

// obstacle says what keeps one record from coming back.
func (a *App) obstacle(o data.Obstacle) string {
	values := assets.Values{"Value": o.Value, "Other": a.linkName(o.Other), "Label": o.Label,
		"Field": a.lang.FieldTitle(string(o.Record), o.Field)}
	switch {
	case o.Value != "":
		return a.text("restore.taken", values)
	case o.Label != "":
		return a.text("restore.deleted", values)
	}
	return a.text("restore.gone", values)
}

func (a *App) nextStep(o data.Obstacle) string {
	switch {
	case o.Value != "":
		return a.text("restore.taken.next")
	case o.Label != "":
		return a.text("restore.deleted.next", assets.Values{"Label": o.Label})
	}
	return a.text("restore.gone.next")
}

// linkName is how a record is named where it could be of any type: "Klient Alfa s.r.o."
func (a *App) linkName(l data.Link) string {
	if l.Name == "" {
		l.Name = fmt.Sprintf("#%d", l.ID)
	}
	return a.text("link", assets.Values{"Record": a.text("record." + string(l.Record) + ".title"), "Name": l.Name})
}

// counted says how many records of which types: in the nominative "4 980 klientů a 29 900 kontaktních osob", or with form ".accusative"
// as what something is done to. Types without records are left out; "" is none at all.
func (a *App) counted(c data.Counts, form string) string {
	var parts []string
	for _, t := range data.RecordTypes() {
		if c[t] > 0 {
			parts = append(parts, a.plural("record."+string(t)+form, c[t]))
		}
	}
	return a.lang.And(parts)
}

// total is how many records there are of all types.
func total(c data.Counts) int {
	n := 0
	for _, count := range c {
		n += count
	}
	return n
}
