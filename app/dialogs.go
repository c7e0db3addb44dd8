package app

import (
	"context"
	"errors"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"kartoteka/app/message"
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
func (a *App) ask(q question) {
	do := func() {
		a.closeDialog()
		q.do()
	}
	verb := primary(q.verb, "", do)
	cancel := a.closing(a.text("dialog.cancel"))
	d := &dialog{title: q.title, content: paragraph(q.text), buttons: []*button{cancel, verb}}
	if q.content != nil {
		d.content = stack(gap, paragraph(q.text), q.content)
	}
	if q.risky {
		verb.rank = dangerRank
		d.first = cancel
	}
	a.open(d)
}

// tell says something that needs no answer.
func (a *App) tell(title, text string) {
	a.open(&dialog{title: title, content: paragraph(text), buttons: []*button{primary(a.text("dialog.close"), "", a.closeDialog)}})
}

// fail says what went wrong and what to do about it. What the person cancelled himself is nothing to talk about.
func (a *App) fail(err error) {
	if err == nil || errors.Is(err, context.Canceled) {
		return
	}
	a.record(err)
	title := a.text("error.title")
	if !message.Known(err) {
		title = a.text("error.unexpected.title")
	}
	content := stack(gap, paragraph(message.Of(err, a.lang)))
	var more *button
	more = quiet(a.text("error.details"), "info", func() {
		content.Add(a.details(err))
		more.Hide()
		a.dialog.overlay.Refresh()
	})
	a.open(&dialog{title: title, content: content, width: 520,
		buttons: []*button{more, primary(a.text("dialog.close"), "", a.closeDialog)}})
}

// errorNote says in the page what went wrong, with the details behind a button.
func (a *App) errorNote(err error, actions ...fyne.CanvasObject) fyne.CanvasObject {
	a.record(err)
	return a.shownError(err, actions...)
}

// shownError is errorNote for an error that is in the log already.
func (a *App) shownError(err error, actions ...fyne.CanvasObject) fyne.CanvasObject {
	return a.detailedNote(err, message.Of(err, a.lang), actions...)
}

// detailedNote says an error in words that fit the place, with the details behind a button.
func (a *App) detailedNote(err error, text string, actions ...fyne.CanvasObject) fyne.CanvasObject {
	more := quiet(a.text("error.details"), "", func() {
		a.open(&dialog{title: a.text("error.details"), content: a.details(err), width: 520,
			buttons: []*button{primary(a.text("dialog.close"), "", a.closeDialog)}})
	})
	return note(errorTone, text, append(actions, more)...)
}

// record writes an error into the log.
func (a *App) record(err error) { a.log.Error("failed", "error", err.Error()) }

// details are what support wants to know: the error as the program sees it, and where the log is.
func (a *App) details(err error) fyne.CanvasObject {
	text := []rune(err.Error())
	if len(text) > 4000 {
		text = append(text[:4000], '…')
	}
	box := container.NewVScroll(paragraph(string(text)).selectable())
	box.SetMinSize(fyne.NewSize(0, 96))
	details := stack(gapSmall, card(box))
	if a.logFile != "" {
		details.Add(container.NewBorder(nil, nil, nil,
			quiet(a.text("error.show_log"), "folder", func() { a.reveal(a.logFile) }),
			middle(caption(a.text("error.log", assets.Values{"File": filepath.Base(a.logFile)})))))
	}
	return details
}

// A notice is said above the page until it is closed.
type notice struct {
	tone   tone
	key    string // of its text
	values assets.Values
	verb   string // key of what can be done, "" for nothing
	action func()
}

// crashNotice says that the program ended badly the last time.
func (a *App) crashNotice(report string) notice {
	return notice{tone: warningTone, key: "crash.notice", verb: "crash.show", action: func() { a.reveal(report) }}
}

// withNotices puts what has to be said above a page.
func (a *App) withNotices(content fyne.CanvasObject) fyne.CanvasObject {
	if len(a.notices) == 0 {
		return content
	}
	notes := stack(gapSmall)
	for i, n := range a.notices {
		var actions []fyne.CanvasObject
		if n.verb != "" {
			actions = append(actions, quiet(a.text(n.verb), "", n.action))
		}
		actions = append(actions, quiet(a.text("dialog.close"), "", func() {
			a.notices = append(a.notices[:i:i], a.notices[i+1:]...)
			a.show(a.current)
		}))
		notes.Add(note(n.tone, a.text(n.key, n.values), actions...))
	}
	return container.New(spacedBorder{0}, container.New(layout.NewCustomPaddedLayout(gap, 0, gapLarge, gapLarge), notes), content)
}
