package app

import (
	"context"
	"errors"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kartoteka/app/message"
	"kartoteka/app/ui"
	"kartoteka/app/window"
	"kartoteka/assets"
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
	s.name.OnSubmitted = func(string) { a.FyneWindow.Canvas().Focus(s.password) }
	s.password.OnSubmitted = func(string) { s.try() }
	s.enter = ui.Primary(a.Text("signin.enter"), "", s.try)
	s.said = container.NewVBox()
	offered := assets.Offered(a.Lang)
	var titles []string
	for _, l := range offered {
		titles = append(titles, l.Title())
	}
	language := ui.NewSegments(titles, slices.Index(offered, a.Lang), func(i int) { a.SetLanguage(offered[i]) })
	form := ui.Card(ui.Stack(ui.Gap,
		ui.Labelled(a.Text("signin.name"), s.name), ui.Labelled(a.Text("signin.password"), s.password), s.said, s.enter))
	title := ui.Heading("Kartotéka").Center()
	return ui.Centered(420, ui.Stack(ui.Gap, container.NewCenter(ui.Mark(64)), ui.Stack(ui.GapTiny, title, ui.Muted(a.Text("signin.hint")).Center()), form,
		ui.InMiddle(language)))
}

// try signs in beside the window: checking a password takes a while by design.
func (s *signIn) try() {
	a, name, password := s.app, s.name.Text, s.password.Text
	s.enter.SetEnabled(false)
	s.said.RemoveAll()
	window.Start(a.Window, window.Task[data.User]{
		Work: func(ctx context.Context, _ data.Progress) (data.User, error) {
			return a.Store.SignIn(ctx, name, password)
		},
		Done: s.done,
	})
}

func (s *signIn) done(u data.User, err error) {
	s.enter.SetEnabled(true)
	if err == nil {
		s.app.SignIn(u)
		return
	}
	s.password.SetText("")
	s.said.Objects = []fyne.CanvasObject{ui.Note(ui.ErrorTone, message.Of(err, s.app.Lang))}
	s.said.Refresh()
	var wait *data.WaitError
	if errors.As(err, &wait) {
		s.enter.SetEnabled(false)
		s.countDown(wait)
		return
	}
	s.app.FyneWindow.Canvas().Focus(s.password)
}

// countDown lets the person try again when the delay is over.
func (s *signIn) countDown(wait *data.WaitError) {
	a := s.app
	window.Start(a.Window, window.Task[struct{}]{
		Work: func(ctx context.Context, _ data.Progress) (struct{}, error) {
			select {
			case <-time.After(time.Until(wait.Until)):
			case <-ctx.Done():
			}
			return struct{}{}, nil
		},
		Done: func(struct{}, error) {
			s.enter.SetEnabled(true)
			s.said.RemoveAll()
			if a.User.ID == 0 {
				a.FyneWindow.Canvas().Focus(s.password)
			}
		},
	})
}
