// Package imports has the page that brings workbooks into the database, and the welcome, where a trial with samples begins:
//
//	page.go          the four steps, always in view
//	template.go      save a template; thumbnail.go draws what it is like
//	file.go          drop or choose a file; why the last one can't be checked
//	opening.go       from a path to the step it is seen in; queue.go lets several files wait, and takes tables from the clipboard
//	columns/         what the columns of a table without a template are
//	check.go         what the check says: tiles, start.go, and below them
//	  run.go         checking, again when the file or the corrections change
//	  view.go        the report as the window shows it
//	  issues.go      every issue
//	  detail.go      the selected one with its piece of the sheet (piece.go), corrections (corrections.go),
//	                 or the two records of a duplicate (duplicate.go)
//	  saves.go       copies, records left out, list of issues, parts
//	result.go        what the import did, and taking it back
//	samples.go       a trial goes from sample to sample
//	welcome.go       where it begins and, with removal.go, where its records are deleted again
package imports

import (
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"kartoteka/app/imports/columns"
	"kartoteka/app/ui"
	"kartoteka/app/window"
	"kartoteka/assets"
)

// A Page is the way from a template or any table to records in the database, in steps that are always in view.
type Page struct {
	window *window.Window
	step   importStep // the open one

	template *templateStep
	file     *fileStep
	columns  *columns.Step // nil for a file of a template, and while there is none
	reading  *columns.Step // while it is not known yet which of the two a file is
	check    *checkStep    // nil until there is a file to check
	result   *resultStep

	waiting []string // files that are opened after this one

	said  func() fyne.CanvasObject // above the step, nil for nothing: what was saved, what went wrong
	title *fyne.Container
	steps *fyne.Container
	body  *fyne.Container
	top   *fyne.Container // title and steps
}

// An importStep is one step of the import.
type importStep int

const (
	templateAt importStep = iota
	fileAt
	columnsAt
	checkAt
	resultAt
)

// stepKeys name the steps in the texts.
var stepKeys = []string{"template", "file", "columns", "check", "result"}

// New makes the page.
func New(w *window.Window) window.Page {
	p := &Page{window: w, step: fileAt}
	p.template = &templateStep{page: p}
	p.file = &fileStep{page: p}
	p.sweepKept("") // of a run before
	return p
}

// Build draws the page.
func (p *Page) Build() fyne.CanvasObject {
	p.title, p.steps, p.body, p.top = container.NewStack(), container.NewStack(), container.NewStack(), container.New(topLayout{})
	p.draw()
	p.top.Objects = []fyne.CanvasObject{p.title, ui.Beside(ui.GapTiny, ui.Middle(p.steps), p.window.HelpButton())}
	return container.New(pageInset{}, container.New(ui.SpacedBorder(1.5*ui.GapSmall), p.top, p.body))
}

// topLayout gives the steps at the right edge what they need and the title the rest.
type topLayout struct{}

func (topLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	if len(objects) < 2 {
		return
	}
	right := objects[1].MinSize()
	objects[0].Resize(fyne.NewSize(max(0, size.Width-right.Width-ui.Gap), size.Height))
	objects[1].Move(fyne.NewPos(size.Width-right.Width, 0))
	objects[1].Resize(fyne.NewSize(right.Width, size.Height))
}

func (topLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	if len(objects) < 2 {
		return fyne.Size{}
	}
	title, steps := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(steps.Width, max(title.Height, steps.Height))
}

// pageInset is a little less than other pages keep from the edges: this one has most to show.
type pageInset struct{}

func (pageInset) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.NewPos(ui.GapLarge, ui.Gap))
	objects[0].Resize(size.SubtractWidthHeight(2*ui.GapLarge, 2*ui.Gap))
}

func (pageInset) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().AddWidthHeight(2*ui.GapLarge, 2*ui.Gap)
}

// overhang lets a page scroll with the bar in the margin at the right, so that what is scrolled ends where everything else does.
func overhang(content fyne.CanvasObject) fyne.CanvasObject {
	return container.New(overhangLayout{}, container.NewVScroll(container.NewBorder(nil, nil, nil, ui.GapOf(ui.Gap), content)))
}

type overhangLayout struct{}

func (overhangLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(size.AddWidthHeight(ui.Gap, 0))
}

func (overhangLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().SubtractWidthHeight(ui.Gap, 0)
}

// draw shows the open step again.
func (p *Page) draw() {
	if p.body == nil {
		return // not seen yet
	}
	content := p.content()
	if p.said != nil {
		content = container.New(ui.SpacedBorder(ui.GapSmall), p.said(), content)
	}
	if queue := p.queueNote(); queue != nil {
		content = container.New(ui.SpacedBorder(ui.GapSmall), queue, content)
	}
	p.body.Objects = []fyne.CanvasObject{content}
	p.body.Refresh()
	p.drawSteps()
	p.drawTitle()
	p.top.Refresh() // there may be one more step
	if p.step == columnsAt {
		p.columnStep().Shown()
	}
}

// drawTitle says what is being done: to which file, once one has been checked.
func (p *Page) drawTitle() {
	switch {
	case p.step == checkAt && p.check.view != nil && p.check.importing == nil:
		hang(p.title, p.check.header())
	case p.step == columnsAt && p.columnStep().Mapping() != nil:
		hang(p.title, p.columnStep().Header())
	default:
		hint := ui.NewCut(p.window.Text("import.any_table"), ui.ColorMuted, theme.SizeNameText)
		hang(p.title, ui.Stack(0, ui.Heading(p.window.Text("page.import")).Shortened(), hint))
	}
}

func (p *Page) content() fyne.CanvasObject {
	switch p.step {
	case templateAt:
		return p.template.build()
	case columnsAt:
		return p.columnStep().Build()
	case checkAt:
		return p.check.build()
	case resultAt:
		return p.result.build()
	}
	return p.file.build()
}

// columnStep is the step of the columns: that of the file that is read, or of the one that was.
func (p *Page) columnStep() *columns.Step {
	if p.reading != nil {
		return p.reading
	}
	return p.columns
}

// drawSteps draws the way with where one is. Steps there is nothing to see in yet can't be opened.
func (p *Page) drawSteps() {
	steps := ui.Beside(0)
	for i, key := range stepKeys {
		at := importStep(i)
		if at == columnsAt && p.columnStep() == nil {
			continue // a file of a template
		}
		if len(steps.Objects) > 0 {
			steps.Add(ui.Middle(ui.NewStepLine()))
		}
		state := ui.StepAhead
		switch {
		case at == p.step:
			state = ui.StepHere
		case p.mayGoTo(at) && at < p.step:
			state = ui.StepDone
		case p.mayGoTo(at):
			state = ui.StepOpen
		}
		steps.Add(ui.NewStep(p.window.Text("import.step."+key), state, func() { p.goTo(at) }))
	}
	p.steps.Objects = []fyne.CanvasObject{steps}
	p.steps.Refresh()
}

func (p *Page) mayGoTo(at importStep) bool {
	switch at {
	case columnsAt:
		return p.columnStep() != nil
	case checkAt:
		return p.check != nil
	case resultAt:
		return p.result != nil
	}
	return true
}

func (p *Page) goTo(at importStep) {
	if p.mayGoTo(at) {
		p.step, p.said = at, nil
		p.draw()
	}
}

// say shows a note above the step until it is closed or something else is to be said.
func (p *Page) say(t ui.Tone, text func() string, actions ...func() fyne.CanvasObject) {
	p.said = func() fyne.CanvasObject {
		objects := make([]fyne.CanvasObject, 0, len(actions)+1)
		for _, action := range actions {
			objects = append(objects, action())
		}
		return ui.Note(t, text(), append(objects, ui.Quiet(p.window.Text("dialog.close"), "", p.unsay))...)
	}
	p.draw()
}

// sayError shows what went wrong above the step.
func (p *Page) sayError(err error) {
	p.window.LogError(err)
	p.said = func() fyne.CanvasObject {
		return p.window.ShownError(err, ui.Quiet(p.window.Text("dialog.close"), "", p.unsay))
	}
	p.draw()
}

func (p *Page) unsay() {
	p.said = nil
	p.draw()
}

// action makes a quiet button with a text that follows the language.
func (p *Page) action(key string, do func()) func() fyne.CanvasObject {
	return func() fyne.CanvasObject { return ui.Quiet(p.window.Text(key), "", do) }
}

// sayFile says that a file was saved, with what can be done with it.
func (p *Page) sayFile(key, path string) {
	p.say(ui.SuccessTone, func() string { return p.window.Text(key, assets.Values{"File": filepath.Base(path)}) },
		p.action("import.open_file", func() { p.window.Launch(path) }), p.action("import.show_folder", func() { p.window.Reveal(path) }))
}

// Tell says why what was dropped can't be checked.
func (p *Page) Tell(sentence string) {
	p.file.said, p.file.trouble = sentence, nil
	p.step, p.said = fileAt, nil
	p.draw()
}

// SaveTemplate goes to where templates are saved.
func (p *Page) SaveTemplate() { p.goTo(templateAt) }

// Search puts the keyboard into the search of the issues.
func (p *Page) Search() {
	switch p.step {
	case columnsAt:
		p.columnStep().Search()
	case checkAt:
		p.check.search()
	}
}

// StartImport does what the button says, when it can be pressed.
func (p *Page) StartImport() {
	switch p.step {
	case columnsAt:
		p.columnStep().StartImport()
	case checkAt:
		p.check.tryStart()
	}
}

// CheckAgain checks the file once more.
func (p *Page) CheckAgain() {
	if p.check != nil && p.check.importing == nil {
		p.goTo(checkAt)
		p.check.checkAgain()
	}
}

// Escape takes the search and filter of the issues away.
func (p *Page) Escape() bool {
	switch p.step {
	case columnsAt:
		return p.columnStep().Escape()
	case checkAt:
		return p.check.escape()
	}
	return false
}

// Key does what a key stands for on the open step. It reports whether it stands for anything.
func (p *Page) Key(key fyne.KeyName) bool { return p.step == columnsAt && p.columnStep().Key(key) }

// Shortcut does what a shortcut stands for: paste a table, undo and redo on the columns.
func (p *Page) Shortcut(s fyne.Shortcut) {
	if _, paste := s.(*fyne.ShortcutPaste); paste {
		p.Paste()
	} else if p.step == columnsAt {
		p.columnStep().Shortcut(s)
	}
}

// used notes a file as one of those opened last.
func (p *Page) used(path string) {
	if !p.isKept(path) {
		p.window.Settings.Used(path)
		p.window.SaveSettings()
	}
}

// Topic is that of the step.
func (p *Page) Topic() string {
	return map[importStep]string{templateAt: "template", fileAt: "any-table", columnsAt: "any-table", checkAt: "check", resultAt: "result"}[p.step]
}
