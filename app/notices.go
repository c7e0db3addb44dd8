package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"kartoteka/app/ui"
	"kartoteka/assets"
)

// A notice is said above the page until it is closed.
type notice struct {
	tone   ui.Tone
	key    string // of its text
	values assets.Values
	verb   string // key of what can be done, "" for nothing
	action func()
}

// crashNotice says that the program ended badly the last time.
func (a *App) crashNotice(report string) notice {
	return notice{tone: ui.WarningTone, key: "crash.notice", verb: "crash.show", action: func() { a.Reveal(report) }}
}

// withNotices puts what has to be said above a page.
func (a *App) withNotices(content fyne.CanvasObject) fyne.CanvasObject {
	if len(a.notices) == 0 {
		return content
	}
	notes := ui.Stack(ui.GapSmall)
	for i, n := range a.notices {
		var actions []fyne.CanvasObject
		if n.verb != "" {
			actions = append(actions, ui.Quiet(a.Text(n.verb), "", n.action))
		}
		actions = append(actions, ui.Quiet(a.Text("dialog.close"), "", func() {
			a.notices = append(a.notices[:i:i], a.notices[i+1:]...)
			a.Show(a.Current)
		}))
		notes.Add(ui.Note(n.tone, a.Text(n.key, n.values), actions...))
	}
	return container.New(ui.SpacedBorder(0), container.New(layout.NewCustomPaddedLayout(ui.Gap, 0, ui.GapLarge, ui.GapLarge), notes), content)
}
