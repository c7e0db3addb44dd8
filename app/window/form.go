package window

import (
	"context"

	"fyne.io/fyne/v2"

	"kartoteka/app/message"
	"kartoteka/app/ui"
)

// A Form is a dialog that asks for values and stays open until they are taken.
type Form struct {
	Title, Verb string
	Content     fyne.CanvasObject
	Width       float32        // of the content, 0 is 440
	First       fyne.Focusable // where the keyboard begins
	// submit reads the fields and returns the change to be made of them, or nil and what is wrong with them.
	Submit func() (change func(context.Context) error, wrong string)
	// refused says why the change was not made, "" leaves that to package message; nil always does.
	Refused func(error) string
	Done    func() // after the change was made

	window *Window
	dialog *Dialog
	said   *fyne.Container
	send   *ui.Button
}

// OpenForm opens a form.
func (w *Window) OpenForm(f *Form) {
	f.window, f.said = w, ui.Stack(0)
	f.send = ui.Primary(f.Verb, "", f.try)
	f.dialog = &Dialog{Title: f.Title, Width: f.Width, Content: ui.Stack(0, f.Content, f.said),
		Buttons: []*ui.Button{w.Closing(w.Text("dialog.cancel")), f.send}, First: f.First}
	w.OpenDialog(f.dialog)
	if e, ok := f.First.(*ui.Entry); ok {
		e.TypedShortcut(&fyne.ShortcutSelectAll{}) // so that typing replaces what is there
	}
}

// try makes the change. It does nothing while that is being made already.
func (f *Form) try() {
	if f.send.Disabled() {
		return
	}
	change, wrong := f.Submit()
	if change == nil {
		f.say(wrong)
		return
	}
	f.send.SetEnabled(false)
	c := &Changer{Window: f.window}
	c.Do(change, func(err error) {
		f.send.SetEnabled(true)
		switch {
		case err == nil:
			if f.window.Dialog == f.dialog {
				f.window.CloseDialog()
			}
			f.Done()
		case f.window.Dialog != f.dialog: // closed meanwhile
			f.window.Fail(err)
		default:
			f.window.LogError(err)
			f.say(f.reason(err))
		}
	})
}

func (f *Form) reason(err error) string {
	if f.Refused != nil {
		if text := f.Refused(err); text != "" {
			return text
		}
	}
	return message.Of(err, f.window.Lang)
}

// say shows below the fields what is wrong.
func (f *Form) say(text string) {
	f.said.Objects = []fyne.CanvasObject{ui.GapOf(ui.Gap), ui.Note(ui.ErrorTone, text)}
	f.dialog.overlay.Refresh()
}

// Refresh draws the form again after its content has changed.
func (f *Form) Refresh() { f.dialog.overlay.Refresh() }

// SubmitWith lets Enter in a field send the form.
func (f *Form) SubmitWith(entries ...*ui.Entry) {
	for _, e := range entries {
		e.OnSubmitted = func(string) { f.try() }
	}
}
