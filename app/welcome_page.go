package app

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kartoteka/app/ui"
	"kartoteka/assets"
	"kartoteka/data"
)

// welcomePage is where a new database begins: three ways to go on, and after a trial the way back to an empty database
// (samples_removal.go).
type welcomePage struct {
	window  *Window
	samples fetch[[]data.Import]
	job     *job // deleting the samples or putting them back
	removal *sampleRemoval
	said    func() fyne.CanvasObject // what became of the samples

	trial   *fyne.Container // what can be done with the samples
	content *fyne.Container
}

func newWelcomePage(a *Window) page { return &welcomePage{window: a} }

// onImport goes to the import page and does something there.
func (w *welcomePage) onImport(do func(*importPage)) {
	a := w.window
	a.show("import")
	if p, ok := a.made("import").(*importPage); ok && a.current == "import" {
		do(p)
	}
}

func (w *welcomePage) build() fyne.CanvasObject {
	a := w.window
	if w.removal != nil && len(w.removal.kept) > 0 {
		return w.buildKept()
	}
	choices := ui.Columns(ui.Gap,
		w.choice("sample", "samples", func() { w.onImport((*importPage).trySamples) }),
		w.choice("sheet", "template", func() { w.onImport((*importPage).saveTemplate) }),
		w.choice("import", "open", a.chooseWorkbook))
	w.trial = ui.Stack(ui.GapSmall)
	w.content = ui.Stack(ui.GapLarge,
		ui.Stack(ui.Gap, container.NewCenter(ui.Mark(72)), ui.Stack(ui.GapSmall, ui.Heading(a.text("welcome.title")).Center(), ui.Muted(a.text("welcome.hint")).Center())),
		ui.AtLeast(860, choices), ui.Caption(a.text("welcome.drop")).Center(), w.trial)
	frame := ui.Padded(ui.GapLarge, container.NewCenter(w.content))
	w.drawTrial(frame)
	return container.NewScroll(frame) // for screens smaller than the window
}

func (w *welcomePage) choice(drawing, key string, do func()) fyne.CanvasObject {
	a := w.window
	sign := container.NewHBox(container.NewStack(ui.NewSurface(ui.ColorAccentSoft, "", 12), ui.Padded(12, ui.Picture(ui.IconIn(drawing, ui.ColorOnAccent), 28))))
	return ui.NewPressable(ui.Stack(ui.Gap, sign, ui.Stack(ui.GapTiny, ui.Subheading(a.text("welcome."+key)), ui.Muted(a.text("welcome."+key+".hint")))), do)
}

// drawTrial shows below the choices what there is of the samples and what can be done with it.
func (w *welcomePage) drawTrial(frame *fyne.Container) {
	a := w.window
	if w.job != nil {
		w.trial.Add(w.job.draw())
		return
	}
	if w.said != nil {
		w.trial.Add(w.said())
	}
	w.samples.start(a, func(ctx context.Context) ([]data.Import, error) { return sampleImports(ctx, a.store) }, func(imports []data.Import, err error) {
		switch {
		case err != nil:
			w.trial.Add(a.errorNote(err))
		case len(imports) > 0:
			there := remainingOf(imports)
			w.trial.Add(ui.Note(ui.InfoTone, a.text("samples.there", assets.Values{"Records": a.counted(there, "")}),
				ui.Secondary(a.text("samples.delete"), "delete", func() { w.ask(there) })))
		}
		frame.Refresh()
	})
}

// ask asks before the samples are deleted.
func (w *welcomePage) ask(there data.Counts) {
	a := w.window
	a.ask(question{title: a.text("samples.ask"), text: a.text("samples.ask.text", assets.Values{"Records": a.counted(there, ".accusative")}),
		content: ui.Muted(a.text("samples.ask.hint")), verb: a.text("samples.verb"), risky: true, do: w.remove})
}

// remove deletes the samples.
func (w *welcomePage) remove() {
	a, user := w.window, w.window.user
	w.said, w.removal = nil, nil
	title := func() string { return a.text("samples.deleting") }
	runJob(a, &w.job, title, func(ctx context.Context, progress data.Progress) (*sampleRemoval, error) {
		return removeSamples(ctx, a.store, user, progress)
	}, func(r *sampleRemoval, err error) {
		w.removed(r)
		w.failed(err)
		a.countAgain()
		a.redraw("welcome")
	})
	a.redraw("welcome")
}

// removed says what went, with the way to take it back.
func (w *welcomePage) removed(r *sampleRemoval) {
	a := w.window
	if r == nil || len(r.labels) == 0 && len(r.kept) == 0 {
		return
	}
	w.removal = r
	w.said = func() fyne.CanvasObject {
		if len(r.labels) == 0 {
			return ui.Note(ui.InfoTone, a.text("samples.held"))
		}
		return ui.Note(ui.SuccessTone, a.text("samples.deleted", assets.Values{"Records": a.counted(r.deleted, "")}), ui.Secondary(a.text("deletion.undo"), "undo", w.undo))
	}
}

// failed adds what went wrong to what is said.
func (w *welcomePage) failed(err error) {
	a, before := w.window, w.said
	if err == nil {
		return
	}
	var problem func() fyne.CanvasObject
	switch {
	case !errors.Is(err, context.Canceled):
		a.record(err)
		problem = func() fyne.CanvasObject { return a.shownError(err) }
	case before == nil:
		problem = func() fyne.CanvasObject { return ui.Note(ui.InfoTone, a.text("error.cancelled")) }
	default: // what was deleted before stays deleted, and is said
		problem = func() fyne.CanvasObject { return ui.Note(ui.InfoTone, a.text("samples.cancelled")) }
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
	a, user, r := w.window, w.window.user, w.removal
	w.said, w.removal = nil, nil
	title := func() string { return a.text("samples.restoring") }
	runJob(a, &w.job, title, func(ctx context.Context, progress data.Progress) (data.Counts, error) {
		return r.putBack(ctx, a.store, user, progress)
	}, func(back data.Counts, err error) {
		if total(back) > 0 {
			w.said = func() fyne.CanvasObject {
				return ui.Note(ui.SuccessTone, a.text("samples.restored", assets.Values{"Records": a.counted(back, "")}))
			}
		}
		a.countAgain()
		a.redraw("welcome")
		failRestore(a, err)
	})
	a.redraw("welcome")
}

// buildKept names the samples that could not go and what holds each.
func (w *welcomePage) buildKept() fyne.CanvasObject {
	a := w.window
	top := ui.Stack(ui.Gap, w.said(), ui.Paragraph(a.plural("samples.kept", len(w.removal.kept))))
	next := container.NewHBox(ui.Secondary(a.text("samples.back"), "chevron-left", func() {
		w.said, w.removal = nil, nil
		a.redraw("welcome")
	}))
	return ui.PageFrame(a.text("samples.title"), "", nil, container.New(ui.ThreeRows(ui.Gap), top, keptTable(a, w.removal.kept), next))
}
