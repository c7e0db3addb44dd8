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

// welcomePage is where a new database begins: four ways to go on, and after a trial the way back to an empty database
// (removal.go).
type welcomePage struct {
	window  *window.Window
	samples window.Fetch[[]data.Import]
	job     *window.Job // deleting the samples or putting them back
	removal *sampleRemoval
	said    func() fyne.CanvasObject // what became of the samples

	trial   *fyne.Container // what can be done with the samples
	content *fyne.Container
}

// NewWelcome makes the page where a new database begins.
func NewWelcome(w *window.Window) window.Page { return &welcomePage{window: w} }

// onImport goes to the import page and does something there.
func (p *welcomePage) onImport(do func(*Page)) {
	w := p.window
	w.Show("import")
	if page, ok := w.Made("import").(*Page); ok && w.Current == "import" {
		do(page)
	}
}

// Build draws the page.
func (p *welcomePage) Build() fyne.CanvasObject {
	w := p.window
	if p.removal != nil && len(p.removal.kept) > 0 {
		return p.buildKept()
	}
	choices := ui.Cards(220,
		p.choice("sample", "samples", func() { p.onImport((*Page).trySamples) }),
		p.choice("columns", "table", func() { p.onImport((*Page).tryTable) }),
		p.choice("sheet", "template", func() { p.onImport((*Page).SaveTemplate) }),
		p.choice("import", "open", w.ChooseTable))
	p.trial = ui.Stack(ui.GapSmall)
	p.content = ui.Stack(ui.GapLarge,
		ui.Stack(ui.Gap, container.NewCenter(ui.Mark(72)), ui.Stack(ui.GapSmall, ui.Heading(w.Text("welcome.title")).Center(), ui.Muted(w.Text("welcome.hint")).Center())),
		choices, ui.SmallPrint(w.Text("welcome.drop")).Center(), p.trial)
	frame := ui.Padded(ui.GapLarge, p.content)
	p.drawTrial(frame)
	return ui.Centered(1000, frame)
}

func (p *welcomePage) choice(drawing, key string, do func()) fyne.CanvasObject {
	w := p.window
	sign := container.NewHBox(container.NewStack(ui.NewSurface(ui.ColorAccentSoft, "", 12), ui.Padded(12, ui.Picture(ui.IconIn(drawing, ui.ColorOnAccent), 28))))
	return ui.NewPressable(ui.Stack(ui.Gap, sign, ui.Stack(ui.GapTiny, strong(w.Text("welcome."+key)), ui.Muted(w.Text("welcome."+key+".hint")))), do)
}

// drawTrial shows below the choices what there is of the samples and what can be done with it.
func (p *welcomePage) drawTrial(frame *fyne.Container) {
	w := p.window
	if p.job != nil {
		p.trial.Add(p.job.Draw())
		return
	}
	if p.said != nil {
		p.trial.Add(p.said())
	}
	p.samples.Start(w, func(ctx context.Context) ([]data.Import, error) { return sampleImports(ctx, w.Store) }, func(imports []data.Import, err error) {
		switch {
		case err != nil:
			p.trial.Add(w.ErrorNote(err))
		case len(imports) > 0:
			there := remainingOf(imports)
			p.trial.Add(ui.Note(ui.InfoTone, w.Text("samples.there", assets.Values{"Records": w.Counted(there, "")}),
				ui.Secondary(w.Text("samples.delete"), "delete", func() { p.ask(there) })))
		}
		frame.Refresh()
	})
}

// ask asks before the samples are deleted.
func (p *welcomePage) ask(there data.Counts) {
	w := p.window
	w.Ask(window.Question{Title: w.Text("samples.ask"), Text: w.Text("samples.ask.text", assets.Values{"Records": w.Counted(there, ".accusative")}),
		Content: ui.Muted(w.Text("samples.ask.hint")), Verb: w.Text("samples.verb"), Risky: true, Do: p.remove})
}

// remove deletes the samples.
func (p *welcomePage) remove() {
	w, user := p.window, p.window.User
	p.said, p.removal = nil, nil
	title := func() string { return w.Text("samples.deleting") }
	window.RunJob(w, &p.job, title, func(ctx context.Context, progress data.Progress) (*sampleRemoval, error) {
		return removeSamples(ctx, w.Store, user, progress)
	}, func(r *sampleRemoval, err error) {
		p.removed(r)
		p.failed(err)
		w.CountAgain()
		w.Redraw("welcome")
	})
	w.Redraw("welcome")
}

// removed says what went, with the way to take it back.
func (p *welcomePage) removed(r *sampleRemoval) {
	w := p.window
	if r == nil || len(r.labels) == 0 && len(r.kept) == 0 {
		return
	}
	p.removal = r
	p.said = func() fyne.CanvasObject {
		if len(r.labels) == 0 {
			return ui.Note(ui.InfoTone, w.Text("samples.held"))
		}
		return ui.Note(ui.SuccessTone, w.Text("samples.deleted", assets.Values{"Records": w.Counted(r.deleted, "")}), ui.Secondary(w.Text("deletion.undo"), "undo", p.undo))
	}
}

// failed adds what went wrong to what is said.
func (p *welcomePage) failed(err error) {
	w, before := p.window, p.said
	if err == nil {
		return
	}
	var problem func() fyne.CanvasObject
	switch {
	case !errors.Is(err, context.Canceled):
		w.LogError(err)
		problem = func() fyne.CanvasObject { return w.ShownError(err) }
	case before == nil:
		problem = func() fyne.CanvasObject { return ui.Note(ui.InfoTone, w.Text("error.cancelled")) }
	default: // what was deleted before stays deleted, and is said
		problem = func() fyne.CanvasObject { return ui.Note(ui.InfoTone, w.Text("samples.cancelled")) }
	}
	p.said = func() fyne.CanvasObject {
		if before == nil {
			return problem()
		}
		return ui.Stack(ui.GapSmall, before(), problem())
	}
}

// undo puts back what was deleted.
func (p *welcomePage) undo() {
	w, user, r := p.window, p.window.User, p.removal
	p.said, p.removal = nil, nil
	title := func() string { return w.Text("samples.restoring") }
	window.RunJob(w, &p.job, title, func(ctx context.Context, progress data.Progress) (data.Counts, error) {
		return r.putBack(ctx, w.Store, user, progress)
	}, func(back data.Counts, err error) {
		if back.Total() > 0 {
			p.said = func() fyne.CanvasObject {
				return ui.Note(ui.SuccessTone, w.Text("samples.restored", assets.Values{"Records": w.Counted(back, "")}))
			}
		}
		w.CountAgain()
		w.Redraw("welcome")
		undo.Fail(w, err)
	})
	w.Redraw("welcome")
}

// buildKept names the samples that could not go and what holds each.
func (p *welcomePage) buildKept() fyne.CanvasObject {
	w := p.window
	top := ui.Stack(ui.Gap, p.said(), ui.Paragraph(w.Plural("samples.kept", len(p.removal.kept))))
	next := container.NewHBox(ui.Secondary(w.Text("samples.back"), "chevron-left", func() {
		p.said, p.removal = nil, nil
		w.Redraw("welcome")
	}))
	return ui.PageFrame(w.Text("samples.title"), "", nil, container.New(ui.ThreeRows(ui.Gap), top, undo.KeptTable(w, p.removal.kept), next))
}
