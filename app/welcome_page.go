package app

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer"
)

// welcomePage is where a new database begins: three ways to go on, and after a trial the way back to an empty database
// (samples_removal.go).
type welcomePage struct {
	app     *App
	samples fetch[[]data.Import]
	job     *job // deleting the samples or putting them back
	removal *sampleRemoval
	said    func() fyne.CanvasObject // what became of the samples

	trial   *fyne.Container // what can be done with the samples
	content *fyne.Container
}

func newWelcomePage(a *App) page { return &welcomePage{app: a} }

// samplePage is what the import page does for the welcome.
type samplePage interface{ trySamples() }

func (w *welcomePage) build() fyne.CanvasObject {
	a := w.app
	if w.removal != nil && len(w.removal.kept) > 0 {
		return w.buildKept()
	}
	choices := columns(gap,
		w.choice("sample", "samples", func() { a.onImport(func(p page) { call(p, samplePage.trySamples) }) }),
		w.choice("sheet", "template", func() { a.onImport(func(p page) { call(p, savePage.saveTemplate) }) }),
		w.choice("import", "open", a.chooseWorkbook))
	w.trial = stack(gapSmall)
	w.content = stack(gapLarge,
		stack(gap, container.NewCenter(mark(72)), stack(gapSmall, heading(a.text("welcome.title")).center(), muted(a.text("welcome.hint")).center())),
		atLeast(860, choices), caption(a.text("welcome.drop")).center(), w.trial)
	frame := padded(gapLarge, container.NewCenter(w.content))
	w.drawTrial(frame)
	return container.NewScroll(frame) // for screens smaller than the window
}

func (w *welcomePage) choice(drawing, key string, do func()) fyne.CanvasObject {
	a := w.app
	sign := container.NewHBox(container.NewStack(newSurface(colorAccentSoft, "", 12), padded(12, picture(iconIn(drawing, colorOnAccent), 28))))
	return newPressable(stack(gap, sign, stack(gapTiny, subheading(a.text("welcome."+key)), muted(a.text("welcome."+key+".hint")))), do)
}

// drawTrial shows below the choices what there is of the samples and what can be done with it.
func (w *welcomePage) drawTrial(frame *fyne.Container) {
	a := w.app
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
			w.trial.Add(note(infoTone, a.text("samples.there", assets.Values{"Records": a.counted(there, "")}),
				secondary(a.text("samples.delete"), "delete", func() { w.ask(there) })))
		}
		frame.Refresh()
	})
}

// ask asks before the samples are deleted.
func (w *welcomePage) ask(there data.Counts) {
	a := w.app
	a.ask(question{title: a.text("samples.ask"), text: a.text("samples.ask.text", assets.Values{"Records": a.counted(there, ".accusative")}),
		content: muted(a.text("samples.ask.hint")), verb: a.text("samples.verb"), risky: true, do: w.remove})
}

// remove deletes the samples.
func (w *welcomePage) remove() {
	a, user := w.app, w.app.user
	w.said, w.removal = nil, nil
	title := func() string { return a.text("samples.deleting") }
	runJob(a, &w.job, title, func(ctx context.Context, progress importer.Progress) (*sampleRemoval, error) {
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
	a := w.app
	if r == nil || len(r.labels) == 0 && len(r.kept) == 0 {
		return
	}
	w.removal = r
	w.said = func() fyne.CanvasObject {
		if len(r.labels) == 0 {
			return note(infoTone, a.text("samples.held"))
		}
		return note(successTone, a.text("samples.deleted", assets.Values{"Records": a.counted(r.deleted, "")}), secondary(a.text("deletion.undo"), "undo", w.undo))
	}
}

// failed adds what went wrong to what is said.
func (w *welcomePage) failed(err error) {
	a, before := w.app, w.said
	if err == nil {
		return
	}
	var problem func() fyne.CanvasObject
	switch {
	case !errors.Is(err, context.Canceled):
		a.record(err)
		problem = func() fyne.CanvasObject { return a.shownError(err) }
	case before == nil:
		problem = func() fyne.CanvasObject { return note(infoTone, a.text("error.cancelled")) }
	default: // what was deleted before stays deleted, and is said
		problem = func() fyne.CanvasObject { return note(infoTone, a.text("samples.cancelled")) }
	}
	w.said = func() fyne.CanvasObject {
		if before == nil {
			return problem()
		}
		return stack(gapSmall, before(), problem())
	}
}

// undo puts back what was deleted.
func (w *welcomePage) undo() {
	a, user, r := w.app, w.app.user, w.removal
	w.said, w.removal = nil, nil
	title := func() string { return a.text("samples.restoring") }
	runJob(a, &w.job, title, func(ctx context.Context, progress importer.Progress) (data.Counts, error) {
		return r.putBack(ctx, a.store, user, progress)
	}, func(back data.Counts, err error) {
		if total(back) > 0 {
			w.said = func() fyne.CanvasObject {
				return note(successTone, a.text("samples.restored", assets.Values{"Records": a.counted(back, "")}))
			}
		}
		a.countAgain()
		a.redraw("welcome")
		a.failRestore(err)
	})
	a.redraw("welcome")
}

// buildKept names the samples that could not go and what holds each.
func (w *welcomePage) buildKept() fyne.CanvasObject {
	a := w.app
	top := stack(gap, w.said(), paragraph(a.plural("samples.kept", len(w.removal.kept))))
	next := container.NewHBox(secondary(a.text("samples.back"), "chevron-left", func() {
		w.said, w.removal = nil, nil
		a.redraw("welcome")
	}))
	return pageFrame(a.text("samples.title"), "", nil, container.New(threeRows{gap}, top, a.keptTable(w.removal.kept), next))
}
