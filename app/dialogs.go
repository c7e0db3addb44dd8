package app

import (
	"context"
	"errors"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kartoteka/app/message"
	"kartoteka/app/ui"
	"kartoteka/assets"
)

// A question asks before something is done that can't be taken back easily. Its button says the verb.
type question struct {
	title, text string
	content     fyne.CanvasObject // below the text, nil for none
	verb        string
	risky       bool // the verb takes something away
	do          func()
}

// ask opens a question.
func (a *Window) ask(q question) {
	do := func() {
		a.closeDialog()
		q.do()
	}
	verb := ui.Primary(q.verb, "", do)
	cancel := a.closing(a.text("dialog.cancel"))
	d := &dialog{title: q.title, content: ui.Paragraph(q.text), buttons: []*ui.Button{cancel, verb}}
	if q.content != nil {
		d.content = ui.Stack(ui.Gap, ui.Paragraph(q.text), q.content)
	}
	if q.risky {
		verb.Rank = ui.DangerRank
		d.first = cancel
	}
	a.open(d)
}

// tell says something that needs no answer.
func (a *Window) tell(title, text string) {
	a.open(&dialog{title: title, content: ui.Paragraph(text), buttons: []*ui.Button{ui.Primary(a.text("dialog.close"), "", a.closeDialog)}})
}

// fail says what went wrong and what to do about it. What the person cancelled himself is nothing to talk about.
func (a *Window) fail(err error) {
	if err == nil || errors.Is(err, context.Canceled) {
		return
	}
	a.record(err)
	title := a.text("error.title")
	if !message.Known(err) {
		title = a.text("error.unexpected.title")
	}
	content := ui.Stack(ui.Gap, ui.Paragraph(message.Of(err, a.lang)))
	var more *ui.Button
	more = ui.Quiet(a.text("error.details"), "info", func() {
		content.Add(a.details(err))
		more.Hide()
		a.dialog.overlay.Refresh()
	})
	a.open(&dialog{title: title, content: content, width: 520,
		buttons: []*ui.Button{more, ui.Primary(a.text("dialog.close"), "", a.closeDialog)}})
}

// errorNote says in the page what went wrong, with the details behind a button.
func (a *Window) errorNote(err error, actions ...fyne.CanvasObject) fyne.CanvasObject {
	a.record(err)
	return a.shownError(err, actions...)
}

// shownError is errorNote for an error that is in the log already.
func (a *Window) shownError(err error, actions ...fyne.CanvasObject) fyne.CanvasObject {
	return a.detailedNote(err, message.Of(err, a.lang), actions...)
}

// loadFailed says why something can't be shown, with a button to try again.
func (a *Window) loadFailed(err error, again func()) fyne.CanvasObject {
	return container.NewVBox(a.errorNote(err, ui.Quiet(a.text("start.again"), "refresh", again)))
}

// detailedNote says an error in words that fit the place, with the details behind a button.
func (a *Window) detailedNote(err error, text string, actions ...fyne.CanvasObject) fyne.CanvasObject {
	more := ui.Quiet(a.text("error.details"), "", func() {
		a.open(&dialog{title: a.text("error.details"), content: a.details(err), width: 520,
			buttons: []*ui.Button{ui.Primary(a.text("dialog.close"), "", a.closeDialog)}})
	})
	return ui.Note(ui.ErrorTone, text, append(actions, more)...)
}

// record writes an error into the log.
func (a *Window) record(err error) { a.log.Error("failed", "error", err.Error()) }

// details are what support wants to know: the error as the program sees it, and where the log is.
func (a *Window) details(err error) fyne.CanvasObject {
	text := []rune(err.Error())
	if len(text) > 4000 {
		text = append(text[:4000], '…')
	}
	box := container.NewVScroll(ui.Paragraph(string(text)).Selectable())
	box.SetMinSize(fyne.NewSize(0, 96))
	details := ui.Stack(ui.GapSmall, ui.Card(box))
	if a.logFile != "" {
		details.Add(container.NewBorder(nil, nil, nil,
			ui.Quiet(a.text("error.show_log"), "folder", func() { a.reveal(a.logFile) }),
			ui.Middle(ui.Caption(a.text("error.log", assets.Values{"File": filepath.Base(a.logFile)})))))
	}
	return details
}
