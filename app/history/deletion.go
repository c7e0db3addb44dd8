package history

import (
	"context"
	"errors"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kartoteka/app/ui"
	"kartoteka/app/window"
	"kartoteka/assets"
	"kartoteka/data"
)

// deletionPage deletes what an import brought, by record type and label:
//
//	choose ──> preview (preview.go) ──> confirm ──> job ──> result ──> put back
type deletionPage struct {
	window *window.Window
	kind   data.Deletable
	label  string // chosen, "" for none
	about  string // what is said of it: file, date, who

	imports window.Fetch[[]data.Import]
	plans   window.Fetch[*data.Deletion]
	plan    *data.Deletion // of the label, nil until it is made
	said    func() fyne.CanvasObject
	job     *window.Job
	result  *data.DeletionResult
	undone  data.Counts // what was put back of the result

	list    *ui.Grid[*data.Import]
	choices *fyne.Container // record types
	side    *fyne.Container // labels
	preview *fyne.Container
}

// NewDeletion makes the page that deletes what an import brought.
func NewDeletion(w *window.Window) window.Page { return &deletionPage{window: w, kind: data.Clients} }

// Choose opens the page with an import chosen.
func (p *deletionPage) Choose(kind data.Deletable, label string) {
	p.kind, p.label, p.plan, p.result, p.said = kind, label, nil, nil, nil
	p.window.Show("deletion")
}

// Build draws the page.
func (p *deletionPage) Build() fyne.CanvasObject {
	w := p.window
	var content fyne.CanvasObject
	switch {
	case p.job != nil:
		content = ui.Scrolled(ui.Stack(ui.Gap, p.job.Draw(), ui.SmallPrint(p.jobHint())))
	case p.result != nil:
		content = p.buildResult()
	default:
		content = p.buildChoice()
	}
	return ui.PageFrame(w.Text("page.deletion"), w.Text("deletion.hint"), []fyne.CanvasObject{w.HelpButton()}, content)
}

// jobHint says how the job ends when it is cancelled.
func (p *deletionPage) jobHint() string {
	if p.result != nil {
		return p.window.Text("restore.running.hint")
	}
	return p.window.Text("deletion.running.hint")
}

func (p *deletionPage) buildChoice() fyne.CanvasObject {
	w := p.window
	p.choices, p.side, p.preview = container.NewStack(), container.NewStack(), container.NewStack()
	p.list = window.NewGrid(w, "deletion", p.columns())
	p.list.OnSelect = p.selected
	p.drawKinds(nil)
	p.load()
	return container.New(ui.SpacedBorder(ui.Gap), ui.Leading(p.choices), container.New(ui.SideBySide(0.46), p.side, p.preview))
}

// drawKinds draws the three record types, with the number of labels behind each once that is known.
func (p *deletionPage) drawKinds(imports []data.Import) {
	w := p.window
	var titles []string
	for _, kind := range data.Deletables() {
		title := w.Text("deletion.kind." + string(kind))
		if n := len(labelsOf(imports, kind)); n > 0 {
			title += "  " + w.Lang.Int(n)
		}
		titles = append(titles, title)
	}
	p.choices.Objects = []fyne.CanvasObject{ui.NewSegments(titles, slices.Index(data.Deletables(), p.kind), func(i int) {
		p.Choose(data.Deletables()[i], "")
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
	w := p.window
	return []ui.Column[*data.Import]{
		{Key: "label", Title: w.Text("history.label"), Width: 166, Text: func(i *data.Import) string { return i.Label },
			Compare: func(x, y *data.Import) int { return int(x.Number - y.Number) }},
		{Key: "file", Title: w.Text("history.file"), Width: 80, Grow: true, Text: func(i *data.Import) string { return i.File }},
		{Key: "date", Title: w.Text("history.date"), Width: 98, Text: func(i *data.Import) string { return w.Lang.Date(i.Date) },
			Compare: func(x, y *data.Import) int { return x.Date.Compare(y.Date) }},
		{Key: "count", Title: w.Text("deletion.count"), Width: 78, Numbers: true,
			Text:    func(i *data.Import) string { return w.Lang.Int(countOf(i.Remaining, p.kind)) },
			Compare: func(x, y *data.Import) int { return countOf(x.Remaining, p.kind) - countOf(y.Remaining, p.kind) }},
	}
}

// load fetches the labels that still have records.
func (p *deletionPage) load() {
	w := p.window
	p.imports.Start(w, w.Store.Imports, func(imports []data.Import, err error) {
		p.drawKinds(imports)
		labels := labelsOf(imports, p.kind)
		switch {
		case err != nil:
			p.side.Objects = []fyne.CanvasObject{w.LoadFailed(err, p.load)}
		case len(labels) == 0:
			p.side.Objects = []fyne.CanvasObject{ui.Empty("success", w.Text("deletion.empty"), w.Text("deletion.empty.hint"))}
			p.label, p.plan = "", nil
			p.drawPreview()
		default:
			p.side.Objects = []fyne.CanvasObject{ui.Frame(p.list)}
			p.list.Fill(labels, func(i *data.Import) bool { return i.Label == p.label })
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
	p.about = p.window.Text("deletion.about", assets.Values{"File": im.File, "Date": p.window.Lang.DateTime(im.Date), "User": im.UserName})
	p.makePlan()
}

func (p *deletionPage) makePlan() {
	w, kind, label := p.window, p.kind, p.label
	p.drawPreview()
	user := w.User
	p.plans.Start(w, func(ctx context.Context) (*data.Deletion, error) {
		return w.Store.PlanDeletion(ctx, user, kind, label)
	}, func(plan *data.Deletion, err error) {
		p.plan = plan
		if err != nil {
			p.preview.Objects = []fyne.CanvasObject{ui.Padded(ui.Gap, w.LoadFailed(err, p.load))}
			p.preview.Refresh()
			return
		}
		p.drawPreview()
	})
}

// ask asks before the plan is carried out.
func (p *deletionPage) ask() {
	w, plan := p.window, p.plan
	text := w.Text("deletion.ask.text", assets.Values{"Records": w.Counted(plan.Deleted, ".accusative")})
	if n := len(plan.Kept); n > 0 {
		text += " " + w.Plural("deletion.kept", n)
	}
	w.Ask(window.Question{Title: w.Text("deletion.ask", assets.Values{"Label": plan.Label}), Text: text,
		Content: ui.SmallPrint(w.Text("deletion.backup")), Verb: p.verb(plan), Risky: true, Do: func() { p.delete(plan) }})
}

func (p *deletionPage) verb(plan *data.Deletion) string {
	return p.window.Text("deletion.verb", assets.Values{"Records": p.window.Counted(plan.Deleted, ".accusative")})
}

func (p *deletionPage) delete(plan *data.Deletion) {
	w := p.window
	user := w.User
	p.said, p.undone = nil, nil
	title := func() string { return w.Text("deletion.running", assets.Values{"Label": plan.Label}) }
	window.RunJob(w, &p.job, title, func(ctx context.Context, progress data.Progress) (data.DeletionResult, error) {
		return w.Store.Delete(ctx, user, plan, progress)
	}, func(result data.DeletionResult, err error) {
		switch {
		case err == nil:
			p.result, p.label, p.plan = &result, "", nil
			w.CountAgain()
		case errors.Is(err, data.ErrStale):
			w.LogError(err)
			p.said = func() fyne.CanvasObject { return ui.Note(ui.WarningTone, w.Text("deletion.stale")) }
		case errors.Is(err, context.Canceled):
			p.said = func() fyne.CanvasObject { return ui.Note(ui.InfoTone, w.Text("error.cancelled")) }
		default:
			p.said = func() fyne.CanvasObject { return w.ErrorNote(err) }
		}
		w.Redraw("deletion")
	})
	w.Redraw("deletion")
}
