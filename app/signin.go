package app

import (
	"context"
	"errors"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kartoteka/app/message"
	"kartoteka/app/ui"
	"kartoteka/data"
)

// signIn asks who is there.
type signIn struct {
	app            *App
	name, password *ui.Entry
	enter          *ui.Button
	said           *fyne.Container
}

func newSignIn(a *App) *signIn { return &signIn{app: a} }

func (s *signIn) build() fyne.CanvasObject {
	a := s.app
	s.name, s.password = ui.NewEntry(), ui.NewPasswordEntry()
	s.name.OnSubmitted = func(string) { a.window.Canvas().Focus(s.password) }
	s.password.OnSubmitted = func(string) { s.try() }
	s.enter = ui.Primary(a.text("signin.enter"), "", s.try)
	s.said = container.NewVBox()
	form := ui.Card(ui.Stack(ui.Gap,
		ui.Labelled(a.text("signin.name"), s.name), ui.Labelled(a.text("signin.password"), s.password), s.said, s.enter))
	title := ui.Heading("Kartotéka").Center()
	content := ui.Stack(ui.GapLarge, container.NewCenter(ui.Mark(72)), ui.Stack(ui.GapTiny, title, ui.Muted(a.text("signin.hint")).Center()), ui.AtLeast(360, form))
	return container.NewCenter(content)
}

// try signs in beside the window: checking a password takes a while by design.
func (s *signIn) try() {
	a, name, password := s.app, s.name.Text, s.password.Text
	s.enter.SetEnabled(false)
	s.said.RemoveAll()
	start(a.Window, task[data.User]{
		work: func(ctx context.Context, _ data.Progress) (data.User, error) {
			return a.store.SignIn(ctx, name, password)
		},
		done: s.done,
	})
}

func (s *signIn) done(u data.User, err error) {
	s.enter.SetEnabled(true)
	if err == nil {
		s.app.signedIn(u)
		return
	}
	s.password.SetText("")
	s.said.Objects = []fyne.CanvasObject{ui.Note(ui.ErrorTone, message.Of(err, s.app.lang))}
	s.said.Refresh()
	var wait *data.WaitError
	if errors.As(err, &wait) {
		s.enter.SetEnabled(false)
		s.countDown(wait)
		return
	}
	s.app.window.Canvas().Focus(s.password)
}

// countDown lets the person try again when the delay is over.
func (s *signIn) countDown(wait *data.WaitError) {
	a := s.app
	start(a.Window, task[struct{}]{
		work: func(ctx context.Context, _ data.Progress) (struct{}, error) {
			select {
			case <-time.After(time.Until(wait.Until)):
			case <-ctx.Done():
			}
			return struct{}{}, nil
		},
		done: func(struct{}, error) {
			s.enter.SetEnabled(true)
			s.said.RemoveAll()
			if a.user.ID == 0 {
				a.window.Canvas().Focus(s.password)
			}
		},
	})
}
