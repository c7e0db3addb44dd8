package app

import (
	"context"

	"fyne.io/fyne/v2"

	"kartoteka/app/message"
	"kartoteka/app/ui"
)

// A dialogForm is a dialog that asks for values and stays open until they are taken.
type dialogForm struct {
	title, verb string
	content     fyne.CanvasObject
	width       float32        // of the content, 0 is 440
	first       fyne.Focusable // where the keyboard begins
	// submit reads the fields and returns the change to be made of them, or nil and what is wrong with them.
	submit func() (change func(context.Context) error, wrong string)
	// refused says why the change was not made, "" leaves that to package message; nil always does.
	refused func(error) string
	done    func() // after the change was made

	window *Window
	dialog *dialog
	said   *fyne.Container
	send   *ui.Button
}

// openForm opens a form.
func (a *Window) openForm(f *dialogForm) {
	f.window, f.said = a, ui.Stack(0)
	f.send = ui.Primary(f.verb, "", f.try)
	f.dialog = &dialog{title: f.title, width: f.width, content: ui.Stack(0, f.content, f.said),
		buttons: []*ui.Button{a.closing(a.text("dialog.cancel")), f.send}, first: f.first}
	a.open(f.dialog)
	if e, ok := f.first.(*ui.Entry); ok {
		e.TypedShortcut(&fyne.ShortcutSelectAll{}) // so that typing replaces what is there
	}
}

// try makes the change. It does nothing while that is being made already.
func (f *dialogForm) try() {
	if f.send.Disabled() {
		return
	}
	change, wrong := f.submit()
	if change == nil {
		f.say(wrong)
		return
	}
	f.send.SetEnabled(false)
	c := &changer{window: f.window}
	c.do(change, func(err error) {
		f.send.SetEnabled(true)
		switch {
		case err == nil:
			if f.window.dialog == f.dialog {
				f.window.closeDialog()
			}
			f.done()
		case f.window.dialog != f.dialog: // closed meanwhile
			f.window.fail(err)
		default:
			f.window.record(err)
			f.say(f.reason(err))
		}
	})
}

func (f *dialogForm) reason(err error) string {
	if f.refused != nil {
		if text := f.refused(err); text != "" {
			return text
		}
	}
	return message.Of(err, f.window.lang)
}

// say shows below the fields what is wrong.
func (f *dialogForm) say(text string) {
	f.said.Objects = []fyne.CanvasObject{ui.GapOf(ui.Gap), ui.Note(ui.ErrorTone, text)}
	f.dialog.overlay.Refresh()
}

// submitWith lets Enter in a field send the form.
func (f *dialogForm) submitWith(entries ...*ui.Entry) {
	for _, e := range entries {
		e.OnSubmitted = func(string) { f.try() }
	}
}
