package imports

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"kartoteka/app/message"
	"kartoteka/app/ui"
	"kartoteka/app/window"
	"kartoteka/assets"
	"kartoteka/importer"
	"kartoteka/importer/issue"
	"kartoteka/importer/mapping"
)

// checkStep shows what the check says about a file, from its first row to the start of the import.
type checkStep struct {
	page     *Page
	file     string
	mapping  *mapping.Mapping // of a table without a template
	fixes    importer.Corrections
	choices  importer.Choices
	addItems bool // unknown list items are added by the import

	view      *view // of the last check that ended well, nil before
	changes   *importer.Changes
	voided    int   // corrections whose cells show something else by now
	trouble   error // why the file could not be checked again, nil for none
	outdated  bool  // a check after the view was made was cancelled
	checking  bool
	deciding  bool
	saving    bool // a workbook is made of the report
	run       int  // number of the check, so that a late result of an older one is not taken
	progress  window.Progress
	cancel    context.CancelFunc // of the check that runs
	unwatch   context.CancelFunc
	live      *liveIssues // of the first check while it runs
	card      *window.ProgressCard
	importing *window.Job // while the import runs
	always    window.Changer

	issues             *issueGrid // nil until there is something to see
	detail             *issueDetail
	tiles, foot, below *fyne.Container
	bar                *ui.Toolbar
	lower              *ui.Splitter
}

func newCheckStep(p *Page, file string) *checkStep {
	return &checkStep{page: p, file: file, choices: importer.Choices{Entry: map[importer.EntryKey]importer.Decision{}}}
}

func (s *checkStep) build() fyne.CanvasObject {
	switch {
	case s.importing != nil:
		return container.NewVBox(s.importing.Draw())
	case s.view == nil:
		return s.first()
	}
	s.tiles, s.foot = container.NewStack(), container.NewStack()
	s.detail = newIssueDetail(s)
	s.issues = newIssueGrid(s)
	s.bar = ui.NewToolbar(s.page.window.Canvas())
	tools := container.New(&ui.WrapRow{}, s.issues.tools(), s.bar.Container)
	settings := s.page.window.Settings
	s.lower = ui.NewSplitter(container.NewBorder(tools, nil, nil, nil, container.New(ui.TopInset{}, s.issues.build())), s.detail.build(),
		(*ui.Parts)(&settings.Split), s.page.window.SaveSettings)
	s.below = container.NewStack(s.lower)
	s.refresh()
	if !s.checking && s.view.lang != s.page.window.Lang {
		s.checkFile() // suggestions speak the language of the check
	}
	return container.NewBorder(ui.Stack(ui.GapSmall, s.tiles, ui.GapOf(0)), s.foot, nil, nil, s.below)
}

// refresh fills the parts of the page from the state.
func (s *checkStep) refresh() {
	if s.page.step != checkAt || s.view == nil || s.importing != nil {
		return
	}
	if s.issues == nil {
		s.page.draw()
		return
	}
	s.page.drawTitle()
	hang(s.tiles, container.NewHScroll(container.New(layout.NewCustomPaddedLayout(0, 1, 0, 0), s.tileRow()))) // a scroll cuts its last point off
	hang(s.foot, s.startBar())
	s.bar.Offer(s.actions()...)
	s.issues.show(s.view)
	if len(s.view.rows) == 0 {
		hang(s.below, ui.Card(s.allRight()))
	} else if s.below.Objects[0] != fyne.CanvasObject(s.lower) {
		hang(s.below, s.lower)
	}
}

// allRight says that there is nothing to mend.
func (s *checkStep) allRight() fyne.CanvasObject {
	w := s.page.window
	hint := w.Text("import.no_issues.hint")
	if s.whyNot() != "" {
		hint = ""
	}
	return ui.Empty("success", w.Text("import.no_issues"), hint)
}

// hang puts one object in place of what a container has.
func hang(c *fyne.Container, o fyne.CanvasObject) {
	c.Objects = []fyne.CanvasObject{o}
	c.Refresh()
}

// header says which file it is, what the program took it for, and whether it is watched.
func (s *checkStep) header() fyne.CanvasObject {
	w := s.page.window
	names := container.New(ui.BesideName{}, ui.Subheading(filepath.Base(s.file)).Shortened())
	if c := s.changes; c != nil {
		t := ui.InfoTone
		if c.Fixed > 0 && c.New == 0 {
			t = ui.SuccessTone
		}
		names.Add(ui.Badge(t, w.Text("import.changes", assets.Values{"Fixed": w.Lang.Int(c.Fixed), "New": w.Lang.Int(c.New), "Left": w.Lang.Int(c.Left)})))
	}
	if s.voided > 0 {
		names.Add(ui.Badge(ui.WarningTone, w.Plural("import.voided", s.voided)))
	}
	return container.NewBorder(nil, nil, ui.Middle(ui.Picture(ui.IconIn("sheet", ui.ColorMuted), 28)), nil, container.New(titleInset{}, ui.Stack(2, names, s.state())))
}

// titleInset keeps the words of a header away from the icon before them and from what follows.
type titleInset struct{}

func (titleInset) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.NewPos(1.5*ui.GapSmall, 0))
	objects[0].Resize(size.SubtractWidthHeight(1.5*ui.GapSmall+ui.Gap, 0))
}

func (titleInset) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().AddWidthHeight(1.5*ui.GapSmall+ui.Gap, 0)
}

// state is the second line of the header.
func (s *checkStep) state() fyne.CanvasObject {
	w := s.page.window
	switch {
	case s.checking && s.progress.Total > 0:
		return ui.Caption(w.Text("import.checking_again", assets.Values{"Percent": w.Lang.Percent(float64(100 * s.progress.Done / max(1, s.progress.Total)))}))
	case s.checking:
		return ui.Caption(w.Text("import.checking_again.begin"))
	case s.trouble != nil:
		return ui.Caption(message.Of(s.trouble, w.Lang)).Paint(ui.Tones[ui.ErrorTone].Importance).Shortened()
	case s.outdated:
		return ui.Caption(w.Text("import.start.outdated")).Paint(ui.Tones[ui.WarningTone].Importance).Shortened()
	}
	var kind string
	switch m := s.view.report.Mapping; {
	case m == nil:
		kind = w.Text("template." + s.view.report.Template.Key)
	case m.Name != "":
		kind = w.Text("import.by_mapping", assets.Values{"Name": m.Name})
	default:
		kind = w.Text("import.by_columns")
	}
	return ui.Caption(w.Text("import.checked", assets.Values{"Template": kind, "Time": w.Lang.Time(s.view.report.Checked)})).Shortened()
}

// tileRow are the numbers of the check. A tile filters the grid.
func (s *checkStep) tileRow() fyne.CanvasObject {
	w, v := s.page.window, s.view
	row := container.New(ui.TileLayout{})
	chosen := s.issues.filter
	chosen.words = ""
	add := func(f filter, t *ui.Pressable) {
		t.Inset = ui.GapSmall
		t.Choose(chosen == f)
		row.Add(t)
	}
	for _, kind := range v.types {
		f := filter{record: kind}
		add(f, ui.Tile(ui.NeutralTone, w.Lang.Int(v.imported[kind]), w.Plural("import.tile."+string(kind), v.found[kind]), s.issues.toggle(f)))
	}
	for _, severity := range issue.Severities() {
		f := filter{severity: severity}
		look := ui.NeutralTone
		if v.counts[severity] > 0 {
			look = severityTones[severity]
		}
		add(f, ui.Tile(look, w.Lang.Int(v.counts[severity]), w.Text("import.tile."+string(severity)), s.issues.toggle(f)))
	}
	if n := len(v.report.Corrected); n > 0 {
		f := filter{corrected: true}
		add(f, ui.Tile(ui.SuccessTone, w.Lang.Int(n), w.Text("import.tile.corrected"), s.issues.toggle(f)))
	}
	return row
}

// severityTones are how the severities look.
var severityTones = map[issue.Severity]ui.Tone{
	issue.Error: ui.ErrorTone, issue.Consequence: ui.NeutralTone, issue.Duplicate: ui.DuplicateTone, issue.Warning: ui.WarningTone, issue.Repair: ui.RepairTone,
}

// actions are what can be done about the file as a whole.
func (s *checkStep) actions() []*ui.Button {
	w := s.page.window
	var buttons []*ui.Button
	if s.view.has(issue.TooManyRecords) {
		buttons = append(buttons, ui.Primary(w.Text("import.split"), "columns", s.askSplit))
	}
	switch {
	case s.addItems:
		buttons = append(buttons, ui.Quiet(w.Text("import.list_items.keep_out"), "undo", func() { s.setAddItems(false) }))
	case s.view.newItems > 0:
		buttons = append(buttons, ui.Secondary(w.Plural("import.list_items.add", s.view.newItems), "list", func() { s.setAddItems(true) }))
	}
	buttons = append(buttons, ui.Secondary(w.Text("import.open_excel"), "open", func() { w.Launch(s.file) }))
	if s.checking {
		return append(buttons, ui.Secondary(w.Text("task.cancel"), "close", s.cancelCheck))
	}
	return append(buttons, ui.Secondary(w.Text("menu.check"), "refresh", s.checkAgain))
}

func (s *checkStep) setAddItems(on bool) {
	s.addItems = on
	s.checkFile()
}

func (s *checkStep) search() {
	if s.issues != nil {
		s.page.window.Canvas().Focus(s.issues.words)
	}
}

func (s *checkStep) escape() bool { return s.issues != nil && s.issues.clear() }
