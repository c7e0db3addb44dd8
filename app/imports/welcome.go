package imports

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kartoteka/app/ui"
	"kartoteka/app/undo"
	"kartoteka/app/window"
	"kartoteka/assets"
	"kartoteka/data"
)

// welcomePage is where a new database begins: three ways to go on, and after a trial the way back to an empty database
// (samples_removal.go).
type welcomePage struct {
	window  *window.Window
	samples window.Fetch[[]data.Import]
	job     *window.Job // deleting the samples or putting them back
	removal *sampleRemoval
	said    func() fyne.CanvasObject // what became of the samples

	trial   *fyne.Container // what can be done with the samples
	content *fyne.Container
}

func NewWelcome(w *window.Window) window.Page { return &welcomePage{window: w} }

// onImport goes to the import page and does something there.
func (w *welcomePage) onImport(do func(*Page)) {
	win := w.window
	win.Show("import")
	if p, ok := win.Made("import").(*Page); ok && win.Current == "import" {
		do(p)
	}
}

func (w *welcomePage) Build() fyne.CanvasObject {
	win := w.window
	if w.removal != nil && len(w.removal.kept) > 0 {
		return w.buildKept()
	}
	choices := ui.Columns(ui.Gap,
		w.choice("sample", "samples", func() { w.onImport((*Page).trySamples) }),
		w.choice("sheet", "template", func() { w.onImport((*Page).SaveTemplate) }),
		w.choice("import", "open", win.ChooseWorkbook))
	w.trial = ui.Stack(ui.GapSmall)
	w.content = ui.Stack(ui.GapLarge,
		ui.Stack(ui.Gap, container.NewCenter(ui.Mark(72)), ui.Stack(ui.GapSmall, ui.Heading(win.Text("welcome.title")).Center(), ui.Muted(win.Text("welcome.hint")).Center())),
		ui.AtLeast(860, choices), ui.Caption(win.Text("welcome.drop")).Center(), w.trial)
	frame := ui.Padded(ui.GapLarge, container.NewCenter(w.content))
	w.drawTrial(frame)
	return container.NewScroll(frame) // for screens smaller than the window
}

func (w *welcomePage) choice(drawing, key string, do func()) fyne.CanvasObject {
	win := w.window
	sign := container.NewHBox(container.NewStack(ui.NewSurface(ui.ColorAccentSoft, "", 12), ui.Padded(12, ui.Picture(ui.IconIn(drawing, ui.ColorOnAccent), 28))))
	return ui.NewPressable(ui.Stack(ui.Gap, sign, ui.Stack(ui.GapTiny, ui.Subheading(win.Text("welcome."+key)), ui.Muted(win.Text("welcome."+key+".hint")))), do)
}

// drawTrial shows below the choices what there is of the samples and what can be done with it.
func (w *welcomePage) drawTrial(frame *fyne.Container) {
	win := w.window
	if w.job != nil {
		w.trial.Add(w.job.Draw())
		return
	}
	if w.said != nil {
		w.trial.Add(w.said())
	}
	w.samples.Start(win, func(ctx context.Context) ([]data.Import, error) { return sampleImports(ctx, win.Store) }, func(imports []data.Import, err error) {
		switch {
		case err != nil:
			w.trial.Add(win.ErrorNote(err))
		case len(imports) > 0:
			there := remainingOf(imports)
			w.trial.Add(ui.Note(ui.InfoTone, win.Text("samples.there", assets.Values{"Records": win.Counted(there, "")}),
				ui.Secondary(win.Text("samples.delete"), "delete", func() { w.ask(there) })))
		}
		frame.Refresh()
	})
}

// ask asks before the samples are deleted.
func (w *welcomePage) ask(there data.Counts) {
	win := w.window
	win.Ask(window.Question{Title: win.Text("samples.ask"), Text: win.Text("samples.ask.text", assets.Values{"Records": win.Counted(there, ".accusative")}),
		Content: ui.Muted(win.Text("samples.ask.hint")), Verb: win.Text("samples.verb"), Risky: true, Do: w.remove})
}

// remove deletes the samples.
func (w *welcomePage) remove() {
	win, user := w.window, w.window.User
	w.said, w.removal = nil, nil
	title := func() string { return win.Text("samples.deleting") }
	window.RunJob(win, &w.job, title, func(ctx context.Context, progress data.Progress) (*sampleRemoval, error) {
		return removeSamples(ctx, win.Store, user, progress)
	}, func(r *sampleRemoval, err error) {
		w.removed(r)
		w.failed(err)
		win.CountAgain()
		win.Redraw("welcome")
	})
	win.Redraw("welcome")
}

// removed says what went, with the way to take it back.
func (w *welcomePage) removed(r *sampleRemoval) {
	win := w.window
	if r == nil || len(r.labels) == 0 && len(r.kept) == 0 {
		return
	}
	w.removal = r
	w.said = func() fyne.CanvasObject {
		if len(r.labels) == 0 {
			return ui.Note(ui.InfoTone, win.Text("samples.held"))
		}
		return ui.Note(ui.SuccessTone, win.Text("samples.deleted", assets.Values{"Records": win.Counted(r.deleted, "")}), ui.Secondary(win.Text("deletion.undo"), "undo", w.undo))
	}
}

// failed adds what went wrong to what is said.
func (w *welcomePage) failed(err error) {
	win, before := w.window, w.said
	if err == nil {
		return
	}
	var problem func() fyne.CanvasObject
	switch {
	case !errors.Is(err, context.Canceled):
		win.LogError(err)
		problem = func() fyne.CanvasObject { return win.ShownError(err) }
	case before == nil:
		problem = func() fyne.CanvasObject { return ui.Note(ui.InfoTone, win.Text("error.cancelled")) }
	default: // what was deleted before stays deleted, and is said
		problem = func() fyne.CanvasObject { return ui.Note(ui.InfoTone, win.Text("samples.cancelled")) }
	}
	w.said = func() fyne.CanvasObject {
		if before == nil {
			return problem()
		}
		return ui.Stack(ui.GapSmall, before(), problem())
	}
}

// undo puts back what was deleted.
func (w *welcomePage) undo() {
	win, user, r := w.window, w.window.User, w.removal
	w.said, w.removal = nil, nil
	title := func() string { return win.Text("samples.restoring") }
	window.RunJob(win, &w.job, title, func(ctx context.Context, progress data.Progress) (data.Counts, error) {
		return r.putBack(ctx, win.Store, user, progress)
	}, func(back data.Counts, err error) {
		if back.Total() > 0 {
			w.said = func() fyne.CanvasObject {
				return ui.Note(ui.SuccessTone, win.Text("samples.restored", assets.Values{"Records": win.Counted(back, "")}))
			}
		}
		win.CountAgain()
		win.Redraw("welcome")
		undo.Fail(win, err)
	})
	win.Redraw("welcome")
}

// buildKept names the samples that could not go and what holds each.
func (w *welcomePage) buildKept() fyne.CanvasObject {
	win := w.window
	top := ui.Stack(ui.Gap, w.said(), ui.Paragraph(win.Plural("samples.kept", len(w.removal.kept))))
	next := container.NewHBox(ui.Secondary(win.Text("samples.back"), "chevron-left", func() {
		w.said, w.removal = nil, nil
		win.Redraw("welcome")
	}))
	return ui.PageFrame(win.Text("samples.title"), "", nil, container.New(ui.ThreeRows(ui.Gap), top, undo.KeptTable(win, w.removal.kept), next))
}
