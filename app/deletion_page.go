package app

import (
	"context"
	"errors"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kartoteka/app/ui"
	"kartoteka/assets"
	"kartoteka/data"
)

// deletionPage deletes what an import brought, by record type and label:
//
//	choose ──> preview (deletion_preview.go) ──> confirm ──> job ──> result ──> put back
type deletionPage struct {
	window *Window
	kind   data.Deletable
	label  string // chosen, "" for none
	about  string // what is said of it: file, date, who

	imports fetch[[]data.Import]
	plans   fetch[*data.Deletion]
	plan    *data.Deletion // of the label, nil until it is made
	said    func() fyne.CanvasObject
	job     *job
	result  *data.DeletionResult
	undone  data.Counts // what was put back of the result

	list    *ui.Grid[*data.Import]
	choices *fyne.Container // record types
	side    *fyne.Container // labels
	preview *fyne.Container
}

func newDeletionPage(a *Window) page { return &deletionPage{window: a, kind: data.Clients} }

// choose opens the page with an import chosen.
func (p *deletionPage) choose(kind data.Deletable, label string) {
	p.kind, p.label, p.plan, p.result, p.said = kind, label, nil, nil, nil
	p.window.show("deletion")
}

func (p *deletionPage) build() fyne.CanvasObject {
	a := p.window
	var content fyne.CanvasObject
	switch {
	case p.job != nil:
		content = ui.Scrolled(ui.Stack(ui.Gap, p.job.draw(), ui.SmallPrint(p.jobHint())))
	case p.result != nil:
		content = p.buildResult()
	default:
		content = p.buildChoice()
	}
	return ui.PageFrame(a.text("page.deletion"), a.text("deletion.hint"), []fyne.CanvasObject{a.helpButton()}, content)
}

// jobHint says what cancelling the job would mean.
func (p *deletionPage) jobHint() string {
	if p.result != nil {
		return p.window.text("restore.running.hint")
	}
	return p.window.text("deletion.running.hint")
}

func (p *deletionPage) buildChoice() fyne.CanvasObject {
	a := p.window
	p.choices, p.side, p.preview = container.NewStack(), container.NewStack(), container.NewStack()
	p.list = newGrid(a, "deletion", p.columns())
	p.list.OnSelect = p.selected
	p.drawKinds(nil)
	p.load()
	return container.New(ui.SpacedBorder(ui.Gap), container.NewHBox(p.choices), container.New(ui.SideBySide(0.46), p.side, p.preview))
}

// drawKinds draws the three record types, with the number of labels behind each once that is known.
func (p *deletionPage) drawKinds(imports []data.Import) {
	a := p.window
	var titles []string
	for _, kind := range data.Deletables() {
		title := a.text("deletion.kind." + string(kind))
		if n := len(labelsOf(imports, kind)); n > 0 {
			title += "  " + a.lang.Int(n)
		}
		titles = append(titles, title)
	}
	p.choices.Objects = []fyne.CanvasObject{ui.NewSegments(titles, slices.Index(data.Deletables(), p.kind), func(i int) {
		p.choose(data.Deletables()[i], "")
	})}
	p.choices.Refresh()
}

// labelsOf are the imports that still have records of a kind.
func labelsOf(imports []data.Import, kind data.Deletable) []*data.Import {
	var with []*data.Import
	for i := range imports {
		if countOf(imports[i].Remaining, kind) > 0 {
			with = append(with, &imports[i])
		}
	}
	return with
}

// countOf is how many records of a kind there are.
func countOf(c data.Counts, kind data.Deletable) int {
	n := 0
	for _, t := range kind.Types() {
		n += c[t]
	}
	return n
}

func (p *deletionPage) columns() []ui.Column[*data.Import] {
	a := p.window
	return []ui.Column[*data.Import]{
		{Key: "label", Title: a.text("history.label"), Width: 166, Text: func(i *data.Import) string { return i.Label },
			Compare: func(x, y *data.Import) int { return int(x.Number - y.Number) }},
		{Key: "file", Title: a.text("history.file"), Width: 80, Grow: true, Text: func(i *data.Import) string { return i.File }},
		{Key: "date", Title: a.text("history.date"), Width: 98, Text: func(i *data.Import) string { return a.lang.Date(i.Date) },
			Compare: func(x, y *data.Import) int { return x.Date.Compare(y.Date) }},
		{Key: "count", Title: a.text("deletion.count"), Width: 78, Numbers: true,
			Text:    func(i *data.Import) string { return a.lang.Int(countOf(i.Remaining, p.kind)) },
			Compare: func(x, y *data.Import) int { return countOf(x.Remaining, p.kind) - countOf(y.Remaining, p.kind) }},
	}
}

// load fetches the labels that still have records.
func (p *deletionPage) load() {
	a := p.window
	p.imports.start(a, a.store.Imports, func(imports []data.Import, err error) {
		p.drawKinds(imports)
		labels := labelsOf(imports, p.kind)
		switch {
		case err != nil:
			p.side.Objects = []fyne.CanvasObject{a.loadFailed(err, p.load)}
		case len(labels) == 0:
			p.side.Objects = []fyne.CanvasObject{ui.Empty("success", a.text("deletion.empty"), a.text("deletion.empty.hint"))}
			p.label, p.plan = "", nil
			p.drawPreview()
		default:
			p.side.Objects = []fyne.CanvasObject{ui.Frame(p.list)}
			fill(p.list, labels, func(i *data.Import) bool { return i.Label == p.label })
		}
		p.side.Refresh()
	})
}

// selected plans the deletion of another import.
func (p *deletionPage) selected(im *data.Import) {
	if im.Label != p.label {
		p.said = nil
	}
	p.label, p.plan = im.Label, nil
	p.about = p.window.text("deletion.about", assets.Values{"File": im.File, "Date": p.window.lang.DateTime(im.Date), "User": im.UserName})
	p.makePlan()
}

func (p *deletionPage) makePlan() {
	a, kind, label := p.window, p.kind, p.label
	p.drawPreview()
	user := a.user
	p.plans.start(a, func(ctx context.Context) (*data.Deletion, error) {
		return a.store.PlanDeletion(ctx, user, kind, label)
	}, func(plan *data.Deletion, err error) {
		p.plan = plan
		if err != nil {
			p.preview.Objects = []fyne.CanvasObject{ui.Padded(ui.Gap, a.loadFailed(err, p.load))}
			p.preview.Refresh()
			return
		}
		p.drawPreview()
	})
}

// ask asks before the plan is carried out.
func (p *deletionPage) ask() {
	a, plan := p.window, p.plan
	text := a.text("deletion.ask.text", assets.Values{"Records": a.counted(plan.Deleted, ".accusative")})
	if n := len(plan.Kept); n > 0 {
		text += " " + a.plural("deletion.kept", n)
	}
	a.ask(question{title: a.text("deletion.ask", assets.Values{"Label": plan.Label}), text: text,
		content: ui.SmallPrint(a.text("deletion.backup")), verb: p.verb(plan), risky: true, do: func() { p.delete(plan) }})
}

func (p *deletionPage) verb(plan *data.Deletion) string {
	return p.window.text("deletion.verb", assets.Values{"Records": p.window.counted(plan.Deleted, ".accusative")})
}

func (p *deletionPage) delete(plan *data.Deletion) {
	a := p.window
	user := a.user
	p.said, p.undone = nil, nil
	title := func() string { return a.text("deletion.running", assets.Values{"Label": plan.Label}) }
	runJob(a, &p.job, title, func(ctx context.Context, progress data.Progress) (data.DeletionResult, error) {
		return a.store.Delete(ctx, user, plan, progress)
	}, func(result data.DeletionResult, err error) {
		switch {
		case err == nil:
			p.result, p.label, p.plan = &result, "", nil
			a.countAgain()
		case errors.Is(err, data.ErrStale):
			a.record(err)
			p.said = func() fyne.CanvasObject { return ui.Note(ui.WarningTone, a.text("deletion.stale")) }
		case errors.Is(err, context.Canceled):
			p.said = func() fyne.CanvasObject { return ui.Note(ui.InfoTone, a.text("error.cancelled")) }
		default:
			p.said = func() fyne.CanvasObject { return a.errorNote(err) }
		}
		a.redraw("deletion")
	})
	a.redraw("deletion")
}
