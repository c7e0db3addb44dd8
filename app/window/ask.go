package window

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

// A Question asks before something is done that can't be taken back easily. Its button says the verb.
type Question struct {
	Title, Text string
	Content     fyne.CanvasObject // below the text, nil for none
	Verb        string
	Risky       bool // the verb takes something away
	Do          func()
}

// Ask opens a question.
func (w *Window) Ask(q Question) {
	do := func() {
		w.CloseDialog()
		q.Do()
	}
	verb := ui.Primary(q.Verb, "", do)
	cancel := w.Closing(w.Text("dialog.cancel"))
	d := &Dialog{Title: q.Title, Content: ui.Paragraph(q.Text), Buttons: []*ui.Button{cancel, verb}}
	if q.Content != nil {
		d.Content = ui.Stack(ui.Gap, ui.Paragraph(q.Text), q.Content)
	}
	if q.Risky {
		verb.Rank = ui.DangerRank
		d.First = cancel
	}
	w.OpenDialog(d)
}

// Tell says something that needs no answer.
func (w *Window) Tell(title, text string) {
	w.OpenDialog(&Dialog{Title: title, Content: ui.Paragraph(text), Buttons: []*ui.Button{ui.Primary(w.Text("dialog.close"), "", w.CloseDialog)}})
}

// Fail shows the sentence of an error, with the next step. What the person cancelled himself is nothing to talk about.
func (w *Window) Fail(err error) {
	if err == nil || errors.Is(err, context.Canceled) {
		return
	}
	w.LogError(err)
	title := w.Text("error.title")
	if !message.Known(err) {
		title = w.Text("error.unexpected.title")
	}
	content := ui.Stack(ui.Gap, ui.Paragraph(message.Of(err, w.Lang)))
	var more *ui.Button
	more = ui.Quiet(w.Text("error.details"), "info", func() {
		content.Add(w.details(err))
		more.Hide()
		w.Dialog.overlay.Refresh()
	})
	w.OpenDialog(&Dialog{Title: title, Content: content, Width: 520,
		Buttons: []*ui.Button{more, ui.Primary(w.Text("dialog.close"), "", w.CloseDialog)}})
}

// ErrorNote says in the page what went wrong, with the details behind a button.
func (w *Window) ErrorNote(err error, actions ...fyne.CanvasObject) fyne.CanvasObject {
	w.LogError(err)
	return w.ShownError(err, actions...)
}

// ShownError is errorNote for an error that is in the log already.
func (w *Window) ShownError(err error, actions ...fyne.CanvasObject) fyne.CanvasObject {
	return w.DetailedNote(err, message.Of(err, w.Lang), actions...)
}

// LoadFailed says why something can't be shown, with a button to try again.
func (w *Window) LoadFailed(err error, again func()) fyne.CanvasObject {
	return container.NewVBox(w.ErrorNote(err, ui.Quiet(w.Text("start.again"), "refresh", again)))
}

// DetailedNote says an error in words that fit the place, with the details behind a button.
func (w *Window) DetailedNote(err error, text string, actions ...fyne.CanvasObject) fyne.CanvasObject {
	more := ui.Quiet(w.Text("error.details"), "", func() {
		w.OpenDialog(&Dialog{Title: w.Text("error.details"), Content: w.details(err), Width: 520,
			Buttons: []*ui.Button{ui.Primary(w.Text("dialog.close"), "", w.CloseDialog)}})
	})
	return ui.Note(ui.ErrorTone, text, append(actions, more)...)
}

// LogError writes an error into the log.
func (w *Window) LogError(err error) { w.Log.Error("failed", "error", err.Error()) }

// details are for support: the error as the program sees it, and where the log is.
func (w *Window) details(err error) fyne.CanvasObject {
	text := []rune(err.Error())
	if len(text) > 4000 {
		text = append(text[:4000], '…')
	}
	box := container.NewVScroll(ui.Paragraph(string(text)).Selectable())
	box.SetMinSize(fyne.NewSize(0, 96))
	details := ui.Stack(ui.GapSmall, ui.Card(box))
	if w.LogFile != "" {
		details.Add(container.NewBorder(nil, nil, nil,
			ui.Quiet(w.Text("error.show_log"), "folder", func() { w.Reveal(w.LogFile) }),
			ui.Middle(ui.Caption(w.Text("error.log", assets.Values{"File": filepath.Base(w.LogFile)})))))
	}
	return details
}
